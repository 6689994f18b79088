//! Why a command was refused: one reason per variant, with what is needed to say it.
//!
//! The Graph API says it with [`Refusal::to_graph`], the on-premises client with
//! [`Refusal::to_client`], pages with [`Refusal::key`] and [`Refusal::args`].

mod client;
mod graph_error;
mod message;

pub use client::ClientError;

use graph::error::Method as Verb;
use graph::id::{BusinessId, SystemUserId, WabaId};
use graph::phone_number::E164;
use graph::status::{Currency, MessagingLimitTier, Permission};
use jiff::Timestamp;

use crate::name::NameProblem;
use crate::phone::OffReason;
use crate::signup::Step;
use crate::verdict::ReviewKind;

/// The reason a command was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says the reason")]
pub enum Refusal {
    // --- who asks ---
    /// This kind of actor never gives this command.
    NotForThisActor,
    /// The token was never issued.
    UnknownToken,
    /// The token's time is over.
    TokenExpired { at: Timestamp, now: Timestamp },
    /// The token is one of another app.
    TokenOfAnotherApp,
    /// The object does not exist, or the caller may not see it (contract §7.1).
    NotVisible { id: u64, verb: Verb },
    /// The token lacks a permission (requirements H01, H02).
    MissingPermission { permission: Permission },
    /// An employee system user without assignment, or without the task (requirement A03).
    NotAssigned { user: SystemUserId, waba: WabaId },
    /// The call needs a system user's token (contract §0).
    SystemTokenNeeded,
    /// The call needs an admin system user (contract §3.6).
    AdminSystemUserNeeded,
    /// The caller may not send for the WABA.
    MayNotSend { waba: WabaId },
    /// The person does not administer the business (requirement A12).
    NotBusinessAdmin { business: BusinessId },
    /// The business is not a provider (requirement A07).
    NotAProvider { business: BusinessId },

    // --- what was entered ---
    /// A value has the wrong form.
    BadValue { field: &'static str, value: String },
    /// A display name breaks the rules.
    NameUnacceptable { problem: NameProblem },

    // --- the signup ---
    /// The page is not on one of the app's domains (requirement B02).
    OriginNotAllowed { origin: String },
    /// The run is finished.
    SignupOver,
    /// The run is at another step.
    WrongStep { at: Step },
    /// The result asked for is not the one the page wanted.
    WrongLogin,
    /// The WABA is shared with another provider (requirement A07).
    SharedWithAnother { waba: WabaId, partner: String },
    /// The app has no login configuration with this id (contract §1.2).
    UnknownConfiguration { configuration: String },
    /// The person has created as many businesses as one may.
    BusinessLimit { max: usize },
    /// The person's account is too new to create a business.
    AccountTooNew { until: Timestamp },
    /// An unverified business has as many WABAs as it may have.
    WabaQuota { max: usize },
    /// A WABA is shared through the signup only (requirement A09).
    SharingOutsideSignup,
    /// The request is answered, or too old.
    RequestOver,
    /// A business keeps at least one admin.
    LastAdmin,
    /// The time zone is fixed since someone pays for the WABA (contract §5.2).
    TimeZoneFixed,
    /// The business has as many WABAs as it may have.
    WabaLimit { max: usize },

    // --- numbers ---
    /// The number is on this WABA already.
    NumberListed { number: E164 },
    /// The number is on another WABA (requirement E08).
    NumberInUse { number: E164 },
    /// The number is on another WABA of a business of the person who asks (requirement E08).
    NumberConnected { number: E164, waba: WabaId, account: String },
    /// The number has an account of WhatsApp Messenger (requirement B09).
    NumberOnMessenger { number: E164 },
    /// The number has an account of the WhatsApp Business App (requirement B09).
    NumberOnBusinessApp { number: E164 },
    /// The number's account was deleted in the app a moment ago (requirement B09).
    NumberBeingFreed { number: E164, until: Timestamp },
    /// A voice menu answers at the number (requirement B10).
    NumberBehindVoiceMenu { number: E164 },
    /// Another number needs the business's verification to be started (requirements D05, E07).
    VerificationNotStarted,
    /// The WABA has as many numbers as it may have.
    NumberLimit { max: usize },
    /// Codes are sent only so often.
    CodeTooSoon { seconds: i64 },
    /// Too many codes were sent to the number.
    TooManyCodes { until: Timestamp },
    /// The number is locked after wrong guesses (contract §4.4).
    GuessesLocked { until: Timestamp },
    /// No code was sent for this.
    NoCodeSent,
    /// The code is wrong.
    CodeWrong,
    /// The code is too old.
    CodeExpired,
    /// The number is proved already.
    AlreadyVerified,
    /// The number is not proved, or the proof is too old (contract §4.5).
    NotVerified,
    /// A PIN has six digits.
    PinMalformed,
    /// The PIN is not that of the number.
    PinMismatch,
    /// Too many wrong PINs.
    PinLocked,
    /// Too many registrations and deregistrations (contract §4.5).
    RegistrationLimit { until: Timestamp },
    /// The number was turned off (requirements D03, E03).
    NumberOff { why: OffReason },
    /// The number is not registered there.
    NotRegistered,
    /// The certificate is not one of the number's.
    BadCertificate,
    /// No review of a name is under way.
    NoNameReview,

    // --- money ---
    /// The line cannot be attached in this currency.
    CurrencyNotAccepted { currency: Currency },
    /// The WABA pays in another currency already, for good (contract §5.2).
    CurrencyFixed { currency: Currency },
    /// The WABA had another line; that takes a new WABA (contract §5.2).
    FundedElsewhere { waba: WabaId },

    // --- templates ---
    /// There is a template of this name in this language.
    TemplateExists { name: String, language: String },
    /// The WABA has as many templates as it may have.
    TemplateLimit { max: usize },
    /// The WABA has no template of this name (contract §3.8).
    NoSuchTemplate { name: String },
    /// No approved template of this name and language (contract §4.8).
    TemplateUnusable { name: String, language: String },
    /// The template takes another number of parameters.
    ParameterCount { expected: usize, given: usize },

    // --- messages ---
    /// The text is empty.
    TextMissing,
    /// Sender and recipient are the same.
    RecipientIsSender,
    /// The messaging limit is reached (requirements F02, D06).
    LimitReached { tier: MessagingLimitTier },
    /// The WABA has no valid payment method (requirement F04).
    PaymentMissing,
    /// More than 24 hours since the customer's last message (requirement F01).
    WindowClosed,
    /// The WABA is disabled (requirement D02).
    WabaDisabled,
    /// No such message with this number.
    NoSuchMessage,
    /// Only a customer's message can be marked read.
    OutgoingMessage { message: String },

    // --- login codes ---
    /// The code was never issued for this app.
    LoginCodeUnknown,
    /// The code was exchanged already.
    LoginCodeUsed,
    /// The code is too old.
    LoginCodeExpired,
    /// Not the redirect address of the dialog.
    RedirectMismatch,

    // --- checks and reviews ---
    /// The business is verified already.
    AlreadyDecided,
    /// The WABA is not disabled, or the appeal was made or decided already.
    NoAppealPossible,
    /// No appeal waits for a decision.
    NoAppealPending,
    /// No review of this kind waits for a verdict on that subject.
    NoSuchReview { review: ReviewKind, subject: u64 },
    /// More can be asked for only in business verification.
    NothingMoreToAsk,
    /// The WABA is not shared with that business.
    NotShared { waba: WabaId },

    /// Nothing is due yet.
    NothingDue,
}
