//! What the screens show of one run through the signup, gathered from the world.

use graph::{AppId, BusinessId, PhoneNumberId, SignupId, WabaId};
use jiff::Timestamp;
use world::Refusal;

use super::prefill::Prefill;
use super::step::Step;
use crate::pages::fields::Fields;

/// One run, as a person sees it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The run.
    pub id: SignupId,
    /// The screen it waits on.
    pub step: Step,
    /// Who goes through it.
    pub person_name: String,
    /// The app that started it.
    pub app: AppId,
    /// The provider's name.
    pub provider: String,
    /// What the app is granted: what its access level does not cover is not offered.
    pub scopes: std::collections::BTreeSet<graph::Permission>,
    /// Businesses the person belongs to.
    pub businesses: Vec<BusinessChoice>,
    /// The business chosen so far.
    pub business: Option<Business>,
    /// Why the person may create no business.
    pub no_new_business: Option<Refusal>,
    /// Accounts of the business chosen.
    pub wabas: Vec<WabaChoice>,
    /// Why the business may have no further account.
    pub no_new_waba: Option<Refusal>,
    /// The existing profile that is taken as it is (requirement B08): its number.
    pub existing: Option<PhoneNumberId>,
    /// What the page filled in ahead.
    pub prefill: Prefill,
    /// The account chosen so far; none when a new one is made.
    pub waba: Option<WabaId>,
    /// The profile entered so far.
    pub profile: Profile,
    /// The number given so far.
    pub number: Option<Number>,
    /// A number the provider has proved already, which needs no code (contract §2.5).
    pub offer: Option<Number>,
    /// What is no longer possible with the codes of that number.
    pub codes: Codes,
    /// The time on the platform's clock.
    pub now: Timestamp,
}

/// What would be refused now of the codes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Codes {
    /// Until when neither a guess nor a new code is accepted.
    pub locked_until: Option<Timestamp>,
    /// Until when no new code is sent.
    pub spent_until: Option<Timestamp>,
}

/// A business in the list of the business screen.
#[derive(Clone, Debug)]
pub(crate) struct BusinessChoice {
    /// Its id.
    pub id: BusinessId,
    /// Its name.
    pub name: String,
    /// Whether the person may connect it (requirement A12).
    pub admin: bool,
}

/// The business of this run.
#[derive(Clone, Debug)]
pub(crate) struct Business {
    /// Its id.
    pub id: Option<BusinessId>,
    /// Its legal name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Its website.
    pub website: String,
    /// Its country, two letters.
    pub country: String,
    /// Its address: street, second line, city, state, postal code.
    pub address: [String; 5],
    /// Its telephone.
    pub phone: String,
}

/// An account in the list of the account screen.
#[derive(Clone, Debug)]
pub(crate) struct WabaChoice {
    /// Its id.
    pub id: WabaId,
    /// Its name.
    pub name: String,
    /// Why it cannot be chosen.
    pub closed: Option<Refusal>,
    /// Its WhatsApp profiles: one for each number.
    pub profiles: Vec<ProfileChoice>,
}

/// A profile in the list of the account screen.
#[derive(Clone, Debug)]
pub(crate) struct ProfileChoice {
    /// Its number.
    pub id: PhoneNumberId,
    /// The number as people write it.
    pub number: String,
    /// The name customers see.
    pub name: String,
}

/// The profile as entered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    /// Name of the account.
    pub waba_name: String,
    /// Number of the time zone.
    pub timezone_id: String,
    /// Name customers see.
    pub display_name: String,
    /// Category, in the spelling of the wire.
    pub vertical: String,
    /// What the business does.
    pub description: String,
    /// Its website.
    pub website: String,
}

/// The number as given.
#[derive(Clone, Debug)]
pub(crate) struct Number {
    /// As people write it: `+49 151 12345678`.
    pub display: String,
    /// Digits alone, country code first.
    pub digits: String,
    /// Two letters of its country.
    pub country: String,
    /// The rest of the number.
    pub national: String,
}

/// The fields of an address, in the order in which they are kept.
pub(crate) const ADDRESS: [&str; 5] = ["address", "address2", "city", "state", "zip"];

impl Run {
    /// What the fields of a screen hold when it opens: what was entered before, and otherwise what
    /// is likely.
    pub(crate) fn entered(&self, step: Step) -> Fields {
        let fields = Fields::default();
        match step {
            Step::Business => self.entered_business(),
            Step::Waba => {
                let chosen = self.waba.map(|id| id.to_string()).or_else(|| self.wished_waba());
                let profile = self.existing.map(|id| id.to_string());
                fields
                    .with("waba", chosen.unwrap_or_else(|| "new".to_owned()))
                    .with("profile", profile.unwrap_or_else(|| "new".to_owned()))
            }
            Step::Profile => self.entered_profile(),
            Step::Number => match &self.number {
                Some(number) => fields
                    .with("country", number.country.clone())
                    .with("number", number.national.clone()),
                None => {
                    let country = self.business.as_ref().map(|business| business.country.clone());
                    fields.with("country", country.unwrap_or_default())
                }
            },
            Step::Authorization | Step::Verify | Step::Permissions | Step::Done => fields,
        }
    }

    fn entered_business(&self) -> Fields {
        let fields = Fields::default();
        let Some(business) = &self.business else {
            return self.likely_business();
        };
        if let Some(id) = business.id {
            return fields.with("business", id.to_string());
        }
        fields
            .with("business", "new")
            .with("name", business.name.clone())
            .with("email", business.email.clone())
            .with("website", business.website.clone())
            .with("country", business.country.clone())
            .with("phone", business.phone.clone())
            .with_all(ADDRESS.into_iter().zip(business.address.clone()))
    }

    /// Before anything was entered: the business the page meant, by id or name, else the first that
    /// can be chosen, else a new one as the page filled it in (contract §1.2).
    fn likely_business(&self) -> Fields {
        let wish = &self.prefill;
        let mut open = self.businesses.iter().filter(|business| business.admin);
        let meant = open.clone().find(|business| {
            business.id.to_string() == wish.business_id
                || (!wish.name.is_empty() && business.name.eq_ignore_ascii_case(&wish.name))
        });
        let first = if wish.name.is_empty() { open.next() } else { None };
        let chosen = meant.or(first).map(|business| business.id.to_string());
        let fields = Fields::default().with("business", chosen.unwrap_or_else(|| "new".to_owned()));
        fields
            .with("name", wish.name.clone())
            .with("email", wish.email.clone())
            .with("website", wish.website.clone())
            .with("country", wish.country.clone())
            .with("phone", wish.phone.clone())
            .with_all(ADDRESS.into_iter().zip(wish.address.clone()))
    }

    /// The account the page meant, if it can be chosen.
    fn wished_waba(&self) -> Option<String> {
        let wish = &self.prefill.waba;
        let known = self.wabas.iter().find(|waba| waba.id.to_string() == *wish);
        known.filter(|waba| waba.closed.is_none()).map(|_| wish.clone())
    }

    fn entered_profile(&self) -> Fields {
        let profile = &self.profile;
        Fields::default()
            .with("waba_name", profile.waba_name.clone())
            .with("timezone_id", profile.timezone_id.clone())
            .with("display_name", profile.display_name.clone())
            .with("vertical", profile.vertical.clone())
            .with("description", profile.description.clone())
            .with("website", profile.website.clone())
    }
}
