//! Message templates: creating, editing, deleting, migrating (contract §3.8).

use graph::error::Method as Verb;
use graph::{GraphError, TemplateCategory, TemplateId, Version, WabaId};
use serde_json::{Map, Value, json};
use world::{Command, Event, ParameterFormat, TemplateCommand, TemplateOptions};

use super::Writing;

impl Writing<'_> {
    /// `POST /{template}`.
    pub(super) async fn on_template(
        &self,
        template: TemplateId,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        if self.call.verb != Verb::Post || edge.is_some() {
            return Err(self.unsupported());
        }
        let (category, components) = (self.category()?, self.components()?);
        let ttl = self.ttl()?;
        if category.is_none() && components.is_none() && ttl.is_none() {
            return Err(GraphError::missing_parameter("components"));
        }
        let edit = TemplateCommand::Edit { template, category, components, ttl };
        self.done(Command::Template(edit)).await
    }

    /// `POST /{waba}/message_templates`.
    pub(super) async fn create_template(&self, waba: WabaId) -> Result<Value, GraphError> {
        let params = self.params();
        let category = self.category()?.ok_or_else(|| GraphError::missing_parameter("category"))?;
        let components = self.components()?;
        let format = match params.text("parameter_format")?.map(str::to_ascii_uppercase) {
            None => ParameterFormat::Positional,
            Some(word) => match word.as_str() {
                "POSITIONAL" => ParameterFormat::Positional,
                "NAMED" => ParameterFormat::Named,
                other => return Err(GraphError::bad_value("parameter_format", other)),
            },
        };
        let allow_category_change = params.bool("allow_category_change")? == Some(true);
        let command = Command::CreateTemplate {
            waba,
            name: params.required("name")?.to_owned(),
            language: params.required("language")?.to_owned(),
            category,
            components: components.ok_or_else(|| GraphError::missing_parameter("components"))?,
            options: TemplateOptions { format, allow_category_change, ttl: self.ttl()? },
        };
        let answer = self.ask(command).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::TemplateCreated { template, .. } => Some(*template),
            _ => None,
        });
        let id = id.ok_or_else(GraphError::unknown)?;
        let told = self.platform.read(|world| world.template(id).map(|t| (t.status(), t.category)));
        let (status, category) = told.map_err(|refusal| refusal.to_graph())?;
        Ok(json!({"id": id, "status": status, "category": category}))
    }

    /// `DELETE /{waba}/message_templates`: one, or all languages of a name.
    pub(super) async fn delete_template(&self, waba: WabaId) -> Result<Value, GraphError> {
        let name = self.params().required("name")?.to_owned();
        let template = self.params().parsed::<TemplateId>("hsm_id")?;
        self.done(Command::DeleteTemplate { waba, name, template }).await
    }

    /// `POST /{waba}/migrate_message_templates`.
    pub(super) async fn migrate_templates(&self, to: WabaId) -> Result<Value, GraphError> {
        let from = self.params().parsed::<WabaId>("source_waba_id")?;
        let from = from.ok_or_else(|| GraphError::missing_parameter("source_waba_id"))?;
        let refused: Map<String, Value> = self.platform.read(|world| {
            let known = world.waba(from).map(|waba| waba.templates.as_slice()).unwrap_or_default();
            let known = known.iter().filter_map(|id| world.template(*id).ok());
            let why = known.filter_map(|one| Some((one, world.why_not_migrated(one, to)?)));
            why.map(|(one, why)| (one.id.to_string(), why.into())).collect()
        });
        let migrate = Command::Template(TemplateCommand::Migrate { from, to });
        let answer = self.ask(migrate).await?;
        let migrated = answer.events.iter().filter_map(|event| match event {
            Event::TemplateCreated { template, .. } => Some(json!(template)),
            _ => None,
        });
        let migrated: Vec<Value> = migrated.collect();
        Ok(json!({"migrated_templates": migrated, "failed_templates": refused}))
    }

    /// What the template is for. Before v16 the categories had other names.
    fn category(&self) -> Result<Option<TemplateCategory>, GraphError> {
        let Some(word) = self.params().text("category")? else { return Ok(None) };
        let old = self.call.target.version < Version::V16;
        let found = match word.to_ascii_uppercase().as_str() {
            "TRANSACTIONAL" if old => Some(TemplateCategory::Utility),
            "OTP" if old => Some(TemplateCategory::Authentication),
            "AUTHENTICATION" | "UTILITY" if old => None,
            other => other.parse().ok(),
        };
        let words = if old {
            "TRANSACTIONAL, MARKETING, OTP"
        } else {
            "AUTHENTICATION, MARKETING, UTILITY"
        };
        let refused = || {
            let sentence = format!("Param category must be one of {{{words}}} - got \"{word}\".");
            GraphError::parameter(&sentence)
        };
        found.map(Some).ok_or_else(refused)
    }

    /// The parts of the template.
    fn components(&self) -> Result<Option<Value>, GraphError> {
        let components = self.params().json("components")?;
        if components.as_ref().is_some_and(|components| !components.is_array()) {
            return Err(GraphError::wrong_kind("components", "an array"));
        }
        Ok(components)
    }

    fn ttl(&self) -> Result<Option<i64>, GraphError> {
        self.params().parsed::<i64>("message_send_ttl_seconds")
    }
}
