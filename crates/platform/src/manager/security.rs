//! `/business/{id}/security`: the Security Center: business verification from its start to its end
//! (requirements D05, D09, I01).

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use graph::BusinessId;
use http::StatusCode;
use maud::{Markup, html};
use world::{
    Actor, Business, Command, Document, DocumentKind, FormProblem, Person, Refusal, Verification,
    VerificationCommand, VerificationForm, reason_in_words,
};

use super::sent::Visitor;
use super::{act, not_done, page, tabs};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{Tone, badge, text_field, time};
use crate::papers::{Incoming, sorted};

/// The page.
pub(super) async fn show(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let id = match visitor.business(&platform) {
        Ok(id) => id,
        Err(answer) => return *answer,
    };
    the_page(&platform, &visitor.person, id, None)
}

/// A form that is not in order, and what is wrong with it.
struct Unfit {
    form: VerificationForm,
    problems: Vec<FormProblem>,
}

/// The page; with a form that was sent and is not in order, as it was filled in.
fn the_page(
    platform: &Platform,
    person: &Person,
    id: BusinessId,
    unfit: Option<&Unfit>,
) -> Response {
    let found = platform.read(|world| {
        let known = world.businesses.get(&id)?.clone();
        Some((known, world.policy.verification_tries))
    });
    let Some((business, tries)) = found else { return super::not_yours(person) };
    let admin = business.is_admin(person.id);
    let body = html! {
        (tabs(platform, id, "security"))
        h1 { "Security Center" }
        section.sheet #verification-state {
            h2 { "Business verification" }
            p { (state(&business.verification)) }
            (standing(&business, tries))
        }
        @if admin { (next_step(&business, unfit)) } @else {
            p.muted { "Only an admin of this business can start or continue verification." }
        }
        (accepted())
        (handed_in(&business))
    };
    let status = unfit.map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    (status, page("Security Center", person, body)).into_response()
}

/// The state of a verification in a word.
pub(crate) fn state(verification: &Verification) -> Markup {
    let (tone, word) = match verification {
        Verification::NotStarted => (Tone::Plain, "Not started"),
        Verification::PendingSubmission { .. } => (Tone::Warn, "Started: documents missing"),
        Verification::Pending { .. } => (Tone::Warn, "In review"),
        Verification::NeedMoreInfo { .. } => (Tone::Warn, "More information needed"),
        Verification::Verified { .. } => (Tone::Good, "Verified"),
        Verification::Rejected { .. } => (Tone::Bad, "Rejected"),
        Verification::Failed { .. } => (Tone::Bad, "Failed"),
        Verification::Expired { .. } => (Tone::Bad, "Expired"),
        Verification::Revoked { .. } => (Tone::Bad, "Revoked"),
    };
    badge(tone, word)
}

/// What the state means, and why.
fn standing(business: &Business, most: u32) -> Markup {
    let paperwork = &business.paperwork;
    let left = most.saturating_sub(paperwork.tries);
    html! {
        @match business.verification {
            Verification::NotStarted => p {
                "Verification raises the messaging limit, keeps phone numbers after their trial, "
                "and allows more phone numbers and an official business account."
            },
            Verification::PendingSubmission { since } => p {
                "Started on " (time(since)) ". Fill in the form and upload documents."
            },
            Verification::Pending { since } => p {
                "Your documents are in review since " (time(since))
                ". The details cannot be changed meanwhile."
            },
            Verification::NeedMoreInfo { .. } => {},
            Verification::Verified { since } => p { "Verified since " (time(since)) "." },
            Verification::Rejected { .. } => p {
                "You may correct the details and hand in your documents "
                strong {
                    @if left == 1 { "one more time" } @else { (left) " more times" }
                } "."
            },
            Verification::Failed { .. } => p {
                "Your documents were declined " (paperwork.tries)
                " times. Nothing more can be handed in. The limits of an unverified business stay."
            },
            Verification::Expired { since } => p {
                "The verification expired on " (time(since)) ". Hand in your documents again."
            },
            Verification::Revoked { since } => p {
                "The verification was revoked on " (time(since)) ". Hand in your documents again."
            },
        }
        @if let Some(reason) = &paperwork.reason {
            div.problem role="alert" { strong { "Why: " } (reason_in_words(reason)) }
        }
        @if let Some(asked) = &paperwork.asked {
            div.advice { strong { "What is asked for: " } (asked) }
        }
    }
}

/// The button that starts it, or the form.
fn next_step(business: &Business, unfit: Option<&Unfit>) -> Markup {
    match business.verification {
        Verification::NotStarted => html! {
            form #verification method="post"
                action={ "/business/" (business.id) "/verification" } {
                button { "Start verification" }
            }
        },
        Verification::PendingSubmission { .. }
        | Verification::NeedMoreInfo { .. }
        | Verification::Rejected { .. }
        | Verification::Expired { .. }
        | Verification::Revoked { .. } => the_form(business, unfit),
        Verification::Pending { .. }
        | Verification::Verified { .. }
        | Verification::Failed { .. } => Markup::default(),
    }
}

fn the_form(business: &Business, unfit: Option<&Unfit>) -> Markup {
    let before = unfit.map_or_else(|| before(business), |unfit| unfit.form.clone());
    html! {
        section.sheet {
            h2 { "Your business, as its documents show it" }
            @if let Some(unfit) = unfit { (what_is_wrong(unfit)) }
            form #papers method="post" enctype="multipart/form-data"
                action={ "/business/" (business.id) "/security" } {
                div.fields {
                    div { (text_field("legal_name", "Legal name", &before.legal_name)) }
                    div { (text_field("registration", "Registration or tax number",
                        &before.registration)) }
                    div { (text_field("address", "Address: street, postal code, town",
                        &before.address)) }
                    div { (text_field("phone", "Telephone with country code", &before.phone)) }
                    div { (text_field("website", "Website", &before.website)) }
                }
                @for place in 1..=3 { (upload(place)) }
                button { "Submit for verification" }
            }
        }
    }
}

/// Everything that is wrong with a form. A browser does not keep the files that were chosen.
fn what_is_wrong(unfit: &Unfit) -> Markup {
    html! {
        div.problem role="alert" {
            strong { "Nothing was handed in yet." }
            ul { @for problem in &unfit.problems { li { (problem.sentence()) } } }
            @if !unfit.form.documents.is_empty() { p { "Choose the documents again." } }
        }
    }
}

/// What the form begins with: what was handed in last, or what is known.
fn before(business: &Business) -> VerificationForm {
    let profile = &business.profile;
    business.paperwork.form.clone().unwrap_or_else(|| VerificationForm {
        legal_name: profile.legal_name.clone(),
        address: profile.address.clone().unwrap_or_default(),
        phone: profile.phone.clone().unwrap_or_default(),
        website: profile.website.clone(),
        ..VerificationForm::default()
    })
}

fn upload(place: u8) -> Markup {
    let (kind, file) = (format!("kind_{place}"), format!("document_{place}"));
    html! {
        div.fields {
            div {
                label for=(kind) { "Document " (place) ": what it is" }
                select id=(kind) name=(kind) {
                    @for kind in DocumentKind::ALL {
                        option value=(kind.as_str()) { (kind.label()) }
                    }
                }
            }
            div {
                label for=(file) { "Document " (place) ": PDF, JPG or PNG, at most 5 MB" }
                input id=(file) type="file" name=(file)
                    accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png";
            }
        }
    }
}

/// Which documents are right (requirement I01).
fn accepted() -> Markup {
    html! {
        section.sheet #accepted {
            h2 { "Documents that are accepted" }
            ul {
                @for kind in DocumentKind::ALL {
                    li { (kind.label()) ": " (kind.proves()) }
                }
            }
            p {
                "One to three documents. Together they show the legal name exactly as you enter "
                "it, and the address or the telephone. Documents show all their pages and edges."
            }
            p { "Not accepted: " (DocumentKind::REFUSED.join("; ")) "." }
        }
    }
}

fn handed_in(business: &Business) -> Markup {
    let form = business.paperwork.form.as_ref();
    html! {
        @if let Some(form) = form {
            section.sheet #handed-in {
                h2 { "Handed in last" }
                (details(form))
            }
        }
    }
}

/// A form as it was handed in.
pub(crate) fn details(form: &VerificationForm) -> Markup {
    let rows = [
        ("Legal name", &form.legal_name),
        ("Registration or tax number", &form.registration),
        ("Address", &form.address),
        ("Telephone", &form.phone),
        ("Website", &form.website),
    ];
    html! {
        dl {
            @for (label, value) in rows {
                @if !value.is_empty() { dt { (label) } dd { (value) } }
            }
            @for document in &form.documents {
                dt { (document.kind.label()) }
                dd { (document.name) " " small { (document.size.div_ceil(1024)) " KB" } }
            }
        }
    }
}

/// `POST /business/{id}/verification`: it is started (requirement D05).
pub(super) async fn start(State(platform): State<Platform>, visitor: Visitor) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let back = format!("/business/{business}/security");
    act(&platform, &visitor.person, Command::StartVerification { business }, &back).await
}

/// `POST /business/{id}/security`: the form and its documents.
pub(super) async fn submit(
    State(platform): State<Platform>,
    visitor: Visitor,
    multipart: Multipart,
) -> Response {
    let business = match visitor.business(&platform) {
        Ok(business) => business,
        Err(answer) => return *answer,
    };
    let back = format!("/business/{business}/security");
    let Some((fields, files)) = read(multipart).await else {
        let why = "The form could not be read. Each document may have at most 5 MB.";
        return not_done(&visitor.person, why, &back);
    };
    let (documents, papers) = sorted(files);
    let form = form_of(&fields, documents);
    let unfit = Unfit { problems: form.problems(false), form: form.clone() };
    let submit = Command::Verification(VerificationCommand::Submit { business, form });
    let (by, now) = (Actor::Person { person: visitor.person.id }, platform.clock().now());
    match platform.read(|world| world.decide(&by, &submit, now).err()) {
        Some(Refusal::VerificationForm { .. }) => {
            return the_page(&platform, &visitor.person, business, Some(&unfit));
        }
        // The papers are there before they are spoken of, and only where they are taken.
        None => {
            if let Err(error) = platform.store().keep_papers(papers).await {
                let why = format!("It could not be stored: {error}");
                return not_done(&visitor.person, &why, &back);
            }
        }
        Some(_) => {}
    }
    act(&platform, &visitor.person, submit, &back).await
}

fn form_of(fields: &Fields, documents: Vec<Document>) -> VerificationForm {
    let text = |name: &str| fields.get(name).to_owned();
    VerificationForm {
        legal_name: text("legal_name"),
        address: text("address"),
        registration: text("registration"),
        phone: text("phone"),
        website: text("website"),
        documents,
    }
}

/// The texts and the files of the form; `None` when it is broken or too large.
async fn read(mut multipart: Multipart) -> Option<(Fields, Vec<Incoming>)> {
    let mut fields = Fields::default();
    let mut files: Vec<(String, String, Bytes)> = Vec::new();
    while let Some(part) = multipart.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => fields = fields.with(&name, part.text().await.ok()?.trim()),
            Some(file) => {
                let bytes = part.bytes().await.ok()?;
                // A field in which no file was chosen comes without a name.
                if !file.is_empty() || !bytes.is_empty() {
                    files.push((name, file, bytes));
                }
            }
        }
    }
    let incoming = files.into_iter().map(|(part, name, bytes)| {
        let kind = part.replace("document_", "kind_");
        let kind = DocumentKind::named(fields.get(&kind)).unwrap_or(DocumentKind::Incorporation);
        Incoming { kind, name, bytes }
    });
    let incoming = incoming.collect();
    Some((fields, incoming))
}

/// A short word about verification, on the page of the business.
pub(super) fn summary(business: &Business) -> Markup {
    let id: BusinessId = business.id;
    html! {
        section.sheet {
            h2 { "Security Center" }
            p { "Business verification: " (state(&business.verification)) }
            @if !business.is_verified() {
                p.muted {
                    "Verification raises the messaging limit, keeps numbers after their trial, and "
                    "allows more phone numbers."
                }
            }
            p { a href={ "/business/" (id) "/security" } { "Open the Security Center" } }
        }
    }
}
