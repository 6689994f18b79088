//! `/business/{id}/apps/{app}`: the App Dashboard: mode, access levels with their use, App Review
//! (requirement H03, contract §0).

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{AppId, Permission};
use maud::{Markup, html};
use world::{App, AppAccess, AppCommand, AppMode, Command, Submission, SubmissionState};

use super::{Visit, review_form};
use crate::Platform;
use crate::graph::Count;
use crate::manager::{act, not_yours, page};
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, time};

/// The app, if it is one of the visit's business.
pub(super) fn find(platform: &Platform, visit: &Visit, id: &str) -> Option<App> {
    let id: AppId = id.parse().ok()?;
    let found = platform.read(|world| world.apps.get(&id).cloned());
    found.filter(|app| app.business == visit.business)
}

/// `/business/{id}/apps`: its apps.
pub(in crate::manager) async fn list(State(platform): State<Platform>, visit: Visit) -> Response {
    let apps: Vec<(AppId, String, AppMode)> = platform.read(|world| {
        let own = world.apps.values().filter(|app| app.business == visit.business);
        own.map(|app| (app.id, app.name.clone(), world.app_access(app.id).mode)).collect()
    });
    let body = html! {
        (visit.tabs(&platform))
        h1 { "Apps" }
        @if apps.is_empty() { (empty("The business has no app.")) }
        @for (app, name, mode) in &apps {
            div.row {
                a href={ (visit.here) "/" (app) } { (name) }
                @match mode {
                    AppMode::Live => (badge(Tone::Good, "Live")),
                    AppMode::Development => (badge(Tone::Warn, "Development")),
                }
            }
        }
    };
    page("Apps", &visit.person, body).into_response()
}

/// The page.
pub(in crate::manager) async fn show(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, app)): Path<(String, String)>,
) -> Response {
    let Some(app) = find(&platform, &visit, &app) else { return not_yours(&visit.person) };
    let level = platform.read(|world| world.app_access(app.id));
    let uses = platform.uses().of(app.id);
    let body = html! {
        (visit.tabs(&platform))
        h1 { (app.name) " " small { (app.id) } }
        (mode(&visit, level.mode))
        (permissions(&level, &uses))
        (history(&level.submissions))
        @if visit.admin { (review_form::form(&visit, &level)) }
    };
    page(&app.name, &visit.person, body).into_response()
}

fn mode(visit: &Visit, mode: AppMode) -> Markup {
    let (words, other, button) = match mode {
        AppMode::Development => ("Development", "live", "Switch to live mode"),
        AppMode::Live => ("Live", "development", "Switch to development mode"),
    };
    html! {
        section.sheet {
            h2 { "Mode: " (words) }
            p {
                "In development only people with a role on the app, which is everybody in your "
                "business, can use it. In live mode everybody is offered the permissions with "
                "Advanced access."
            }
            @if visit.admin {
                form method="post" action={ (visit.here) "/mode" } {
                    input type="hidden" name="mode" value=(other);
                    button.plain { (button) }
                }
            }
        }
    }
}

fn permissions(level: &AppAccess, uses: &BTreeMap<Permission, Count>) -> Markup {
    html! {
        section.sheet.scroll #permissions role="region" tabindex="0" aria-label="Permissions" {
            h2 { "Permissions" }
            p.muted {
                "A Business app has Standard access to each by itself: it reaches your own "
                "business. Accounts of clients need Advanced access."
            }
            table {
                thead { tr {
                    th scope="col" { "Permission" }
                    th scope="col" { "Access" }
                    th scope="col" { "Uses" }
                    th scope="col" { "Last" }
                } }
                tbody {
                    @for permission in world::REVIEWED {
                        @let count = uses.get(&permission);
                        tr id=(permission) {
                            td { (permission) }
                            td {
                                @if level.advanced.contains(&permission) {
                                    (badge(Tone::Good, "Advanced"))
                                } @else { (badge(Tone::Plain, "Standard")) }
                            }
                            td { (count.map_or(0, |count| count.calls)) " calls" }
                            td { @if let Some(count) = count { (time(count.last)) } }
                        }
                    }
                }
            }
        }
    }
}

fn history(submissions: &[Submission]) -> Markup {
    html! {
        section.sheet #review-history {
            h2 { "App Review" }
            @if submissions.is_empty() { (empty("The app was not sent to review yet.")) }
            @for sent in submissions.iter().rev() {
                div.notice {
                    @match &sent.state {
                        SubmissionState::InReview => (badge(Tone::Warn, "In review")),
                        SubmissionState::Approved { .. } => (badge(Tone::Good, "Approved")),
                        SubmissionState::Declined { .. } => (badge(Tone::Bad, "Declined")),
                    }
                    " "
                    @for permission in &sent.proofs.permissions { (permission) " " }
                    @if let SubmissionState::Declined { reason, .. } = &sent.state {
                        p { "Reason: " (reason) }
                    }
                    br; small {
                        (time(sent.at)) " · video " (sent.proofs.video.name) ", "
                        (sent.proofs.video.bytes) " bytes"
                    }
                }
            }
        }
    }
}

/// `POST …/mode`.
pub(in crate::manager) async fn set_mode(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, app)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let Some(app) = find(&platform, &visit, &app) else { return not_yours(&visit.person) };
    let mode = match Fields::parse(&body).get("mode") {
        "live" => AppMode::Live,
        _ => AppMode::Development,
    };
    let command = Command::App(AppCommand::SetMode { app: app.id, mode });
    act(&platform, &visit.person, command, &visit.here).await
}
