//! Answers, kept as they leave for whoever holds them against Meta's document afterwards.
//!
//! Where `VESTIBULE_ANSWERS` names a folder, each process has a file there with one line of JSON
//! for each answer of the Graph API, parts of a batch included: what was asked, the status, and the
//! body without tokens and other secrets. Otherwise nothing is done.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use axum::body::{Body, to_bytes};
use axum::response::Response;
use graph::GraphError;
use serde_json::{Value, json};

use super::batch;
use super::call::Call;
use super::faults;
use crate::Platform;

/// Where answers are kept.
const FOLDER: &str = "VESTIBULE_ANSWERS";
/// Members of answers whose text is a secret.
const SECRET_MEMBERS: [&str; 4] = ["access_token", "certificate", "new_certificate", "h"];
/// Parameters of calls whose text is a secret.
const SECRET_PARAMETERS: [&str; 7] = [
    "access_token",
    "appsecret_proof",
    "client_secret",
    "code",
    "fb_exchange_token",
    "input_token",
    "revoke_token",
];
/// Shorter texts than this are no secrets, and part of many words.
const SECRET_LENGTH: usize = 16;
/// What stands in place of a secret.
const HIDDEN: &str = "hidden";

/// What is known of a call before it is carried out: it may end what it is addressed to.
#[derive(Debug)]
pub(super) struct Keeping {
    file: &'static Mutex<File>,
    operation: String,
}

impl Keeping {
    /// `None` where nobody wishes answers to be kept, and for what is addressed to nothing. The
    /// answer of a batch is that of its parts, each of which is kept.
    pub(super) fn of(platform: &Platform, call: &Call) -> Option<Self> {
        let file = file()?;
        let operation = faults::spelled(platform, call).filter(|_| !batch::is_batch(call))?;
        Some(Self { file, operation })
    }

    /// Keeps an answer, and gives it back.
    pub(super) async fn keep(
        &self,
        call: &Call,
        outcome: &Result<Value, GraphError>,
        response: Response,
    ) -> Response {
        let (parts, body) = response.into_parts();
        let text = to_bytes(body, usize::MAX).await.unwrap_or_default();
        // The caller may wish that every status be 200.
        let status = outcome.as_ref().map_or_else(|error| error.status, |_| parts.status.as_u16());
        if !text.is_empty() {
            let mut body = serde_json::from_slice(&text)
                .unwrap_or_else(|_| String::from_utf8_lossy(&text).into());
            hide(&mut body, &secrets_of(call));
            self.write(&json!({
                "operation": self.operation,
                "status": status,
                "fields": call.params.get("fields"),
                "body": body,
            }));
        }
        Response::from_parts(parts, Body::from(text))
    }

    fn write(&self, answer: &Value) {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = file.write_all(format!("{answer}\n").as_bytes()) {
            tracing::error!(%error, "an answer could not be kept");
        }
    }
}

/// The file of this process.
fn file() -> Option<&'static Mutex<File>> {
    static KEPT: OnceLock<Option<Mutex<File>>> = OnceLock::new();
    let open = || {
        let folder = PathBuf::from(std::env::var_os(FOLDER)?);
        let file = open_in(&folder);
        let file = file.inspect_err(|error| tracing::error!(%error, "answers cannot be kept"));
        file.ok().map(Mutex::new)
    };
    KEPT.get_or_init(open).as_ref()
}

fn open_in(folder: &Path) -> std::io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let program = std::env::current_exe()?;
    let program = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = folder.join(format!("{program}-{}.jsonl", std::process::id()));
    // The system uses numbers of processes again.
    OpenOptions::new().create(true).append(true).open(path)
}

/// The secrets that a call came with, as they may come back: as they are, and in an address.
fn secrets_of(call: &Call) -> Vec<String> {
    let named = call.params.iter().filter(|(name, _)| SECRET_PARAMETERS.contains(name));
    let sent = named.map(|(_, value)| value).chain(call.token.as_deref());
    let long = sent.filter(|secret| secret.len() >= SECRET_LENGTH);
    let encoded = |secret: &str| form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    long.flat_map(|secret| [secret.to_owned(), encoded(secret)]).collect()
}

/// Takes the secrets that were sent, and those that are handed out, from an answer.
fn hide(answer: &mut Value, sent: &[String]) {
    match answer {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if SECRET_MEMBERS.contains(&name.as_str()) => {
                        HIDDEN.clone_into(text);
                    }
                    value => hide(value, sent),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, sent)),
        Value::String(text) => {
            for secret in sent.iter().filter(|secret| !secret.is_empty()) {
                *text = text.replace(secret, HIDDEN);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_and_the_rest_stays() {
        let sent = ["42|0123456789abcdef".to_owned(), "42%7C0123456789abcdef".to_owned()];
        let mut answer = json!({
            "access_token": "EAAnew",
            "code": 190,
            "data": [{"id": "42", "certificate": "CmUK", "name": "code"}],
            "paging": {"next": "http://x/1?access_token=42%7C0123456789abcdef&limit=1"},
            "message": "Malformed access token 42|0123456789abcdef",
        });
        hide(&mut answer, &sent);
        assert_eq!(
            answer,
            json!({
                "access_token": "hidden",
                "code": 190,
                "data": [{"id": "42", "certificate": "hidden", "name": "code"}],
                "paging": {"next": "http://x/1?access_token=hidden&limit=1"},
                "message": "Malformed access token hidden",
            })
        );
    }
}
