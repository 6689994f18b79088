//! Templates: what businesses and apps are told (contract §6.11).

use graph::id::TemplateId;
use graph::status::QualityRating;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::about;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::template::{GoneTemplate, Template, TemplateEvent, TemplateReview};
use crate::world::World;

impl World {
    pub(super) fn after_template_review(&self, id: TemplateId, at: Timestamp) -> Vec<Effect> {
        let Some(template) = self.templates.get(&id) else { return Vec::new() };
        let rejected = match &template.review {
            TemplateReview::Rejected { reason, .. } => Some(reason.as_str()),
            _ => None,
        };
        let verdict = if rejected.is_some() { "rejected" } else { "approved" };
        let mut effects = self.template_letter(
            template,
            &format!("was {verdict}"),
            rejected.map(|reason| ("Reason", reason.to_owned())),
            if rejected.is_some() { "change it, then it is reviewed again." } else { "use it." },
        );
        let event = if rejected.is_some() { "REJECTED" } else { "APPROVED" };
        let reason = json!(rejected.unwrap_or("NONE"));
        effects.extend(self.template_status(template, (event, reason), None, at));
        effects
    }

    /// The template is gone, and its name is not free for a while.
    pub(super) fn after_template_deletion(
        &self,
        id: TemplateId,
        gone: &GoneTemplate,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some(waba) = self.wabas.get(&gone.waba) else { return Vec::new() };
        let value = json!({
            "event": "PENDING_DELETION",
            "message_template_id": id.get(),
            "message_template_name": gone.name,
            "message_template_language": gone.language,
            "reason": null,
        });
        self.webhooks(waba, "message_template_status_update", &value, at)
    }

    pub(super) fn after_template_event(&self, event: &TemplateEvent, at: Timestamp) -> Vec<Effect> {
        let (TemplateEvent::Edited { template: id, .. }
        | TemplateEvent::Paused { template: id, .. }
        | TemplateEvent::Resumed { template: id }
        | TemplateEvent::Disabled { template: id }
        | TemplateEvent::CategoryAnnounced { template: id, .. }
        | TemplateEvent::CategoryChanged { template: id, .. }) = event;
        let Some(template) = self.templates.get(id) else { return Vec::new() };
        match event {
            TemplateEvent::Edited { .. } => {
                let told = ("PENDING", json!("NONE"));
                let mut effects = self.template_status(template, told, None, at);
                if let Some(waba) = self.wabas.get(&template.waba) {
                    let value = components(template);
                    let field = "message_template_components_update";
                    effects.extend(self.webhooks(waba, field, &value, at));
                }
                effects
            }
            TemplateEvent::Paused { until, .. } => self.after_pause(template, *until, at),
            TemplateEvent::Resumed { .. } => {
                let sentence = "The template can be sent again.";
                let more = json!({"title": "UNPAUSE", "description": sentence});
                let more = Some(("other_info", more));
                self.template_status(template, ("APPROVED", json!("NONE")), more, at)
            }
            TemplateEvent::Disabled { .. } => {
                let next = "create another template with words that customers expect.";
                let mut effects = self.template_letter(template, "was disabled", None, next);
                let more = Some(("disable_info", json!({"disable_date": at.as_second()})));
                let told = ("DISABLED", json!("NONE"));
                effects.extend(self.template_status(template, told, more, at));
                effects
            }
            TemplateEvent::CategoryAnnounced { category, at: from, .. } => {
                let mut value = named(template);
                value["new_category"] = json!(template.category);
                value["correct_category"] = json!(category);
                value["category_update_timestamp"] = json!(from.as_second());
                let sentence = format!("will be of the category {category}");
                let fact = Some(("From", when(*from)));
                let mut effects = self.template_letter(template, &sentence, fact, "nothing.");
                effects.extend(self.category_webhook(template, &value, at));
                effects
            }
            TemplateEvent::CategoryChanged { category, .. } => {
                let mut value = named(template);
                value["previous_category"] = json!(template.previous_category);
                value["new_category"] = json!(category);
                self.category_webhook(template, &value, at)
            }
        }
    }

    fn after_pause(
        &self,
        template: &Template,
        until: Option<Timestamp>,
        at: Timestamp,
    ) -> Vec<Effect> {
        let next = "send it only to customers who expect it.";
        let fact = until.map(|until| ("Paused until", when(until)));
        let mut effects = self.template_letter(template, "is paused", fact, next);
        let title = if template.pauses > 1 { "SECOND_PAUSE" } else { "FIRST_PAUSE" };
        let description = match until {
            Some(until) => format!(
                "Your WhatsApp message template has been paused until {} because it had issues.",
                when(until)
            ),
            None => "Your WhatsApp message template has been paused.".to_owned(),
        };
        let more = Some(("other_info", json!({"title": title, "description": description})));
        effects.extend(self.template_status(template, ("PAUSED", json!("NONE")), more, at));
        effects
    }

    pub(super) fn after_template_rated(
        &self,
        id: TemplateId,
        (before, now): (QualityRating, QualityRating),
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some(template) = self.templates.get(&id) else { return Vec::new() };
        let Some(waba) = self.wabas.get(&template.waba) else { return Vec::new() };
        let mut value = named(template);
        value["previous_quality_score"] = json!(before);
        value["new_quality_score"] = json!(now);
        self.webhooks(waba, "message_template_quality_update", &value, at)
    }

    /// `message_template_status_update`.
    fn template_status(
        &self,
        template: &Template,
        (event, reason): (&str, Value),
        more: Option<(&str, Value)>,
        at: Timestamp,
    ) -> Vec<Effect> {
        let Some(waba) = self.wabas.get(&template.waba) else { return Vec::new() };
        let mut value = json!({"event": event});
        value["message_template_id"] = json!(template.id.get());
        value["message_template_name"] = json!(template.name);
        value["message_template_language"] = json!(template.language);
        value["reason"] = reason;
        if let Some((name, info)) = more {
            value[name] = info;
        }
        self.webhooks(waba, "message_template_status_update", &value, at)
    }

    fn category_webhook(&self, template: &Template, value: &Value, at: Timestamp) -> Vec<Effect> {
        let waba = self.wabas.get(&template.waba);
        waba.map_or_else(Vec::new, |waba| {
            self.webhooks(waba, "template_category_update", value, at)
        })
    }

    /// A mail and a notice to the owner.
    fn template_letter(
        &self,
        template: &Template,
        what: &str,
        fact: Option<(&'static str, String)>,
        next: &str,
    ) -> Vec<Effect> {
        let Some(waba) = self.wabas.get(&template.waba) else { return Vec::new() };
        let Some(owner) = self.businesses.get(&waba.owner) else { return Vec::new() };
        let mut facts = about(owner, waba);
        let named = format!("{} ({}) in {}", template.name, template.id, template.language);
        facts.push(("Template", named));
        facts.extend(fact);
        let letter = Letter {
            subject: format!("The message template {} {what}", template.name),
            what: format!("The message template {} {what}.", template.name),
            facts,
            next: next.to_owned(),
        };
        Vec::from(letter.to(owner))
    }
}

/// The template as webhooks name it: its id is a number there.
fn named(template: &Template) -> Value {
    json!({
        "message_template_id": template.id.get(),
        "message_template_name": template.name,
        "message_template_language": template.language,
    })
}

/// `message_template_components_update` (contract §6.11): what an edited template says now.
fn components(template: &Template) -> Value {
    let mut value = named(template);
    let components = template.components_json();
    for part in components.as_array().into_iter().flatten() {
        let text = part.get("text").filter(|text| text.is_string());
        let kind = part["type"].as_str().unwrap_or_default().to_ascii_uppercase();
        match (kind.as_str(), text) {
            ("HEADER", Some(text)) => value["message_template_title"] = text.clone(),
            ("BODY", Some(text)) => value["message_template_element"] = text.clone(),
            ("FOOTER", Some(text)) => value["message_template_footer"] = text.clone(),
            ("BUTTONS", _) => {
                let buttons = part["buttons"].as_array().into_iter().flatten();
                value["message_template_buttons"] = buttons.map(button).collect();
            }
            _ => {}
        }
    }
    value
}

fn button(button: &Value) -> Value {
    let mut told = json!({
        "message_template_button_type": button["type"],
        "message_template_button_text": button["text"],
    });
    for name in ["url", "phone_number"] {
        if let Some(target) = button.get(name) {
            told[format!("message_template_button_{name}")] = target.clone();
        }
    }
    told
}
