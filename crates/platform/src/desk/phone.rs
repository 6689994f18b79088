//! One telephone: codes, chats, replies. Opening a chat marks its messages as read.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{PhoneNumberId, PhoneStatus};
use maud::{Markup, html};
use world::{Command, Handset, HandsetKind, World};

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
    let entries = platform.store().handset(number.digits(), Slice::newest(SHOWN)).await;
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return unreadable(&error),
    };
    entries.reverse();
    let (lines, used) = platform
        .read(|world| (lines(world), world.handsets.get(&number).copied().unwrap_or_default()));
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
                (use_form(&here, used))
            }
        }
    };
    page(&shown(number.digits()), "/desk/phones", body).into_response()
}

/// `POST …/open`: the customer opens the chat with a business.
pub(super) async fn open(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    body: Bytes,
) -> Response {
    let Some(customer) = read(&number) else { return nothing_there() };
    let back = format!("/desk/phones/{}", customer.digits());
    match Fields::parse(&body).read("phone_number_id") {
        Some(phone) => act(&platform, Command::CustomerReads { customer, phone }, &back).await,
        None => not_done("Choose a business number.", &back),
    }
}

/// `POST …/write`: the customer writes to a business.
pub(super) async fn write(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    body: Bytes,
) -> Response {
    let Some(from) = read(&number) else { return nothing_there() };
    let back = format!("/desk/phones/{}", from.digits());
    let fields = Fields::parse(&body);
    let (Some(to_phone), Some(text)) = (fields.read("phone_number_id"), fields.given("text"))
    else {
        return not_done("Choose a business number and write something.", &back);
    };
    let name = fields.given("name").unwrap_or_else(|| from.display());
    act(&platform, Command::CustomerWrites { from, name, to_phone, text }, &back).await
}

/// `POST …/use`: what answers at this number outside the platform (requirements B09, B10).
pub(super) async fn describe(
    State(platform): State<Platform>,
    Path(number): Path<String>,
    body: Bytes,
) -> Response {
    let Some(number) = read(&number) else { return nothing_there() };
    let back = format!("/desk/phones/{}", number.digits());
    let word = Fields::parse(&body);
    let handset = USES.iter().find(|(_, name, _)| *name == word.get("handset"));
    match handset {
        Some((handset, ..)) => {
            act(&platform, Command::DescribeHandset { number, handset: *handset }, &back).await
        }
        None => not_done("Choose what the number is used for.", &back),
    }
}

/// What a number can be used for, with the word in the form and on the page.
const USES: [(Handset, &str, &str); 4] = [
    (Handset::Plain, "plain", "A plain number"),
    (Handset::Messenger, "messenger", "WhatsApp Messenger"),
    (Handset::BusinessApp, "business_app", "WhatsApp Business App"),
    (Handset::VoiceMenu, "voice_menu", "A voice menu answers"),
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
                    small { (time(entry.at)) @if let Some(state) = state { " · " (state) } }
                }
            }
        }
        form.row method="post" action={ (here) "/open" } {
            input type="hidden" name="phone_number_id" value=(with);
            button.plain { "Open chat (marks as read)" }
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

fn use_form(here: &str, used: Handset) -> Markup {
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
                    @for (handset, word, label) in USES {
                        option value=(word) selected[handset == used] { (label) }
                    }
                }
                button.plain { "Change" }
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
