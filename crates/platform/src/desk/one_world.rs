//! One world by itself: copying it, writing it down, taking it back to its beginning, deleting it.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use maud::{Markup, html};
use shell::web::see_other;

use super::form::{Form, Problem, typed};
use super::worlds::{HERE, alone, around, field_of, inside, is_this, marks, moment, pages};
use super::{not_done, nothing_there, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{live, time};
use crate::worlds::{Address, MAIN, Worlds, WorldsError};

/// `/desk/worlds/{world}`.
pub(super) async fn one(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    shown(&platform, &worlds, (&name, &Form::default()))
}

/// One world; a refused copy says what is wrong.
fn shown(platform: &Platform, worlds: &Worlds, (name, copy): (&str, &Form)) -> Response {
    let Some(one) = worlds.list().into_iter().find(|one| one.name == name) else {
        return nothing_there();
    };
    let (path, line) = (format!("{HERE}/{name}"), format!("vestibule world fork {name}"));
    let body = html! {
        h1 { "World " (one.name) (marks(platform, &one)) }
        section.sheet {
            (live(&path, html! { dl {
                dt { "Its time" } dd { (time(one.now)) }
                dt { "In it" } dd { (inside(worlds, name)) }
            } }))
            dl {
                dt { "Began with" } dd { (one.began) }
                dt { "Its pages" } dd { (pages(&one)) }
                dt { "Graph API" } dd { code { (one.api) "/v21.0/" } }
                dt { "Scenarios" }
                dd {
                    // A recorded world answers one call at a time, the steps' within a page's not.
                    @if one.record {
                        "From the command line: "
                        code { "vestibule scenario run NAME --platform " (one.api) }
                    } @else {
                        a href={ (one.pages) "/desk/scenarios" } { "Run one in this world" }
                    }
                }
            }
        }
        section.sheet {
            h2 { "Copy it" }
            (copy.summary())
            form #fork method="post" action={ (path) "/fork" } {
                (copy.text("name", "Name of the copy; drawn up where none is given"))
                (copy.text("at", "As it was at, such as 2026-03-01T08:00:00Z; or as it is now"))
                button { "Copy" }
            }
            p { "As it is typed: " code { (typed(platform, &line)) } }
        }
        section.sheet {
            h2 { "Write it down" }
            p { a href={ (path) "/export" } { "The world as a file" } ", complete, as it is now." }
            @if one.record {
                p {
                    a href={ (path) "/session" } { "Its session as a file" }
                    ", to be played again with " code { "vestibule scenario replay FILE" } "."
                }
            }
        }
        (one.env.as_ref().map(names).unwrap_or_default())
        (ends(platform, &one, &path))
    };
    copy.answer(page(&format!("World {name}"), HERE, body))
}

/// Ids and tokens of what a world was seeded with.
fn names(env: &BTreeMap<String, String>) -> Markup {
    html! {
        section.sheet {
            details {
                summary { "Ids and tokens of what it was seeded with" }
                dl { @for (name, value) in env { dt { code { (name) } } dd { code { (value) } } } }
            }
        }
    }
}

/// What takes a world back, or away; nobody does either by one click.
fn ends(platform: &Platform, one: &Address, path: &str) -> Markup {
    html! {
        section.sheet {
            h2 { "Take it back" }
            p { "To its beginning: " (one.began) ". What happened in it since is gone." }
            (asked(one, (path, "reset"), "Reset"))
        }
        @if one.name != MAIN && !is_this(platform, &one.api) {
            section.sheet {
                h2 { "Take it away" }
                (asked(one, (path, "delete"), "Delete"))
            }
        } @else if one.name != MAIN {
            p { "It is deleted from the desk of another world, since its pages go with it." }
        }
    }
}

/// A button behind a question, which opens without scripts.
fn asked(one: &Address, (path, act): (&str, &str), word: &str) -> Markup {
    html! {
        details id={ (act) "-ask" } {
            summary { (word) " " (one.name) " …" }
            p {
                "This cannot be undone. "
                @if one.record {
                    "Its session is kept nowhere else: "
                    a href={ (path) "/session" } { "write it down" } " first."
                } @else {
                    a href={ (path) "/export" } { "Write it down" }
                    " first, where it is wanted again."
                }
            }
            form id=(act) method="post" action={ (path) "/" (act) } {
                button.plain { (word) " " (one.name) " for good" }
            }
        }
    }
}

/// `POST /desk/worlds/{world}/fork`.
pub(super) async fn fork(
    State(platform): State<Platform>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    let fields = Fields::parse(&body);
    let made = match moment(&fields) {
        Ok(at) => {
            let made = worlds.fork(&name, fields.given("name"), at).await;
            made.map_err(|error| Problem::at(field_of(&error), error.to_string()))
        }
        Err(problem) => Err(problem),
    };
    match made {
        Ok(made) => see_other(&format!("{HERE}/{}", made.name)),
        Err(problem) => shown(&platform, &worlds, (&name, &Form::refused(fields, problem))),
    }
}

/// `POST /desk/worlds/{world}/reset`.
pub(super) async fn reset(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    match worlds.reset(&name).await {
        Ok(_) => see_other(&format!("{HERE}/{name}")),
        Err(error) => not_done(&error.to_string(), HERE),
    }
}

/// `POST /desk/worlds/{world}/delete`.
pub(super) async fn delete(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    let here = worlds.get(&name).is_some_and(|one| is_this(&platform, &one.settings().api_base));
    if here && name != MAIN {
        return not_done("Delete it from the desk of another world: its pages go with it.", HERE);
    }
    match worlds.delete(&name) {
        Ok(()) => see_other(HERE),
        Err(error) => not_done(&error.to_string(), HERE),
    }
}

/// `/desk/worlds/{world}/export`: the file.
pub(super) async fn export(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    file(worlds.export(&name).await, &name)
}

/// `/desk/worlds/{world}/session`: the file.
pub(super) async fn session(
    State(platform): State<Platform>,
    Path(name): Path<String>,
) -> Response {
    let Some(worlds) = around(&platform) else { return alone() };
    file(worlds.session(&name), &format!("{name}-session"))
}

/// A text as a file to be kept; the name is one of a world, so that it can stand in a header.
fn file(text: Result<String, WorldsError>, name: &str) -> Response {
    match text {
        Ok(text) => {
            let kept = format!("attachment; filename=\"{name}.jsonl\"");
            let kind = "application/jsonl".to_owned();
            ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, kept)], text).into_response()
        }
        Err(error) => not_done(&error.to_string(), HERE),
    }
}
