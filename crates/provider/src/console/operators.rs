//! `GET /console/operators`: who may use the console, and as what.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use shell::db::DbError;
use shell::secret::hash_password;
use shell::sql::Tx;
use shell::web::see_other;

use super::guard::SignedIn;
use crate::Provider;
use crate::operators::{self, PASSWORD_LEAST, Password, Unchanged};
use crate::pages::{Here, Trouble, console, time};
use crate::roles::{Right, Role};
use crate::store::{Operator, accounts};

/// Somebody to be added.
#[derive(Deserialize)]
pub(crate) struct Added {
    name: String,
    password: String,
    role: String,
}

/// Somebody who gets another role.
#[derive(Debug, Deserialize)]
pub(crate) struct Changed {
    name: String,
    role: String,
}

/// Somebody to be removed.
#[derive(Debug, Deserialize)]
pub(crate) struct Removed {
    name: String,
}

/// The page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Markup, Trouble> {
    shown(&provider, &operator, None).await
}

async fn shown(
    provider: &Provider,
    operator: &SignedIn,
    problem: Option<&str>,
) -> Result<Markup, Trouble> {
    let all = provider.db.read(accounts::operators).await?;
    let body = html! {
        h1 { "Operators" }
        @if let Some(problem) = problem { p.problem role="alert" { (problem) } }
        div.sheet.scroll { table {
            thead { tr {
                th scope="col" { "Name" } th scope="col" { "Role" } th scope="col" { "Since" }
                th scope="col" { "" }
            } }
            tbody { @for one in &all { (row(one, one.name == operator.name)) } }
        } }
        (adding())
        (explained())
    };
    Ok(console("Operators", operator, Here::Operators, body))
}

fn row(one: &Operator, own: bool) -> Markup {
    html! {
        tr data-operator=(one.name) data-role=(one.role.as_str()) {
            td { (one.name) }
            td { (one.role.as_str()) }
            td { (time(one.created_at)) }
            td.row {
                @if own {
                    span.muted { "This is you; another admin may change that." }
                } @else {
                    form.row method="post" action="/console/operators/role" {
                        input type="hidden" name="name" value=(one.name);
                        select name="role" required aria-label=(format!("Role of {}", one.name)) {
                            (choices(Some(one.role)))
                        }
                        button.plain type="submit" { "Change" }
                    }
                    form method="post" action="/console/operators/remove" {
                        input type="hidden" name="name" value=(one.name);
                        button.quiet type="submit" aria-label=(format!("Remove {}", one.name)) {
                            "Remove"
                        }
                    }
                }
            }
        }
    }
}

fn choices(chosen: Option<Role>) -> Markup {
    html! {
        @for role in Role::ALL {
            option value=(role.as_str()) selected[chosen == Some(role)] { (role.as_str()) }
        }
    }
}

fn adding() -> Markup {
    html! {
        form.sheet id="add-operator" method="post" action="/console/operators/add" {
            h2 { "Add an operator" }
            label for="new-name" { "Name" }
            input id="new-name" name="name" required maxlength="100" autocomplete="off";
            label for="new-password" { "Password" }
            input id="new-password" name="password" type="password" required
                minlength=(PASSWORD_LEAST) autocomplete="new-password"
                aria-describedby="new-password-help";
            p { small id="new-password-help" { "At least " (PASSWORD_LEAST) " characters." } }
            label for="new-role" { "Role" }
            select id="new-role" name="role" required { (choices(None)) }
            button type="submit" { "Add" }
        }
    }
}

fn explained() -> Markup {
    html! {
        section.sheet.scroll aria-labelledby="rights" tabindex="0" {
            h2 id="rights" { "What each role may do" }
            table {
                thead { tr {
                    th scope="col" { "To" }
                    @for role in Role::ALL { th scope="col" { (role.as_str()) } }
                } }
                tbody { @for right in Right::ALL { tr {
                    th scope="row" { (right.words()) }
                    @for role in Role::ALL { td { @if role.may(right) { "yes" } @else { "–" } } }
                } } }
            }
        }
    }
}

/// `POST …/add`.
pub(crate) async fn add(
    State(provider): State<Provider>,
    operator: SignedIn,
    Form(Added { name, password, role }): Form<Added>,
) -> Result<Response, Trouble> {
    let Ok(role) = role.parse::<Role>() else { return odd(&provider, &operator).await };
    if let Err(why) = operators::check(&name, &password) {
        return refuse(&provider, &operator, &why.to_string()).await;
    }
    let (secrets, cost) = (provider.secrets.clone(), provider.password_cost);
    let hashed = tokio::task::spawn_blocking(move || hash_password(&password, &secrets, cost));
    let Ok(hash) = hashed.await else { return odd(&provider, &operator).await };
    let (sealer, by) = (provider.sealer.clone(), operator.name.clone());
    let (asked, now) = (name.clone(), provider.clock.now());
    let write = move |tx: &Tx<'_>| {
        // Somebody else's password is given anew on the command line only.
        if accounts::operator(tx, &asked)?.is_some() {
            return Ok(None);
        }
        let new = Password { name: asked, hash, role: Some(role) };
        operators::put(tx, &sealer, new, (&by, now)).map(Some)
    };
    match provider.db.write(write).await? {
        Some(done) => answer(&provider, &operator, done.map(drop)).await,
        None => {
            let why = format!("There is an operator {name} already.");
            refuse(&provider, &operator, &why).await
        }
    }
}

/// `POST …/role`.
pub(crate) async fn role(
    State(provider): State<Provider>,
    operator: SignedIn,
    Form(Changed { name, role }): Form<Changed>,
) -> Result<Response, Trouble> {
    let Ok(role) = role.parse::<Role>() else { return odd(&provider, &operator).await };
    change(&provider, &operator, name, move |tx, sealer, name, by| {
        operators::give_role(tx, sealer, (name, role), by)
    })
    .await
}

/// `POST …/remove`.
pub(crate) async fn remove(
    State(provider): State<Provider>,
    operator: SignedIn,
    Form(Removed { name }): Form<Removed>,
) -> Result<Response, Trouble> {
    change(&provider, &operator, name, operators::remove).await
}

type By<'a> = (&'a str, jiff::Timestamp);

/// Changes another operator: nobody can take the last admin's role, because nobody their own.
async fn change(
    provider: &Provider,
    operator: &SignedIn,
    name: String,
    how: impl FnOnce(
        &Tx<'_>,
        &shell::secret::Sealer,
        &str,
        By<'_>,
    ) -> Result<Result<(), Unchanged>, DbError>
    + Send
    + 'static,
) -> Result<Response, Trouble> {
    if name == operator.name {
        let why = "This is you: another admin may change that.";
        return refuse(provider, operator, why).await;
    }
    let (sealer, by) = (provider.sealer.clone(), operator.name.clone());
    let now = provider.clock.now();
    let write = move |tx: &Tx<'_>| how(tx, &sealer, &name, (&by, now));
    let done = provider.db.write(write).await?;
    answer(provider, operator, done).await
}

async fn answer(
    provider: &Provider,
    operator: &SignedIn,
    done: Result<(), Unchanged>,
) -> Result<Response, Trouble> {
    match done {
        Ok(()) => Ok(see_other("/console/operators")),
        Err(Unchanged::Unknown(_)) => Err(Trouble::Absent("operator")),
        Err(why) => refuse(provider, operator, &why.to_string()).await,
    }
}

async fn odd(provider: &Provider, operator: &SignedIn) -> Result<Response, Trouble> {
    refuse(provider, operator, "That did not come from this page's form.").await
}

async fn refuse(provider: &Provider, operator: &SignedIn, why: &str) -> Result<Response, Trouble> {
    let page = shown(provider, operator, Some(why)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
