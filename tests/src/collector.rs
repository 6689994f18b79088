//! A collector of traces that keeps what it is sent.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Takes in requests on a free port; gives its address and everything it has been sent so far.
///
/// # Errors
/// When there is no free port.
pub async fn listen() -> anyhow::Result<(String, Arc<Mutex<String>>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let got = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&got);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(take(stream, Arc::clone(&keep)));
        }
    });
    Ok((url, got))
}

/// Reads one request, keeps it, and says that it was taken.
async fn take(mut stream: TcpStream, keep: Arc<Mutex<String>>) {
    let (mut text, mut part) = (String::new(), [0; 8192]);
    while let Ok(length @ 1..) = stream.read(&mut part).await {
        text.push_str(&String::from_utf8_lossy(&part[..length]));
        if is_whole(&text) {
            break;
        }
    }
    keep.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
    // A sender that is gone needs no answer.
    let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
}

fn is_whole(text: &str) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    body.len() >= length.unwrap_or(0)
}
