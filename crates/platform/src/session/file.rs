//! A session as a file: JSON Lines, first how the world began, then every step.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The form of the file that this program writes and reads.
const FORM: u32 = 1;

/// What a recorded world went through, from its beginning.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// How the world began.
    pub header: Header,
    /// What happened, in the order in which it touched the world.
    pub steps: Vec<Step>,
}

/// How a recorded world began.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The form of the file.
    pub vestibule_session: u32,
    /// The world's name, which is in the addresses of its pages.
    pub name: String,
    /// Its port, which is in all addresses.
    pub port: u16,
    /// What ids, codes, tokens and trace ids are drawn from.
    pub seed: u64,
    /// What time it was.
    pub at: Timestamp,
    /// Its rules, as far as they were chosen.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub policy: Map<String, Value>,
    /// What was in it: the members of `POST /_control/worlds` that say so.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub begin: Value,
}

impl Header {
    /// The form that [`Session::parse`] reads.
    pub const FORM: u32 = FORM;
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

/// Why a file is no session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no first line.
    #[error("the file is empty: a session begins with a line that says how its world began")]
    Empty,
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
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let wrong = |place: usize, why: serde_json::Error| FileError::Line {
            line: place + 1,
            why: why.to_string(),
        };
        let (place, first) = lines.next().ok_or(FileError::Empty)?;
        let header: Header = serde_json::from_str(first).map_err(|why| wrong(place, why))?;
        if header.vestibule_session != FORM {
            return Err(FileError::Form(header.vestibule_session));
        }
        let step = |(place, line): (usize, &str)| {
            serde_json::from_str(line).map_err(|why| wrong(place, why))
        };
        Ok(Self { header, steps: lines.map(step).collect::<Result<_, _>>()? })
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = line(&self.header);
        for step in &self.steps {
            text.push_str(&line(step));
        }
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

    fn header() -> Header {
        Header {
            vestibule_session: FORM,
            name: "alpha".to_owned(),
            port: 8091,
            seed: 1,
            at: "2026-01-05T09:00:00Z".parse().unwrap(),
            policy: Map::new(),
            begin: Value::Null,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let at = header().at;
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
        let session = Session { header: header(), steps };
        assert_eq!(Session::parse(&session.to_text()).unwrap(), session);
        let Step::Request { body, .. } = &session.steps[0] else { panic!("a request") };
        assert_eq!(body.bytes().unwrap(), Bytes::from_static(b"\xff\x00"));
    }

    #[test]
    fn a_file_that_is_none_is_refused_by_its_line() {
        assert_eq!(Session::parse("\n"), Err(FileError::Empty));
        let wrong = format!("{}{{\"step\":\"dance\"}}\n", line(&header()));
        let error = Session::parse(&wrong).unwrap_err().to_string();
        assert!(error.starts_with("line 2 is no part of a session: unknown variant"), "{error}");
        let other = Header { vestibule_session: 9, ..header() };
        assert_eq!(Session::parse(&line(&other)), Err(FileError::Form(9)));
    }
}
