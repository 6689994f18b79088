//! What waits for Meta's verdict, of every kind: decided here, or taken in hand so that it does not
//! decide by itself.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{AppId, BusinessId, PhoneNumberId, TemplateId, WabaId};
use http::header;
use maud::{Markup, html};
use world::{
    Business, Command, NameReview, Phone, Review, ReviewKind, Standing, Verdict, Verification,
    World,
};

use super::{act, not_done, nothing_there, page, unreadable};
use crate::Platform;
use crate::manager::paper_details;
use crate::manager::review_proofs;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, empty, time};

/// Something that waits for a verdict.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    kind: ReviewKind,
    subject: u64,
    /// What is looked at.
    what: String,
    /// Whose it is.
    whose: String,
    /// What there is to read about it.
    more: Markup,
    review: Review,
}

/// What was asked for and waits for a verdict, the oldest first.
pub(super) fn waiting(world: &World) -> Vec<Waiting> {
    let mut all: Vec<Waiting> = world
        .reviews
        .iter()
        .filter_map(|(&(kind, subject), &review)| {
            let (what, whose, more) = about(world, kind, subject)?;
            Some(Waiting { kind, subject, what, whose, more, review })
        })
        .collect();
    all.sort_by_key(|one| (one.review.since, one.kind, one.subject));
    all
}

/// What, whose, and what there is to read.
fn about(world: &World, kind: ReviewKind, subject: u64) -> Option<(String, String, Markup)> {
    let number = |id: u64| {
        let phone = world.phones.get(&PhoneNumberId::new(id))?;
        Some((phone, phone.number.display()))
    };
    let account = |id: u64| world.wabas.get(&WabaId::new(id));
    Some(match kind {
        ReviewKind::BusinessVerification => {
            let business = world.businesses.get(&BusinessId::new(subject))?;
            let what = "Verification of the business".to_owned();
            (what, business.profile.name.clone(), papers(world, business))
        }
        ReviewKind::DisplayName => {
            let (phone, whose) = number(subject)?;
            let change = phone.name.change.as_ref().filter(|change| change.review.is_pending());
            let name = change.map_or(&phone.name.current, |change| &change.name);
            (format!("Display name “{name}”"), whose, Markup::default())
        }
        ReviewKind::PolicyCheck => {
            let what = "Check against the policies".to_owned();
            (what, account(subject)?.name.clone(), Markup::default())
        }
        ReviewKind::Appeal => {
            let waba = account(subject)?;
            let statement = waba.enforcement.appeals.last().map(|one| one.statement.clone());
            let what = if waba.is_disabled() { "a disabled account" } else { "a measure" };
            let more = html! {
                @if let Some((violation, _)) = waba.held_against() { br; (violation.as_str()) }
                @if let Some(said) = statement.filter(|said| !said.is_empty()) {
                    br; "“" (said) "”"
                }
            };
            (format!("Appeal against {what}"), waba.name.clone(), more)
        }
        ReviewKind::OfficialAccount => {
            let (phone, whose) = number(subject)?;
            let official = phone.official.as_ref()?;
            let more = html! {
                br; "“" (official.statement) "”"
                @for link in &official.links { br; (link) }
            };
            ("Official business account".to_owned(), whose, more)
        }
        ReviewKind::Template => {
            let template = world.templates.get(&TemplateId::new(subject))?;
            let what = format!("Message template {} ({})", template.name, template.language);
            let whose = world.wabas.get(&template.waba)?.name.clone();
            (what, whose, html! { br; (template.body()) })
        }
        ReviewKind::AppReview => {
            let app = world.apps.get(&AppId::new(subject))?;
            let sent = world.app_access(app.id);
            let more = sent.in_review().map(review_proofs).unwrap_or_default();
            ("App Review".to_owned(), app.name.clone(), more)
        }
    })
}

/// What a business handed in, and what follows when it is believed.
fn papers(world: &World, business: &Business) -> Markup {
    let names = names_to_come(world, business);
    html! {
        @if names > 0 { (names_follow(names)) }
        @if let Some(form) = &business.paperwork.form {
            details {
                summary { "What was handed in" }
                (paper_details(form))
                @for document in &form.documents {
                    p { a href={ "/desk/documents/" (document.sha256) } { (document.name) } }
                }
            }
        }
    }
}

fn names_follow(names: usize) -> Markup {
    html! {
        br;
        small {
            "Once approved, "
            (count_of(names, "display name comes", "display names come"))
            " here for review."
        }
    }
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

/// A business that did not ask, or has to do something before it is looked at again: it can be
/// verified all the same (requirement D09).
struct Unasked {
    id: BusinessId,
    name: String,
    verification: Verification,
    names: usize,
}

fn unasked(world: &World) -> Vec<Unasked> {
    let open = |one: &&Business| {
        !one.is_verified() && !matches!(one.verification, Verification::Pending { .. })
    };
    let businesses = world.businesses.values().filter(open);
    let row = |one: &Business| Unasked {
        id: one.id,
        name: one.profile.name.clone(),
        verification: one.verification,
        names: names_to_come(world, one),
    };
    businesses.map(row).collect()
}

/// `/desk/reviews`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let (all, unasked) = platform.read(|world| (waiting(world), unasked(world)));
    let names: Vec<&Waiting> =
        all.iter().filter(|one| one.kind == ReviewKind::DisplayName).collect();
    let nothing = all.is_empty() && unasked.is_empty();
    let body = html! {
        h1 { "Reviews" }
        p.lead {
            "You decide as Meta. Most reviews decide by themselves after a while, by what their "
            "texts say; hold one, and it waits for you. A business can be verified even before it "
            "asks. Approving its verification starts the review of its display names."
        }
        p #names-waiting {
            @match names.first() {
                Some(first) => {
                    a href={ "#row-" (first.subject) } {
                        (count_of(names.len(), "display name waits", "display names wait"))
                        " for your decision"
                    }
                },
                None if nothing => {},
                None => "No display name waits for your decision.",
            }
        }
        section.sheet.scroll role="region" tabindex="0" aria-label="Waiting for a decision" {
            @if nothing {
                (empty("Nothing waits for a decision."))
            } @else {
                table {
                    thead { tr {
                        th scope="col" { "What" }
                        th scope="col" { "Whose" }
                        th scope="col" { "State" }
                        th scope="col" { "Decision" }
                    } }
                    tbody {
                        @for one in &all { (row(one)) }
                        @for one in &unasked { (unasked_row(one)) }
                    }
                }
            }
        }
        p { a href="/desk/measures" { "Measures against accounts that break a policy" } }
    };
    page("Reviews", "/desk/reviews", body)
}

fn row(one: &Waiting) -> Markup {
    html! {
        tr id={ "row-" (one.subject) } {
            td { (one.what) (one.more) }
            td { (one.whose) " " small { (one.subject) } }
            td { (state(&one.review)) }
            td { (decision(one)) (by_hand(one)) }
        }
    }
}

fn state(review: &Review) -> Markup {
    html! {
        @if review.held { (badge(Tone::Plain, "Held: yours")) }
        @else { (badge(Tone::Warn, "Waiting")) }
        br;
        small {
            "since " (time(review.since))
            @if let Some(at) = review.decides_at { br; "decides by itself " (time(at)) }
        }
    }
}

/// Approve and decline, by the form of the kind.
fn decision(one: &Waiting) -> Markup {
    let subject = one.subject;
    let form = match one.kind {
        ReviewKind::BusinessVerification => ("verification", "business_id"),
        ReviewKind::DisplayName => ("name", "phone_number_id"),
        ReviewKind::Appeal => ("appeal", "waba_id"),
        _ => return generic(one),
    };
    two_buttons(form, subject)
}

fn two_buttons((path, field): (&str, &str), subject: u64) -> Markup {
    html! {
        form.row id={ (path) "-" (subject) } method="post" action={ "/desk/reviews/" (path) } {
            input type="hidden" name=(field) value=(subject);
            button name="approved" value="true" { "Approve" }
            button.plain name="approved" value="false" { "Decline" }
        }
    }
}

fn generic(one: &Waiting) -> Markup {
    html! {
        form.row id={ (one.kind.as_str()) "-" (one.subject) } method="post"
            action="/desk/reviews/decide" {
            (named(one))
            button name="verdict" value="approve" { "Approve" }
            button.plain name="verdict" value="decline" { "Decline" }
        }
    }
}

fn named(one: &Waiting) -> Markup {
    html! {
        input type="hidden" name="kind" value=(one.kind.as_str());
        input type="hidden" name="subject" value=(one.subject);
    }
}

/// A reason, a question, and taking it in hand.
fn by_hand(one: &Waiting) -> Markup {
    let (reason, what) = (format!("reason-{}", one.subject), format!("what-{}", one.subject));
    html! {
        details {
            summary { "More" }
            form.row method="post" action="/desk/reviews/decide" {
                (named(one))
                label for=(reason) { "Reason" }
                input id=(reason) name="reason" list={ "reasons-" (one.kind.as_str()) };
                datalist id={ "reasons-" (one.kind.as_str()) } {
                    @for word in reasons(one.kind) { option value=(word) {} }
                }
                button.plain name="verdict" value="decline" { "Decline with this reason" }
            }
            @match one.kind {
                ReviewKind::BusinessVerification => {
                    form.row method="post" action="/desk/reviews/decide" {
                        (named(one))
                        label for=(what) { "Ask for" }
                        input id=(what) name="what";
                        button.plain name="verdict" value="ask_for_more" { "Ask for more" }
                    }
                },
                ReviewKind::PolicyCheck => {
                    form.row method="post" action="/desk/reviews/decide" {
                        (named(one))
                        button.plain name="verdict" value="ask_for_more" { "Defer" }
                    }
                },
                _ => {},
            }
            form.row method="post" action="/desk/reviews/hold" {
                (named(one))
                @if one.review.held {
                    button.quiet name="hold" value="false" { "Let it decide by itself" }
                } @else {
                    button.quiet name="hold" value="true" { "Hold" }
                }
            }
        }
    }
}

fn reasons(kind: ReviewKind) -> Vec<&'static str> {
    match kind {
        ReviewKind::PolicyCheck => world::Violation::ALL.iter().map(|one| one.as_str()).collect(),
        _ => kind.reasons().to_vec(),
    }
}

fn unasked_row(one: &Unasked) -> Markup {
    html! {
        tr {
            td {
                "Verification of the business"
                @if one.names > 0 { (names_follow(one.names)) }
            }
            td { (one.name) " " small { (one.id) } }
            td { (crate::manager::verification_state(&one.verification)) }
            td { (two_buttons(("verification", "business_id"), one.id.get())) }
        }
    }
}

/// `1 name waits`, `2 names wait`.
fn count_of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
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

/// `POST /desk/reviews/decide`: any kind, with a reason or a question.
pub(super) async fn decide(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let verdict = match fields.get("verdict") {
        "approve" => Some(Verdict::Approve),
        "decline" => Some(Verdict::Decline { reason: fields.given("reason") }),
        "ask_for_more" => Some(Verdict::AskForMore { what: fields.given("what") }),
        _ => None,
    };
    let command = subject(&fields)
        .zip(verdict)
        .map(|((kind, subject), verdict)| Command::DecideReview { kind, subject, verdict });
    conclude(&platform, command).await
}

/// `POST /desk/reviews/hold`: takes a review in hand, or gives it back.
pub(super) async fn hold(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let command = subject(&fields)
        .zip(fields.read("hold"))
        .map(|((kind, subject), hold)| Command::HoldReview { kind, subject, hold });
    conclude(&platform, command).await
}

fn subject(fields: &Fields) -> Option<(ReviewKind, u64)> {
    ReviewKind::named(fields.get("kind")).zip(fields.read("subject"))
}

async fn conclude(platform: &Platform, command: Option<Command>) -> Response {
    match command {
        Some(command) => act(platform, command, "/desk/reviews").await,
        None => not_done("The form was not filled in.", "/desk/reviews"),
    }
}

/// `GET /desk/documents/{sha256}`: a paper somebody handed in.
pub(super) async fn document(
    State(platform): State<Platform>,
    Path(sha256): Path<String>,
) -> Response {
    match platform.store().paper(sha256).await {
        Ok(Some(paper)) => {
            let headers = [
                (header::CONTENT_TYPE, paper.kind),
                (header::CONTENT_DISPOSITION, "attachment".to_owned()),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, paper.body).into_response()
        }
        Ok(None) => nothing_there(),
        Err(error) => unreadable(&error),
    }
}
