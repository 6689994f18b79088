//! Logging in and out.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Form};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use shell::sql::Tx;
use shell::web::{Cookies, Sender, local_path, see_other};

use super::throttle::{Guess, Note, Throttle, wait_words};
use super::{guard, password};
use crate::Provider;
use crate::audit::{self, Deed};
use crate::pages::{Trouble, console_alone, is_https};
use crate::store::accounts;

/// Nobody has a longer name.
const NAME_BYTES_MAX: usize = 200;
/// Where to go after the login.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    next: Option<String>,
}

/// The login form's fields.
#[derive(Debug, Deserialize)]
pub(crate) struct Login {
    name: String,
    password: String,
    next: Option<String>,
}

/// `GET /console/login`.
pub(crate) async fn form(
    State(provider): State<Provider>,
    cookies: Cookies,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Trouble> {
    if guard::signed_in(&provider, &cookies).await?.is_some() {
        return Ok(see_other(onward(next.as_deref())));
    }
    Ok(page("", next.as_deref(), None).into_response())
}

/// `POST /console/login`.
pub(crate) async fn login(
    State(provider): State<Provider>,
    Extension(throttle): Extension<Throttle>,
    sender: Sender,
    Form(login): Form<Login>,
) -> Result<Response, Trouble> {
    let now = provider.wall.now();
    let next = login.next.as_deref();
    let name = Some(login.name.as_str()).filter(|name| name.len() <= NAME_BYTES_MAX);
    let name = name.unwrap_or_default();
    let guess = Guess::new(sender.share(), name);
    if let Err(until) = throttle.count(&guess, now) {
        let page = page(name, next, Some(&wait_words(until, now)));
        return Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response());
    }
    if !password::is_right(&provider, &throttle, name, &login.password).await? {
        let note = throttle.note(now);
        return refuse(&provider, name, next, (sender, note)).await;
    }
    throttle.right(&guess);
    let cookie = guard::start(&provider, &login.name, sender).await?;
    Ok((cookie, see_other(onward(next))).into_response())
}

/// The form once more. What was typed as a name is written down only if it is one: people type
/// their password into the wrong field.
async fn refuse(
    provider: &Provider,
    name: &str,
    next: Option<&str>,
    (sender, note): (Sender, Note),
) -> Result<Response, Trouble> {
    tracing::warn!(peer = ?sender.0, "a login was refused");
    let answer = (StatusCode::UNAUTHORIZED, page(name, next, Some("Name or password is wrong.")));
    let what = match note {
        Note::Yes => "was refused at the login",
        Note::Last => "was refused at the login, like many others: more are not written down now",
        Note::No => return Ok(answer.into_response()),
    };
    let (asked, sealer) = (name.to_owned(), provider.sealer.clone());
    let deed = Deed::new(provider.wall.now(), "somebody", what, "").sent_by(sender);
    let write = move |tx: &Tx<'_>| {
        let subject = match accounts::operator(tx, &asked)? {
            Some(operator) => format!("operator {}", operator.name),
            None => "an unknown name".to_owned(),
        };
        audit::write(tx, &sealer, &deed.about(subject))
    };
    provider.db.write(write).await?;
    Ok(answer.into_response())
}

/// `POST /console/logout`.
pub(crate) async fn logout(
    State(provider): State<Provider>,
    cookies: Cookies,
) -> Result<Response, Trouble> {
    let secure = is_https(&provider.settings);
    if let Some(operator) = guard::signed_in(&provider, &cookies).await? {
        let (deed, hash) = (operator.deed(&provider, "logged out", "console"), operator.session);
        let sealer = provider.sealer.clone();
        let end = move |tx: &Tx<'_>| {
            accounts::end_session(tx, &hash)?;
            audit::write(tx, &sealer, &deed)
        };
        provider.db.write(end).await?;
    }
    Ok((guard::end(secure), see_other("/console/login")).into_response())
}

fn onward(next: Option<&str>) -> &str {
    next.and_then(local_path).filter(|path| path.starts_with("/console")).unwrap_or("/console")
}

fn page(name: &str, next: Option<&str>, problem: Option<&str>) -> Markup {
    let body = html! {
        section.sheet {
            h1 { "Console" }
            @if let Some(problem) = problem {
                p.problem role="alert" id="login-problem" { (problem) }
            }
            form id="login" method="post" action="/console/login" {
                label for="name" { "Name" }
                input id="name" name="name" value=(name) autocomplete="username" required
                    autofocus[name.is_empty()];
                label for="password" { "Password" }
                input id="password" name="password" type="password" required
                    autocomplete="current-password" autofocus[!name.is_empty()];
                @if let Some(next) = next { input type="hidden" name="next" value=(next); }
                button type="submit" { "Log in" }
            }
        }
    };
    console_alone("Log in", body)
}

#[cfg(test)]
mod tests {
    use super::onward;

    #[test]
    fn a_login_leads_to_pages_of_the_console_only() {
        assert_eq!(onward(Some("/console/clients/1?x=2")), "/console/clients/1?x=2");
        for elsewhere in [None, Some("//evil.test"), Some("https://evil.test"), Some("/signup")] {
            assert_eq!(onward(elsewhere), "/console");
        }
    }
}
