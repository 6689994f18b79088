//! Letters in: a small SMTP server for a mailbox on this machine.
//!
//! It takes letters for anybody, speaks no TLS and asks for no password, so it must listen on
//! loopback only. `250` after a letter means that the owner has it on disk; otherwise the sender
//! hears `451` and keeps it.
//!
//! Own lines rather than a library: `mailin`, the nearest, judges letters in synchronous callbacks
//! (the answer here waits for a commit), brings the older `nom` a second time and cares for TLS and
//! authentication we must not offer.

mod session;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use mail_parser::MessageParser;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::shutdown::Tasks;

/// Connections at the same time; more wait.
const SESSIONS_MAX: usize = 64;
/// The largest letter, in bytes.
pub const LETTER_MAX: usize = 10 << 20;
/// How long a session may say nothing.
const IDLE_MAX: Duration = Duration::from_secs(60);

/// A letter as it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedLetter {
    /// Address in the `From` header, else of the envelope.
    pub from: String,
    /// Recipients of the envelope: who it was really for.
    pub to: Vec<String>,
    /// Subject line, decoded.
    pub subject: String,
    /// The text, decoded; made from the HTML if there is no other.
    pub text: String,
    /// The HTML, decoded, if the letter has any.
    pub html: Option<String>,
    /// Every byte as received.
    pub raw: Vec<u8>,
}

impl ReceivedLetter {
    /// Reads a letter. What cannot be read is empty: `raw` has it all.
    #[must_use]
    pub fn parse(envelope_from: &str, to: Vec<String>, raw: Vec<u8>) -> Self {
        let parsed = MessageParser::default().parse(&raw);
        let message = parsed.as_ref();
        let from = message
            .and_then(|message| message.from()?.first()?.address())
            .unwrap_or(envelope_from)
            .to_owned();
        let subject = message.and_then(|message| message.subject()).unwrap_or_default().to_owned();
        let text = message.and_then(|message| message.body_text(0)).unwrap_or_default();
        let html = message.and_then(|message| {
            let written = message.html_part(0).is_some_and(|part| part.is_text_html());
            written.then(|| message.body_html(0).map(|html| html.into_owned())).flatten()
        });
        let text = text.into_owned();
        Self { from, to, subject, text, html, raw }
    }
}

/// Takes letters until `tasks` is stopped. Each is handed to `on_mail` and acknowledged only after
/// that has answered `Ok`.
pub fn listen<F, Done>(listener: TcpListener, tasks: &Tasks, on_mail: F)
where
    F: Fn(ReceivedLetter) -> Done + Send + Sync + 'static,
    Done: Future<Output = Result<(), ()>> + Send + 'static,
{
    let (stop, on_mail) = (tasks.clone(), Arc::new(on_mail));
    let free = Arc::new(Semaphore::new(SESSIONS_MAX));
    tasks.spawn("smtp", async move {
        loop {
            let next = async {
                let place = Arc::clone(&free).acquire_owned().await;
                (place, listener.accept().await)
            };
            let Some((place, accepted)) = stop.unless_stopping(next).await else {
                return;
            };
            let stream = match accepted {
                Ok((stream, _)) => stream,
                Err(error) => {
                    tracing::warn!(%error, "a mail connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            let (on_mail, ending) = (Arc::clone(&on_mail), stop.clone());
            stop.spawn("smtp session", async move {
                let session = session::run(stream, &*on_mail);
                if let Some(Err(error)) = ending.unless_stopping(session).await {
                    tracing::debug!(%error, "a mail session broke off");
                }
                drop(place);
            });
        }
    });
}
