//! Why a command was refused: one reason per variant, with what is needed to say it.
//!
//! The Graph API says it with [`Refusal::to_graph`], the on-premises client with
//! [`Refusal::to_client`], pages with [`Refusal::key`] and [`Refusal::args`].

mod client;
mod graph_error;
mod message;
mod office;

pub use client::ClientError;
pub use message::Mention;
pub use office::OfficeRefusal;

use graph::error::Method as Verb;
use graph::id::{BusinessId, SystemUserId, WabaId};
use graph::phone_number::E164;
use graph::status::{Currency, MessagingLimitTier, Permission};
use jiff::Timestamp;

use crate::enforcement::RestrictionKind;
use crate::name::NameProblem;
use crate::number::{MigrationProblem, NumberFault};
use crate::phone::OffReason;
use crate::signup::Step;
use crate::template::TemplateProblem;
use crate::verdict::ReviewKind;
use crate::verification::FormProblem;

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
    /// The token was ended before its time.
    TokenEnded { why: crate::session::TokenEnd },
    /// Something about a multi-partner solution.
    Solution(crate::solution::SolutionProblem),
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
    /// The business has as many numbers as it may have (contract §9.3).
    BusinessNumberLimit { max: usize, verified: bool },
    /// The number cannot be moved to this WABA (requirement E08).
    MigrationRefused { why: MigrationProblem },
    /// The number cannot be moved while two-step verification is on (requirement E08).
    TwoStepOn { number: E164, account: String },
    /// The number was deleted.
    NumberDeleted,
    /// Something is broken on Meta's side, as the desk wants it (contract §4.5).
    Fault { fault: NumberFault },
    /// The number was deleted a moment ago (contract §4.5).
    RecentlyDeleted { until: Timestamp },
    /// Messages that were paid for keep the number from being deleted.
    PaidRecently { until: Timestamp },
    /// No account of an app is on the number.
    NoAccountThere { number: E164 },
    /// The number takes no code, because it is not being set up (contract §4.3).
    NotEligibleForCode,
    /// The pre-verified number is not proved, or its proof is too old (contract §2.5).
    PreverifiedUnproved,
    /// The app is not subscribed to the WABA.
    NotSubscribed,
    /// Where data is kept cannot change while the number is registered (contract §4.5).
    StorageOfRegistered,
    /// The provider has not accepted the terms of the Cloud API (contract §4.5).
    TermsNotAccepted,
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
    PinLocked { until: Timestamp },
    /// A PIN came too soon after a wrong one.
    PinTooSoon { seconds: i64 },
    /// The number is deleted with its PIN only.
    PinForDeletion,
    /// Two-step verification is off already.
    NoTwoStep,
    /// The link of the e-mail was followed already, or is too old.
    PinResetOver,
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
    /// A name is under review, and the era allows no other one meanwhile (contract §9.4).
    NameReviewRunning,
    /// The name that is asked for is that of the number already.
    NameUnchanged,
    /// The certificate can still be downloaded; there is no need for another.
    CertificateStillGood,
    /// The number has no certificate (requirement E04).
    NoCertificate,
    /// The era takes no new numbers of on-premises clients (contract §8).
    OnPremiseClosed,
    /// Two-step verification is on, and no PIN was sent.
    PinNeeded,

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

    /// So many templates were created within this hour.
    TemplateRate { max: usize },
    /// A template of this name was deleted; the name is not free yet.
    TemplateNameGone { name: String },
    /// Something is wrong with the template's parts.
    Template(TemplateProblem),
    /// Only approved, rejected and paused templates can be edited.
    TemplateNotEditable,
    /// An approved template keeps its category.
    TemplateCategoryFixed,
    /// An approved template was edited too often.
    TemplateEditLimit,
    /// The values given for a template are not what it takes.
    BadParameters { details: String },

    // --- messages ---
    /// One of Meta's own numbers, with details (contract §4.8).
    Messaging { code: u32, details: String },
    /// Why an accepted message failed: Meta's own number and words.
    Async { code: u32 },
    /// The customer blocks the number.
    CustomerBlocks,
    /// The customer and the number never wrote to each other.
    NoChat,
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
    /// A verification form is not filled in as it must be.
    VerificationForm { problem: FormProblem },
    /// Papers are being looked at; nothing can be changed meanwhile.
    VerificationInReview,
    /// All tries to be verified are used up.
    VerificationTriesUsed { tries: u32 },
    /// The business is not verified, so that cannot be taken back.
    NotYetVerified,
    /// An official business account needs verification to be started (requirement D10).
    OfficialNeedsVerification,
    /// An application for an official business account is being looked at.
    OfficialInReview,
    /// No application for an official business account is being looked at.
    OfficialNotInReview,
    /// The number is an official business account already.
    OfficialAlready,
    /// An application was declined not long ago.
    OfficialTooSoon { until: Timestamp },
    /// The WABA is locked for breaking a policy (contract §9.9).
    WabaLocked,
    /// The WABA may not do this for a while (contract §9.9).
    WabaRestricted { restriction: RestrictionKind, until: Timestamp },
    /// Nothing was done to the account that could be taken back.
    NothingToLift,
    /// The WABA is not shared with that business.
    NotShared { waba: WabaId },

    /// About money, staff, app access, support.
    Office(OfficeRefusal),

    /// Nothing is due yet.
    NothingDue,
}
