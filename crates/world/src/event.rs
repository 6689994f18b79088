//! Everything that can become true. Events are stored for ever: their JSON is part of the contract
//! with every database there is, so variants and fields are only ever added, with defaults.

use std::collections::BTreeSet;

use graph::id::{
    AllocationId, AppId, BusinessId, CredentialId, CreditLineId, PersonId, PhoneNumberId, SignupId,
    SystemUserId, TemplateId, WabaId,
};
use graph::phone_number::E164;
use graph::status::{Currency, MessagingLimitTier, Permission, Task, TemplateCategory};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::actor::{CodeKey, PinKey};
use crate::business::{BusinessProfile, Role};
use crate::certificate::Certificate;
use crate::message::{Billing, Content, Failure, MessageId};
use crate::name::NameReason;
use crate::ownership::{Method, Purpose};
use crate::phone::{Hosting, OffReason, Profile};
use crate::policy::{Policy, Violation};
use crate::signup::{BusinessChoice, Feature, Login, Outcome, ProfileEntry, Step, WabaChoice};
use crate::template::{GoneTemplate, ParameterFormat, TemplateEvent};
use crate::token::{LoginCode, Token};
use crate::waba::CallbackOverride;

/// Something that became true. The time at which it did is stored beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum Event {
    // --- people and businesses ---
    PersonCreated {
        person: PersonId,
        name: String,
        email: String,
        locale: String,
    },
    BusinessCreated {
        business: BusinessId,
        profile: BusinessProfile,
        created_by: Option<PersonId>,
    },
    MemberAdded {
        business: BusinessId,
        person: PersonId,
        role: Role,
    },
    /// Meta knows the business as a provider.
    ProviderRecognised {
        business: BusinessId,
    },
    VerificationStarted {
        business: BusinessId,
    },
    VerificationApproved {
        business: BusinessId,
    },
    VerificationRejected {
        business: BusinessId,
    },

    // --- apps, system users, tokens ---
    AppCreated {
        app: AppId,
        business: BusinessId,
        name: String,
        secret: String,
        domains: Vec<String>,
    },
    AppDomainsSet {
        app: AppId,
        domains: Vec<String>,
    },
    AppCallbackSet {
        app: AppId,
        callback_url: String,
        verify_token: String,
        fields: BTreeSet<String>,
    },
    Subscription(crate::subscription::SubscriptionEvent),
    AppCallbackCleared {
        app: AppId,
    },
    SystemUserCreated {
        user: SystemUserId,
        business: BusinessId,
        name: String,
        kind: crate::system_user::SystemUserKind,
    },
    TokenIssued {
        token: Token,
    },
    LoginCodeIssued {
        code: LoginCode,
    },
    LoginCodeExchanged {
        code: CodeKey,
    },

    // --- the signup ---
    SignupStarted {
        signup: SignupId,
        app: AppId,
        person: PersonId,
        origin: String,
        login: Login,
        feature: Feature,
        scopes: BTreeSet<Permission>,
    },
    /// The person came back to an unfinished run.
    SignupResumed {
        signup: SignupId,
        origin: String,
        login: Login,
        feature: Feature,
        scopes: BTreeSet<Permission>,
    },
    SignupConsented {
        signup: SignupId,
    },
    SignupBusinessChosen {
        signup: SignupId,
        choice: BusinessChoice,
    },
    SignupWabaChosen {
        signup: SignupId,
        choice: WabaChoice,
    },
    SignupProfileDescribed {
        signup: SignupId,
        profile: ProfileEntry,
    },
    /// The number was taken; it needs a code unless it was proved already.
    SignupNumberGiven {
        signup: SignupId,
        number: E164,
        proved: bool,
    },
    SignupNumberVerified {
        signup: SignupId,
    },
    SignupCancelled {
        signup: SignupId,
        step: Step,
    },
    /// Everything is created and shared (requirement A02).
    SignupFinished {
        signup: SignupId,
        outcome: Outcome,
    },

    // --- proof of numbers ---
    HandsetDescribed {
        number: E164,
        handset: crate::handset::Handset,
    },
    CodeSent {
        number: E164,
        purpose: Purpose,
        method: Method,
        code: String,
        expires_at: Timestamp,
    },
    /// A guess was wrong. The command that caused it is answered with the refusal this stands for.
    CodeGuessedWrong {
        number: E164,
        locked_until: Option<Timestamp>,
    },

    // --- WABAs ---
    WabaCreated {
        waba: WabaId,
        owner: BusinessId,
        name: String,
        timezone_id: u32,
        namespace: String,
        check_concludes_at: Timestamp,
    },
    WabaShared {
        waba: WabaId,
        partner: BusinessId,
    },
    WabaUnshared {
        waba: WabaId,
        partner: BusinessId,
    },
    UserAssigned {
        waba: WabaId,
        user: SystemUserId,
        tasks: BTreeSet<Task>,
    },
    UserUnassigned {
        waba: WabaId,
        user: SystemUserId,
    },
    AppSubscribed {
        waba: WabaId,
        app: AppId,
        callback: Option<CallbackOverride>,
    },
    AppUnsubscribed {
        waba: WabaId,
        app: AppId,
    },
    PolicyCheckStarted {
        waba: WabaId,
        concludes_at: Timestamp,
    },
    PolicyCheckPassed {
        waba: WabaId,
    },
    /// The WABA is disabled.
    PolicyCheckFailed {
        waba: WabaId,
        violation: Violation,
    },
    AppealMade {
        waba: WabaId,
        /// Why the business thinks it was a mistake.
        #[serde(default)]
        statement: String,
    },
    AppealDeclined {
        waba: WabaId,
    },
    AppealGranted {
        waba: WabaId,
    },

    // --- numbers ---
    PhoneAdded {
        phone: PhoneNumberId,
        waba: WabaId,
        number: E164,
        name: String,
        profile: Profile,
    },
    /// Its owner typed the code.
    PhoneVerified {
        phone: PhoneNumberId,
        verified_at: Timestamp,
    },
    /// The signup or the proof of a number is complete. No `trial_ends_at`: it has no trial.
    PhoneOnboarded {
        phone: PhoneNumberId,
        trial_ends_at: Option<Timestamp>,
    },
    CertificateIssued {
        certificate: Certificate,
    },
    /// The certificate of a name not yet in use.
    NewCertificateIssued {
        certificate: Certificate,
    },
    ProfileUpdated {
        phone: PhoneNumberId,
        change: crate::command::ProfileChange,
    },
    TrialWarned {
        phone: PhoneNumberId,
        days_left: i64,
    },
    /// The business is verified: the number no longer lapses, other checks are open.
    TrialLifted {
        phone: PhoneNumberId,
    },
    /// Every check is passed.
    RegularUseBegan {
        phone: PhoneNumberId,
        tier: MessagingLimitTier,
    },
    PhoneTurnedOff {
        phone: PhoneNumberId,
        why: OffReason,
    },
    /// What turned it off is over; it can be registered again.
    PhoneTurnedOn {
        phone: PhoneNumberId,
    },
    PinSet {
        phone: PhoneNumberId,
        pin: PinKey,
    },
    /// A PIN was wrong. The command that caused it is answered with the refusal this stands for.
    PinGuessedWrong {
        phone: PhoneNumberId,
    },
    /// Registered; `connects_at` is `None` if it is connected there already.
    PhoneRegistered {
        phone: PhoneNumberId,
        hosting: Hosting,
        connects_at: Option<Timestamp>,
    },
    PhoneConnected {
        phone: PhoneNumberId,
    },
    PhoneDeregistered {
        phone: PhoneNumberId,
    },

    // --- display names ---
    NameReviewStarted {
        phone: PhoneNumberId,
    },
    NameApproved {
        phone: PhoneNumberId,
    },
    NameDeclined {
        phone: PhoneNumberId,
        reason: NameReason,
    },
    NameChangeRequested {
        phone: PhoneNumberId,
        name: String,
    },
    /// The review of the change begins.
    NameChangeReviewStarted {
        phone: PhoneNumberId,
    },
    NameChangeApproved {
        phone: PhoneNumberId,
    },
    NameChangeDeclined {
        phone: PhoneNumberId,
        reason: NameReason,
    },
    /// The verdict on a name was put off; the desk decides, or another name is asked for.
    NameDeferred {
        phone: PhoneNumberId,
    },
    /// The number was registered with its new name, which is now in use.
    NameAdopted {
        phone: PhoneNumberId,
    },

    // --- money ---
    CreditLineOpened {
        line: CreditLineId,
        owner: BusinessId,
        legal_entity_name: String,
        currencies: crate::credit::Currencies,
    },
    /// The owner of a line pays for its own WABA.
    OwnFundingSet {
        waba: WabaId,
        line: CreditLineId,
        credential: CredentialId,
        currency: Currency,
    },
    AllocationCreated {
        allocation: AllocationId,
        line: CreditLineId,
        owner: BusinessId,
        receiving: BusinessId,
        credential: CredentialId,
    },
    CreditAttached {
        waba: WabaId,
        allocation: AllocationId,
        currency: Currency,
    },
    AllocationRevoked {
        allocation: AllocationId,
    },

    // --- reviews ---
    /// The desk took a review into its own hands, or gave it back.
    Review(crate::verdict::ReviewEvent),
    /// The rules changed.
    PolicySet {
        policy: Box<Policy>,
    },
    /// About the verification of a business.
    Verification(crate::verification::VerificationEvent),
    /// About the mark of an official business account.
    Official(crate::official::OfficialEvent),
    /// About an account that broke a policy.
    Enforcement(crate::enforcement::EnforcementEvent),

    // --- templates ---
    TemplateCreated {
        template: TemplateId,
        waba: WabaId,
        name: String,
        language: String,
        category: TemplateCategory,
        components: Value,
        concludes_at: Option<Timestamp>,
        /// Its review has no hour of its own: the desk decides.
        #[serde(default)]
        by_hand: bool,
        /// How its placeholders are named.
        #[serde(default)]
        format: ParameterFormat,
        /// How long a message made of it is tried, in seconds.
        #[serde(default)]
        ttl: Option<i64>,
    },
    TemplateApproved {
        template: TemplateId,
    },
    TemplateRejected {
        template: TemplateId,
        /// The word of `rejected_reason`.
        #[serde(default)]
        reason: Option<String>,
    },
    TemplateDeleted {
        template: TemplateId,
        /// What it was, for those who are told.
        #[serde(default)]
        gone: Option<GoneTemplate>,
    },
    /// Edited, paused, disabled, of another category.
    Template(TemplateEvent),

    // --- limits and quality ---
    /// A messaging limit was reached, raised or lowered.
    Limit(crate::limit::LimitEvent),
    /// A number or a template has another quality.
    Quality(crate::quality::QualityEvent),
    /// A customer blocked, reported, or stopped marketing.
    Customer(crate::customer::CustomerEvent),

    // --- messages ---
    MessageAccepted {
        message: MessageId,
        phone: PhoneNumberId,
        customer: E164,
        content: Content,
        /// The template it is made of.
        #[serde(default)]
        template: Option<TemplateId>,
        text: String,
        context: Option<MessageId>,
        callback_data: Option<String>,
        billing: Billing,
    },
    MessageSent {
        message: MessageId,
        arrives_at: Timestamp,
    },
    /// Sent, and kept from the customer, who blocked the number: it never arrives.
    MessageHeld {
        message: MessageId,
    },
    MessageDelivered {
        message: MessageId,
    },
    MessageOpened {
        message: MessageId,
    },
    MessageFailed {
        message: MessageId,
        why: Failure,
    },
    /// A customer wrote.
    MessageReceived {
        message: MessageId,
        phone: PhoneNumberId,
        customer: E164,
        name: String,
        text: String,
    },
    /// The business marked a customer's message read.
    MessageMarkedRead {
        message: MessageId,
    },
    /// The customer who wrote this was shown that an answer is being written.
    TypingShown {
        message: MessageId,
    },

    // --- areas of their own ---
    /// About tokens and the proof that goes with them.
    Session(crate::session::SessionEvent),
    /// About an account's own settings.
    Account(crate::account::AccountEvent),
    /// About multi-partner solutions.
    Solution(crate::solution::SolutionEvent),
    /// About money: limits, terms, invoices.
    Money(crate::money::MoneyEvent),
    /// About system users, invitations, child businesses.
    Staff(crate::staff::StaffEvent),
    /// About an app's mode, access levels and review.
    App(crate::app_access::AppEvent),
    /// About support tickets.
    Ticket(crate::ticket::TicketEvent),
    /// A number's life besides proof and registration.
    Number(crate::number::NumberEvent),
    /// Numbers a provider proves before a client has them.
    Preverified(crate::preverified::PreverifiedEvent),
    /// Logins, and the special ways through the signup.
    Flow(crate::flow::FlowEvent),
    /// People, partners, and what an owner settles.
    Partnership(crate::partnership::PartnershipEvent),
}
