//! Official business accounts (requirement D10).

use graph::id::PhoneNumberId;

use super::{Ask, Decision};
use crate::access::Need;
use crate::event::Event;
use crate::official::{OfficialEvent, OfficialStage};
use crate::phone::Standing;
use crate::refusal::Refusal;
use crate::time::days;
use crate::verdict::Verdict;

/// The most links of an application.
const LINKS_MAX: usize = 5;

impl Ask<'_> {
    pub(super) fn apply_for_official(
        self,
        phone: PhoneNumberId,
        statement: &str,
        links: &[String],
    ) -> Decision {
        let known = self.allow_phone(phone, Need::ManagePhones)?;
        let waba = self.world.waba(known.waba)?;
        if !self.world.business(waba.owner)?.verification.started() {
            return Err(Refusal::OfficialNeedsVerification);
        }
        if waba.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        if known.standing == Standing::Incomplete {
            return Err(Refusal::NotVerified);
        }
        match known.official.as_ref().map(|official| official.stage) {
            Some(OfficialStage::Pending { .. }) => return Err(Refusal::OfficialInReview),
            Some(OfficialStage::Granted { .. }) => return Err(Refusal::OfficialAlready),
            Some(OfficialStage::Declined { at }) => {
                let until = days(at, self.world.policy.official_retry_days);
                if self.now < until {
                    return Err(Refusal::OfficialTooSoon { until });
                }
            }
            Some(OfficialStage::Cancelled { .. }) | None => {}
        }
        let statement = statement.trim().to_owned();
        if statement.is_empty() || statement.chars().count() > 2_000 {
            let value = statement.chars().take(40).collect();
            return Err(Refusal::BadValue { field: "additional_supporting_information", value });
        }
        let links: Vec<String> =
            links.iter().map(|link| link.trim().to_owned()).filter(|l| !l.is_empty()).collect();
        let web = |link: &&String| !link.starts_with("https://") && !link.starts_with("http://");
        if let Some(value) = links.iter().find(web) {
            return Err(Refusal::BadValue { field: "supporting_links", value: value.clone() });
        }
        if links.len() > LINKS_MAX {
            let value = links.len().to_string();
            return Err(Refusal::BadValue { field: "supporting_links", value });
        }
        Ok(vec![Event::Official(OfficialEvent::Applied { phone, statement, links })])
    }

    pub(super) fn withdraw_official(self, phone: PhoneNumberId) -> Decision {
        let known = self.allow_phone(phone, Need::ManagePhones)?;
        let stage = known.official.as_ref().map(|official| official.stage);
        if !matches!(stage, Some(OfficialStage::Pending { .. })) {
            return Err(Refusal::OfficialNotInReview);
        }
        Ok(vec![Event::Official(OfficialEvent::Withdrawn { phone })])
    }

    pub(super) fn conclude_official(self, phone: PhoneNumberId, verdict: &Verdict) -> Decision {
        let known = self.world.phone(phone)?;
        let stage = known.official.as_ref().map(|official| official.stage);
        if !matches!(stage, Some(OfficialStage::Pending { .. })) {
            return Err(Refusal::AlreadyDecided);
        }
        Ok(vec![Event::Official(match verdict {
            Verdict::Decline { reason } => {
                OfficialEvent::Declined { phone, reason: reason.clone() }
            }
            Verdict::Approve | Verdict::AskForMore { .. } => OfficialEvent::Granted { phone },
        })])
    }
}
