//! What a provider does for a client's reviews: its papers for business verification (contract
//! §2.5), and the application for an official business account.

use graph::error::Method as Verb;
use graph::{BusinessId, GraphError, PhoneNumberId};
use serde_json::{Value, json};
use world::{Command, DocumentKind, NodeKind, VerificationCommand, VerificationForm};

use super::Writing;
use crate::papers::{Incoming, sorted};

impl Writing<'_> {
    /// The edges of a business that are about its clients' verification; `None` for others.
    pub(super) async fn on_certification(
        &self,
        partner: BusinessId,
        edge: &str,
    ) -> Option<Result<Value, GraphError>> {
        match edge {
            "self_certify_whatsapp_business" => Some(self.certify(partner).await),
            _ => None,
        }
    }

    /// `POST /{business}/self_certify_whatsapp_business`.
    async fn certify(&self, partner: BusinessId) -> Result<Value, GraphError> {
        self.require_verb(Verb::Post)?;
        let params = self.params();
        let text = |name: &str| {
            let text = params.written(name)?.unwrap_or_default().trim();
            Ok::<String, GraphError>(text.to_owned())
        };
        let client = params.required("end_business_id")?;
        let client: BusinessId =
            client.parse().map_err(|_| GraphError::bad_value("end_business_id", client))?;
        let ours = |file: &&crate::graph::call::File| file.part.starts_with("business_documents");
        let files = self.call.files.iter().filter(ours).map(|file| Incoming {
            kind: DocumentKind::Incorporation,
            name: file.name.clone(),
            bytes: file.bytes.clone(),
        });
        let (documents, papers) = sorted(files.collect());
        let form = VerificationForm {
            legal_name: text("end_business_legal_name")?,
            address: text("end_business_address")?,
            registration: text("end_business_registration_number")?,
            phone: text("end_business_phone")?,
            website: text("end_business_website")?,
            documents,
        };
        let certify = Command::Verification(VerificationCommand::Certify { partner, client, form });
        // The papers are there before they are spoken of, and only where they are taken.
        if self.would_do(&certify) {
            let kept = self.platform.store().keep_papers(papers).await;
            kept.map_err(|_| GraphError::unavailable())?;
        }
        self.ask(certify).await?;
        let tries = self
            .platform
            .read(|world| world.businesses.get(&client).map_or(0, |client| client.paperwork.tries));
        Ok(json!({
            "success": true,
            "message": "Your request has been received and will be reviewed shortly.",
            "verification_attempts": tries,
        }))
    }

    /// `POST /{phone}/official_business_account`.
    pub(super) async fn apply_for_official(
        &self,
        phone: PhoneNumberId,
    ) -> Result<Value, GraphError> {
        let params = self.params();
        let (command, done) = match params.required("action")? {
            "SUBMIT_APPLICATION" | "RESUBMIT_APPLICATION" => {
                let data = params.json("application_data")?.unwrap_or_default();
                let text = |name: &str| data[name].as_str().unwrap_or_default().trim().to_owned();
                if text("business_name").is_empty() {
                    return Err(GraphError::invalid_parameter(
                        "Missing required application data: business_name is required for \
                         SUBMIT_APPLICATION",
                    ));
                }
                let statement =
                    format!("{}: {}", text("business_name"), text("business_description"));
                let links = vec![text("website_url")];
                (Command::ApplyForOfficial { phone, statement, links }, "submitted")
            }
            "WITHDRAW_APPLICATION" => (Command::WithdrawOfficial { phone }, "withdrawn"),
            other => return Err(GraphError::bad_value("action", other)),
        };
        self.ask(command).await?;
        let stage = self.platform.read(|world| match world.kind_of(phone.get()) {
            Some(NodeKind::Phone(id)) => {
                world.phone(id).ok()?.official.as_ref().map(|one| one.stage)
            }
            _ => None,
        });
        let mut answer = json!({
            "success": true,
            "message": format!("Official Business Account application {done} successfully"),
        });
        if let Some(stage) = stage {
            answer["updated_status"] = json!({
                "oba_status": stage.as_str(), "status_message": stage.message(), "id": phone,
            });
        }
        Ok(answer)
    }
}
