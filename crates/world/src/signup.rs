//! One run of a person through Embedded Signup: what was entered and which step is next.

use std::collections::BTreeSet;

use graph::id::{AppId, BusinessId, ConfigurationId, PersonId, PhoneNumberId, SignupId, WabaId};
use graph::phone_number::E164;
use graph::status::{Permission, Vertical};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One run of the signup (requirement B06).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signup {
    /// Its id.
    pub id: SignupId,
    /// The provider's app it was started for.
    pub app: AppId,
    /// Who goes through it.
    pub person: PersonId,
    /// The page it was started from.
    pub origin: String,
    /// What the page gets at the end.
    pub login: Login,
    /// Whether a number is asked for.
    pub feature: Feature,
    /// What the page asks for.
    pub scopes: BTreeSet<Permission>,
    /// When it was first started.
    pub started_at: Timestamp,
    /// The login configuration the page named (contract §1.2).
    pub configuration: Option<ConfigurationId>,
    /// What the page filled in ahead: `extras.setup` as JSON text.
    pub prefill: Option<String>,
    /// What was entered so far; kept when the person leaves (requirement B14).
    pub entered: Entered,
    /// Where it stands.
    pub stage: Stage,
}

/// What a person entered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// The business.
    pub business: Option<BusinessChoice>,
    /// The WABA.
    pub waba: Option<WabaChoice>,
    /// The profile.
    pub profile: Option<ProfileEntry>,
    /// The phone number.
    pub number: Option<E164>,
    /// When the number given was proved by its code.
    pub verified_at: Option<Timestamp>,
    /// The number whose profile is taken as it is (requirement B08).
    pub profile_of: Option<PhoneNumberId>,
}

/// What the page gets when the signup is finished (requirement B12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Login {
    /// A user token.
    Token,
    /// A code to exchange.
    Code,
    /// Both, where the page asked for both.
    Both,
}

/// Which variant of the flow the page asked for (contract §1.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// All steps.
    #[default]
    Full,
    /// `only_waba_sharing`: no number is asked for.
    OnlyWabaSharing,
}

/// Which business the person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum BusinessChoice {
    /// One the person administers.
    Existing {
        /// Which.
        business: BusinessId,
    },
    /// One that is created when the signup is finished.
    New {
        /// Its name, at most 100 characters.
        name: String,
        /// Where its notices go.
        email: String,
        /// Its website.
        website: String,
        /// Two-letter country code.
        country: String,
        /// Its postal address.
        address: Option<String>,
        /// Its telephone.
        phone: Option<String>,
    },
}

/// Which WABA the person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "snake_case")]
pub enum WabaChoice {
    /// One of the chosen business.
    Existing {
        /// Which.
        waba: WabaId,
    },
    /// One that is created when the signup is finished.
    New,
}

/// The WABA's name and the WhatsApp profile, as entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileEntry {
    /// The WABA's internal name, at most 255 characters; without meaning for an existing WABA.
    pub waba_name: String,
    /// Facebook's number of the time zone; without meaning for an existing WABA.
    pub timezone_id: u32,
    /// The name customers see.
    pub display_name: String,
    /// The trade.
    pub vertical: Vertical,
    /// What the business does, at most 512 characters.
    pub description: Option<String>,
    /// Its website, at most 256 characters.
    pub website: Option<String>,
}

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Under way.
    At(Step),
    /// Given up at this step; starting again resumes there.
    Cancelled(Step),
    /// Everything is created and shared.
    Done(Outcome),
}

/// What a finished run made or chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The business that owns the WABA.
    pub business: BusinessId,
    /// The one WABA of this run (requirement B07).
    pub waba: WabaId,
    /// The number, unless the page asked for none.
    pub phone: Option<PhoneNumberId>,
    /// When.
    pub at: Timestamp,
}

/// The steps of a run, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// What the provider may do; consent.
    Authorization,
    /// Choose or create the business.
    Business,
    /// Choose or create the WABA.
    Waba,
    /// Describe WABA and profile.
    Profile,
    /// Give the number.
    Number,
    /// Type the code.
    Verify,
    /// Look over everything and finish.
    Permissions,
}

impl Step {
    /// The word of `current_step` (contract §1.4); the first screen has none.
    pub const fn wire(self) -> Option<&'static str> {
        match self {
            Self::Authorization => None,
            Self::Business => Some("BUSINESS_ACCOUNT_SELECTION"),
            Self::Waba => Some("WABA_PHONE_PROFILE_PICKER"),
            Self::Profile => Some("WHATSAPP_BUSINESS_PROFILE_SETUP"),
            Self::Number => Some("PHONE_NUMBER_SETUP"),
            Self::Verify => Some("PHONE_NUMBER_VERIFICATION"),
            Self::Permissions => Some("PERMISSIONS"),
        }
    }

    /// The step's name in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Authorization => "authorization",
            Self::Business => "business",
            Self::Waba => "waba",
            Self::Profile => "profile",
            Self::Number => "number",
            Self::Verify => "verify",
            Self::Permissions => "permissions",
        }
    }
}

impl Signup {
    /// The step it is at or was left at; `None` once done.
    pub const fn step(&self) -> Option<Step> {
        match self.stage {
            Stage::At(step) | Stage::Cancelled(step) => Some(step),
            Stage::Done(_) => None,
        }
    }
}
