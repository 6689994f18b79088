//! The business phone number as Graph shows it (contract §4.1).

use graph::{GraphError, Node, PhoneNumberId};
use serde_json::{Map, Value, json};

use super::{Sight, iso, unseen};
use crate::access::Need;
use crate::certificate::Certificate;
use crate::handset::Handset;
use crate::phone::Phone;
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
        self.permit(Need::ReadPhones(phone.waba), id.get())?;
        if phone.is_deleted() {
            return Err(GraphError::deleted_phone());
        }
        Ok(self.phone_node(phone))
    }

    /// The node of a number the caller is known to see, for rows of lists.
    pub(super) fn phone_node(&self, phone: &Phone) -> Node {
        let waba = self.world.waba(phone.waba).ok();
        let proof = phone.proof(self.world.policy.proof_days, self.now);
        let rating = self.world.quality(phone, self.now);
        let node = Node::new("WhatsAppBusinessPhoneNumber", phone.id)
            .set("display_phone_number", phone.number.display())
            .set("verified_name", phone.name.current.as_str())
            .set("quality_rating", rating)
            .set("quality_score", json!({"score": rating}))
            .set("code_verification_status", proof)
            .set("name_status", self.world.name_status(phone, self.now))
            .set("new_name_status", self.world.new_name_status(phone, self.now))
            .set_opt("new_display_name", phone.name.change.as_ref().map(|c| c.name.as_str()))
            .set("status", self.world.phone_status(phone, self.now))
            .set("account_mode", phone.mode())
            .set("messaging_limit_tier", self.world.tier(phone))
            // It came with v24, but clients ask numbers for it whatever the version they speak.
            .set("whatsapp_business_manager_messaging_limit", self.world.tier(phone))
            .set("platform_type", phone.platform())
            .set("throughput", json!({"level": phone.throughput()}))
            .set("is_pin_enabled", phone.pin.is_some())
            .set("is_official_business_account", phone.is_official())
            .set("is_preverified_number", phone.preverified)
            .set("is_on_biz_app", self.world.handset(&phone.number) == Handset::BusinessApp)
            .set_opt("last_onboarded_time", phone.onboarded_at.map(iso))
            .set("eligibility_for_api_business_global_search", "NON_ELIGIBLE_VERIFIED_LEVEL")
            .set("search_visibility", "NON_VISIBLE")
            .set("country_dial_code", phone.number.country_code())
            .set_opt("webhook_configuration", waba.and_then(|waba| self.callbacks(phone, waba)))
            .set_opt(
                "health_status",
                waba.filter(|_| self.asks("health_status"))
                    .map(|waba| self.phone_health(phone, waba)),
            )
            .known(&["country_code", "conversational_automation"])
            .defaults(DEFAULTS);
        self.with_certificates(phone, node)
    }

    /// Adds the certificates for the provider alone (requirements E04, E05); others learn only that
    /// the names exist.
    fn with_certificates(&self, phone: &Phone, node: Node) -> Node {
        let asked = self.asks("certificate") || self.asks("new_certificate");
        if !asked || !self.reads_certificates(phone.waba) {
            return node.known(&["certificate", "new_certificate"]);
        }
        let current = self.world.certificate(phone, self.now).map(Certificate::text);
        let new = self.world.new_certificate(phone, self.now).map(Certificate::text);
        node.set_opt("certificate", current).set_opt("new_certificate", new)
    }

    /// Where the caller's app is told about this number; `None` when nowhere.
    fn callbacks(&self, phone: &Phone, waba: &Waba) -> Option<Value> {
        let app = self.world.app(self.app_of_caller()).ok()?;
        let mut urls = Map::new();
        if let Some(callback) = &phone.callback {
            urls.insert("phone_number".to_owned(), callback.url.as_str().into());
        }
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
