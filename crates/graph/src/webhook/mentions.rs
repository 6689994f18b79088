//! Which objects a delivery is about. A client that looks afresh at what was mentioned needs to
//! understand nothing else of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Change, Delivery};
use crate::{BusinessId, PhoneNumberId, WabaId};

/// Events of `account_update` whose entry is the partner's business, not the WABA (contract §6.4).
const ABOUT_A_BUSINESS: [&str; 6] = [
    "PARTNER_ADDED",
    "PARTNER_REMOVED",
    "PARTNER_APP_INSTALLED",
    "PARTNER_APP_UNINSTALLED",
    "AD_ACCOUNT_LINKED",
    "MM_LITE_TERMS_SIGNED",
];

/// The objects a delivery is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// WhatsApp Business Accounts, whether the entry's or inside `waba_info`.
    pub wabas: BTreeSet<WabaId>,
    /// Businesses: a partner's, an owner's.
    pub businesses: BTreeSet<BusinessId>,
    /// Phone numbers known by id.
    pub phones: BTreeSet<PhoneNumberId>,
    /// Phone numbers known by their digits only, as in `phone_number_name_update`.
    pub numbers: BTreeSet<String>,
    /// The fields, such as `account_update`.
    pub fields: BTreeSet<String>,
}

impl Delivery {
    /// Which objects a delivery is about. What it does not know it passes over.
    pub fn mentions(&self) -> Mentions {
        let mut found = Mentions::default();
        for entry in &self.entry {
            // Where only the names of fields are told, it may be about the account or a business.
            let mut names_waba = entry.changes.is_empty();
            for change in &entry.changes {
                if is_about_a_business(change) {
                    found.businesses.extend(entry.id.parse::<BusinessId>());
                } else {
                    names_waba = true;
                }
                found.add(change);
            }
            found.fields.extend(entry.changed_fields.iter().cloned());
            if names_waba {
                found.wabas.extend(entry.id.parse::<WabaId>());
            }
        }
        found
    }
}

impl Mentions {
    fn add(&mut self, change: &Change) {
        let value = &change.value;
        self.fields.insert(change.field.clone());
        self.wabas.extend(id::<WabaId>(&value["waba_info"]["waba_id"]));
        self.businesses.extend(id::<BusinessId>(&value["waba_info"]["owner_business_id"]));
        let certified = &value["partner_client_certification_info"]["client_business_id"];
        self.businesses.extend(id::<BusinessId>(certified));
        self.phones.extend(id::<PhoneNumberId>(&value["metadata"]["phone_number_id"]));
        if value["entity_type"] == "PHONE_NUMBER" {
            self.phones.extend(id::<PhoneNumberId>(&value["entity_id"]));
        }
        let numbers = [&value["display_phone_number"], &value["phone_number"]];
        for number in numbers.into_iter().filter_map(Value::as_str) {
            self.numbers.insert(number.chars().filter(char::is_ascii_digit).collect());
        }
    }
}

fn is_about_a_business(change: &Change) -> bool {
    let event = change.value["event"].as_str().unwrap_or_default();
    match change.field.as_str() {
        "account_update" => ABOUT_A_BUSINESS.contains(&event),
        "partner_solutions" => true,
        _ => false,
    }
}

/// An id written as a text or a number, if it is one.
fn id<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::Mentions;
    use crate::webhook::{Delivery, Envelope};
    use crate::{BusinessId, PhoneNumberId, WabaId};

    fn of(id: u64, field: &str, value: serde_json::Value) -> Mentions {
        Delivery::read(&Envelope::of_one(id, Some(1), field, value).to_bytes()).unwrap().mentions()
    }

    #[test]
    fn a_shared_account_is_inside_the_value() {
        let info = json!({"waba_id": "98", "owner_business_id": 23});
        let found = of(29, "account_update", json!({"event": "PARTNER_ADDED", "waba_info": info}));
        assert_eq!(found.wabas, BTreeSet::from([WabaId::new(98)]));
        let businesses = BTreeSet::from([BusinessId::new(23), BusinessId::new(29)]);
        assert_eq!(found.businesses, businesses);
        let bare = of(29, "account_update", json!({"event": "PARTNER_APP_UNINSTALLED"}));
        assert!(bare.wabas.is_empty());
    }

    #[test]
    fn other_news_is_about_the_entry() {
        let found = of(10, "account_review_update", json!({"decision": "APPROVED"}));
        assert_eq!(found.wabas, BTreeSet::from([WabaId::new(10)]));
        assert_eq!(found.fields, BTreeSet::from(["account_review_update".to_owned()]));
        let metadata = json!({"display_phone_number": "15550783881", "phone_number_id": "106"});
        let found = of(10, "messages", json!({"metadata": metadata, "statuses": []}));
        assert_eq!(found.phones, BTreeSet::from([PhoneNumberId::new(106)]));
        let name = json!({"display_phone_number": "+1 555-078-3881", "decision": "APPROVED"});
        let found = of(10, "phone_number_name_update", name);
        assert_eq!(found.numbers, BTreeSet::from(["15550783881".to_owned()]));
    }

    #[test]
    fn a_field_that_changed_is_told_also_without_its_value() {
        let body = Envelope::of_changed(WabaId::new(12), Some(1), "account_update").to_bytes();
        let found = Delivery::read(&body).unwrap().mentions();
        assert_eq!(found.wabas, BTreeSet::from([WabaId::new(12)]));
        assert_eq!(found.fields, BTreeSet::from(["account_update".to_owned()]));
    }

    #[test]
    fn passes_over_what_it_does_not_know() {
        let body = br#"{"object":"x","entry":[{"id":12,"later":1},{"id":"no id","changes":[{}]}]}"#;
        let found = Delivery::read(body).unwrap().mentions();
        assert_eq!(found.wabas, BTreeSet::from([WabaId::new(12)]));
    }
}
