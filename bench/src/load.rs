//! Sends prepared requests over kept-alive connections, as fast as answered or at a fixed rate.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::{Context, bail};
use bytes::Bytes;
use shell::clock::Stopwatch;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Requests as they go over the wire, head and body.
pub type Shots = Arc<Vec<Bytes>>;

/// What a run measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Answers with status 200 per second.
    pub per_second: f64,
    /// Time from the intended sending to the whole answer, sorted.
    latencies: Vec<Duration>,
}

impl Measured {
    /// The latency that `share` of the requests stayed below (0.99 for the 99th percentile).
    pub fn percentile(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
        #[expect(clippy::cast_precision_loss, reason = "far fewer requests than 2^52")]
        let at = (last as f64 * share).round() as usize;
        self.latencies.get(at).copied().unwrap_or_default()
    }
}

/// How fast to send.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// Each connection sends the next request when it has its answer.
    Closed,
    /// So many requests a second over all connections, whether answers come or not.
    Open(u32),
}

/// Sends all `shots` once over `connections` connections.
///
/// # Errors
/// When the server cannot be reached or answers anything but 200.
pub async fn run(
    server: SocketAddr,
    shots: &Shots,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Measured> {
    let next = Arc::new(AtomicUsize::new(0));
    let watch = Stopwatch::start();
    let mut lanes = Vec::new();
    for _ in 0..connections {
        let lane = Lane { next: Arc::clone(&next), shots: Arc::clone(shots), pace, watch };
        lanes.push(tokio::spawn(lane.run(server)));
    }
    let mut latencies = Vec::with_capacity(shots.len());
    for lane in lanes {
        latencies.extend(lane.await??);
    }
    let took = watch.elapsed();
    latencies.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "far fewer requests than 2^52")]
    let per_second = latencies.len() as f64 / took.as_secs_f64();
    Ok(Measured { per_second, latencies })
}

/// One connection.
struct Lane {
    next: Arc<AtomicUsize>,
    shots: Shots,
    pace: Pace,
    watch: Stopwatch,
}

impl Lane {
    async fn run(self, server: SocketAddr) -> anyhow::Result<Vec<Duration>> {
        let mut stream = TcpStream::connect(server).await.context("could not connect")?;
        stream.set_nodelay(true)?;
        let mut latencies = Vec::new();
        let mut buffer = vec![0; 16 << 10];
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(shot) = self.shots.get(number) else { return Ok(latencies) };
            let intended = self.intended(number).await;
            stream.write_all(shot).await?;
            read_answer(&mut stream, &mut buffer).await?;
            latencies.push(self.watch.elapsed().saturating_sub(intended));
        }
    }

    /// Waits until the request is to be sent; says when that was, since the start.
    async fn intended(&self, number: usize) -> Duration {
        let Pace::Open(rate) = self.pace else { return self.watch.elapsed() };
        let at = Duration::from_secs(1).mul_f64(number as f64 / f64::from(rate));
        let early = at.saturating_sub(self.watch.elapsed());
        if !early.is_zero() {
            // The timer ticks once a millisecond: a shot goes out up to one late, and that counts.
            tokio::time::sleep(early).await;
        }
        at
    }
}

/// Reads one answer with a `Content-Length`; anything but 200 is an error.
async fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> anyhow::Result<()> {
    let mut filled = 0;
    loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            bail!("the server closed the connection");
        }
        filled += read;
        let Some(head) = buffer[..filled].windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = std::str::from_utf8(&buffer[..head]).context("an answer that is no text")?;
        if !text.starts_with("HTTP/1.1 200") {
            bail!("the server answered {}", text.lines().next().unwrap_or_default());
        }
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>())
        });
        let length = length.transpose()?.unwrap_or(0);
        let mut missing = (head + 4 + length).saturating_sub(filled);
        while missing > 0 {
            let room = missing.min(buffer.len());
            let read = stream.read(&mut buffer[..room]).await?;
            if read == 0 {
                bail!("the server closed the connection");
            }
            missing -= read;
        }
        return Ok(());
    }
}

/// A GET with further headers, as it goes over the wire.
pub fn get(path: &str, headers: &[(&str, &str)]) -> Bytes {
    let mut head = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    Bytes::from(head)
}

/// A POST with JSON and further headers, as it goes over the wire.
pub fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Bytes {
    let mut head = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(value);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    let mut shot = head.into_bytes();
    shot.extend_from_slice(body);
    Bytes::from(shot)
}
