//! The client instance of a number, as its page shows it.

use maud::{Markup, html};
use onboard::CRASH_LOOP;

use crate::pages::{Tone, badge, fact, time};
use crate::report;
use crate::store::instances::{Instance, State};

/// How the instance stands, where it is, and when it is started again.
pub(super) fn markup(instance: &Instance) -> Markup {
    let standing = &instance.standing;
    let told = report::instance(instance);
    let text = |name: &str| told[name].as_str().unwrap_or("-").to_owned();
    html! {
        section.sheet id="client" aria-labelledby="client-title"
            data-client=(standing.state.as_str()) data-restarts=(instance.restarts)
        {
            h2 id="client-title" { "Its client" }
            @if !instance.wanted { p { "Stopped: the number is off." } }
            @else {
                p.row {
                    (badge(tone(standing.state), standing.state.as_str()))
                    span { "since " (time(standing.since)) }
                    @if !standing.says.is_empty() { span id="client-says" { (standing.says) } }
                }
                @if standing.crashes >= CRASH_LOOP {
                    p { strong { "It ended " (standing.crashes) " times in a row soon after its \
                        start: mend what its last lines name." } }
                }
                dl.facts {
                    (fact("Started", time(instance.started_at)))
                    (fact("Started again", instance.restarts.to_string()))
                    @if let Some(again) = standing.again { (fact("Next start", time(again))) }
                    (fact("Address", text("address")))
                    @if instance.home.is_some() {
                        (fact("Machine", text("machine")))
                        (fact("Log", text("log")))
                    }
                }
                @if !instance.last_lines.is_empty() {
                    details {
                        summary { "What it wrote last before it ended" }
                        pre id="client-last-lines" { (instance.last_lines) }
                    }
                }
            }
        }
    }
}

fn tone(state: State) -> Tone {
    match state {
        State::Healthy => Tone::Good,
        State::Starting | State::Stopped => Tone::Plain,
        State::Degraded | State::Unreachable => Tone::Warn,
        State::Crashed => Tone::Bad,
    }
}
