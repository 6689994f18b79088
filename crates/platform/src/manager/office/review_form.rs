//! The form of App Review: the proofs it asks for, with the demo video (requirement H03).

use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use maud::{Markup, html};
use world::{AppAccess, AppCommand, Command, Proofs, Submission, Upload};

use super::system_users::ticked;
use super::{Visit, apps};
use crate::Platform;
use crate::manager::{act, not_done, not_yours};
use crate::pages::fields::Fields;

/// What is asked besides the video: name of the field, and what to write.
const TEXTS: [(&str, &str); 4] = [
    ("afterwards", "What happens after the integration completes"),
    ("sandbox", "How users send messages in sandbox mode"),
    ("notes", "Detailed notes for the reviewer"),
    ("data_use", "What the data is used for"),
];

/// The form, unless the app is in review.
pub(super) fn form(visit: &Visit, level: &AppAccess) -> Markup {
    html! {
        section.sheet {
            h2 { "Request Advanced access" }
            @if level.in_review().is_some() {
                p { "The app is in review. You are told the outcome." }
            } @else {
                p.muted {
                    "Clear proof is asked that the permissions are used. Each must have been used "
                    "at least once."
                }
                form #app-review method="post" enctype="multipart/form-data"
                    action={ (visit.here) "/review" } {
                    fieldset {
                        legend { "Permissions" }
                        @for permission in world::REVIEWED {
                            label {
                                input type="checkbox" name=(permission) value="yes" checked;
                                (permission)
                            }
                        }
                    }
                    label for="video" { "Demo video of the integration" }
                    input #video type="file" name="video" accept="video/*";
                    @for (name, words) in TEXTS {
                        label for=(name) { (words) }
                        textarea id=(name) name=(name) rows="3" {}
                    }
                    label {
                        input type="checkbox" name="certify" value="yes";
                        "The data is used for this only"
                    }
                    button { "Send to review" }
                }
            }
        }
    }
}

/// What was handed in, for who decides.
pub(crate) fn proofs(sent: &Submission) -> Markup {
    let proofs = &sent.proofs;
    html! {
        details {
            summary { "The proofs" }
            dl {
                @for permission in &proofs.permissions {
                    dt { (permission) }
                    dd { (sent.uses.get(permission).copied().unwrap_or(0)) " uses so far" }
                }
                dt { "Video" }
                dd {
                    (proofs.video.name) ", " (proofs.video.bytes) " bytes, SHA-256 "
                    (proofs.video.sha256)
                }
                dt { "Afterwards" } dd { (proofs.afterwards) }
                dt { "In sandbox mode" } dd { (proofs.sandbox) }
                dt { "Notes" } dd { (proofs.notes) }
                dt { "Data use" } dd { (proofs.data_use) }
            }
        }
    }
}

/// `POST …/review`.
pub(in crate::manager) async fn submit(
    State(platform): State<Platform>,
    visit: Visit,
    Path((_, app)): Path<(String, String)>,
    form: Multipart,
) -> Response {
    let Some(app) = apps::find(&platform, &visit, &app) else { return not_yours(&visit.person) };
    let (fields, video) = match read(form).await {
        Ok(read) => read,
        Err(why) => return not_done(&visit.person, &why, &visit.here),
    };
    if fields.get("certify") != "yes" {
        let why = "Say that the data is used for this only.";
        return not_done(&visit.person, why, &visit.here);
    }
    let text = |name: &str| fields.get(name).to_owned();
    let proofs = Box::new(Proofs {
        permissions: ticked(&fields),
        video,
        afterwards: text("afterwards"),
        sandbox: text("sandbox"),
        notes: text("notes"),
        data_use: text("data_use"),
    });
    let uses = platform.uses().of(app.id).into_iter();
    let uses = uses.map(|(permission, count)| (permission, count.calls)).collect();
    let command = Command::App(AppCommand::Submit { app: app.id, proofs, uses });
    act(&platform, &visit.person, command, &visit.here).await
}

/// The fields of the form, and what the video was.
async fn read(mut form: Multipart) -> Result<(Fields, Upload), String> {
    let (mut fields, mut video) = (Fields::default(), Upload::default());
    while let Some(part) = form.next_field().await.map_err(|error| error.body_text())? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "video" {
            let file = part.file_name().unwrap_or_default().to_owned();
            let media_type = part.content_type().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(|error| error.body_text())?;
            video = Upload {
                name: file.chars().take(255).collect(),
                media_type,
                bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
                sha256: shell::secret::sha256_hex(&bytes),
            };
        } else {
            let text = part.text().await.map_err(|error| error.body_text())?;
            fields = fields.with(&name, text.trim());
        }
    }
    Ok((fields, video))
}
