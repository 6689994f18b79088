//! The business phone number as Graph shows it (contract §4.1).

use graph::{
    GraphError, NameStatus, Node, PhoneNumberId, PlatformType, QualityRating, ThroughputLevel,
};
use serde_json::{Map, Value, json};

use super::{Sight, iso, unseen};
use crate::certificate::Certificate;
use crate::phone::{Phone, Standing};
use crate::waba::Waba;

/// What the node and a list row answer without `fields`.
const DEFAULTS: &[&str] = &[
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "webhook_configuration",
    "id",
];

impl Sight<'_> {
    /// The business phone number with this id.
    ///
    /// # Errors
    /// 100/33 when it is out of sight, 200 when the caller has no access to its WABA.
    pub fn phone(&self, id: PhoneNumberId) -> Result<Node, GraphError> {
        let phone = self.world.phone(id).map_err(|_| unseen(id.get()))?;
        self.may_read(phone.waba, id.get())?;
        Ok(self.phone_node(phone))
    }

    /// The node of a number the caller is known to see, for rows of lists.
    pub(super) fn phone_node(&self, phone: &Phone) -> Node {
        let waba = self.world.waba(phone.waba).ok();
        let proof = phone.proof(self.world.policy.proof_days, self.now);
        let node = Node::new("WhatsAppBusinessPhoneNumber", phone.id)
            .set("display_phone_number", phone.number.display())
            .set("verified_name", phone.name.current.as_str())
            .set("quality_rating", QualityRating::Unknown)
            .set("quality_score", json!({"score": QualityRating::Unknown}))
            .set("code_verification_status", proof)
            .set("name_status", name_status(phone))
            .set(
                "new_name_status",
                phone
                    .name
                    .change
                    .as_ref()
                    .map_or(NameStatus::None, |change| change.review.status()),
            )
            .set_opt("new_display_name", phone.name.change.as_ref().map(|c| c.name.as_str()))
            .set("status", phone.status())
            .set("account_mode", phone.mode())
            .set("messaging_limit_tier", self.world.tier(phone))
            // It came with v24, but clients ask numbers for it whatever the version they speak.
            .set("whatsapp_business_manager_messaging_limit", self.world.tier(phone))
            .set("platform_type", phone.platform())
            .set("throughput", json!({"level": throughput(phone)}))
            .set("is_pin_enabled", phone.pin.is_some())
            .set("is_official_business_account", false)
            .set("is_preverified_number", false)
            .set("is_on_biz_app", false)
            .set_opt("last_onboarded_time", phone.onboarded_at.map(iso))
            .set("eligibility_for_api_business_global_search", "NON_ELIGIBLE_VERIFIED_LEVEL")
            .set("search_visibility", "NON_VISIBLE")
            .set("country_dial_code", phone.number.country_code())
            .set_opt("webhook_configuration", waba.and_then(|waba| self.callbacks(waba)))
            .set_opt("health_status", waba.map(|waba| self.phone_health(phone, waba)))
            .known(&["country_code", "conversational_automation"])
            .defaults(DEFAULTS);
        self.with_certificates(phone, node)
    }

    /// Adds the certificates for the provider alone (requirements E04, E05); others learn only that
    /// the names exist.
    fn with_certificates(&self, phone: &Phone, node: Node) -> Node {
        if !self.reads_certificates(phone.waba) {
            return node.known(&["certificate", "new_certificate"]);
        }
        let current = self.world.certificate(phone).map(Certificate::text);
        let new = self.world.new_certificate(phone).map(Certificate::text);
        node.set_opt("certificate", current).set_opt("new_certificate", new)
    }

    /// Where the caller's app is told about this number; `None` when nowhere.
    fn callbacks(&self, waba: &Waba) -> Option<Value> {
        let app = self.world.app(self.app_of_caller()).ok()?;
        let mut urls = Map::new();
        let own = waba.subscriptions.get(&app.id).and_then(|s| s.callback.as_ref());
        if let Some(callback) = own {
            urls.insert("whatsapp_business_account".to_owned(), callback.url.as_str().into());
        }
        if let Some(callback) = &app.callback {
            urls.insert("application".to_owned(), callback.url.as_str().into());
        }
        (!urls.is_empty()).then_some(Value::Object(urls))
    }
}

/// How fast a number may send: only Meta's own servers have levels.
fn throughput(phone: &Phone) -> ThroughputLevel {
    match phone.platform() {
        PlatformType::CloudApi => ThroughputLevel::Standard,
        PlatformType::OnPremise | PlatformType::NotApplicable => ThroughputLevel::NotApplicable,
    }
}

/// How far the review of the name in use is; `NONE` where nothing is granted yet.
fn name_status(phone: &Phone) -> NameStatus {
    match phone.standing {
        Standing::Incomplete => NameStatus::None,
        Standing::Trial { .. }
        | Standing::Starter
        | Standing::Regular { .. }
        | Standing::Lapsed { .. } => phone.name.review.status(),
    }
}
