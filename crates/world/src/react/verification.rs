//! Business verification and official business accounts (contract §6.4, §6.8, §6.9; requirements
//! D05, D09, D10).

use graph::id::{BusinessId, PhoneNumberId};
use jiff::Timestamp;
use serde_json::json;

use super::about_number;
use crate::business::Business;
use crate::effect::Effect;
use crate::mail::{Letter, when};
use crate::official::OfficialEvent;
use crate::time::days;
use crate::verification::{CertificationStatus, VerificationEvent, reason_in_words};
use crate::waba::Waba;
use crate::world::World;

/// One alert: about what, how bad, which, in which words.
struct Alert<'a> {
    entity: (&'a str, u64),
    severity: &'a str,
    kind: &'a str,
    description: String,
}

impl World {
    pub(super) fn react_to_verification(
        &self,
        event: &VerificationEvent,
        at: Timestamp,
    ) -> Vec<Effect> {
        let (VerificationEvent::Opened { business }
        | VerificationEvent::Submitted { business, .. }
        | VerificationEvent::MoreAsked { business, .. }
        | VerificationEvent::Declined { business, .. }
        | VerificationEvent::Revoked { business }
        | VerificationEvent::Expired { business }) = event;
        let Some(owner) = self.businesses.get(business) else { return Vec::new() };
        let mut effects = match event {
            VerificationEvent::Opened { .. } => Vec::new(),
            VerificationEvent::Submitted { partner, .. } => self.after_submitting(owner, *partner),
            VerificationEvent::MoreAsked { what, .. } => self.after_asking(owner, what, at),
            VerificationEvent::Declined { reason, last, .. } => {
                self.after_declining(owner, (reason, *last), at)
            }
            VerificationEvent::Revoked { .. } => self.after_losing(owner, "was revoked", at),
            VerificationEvent::Expired { .. } => self.after_losing(owner, "has expired", at),
        };
        let status = match event {
            VerificationEvent::MoreAsked { .. } => CertificationStatus::Discarded,
            VerificationEvent::Declined { .. } => CertificationStatus::Failed,
            VerificationEvent::Revoked { .. } => CertificationStatus::Revoked,
            VerificationEvent::Opened { .. }
            | VerificationEvent::Submitted { .. }
            | VerificationEvent::Expired { .. } => return effects,
        };
        effects.extend(self.certified(*business, status, at));
        effects
    }

    fn after_submitting(&self, owner: &Business, partner: Option<BusinessId>) -> Vec<Effect> {
        let partner = partner.and_then(|partner| self.businesses.get(&partner));
        let by = partner.map_or_else(
            || "Your documents were received".to_owned(),
            |partner| format!("Your provider {} handed in your documents", partner.profile.name),
        );
        let letter = Letter {
            subject: "Your business verification is in review".to_owned(),
            what: format!("{by}. Your business is being verified."),
            facts: about_business(owner),
            next: "wait. The details cannot be changed meanwhile; you are told how it ends."
                .to_owned(),
        };
        vec![letter.notice(owner)]
    }

    fn after_asking(&self, owner: &Business, what: &str, at: Timestamp) -> Vec<Effect> {
        let mut facts = about_business(owner);
        facts.push(("Asked for", what.to_owned()));
        let letter = Letter {
            subject: "Your business verification needs more information".to_owned(),
            what: "The documents are not enough to verify your business.".to_owned(),
            facts,
            next: "open the Security Center of your Business Manager and hand in what is asked \
                   for. This does not use up a try."
                .to_owned(),
        };
        let mut effects = Vec::from(letter.to(owner));
        effects.extend(self.capability_alert(owner, ("NEED_MORE_INFO", "WARNING"), what, at));
        effects
    }

    fn after_declining(
        &self,
        owner: &Business,
        (reason, last): (&str, bool),
        at: Timestamp,
    ) -> Vec<Effect> {
        let (tries, most) = (owner.paperwork.tries, self.policy.verification_tries);
        let words = reason_in_words(reason);
        let mut facts = about_business(owner);
        facts.push(("Reason", words.clone()));
        facts.push(("Tries", format!("{tries} of {most}")));
        let (what, next) = if last {
            (
                "The business verification failed: it was declined for the last time.",
                "nothing more can be handed in. The limits of an unverified business stay.",
            )
        } else {
            (
                "The business verification was declined.",
                "open the Security Center of your Business Manager, correct the details or choose \
                 other documents, and hand them in again.",
            )
        };
        let letter = Letter {
            subject: "Your business could not be verified".to_owned(),
            what: what.to_owned(),
            facts,
            next: next.to_owned(),
        };
        let mut effects = Vec::from(letter.to(owner));
        let kind = if last { ("FAILED", "CRITICAL") } else { ("DEFERRED", "WARNING") };
        effects.extend(self.capability_alert(owner, kind, &words, at));
        effects
    }

    fn after_losing(&self, owner: &Business, how: &str, at: Timestamp) -> Vec<Effect> {
        let letter = Letter {
            subject: format!("Your business verification {how}"),
            what: format!(
                "The verification of your business {how}. Your phone numbers have the messaging \
                 limit of an unverified business again."
            ),
            facts: about_business(owner),
            next: "open the Security Center of your Business Manager and hand in your documents \
                   again."
                .to_owned(),
        };
        let mut effects = Vec::from(letter.to(owner));
        effects.extend(self.wabas_of(owner).flat_map(|waba| self.capability(waba, at)));
        effects
    }

    /// What becomes of a limit that cannot rise (contract §6.9).
    fn capability_alert(
        &self,
        owner: &Business,
        (kind, severity): (&str, &str),
        why: &str,
        at: Timestamp,
    ) -> Vec<Effect> {
        let alert = Alert {
            entity: ("BUSINESS", owner.id.get()),
            severity,
            kind: &format!("INCREASED_CAPABILITIES_ELIGIBILITY_{kind}"),
            description: format!("The messaging limit cannot be increased yet. {why}"),
        };
        self.wabas_of(owner).flat_map(|waba| self.alert(waba, &alert, at)).collect()
    }

    fn alert(&self, waba: &Waba, alert: &Alert<'_>, at: Timestamp) -> Vec<Effect> {
        let value = json!({
            "entity_type": alert.entity.0,
            "entity_id": alert.entity.1.to_string(),
            "alert_info": {
                "alert_severity": alert.severity,
                "alert_status": "ACTIVE",
                "alert_type": alert.kind,
                "alert_description": alert.description,
            },
        });
        self.webhooks(waba, "account_alerts", &value, at)
    }

    fn wabas_of(&self, owner: &Business) -> impl Iterator<Item = &Waba> {
        owner.owned_wabas.iter().filter_map(|id| self.wabas.get(id))
    }

    /// The outcome of papers a provider handed in just became known (contract §6.4).
    pub(super) fn certified(
        &self,
        client: BusinessId,
        status: CertificationStatus,
        at: Timestamp,
    ) -> Vec<Effect> {
        let settled = self
            .certifications
            .values()
            .find(|one| one.client == client && one.updated_at == at && one.status == status);
        let Some(one) = settled else { return Vec::new() };
        let owner = self.businesses.get(&client);
        let shared = |waba: &&Waba| waba.is_shared_with(one.partner);
        let waba = owner.and_then(|owner| self.wabas_of(owner).find(shared));
        let Some(waba) = waba else { return Vec::new() };
        let none = ["NONE".to_owned()];
        let reasons = if one.reasons.is_empty() { &none[..] } else { &one.reasons };
        let value = json!({
            "event": "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
            "partner_client_certification_info": {
                "client_business_id": client,
                "status": one.status.as_str(),
                "rejection_reasons": reasons,
            },
        });
        let of_partner = |effect: &Effect| match effect {
            Effect::Webhook { app, .. } => {
                self.apps.get(app).is_some_and(|app| app.business == one.partner)
            }
            _ => false,
        };
        let mut effects = self.webhooks(waba, "account_update", &value, at);
        effects.retain(of_partner);
        effects
    }

    pub(super) fn react_to_official(&self, event: &OfficialEvent, at: Timestamp) -> Vec<Effect> {
        let (OfficialEvent::Applied { phone, .. }
        | OfficialEvent::Granted { phone }
        | OfficialEvent::Withdrawn { phone }
        | OfficialEvent::Declined { phone, .. }) = event;
        match event {
            OfficialEvent::Applied { .. } | OfficialEvent::Withdrawn { .. } => Vec::new(),
            OfficialEvent::Granted { .. } => self.after_official(*phone, None, at),
            OfficialEvent::Declined { reason, .. } => {
                let why = reason.as_deref().unwrap_or("The business is not known well enough.");
                self.after_official(*phone, Some(why), at)
            }
        }
    }

    fn after_official(&self, id: PhoneNumberId, why: Option<&str>, at: Timestamp) -> Vec<Effect> {
        let Some((phone, waba, owner)) = self.client_number(id) else { return Vec::new() };
        let again = days(at, self.policy.official_retry_days);
        let mut facts = about_number(owner, waba, phone);
        facts.extend(why.map(|why| ("Reason", why.to_owned())));
        let number = phone.number.display();
        let (subject, what, next) = match why {
            None => (
                format!("{number} is an official business account"),
                "The application was approved: customers see the mark beside the name.",
                "nothing.".to_owned(),
            ),
            Some(_) => (
                format!("{number} did not become an official business account"),
                "The application for an official business account was declined.",
                format!("you may apply again after {}.", when(again)),
            ),
        };
        let letter = Letter { subject, what: what.to_owned(), facts, next };
        let mut effects = vec![letter.notice(owner)];
        effects.extend(self.partners(waba).map(|partner| letter.notice(partner)));
        let (kind, severity) = match why {
            None => ("OBA_APPROVED", "INFORMATIONAL"),
            Some(_) => ("OBA_REJECTED", "WARNING"),
        };
        let entity = ("PHONE_NUMBER", id.get());
        let description = letter.what.clone();
        let alert = Alert { entity, severity, kind, description };
        effects.extend(self.alert(waba, &alert, at));
        effects
    }
}

fn about_business(owner: &Business) -> Vec<(&'static str, String)> {
    vec![("Business", format!("{} ({})", owner.profile.name, owner.id))]
}
