//! Message templates: creating, editing, deleting, migrating, and their verdicts (contract §3.8).

use graph::id::{TemplateId, WabaId};
use graph::status::{NameStatus, TemplateCategory};
use jiff::Timestamp;

use super::{Ask, Decision};
use crate::access::Need;
use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::template::{
    GoneTemplate, Template, TemplateCommand, TemplateDraft, TemplateEvent, TemplateReview,
};
use crate::time::{days, seconds};
use crate::verdict::{ReviewKind, Verdict, of_texts};
use crate::world::World;

/// The languages a template may be in: those of Meta's list (contract §3.8).
const LANGUAGES: [&str; 71] = [
    "af", "ar", "az", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "en_GB", "en_US", "es",
    "es_AR", "es_ES", "es_MX", "et", "fa", "fi", "fil", "fr", "ga", "gu", "ha", "he", "hi", "hr",
    "hu", "id", "it", "ja", "ka", "kk", "kn", "ko", "ky_KG", "lo", "lt", "lv", "mk", "ml", "mr",
    "ms", "nb", "nl", "pa", "pl", "pt_BR", "pt_PT", "ro", "ru", "rw_RW", "sk", "sl", "sq", "sr",
    "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh_CN", "zh_HK", "zh_TW", "zu",
];

impl Ask<'_> {
    pub(super) fn create_template(self, command: &Command) -> Decision {
        let Command::CreateTemplate { waba, name, language, category, components, options } =
            command
        else {
            return Err(Refusal::NotForThisActor);
        };
        self.allow(Need::ManageTemplates(*waba))?;
        require_name(name)?;
        require_language(language)?;
        let (format, ttl) = (options.format, options.ttl);
        let draft = TemplateDraft { category: *category, format, components, ttl };
        draft.check().map_err(Refusal::Template)?;
        if self.world.waba(*waba)?.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        self.require_template_room(*waba)?;
        self.require_free_name(*waba, name, language)?;
        let change = options.allow_category_change || self.world.policy.messaging.recategorises;
        let marketing = change && draft.is_marketing();
        let concludes_at = self.review_concludes_at();
        Ok(vec![Event::TemplateCreated {
            template: TemplateId::new(self.world.chance().id()),
            waba: *waba,
            name: name.clone(),
            language: language.clone(),
            category: if marketing { TemplateCategory::Marketing } else { *category },
            components: components.clone(),
            concludes_at,
            by_hand: concludes_at.is_none(),
            format,
            ttl,
        }])
    }

    /// When a review that begins now concludes by itself.
    fn review_concludes_at(self) -> Option<Timestamp> {
        let review = self.world.policy.review_seconds(ReviewKind::Template);
        review.map(|review| seconds(self.now, review))
    }

    /// That the WABA may have another template, and another one within this hour.
    fn require_template_room(self, waba: WabaId) -> Result<(), Refusal> {
        let known = self.world.waba(waba)?;
        let max = self.world.template_limit(waba);
        if known.templates.len() >= max {
            return Err(Refusal::TemplateLimit { max });
        }
        let most = self.world.policy.messaging.templates_per_hour;
        let created = known.templates.iter().filter_map(|id| self.world.templates.get(id));
        let recent = created.filter(|one| seconds(one.created_at, 3_600) > self.now).count();
        if recent >= most { Err(Refusal::TemplateRate { max: most }) } else { Ok(()) }
    }

    /// That there is no such template, and none is being deleted.
    fn require_free_name(self, waba: WabaId, name: &str, language: &str) -> Result<(), Refusal> {
        if self.world.find_template(waba, name, language).is_some() {
            let (name, language) = (name.to_owned(), language.to_owned());
            return Err(Refusal::TemplateExists { name, language });
        }
        let gone = |language: &str| {
            let key = (waba, name.to_owned(), language.to_owned());
            self.world.gone_templates.get(&key).is_some_and(|&until| until > self.now)
        };
        let gone_before = || {
            let first = (waba, name.to_owned(), String::new());
            let known = self.world.gone_templates.range(first..);
            let mut same = known.take_while(|((of, one, _), _)| *of == waba && one == name);
            same.any(|(_, &until)| until > self.now)
        };
        let mut ids = self.world.waba(waba)?.templates.iter();
        let lives = ids.any(|id| self.world.templates.get(id).is_some_and(|it| it.name == name));
        if gone(language) || (!lives && gone_before()) {
            return Err(Refusal::TemplateNameGone { name: name.to_owned() });
        }
        Ok(())
    }

    pub(super) fn conclude_template(self, template: TemplateId, verdict: &Verdict) -> Decision {
        self.world.template(template)?;
        Ok(vec![match verdict {
            Verdict::Approve => Event::TemplateApproved { template },
            Verdict::Decline { reason } => {
                Event::TemplateRejected { template, reason: reason.clone() }
            }
            Verdict::AskForMore { .. } => return Err(Refusal::NothingMoreToAsk),
        }])
    }

    /// What a template's own words decide (`docs/verdicts.md`).
    pub(super) fn template_verdict(self, template: &Template) -> Verdict {
        let decline = |reason: &str| Verdict::Decline { reason: Some(reason.to_owned()) };
        let texts = [template.name.as_str(), template.body()];
        if self.world.policy.violation(texts).is_some() {
            return decline("ABUSIVE_CONTENT");
        }
        let components = template.components_json();
        let (category, format, ttl) = (template.category, template.format, template.ttl);
        let draft = TemplateDraft { category, format, components: &components, ttl };
        match of_texts(ReviewKind::Template, texts) {
            Verdict::Decline { reason: None } => decline("INVALID_FORMAT"),
            Verdict::Approve if draft.is_marketing() => decline("INCORRECT_CATEGORY"),
            other => other,
        }
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
        let events: Vec<Event> = named.map(deletion).collect();
        if events.is_empty() {
            return Err(Refusal::NoSuchTemplate { name: name.to_owned() });
        }
        Ok(events)
    }
}

impl Ask<'_> {
    pub(super) fn decide_template(self, command: &TemplateCommand) -> Decision {
        match command {
            TemplateCommand::Edit { template, .. } => {
                self.edit_template(self.world.template(*template)?, command)
            }
            TemplateCommand::Migrate { from, to } => self.migrate_templates(*from, *to),
            TemplateCommand::Pause { template }
            | TemplateCommand::Resume { template }
            | TemplateCommand::Disable { template }
            | TemplateCommand::Recategorise { template, .. } => {
                self.require_desk()?;
                self.treat_template(self.world.template(*template)?, command)
            }
        }
    }

    fn edit_template(self, known: &Template, command: &TemplateCommand) -> Decision {
        let TemplateCommand::Edit { category, components, ttl, .. } = command else {
            return Err(Refusal::NotForThisActor);
        };
        self.allow(Need::ManageTemplates(known.waba)).map_err(|refusal| match refusal {
            Refusal::NotVisible { verb, .. } => Refusal::NotVisible { id: known.id.get(), verb },
            other => other,
        })?;
        let approved = matches!(known.review, TemplateReview::Approved { .. });
        match known.review {
            TemplateReview::Approved { .. }
            | TemplateReview::Rejected { .. }
            | TemplateReview::Paused { .. } => {}
            TemplateReview::Pending { .. } | TemplateReview::Disabled { .. } => {
                return Err(Refusal::TemplateNotEditable);
            }
        }
        if approved && category.is_some_and(|category| category != known.category) {
            return Err(Refusal::TemplateCategoryFixed);
        }
        let rules = &self.world.policy.messaging;
        let within = |length: i64| {
            let recent = |at: &&Timestamp| days(**at, length) > self.now;
            known.edits.iter().filter(recent).count()
        };
        if approved && (within(1) >= rules.edits_per_day || within(30) >= rules.edits_per_month) {
            return Err(Refusal::TemplateEditLimit);
        }
        let components = components.clone().unwrap_or_else(|| known.components_json());
        let (category, ttl) = (category.unwrap_or(known.category), ttl.or(known.ttl));
        let format = known.format;
        let draft = TemplateDraft { category, format, components: &components, ttl };
        draft.check().map_err(Refusal::Template)?;
        Ok(vec![Event::Template(TemplateEvent::Edited {
            template: known.id,
            category,
            components,
            ttl,
            concludes_at: self.review_concludes_at(),
        })])
    }

    /// Copies of the approved templates of another WABA of the same owner, approved like them.
    fn migrate_templates(self, from: WabaId, to: WabaId) -> Decision {
        self.allow(Need::ReadTemplates(from))?;
        self.allow(Need::ManageTemplates(to))?;
        if from == to || self.world.waba(from)?.owner != self.world.waba(to)?.owner {
            return Err(Refusal::BadValue { field: "source_waba_id", value: from.to_string() });
        }
        let mut chance = self.world.chance();
        let room = self.world.template_limit(to);
        let room = room.saturating_sub(self.world.waba(to)?.templates.len());
        let known = self.world.waba(from)?.templates.iter();
        let known = known.filter_map(|id| self.world.templates.get(id));
        let migrated = known.filter(|one| self.world.why_not_migrated(one, to).is_none());
        let copies = migrated.take(room).map(|one| Event::TemplateCreated {
            template: TemplateId::new(chance.id()),
            waba: to,
            name: one.name.clone(),
            language: one.language.clone(),
            category: one.category,
            components: one.components_json(),
            concludes_at: None,
            by_hand: false,
            format: one.format,
            ttl: one.ttl,
        });
        Ok(copies.collect())
    }

    /// What the desk does with a template.
    fn treat_template(self, known: &Template, command: &TemplateCommand) -> Decision {
        let template = known.id;
        let approved = matches!(known.review, TemplateReview::Approved { .. });
        let paused = matches!(known.review, TemplateReview::Paused { .. });
        let event = match command {
            TemplateCommand::Pause { .. } if approved => {
                TemplateEvent::Paused { template, until: None }
            }
            TemplateCommand::Resume { .. } if paused => TemplateEvent::Resumed { template },
            TemplateCommand::Disable { .. } if approved || paused => {
                TemplateEvent::Disabled { template }
            }
            TemplateCommand::Recategorise { category, .. }
                if *category != known.category && known.next_category.is_none() =>
            {
                let at = seconds(self.now, self.world.policy.messaging.category_notice_seconds);
                TemplateEvent::CategoryAnnounced { template, category: *category, at }
            }
            _ => return Err(Refusal::AlreadyDecided),
        };
        Ok(vec![Event::Template(event)])
    }

    /// The hour has come at which a template is of another category.
    pub(super) fn change_category(self, template: TemplateId) -> Vec<Event> {
        let next = self.world.templates.get(&template).and_then(|one| one.next_category);
        let changed = next.map(|(category, _)| {
            Event::Template(TemplateEvent::CategoryChanged { template, category })
        });
        changed.into_iter().collect()
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

    /// How many templates a WABA may have: more once its owner is verified and a name of one of its
    /// numbers is approved (contract §3.2).
    pub fn template_limit(&self, waba: WabaId) -> usize {
        let Some(waba) = self.wabas.get(&waba) else { return 0 };
        let verified = self.businesses.get(&waba.owner).is_some_and(|one| one.is_verified());
        let mut phones = waba.phones.iter().filter_map(|id| self.phones.get(id));
        let named = phones.any(|phone| phone.name.review.status() == NameStatus::Approved);
        if verified && named {
            self.policy.messaging.templates_when_verified
        } else {
            self.policy.templates_per_waba
        }
    }

    /// Why a template is not migrated to another WABA; `None` if it is.
    pub fn why_not_migrated(&self, template: &Template, to: WabaId) -> Option<&'static str> {
        if !matches!(template.review, TemplateReview::Approved { .. }) {
            Some("Template is not approved")
        } else if self.find_template(to, &template.name, &template.language).is_some() {
            Some("Template already exists in destination WABA")
        } else {
            None
        }
    }
}

fn deletion(template: &Template) -> Event {
    let (waba, name, language) = (template.waba, template.name.clone(), template.language.clone());
    Event::TemplateDeleted {
        template: template.id,
        gone: Some(GoneTemplate { waba, name, language }),
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
    if LANGUAGES.contains(&language) {
        Ok(())
    } else {
        Err(Refusal::BadValue { field: "language", value: language.chars().take(20).collect() })
    }
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
            components: json!([{"type": "body", "text": body,
                "example": {"body_text": [["Ann", "7"]]}}]),
            options: crate::command::TemplateOptions::default(),
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
            extras: crate::message::Extras::default(),
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
