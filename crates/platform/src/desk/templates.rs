//! Message templates of all accounts: their quality, and what Meta does with them.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use graph::{TemplateCategory, TemplateId};
use maud::{Markup, html};
use world::{Command, ReviewKind, Template, TemplateCommand, TemplateReview, Verdict, World};

use super::{act, not_done, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::empty;

const HERE: &str = "/desk/templates";

/// One template as the page shows it.
struct Line {
    id: TemplateId,
    name: String,
    language: String,
    account: String,
    category: TemplateCategory,
    status: &'static str,
    quality: &'static str,
    text: String,
    choices: Vec<(&'static str, &'static str)>,
}

/// `/desk/templates`.
pub(super) async fn show(State(platform): State<Platform>) -> Response {
    let lines = platform.read(lines);
    let body = html! {
        h1 { "Message templates" }
        p.muted {
            "Reviews decide by themselves after a while. Whatever is chosen here counts at once."
        }
        @if lines.is_empty() { (empty("No template was created yet.")) } @else {
            section.sheet.scroll role="region" tabindex="0" aria-label="Templates" {
                table {
                    thead { tr {
                        th scope="col" { "Template" } th scope="col" { "Account" }
                        th scope="col" { "Category" } th scope="col" { "Status" }
                        th scope="col" { "Quality" } th scope="col" { "Now" }
                    } }
                    tbody { @for line in &lines { (row(line)) } }
                }
            }
        }
    };
    page("Message templates", HERE, body).into_response()
}

fn row(line: &Line) -> Markup {
    let field = format!("act-{}", line.id);
    html! {
        tr {
            td { (line.name) " " small { (line.language) } br; small.muted { (line.text) } }
            td { (line.account) }
            td { (line.category) }
            td { (line.status) }
            td { (line.quality) }
            td {
                form.row method="post" action=(HERE) {
                    input type="hidden" name="template_id" value=(line.id);
                    label for=(field) { "Do" }
                    select id=(field) name="act" {
                        @for (word, label) in &line.choices { option value=(word) { (label) } }
                    }
                    button.plain { "Do it" }
                }
            }
        }
    }
}

fn lines(world: &World) -> Vec<Line> {
    let line = |template: &Template| Line {
        id: template.id,
        name: template.name.clone(),
        language: template.language.clone(),
        account: world.waba(template.waba).map(|waba| waba.name.clone()).unwrap_or_default(),
        category: template.category,
        status: template.status().as_str(),
        quality: template.rated.0.as_str(),
        text: template.body().chars().take(80).collect(),
        choices: choices(template),
    };
    world.templates.values().rev().map(line).collect()
}

/// What can be done with a template as it is.
fn choices(template: &Template) -> Vec<(&'static str, &'static str)> {
    let mut choices = match template.review {
        TemplateReview::Pending { .. } => vec![("approve", "Approve"), ("reject", "Reject")],
        TemplateReview::Approved { .. } => vec![("pause", "Pause"), ("disable", "Disable")],
        TemplateReview::Paused { .. } => vec![("resume", "Resume"), ("disable", "Disable")],
        TemplateReview::Rejected { .. } | TemplateReview::Disabled { .. } => Vec::new(),
    };
    let others = TemplateCategory::ALL.iter().filter(|one| **one != template.category);
    choices.extend(others.map(|category| match category {
        TemplateCategory::Authentication => ("AUTHENTICATION", "Announce AUTHENTICATION"),
        TemplateCategory::Marketing => ("MARKETING", "Announce MARKETING"),
        TemplateCategory::Utility => ("UTILITY", "Announce UTILITY"),
    }));
    choices
}

/// `POST /desk/templates`.
pub(super) async fn treat(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let Some(template) = fields.read::<TemplateId>("template_id") else {
        return not_done("Choose a template.", HERE);
    };
    let (kind, subject) = (ReviewKind::Template, template.get());
    let verdict = |verdict| Command::DecideReview { kind, subject, verdict };
    let command = match fields.get("act") {
        "approve" => verdict(Verdict::Approve),
        "reject" => verdict(Verdict::Decline { reason: None }),
        "pause" => Command::Template(TemplateCommand::Pause { template }),
        "resume" => Command::Template(TemplateCommand::Resume { template }),
        "disable" => Command::Template(TemplateCommand::Disable { template }),
        word => match word.parse() {
            Ok(category) => Command::Template(TemplateCommand::Recategorise { template, category }),
            Err(_) => return not_done("Choose what becomes of the template.", HERE),
        },
    };
    act(&platform, command, HERE).await
}
