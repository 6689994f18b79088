//! The gate before each page of the console: who comes, what it takes, and the password again.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{Method, StatusCode};
use maud::{Markup, html};
use shell::web::{Cookies, Sender};

use super::again::{self, Answer};
use super::guard::{self, SignedIn};
use super::throttle::Throttle;
use crate::Provider;
use crate::pages::{Trouble, console_alone};
use crate::roles::{Right, Role};
use crate::store::Operator;
use crate::store::accounts;

/// Who is let through to a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Anybody: what leads to the login and away.
    Open,
    /// Operators with this right.
    For(Right),
}

/// The gate before one page.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    pub provider: Provider,
    pub throttle: Throttle,
    pub door: Door,
}

/// Lets a request through, with its [`SignedIn`], or answers it.
pub(super) async fn pass(
    State(gate): State<Gate>,
    cookies: Cookies,
    sender: Sender,
    mut request: Request,
    next: Next,
) -> Result<Response, Trouble> {
    let Door::For(right) = gate.door else { return Ok(next.run(request).await) };
    let Some(mut operator) = guard::signed_in(&gate.provider, &cookies).await? else {
        return Ok(guard::to_login(request.method(), request.uri(), request.headers()));
    };
    if !operator.may(right) {
        return refuse(&gate.provider, &operator, right).await;
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if right.asks_again() && !reads {
        match again::ask(&gate, (&mut operator, right), sender, request).await? {
            Answer::Proved(through) => request = through,
            Answer::Page(page) => return Ok(page),
        }
    }
    request.extensions_mut().insert(operator);
    Ok(next.run(request).await)
}

/// Says what it takes and who has it.
async fn refuse(
    provider: &Provider,
    operator: &SignedIn,
    right: Right,
) -> Result<Response, Trouble> {
    tracing::warn!(operator = operator.name, role = %operator.role, ?right, "not let through");
    let colleagues = provider.db.read(accounts::operators).await?;
    let page = refusal(&operator.name, operator.role, right, &colleagues);
    Ok((StatusCode::FORBIDDEN, page).into_response())
}

fn refusal(name: &str, role: Role, right: Right, all: &[Operator]) -> Markup {
    let having: Vec<&Operator> = all.iter().filter(|one| one.role.may(right)).collect();
    let body = html! {
        section.sheet id="refused" data-right=(format!("{right:?}")) {
            h1 { "This takes another role" }
            p { "To " (right.words()) " takes the role " strong { (right.roles()) } "." }
            p { "You are logged in as " strong { (name) } ", whose role is " (role.as_str()) "." }
            @if having.is_empty() {
                p { "No operator has it so far." }
            } @else {
                p { "Who has it:" }
                ul { @for one in having { li { (one.name) " (" (one.role.as_str()) ")" } } }
            }
            p { small {
                "Roles are given by an admin under Operators, or with "
                code { "vestibule operators role NAME ROLE" } "."
            } }
            p { a href="/console" { "To the console" } }
        }
    };
    console_alone("This takes another role", body)
}
