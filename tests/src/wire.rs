//! A wire between two servers that counts the requests on it and can be cut at any of them.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

const METHODS: [&[u8]; 5] = [b"GET ", b"POST ", b"PUT ", b"PATCH ", b"DELETE "];

/// On which side of an exchange the wire is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The request never arrives.
    Request,
    /// The request arrives, its answer never does.
    Answer,
}

/// A wire in front of a server. Dropping it closes it.
pub struct Wire {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: tokio::task::JoinHandle<()>,
}

struct Shared {
    to: SocketAddr,
    seen: AtomicU64,
    cut: Mutex<Option<(u64, Side)>>,
    refused: Mutex<Option<&'static str>>,
    refusals: AtomicU64,
    standing: watch::Sender<Standing>,
}

/// Whether the wire is cut, and how often it was mended. Connections from before that are over.
#[derive(Clone, Copy, Default)]
struct Standing {
    cut: bool,
    mended: u64,
}

impl Wire {
    /// A wire to a server, on a free port.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn to(server: SocketAddr) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            to: server,
            seen: AtomicU64::new(0),
            cut: Mutex::new(None),
            refused: Mutex::new(None),
            refusals: AtomicU64::new(0),
            standing: watch::Sender::default(),
        });
        let listening = tokio::spawn(listen(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, listening })
    }

    /// The address of its near end, such as `http://127.0.0.1:4711`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port of its near end.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// How many requests passed so far.
    pub fn seen(&self) -> u64 {
        self.shared.seen.load(Ordering::SeqCst)
    }

    /// At the `nth` request from now (counted from 1) everything on the wire stands still.
    pub fn cut_at(&self, nth: u64, side: Side) {
        *lock(&self.shared.cut) = Some((self.seen() + nth, side));
    }

    /// Requests that begin so (method and path) find nobody, from now on.
    pub fn refuse(&self, beginning: &'static str) {
        *lock(&self.shared.refused) = Some(beginning);
    }

    /// How many requests found nobody.
    pub fn refused_count(&self) -> u64 {
        self.shared.refusals.load(Ordering::SeqCst)
    }

    /// Whether everything stands still.
    pub fn is_cut(&self) -> bool {
        self.shared.standing.borrow().cut
    }

    /// Ends all connections that stand still; new ones pass.
    pub fn mend(&self) {
        *lock(&self.shared.cut) = None;
        self.shared.standing.send_modify(|standing| {
            standing.cut = false;
            standing.mended += 1;
        });
    }
}

impl Shared {
    fn cut(&self) {
        self.standing.send_modify(|standing| standing.cut = true);
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn lock<T>(value: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((near, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            // A connection that breaks is what this wire is for.
            let _broken = carry(near, &shared).await;
        });
    }
}

/// Carries one connection until either end closes it or the wire is cut and mended.
async fn carry(near: TcpStream, shared: &Shared) -> std::io::Result<()> {
    let born = shared.standing.borrow().mended;
    let far = TcpStream::connect(shared.to).await?;
    let (near_in, near_out) = near.into_split();
    let (far_in, far_out) = far.into_split();
    tokio::select! {
        done = requests(near_in, far_out, (shared, born)) => done,
        done = answers(far_in, near_out, (shared, born)) => done,
    }
}

async fn requests(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    (shared, born): (&Shared, u64),
) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n = from.read(&mut buffer).await?;
        if n == 0 {
            return Ok(());
        }
        let part = &buffer[..n];
        let mut cut_after = false;
        if METHODS.iter().any(|method| part.starts_with(method)) {
            if lock(&shared.refused).is_some_and(|words| part.starts_with(words.as_bytes())) {
                shared.refusals.fetch_add(1, Ordering::SeqCst);
                return Ok(());
            }
            let number = shared.seen.fetch_add(1, Ordering::SeqCst) + 1;
            let cut = *lock(&shared.cut);
            match cut.filter(|(nth, _)| *nth == number) {
                Some((_, Side::Request)) => shared.cut(),
                Some((_, Side::Answer)) => cut_after = true,
                None => {}
            }
        }
        if is_over(shared, born).await {
            return Ok(());
        }
        if cut_after {
            shared.cut();
        }
        to.write_all(part).await?;
    }
}

async fn answers(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    (shared, born): (&Shared, u64),
) -> std::io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let n = from.read(&mut buffer).await?;
        if n == 0 {
            return Ok(());
        }
        if is_over(shared, born).await {
            return Ok(());
        }
        to.write_all(&buffer[..n]).await?;
    }
}

/// Waits while the wire is cut; whether that ended the connection, which began after `born`
/// mendings.
async fn is_over(shared: &Shared, born: u64) -> bool {
    let mut standing = shared.standing.subscribe();
    // The wire outlives its connections or they are all over.
    standing.wait_for(|now| !now.cut).await.map_or(true, |now| now.mended != born)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                tokio::spawn(async move {
                    let mut buffer = [0; 100];
                    while let Ok(n @ 1..) = stream.read(&mut buffer).await {
                        stream.write_all(&buffer[..n]).await.unwrap();
                    }
                });
            }
        });
        address
    }

    #[tokio::test]
    async fn a_wire_counts_and_is_cut_where_it_was_told() {
        let wire = Wire::to(echo().await).await.unwrap();
        let mut stream = TcpStream::connect(wire.address).await.unwrap();
        let mut buffer = [0; 100];
        stream.write_all(b"GET /a").await.unwrap();
        assert_eq!(stream.read(&mut buffer).await.unwrap(), 6);
        assert_eq!((wire.seen(), wire.is_cut()), (1, false));
        wire.cut_at(1, Side::Answer);
        stream.write_all(b"POST /b").await.unwrap();
        while !wire.is_cut() {
            tokio::task::yield_now().await;
        }
        wire.mend();
        assert_eq!(stream.read(&mut buffer).await.unwrap_or(0), 0);
        wire.refuse("POST /c");
        let mut stream = TcpStream::connect(wire.address).await.unwrap();
        stream.write_all(b"POST /c").await.unwrap();
        assert_eq!(stream.read(&mut buffer).await.unwrap_or(0), 0);
    }
}
