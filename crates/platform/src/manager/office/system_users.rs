//! `/business/{id}/system-users`: the accounts software works under, and their tokens (requirements
//! A03, A04; contract §2.4).

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{AppId, Permission, SystemUserId};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Command, Finance, StaffCommand, SystemUser, SystemUserKind, Token, TokenKey, World};

use super::Visit;
use crate::Platform;
use crate::manager::{act, not_done, page};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, text_field, time};

/// One system user with its tokens.
struct Row {
    user: SystemUser,
    finance: Finance,
    tokens: Vec<Token>,
}

/// The page.
pub(in crate::manager) async fn show(State(platform): State<Platform>, visit: Visit) -> Response {
    let now = platform.now();
    let (rows, apps) = platform.read(|world| look(world, &visit, now));
    let body = html! {
        (visit.tabs(&platform))
        h1 { "System users" }
        p.lead {
            "Software works under these. An admin system user reaches every account that is shared "
            "with you; an employee only those it is assigned to. A leaked admin token opens "
            "everything."
        }
        @for row in &rows { (one(&visit, row, &apps)) }
        @if visit.admin { (adding(&visit)) }
    };
    page("System users", &visit.person, body).into_response()
}

fn look(world: &World, visit: &Visit, now: Timestamp) -> (Vec<Row>, Vec<(AppId, String)>) {
    let Some(business) = world.businesses.get(&visit.business) else { return Default::default() };
    let users = business.system_users.iter().filter_map(|id| world.system_users.get(id));
    let own = users.filter(|user| !matches!(user.kind, SystemUserKind::Integration { .. }));
    let rows = own.map(|user| Row {
        finance: world.finance_of(user.id),
        tokens: world.tokens_of(user.id, now).into_iter().cloned().collect(),
        user: user.clone(),
    });
    let apps = business.apps.iter().filter_map(|id| world.apps.get(id));
    (rows.collect(), apps.map(|app| (app.id, app.name.clone())).collect())
}

fn one(visit: &Visit, row: &Row, apps: &[(AppId, String)]) -> Markup {
    let user = &row.user;
    html! {
        section.sheet id={ "user-" (user.id) } {
            h2 { (user.name) " " small { (user.id) } }
            p {
                @match user.kind {
                    SystemUserKind::Admin => (badge(Tone::Warn, "Admin")),
                    _ => {
                        (badge(Tone::Plain, "Employee")) " "
                        @match row.finance {
                            Finance::Editor => (badge(Tone::Plain, "Financial editor")),
                            Finance::Analyst => (badge(Tone::Plain, "Financial analyst")),
                            Finance::None => (badge(Tone::Plain, "No access to money")),
                        }
                    },
                }
            }
            @if user.kind == SystemUserKind::Employee && visit.admin { (finance(visit, row)) }
            h3 { "Tokens" }
            @if row.tokens.is_empty() { (empty("No token.")) }
            @for token in &row.tokens { (token_row(visit, token)) }
            @if visit.admin { (generating(visit, user.id, apps)) }
        }
    }
}

/// A token is known by the beginning of its fingerprint: nobody can show it again.
fn token_row(visit: &Visit, token: &Token) -> Markup {
    let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
    html! {
        div.row {
            span {
                code { (short(&token.key)) } " for app " (token.app) ", issued "
                (time(token.issued_at))
                ", "
                @match token.expires_at {
                    Some(end) => { "ends " (time(end)) },
                    None => "never ends",
                }
                br; small { (scopes.join(", ")) }
            }
            @if visit.admin {
                form method="post" action={ (visit.here) "/tokens/revoke" } {
                    input type="hidden" name="token" value=(token.key);
                    button.quiet { "Revoke" }
                }
            }
        }
    }
}

fn short(key: &TokenKey) -> String {
    key.to_string().chars().take(8).collect()
}

fn finance(visit: &Visit, row: &Row) -> Markup {
    let id = format!("finance-{}", row.user.id);
    let choices = [
        (Finance::None, "none", "No access"),
        (Finance::Analyst, "analyst", "Financial analyst"),
        (Finance::Editor, "editor", "Financial editor"),
    ];
    html! {
        form.row method="post" action={ (visit.here) "/finance" } {
            input type="hidden" name="user" value=(row.user.id);
            label for=(id) { "Access to money" }
            select id=(id) name="finance" {
                @for (finance, word, words) in choices {
                    option value=(word) selected[row.finance == finance] { (words) }
                }
            }
            button.quiet { "Save" }
        }
    }
}

fn generating(visit: &Visit, user: SystemUserId, apps: &[(AppId, String)]) -> Markup {
    html! {
        details {
            summary { "Generate a token" }
            form id={ "token-" (user) } method="post" action={ (visit.here) "/tokens" } {
                input type="hidden" name="user" value=(user);
                label for={ "app-" (user) } { "App" }
                select id={ "app-" (user) } name="app" {
                    @for (app, name) in apps { option value=(app) { (name) } }
                }
                label for={ "expiry-" (user) } { "Token expires" }
                select id={ "expiry-" (user) } name="expiry" {
                    option value="60" { "In 60 days" }
                    option value="never" { "Never" }
                }
                fieldset {
                    legend { "Permissions" }
                    @for permission in world::REVIEWED {
                        label {
                            input type="checkbox" name=(permission) value="yes" checked;
                            (permission)
                        }
                    }
                }
                button { "Generate token" }
            }
        }
    }
}

fn adding(visit: &Visit) -> Markup {
    html! {
        section.sheet {
            h2 { "Add a system user" }
            form #system-user-new method="post" action=(visit.here) {
                (text_field("name", "Name", ""))
                label for="role" { "Role" }
                select #role name="role" {
                    option value="EMPLOYEE" { "Employee" }
                    option value="ADMIN" { "Admin" }
                }
                label {
                    input type="checkbox" name="policy" value="yes";
                    "It is used by our own software only, as the policy for system users says"
                }
                button { "Add" }
            }
        }
    }
}

/// `POST`: one more.
pub(in crate::manager) async fn create(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    if fields.get("policy") != "yes" {
        let why = "The policy for system users has to be accepted.";
        return not_done(&visit.person, why, &visit.here);
    }
    let (kind, finance) = match fields.get("role") {
        "ADMIN" => (SystemUserKind::Admin, Finance::Editor),
        _ => (SystemUserKind::Employee, Finance::None),
    };
    let (business, name) = (visit.business, fields.get("name").to_owned());
    let command = StaffCommand::CreateSystemUser { business, name, kind, finance };
    act(&platform, &visit.person, Command::Staff(command), &visit.here).await
}

/// `POST …/finance`.
pub(in crate::manager) async fn set_finance(
    State(platform): State<Platform>,
    visit: Visit,
    body: Bytes,
) -> Response {
    let fields = Fields::parse(&body);
    let Some(user) = fields.read::<SystemUserId>("user") else {
        return not_done(&visit.person, "The form was not filled in.", &visit.here);
    };
    let finance = match fields.get("finance") {
        "editor" => Finance::Editor,
        "analyst" => Finance::Analyst,
        _ => Finance::None,
    };
    let command = StaffCommand::SetFinance { user, finance };
    act(&platform, &visit.person, Command::Staff(command), &visit.here).await
}

/// The permissions a form ticks.
pub(super) fn ticked(fields: &Fields) -> std::collections::BTreeSet<Permission> {
    let all = world::REVIEWED.into_iter();
    all.filter(|permission| fields.get(permission.as_str()) == "yes").collect()
}
