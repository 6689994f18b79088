//! `/wa/phones/{phone}/official`: the application for an official business account (requirement
//! D10).

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::PhoneNumberId;
use maud::{Markup, html};
use world::{Command, OfficialStage, Person, Phone, Verification};

use super::sent::{Sent, Visitor};
use super::{Side, not_yours, page, side};
use crate::Platform;
use crate::pages::parts::{Tone, badge, text_field, time};

struct View {
    phone: Phone,
    owner: graph::BusinessId,
    verification: Verification,
    manage: bool,
}

fn look(platform: &Platform, person: &Person, id: PhoneNumberId) -> Option<View> {
    platform.read(|world| {
        let phone = world.phones.get(&id)?.clone();
        let waba = world.wabas.get(&phone.waba)?;
        let side = side(world, person, waba.id)?;
        let owner = world.businesses.get(&waba.owner)?;
        Some(View {
            phone,
            owner: owner.id,
            verification: owner.verification,
            manage: side == Side::Owner && owner.is_admin(person.id),
        })
    })
}

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let found = visitor.read("phone").and_then(|id| look(&platform, &visitor.person, id));
    let Some(view) = found else { return not_yours(&visitor.person) };
    let phone = &view.phone;
    let stage = phone.official.as_ref().map(|official| official.stage);
    let body = html! {
        p { a href={ "/wa/phones/" (phone.id) } { (phone.number.display()) } }
        h1 { "Official business account" }
        p.lead {
            "Customers see a mark beside the name of an official business account. It is granted "
            "to businesses that many people know and look for."
        }
        section.sheet #official {
            (where_it_stands(stage))
            @if !view.verification.started() {
                div.advice {
                    strong { "Start business verification first." }
                    p {
                        "Only a business that has started verification can apply. "
                        a href={ "/business/" (view.owner) "/security" } { "Security Center" }
                    }
                }
            }
            @if view.manage { (next_step(phone, stage)) }
        }
    };
    page("Official business account", &visitor.person, body).into_response()
}

fn where_it_stands(stage: Option<OfficialStage>) -> Markup {
    html! {
        @match stage {
            None => p { (badge(Tone::Plain, "Not applied for")) },
            Some(OfficialStage::Pending { since }) => p {
                (badge(Tone::Warn, "In review")) " since " (time(since))
            },
            Some(OfficialStage::Granted { at }) => p {
                (badge(Tone::Good, "Official business account")) " since " (time(at))
            },
            Some(OfficialStage::Cancelled { at }) => p {
                (badge(Tone::Plain, "Withdrawn")) " on " (time(at))
            },
            Some(OfficialStage::Declined { at }) => p {
                (badge(Tone::Bad, "Declined")) " on " (time(at))
                ". You may apply again after 30 days."
            },
        }
    }
}

fn next_step(phone: &Phone, stage: Option<OfficialStage>) -> Markup {
    let path = format!("/wa/phones/{}/official", phone.id);
    html! {
        @match stage {
            Some(OfficialStage::Granted { .. }) => {},
            Some(OfficialStage::Pending { .. }) => {
                form method="post" action=(path) {
                    input type="hidden" name="withdraw" value="yes";
                    button.quiet { "Withdraw the application" }
                }
            },
            _ => {
                form #apply method="post" action=(path) {
                    label for="statement" { "Why the business is well known" }
                    textarea id="statement" name="statement" rows="4" {}
                    @for place in 1..=5 {
                        (text_field(&format!("link_{place}"),
                            &format!("Article or other proof {place} (web address)"), ""))
                    }
                    button { "Submit request" }
                }
            },
        }
    }
}

/// `POST /wa/phones/{phone}/official`.
pub(super) async fn apply(State(platform): State<Platform>, sent: Sent) -> Response {
    let Some(phone) = sent.visitor.read::<PhoneNumberId>("phone") else {
        return not_yours(&sent.visitor.person);
    };
    if look(&platform, &sent.visitor.person, phone).is_none() {
        return not_yours(&sent.visitor.person);
    }
    let back = format!("/wa/phones/{phone}/official");
    let command = if sent.fields.get("withdraw") == "yes" {
        Command::WithdrawOfficial { phone }
    } else {
        let links = (1..=5).filter_map(|place| sent.fields.given(&format!("link_{place}")));
        let statement = sent.fields.get("statement").to_owned();
        Command::ApplyForOfficial { phone, statement, links: links.collect() }
    };
    sent.act(&platform, Some(command), &back).await
}
