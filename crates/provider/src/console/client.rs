//! `GET /console/clients/{waba_id}`: everything about one client, and "look again now".

use axum::extract::{Path, Query, State};
use axum::response::Response;
use graph::id::WabaId;
use jiff::Timestamp;
use maud::{Markup, html};
use onboard::{Condition, State as Holds};
use shell::db::DbError;
use shell::sql::Tx;
use shell::web::see_other;

use super::clients::{phone_path, title};
use super::guard::SignedIn;
use super::words;
use crate::Provider;
use crate::audit;
use crate::pages::{
    Here, Live, Seen, Sign, Tone, Trouble, badge, console, days_left, empty, fact, plural, time,
};
use crate::roles::Right;
use crate::settings::{Settings, Worker};
use crate::store::clients::{self, Stage};
use crate::store::failures::{self, Failure};
use crate::store::instances::{self, Instance};
use crate::store::timeline::{self, Fact};
use crate::store::{ClientRow, PhoneRow, TimelineEntry, phones};

const EVERY_S: u32 = 2;

/// Facts of the time line shown at once.
const FACTS: u32 = 100;

/// Everything the page shows.
struct Whole {
    client: ClientRow,
    phones: Vec<(PhoneRow, Option<Instance>)>,
    failures: Vec<Failure>,
    facts: Vec<TimelineEntry>,
}

impl Whole {
    fn read(db: &Tx<'_>, waba: WabaId) -> Result<Option<Self>, DbError> {
        let Some(client) = clients::get(db, waba)? else {
            return Ok(None);
        };
        let mut phones = Vec::new();
        for phone in phones::of_client(db, waba)? {
            let instance = instances::get(db, phone.phone_id)?;
            phones.push((phone, instance));
        }
        let failures = failures::of_client(db, waba)?;
        let facts = timeline::of_client(db, waba, None, FACTS)?;
        Ok(Some(Self { client, phones, failures, facts }))
    }
}

/// The whole page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(waba): Path<u64>,
) -> Result<Markup, Trouble> {
    let (whole, path) = whole(&provider, waba).await?;
    let title = title(&whole.client);
    let inner = inner(&whole, &operator, &provider.settings, provider.clock.now());
    let live = Live { id: "client", path: &path, every_s: EVERY_S, inner };
    let body = html! {
        p { a href="/console" { "All clients" } }
        div.row {
            h1 { (title) }
            @if operator.may(Right::ActOnClients) {
                form.push id="look" method="post" action={ "/console/clients/" (waba) "/look" } {
                    button.plain type="submit" { "Look again now" }
                }
            }
        }
        (live.markup())
    };
    Ok(console(&title, &operator, Here::Clients, body))
}

/// The part of it that changes: all but the heading.
pub(crate) async fn state(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(waba): Path<u64>,
    Query(seen): Query<Seen>,
) -> Result<Response, Trouble> {
    let (whole, path) = whole(&provider, waba).await?;
    let inner = inner(&whole, &operator, &provider.settings, provider.clock.now());
    Ok(Live { id: "client", path: &path, every_s: EVERY_S, inner }.answer(&seen))
}

/// `POST …/look`: looks at once, and tries failed steps again without their pauses.
pub(crate) async fn look(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(waba): Path<u64>,
) -> Result<Response, Trouble> {
    let (id, now) = (WabaId::new(waba), provider.clock.now());
    let deed = operator.deed(&provider, "asked for a look at once", format!("client {waba}"));
    let sealer = provider.sealer.clone();
    let look = move |tx: &Tx<'_>| {
        if !clients::wake(tx, id, now)? {
            return Ok(false);
        }
        failures::retry_all(tx, id, now)?;
        let (who, what) = (operator.name.as_str(), "asked for a look at once");
        timeline::add(tx, Fact { at: now, waba: Some(id), phone: None, who, what })?;
        audit::write(tx, &sealer, &deed)?;
        Ok(true)
    };
    if !provider.db.write(look).await? {
        return Err(Trouble::Absent("client"));
    }
    provider.nudge();
    Ok(see_other(&format!("/console/clients/{waba}")))
}

async fn whole(provider: &Provider, waba: u64) -> Result<(Whole, String), Trouble> {
    let id = WabaId::new(waba);
    let whole = provider.db.read(move |db| Whole::read(db, id)).await?;
    Ok((whole.ok_or(Trouble::Absent("client"))?, format!("/console/clients/{waba}/state")))
}

fn inner(whole: &Whole, operator: &SignedIn, settings: &Settings, now: Timestamp) -> Markup {
    let client = &whole.client;
    html! {
        div data-waba=(client.waba_id) data-stage=(client.stage.as_str())
            data-live=(client.stage == Stage::Live)
        {
            p.row {
                (words::stage(client.stage))
                @if let Some(since) = client.live_since { span { "live since " (time(since)) } }
                @if let Some(ends) = client.trial_ends {
                    (badge(Tone::Warn, &format!(
                        "trial: {} left", plural(days_left(ends, now), "day")
                    )))
                }
            }
            (problem(client, &whole.failures, operator.may(Right::ActOnClients)))
            div.pair {
                div {
                    (conditions(client))
                    (numbers(client, &whole.phones, now))
                }
                div {
                    (waiting(client))
                    (account(client, settings, operator.may(Right::SeeMoney)))
                    (past(&whole.facts))
                }
            }
        }
    }
}

fn problem(client: &ClientRow, failures: &[Failure], may_look: bool) -> Markup {
    html! {
        @if client.problem.is_some() || !failures.is_empty() {
            section.problem id="problem" aria-label="Problem" {
                strong { "Something does not work" }
                @for failure in failures {
                    p data-failure=(failure.step) {
                        (failure.words) " " small {
                            "(tried " (plural(i64::from(failure.attempts), "time")) ", next at "
                            (time(failure.next_at)) ")"
                        }
                    }
                }
                @if let (Some(words), true) = (&client.problem, failures.is_empty()) {
                    p { (words) }
                }
                p {
                    "Next: mend what the message names; the server goes on trying by itself"
                    @if may_look { ", and “Look again now” tries at once" }
                    ". The other steps are not held up by it."
                }
            }
        }
    }
}

fn conditions(client: &ClientRow) -> Markup {
    let on_the_way = matches!(client.stage, Stage::New | Stage::Onboarding);
    html! {
        section.sheet aria-labelledby="conditions" {
            h2 id="conditions" { "Where it stands" }
            @if client.conditions.is_empty() {
                (empty("Not looked at yet."))
            }
            ul.signs {
                @for one in &client.conditions { (condition(one, on_the_way)) }
            }
        }
    }
}

fn condition(one: &Condition, on_the_way: bool) -> Markup {
    let (state, sign) = match one.state {
        Holds::Yes => ("true", Sign::Yes),
        Holds::AtRisk => ("at_risk", Sign::Wait),
        Holds::No if on_the_way => ("false", Sign::Wait),
        Holds::No => ("false", Sign::No),
        Holds::Unknown => ("unknown", Sign::Wait),
    };
    html! {
        li data-condition=(one.kind.as_str()) data-state=(state) data-sign=(sign.as_str())
            data-phone=[one.phone.as_deref()]
            data-next=[one.next.as_ref().map(|next| next.whose.as_str())]
        {
            span {
                (sign.aloud()) (words::condition_label(one.kind))
                @if let Some(phone) = &one.phone { " · " (phone) }
            }
            small {
                (one.words)
                @if let Some(since) = one.since { ", since " (time(since)) }
            }
            @if let Some(next) = &one.next {
                small.next { "Next: " (words::whose(next.whose)) ": " (next.words) }
            }
        }
    }
}

fn waiting(client: &ClientRow) -> Markup {
    html! {
        section.sheet aria-labelledby="waiting" {
            h2 id="waiting" { "Waiting for" }
            @if client.waiting.is_empty() { (empty("Nothing.")) }
            @else { ul { @for words in &client.waiting { li data-waiting { (words) } } } }
            @if let Some(again) = client.again_at {
                p { small { "The next look by itself is at " (time(again)) "." } }
            }
        }
    }
}

fn numbers(client: &ClientRow, phones: &[(PhoneRow, Option<Instance>)], now: Timestamp) -> Markup {
    html! {
        section.sheet.scroll aria-labelledby="numbers" {
            h2 id="numbers" { "Numbers" }
            @if phones.is_empty() { (empty("None yet.")) }
            @for (phone, instance) in phones { (number(client, phone, instance.as_ref(), now)) }
        }
    }
}

fn number(
    client: &ClientRow,
    phone: &PhoneRow,
    instance: Option<&Instance>,
    now: Timestamp,
) -> Markup {
    let limit = words::limit(&phone.tier)
        .map_or("not known yet".to_owned(), |limit| format!("{limit} customers in 24 hours"));
    html! {
        article data-phone-id=(phone.phone_id) data-status=(phone.status) {
            div.row {
                h3 {
                    a href=(phone_path(client.waba_id, phone)) { (phone.display) }
                    @if !phone.verified_name.is_empty() { " · " (phone.verified_name) }
                }
                @if phone.gone_at.is_some() { (badge(Tone::Plain, "gone")) }
                @else { (words::phone_status(&phone.status)) }
            }
            dl.facts {
                (fact("Display name", words::name_status(&phone.name_status)))
                (fact("Limit", limit))
                (fact("Mode", mode(phone, now)))
                (fact("Certificate", certificate(phone, instance)))
                (fact("Runs on", runs_on(phone, instance)))
                (fact("Id", phone.phone_id.to_string()))
            }
        }
    }
}

/// Trial or regular use. A number whose business is verified keeps the trial's limits, without its
/// end, until the other checks are passed (requirement D09).
fn mode(phone: &PhoneRow, now: Timestamp) -> Markup {
    match (phone.account_mode.as_str(), phone.trial_ends) {
        ("LIVE", _) => html! { "regular use" },
        ("SANDBOX", Some(ends)) if ends > now => html! { "trial, until " (time(ends)) },
        ("SANDBOX", Some(ends)) => html! { "the trial ended at " (time(ends)) },
        ("SANDBOX", None) => html! { "the trial's limits, until its display name is reviewed" },
        _ => html! { "not known yet" },
    }
}

fn certificate(phone: &PhoneRow, instance: Option<&Instance>) -> &'static str {
    let running = instance.filter(|instance| instance.wanted);
    let installed = running.and_then(|instance| instance.installed.as_ref());
    match (&phone.certificate, installed) {
        (None, None) => "none is offered",
        (Some(newest), Some(installed)) if newest != installed => "a newer one is to be installed",
        (_, Some(_)) => "installed",
        (Some(_), None) => "there, not installed",
    }
}

fn runs_on(phone: &PhoneRow, instance: Option<&Instance>) -> Markup {
    html! {
        @match instance {
            Some(instance) if !instance.wanted => "nothing: its client is stopped",
            Some(instance) => {
                "its own client"
                @if let Some(address) = &instance.address { " at " code { (address) } }
                ", " (instance.standing.state.as_str()) " since " (time(instance.standing.since))
            },
            None if phone.on_cloud => "the platform's cloud",
            None => "nothing yet",
        }
    }
}

fn account(client: &ClientRow, settings: &Settings, sees_money: bool) -> Markup {
    let unknown = || "not known yet".to_owned();
    let business = client.business_id.map_or_else(unknown, |id| id.to_string());
    html! {
        section.sheet aria-labelledby="account" {
            h2 id="account" { "Account" }
            dl {
                (fact("Account (WABA)", format!("{} · {}", client.waba_name, client.waba_id)))
                (fact("Business id", business))
                (fact("Contact", client.contact.clone().unwrap_or_else(|| "none left".to_owned())))
                (fact("Known since", time(client.created_at)))
                (fact("Credit", html! {
                    @match client.allocation_id {
                        Some(id) if sees_money => {
                            "our line " (settings.credit_line_id) ", share " (id)
                        },
                        Some(_) => { "our line is shared" },
                        None => { "not shared" },
                    }
                    @if sees_money { ", in " (settings.currency.as_str()) }
                }))
            }
            h3 { "As whom we work" }
            div id="system-user" { (words::system_user(settings.system_user == Worker::Admin)) }
        }
    }
}

fn past(facts: &[TimelineEntry]) -> Markup {
    html! {
        section.sheet aria-labelledby="past" {
            h2 id="past" { "What happened" }
            @if facts.is_empty() { (empty("Nothing yet.")) }
            ol.past id="timeline" reversed {
                @for fact in facts {
                    li data-seq=(fact.seq) {
                        (time(fact.at)) strong { (fact.who) } ": " (fact.what)
                    }
                }
            }
        }
    }
}
