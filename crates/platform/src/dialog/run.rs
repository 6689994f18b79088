//! What the screens show of one run through the signup, gathered from the world.

use graph::{AppId, BusinessId, SignupId, WabaId};

use super::step::Step;

/// One run, as a person sees it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The run.
    pub id: SignupId,
    /// The screen it waits on.
    pub step: Step,
    /// Who goes through it.
    pub person_name: String,
    /// That person's language, such as `de_DE`.
    pub locale: String,
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
    /// Dialling code without `+`.
    pub dial: String,
    /// The rest of the number.
    pub national: String,
    /// Whether the code came by a call.
    pub voice: bool,
}
