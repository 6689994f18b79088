//! What a seed can say: the members of a seed document, in TOML or in JSON.
//!
//! Everything has a default but the names by which one part means another. Words of the Graph API
//! are spelt as the Graph API spells them (`CONNECTED`, `verified`), so that what was asked for is
//! what is read back. `docs/seeds.md` shows it to people; a test runs its examples.

use graph::{
    AccountReviewStatus, CodeVerificationStatus, Currency, E164, MessagingLimitTier, NameStatus,
    Permission, PhoneStatus, PlatformType, QualityRating, Task, TemplateCategory, TemplateStatus,
    VerificationStatus, Vertical,
};
use serde::Deserialize;
use serde_json::Value;
use world::{Handset, NumberFault, RestrictionKind, TokenEnd, Violation};

use super::part::Lines;
use super::word::{days, number, some_days, some_number, some_word, some_words, upto, word, words};

/// The most customers a number of a seed writes to: more would take minutes.
pub(super) const CUSTOMERS_MAX: u32 = 2_000;
/// The most registrations, or guesses at a PIN, of one number.
const TRIES_MAX: u32 = 100;

/// A seed: who and what there is when a world begins (`docs/seeds.md`).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// People with a Facebook account.
    #[serde(default)]
    pub(crate) person: Vec<PersonSeed>,
    /// Providers with app, system users and credit line.
    #[serde(default)]
    pub(crate) provider: Vec<ProviderSeed>,
    /// Business portfolios of clients.
    #[serde(default)]
    pub(crate) business: Vec<BusinessSeed>,
    /// WhatsApp Business Accounts that came by Embedded Signup.
    #[serde(default)]
    pub(crate) waba: Vec<WabaSeed>,
    /// What answers at telephones.
    #[serde(default)]
    pub(crate) handset: Vec<HandsetSeed>,
    /// Access tokens of a given text.
    #[serde(default)]
    pub(crate) token: Vec<TokenSeed>,
    /// Login codes of the pop-up, good for 30 seconds from the beginning.
    #[serde(default)]
    pub(crate) code: Vec<CodeSeed>,
    /// What goes wrong on purpose, as `POST /_control/faults` takes it. `$WABA_ID` and the other
    /// names of the fixture stand for their values.
    #[serde(default)]
    pub(crate) fault: Vec<Value>,
    /// Where in a file each part stands.
    #[serde(skip)]
    pub(crate) lines: Lines,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonSeed {
    /// How others name it.
    pub(crate) name: String,
    /// Left out: made of the name, at `person.example`.
    #[serde(default)]
    pub(crate) email: Option<String>,
    /// The language of Facebook's pages.
    #[serde(default = "en_us")]
    pub(crate) locale: String,
}

/// A provider.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderSeed {
    /// Name of its business portfolio.
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) legal_name: Option<String>,
    #[serde(default)]
    pub(crate) email: Option<String>,
    #[serde(default)]
    pub(crate) website: Option<String>,
    #[serde(default = "us")]
    pub(crate) country: String,
    #[serde(default)]
    pub(crate) app_name: Option<String>,
    /// Left out: drawn.
    #[serde(default)]
    pub(crate) app_secret: Option<String>,
    /// Host names of its pages.
    #[serde(default = "local_domains")]
    pub(crate) domains: Vec<String>,
    /// The person who administers it; left out: one of its own.
    #[serde(default)]
    pub(crate) admin: Option<String>,
    /// In what its credit line pays.
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) currency: Option<Currency>,
    /// A verified number on its own account.
    #[serde(default, deserialize_with = "some_number")]
    pub(crate) own_number: Option<E164>,
    /// In development, with Standard access, as on the first day.
    #[serde(default)]
    pub(crate) fresh: bool,
    /// Whether it has accepted the Credit Allocation API terms.
    #[serde(default = "yes")]
    pub(crate) credit_terms: bool,
    /// Whether it has accepted the terms of the Cloud API.
    #[serde(default = "yes")]
    pub(crate) cloud_api_terms: bool,
    /// Where its app's webhooks go.
    #[serde(default)]
    pub(crate) callback: Option<AppCallbackSeed>,
    /// The texts of its system users' tokens; left out: drawn.
    #[serde(default)]
    pub(crate) admin_token: Option<String>,
    #[serde(default)]
    pub(crate) employee_token: Option<String>,
}

/// Where an app's webhooks go. The handshake counts as done.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppCallbackSeed {
    pub(crate) url: String,
    pub(crate) verify_token: String,
    /// What the app wants to be told.
    pub(crate) fields: Vec<String>,
}

/// The business portfolio of a client.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BusinessSeed {
    pub(crate) name: String,
    /// The person who administers it; left out: one of its own.
    #[serde(default)]
    pub(crate) admin: Option<String>,
    #[serde(default)]
    pub(crate) email: Option<String>,
    #[serde(default)]
    pub(crate) website: Option<String>,
    #[serde(default = "us")]
    pub(crate) country: String,
    /// Where its verification stands (contract §9.5).
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) verification: Option<VerificationStatus>,
    /// How many days ago that was decided.
    #[serde(default, deserialize_with = "some_days")]
    pub(crate) verification_days: Option<u32>,
}

/// A WhatsApp Business Account.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WabaSeed {
    pub(crate) name: String,
    /// The business it belongs to; left out: the only one there is.
    #[serde(default)]
    pub(crate) business: Option<String>,
    /// The provider it was shared with by the signup; left out: the first.
    #[serde(default)]
    pub(crate) provider: Option<String>,
    /// How many days ago the signup was.
    #[serde(default, deserialize_with = "some_days")]
    pub(crate) age_days: Option<u32>,
    #[serde(default = "first_zone")]
    pub(crate) timezone_id: u32,
    /// Where the check against Meta's policies stands (contract §9.6).
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) review: Option<AccountReviewStatus>,
    /// What is done against it (contract §9.9).
    #[serde(default)]
    pub(crate) measure: Option<MeasureSeed>,
    /// What the provider's employee system user may do; left out: it is not assigned.
    #[serde(default, deserialize_with = "words")]
    pub(crate) assigned: Vec<Task>,
    /// Whether the provider's app is subscribed.
    #[serde(default)]
    pub(crate) subscribed: bool,
    /// Another address for its messages.
    #[serde(default)]
    pub(crate) callback: Option<CallbackSeed>,
    /// The currency in which the provider's credit line is attached.
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) credit: Option<Currency>,
    /// Whether it is shared still; `false`: the owner took it back.
    #[serde(default = "yes")]
    pub(crate) shared: bool,
    /// Its numbers, the first of which was given in the signup.
    #[serde(default)]
    pub(crate) number: Vec<NumberSeed>,
    /// Its message templates, besides `hello_world`.
    #[serde(default)]
    pub(crate) template: Vec<TemplateSeed>,
}

/// Another address for webhooks of messages. The handshake counts as done.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallbackSeed {
    pub(crate) url: String,
    pub(crate) verify_token: String,
}

/// A measure against an account.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MeasureSeed {
    pub(crate) step: MeasureStep,
    pub(crate) violation: Violation,
    /// With `restrict`; left out: all.
    #[serde(default)]
    pub(crate) restrictions: Vec<RestrictionKind>,
    /// With `restrict`: for how many days; with `schedule_disable`: after how many.
    #[serde(default = "three", deserialize_with = "days")]
    pub(crate) days: u32,
}

/// A step of the ladder (contract §9.9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MeasureStep {
    Warn,
    Restrict,
    Lock,
    ScheduleDisable,
    Disable,
}

/// A business phone number, in any state (contract §4.1, §4.5, §9).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberSeed {
    #[serde(deserialize_with = "number")]
    pub(crate) number: E164,
    /// The display name; left out: the name of the account.
    #[serde(default)]
    pub(crate) name: Option<String>,
    /// How many days ago it was proved: for a number on trial, the trial days used.
    #[serde(default, deserialize_with = "some_days")]
    pub(crate) age_days: Option<u32>,
    /// Whether its owner proved it (`code_verification_status`).
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) proof: Option<CodeVerificationStatus>,
    /// `status` (contract §9.8).
    #[serde(default = "pending", deserialize_with = "word")]
    pub(crate) status: PhoneStatus,
    /// Where a registered number works.
    #[serde(default = "cloud_api", deserialize_with = "word")]
    pub(crate) platform: PlatformType,
    /// `name_status` (contract §9.4); left out: as it fits the business.
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) name_status: Option<NameStatus>,
    /// A change of the display name.
    #[serde(default)]
    pub(crate) new_name: Option<String>,
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) new_name_status: Option<NameStatus>,
    /// How many days ago its certificate was issued.
    #[serde(default, deserialize_with = "some_days")]
    pub(crate) certificate_days: Option<u32>,
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) quality: Option<QualityRating>,
    /// Its messaging limit.
    #[serde(default, deserialize_with = "some_word")]
    pub(crate) tier: Option<MessagingLimitTier>,
    /// How many customers it wrote to first in the last hour.
    #[serde(default, deserialize_with = "upto::<CUSTOMERS_MAX, _>")]
    pub(crate) customers_today: u32,
    /// The two-step verification PIN; left out: `123456` where it is registered, otherwise none.
    #[serde(default)]
    pub(crate) pin: Option<String>,
    /// How often the PIN was guessed wrong since.
    #[serde(default, deserialize_with = "upto::<TRIES_MAX, _>")]
    pub(crate) wrong_pins: u32,
    /// Registrations in the last hour, besides the first (contract §4.5: 133016).
    #[serde(default, deserialize_with = "upto::<TRIES_MAX, _>")]
    pub(crate) registrations: u32,
    /// The application for the mark of an official business account.
    #[serde(default)]
    pub(crate) official: Option<OfficialSeed>,
    /// A fault on Meta's side that keeps it from being registered.
    #[serde(default)]
    pub(crate) fault: Option<NumberFault>,
    /// Where its data is kept.
    #[serde(default)]
    pub(crate) storage_region: Option<String>,
    /// Another address for its messages.
    #[serde(default)]
    pub(crate) callback: Option<CallbackSeed>,
    #[serde(default)]
    pub(crate) description: Option<String>,
    #[serde(default)]
    pub(crate) website: Option<String>,
    #[serde(default = "other", deserialize_with = "word")]
    pub(crate) vertical: Vertical,
    /// With `status = "MIGRATED"`: the account it is on now.
    #[serde(default)]
    pub(crate) moved_to: Option<String>,
    /// What customers wrote to it, a minute before the world begins.
    #[serde(default)]
    pub(crate) message: Vec<MessageSeed>,
}

/// Where an application for the mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum OfficialSeed {
    Pending,
    Approved,
    Rejected,
    Cancelled,
}

/// What a customer wrote.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MessageSeed {
    #[serde(deserialize_with = "number")]
    pub(crate) from: E164,
    #[serde(default = "sam")]
    pub(crate) name: String,
    pub(crate) text: String,
}

/// A message template.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TemplateSeed {
    pub(crate) name: String,
    #[serde(default = "en_us")]
    pub(crate) language: String,
    #[serde(default = "utility", deserialize_with = "word")]
    pub(crate) category: TemplateCategory,
    /// As `POST /{waba}/message_templates` takes them; left out: a body of `text`.
    #[serde(default)]
    pub(crate) components: Option<Value>,
    #[serde(default)]
    pub(crate) text: Option<String>,
    #[serde(default = "approved", deserialize_with = "word")]
    pub(crate) status: TemplateStatus,
    /// With `REJECTED`: why.
    #[serde(default)]
    pub(crate) reason: Option<String>,
}

/// What answers at a telephone.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandsetSeed {
    #[serde(deserialize_with = "number")]
    pub(crate) number: E164,
    pub(crate) is: Handset,
}

/// An access token of a given text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenSeed {
    pub(crate) text: String,
    /// Whose app it is for; left out: the first provider's.
    #[serde(default)]
    pub(crate) provider: Option<String>,
    /// Whom it speaks for.
    pub(crate) holder: HolderSeed,
    /// The person, with `holder = "person"`.
    #[serde(default)]
    pub(crate) person: Option<String>,
    /// What it permits; left out: everything.
    #[serde(default, deserialize_with = "some_words")]
    pub(crate) permissions: Option<Vec<Permission>>,
    /// The accounts it reaches; left out: all its holder reaches.
    #[serde(default)]
    pub(crate) wabas: Option<Vec<String>>,
    /// For how many days from the beginning it is good, 0: it is over; left out: for ever.
    #[serde(default, deserialize_with = "some_days")]
    pub(crate) days: Option<u32>,
    /// Why it ended before its time.
    #[serde(default)]
    pub(crate) ended: Option<TokenEnd>,
}

/// A login code, as a page gets it at the end of the pop-up.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeSeed {
    /// The account that was shared; left out: the first.
    #[serde(default)]
    pub(crate) waba: Option<String>,
    /// The address the dialog was opened with, in redirect mode.
    #[serde(default)]
    pub(crate) redirect_uri: Option<String>,
}

/// Whom a token speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum HolderSeed {
    /// The provider's admin system user.
    Admin,
    /// The provider's employee system user.
    Employee,
    /// A person.
    Person,
    /// The app itself.
    App,
}

fn yes() -> bool {
    true
}

fn en_us() -> String {
    "en_US".to_owned()
}

fn us() -> String {
    "US".to_owned()
}

fn sam() -> String {
    "Sam Customer".to_owned()
}

fn local_domains() -> Vec<String> {
    vec!["provider.localhost".to_owned(), "localhost".to_owned()]
}

fn first_zone() -> u32 {
    1
}

fn three() -> u32 {
    3
}

fn pending() -> PhoneStatus {
    PhoneStatus::Pending
}

fn cloud_api() -> PlatformType {
    PlatformType::CloudApi
}

fn other() -> Vertical {
    Vertical::Other
}

fn utility() -> TemplateCategory {
    TemplateCategory::Utility
}

fn approved() -> TemplateStatus {
    TemplateStatus::Approved
}
