//! The screens of a run over HTTP: show, submit, cancel, resend, finish.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::SignupId;
use http::{HeaderMap, StatusCode, header};
use shell::web::{Cookies, see_other};
use world::{Actor, Command, Method, Person, Refusal};

use super::context::Context;
use super::oauth::{browser_words, refuse};
use super::refusals::{self, Problem, Trouble};
use super::retry::Retry;
use super::run::Run;
use super::screens::refused::Refused;
use super::screens::{self, Screen, cancelled, done};
use super::step::Step;
use super::{Dialog, Words, gather, grant, submit};
use crate::AskError;
use crate::pages::fields::Fields;
use crate::pages::session;

/// A run whose screens may be shown to the person who asks.
struct Visit {
    person: Person,
    words: Words,
    run: Run,
    context: Context,
}

impl Visit {
    /// The run with this id, if it is of the person logged in and still open; else the answer.
    fn find(dialog: &Dialog, id: &str, headers: &HeaderMap) -> Result<Self, Box<Response>> {
        let gone = || Box::new(refuse(&browser_words(headers), &Refused::Gone));
        let cookies = Cookies::read(headers);
        let person = session::person(&dialog.platform, &cookies).ok_or_else(gone)?;
        let id: SignupId = id.parse().map_err(|_| gone())?;
        let run = gather::run(&dialog.platform, id, person.id).ok_or_else(gone)?;
        let context = cookies.get(Context::COOKIE).and_then(Context::from_cookie);
        let words = Words::of(&person.locale);
        Ok(Self { words, run, context: context.unwrap_or_default(), person })
    }

    fn screen<'a>(&'a self, fields: &'a Fields, problem: Option<&'a Problem>) -> Screen<'a> {
        let (words, run, context) = (&self.words, &self.run, &self.context);
        Screen { words, run, context, fields, problem }
    }

    fn to(&self, step: Step) -> Response {
        see_other(&format!("/signup/{}/{}", self.run.id, step.path()))
    }

    fn by(&self) -> Actor {
        Actor::Person { person: self.person.id }
    }
}

/// `GET /signup/{id}/{step}`: the screen, filled with what was entered before. Screens not reached
/// yet lead to the one that is open.
pub(crate) async fn show(
    State(dialog): State<Dialog>,
    Path((id, step)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let visit = match Visit::find(&dialog, &id, &headers) {
        Ok(visit) => visit,
        Err(answer) => return *answer,
    };
    let Some(step) = Step::from_path(&step) else {
        return refuse(&visit.words, &Refused::Gone);
    };
    let over = visit.run.step == Step::Done;
    if step > visit.run.step || (over && step != Step::Done) {
        return visit.to(visit.run.step);
    }
    let retry = dialog.retries.on(visit.run.id, step);
    let locked = visit.run.codes.locked_until.filter(|_| step == Step::Verify);
    let locked =
        locked.map(|until| refusals::refused(&visit.words, &Refusal::GuessesLocked { until }));
    let fields = match &retry {
        Some(retry) => retry.fields.clone(),
        None => visit.run.entered(step),
    };
    let screen =
        visit.screen(&fields, locked.as_ref().or(retry.as_ref().map(|retry| &retry.problem)));
    match dialog.handovers.of(visit.run.id).filter(|_| step == Step::Done) {
        Some(handover) => private(screens::last(&screen, done::with_result(&screen, &handover))),
        None => private(screen.page(step)),
    }
}

/// `POST /signup/{id}/{step}`: what the person entered.
pub(crate) async fn submit(
    State(dialog): State<Dialog>,
    Path((id, step)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let visit = match Visit::find(&dialog, &id, &headers) {
        Ok(visit) => visit,
        Err(answer) => return *answer,
    };
    let Some(step) = Step::from_path(&step) else {
        return refuse(&visit.words, &Refused::Gone);
    };
    let fields = Fields::parse(&body);
    let tried = match step {
        Step::Done => return visit.to(Step::Done),
        Step::Permissions => {
            grant::finish(&dialog, &visit.run, &visit.person, &visit.context).await
        }
        _ => match submit::command(&visit.run, step, &fields) {
            Ok(command) => refusals::tried(&dialog.platform, visit.by(), command).await,
            Err(missing) => Err(Trouble::Missing(missing)),
        },
    };
    let now = gather::run(&dialog.platform, visit.run.id, visit.person.id);
    let now = now.map_or(visit.run.step, |run| run.step);
    match tried {
        Ok(()) => {
            dialog.retries.forget(visit.run.id);
            visit.to(now)
        }
        // A second click on the last button: the first one did it.
        Err(_) if now == Step::Done => visit.to(now),
        Err(trouble) => again(&dialog, &visit, (step, fields), &trouble),
    }
}

/// `POST /signup/{id}/resend`: another code, maybe the other way.
pub(crate) async fn resend(
    State(dialog): State<Dialog>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let visit = match Visit::find(&dialog, &id, &headers) {
        Ok(visit) => visit,
        Err(answer) => return *answer,
    };
    let fields = Fields::parse(&body);
    let method = if fields.get("method") == "voice" { Method::Voice } else { Method::Sms };
    let command = Command::ResendCode { signup: visit.run.id, method };
    match refusals::tried(&dialog.platform, visit.by(), command).await {
        Ok(()) => {
            dialog.retries.forget(visit.run.id);
            visit.to(Step::Verify)
        }
        Err(trouble) => again(&dialog, &visit, (Step::Verify, fields), &trouble),
    }
}

/// `POST /signup/{id}/cancel`: the person gives up at a screen (requirement B12).
pub(crate) async fn cancel(
    State(dialog): State<Dialog>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let visit = match Visit::find(&dialog, &id, &headers) {
        Ok(visit) => visit,
        Err(answer) => return *answer,
    };
    if visit.run.step == Step::Done {
        return visit.to(Step::Done);
    }
    let shown = Step::from_path(Fields::parse(&body).get("step")).unwrap_or(visit.run.step);
    let step = shown.min(visit.run.step);
    let command = Command::CancelSignup { signup: visit.run.id };
    match refusals::tried(&dialog.platform, visit.by(), command).await {
        Ok(()) => private(cancelled::page(&visit.words, &visit.context, step)),
        Err(trouble) => again(&dialog, &visit, (step, visit.run.entered(step)), &trouble),
    }
}

/// `GET /signup/{id}/finish`: back to the redirect address with the login result (contract §1.5).
/// Where a page waits instead, the script has told it already.
pub(crate) async fn finish(
    State(dialog): State<Dialog>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let visit = match Visit::find(&dialog, &id, &headers) {
        Ok(visit) => visit,
        Err(answer) => return *answer,
    };
    let target = dialog
        .handovers
        .of(visit.run.id)
        .and_then(|handover| grant::redirect(&visit.context, &handover));
    match target {
        Some(target) => {
            let headers = [(header::LOCATION, target.to_string())];
            (StatusCode::FOUND, headers).into_response()
        }
        None => visit.to(visit.run.step),
    }
}

/// Back to the same screen, which shows what was typed and what helps. A screen not reached yet
/// leads to the one that is open.
fn again(
    dialog: &Dialog,
    visit: &Visit,
    (step, fields): (Step, Fields),
    trouble: &Trouble,
) -> Response {
    let locked =
        matches!(trouble, Trouble::Asked(AskError::Refused(Refusal::GuessesLocked { .. })));
    if step == Step::Verify && locked {
        // The screen sees that for itself, as long as it is so.
        dialog.retries.forget(visit.run.id);
        return visit.to(step);
    }
    let problem = trouble.problem(&visit.words);
    let (step, fields) = if step > visit.run.step {
        (visit.run.step, visit.run.entered(visit.run.step))
    } else {
        (step, fields)
    };
    dialog.retries.keep(visit.run.id, Retry { step, fields, problem });
    visit.to(step)
}

/// A page of one person: no cache keeps it.
fn private(page: maud::Markup) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], page).into_response()
}
