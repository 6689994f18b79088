//! What the screens show of one run through the signup, gathered from the world.

use graph::{AppId, BusinessId, SignupId, WabaId};
use jiff::Timestamp;

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
    /// Businesses the person belongs to.
    pub businesses: Vec<BusinessChoice>,
    /// The business chosen so far.
    pub business: Option<Business>,
    /// Accounts of the business chosen.
    pub wabas: Vec<WabaChoice>,
    /// The account chosen so far; none when a new one is made.
    pub waba: Option<WabaId>,
    /// The profile entered so far.
    pub profile: Profile,
    /// The number given so far.
    pub number: Option<Number>,
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
    /// Its address, in one line.
    pub address: String,
}

/// An account in the list of the account screen.
#[derive(Clone, Debug)]
pub(crate) struct WabaChoice {
    /// Its id.
    pub id: WabaId,
    /// Its name.
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

impl Run {
    /// What the fields of a screen hold when it opens: what was entered before, and otherwise what
    /// is likely.
    pub(crate) fn entered(&self, step: Step) -> Fields {
        let fields = Fields::default();
        match step {
            Step::Business => self.entered_business(),
            Step::Waba => {
                let chosen = self.waba.map_or_else(|| "new".to_owned(), |id| id.to_string());
                fields.with("waba", chosen)
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
            let first = self.businesses.iter().find(|business| business.admin);
            let chosen = first.map_or_else(|| "new".to_owned(), |business| business.id.to_string());
            return fields.with("business", chosen);
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
            .with("address", business.address.clone())
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
