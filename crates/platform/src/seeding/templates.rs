//! Message templates of an account, in the state a seed wants.

use graph::TemplateStatus;
use serde_json::json;
use world::{Command, Event, ReviewKind, TemplateCommand, TemplateOptions, Verdict};

use super::document::TemplateSeed;
use super::part::Part;
use super::read::SeedError;
use super::sower::Sower;

impl Sower<'_> {
    pub(super) async fn make_templates(&mut self, w: usize) -> Result<(), SeedError> {
        let waba = self.placed(w).waba;
        for (at, seed) in self.waba_seed(w).template.iter().enumerate() {
            let place = Part::Template(w, at);
            let text = seed.text.as_deref().unwrap_or("Your order is ready.");
            let body = json!([{ "type": "BODY", "text": text }]);
            let command = Command::CreateTemplate {
                waba,
                name: seed.name.clone(),
                language: seed.language.clone(),
                category: seed.category,
                components: seed.components.clone().unwrap_or(body),
                options: TemplateOptions::default(),
            };
            let events = self.desk(command, place).await?;
            let template = events.iter().find_map(|event| match event {
                Event::TemplateCreated { template, .. } => Some(*template),
                _ => None,
            });
            let template = template.ok_or_else(|| SeedError::down("the world made no template"))?;
            self.review_template(template, seed, place).await?;
        }
        Ok(())
    }

    async fn review_template(
        &self,
        template: graph::TemplateId,
        seed: &TemplateSeed,
        place: Part,
    ) -> Result<(), SeedError> {
        let review = (ReviewKind::Template, template.get());
        let then = match seed.status {
            TemplateStatus::Pending => return self.hold(review, place).await,
            TemplateStatus::Rejected => {
                let verdict = Verdict::Decline { reason: seed.reason.clone() };
                return self.decide(review, verdict, place).await;
            }
            TemplateStatus::Approved => None,
            TemplateStatus::Paused => Some(TemplateCommand::Pause { template }),
            TemplateStatus::Disabled => Some(TemplateCommand::Disable { template }),
            other => {
                let why = format!("`{other}` is no state of this platform's templates");
                return Err(SeedError::at(place, why));
            }
        };
        self.decide(review, Verdict::Approve, place).await?;
        match then {
            Some(command) => self.desk(Command::Template(command), place).await.map(drop),
            None => Ok(()),
        }
    }
}
