//! The password once more, before what cannot be made undone: on the way of the form itself, so
//! that nothing which was filled in is lost.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use onboard::later;
use shell::web::Sender;

use super::gate::Gate;
use super::guard::SignedIn;
use super::password;
use super::throttle::{Guess, Note, wait_words};
use crate::audit;
use crate::pages::{Trouble, console_alone};
use crate::roles::Right;
use crate::store::accounts;

/// For how long a password that was given again counts, in that session, in minutes.
pub const MINUTES: i64 = 5;
/// The field of the password among those of the form that is on its way.
const FIELD: &str = "password-again";
/// No form that is on its way is larger.
const FORM_BYTES_MAX: usize = 64 * 1024;

/// What becomes of a request.
pub(super) enum Answer {
    /// It goes on, as it was sent at first.
    Proved(Request),
    /// This is shown instead.
    Page(Response),
}

type Fields = Vec<(String, String)>;

/// Lets a form through whose sender gave the password again a moment ago, or with it; asks for it
/// otherwise.
pub(super) async fn ask(
    gate: &Gate,
    (operator, right): (&mut SignedIn, Right),
    sender: Sender,
    request: Request,
) -> Result<Answer, Trouble> {
    let now = gate.provider.wall.now();
    if let Some(at) = operator.proved_at.filter(|at| counts(*at, now)) {
        note(gate, operator, right, at).await?;
        return Ok(Answer::Proved(request));
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, FORM_BYTES_MAX).await else {
        return Ok(Answer::Page(StatusCode::PAYLOAD_TOO_LARGE.into_response()));
    };
    let sent = form_urlencoded::parse(&bytes).into_owned();
    let (given, fields): (Fields, Fields) = sent.partition(|(name, _)| name == FIELD);
    let path = parts.uri.path().to_owned();
    let shown = |status: StatusCode, problem: Option<&str>| {
        let page = page((&*operator, right), &path, &fields, problem);
        Ok(Answer::Page((status, page).into_response()))
    };
    let Some((_, password)) = given.first() else { return shown(StatusCode::OK, None) };
    let guess = Guess::new(sender.share(), &operator.name);
    if let Err(until) = gate.throttle.count(&guess, now) {
        return shown(StatusCode::TOO_MANY_REQUESTS, Some(&wait_words(until, now)));
    }
    if !password::is_right(&gate.provider, &gate.throttle, &operator.name, password).await? {
        refused(gate, operator, right, sender).await?;
        return shown(StatusCode::UNAUTHORIZED, Some("The password is wrong."));
    }
    gate.throttle.right(&guess);
    let session = operator.session.clone();
    gate.provider.db.write(move |tx| accounts::prove(tx, &session, now)).await?;
    operator.proved_at = Some(now);
    note(gate, operator, right, now).await?;
    parts.headers.remove(CONTENT_LENGTH);
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
    Ok(Answer::Proved(Request::from_parts(parts, Body::from(body))))
}

fn counts(at: Timestamp, now: Timestamp) -> bool {
    at <= now && now < later(at, SignedDuration::from_mins(MINUTES))
}

/// Writes down that what follows was asked for by somebody who had given the password again; the
/// deed itself bears the same request id.
async fn note(
    gate: &Gate,
    operator: &SignedIn,
    right: Right,
    at: Timestamp,
) -> Result<(), Trouble> {
    let deed = operator.deed(&gate.provider, "re-authenticated", format!("to {}", right.words()));
    let deed = deed.made(format!("the password was given at {}", at.strftime("%FT%TZ")));
    let sealer = gate.provider.sealer.clone();
    Ok(gate.provider.db.write(move |tx| audit::write(tx, &sealer, &deed)).await?)
}

async fn refused(
    gate: &Gate,
    operator: &SignedIn,
    right: Right,
    sender: Sender,
) -> Result<(), Trouble> {
    tracing::warn!(operator = operator.name, peer = ?sender.0, "a wrong password was given again");
    let what = "was refused when asked for the password again";
    let what = match gate.throttle.note(gate.provider.wall.now()) {
        Note::Yes => what.to_owned(),
        Note::Last => format!("{what}, like many others: more are not written down now"),
        Note::No => return Ok(()),
    };
    let deed = operator.deed(&gate.provider, &what, format!("to {}", right.words()));
    let (deed, sealer) = (deed.sent_by(sender), gate.provider.sealer.clone());
    Ok(gate.provider.db.write(move |tx| audit::write(tx, &sealer, &deed)).await?)
}

fn page(
    (operator, right): (&SignedIn, Right),
    path: &str,
    fields: &[(String, String)],
    problem: Option<&str>,
) -> Markup {
    let body = html! {
        section.sheet {
            h1 { "Your password again" }
            p { "You are about to " (right.words()) ". Until you have given your password again, "
                "nothing is done. It counts for " (MINUTES) " minutes." }
            @if let Some(problem) = problem {
                p.problem role="alert" id="again-problem" { (problem) }
            }
            form id="again" method="post" action=(path) {
                @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
                // For whoever keeps the passwords; the name is not sent.
                label for="again-name" { "Name" }
                input id="again-name" value=(operator.name) autocomplete="username" readonly;
                label for="again-password" { "Password" }
                input id="again-password" name=(FIELD) type="password" required autofocus
                    autocomplete="current-password";
                button type="submit" { "Go on" }
            }
            p { a href="/console" { "Do nothing" } }
        }
    };
    console_alone("Your password again", body)
}
