//! Templates: created, reviewed, edited, paused, gone.

use graph::id::TemplateId;
use graph::status::QualityRating;
use jiff::Timestamp;

use crate::due::Due;
use crate::event::Event;
use crate::quality::Tally;
use crate::template::{Template, TemplateEvent, TemplateReview, Wording};
use crate::time::days;
use crate::verdict::ReviewKind;
use crate::world::World;

impl World {
    pub(super) fn evolve_template(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::TemplateCreated { .. } => self.create_template(event, at),
            Event::TemplateApproved { template } => {
                self.review_template(*template, TemplateReview::Approved { at });
                self.template_mut(*template).was_approved = true;
            }
            Event::TemplateRejected { template, reason } => {
                let reason = reason.clone().unwrap_or_else(|| "INVALID_FORMAT".to_owned());
                self.review_template(*template, TemplateReview::Rejected { at, reason });
            }
            Event::TemplateDeleted { template, .. } => self.delete_template(*template, at),
            Event::Template(event) => self.change_template(event, at),
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }

    fn create_template(&mut self, event: &Event, at: Timestamp) {
        let Event::TemplateCreated {
            template,
            waba,
            name,
            language,
            category,
            components,
            concludes_at,
            by_hand,
            format,
            ttl,
        } = event
        else {
            return;
        };
        let reviewed = concludes_at.is_some() || *by_hand;
        let review = if reviewed {
            TemplateReview::Pending { since: at }
        } else {
            TemplateReview::Approved { at }
        };
        let new = Template {
            id: *template,
            waba: *waba,
            name: name.clone(),
            language: language.clone(),
            category: *category,
            previous_category: None,
            next_category: None,
            format: *format,
            wording: Wording::read(components, *category),
            ttl: *ttl,
            created_at: at,
            review,
            was_approved: !reviewed,
            edits: Vec::new(),
            tally: Tally::default(),
            rated: (QualityRating::Unknown, at),
            pauses: 0,
        };
        self.templates.insert(*template, new);
        self.waba_mut(*waba).templates.push(*template);
        if reviewed {
            let hours = (at, *concludes_at);
            self.schedule_verdict(ReviewKind::Template, template.get(), hours);
        }
    }

    /// Whatever waited for the template before waits no longer.
    fn review_template(&mut self, id: TemplateId, review: TemplateReview) {
        let before = std::mem::replace(&mut self.template_mut(id).review, review);
        if let TemplateReview::Paused { until: Some(until) } = before {
            self.unschedule(until, Due::TemplateResume(id));
        }
        if let TemplateReview::Paused { until: Some(until) } = self.template_mut(id).review {
            self.schedule(until, Due::TemplateResume(id));
        }
        self.close_review(ReviewKind::Template, id.get());
    }

    fn delete_template(&mut self, id: TemplateId, at: Timestamp) {
        self.review_template(id, TemplateReview::Disabled { at });
        self.forget_next_category(id);
        let Some(gone) = self.templates.remove(&id) else { return };
        self.waba_mut(gone.waba).templates.retain(|one| *one != id);
        self.gone_templates.retain(|_, until| *until > at);
        if gone.was_approved {
            let until = days(at, self.policy.messaging.template_name_days);
            self.gone_templates.insert((gone.waba, gone.name, gone.language), until);
        }
    }

    fn forget_next_category(&mut self, id: TemplateId) {
        if let Some((_, when)) = self.template_mut(id).next_category.take() {
            self.unschedule(when, Due::CategoryChange(id));
        }
    }

    fn change_template(&mut self, event: &TemplateEvent, at: Timestamp) {
        match event {
            TemplateEvent::Edited { template, category, components, ttl, concludes_at } => {
                self.review_edit(*template, at);
                let known = self.template_mut(*template);
                known.category = *category;
                known.wording = Wording::read(components, *category);
                known.ttl = *ttl;
                let hours = (at, *concludes_at);
                self.schedule_verdict(ReviewKind::Template, template.get(), hours);
            }
            TemplateEvent::Paused { template, until } => {
                self.template_mut(*template).pauses += 1;
                self.review_template(*template, TemplateReview::Paused { until: *until });
            }
            TemplateEvent::Resumed { template } => {
                self.review_template(*template, TemplateReview::Approved { at });
                let known = self.template_mut(*template);
                known.tally = Tally::default();
                known.rated = (QualityRating::Unknown, at);
            }
            TemplateEvent::Disabled { template } => {
                self.review_template(*template, TemplateReview::Disabled { at });
            }
            TemplateEvent::CategoryAnnounced { template, category, at: when } => {
                self.template_mut(*template).next_category = Some((*category, *when));
                self.schedule(*when, Due::CategoryChange(*template));
            }
            TemplateEvent::CategoryChanged { template, category } => {
                self.forget_next_category(*template);
                let known = self.template_mut(*template);
                known.previous_category = Some(known.category);
                known.category = *category;
            }
        }
    }

    /// An edited template is reviewed again; edits of an approved one are counted.
    fn review_edit(&mut self, id: TemplateId, at: Timestamp) {
        let known = self.template_mut(id);
        known.edits.retain(|edit| days(*edit, 30) > at);
        if matches!(known.review, TemplateReview::Approved { .. }) {
            known.edits.push(at);
        }
        self.review_template(id, TemplateReview::Pending { since: at });
    }
}
