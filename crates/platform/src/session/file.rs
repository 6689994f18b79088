//! A session as a file: JSON Lines. The first line says where the world was, the next ones are the
//! world as it began (an exported one), the others every step.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::plain;
use crate::settings::Webhooks;

/// The form of the file that this program writes and reads.
const FORM: u32 = 1;

/// What a recorded world went through, from its beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Where the world was.
    pub header: Header,
    /// The world as it began: an exported one, as text.
    pub world: String,
    /// What happened, in the order in which it touched the world.
    pub steps: Vec<Step>,
}

/// Where a recorded world was, and what else its answers depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The form of the file.
    vestibule_session: u32,
    /// The world's name, which is in the addresses of its pages.
    pub name: String,
    /// Its port, which is in all addresses.
    pub port: u16,
    /// What tokens, cookies and trace ids are drawn from.
    pub draw: u64,
    /// The most changes of one webhook request.
    pub webhook_batch_max: u32,
    /// For how many days of the clock the log of webhooks is kept.
    pub webhook_keep_days: u32,
}

impl Header {
    /// The header of a world of this name on this port, whose secrets are drawn from `draw`.
    pub(crate) fn new(name: &str, port: u16, draw: u64, webhooks: Webhooks) -> Self {
        let Webhooks { batch_max, keep_days } = webhooks;
        Self {
            vestibule_session: FORM,
            name: name.to_owned(),
            port,
            draw,
            webhook_batch_max: batch_max,
            webhook_keep_days: keep_days,
        }
    }

    /// How webhooks leave the house.
    pub(crate) fn webhooks(&self) -> Webhooks {
        Webhooks { batch_max: self.webhook_batch_max, keep_days: self.webhook_keep_days }
    }
}

/// One step: somebody has their turn, or leaves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// A request came in.
    Request {
        /// Which one: counted from 1.
        number: u32,
        /// When, by the world's clock.
        at: Timestamp,
        /// Its method.
        method: String,
        /// Its path and query.
        path: String,
        /// Its headers, those that only browsers and connections care for left out.
        headers: Vec<(String, String)>,
        /// Its body.
        body: Payload,
    },
    /// What the request of this number was answered.
    Response {
        /// The number of the request.
        number: u32,
        /// Its status.
        status: u16,
        /// Its headers.
        headers: Vec<(String, String)>,
        /// Its body, as far as it went out.
        body: Payload,
        /// The connection was cut before the end (a fault).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        cut: bool,
    },
    /// A letter came in over SMTP.
    Letter {
        /// When, by the world's clock.
        at: Timestamp,
        /// Who sent it.
        from: String,
        /// Whom it reached.
        to: Vec<String>,
        /// Its subject.
        subject: String,
        /// What it says.
        text: String,
    },
    /// The webhooks that are due begin to go out.
    Deliver {
        /// When, by the world's clock.
        at: Timestamp,
    },
    /// The round of webhooks is over.
    Delivered,
    /// The platform calls somebody: a webhook or a handshake.
    Sent {
        /// Which one: counted from 1.
        number: u32,
        /// Its method.
        method: String,
        /// Where it goes to.
        url: String,
        /// Its headers.
        headers: Vec<(String, String)>,
        /// Its body.
        body: Payload,
    },
    /// How the call of this number ended.
    Answered {
        /// The number of the call.
        number: u32,
        /// How.
        outcome: Outcome,
    },
}

impl Step {
    /// What the step is, in few words, for people.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Request { number, method, path, .. } => {
                format!("request {number}, {method} {path}")
            }
            Self::Response { number, status, .. } => format!("answer {status} to request {number}"),
            Self::Letter { subject, .. } => format!("the letter “{subject}”"),
            Self::Deliver { .. } => "webhooks begin to go out".to_owned(),
            Self::Delivered => "webhooks have gone out".to_owned(),
            Self::Sent { number, method, url, .. } => format!("call {number}, {method} {url}"),
            Self::Answered { number, .. } => format!("the end of call {number}"),
        }
    }
}

/// How a call of the platform's ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was answered.
    Answer {
        /// The status.
        status: u16,
        /// The body.
        body: Payload,
    },
    /// Nothing came in time.
    Late,
    /// Nobody listens there; why, as the system says.
    Refused(String),
    /// Something else; why.
    Failed(String),
}

/// Bytes, written as text where they are text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Payload {
    /// They are text.
    Text(String),
    /// They are not.
    Binary {
        /// In base64.
        base64: String,
    },
}

impl From<&[u8]> for Payload {
    fn from(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::Text(text.to_owned()),
            Err(_) => Self::Binary { base64: STANDARD.encode(bytes) },
        }
    }
}

impl Payload {
    /// The bytes; `None` where the base64 is none.
    #[must_use]
    pub fn bytes(&self) -> Option<Bytes> {
        match self {
            Self::Text(text) => Some(Bytes::copy_from_slice(text.as_bytes())),
            Self::Binary { base64 } => STANDARD.decode(base64).ok().map(Bytes::from),
        }
    }
}

/// Headers that differ from one run to the next, and those that nobody reads.
const LEFT_OUT: [&str; 15] = [
    "accept-encoding",
    "cache-control",
    "connection",
    "content-length",
    "date",
    "dnt",
    "keep-alive",
    "pragma",
    "priority",
    "sec-ch-ua",
    "sec-ch-ua-mobile",
    "sec-ch-ua-platform",
    "sec-gpc",
    "transfer-encoding",
    "upgrade-insecure-requests",
];

/// The headers a session keeps, in the order in which they came.
pub(super) fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    let kept = headers.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
    kept.map(|(name, value)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    })
    .collect()
}

/// How the last line of the world, and that of the file, begins.
const END: &str = "{\"end\":";

/// The last line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    end: End,
}

/// What the last line says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    /// How many steps there are.
    steps: usize,
}

/// Why a file is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no first line.
    #[error("the file is empty: a session begins with a line that says where its world was")]
    Empty,
    /// Its last line is missing, or a line between.
    #[error(
        "the file is cut: its last line says how many steps there are, and there must be as many"
    )]
    Cut,
    /// Something stands behind its last line, such as another session.
    #[error("line {line} stands behind the end: a file holds one session")]
    Behind {
        /// Counted from 1.
        line: usize,
    },
    /// A line is not what it should be.
    #[error("line {line} is no part of a session: {why}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Another program wrote it.
    #[error("the session has form {0}, and this program reads form {FORM}: record it anew")]
    Form(u32),
}

impl Session {
    /// Reads a file.
    ///
    /// # Errors
    /// Names the line that is wrong.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        let wrong = |place: usize, why: serde_json::Error| FileError::Line {
            line: place + 1,
            why: plain::json(&why),
        };
        let mut lines = text.lines().enumerate();
        let (place, first) = lines.next().ok_or(FileError::Empty)?;
        let header: Header = serde_json::from_str(first).map_err(|why| wrong(place, why))?;
        if header.vestibule_session != FORM {
            return Err(FileError::Form(header.vestibule_session));
        }
        let mut world = String::new();
        loop {
            let (_, row) = lines.next().ok_or(FileError::Cut)?;
            world.push_str(row);
            world.push('\n');
            if row.starts_with(END) {
                break;
            }
        }
        let mut steps = Vec::new();
        let mut lines = lines.filter(|(_, line)| !line.trim().is_empty());
        while let Some((place, line)) = lines.next() {
            if line.starts_with(END) {
                let last: Last = serde_json::from_str(line).map_err(|why| wrong(place, why))?;
                if last.end.steps != steps.len() {
                    return Err(FileError::Cut);
                }
                return match lines.next() {
                    None => Ok(Self { header, world, steps }),
                    Some((behind, _)) => Err(FileError::Behind { line: behind + 1 }),
                };
            }
            steps.push(serde_json::from_str(line).map_err(|why| wrong(place, why))?);
        }
        Err(FileError::Cut)
    }

    /// The line of the file on which a step stands; steps are counted from 0.
    #[must_use]
    pub fn line_of(&self, place: usize) -> usize {
        1 + self.world.lines().count() + place + 1
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = line(&self.header);
        text.push_str(&self.world);
        for step in &self.steps {
            text.push_str(&line(step));
        }
        text.push_str(&line(&Last { end: End { steps: self.steps.len() } }));
        text
    }
}

fn line(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("texts and numbers are JSON");
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: &str = "{\"world\":\"alpha\"}\n{\"end\":{\"rows\":0}}\n";

    fn header() -> Header {
        Header::new("alpha", 8091, 1, Webhooks::default())
    }

    #[test]
    fn what_is_written_is_read() {
        let at = "2026-01-05T09:00:00Z".parse().unwrap();
        let steps = vec![
            Step::Request {
                number: 1,
                at,
                method: "POST".to_owned(),
                path: "/v21.0/1?x=%20".to_owned(),
                headers: vec![("host".to_owned(), "127.0.0.1:8091".to_owned())],
                body: Payload::from(&b"\xff\x00"[..]),
            },
            Step::Sent {
                number: 1,
                method: "POST".to_owned(),
                url: "http://127.0.0.1:9/hook".to_owned(),
                headers: Vec::new(),
                body: Payload::from("{\"ä\":1}".as_bytes()),
            },
            Step::Answered { number: 1, outcome: Outcome::Late },
            Step::Response {
                number: 1,
                status: 200,
                headers: Vec::new(),
                body: Payload::from(&b""[..]),
                cut: true,
            },
            Step::Deliver { at },
            Step::Delivered,
        ];
        let session = Session { header: header(), world: WORLD.to_owned(), steps };
        assert_eq!(session.line_of(0), 4);
        assert_eq!(Session::parse(&session.to_text()).unwrap(), session);
        let Step::Request { body, .. } = &session.steps[0] else { panic!("a request") };
        assert_eq!(body.bytes().unwrap(), Bytes::from_static(b"\xff\x00"));
    }

    #[test]
    fn a_file_that_is_none_is_refused_by_its_line() {
        assert_eq!(Session::parse(""), Err(FileError::Empty));
        assert_eq!(Session::parse(&line(&header())), Err(FileError::Cut));
        let whole = Session { header: header(), world: WORLD.to_owned(), steps: Vec::new() };
        let cut = whole.to_text().replace("{\"end\":{\"steps\":0}}\n", "");
        assert_eq!(Session::parse(&cut), Err(FileError::Cut));
        let short = whole.to_text().replace("{\"steps\":0}", "{\"steps\":1}");
        assert_eq!(Session::parse(&short), Err(FileError::Cut));
        let two = format!("{}\n{}", whole.to_text(), whole.to_text());
        assert_eq!(Session::parse(&two), Err(FileError::Behind { line: 6 }));
        assert!(Session::parse(&format!("{}\n \n", whole.to_text())).is_ok(), "blanks are none");
        let wrong = format!("{}{WORLD}{{\"step\":\"dance\"}}\n", line(&header()));
        let error = Session::parse(&wrong).unwrap_err().to_string();
        assert!(error.starts_with("line 4 is no part of a session: there is no word"), "{error}");
        let other = Header { vestibule_session: 9, ..header() };
        assert_eq!(Session::parse(&line(&other)), Err(FileError::Form(9)));
    }
}
