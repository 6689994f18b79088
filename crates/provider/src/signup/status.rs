//! `GET /signup/status`: how far the signup is, for the business that made it.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use shell::web::Cookies;

use super::browser;
use super::progress::{Progress, road};
use crate::Provider;
use crate::pages::{Live, Seen, Tone, Trouble, badge, days_left, is_https, plural, site, time};
use crate::settings::Settings;
use crate::store::clients::Stage;
use crate::store::{CallbackRow, ClientRow, PhoneRow};

/// How often the page asks, in seconds, while something moves and after that.
const EVERY_S: u32 = 2;
const EVERY_CALM_S: u32 = 15;

/// The whole page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    cookies: Cookies,
) -> Result<Markup, Trouble> {
    let part = part(&provider, &cookies).await?;
    let body = html! {
        h1 { "Your way to WhatsApp" }
        p.lead { "This page follows along by itself. You may close it and come back." }
        (part.markup())
        noscript { p { a href="/signup/status" { "Look again" } } }
    };
    Ok(site("Your way to WhatsApp", &provider.settings.name, None, body))
}

/// The part of it that changes.
pub(crate) async fn progress(
    State(provider): State<Provider>,
    cookies: Cookies,
    Query(seen): Query<Seen>,
) -> Result<Response, Trouble> {
    Ok(part(&provider, &cookies).await?.answer(&seen).into_response())
}

async fn part(provider: &Provider, cookies: &Cookies) -> Result<Live<'static>, Trouble> {
    let session = browser::session_hash(cookies, is_https(&provider.settings));
    let progress = match session {
        Some(session) => provider.db.read(move |db| Progress::of_session(db, &session)).await?,
        None => Progress { callbacks: Vec::new(), clients: Vec::new() },
    };
    let now = provider.clock.now();
    let calm = progress.callbacks.iter().all(|callback| callback.done_at.is_some())
        && progress.clients.iter().all(|(client, _)| client.stage == Stage::Live);
    Ok(Live {
        id: "signup-status",
        path: "/signup/status/progress",
        every_s: if calm { EVERY_CALM_S } else { EVERY_S },
        inner: inner(&progress, &provider.settings, now),
    })
}

fn inner(progress: &Progress, settings: &Settings, now: Timestamp) -> Markup {
    html! {
        @if progress.callbacks.is_empty() {
            p.advice {
                "This browser has not finished a signup yet. " a href="/" { "To the signup" }
            }
        }
        @for callback in &progress.callbacks { (handed_over(callback)) }
        @for (client, phones) in &progress.clients { (account(client, phones, now)) }
        @if progress.clients.iter().any(|(client, _)| client.stage == Stage::Live) {
            (onward(settings))
        }
    }
}

/// What is said of a callback as long as no account came of it.
fn handed_over(callback: &CallbackRow) -> Markup {
    let troubled = callback.problem.as_deref();
    html! {
        @if callback.done_at.is_some() && !callback.wabas.is_empty() {
            // The account says the rest.
        } @else if troubled.is_some() && callback.done_at.is_some() {
            div.advice data-callback="looking" {
                strong { "We are looking for your account" }
                p {
                    "What the window handed to us did not tell which account is yours. If you "
                    "went through to its end, there is nothing more to do: your account reaches "
                    "us by itself within minutes, and we set it up."
                }
                p {
                    "To follow it on this page, or if you left the window earlier, "
                    a href="/" { "go through the window again" } "; what you entered is kept."
                }
            }
        } @else if callback.done_at.is_none() {
            section.sheet data-callback="open" {
                ul.signs {
                    li data-sign="yes" { "You have signed up" }
                    li data-sign="wait" {
                        "We ask the platform for your account"
                        @if troubled.is_some() {
                            small { "It does not answer yet; we go on trying." }
                        }
                    }
                }
            }
        } @else {
            div.advice data-callback="empty" {
                "The platform names no account that is shared with us. If you switched it off in "
                "the window, please " a href="/" { "start again" } "."
            }
        }
    }
}

fn account(client: &ClientRow, phones: &[PhoneRow], now: Timestamp) -> Markup {
    let live = client.stage == Stage::Live;
    let name = if client.waba_name.is_empty() { "Your account" } else { &client.waba_name };
    html! {
        section.sheet data-waba=(client.waba_id) data-stage=(client.stage.as_str())
            data-live=(live)
        {
            div.row { h2 { (name) } (stage(client.stage)) }
            @if client.stage == Stage::Left {
                p { "This account is no longer shared with us. "
                    a href="/" { "Sign up again" } " to change that." }
            } @else {
                ul.signs {
                    @for step in road(client, phones) {
                        li data-step=(step.name) data-sign=(step.sign.as_str()) {
                            span { (step.sign.aloud()) (step.words) }
                        }
                    }
                }
                @if phones.is_empty() && client.looked_at.is_some() { (no_number()) }
                @for phone in phones { (number(phone, now)) }
                @if client.stage == Stage::Off { (switched_off(phones)) }
                @if phones.iter().any(|phone| phone.trial_ends.is_some()) {
                    (verification(client))
                }
            }
        }
    }
}

fn stage(stage: Stage) -> Markup {
    match stage {
        Stage::New | Stage::Onboarding => badge(Tone::Warn, "being set up"),
        Stage::Live => badge(Tone::Good, "live"),
        Stage::Off => badge(Tone::Bad, "switched off"),
        Stage::Left => badge(Tone::Plain, "no longer with us"),
    }
}

fn no_number() -> Markup {
    html! {
        div.advice {
            strong { "Your account has no phone number yet" }
            p {
                a href="/" { "Run the signup again" } ", choose this account and add the number; "
                "or add it in your Business Manager."
            }
        }
    }
}

fn number(phone: &PhoneRow, now: Timestamp) -> Markup {
    let trial = phone.account_mode == "SANDBOX";
    let mode = if trial { "trial" } else { "regular" };
    html! {
        div data-phone=(phone.phone_id) data-mode=(mode) {
            h3 {
                (phone.display)
                @if !phone.verified_name.is_empty() { " · " (phone.verified_name) }
            }
            @match phone.trial_ends.filter(|_| trial) {
                Some(ends) if ends > now => p {
                    "Trial: " span.days { (plural(days_left(ends, now), "day")) " left" }
                    ", until " (time(ends)) "."
                },
                Some(ends) => p { "The trial ended on " (time(ends)) "." },
                None if trial => p { "With the trial's limits, until its name is reviewed." },
                None if phone.account_mode == "LIVE" => p { "In regular use." },
                None => {},
            }
            @match phone.name_status.as_str() {
                "PENDING_REVIEW" => p { "WhatsApp is reviewing your display name." },
                "DECLINED" => p.problem {
                    "WhatsApp declined your display name. Choose another one in your Business "
                    "Manager; it must belong to your business."
                },
                _ => {},
            }
        }
    }
}

/// What the provider lets its clients do next (requirement B04).
fn onward(settings: &Settings) -> Markup {
    html! {
        @if settings.next_steps.is_some() || settings.next_url.is_some() {
            section.sheet id="next" {
                h2 { "What comes next" }
                @if let Some(words) = &settings.next_steps { p { (words) } }
                @if let Some(to) = &settings.next_url { p { a href=(to) { "Go on" } } }
            }
        }
    }
}

fn switched_off(phones: &[PhoneRow]) -> Markup {
    let trial = phones.iter().all(|phone| phone.status == "UNVERIFIED");
    html! {
        div.problem {
            @if trial {
                strong { "Your trial has ended" }
                p {
                    "Have your business verified. Then WhatsApp reviews your display name, and we "
                    "start again by ourselves as soon as it is approved."
                }
            } @else {
                strong { "The platform has switched this account off" }
                p {
                    "It broke a rule of the platform. Look into your Business Manager, where you "
                    "may appeal. We start again as soon as the platform allows it."
                }
            }
        }
    }
}

/// Requirement I01: what is asked, and which documents are right.
fn verification(client: &ClientRow) -> Markup {
    html! {
        // Static, so that a change of the rest does not close what somebody reads.
        details id={ "verification-" (client.waba_id) } hx-preserve="true" {
            summary { "Next for you: have your business verified" }
            ol {
                li { "Open your Business Manager, “Security Centre”, and press “Start "
                     "verification”. Only an administrator can." }
                li { "Enter the legal name, address, phone number and website exactly as they "
                     "stand in your register." }
                li { "Upload a document that shows name and address: an extract of the commercial "
                     "register, a business licence, a tax certificate, or a recent bank statement "
                     "or utility bill of the business." }
                li { "Confirm by the code that the platform sends to your business." }
            }
            p {
                "It takes from minutes to a few days. After it your display name is reviewed by "
                "itself, the trial's end falls away, and you may write first to 1,000 customers in "
                "24 hours instead of 50."
            }
        }
    }
}
