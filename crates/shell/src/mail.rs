//! Letters out: over SMTP, or into memory.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::http::is_loopback_host;
use crate::telemetry::redact;

/// How long one letter may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A letter to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Sender, such as `Vestibule <noreply@provider.example>`.
    pub from: String,
    /// Recipients, each like `from`.
    pub to: Vec<String>,
    /// Subject line.
    pub subject: String,
    /// The text, for every reader.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Unique id without angle brackets, such as `01J…@provider.example`. A letter sent twice
    /// after a lost answer has the same, so that the recipient's program can show one.
    pub message_id: String,
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The mail server's address cannot be used.
    #[error("the mail server {url} cannot be used: {why}")]
    Config {
        /// Address without user and password.
        url: String,
        /// What is wrong.
        why: String,
    },
    /// Nobody there takes letters of ours.
    #[error("the mail server {url} cannot be used now: {why}")]
    Away {
        /// Address without user and password.
        url: String,
        /// What happened.
        why: String,
    },
    /// Trying again later can help.
    #[error("the letter was not accepted for now: {0}")]
    Transient(String),
    /// Trying again cannot help.
    #[error("the letter was refused for good: {0}")]
    Permanent(String),
}

impl MailError {
    /// Whether trying again later can help.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Transient(_) | Self::Away { .. })
    }
}

/// Where letters go. Clones share it.
#[derive(Clone, Debug)]
pub enum Mail {
    /// Over SMTP.
    Smtp(Smtp),
    /// Into a list. For simulation and tests.
    Memory(Arc<Mutex<Vec<Letter>>>),
}

/// A connection to a mail server.
#[derive(Clone, Debug)]
pub struct Smtp {
    /// Address without user and password.
    url: String,
    transport: AsyncSmtpTransport<Tokio1Executor>,
    clock: Clock,
}

impl Mail {
    /// Letters over SMTP; the clock dates them.
    ///
    /// `smtp://host[:port]` speaks plainly to this machine and demands STARTTLS of any other (port
    /// 587); `smtps://host[:port]` speaks TLS from the start (port 465). User and password stand
    /// before the host, percent-encoded.
    ///
    /// # Errors
    /// [`MailError::Config`] for any other address.
    pub fn smtp(url: &str, clock: Clock) -> Result<Self, MailError> {
        transport(url)
            .map(|transport| Self::Smtp(Smtp { url: redact(url), transport, clock }))
            .map_err(|why| MailError::Config { url: redact(url), why })
    }

    /// Letters into an empty list.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Sends a letter and answers when the other side has accepted it.
    ///
    /// # Errors
    /// Transient or permanent, as the other side says; no connection is transient, an address that
    /// is none is permanent.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match self {
            Self::Memory(list) => {
                list.lock().unwrap_or_else(PoisonError::into_inner).push(letter.clone());
                Ok(())
            }
            Self::Smtp(Smtp { transport, clock, .. }) => {
                let message = compose(letter, clock.now().into())?;
                transport.send(message).await.map(drop).map_err(|error| {
                    if error.is_permanent() {
                        MailError::Permanent(error.to_string())
                    } else {
                        MailError::Transient(error.to_string())
                    }
                })
            }
        }
    }

    /// Greets the mail server and logs in, without a letter.
    ///
    /// # Errors
    /// [`MailError::Away`] when it does not answer or does not take the login.
    pub async fn greet(&self) -> Result<(), MailError> {
        let Self::Smtp(Smtp { url, transport, .. }) = self else { return Ok(()) };
        let away = |why: String| MailError::Away { url: url.clone(), why };
        match transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(away("it does not answer as a mail server does".to_owned())),
            Err(error) => Err(away(error.to_string())),
        }
    }
}

fn transport(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let url = url::Url::parse(url).map_err(|error| error.to_string())?;
    let host = url.host_str().ok_or("it names no host")?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let tls = || TlsParameters::new(host.to_owned()).map_err(|error| error.to_string());
    let (tls, port) = match url.scheme() {
        "smtp" if is_loopback_host(host) => (Tls::None, 25),
        "smtp" => (Tls::Required(tls()?), 587),
        "smtps" => (Tls::Wrapper(tls()?), 465),
        _ => return Err("it must begin with smtp:// or smtps://".into()),
    };
    // The system's resolver may not know names below .localhost.
    let server = if host.ends_with("localhost") { "127.0.0.1" } else { host };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(server)
        .port(url.port().unwrap_or(port))
        .timeout(Some(TIMEOUT))
        .tls(tls);
    if !url.username().is_empty() {
        let (user, password) = (decoded(url.username()), decoded(url.password().unwrap_or("")));
        builder = builder.credentials(Credentials::new(user, password));
    }
    Ok(builder.build())
}

/// Undoes percent-encoding. A plus sign stays one.
fn decoded(text: &str) -> String {
    let text = text.replace('+', "%2B");
    form_urlencoded::parse(text.as_bytes()).map(|(key, _)| key.into_owned()).collect()
}

fn compose(letter: &Letter, date: SystemTime) -> Result<Message, MailError> {
    let mailbox = |text: &str| {
        let parsed = text.parse::<Mailbox>();
        parsed.map_err(|why| MailError::Permanent(format!("{text:?} is no mail address: {why}")))
    };
    let mut message = Message::builder()
        .from(mailbox(&letter.from)?)
        .subject(&letter.subject)
        .date(date)
        .message_id(Some(format!("<{}>", letter.message_id)));
    for to in &letter.to {
        message = message.to(mailbox(to)?);
    }
    let composed = match &letter.html {
        Some(html) => {
            let both = MultiPart::alternative_plain_html(letter.text.clone(), html.clone());
            message.multipart(both)
        }
        None => message.singlepart(SinglePart::plain(letter.text.clone())),
    };
    composed.map_err(|why| MailError::Permanent(why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn plain_only_to_this_machine() {
        for good in [
            "smtp://127.0.0.1:8025",
            "smtp://platform.localhost:8025",
            "smtp://u:p%40@mail.test",
            "smtps://mail.test",
        ] {
            assert!(Mail::smtp(good, Clock::system()).is_ok(), "{good}");
        }
        for bad in ["", "mail.test", "http://mail.test", "smtp://"] {
            assert!(Mail::smtp(bad, Clock::system()).is_err(), "{bad}");
        }
        let error = Mail::smtp("pop://u:SECRET@mail.test", Clock::system()).unwrap_err();
        assert!(!error.to_string().contains("SECRET"), "{error}");
    }

    #[tokio::test]
    async fn memory_keeps_letters() {
        let mail = Mail::memory();
        let letter = Letter {
            from: "a@a.test".into(),
            to: vec!["b@b.test".into()],
            subject: "S".into(),
            text: "T".into(),
            html: None,
            message_id: "1@a.test".into(),
        };
        mail.send(&letter).await.unwrap();
        let Mail::Memory(list) = mail else { unreachable!() };
        assert_eq!(*list.lock().unwrap(), [letter]);
    }
}
