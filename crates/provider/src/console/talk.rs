//! What the page of a number shows: its conversations, one of them, and whether the 24-hour window
//! is open.

use graph::id::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use onboard::later;
use shell::db::DbError;
use shell::sql::Tx;

use super::idle::Idle;
use super::instance;
use super::words;
use crate::pages::{Tone, badge, empty, time};
use crate::store::instances::{self, Instance};
use crate::store::messages::{self, WINDOW_HOURS};
use crate::store::{Conversation, MessageRow, PhoneRow, clients, keeping, phones};

/// Conversations, and messages of one, shown at once.
const CONVERSATIONS_MAX: u32 = 100;
const MESSAGES_MAX: u32 = 100;

/// Everything the page shows.
pub(crate) struct Talk {
    /// The number.
    pub phone: PhoneRow,
    /// Its conversations, the most recent first.
    conversations: Vec<Conversation>,
    /// The chosen customer.
    pub customer: Option<String>,
    /// The messages with that customer.
    messages: Vec<MessageRow>,
    /// Until when free text to that customer is allowed.
    window_ends: Option<Timestamp>,
    /// Customers written to first within 24 hours.
    used: u64,
    /// Whether we keep a two-step PIN of it.
    pub has_pin: bool,
    /// Its client instance, if it ever had one.
    instance: Option<Instance>,
    /// Why nothing can be sent now, if so.
    pub idle: Option<Idle>,
}

impl Talk {
    /// Reads it; without a choice the most recent customer is shown.
    pub(crate) fn read(
        db: &Tx<'_>,
        phone: PhoneNumberId,
        customer: Option<String>,
        now: Timestamp,
    ) -> Result<Option<Self>, DbError> {
        let Some(row) = phones::get(db, phone)? else {
            return Ok(None);
        };
        let conversations = messages::conversations(db, phone, CONVERSATIONS_MAX)?;
        let customer = customer.or_else(|| conversations.first().map(|one| one.customer.clone()));
        let (mut messages, mut window_ends) = (Vec::new(), None);
        if let Some(customer) = &customer {
            messages = messages::with_customer(db, phone, customer, MESSAGES_MAX)?;
            window_ends = messages::window_ends(db, phone, customer)?;
        }
        let since = later(now, -SignedDuration::from_hours(WINDOW_HOURS));
        let used = messages::opened_since(db, phone, since)?;
        let client = clients::get(db, row.waba_id)?;
        let others = phones::of_client(db, row.waba_id)?;
        let idle = client.and_then(|client| Idle::of(&client, &row, &others));
        let has_pin = keeping::has_pin(db, phone)?;
        let instance = instances::get(db, phone)?;
        Ok(Some(Self {
            phone: row,
            conversations,
            customer,
            messages,
            window_ends,
            used,
            has_pin,
            instance,
            idle,
        }))
    }

    /// The part of the page that changes. `here` is the page's own path.
    pub(crate) fn inner(&self, here: &str, now: Timestamp) -> Markup {
        html! {
            p.row id="number-state" data-status=(self.phone.status) {
                (words::phone_status(&self.phone.status))
                @if let Some(limit) = words::limit(&self.phone.tier) {
                    span id="limit" {
                        (self.used) " of " (limit) " customers written to first within 24 hours; "
                        (words::raised_by(&self.phone.tier))
                    }
                }
            }
            @if let Some(idle) = &self.idle { (idle.markup()) }
            div.pair {
                section.sheet aria-label="Conversation" { (self.conversation(now)) }
                section.sheet aria-labelledby="people" {
                    h2 id="people" { "Conversations" }
                    (self.people(here, now))
                }
            }
            @if let Some(one) = &self.instance { (instance::markup(one)) }
        }
    }

    fn conversation(&self, now: Timestamp) -> Markup {
        let Some(customer) = &self.customer else {
            return empty("No conversation yet. Send the template, or wait for a customer.");
        };
        html! {
            div.row {
                h2 { "+" (customer) }
                (window(self.window_ends, now))
            }
            div.talk id="conversation" data-customer=(customer) {
                @for message in &self.messages { (bubble(message)) }
            }
            @if self.messages.is_empty() { (empty("Nothing was written yet.")) }
        }
    }

    fn people(&self, here: &str, now: Timestamp) -> Markup {
        html! {
            @if self.conversations.is_empty() { (empty("None yet.")) }
            ul.people {
                @for one in &self.conversations {
                    @let chosen = self.customer.as_ref() == Some(&one.customer);
                    @let current = chosen.then_some("true");
                    li {
                        a href={ (here) "?customer=" (one.customer) } aria-current=[current] {
                            "+" (one.customer)
                            @if let Some(name) = &one.name { " · " (name) }
                            @if one.window_ends.is_some_and(|ends| ends > now) {
                                " " (badge(Tone::Good, "window open"))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether free text is allowed now (requirement F01).
fn window(ends: Option<Timestamp>, now: Timestamp) -> Markup {
    match ends {
        Some(ends) if ends > now => html! {
            span.badge.good data-window="open" { "24-hour window open until " (time(ends)) }
        },
        Some(_) => html! {
            span.badge.warn data-window="closed" {
                "24-hour window closed: template only"
            }
        },
        None => html! {
            span.badge.warn data-window="closed" {
                "the customer never wrote: template only"
            }
        },
    }
}

fn bubble(message: &MessageRow) -> Markup {
    let class = if message.inbound { "bubble" } else { "bubble ours" };
    html! {
        div class=(class) data-message=(message.seq) data-status=(message.status)
            data-kind=(message.kind)
        {
            @if message.kind != "text" { small { (message.kind) } }
            p { (message.body) }
            small {
                @if !message.inbound { (message.who) " · " }
                (time(message.at)) " · " (words::message_status(&message.status))
            }
            @if let Some(problem) = &message.problem { small.why { (problem) } }
        }
    }
}
