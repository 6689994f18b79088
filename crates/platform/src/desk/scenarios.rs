//! The named scenarios: what each shows, its steps, and running it in this world with what was seen
//! at each step.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::form::typed;
use super::{not_done, nothing_there, page};
use crate::Platform;
use crate::pages::parts::{Tone, badge};
use crate::scenario::{self, Played, Player, Scenario, Step};

const HERE: &str = "/desk/scenarios";
/// How long is waited before a step is made again, in real time: webhooks take a moment.
const PAUSE: Duration = Duration::from_millis(100);
/// So much of an answer is shown, in characters.
const SHOWN_MAX: usize = 1_200;

/// What was seen when a scenario was played here.
struct Seen {
    wrong: Vec<Played>,
    right: Vec<Played>,
}

impl Seen {
    fn as_told(&self) -> bool {
        self.wrong.iter().chain(&self.right).all(|one| one.missing.is_empty())
    }
}

/// `/desk/scenarios`.
pub(super) async fn list(State(platform): State<Platform>) -> Markup {
    let body = html! {
        h1 { "Scenarios" }
        p.lead {
            "What people who build on Embedded Signup ran into. Each brings a provider, a business "
            "and numbers of its own into a world, shows the symptom, and shows the right way."
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="All scenarios" {
            table {
                thead { tr {
                    th scope="col" { "Number" }
                    th scope="col" { "What is seen" }
                    th scope="col" { "Scenario" }
                    th scope="col" { "Rules" }
                } }
                tbody {
                    @for one in scenario::all() {
                        tr {
                            td { (one.row) }
                            td { a href={ (HERE) "/" (one.name) } { (one.title) } }
                            td { code { (one.name) } }
                            td { (one.era.as_deref().unwrap_or("any")) }
                        }
                    }
                }
            }
        }
        p {
            "One by itself is made in a world of its own: " a href="/desk/worlds" { "Worlds" }
            ". As it is typed: " code { (typed(&platform, "vestibule scenario list")) }
        }
    };
    page("Scenarios", HERE, body)
}

/// `/desk/scenarios/{name}`.
pub(super) async fn one(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    match scenario::named(&name) {
        Some(one) => shown(&platform, one, None).into_response(),
        None => nothing_there(),
    }
}

/// `POST /desk/scenarios/{name}`: sets this world up and plays both ways.
pub(super) async fn run(State(platform): State<Platform>, Path(name): Path<String>) -> Response {
    let Some(one) = scenario::named(&name) else { return nothing_there() };
    if platform.tape().is_some() {
        // The calls of the steps would wait for the end of this one.
        let line = as_typed(&platform, one);
        let why = format!("A recorded world answers one call at a time: run it by `{line}`.");
        return not_done(&why, &format!("{HERE}/{}", one.name));
    }
    let ready = {
        let _one = platform.example_lock().await;
        one.set_up(&platform).await
    };
    let names: BTreeMap<String, String> = match ready {
        Ok(ready) => {
            ready.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        }
        Err(error) => return not_done(&error.to_string(), &format!("{HERE}/{}", one.name)),
    };
    let base = platform.settings().api_base.clone();
    let pause = async || tokio::time::sleep(PAUSE).await;
    let mut player = Player::new(platform.http(), &base, names);
    let mut seen = Seen { wrong: player.play(&one.wrong, pause).await, right: Vec::new() };
    if seen.as_told() {
        seen.right = player.play(&one.right, pause).await;
    }
    shown(&platform, one, Some(&seen)).into_response()
}

/// The command line that runs a scenario in this world.
fn as_typed(platform: &Platform, one: &Scenario) -> String {
    typed(platform, &format!("vestibule scenario run {}", one.name))
}

fn shown(platform: &Platform, one: &Scenario, seen: Option<&Seen>) -> Markup {
    let path = format!("{HERE}/{}", one.name);
    let line = as_typed(platform, one);
    let recorded = platform.tape().is_some();
    let body = html! {
        h1 { (one.title) }
        p.lead { "Scenario " (one.row) ", " code { (one.name) } }
        @if let Some(seen) = seen { (outcome(seen)) }
        section.sheet {
            h2 { "Why it happens" }
            p { (marked(one.cause.trim())) }
            h2 { "The right way" }
            p { (marked(one.remedy.trim())) }
            p.muted { "Told in " (one.threads.join(", ")) }
        }
        section.sheet {
            h2 { "Run it" }
            p {
                "Its provider, business and numbers are added to this world, then every step below "
                "is called and what comes back is compared."
                @if let Some(era) = &one.era { " It belongs to the rules " code { (era) } "." }
            }
            @if recorded {
                p {
                    "This world is recorded and answers one call at a time, so it is run here from "
                    "the command line."
                }
            }
            div.row {
                @if !recorded {
                    form #run method="post" action=(path) { button { "Run it in this world" } }
                }
                form #own method="post" action="/desk/worlds" {
                    input type="hidden" name="scenario" value=(one.name);
                    button.plain { "Make a world for it" }
                }
            }
            p { "As it is typed: " code { (line) } }
        }
        @if !one.by_hand.is_empty() {
            section.sheet {
                h2 { "In a browser" }
                p { "These are for a person; a run does not play them." }
                ul { @for line in &one.by_hand { li { (marked(line)) } } }
            }
        }
        (steps("What happens", &one.wrong, seen.map(|seen| &seen.wrong[..])))
        (steps("The steps of the right way", &one.right, seen.map(|seen| &seen.right[..])))
    };
    page(&one.title, HERE, body)
}

/// A text of a scenario, in which what is typed or called stands between backticks.
fn marked(text: &str) -> Markup {
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// How a run ended, in a line.
fn outcome(seen: &Seen) -> Markup {
    let played = seen.wrong.len() + seen.right.len();
    html! {
        @if seen.as_told() {
            div.advice.good role="status" {
                strong { "It went as told" }
                p { (played) " steps were played in this world." }
            }
        } @else {
            div.problem role="alert" {
                strong { "It did not go as told" }
                p { "The step that is marked below shows something else." }
            }
        }
    }
}

fn steps(title: &str, steps: &[Step], seen: Option<&[Played]>) -> Markup {
    html! {
        @if !steps.is_empty() {
            section.sheet {
                h2 { (title) }
                ol {
                    @for (at, step) in steps.iter().enumerate() {
                        li {
                            p { (marked(&step.say)) }
                            p { code { (step.call) } (about(step)) }
                            (result(seen, at))
                        }
                    }
                }
            }
        }
    }
}

/// Who makes the call, and how.
fn about(step: &Step) -> Markup {
    html! {
        @if let Some(token) = &step.token { " with the token " code { (token) } }
        @if let Some(browser) = &step.browser { " in the browser of " (scenario::whose(browser)) }
        @if step.at_once > 1 { ", " (step.at_once) " times at once" }
        ", then the status is " (step.expect.status)
    }
}

/// What was seen at a step, if a run came to it.
fn result(seen: Option<&[Played]>, at: usize) -> Markup {
    let Some(seen) = seen else { return html! {} };
    let Some(one) = seen.get(at) else {
        return html! { p { (badge(Tone::Plain, "Not played")) } };
    };
    let answer: String = one.answer.chars().take(SHOWN_MAX).collect();
    html! {
        p {
            @if one.missing.is_empty() { (badge(Tone::Good, "As told")) }
            @else { (badge(Tone::Bad, "Not as told")) }
            " Status " (one.status)
        }
        @if !one.missing.is_empty() {
            ul { @for missing in &one.missing { li { "Missing: " (missing) } } }
        }
        details {
            summary { "Call and answer" }
            p { code { (one.call) } }
            pre { (answer) }
        }
    }
}
