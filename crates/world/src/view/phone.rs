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
        Ok(self.phone_node(phone, |name| self.wants(name, DEFAULTS)))
    }

    /// The node of a number the caller is known to see, with the members that are wanted.
    pub(super) fn phone_node(&self, phone: &Phone, wanted: impl Fn(&str) -> bool + Copy) -> Node {
        let waba = self.world.waba(phone.waba).ok();
        let (world, now) = (self.world, self.now);
        let rating = || world.quality(phone, now);
        let change = || phone.name.change.as_ref().map(|change| change.name.as_str());
        let health = || waba.map(|waba| self.phone_health(phone, waba));
        let node = Node::new("WhatsAppBusinessPhoneNumber", phone.id)
            .set_if(wanted, "display_phone_number", || phone.number.display())
            .set_if(wanted, "verified_name", || phone.name.current.as_str())
            .set_if(wanted, "quality_rating", rating)
            .set_if(wanted, "quality_score", || json!({"score": rating()}))
            .set_if(wanted, "code_verification_status", || {
                phone.proof(world.policy.proof_days, now)
            })
            .set_if(wanted, "name_status", || world.name_status(phone, now))
            .set_if(wanted, "new_name_status", || world.new_name_status(phone, now))
            .set_if(wanted, "new_display_name", change)
            .set_if(wanted, "status", || world.phone_status(phone, now))
            .set_if(wanted, "account_mode", || phone.mode())
            .set_if(wanted, "messaging_limit_tier", || world.tier(phone))
            // Accounts and businesses know it from v24 on; a client in use asks numbers for it
            // under v21 too, so here every version does (docs/limits.md).
            .set_if(wanted, "whatsapp_business_manager_messaging_limit", || world.tier(phone))
            .set_if(wanted, "platform_type", || phone.platform())
            .set_if(wanted, "throughput", || json!({"level": phone.throughput()}))
            .set_if(wanted, "is_pin_enabled", || phone.pin.is_some())
            .set_if(wanted, "is_official_business_account", || phone.is_official())
            .set_if(wanted, "is_preverified_number", || phone.preverified)
            .set_if(wanted, "is_on_biz_app", || {
                world.handset(&phone.number) == Handset::BusinessApp
            })
            .set_if(wanted, "last_onboarded_time", || phone.onboarded_at.map(iso))
            .set_if(
                wanted,
                "eligibility_for_api_business_global_search",
                || "NON_ELIGIBLE_VERIFIED_LEVEL",
            )
            .set_if(wanted, "search_visibility", || "NON_VISIBLE")
            .set_if(wanted, "country_dial_code", || phone.number.country_code())
            .set_if(wanted, "webhook_configuration", || {
                waba.and_then(|waba| self.callbacks(phone, waba))
            })
            .set_if(|name| self.asks(name), "health_status", health)
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
