//! A relay in front of a server that keeps what is sent through it.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What was sent to the server, as text. Clones hear the same.
#[derive(Clone, Debug, Default)]
pub struct Heard(Arc<Mutex<String>>);

impl Heard {
    /// All of it, up to now.
    pub fn so_far(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn hear(&self, part: &[u8]) {
        let text = String::from_utf8_lossy(part).into_owned();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
    }
}

/// Passes everything on to a server and keeps every request; the address to use in its place.
///
/// # Errors
/// When there is no port.
pub async fn listening_in(to: SocketAddr) -> anyhow::Result<(String, Heard)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let heard = Heard::default();
    let keep = heard.clone();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let Ok(far) = TcpStream::connect(to).await else { continue };
            let (mut from, mut back) = near.into_split();
            let (mut answers, mut on) = far.into_split();
            let keep = keep.clone();
            tokio::spawn(async move { tokio::io::copy(&mut answers, &mut back).await });
            tokio::spawn(async move {
                let mut part = [0; 4096];
                while let Ok(length @ 1..) = from.read(&mut part).await {
                    keep.hear(&part[..length]);
                    if on.write_all(&part[..length]).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    Ok((url, heard))
}
