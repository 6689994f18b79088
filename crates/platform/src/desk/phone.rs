//! One telephone: codes, chats, replies. Opening a chat marks its messages as read.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::response::{IntoResponse, Response};
use graph::{E164, PhoneNumberId, PhoneStatus};
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Act, Command, CustomerCommand, Handset, HandsetKind, NumberCommand, World};

use super::phones::{read, shown};
use super::{act, not_done, nothing_there, page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, time};
use crate::store::{HandsetEntry, Slice};

const SHOWN: u32 = 300;

/// A business number a customer can write to.
struct Line {
    id: PhoneNumberId,
    name: String,
    number: String,
    /// Whether a message to it arrives.
    live: bool,
}

/// `/desk/phones/{number}`.
pub(super) async fn show(State(platform): State<Platform>, Path(number): Path<String>) -> Response {
    let Some(number) = read(&number) else { return nothing_there() };
    let entries = platform.handset(number.digits(), Slice::newest(SHOWN)).await;
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return unreadable(&error),
    };
    entries.reverse();
    let now = platform.now();
    let (lines, used, freed) = platform
        .read(|world| (lines(world), world.handset(&number), world.freed_until(&number, now)));
    let here = format!("/desk/phones/{}", number.digits());
    let body = html! {
        p { a href="/desk/phones" { "All phones" } }
        h1 { (number.display()) }
        div.pair {
            div #live hx-get=(here) hx-select="#live" hx-trigger="every 2s" hx-swap="outerHTML" {
                (codes(&entries))
                @for (with, chat) in chats(&entries) { (conversation(&here, &lines, with, &chat)) }
            }
            div {
                (write_form(&here, &lines))
                (use_form(&here, used, freed))
            }
        }
    };
    page(&shown(number.digits()), "/desk/phones", body).into_response()
}

/// A form about the telephone in the address.
pub(super) struct Sent {
    number: E164,
    fields: Fields,
    /// The page of the telephone.
    back: String,
}

impl FromRequest<Platform> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, platform: &Platform) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let named = Path::<String>::from_request_parts(&mut parts, platform).await;
        let number = named.ok().and_then(|Path(number)| read(&number)).ok_or_else(nothing_there)?;
        let back = format!("/desk/phones/{}", number.digits());
        let body = Bytes::from_request(Request::from_parts(parts, body), platform).await;
        let body = body.map_err(|_| not_done("The form is too large.", &back))?;
        Ok(Self { number, fields: Fields::parse(&body), back })
    }
}

/// `POST …/open`: the customer opens the chat with a business.
pub(super) async fn open(State(platform): State<Platform>, sent: Sent) -> Response {
    let Sent { number: customer, fields, back } = sent;
    match fields.read("phone_number_id") {
        Some(phone) => act(&platform, Command::CustomerReads { customer, phone }, &back).await,
        None => not_done("Choose a business number.", &back),
    }
}

/// `POST …/write`: the customer writes to a business.
pub(super) async fn write(State(platform): State<Platform>, sent: Sent) -> Response {
    let Sent { number: from, fields, back } = sent;
    let (Some(to_phone), Some(text)) = (fields.read("phone_number_id"), fields.given("text"))
    else {
        return not_done("Choose a business number and write something.", &back);
    };
    let name = fields.given("name").unwrap_or_else(|| from.display());
    act(&platform, Command::CustomerWrites { from, name, to_phone, text }, &back).await
}

/// `POST …/act`: the customer blocks or reports a business, or stops its marketing.
pub(super) async fn acts(State(platform): State<Platform>, sent: Sent) -> Response {
    let Sent { number: customer, fields, back } = sent;
    let (Some(phone), Some(what)) = (fields.read("phone_number_id"), Act::named(fields.get("act")))
    else {
        return not_done("Choose what the customer does.", &back);
    };
    let command = CustomerCommand { customer, phone, act: what };
    act(&platform, Command::Customer(command), &back).await
}

/// What a customer can do about a business, with the words on the page.
const ACTS: [(Act, &str); 5] = [
    (Act::Block, "Block it"),
    (Act::Unblock, "Unblock it"),
    (Act::Report, "Report it"),
    (Act::StopMarketing, "Stop its marketing"),
    (Act::ResumeMarketing, "Allow its marketing again"),
];

/// `POST …/use`: what answers at this number outside the platform (requirements B09, B10).
pub(super) async fn describe(State(platform): State<Platform>, sent: Sent) -> Response {
    let Sent { number, fields, back } = sent;
    match Handset::named(fields.get("handset")) {
        Some(handset) => act(&platform, Command::DescribeHandset { number, handset }, &back).await,
        None => not_done("Choose what the number is used for.", &back),
    }
}

/// `POST …/free`: the account on this number is deleted in the app (requirement B09).
pub(super) async fn free(State(platform): State<Platform>, sent: Sent) -> Response {
    let command = NumberCommand::FreeHandset { number: sent.number };
    act(&platform, Command::Number(command), &sent.back).await
}

/// What a number can be used for, with the words on the page.
const USES: [(Handset, &str); 9] = [
    (Handset::Plain, "A plain number"),
    (Handset::Messenger, "WhatsApp Messenger"),
    (Handset::BusinessApp, "WhatsApp Business App"),
    (Handset::VoiceMenu, "A voice menu answers"),
    (Handset::NoCodes, "No code ever arrives"),
    (Handset::Blocker, "A customer who blocks the business after its first message"),
    (Handset::Reporter, "A customer who reports the business after its first message"),
    (Handset::NotOnWhatsapp, "Nobody with WhatsApp"),
    (Handset::NeverOpens, "A customer who never opens a message"),
];

fn lines(world: &World) -> Vec<Line> {
    let all = world.phones.values().map(|phone| Line {
        id: phone.id,
        name: phone.name.current.clone(),
        number: phone.number.display(),
        live: phone.status() == PhoneStatus::Connected,
    });
    all.collect()
}

/// Entries by the business number they belong to, each chat oldest first.
fn chats(entries: &[HandsetEntry]) -> BTreeMap<&str, Vec<&HandsetEntry>> {
    let mut chats: BTreeMap<&str, Vec<&HandsetEntry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind != HandsetKind::Code) {
        chats.entry(&entry.with).or_default().push(entry);
    }
    chats
}

fn codes(entries: &[HandsetEntry]) -> Markup {
    let codes: Vec<_> = entries.iter().filter(|entry| entry.kind == HandsetKind::Code).collect();
    html! {
        @if entries.is_empty() { (empty("Nothing has arrived here yet.")) }
        @if !codes.is_empty() {
            h2 { "Codes" }
            div.phone.short {
                @for code in codes {
                    p.bubble.code { span.text { (code.body) } small { (time(code.at)) } }
                }
            }
        }
    }
}

fn conversation(here: &str, lines: &[Line], with: &str, chat: &[&HandsetEntry]) -> Markup {
    let line = lines.iter().find(|line| line.id.to_string() == with);
    let title = line.map_or_else(|| with.to_owned(), |line| line.name.clone());
    let states: BTreeMap<&str, &str> = chat
        .iter()
        .filter(|entry| entry.kind == HandsetKind::Status)
        .filter_map(|entry| Some((entry.message_id.as_deref()?, entry.body.as_str())))
        .collect();
    html! {
        h2 { (title) " " small { (line.map_or("", |line| line.number.as_str())) } }
        div.phone {
            @for entry in chat.iter().filter(|entry| entry.kind != HandsetKind::Status) {
                @let own = entry.kind == HandsetKind::Own;
                @let state = entry.message_id.as_deref().and_then(|id| states.get(id));
                div.bubble.mine[own] {
                    span.text { (entry.body) }
                    small {
                        @if let Some(name) = &entry.from_name { (name) " · " }
                        (time(entry.at))
                        @if let Some(state) = state { " · " (state) }
                    }
                }
            }
        }
        form.row method="post" action={ (here) "/open" } {
            input type="hidden" name="phone_number_id" value=(with);
            button.plain id={ "open-" (with) } { "Open chat (marks as read)" }
        }
        form.row method="post" action={ (here) "/act" } {
            input type="hidden" name="phone_number_id" value=(with);
            label for={ "act-" (with) } { "This business" }
            select id={ "act-" (with) } name="act" {
                @for (act, label) in ACTS { option value=(act.as_str()) { (label) } }
            }
            button.plain { "Do it" }
        }
    }
}

fn write_form(here: &str, lines: &[Line]) -> Markup {
    let live: Vec<_> = lines.iter().filter(|line| line.live).collect();
    html! {
        section.sheet {
            h2 { "Write to a business" }
            @if live.is_empty() { (empty("No business number is connected yet.")) } @else {
                form #write method="post" action={ (here) "/write" } {
                    label for="phone_number_id" { "To" }
                    select #phone_number_id name="phone_number_id" {
                        @for line in &live {
                            option value=(line.id) { (line.name) " (" (line.number) ")" }
                        }
                    }
                    label for="name" { "Your profile name" }
                    input #name name="name" autocomplete="off";
                    label for="text" { "Message" }
                    textarea #text name="text" rows="3" {}
                    button { "Send" }
                }
            }
        }
    }
}

fn use_form(here: &str, used: Handset, freed: Option<Timestamp>) -> Markup {
    html! {
        section.sheet {
            h2 { "What this number is used for" }
            p.muted {
                "A number with an account in WhatsApp, or behind a voice menu, is refused by the "
                "signup until you change it here."
            }
            form #use method="post" action={ (here) "/use" } {
                label for="handset" { "Now" }
                select #handset name="handset" {
                    @for (handset, label) in USES {
                        option value=(handset.as_str()) selected[handset == used] { (label) }
                    }
                }
                button.plain { "Change" }
            }
            @if let Some(until) = freed {
                p.advice #freed {
                    "The WhatsApp account was deleted. The signup takes the number from "
                    (time(until)) " on. " a href="/desk/clock" { "Turn the clock" }
                }
            }
            @if used.has_account() {
                form #free method="post" action={ (here) "/free" } {
                    p.muted {
                        "Its user can delete the account in the app. The signup takes the number "
                        "three minutes later."
                    }
                    button.plain { "Delete the WhatsApp account" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use graph::E164;

    #[test]
    fn numbers_in_addresses_need_no_plus() {
        let number = E164::parse("+491512345678").unwrap();
        assert_eq!(read("491512345678"), Some(number.clone()));
        assert_eq!(read("+49 151 2345678"), Some(number));
        assert_eq!(read("go"), None);
    }
}
