//! What waits for Meta's verdict: businesses, display names, appeals.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use graph::{BusinessId, PhoneNumberId, WabaId};
use maud::{Markup, html};
use world::{
    Appeal, Business, Command, NameReview, Phone, PolicyCheck, Standing, Verification, World,
};

use super::{act, not_done, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty};

/// Something Meta can decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The verification of a business; it may be decided before it was asked for.
    Verification {
        business: BusinessId,
        name: String,
        asked: bool,
        /// How many display names are reviewed once it is verified.
        names: usize,
    },
    /// A display name.
    Name { phone: PhoneNumberId, name: String, number: String },
    /// An appeal against a disabled account.
    Appeal { waba: WabaId, name: String },
}

/// What was asked for and waits for a decision.
pub(super) fn waiting(world: &World) -> Vec<Waiting> {
    let asked = |one: &Waiting| !matches!(one, Waiting::Verification { asked: false, .. });
    everything(world).into_iter().filter(asked).collect()
}

fn everything(world: &World) -> Vec<Waiting> {
    let businesses = world.businesses.values().filter(|one| !one.is_verified());
    let verifications = businesses.map(|business| Waiting::Verification {
        business: business.id,
        name: business.profile.name.clone(),
        asked: matches!(business.verification, Verification::Pending { .. }),
        names: names_to_come(world, business),
    });
    let names = world.phones.values().filter_map(|phone| {
        let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
        let first = Some(&phone.name.current).filter(|_| phone.name.review.is_pending());
        let name = change.map(|change| &change.name).or(first)?.clone();
        Some(Waiting::Name { phone: phone.id, name, number: phone.number.display() })
    });
    let appeals = world.wabas.values().filter_map(|waba| match waba.check {
        PolicyCheck::Failed { appeal: Appeal::Pending { .. }, .. } => {
            Some(Waiting::Appeal { waba: waba.id, name: waba.name.clone() })
        }
        _ => None,
    });
    verifications.chain(names).chain(appeals).collect()
}

/// How many display names of a business wait for its verification (requirement D07).
fn names_to_come(world: &World, business: &Business) -> usize {
    let wabas = business.owned_wabas.iter().filter_map(|id| world.wabas.get(id));
    let phones = wabas.flat_map(|waba| &waba.phones).filter_map(|id| world.phones.get(id));
    let waits = |phone: &&Phone| {
        let change = phone.name.change.as_ref().map(|change| change.review);
        phone.standing != Standing::Incomplete
            && (phone.name.review == NameReview::NotStarted
                || change == Some(NameReview::NotStarted))
    };
    phones.filter(waits).count()
}

/// `/desk/reviews`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let all = platform.read(everything);
    let waiting_name = |one: &Waiting| match one {
        Waiting::Name { phone, .. } => Some(*phone),
        Waiting::Verification { .. } | Waiting::Appeal { .. } => None,
    };
    let first_name = all.iter().find_map(waiting_name);
    let names = all.iter().filter_map(waiting_name).count();
    let body = html! {
        h1 { "Reviews" }
        p.lead {
            "You decide as Meta. A business can be verified even before it asks. Approving its "
            "verification starts the review of its display names: each then waits here for a "
            "second decision of yours."
        }
        p #names-waiting {
            @match first_name {
                Some(phone) => {
                    a href={ "#row-" (phone) } {
                        (count_of(names, "display name waits", "display names wait"))
                        " for your decision"
                    }
                },
                None => "No display name waits for your decision.",
            }
        }
        section.sheet.scroll {
            @if all.is_empty() { (empty("Nothing waits for a decision.")) } @else {
                table {
                    thead { tr {
                        th scope="col" { "What" }
                        th scope="col" { "Whose" }
                        th scope="col" { "State" }
                        th scope="col" { "Decision" }
                    } }
                    tbody { @for one in &all { (row(one)) } }
                }
            }
        }
    };
    page("Reviews", "/desk/reviews", body)
}

fn row(one: &Waiting) -> Markup {
    let asked_for = || badge(Tone::Warn, "Waiting");
    match one {
        Waiting::Verification { business, name, asked, names } => html! {
            tr {
                td {
                    "Verification of the business"
                    @if *names > 0 {
                        br;
                        small {
                            "Once approved, "
                            (count_of(*names, "display name comes", "display names come"))
                            " here for review."
                        }
                    }
                }
                td { (name) " " small { (business) } }
                td { @if *asked { (asked_for()) } @else { (badge(Tone::Plain, "Not started")) } }
                td { (decision("verification", ("business_id", business.to_string()))) }
            }
        },
        Waiting::Name { phone, name, number } => html! {
            tr id={ "row-" (phone) } {
                td { "Display name “" (name) "”" }
                td { (number) " " small { (phone) } }
                td { (asked_for()) }
                td { (decision("name", ("phone_number_id", phone.to_string()))) }
            }
        },
        Waiting::Appeal { waba, name } => html! {
            tr {
                td { "Appeal against a disabled account" }
                td { (name) " " small { (waba) } }
                td { (asked_for()) }
                td { (decision("appeal", ("waba_id", waba.to_string()))) }
            }
        },
    }
}

/// `1 name waits`, `2 names wait`.
fn count_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn decision(kind: &str, (field, id): (&str, String)) -> Markup {
    html! {
        form.row id={ (kind) "-" (id) } method="post" action={ "/desk/reviews/" (kind) } {
            input type="hidden" name=(field) value=(id);
            button name="approved" value="true" { "Approve" }
            button.plain name="approved" value="false" { "Decline" }
        }
    }
}

/// `POST /desk/reviews/verification`.
pub(super) async fn verification(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = fields.read("business_id").zip(fields.read("approved"));
    let command =
        command.map(|(business, approved)| Command::ConcludeVerification { business, approved });
    conclude(&platform, command).await
}

/// `POST /desk/reviews/name`.
pub(super) async fn name(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = fields.read("phone_number_id").zip(fields.read("approved"));
    let command = command.map(|(phone, approved)| Command::ConcludeNameReview { phone, approved });
    conclude(&platform, command).await
}

/// `POST /desk/reviews/appeal`.
pub(super) async fn appeal(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = fields.read("waba_id").zip(fields.read("approved"));
    let command = command.map(|(waba, granted)| Command::ConcludeAppeal { waba, granted });
    conclude(&platform, command).await
}

async fn conclude(platform: &Platform, command: Option<Command>) -> Response {
    match command {
        Some(command) => act(platform, command, "/desk/reviews").await,
        None => not_done("The form was not filled in.", "/desk/reviews"),
    }
}
