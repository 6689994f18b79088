//! `GET /console/clients/{waba_id}/phones/{phone_id}`: writing with the customers of one number.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use http::StatusCode;
use maud::{Markup, html};
use serde::Deserialize;
use shell::web::see_other;

use super::guard::SignedIn;
use super::pin;
use super::talk::Talk;
use crate::Provider;
use crate::messages::{Content, SendError};
use crate::pages::{Here, Live, Seen, Trouble, console, start_afresh};
use crate::roles::Right;

const EVERY_S: u32 = 2;

/// Which number of which account.
pub(crate) type Address = Path<(u64, u64)>;

/// Which conversation.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Chosen {
    customer: Option<String>,
    /// Whether the page was made while the number could not send.
    #[serde(default)]
    idle: bool,
}

/// A template to be sent.
#[derive(Debug, Deserialize)]
pub(crate) struct TemplateForm {
    to: String,
}

/// A free text to be sent.
#[derive(Debug, Deserialize)]
pub(crate) struct TextForm {
    to: String,
    text: String,
}

/// What was typed and why it was not sent.
struct Refused<'a> {
    to: &'a str,
    text: &'a str,
    why: &'a str,
}

/// The whole page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(address): Address,
    Query(chosen): Query<Chosen>,
) -> Result<Markup, Trouble> {
    whole(&provider, &operator, address, chosen.customer, None).await
}

/// The part of it that changes.
pub(crate) async fn state(
    State(provider): State<Provider>,
    Path(address): Address,
    Query(chosen): Query<Chosen>,
    Query(seen): Query<Seen>,
) -> Result<Response, Trouble> {
    let talk = talk(&provider, address, chosen.customer).await?;
    let here = path(address);
    if chosen.idle && talk.idle.is_none() {
        // The page has no forms; with a fresh one the operator can write again.
        let customer = talk.customer.as_deref().unwrap_or_default();
        return Ok(start_afresh(&format!("{here}?customer={customer}")));
    }
    let inner = talk.inner(&here, provider.clock.now());
    Ok(Live { id: "talk", path: &state_path(&here, &talk), every_s: EVERY_S, inner }.answer(&seen))
}

/// `POST …/template`: sends the approved template of the settings.
pub(crate) async fn template(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(address): Address,
    Form(form): Form<TemplateForm>,
) -> Result<Response, Trouble> {
    let content = Content::Template {
        name: provider.settings.probe_template.clone(),
        language: provider.settings.probe_language.clone(),
        parameters: Vec::new(),
    };
    let sent = send(&provider, &operator, address, &form.to, content).await?;
    answer(&provider, &operator, address, (&form.to, ""), sent).await
}

/// `POST …/text`.
pub(crate) async fn text(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(address): Address,
    Form(form): Form<TextForm>,
) -> Result<Response, Trouble> {
    let content = Content::Text(form.text.trim().to_owned());
    let sent = send(&provider, &operator, address, &form.to, content).await?;
    answer(&provider, &operator, address, (&form.to, &form.text), sent).await
}

/// Sends, and returns the customer; or says in words why it was not even tried. What the platform
/// refuses stands in the conversation.
async fn send(
    provider: &Provider,
    operator: &SignedIn,
    address: (u64, u64),
    to: &str,
    content: Content,
) -> Result<Result<E164, String>, Trouble> {
    if let Some(idle) = talk(provider, address, None).await?.idle {
        return Ok(Err(idle.refusal()));
    }
    let to = match number(to) {
        Ok(to) => to,
        Err(why) => return Ok(Err(why)),
    };
    let phone = PhoneNumberId::new(address.1);
    match provider.send(phone, &to, content, &operator.name).await {
        Ok(_) => Ok(Ok(to)),
        Err(SendError::Db(error)) => Err(error.into()),
        Err(refusal) => Ok(Err(format!("{refusal}."))),
    }
}

/// Back to the conversation, or the page once more with what was typed and why it was refused.
async fn answer(
    provider: &Provider,
    operator: &SignedIn,
    address: (u64, u64),
    (to, text): (&str, &str),
    sent: Result<E164, String>,
) -> Result<Response, Trouble> {
    match sent {
        Ok(to) => Ok(see_other(&format!("{}?customer={}", path(address), to.digits()))),
        Err(why) => {
            let customer = number(to).ok().map(|to| to.digits().to_owned());
            let refused = Refused { to, text, why: &why };
            let page = whole(provider, operator, address, customer, Some(&refused)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

pub(super) async fn talk(
    provider: &Provider,
    (waba, phone): (u64, u64),
    customer: Option<String>,
) -> Result<Talk, Trouble> {
    let now = provider.clock.now();
    let customer = customer.map(|customer| digits(&customer)).filter(|digits| !digits.is_empty());
    let phone = PhoneNumberId::new(phone);
    let talk = provider.db.read(move |db| Talk::read(db, phone, customer, now)).await?;
    talk.filter(|talk| talk.phone.waba_id.get() == waba).ok_or(Trouble::Absent("number"))
}

async fn whole(
    provider: &Provider,
    operator: &SignedIn,
    address: (u64, u64),
    customer: Option<String>,
    refused: Option<&Refused<'_>>,
) -> Result<Markup, Trouble> {
    let talk = talk(provider, address, customer).await?;
    let here = path(address);
    let live = Live {
        id: "talk",
        path: &state_path(&here, &talk),
        every_s: EVERY_S,
        inner: talk.inner(&here, provider.clock.now()),
    };
    let name = match talk.phone.verified_name.as_str() {
        "" => talk.phone.display.clone(),
        name => format!("{} · {name}", talk.phone.display),
    };
    let body = html! {
        p {
            a href="/console" { "All clients" } " / "
            a href={ "/console/clients/" (address.0) } { "this client" }
        }
        h1 { (name) }
        @if let Some(refused) = refused {
            div.problem id="refusal" role="alert" {
                strong { "It was not sent" }
                p { (refused.why) }
                @if talk.idle.is_some() && !refused.text.is_empty() {
                    p { "You wrote: " q { (refused.text) } }
                }
            }
        }
        (live.markup())
        @if !operator.may(Right::ActOnNumbers) {
            p.muted id="read-only" {
                "To " (Right::ActOnNumbers.words()) " takes the role "
                (Right::ActOnNumbers.roles()) "."
            }
        } @else if talk.idle.is_none() {
            (forms(&here, &talk, refused, &provider.settings.probe_template))
        }
        @if operator.may(Right::RevealPins) && talk.has_pin { (pin::form(&here)) }
    };
    Ok(console(&name, operator, Here::Clients, body))
}

fn forms(here: &str, talk: &Talk, refused: Option<&Refused<'_>>, template: &str) -> Markup {
    let chosen = talk.customer.as_ref().map(|digits| format!("+{digits}")).unwrap_or_default();
    let to = refused.map_or(chosen.as_str(), |refused| refused.to);
    let text = refused.map_or("", |refused| refused.text);
    html! {
        div.pair {
            form.sheet id="send-text" method="post" action={ (here) "/text" } {
                h2 { "Write" }
                p { small { "Free text is allowed for 24 hours after the customer wrote." } }
                label for="text-to" { "To" }
                input id="text-to" name="to" type="tel" value=(to) required
                    placeholder="+49 170 1234567" autocomplete="off";
                label for="text" { "Text" }
                textarea id="text" name="text" rows="3" required maxlength="4096" { (text) }
                button id="send-text-button" type="submit" { "Send text" }
            }
            form.sheet id="send-template" method="post" action={ (here) "/template" } {
                h2 { "Write first" }
                p {
                    small {
                        "Outside the window only an approved template is allowed: "
                        code { (template) } ". It opens a conversation that we pay for."
                    }
                }
                label for="template-to" { "To" }
                input id="template-to" name="to" type="tel" value=(to) required
                    placeholder="+49 170 1234567" autocomplete="off";
                button id="send-template-button" type="submit" { "Send the template" }
            }
        }
    }
}

pub(super) fn path((waba, phone): (u64, u64)) -> String {
    format!("/console/clients/{waba}/phones/{phone}")
}

fn state_path(here: &str, talk: &Talk) -> String {
    let customer = talk.customer.as_deref().unwrap_or_default();
    let idle = talk.idle.is_some();
    format!("{here}/state?customer={customer}&idle={idle}")
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

fn number(text: &str) -> Result<E164, String> {
    let text = text.trim();
    // The platform names customers by their digits alone.
    let full = if text.starts_with('+') { text.to_owned() } else { format!("+{text}") };
    E164::parse(&full).map_err(|_| {
        format!("“{text}” is no phone number with country code, such as +49 170 1234567.")
    })
}
