//! A session played again: the requests and the ends of the calls outside are the file's, all else
//! is made anew and must come out byte for byte the same.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use http::Request;
use shell::smtp::ReceivedLetter;

use super::file::{Outcome, Payload, Session, Step};
use super::tape::Tape;
use crate::platform::Platform;

/// How long a step may take to come, in real time.
const STEP_MAX: Duration = Duration::from_secs(20);
/// The most differences that are told.
const DIFFERENCES_MAX: usize = 20;

/// How a session came out when it was played again.
#[derive(Clone, Debug, PartialEq)]
pub struct Replayed {
    /// How many steps the file has.
    pub steps: usize,
    /// How many of them were played: fewer where the two stories part.
    pub played: usize,
    /// How many of them were answers to requests.
    pub answers: usize,
    /// How many were calls to somebody outside.
    pub calls: usize,
    /// What came out differently, in order; the first ones.
    pub differences: Vec<Difference>,
    /// What happened now: the session to keep where the differences are wanted.
    pub session: Session,
}

/// A step that came out differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The line of the file.
    pub line: usize,
    /// Which step it is, in words; an answer with the request it belongs to.
    pub about: String,
    /// What differs: the file's and ours, line by line.
    pub words: Vec<String>,
}

/// Plays the steps of `session` on a world that began as the header says.
pub(crate) async fn play(platform: &Platform, tape: &Arc<Tape>, session: &Session) -> Replayed {
    let router = platform.router();
    let mut differences = Vec::new();
    let mut played = 0;
    for (place, recorded) in session.steps.iter().enumerate() {
        let at = |words| {
            let about = about(&session.steps, recorded);
            Difference { line: session.line_of(place), about, words }
        };
        if let Err(why) = cause(recorded, (platform, tape), &router) {
            differences.push(at(vec![why]));
            break;
        }
        let Ok(came) = tokio::time::timeout(STEP_MAX, tape.step(place)).await else {
            differences.push(at(vec!["- it was there, + nothing comes".to_owned()]));
            break;
        };
        played = place + 1;
        if came == *recorded {
            continue;
        }
        let (was, is) = (recorded.words(), came.words());
        if std::mem::discriminant(&came) != std::mem::discriminant(recorded) {
            // From here on the two stories have nothing to do with each other.
            differences.push(at(vec![format!("- {was}"), format!("+ {is}")]));
            break;
        }
        if differences.len() < DIFFERENCES_MAX {
            differences.push(at(compared(recorded, &came)));
        }
    }
    let count =
        |of: fn(&Step) -> bool| session.steps[..played].iter().filter(|one| of(one)).count();
    Replayed {
        steps: session.steps.len(),
        played,
        answers: count(|step| matches!(step, Step::Response { .. })),
        calls: count(|step| matches!(step, Step::Sent { .. })),
        differences,
        session: tape.session(),
    }
}

/// Does what somebody outside did; what the platform does itself needs no cause.
fn cause(
    step: &Step,
    (platform, tape): (&Platform, &Arc<Tape>),
    to: &Router,
) -> Result<(), String> {
    match step {
        Step::Request { method, path, headers, body, .. } => {
            let request = request(method, path, headers, body)?;
            let (tape, router) = (Arc::clone(tape), to.clone());
            tokio::spawn(async move { tape.exchange(router, request).await });
        }
        Step::Deliver { .. } => {
            let (tape, platform) = (Arc::clone(tape), platform.clone());
            tokio::spawn(async move { tape.deliver(&platform).await });
        }
        Step::Letter { from, to, subject, text, .. } => {
            let (from, to) = (from.clone(), to.clone());
            let (subject, text) = (subject.clone(), text.clone());
            let (html, raw) = (None, Vec::new());
            let letter = ReceivedLetter { from, to, subject, text, html, raw };
            let (tape, platform) = (Arc::clone(tape), platform.clone());
            tokio::spawn(async move { tape.letter(&platform, letter).await });
        }
        Step::Answered { number, outcome } => tape.answer(*number, outcome.clone()),
        Step::Response { .. } | Step::Delivered | Step::Sent { .. } => {}
    }
    Ok(())
}

fn request(
    method: &str,
    path: &str,
    headers: &[(String, String)],
    body: &Payload,
) -> Result<Request<Body>, String> {
    let bytes = body.bytes().ok_or("its body is no base64")?;
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.body(Body::from(bytes)).map_err(|error| format!("it cannot be sent: {error}"))
}

/// A step in words, with what it answers.
fn about(steps: &[Step], step: &Step) -> String {
    let Step::Response { number, .. } = step else { return step.words() };
    let asked = steps
        .iter()
        .find(|earlier| matches!(earlier, Step::Request { number: asked, .. } if asked == number));
    match asked {
        Some(asked) => format!("the answer to {}", asked.words()),
        None => step.words(),
    }
}

/// What differs between two steps of one kind.
fn compared(was: &Step, is: &Step) -> Vec<String> {
    let mut words = Vec::new();
    let (first, second) = (parts(was), parts(is));
    for ((name, was), (_, is)) in first.into_iter().zip(second) {
        if was != is {
            words.push(format!("{name}:"));
            words.extend(lines(&was, &is));
        }
    }
    words
}

/// The parts of a step that can differ, as texts.
fn parts(step: &Step) -> Vec<(&'static str, String)> {
    let told = |headers: &[(String, String)]| {
        headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>()
    };
    match step {
        Step::Request { number, at, method, path, headers, body } => vec![
            ("number", number.to_string()),
            ("at", at.to_string()),
            ("address", format!("{method} {path}")),
            ("headers", told(headers)),
            ("body", text(body)),
        ],
        Step::Response { number, status, headers, body, cut } => vec![
            ("number", number.to_string()),
            ("status", status.to_string()),
            ("headers", told(headers)),
            ("body", text(body)),
            ("cut", cut.to_string()),
        ],
        Step::Letter { at, from, to, subject, text } => vec![
            ("at", at.to_string()),
            ("from and to", format!("{from}\n{}", to.join("\n"))),
            ("subject", subject.clone()),
            ("text", text.clone()),
        ],
        Step::Deliver { at } => vec![("at", at.to_string())],
        Step::Delivered => Vec::new(),
        Step::Sent { number, method, url, headers, body } => vec![
            ("number", number.to_string()),
            ("address", format!("{method} {url}")),
            ("headers", told(headers)),
            ("body", text(body)),
        ],
        Step::Answered { number, outcome } => {
            let outcome = match outcome {
                Outcome::Answer { status, body } => format!("{status} {}", text(body)),
                other => format!("{other:?}"),
            };
            vec![("number", number.to_string()), ("outcome", outcome)]
        }
    }
}

/// A body for people: JSON with a line for each member.
fn text(body: &Payload) -> String {
    match body {
        Payload::Text(text) => match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) => format!("{value:#}"),
            Err(_) => text.clone(),
        },
        Payload::Binary { base64 } => base64.clone(),
    }
}

/// The lines that only one of two texts has, in their order; equal texts whose bytes differ say so.
fn lines(was: &str, is: &str) -> Vec<String> {
    let only = |one: &str, other: &str, sign: char| -> Vec<String> {
        let other: Vec<&str> = other.lines().collect();
        let alone = one.lines().filter(|line| !other.contains(line));
        alone.map(|line| format!("  {sign} {line}")).collect()
    };
    let mut words = only(was, is, '-');
    words.extend(only(is, was, '+'));
    if words.is_empty() {
        words.push("  the same lines in another order".to_owned());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_names_the_lines_that_differ() {
        let of = |id: &str| Step::Response {
            number: 1,
            status: 200,
            headers: Vec::new(),
            body: Payload::Text(format!("{{\"id\":\"{id}\",\"name\":\"x\"}}")),
            cut: false,
        };
        let words = compared(&of("1"), &of("2"));
        assert_eq!(words, ["body:", "  -   \"id\": \"1\",", "  +   \"id\": \"2\","]);
    }
}
