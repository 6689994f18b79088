//! Message templates: creating and deleting (contract §3.8).

use graph::id::{TemplateId, WabaId};
use serde_json::Value;

use super::{Ask, Decision};
use crate::access::Need;
use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::template::{Template, body_of};
use crate::time::seconds;
use crate::verdict::{ReviewKind, Verdict};
use crate::world::World;

impl Ask<'_> {
    pub(super) fn create_template(self, command: &Command) -> Decision {
        let Command::CreateTemplate { waba, name, language, category, components } = command else {
            return Err(Refusal::NotForThisActor);
        };
        self.allow(Need::ManageTemplates(*waba))?;
        require_name(name)?;
        require_language(language)?;
        require_components(components)?;
        let known = self.world.waba(*waba)?;
        if known.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        let max = self.world.policy.templates_per_waba;
        if known.templates.len() >= max {
            return Err(Refusal::TemplateLimit { max });
        }
        if self.world.find_template(*waba, name, language).is_some() {
            let (name, language) = (name.clone(), language.clone());
            return Err(Refusal::TemplateExists { name, language });
        }
        let review = self.world.policy.review_seconds(ReviewKind::Template);
        Ok(vec![Event::TemplateCreated {
            template: TemplateId::new(self.world.chance().id()),
            waba: *waba,
            name: name.clone(),
            language: language.clone(),
            category: *category,
            components: components.clone(),
            concludes_at: review.map(|review| seconds(self.now, review)),
            by_hand: review.is_none(),
        }])
    }

    pub(super) fn conclude_template(self, template: TemplateId, verdict: &Verdict) -> Decision {
        self.world.template(template)?;
        Ok(vec![if *verdict == Verdict::Approve {
            Event::TemplateApproved { template }
        } else {
            Event::TemplateRejected { template }
        }])
    }

    pub(super) fn delete_template(
        self,
        waba: WabaId,
        name: &str,
        template: Option<TemplateId>,
    ) -> Decision {
        self.allow(Need::ManageTemplates(waba))?;
        let known = self.world.waba(waba)?.templates.iter();
        let named = known
            .filter_map(|id| self.world.templates.get(id))
            .filter(|one| one.name == name && template.is_none_or(|wanted| wanted == one.id));
        let events: Vec<Event> =
            named.map(|one| Event::TemplateDeleted { template: one.id }).collect();
        if events.is_empty() {
            return Err(Refusal::NoSuchTemplate { name: name.to_owned() });
        }
        Ok(events)
    }
}

impl World {
    /// The template of this name and language.
    pub fn find_template(&self, waba: WabaId, name: &str, language: &str) -> Option<&Template> {
        let templates = self.wabas.get(&waba)?.templates.iter();
        templates
            .filter_map(|id| self.templates.get(id))
            .find(|one| one.name == name && one.language == language)
    }
}

fn require_name(name: &str) -> Result<(), Refusal> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.is_empty() && name.len() <= 512 && name.bytes().all(plain) {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "name", value: name.chars().take(80).collect() })
    }
}

fn require_language(language: &str) -> Result<(), Refusal> {
    let plain = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    if (2..=10).contains(&language.len()) && language.bytes().all(plain) {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "language", value: language.chars().take(20).collect() })
    }
}

/// A template needs a body, at most 1024 characters long.
fn require_components(components: &Value) -> Result<(), Refusal> {
    let body = body_of(components);
    if body.trim().is_empty() || body.chars().count() > 1024 {
        let value = components.to_string().chars().take(80).collect();
        return Err(Refusal::BadValue { field: "components", value });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use graph::status::{TemplateCategory, TemplateStatus};
    use serde_json::json;

    use crate::Command;
    use crate::refusal::Refusal;
    use crate::scene::{Client, Scene, actor, number};

    fn create(client: Client, name: &str, body: &str) -> Command {
        Command::CreateTemplate {
            waba: client.waba,
            name: name.to_owned(),
            language: "en_US".to_owned(),
            category: TemplateCategory::Utility,
            components: json!([{"type": "body", "text": body}]),
        }
    }

    #[test]
    fn a_template_is_reviewed_by_itself() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        let employee = actor("employee");
        let body = "Hi {{1}}, order {{2}} is ready, {{1}}.";
        scene.ask(&employee, create(client, "order", body)).unwrap();
        scene.ask(&employee, create(client, "smoke", "Cheap cigarettes")).unwrap();
        let again = scene.ask(&employee, create(client, "order", body)).unwrap_err();
        assert_eq!(again.to_graph().subcode, Some(2_388_024));
        let status = |scene: &Scene, name: &str| {
            scene.world.find_template(client.waba, name, "en_US").unwrap().status()
        };
        assert_eq!(status(&scene, "order"), TemplateStatus::Pending);
        let to = number("+16505551234");
        let send = |parameters: &[&str]| crate::Content::Template {
            name: "order".to_owned(),
            language: "en_US".to_owned(),
            parameters: parameters.iter().map(|&text| text.to_owned()).collect(),
        };
        let early = scene.send(&employee, client.phone, &to, send(&["Ann", "7"])).unwrap_err();
        assert_eq!((early.to_graph().status, early.to_graph().code), (404, 132_001));
        scene.effects.clear();
        scene.wait_secs(60);
        assert_eq!(status(&scene, "order"), TemplateStatus::Approved);
        assert_eq!(status(&scene, "smoke"), TemplateStatus::Rejected);
        let updates = scene.webhooks("message_template_status_update");
        assert!(updates[0].1["message_template_id"].is_u64());
        let few = scene.send(&employee, client.phone, &to, send(&["Ann"])).unwrap_err();
        assert_eq!(few, Refusal::ParameterCount { expected: 2, given: 1 });
        let sent = scene.send(&employee, client.phone, &to, send(&["Ann", "7"])).unwrap();
        assert_eq!(scene.world.messages[&sent].text, "Hi Ann, order 7 is ready, Ann.");
    }

    #[test]
    fn templates_are_deleted_by_name() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let admin = actor("admin");
        scene.ask(&admin, create(client, "order", "Ready.")).unwrap();
        let bad = scene.ask(&admin, create(client, "Order!", "Ready.")).unwrap_err();
        assert_eq!(bad.to_graph().code, 100);
        let waba = client.waba;
        let delete = Command::DeleteTemplate { waba, name: "order".to_owned(), template: None };
        scene.ask(&admin, delete.clone()).unwrap();
        let again = scene.ask(&admin, delete).unwrap_err().to_graph();
        assert_eq!(again.subcode, Some(2_593_002));
        scene.wait_secs(60);
        assert_eq!(scene.world.wabas[&waba].templates.len(), 1, "hello_world stays");
    }
}
