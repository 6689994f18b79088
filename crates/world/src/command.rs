//! Everything that can be asked of the world.

use std::collections::BTreeSet;

use graph::id::{
    AllocationId, AppId, BusinessId, CreditLineId, PersonId, PhoneNumberId, SignupId, SystemUserId,
    TemplateId, WabaId,
};
use graph::phone_number::E164;
use graph::status::{Currency, Permission, Task, TemplateCategory, Vertical};
use jiff::Timestamp;
use serde_json::Value;

use crate::actor::{CodeKey, PinKey, TokenKey};
use crate::business::Role;
use crate::client::ClientCommand;
use crate::credit::Currencies;
use crate::customer::CustomerCommand;
use crate::enforcement::Measure;
use crate::flow::FlowCommand;
use crate::handset::Handset;
use crate::message::{Content, MessageId};
use crate::number::NumberCommand;
use crate::ownership::Method;
use crate::partnership::PartnershipCommand;
use crate::policy::{Policy, Violation};
use crate::preverified::PreverifiedCommand;
use crate::signup::{BusinessChoice, Feature, Login, ProfileEntry, WabaChoice};
use crate::subscription::SubscriptionCommand;
use crate::template::{ParameterFormat, TemplateCommand};
use crate::token::Holder;
use crate::verdict::{ReviewKind, Verdict};
use crate::verification::VerificationCommand;
use crate::waba::CallbackOverride;

/// A wish in the imperative. Who may have which is decided by `World::decide`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum Command {
    // --- set-up, from the desk ---
    /// A person opens a Facebook account.
    CreatePerson { name: String, email: String, locale: String },
    /// A person joins a business (requirement A12 needs people who are not its admins).
    AddMember { business: BusinessId, person: PersonId, role: Role },
    /// A provider with everything it needs: app, system users, credit line, own WABA.
    FoundProvider(Box<ProviderSetup>),
    /// The domains from whose pages the app may start the signup (requirement B02).
    SetAppDomains { app: AppId, domains: Vec<String> },
    /// The app's webhook; the handshake has been done already (contract §6.1, §6.2).
    SetAppCallback {
        app: AppId,
        callback_url: String,
        verify_token: String,
        fields: BTreeSet<String>,
    },
    /// What an app wants to be told (contract §6.1).
    Subscription(SubscriptionCommand),
    /// The app's webhook is taken away.
    ClearAppCallback { app: AppId },
    /// An access token for a holder (contract §0).
    IssueToken(Box<TokenOrder>),
    /// What a telephone number is used for outside the platform (requirements B09, B10).
    DescribeHandset { number: E164, handset: Handset },

    // --- the pop-up, by a person ---
    /// Opens the pop-up, or resumes the unfinished run of this person with this app.
    StartSignup {
        app: AppId,
        /// Origin of the page that opened it, such as `https://provider.example`.
        origin: String,
        login: Login,
        feature: Feature,
        /// What the page asks for; empty means what the policy asks for.
        scopes: BTreeSet<Permission>,
    },
    /// Agrees to what the provider may do.
    Consent { signup: SignupId },
    /// Chooses or describes the business portfolio.
    ChooseBusiness { signup: SignupId, choice: BusinessChoice },
    /// Chooses a WABA of that business, or a new one.
    ChooseWaba { signup: SignupId, choice: WabaChoice },
    /// Fills in the WABA's name and the WhatsApp profile.
    DescribeProfile { signup: SignupId, profile: ProfileEntry },
    /// Gives the phone number and asks for a code.
    GiveNumber { signup: SignupId, number: E164, method: Method },
    /// Asks for another code, maybe the other way.
    ResendCode { signup: SignupId, method: Method },
    /// Types the code.
    VerifyNumber { signup: SignupId, code: String },
    /// Agrees to the summary: everything is created and shared now (requirement A02).
    FinishSignup { signup: SignupId, grant: LoginGrant },
    /// Gives up; a later start resumes.
    CancelSignup { signup: SignupId },

    // --- the Graph API, by a token; some also by a person in the Business Manager ---
    /// `POST /{waba}/phone_numbers` (contract §3.5).
    AddPhoneNumber { waba: WabaId, number: E164, verified_name: String },
    /// `POST /{phone}/request_code` (contract §4.3).
    RequestCode { phone: PhoneNumberId, method: Method },
    /// `POST /{phone}/verify_code` (contract §4.4).
    VerifyCode { phone: PhoneNumberId, code: String },
    /// `POST /{phone}/register` (contract §4.5). `pin_valid`: the PIN has six digits.
    Register { phone: PhoneNumberId, pin: PinKey, pin_valid: bool },
    /// `POST /{phone}/deregister` (contract §4.5).
    Deregister { phone: PhoneNumberId },
    /// `POST /{phone}` with `pin` (contract §4.2).
    SetPin { phone: PhoneNumberId, pin: PinKey, pin_valid: bool },
    /// `POST /{phone}` with `new_display_name` (contract §4.2, requirement D07).
    ChangeName { phone: PhoneNumberId, name: String },
    /// `POST /{phone}/whatsapp_business_profile` (contract §4.7).
    UpdateProfile { phone: PhoneNumberId, change: ProfileChange },
    /// `POST /{waba}/assigned_users` (contract §3.6).
    AssignUser { waba: WabaId, user: SystemUserId, tasks: BTreeSet<Task> },
    /// `DELETE /{waba}/assigned_users` (contract §3.6).
    UnassignUser { waba: WabaId, user: SystemUserId },
    /// `POST /{waba}/subscribed_apps` (contract §3.7).
    SubscribeApp { waba: WabaId, app: AppId, callback: Option<CallbackOverride> },
    /// `DELETE /{waba}/subscribed_apps` (contract §3.7).
    UnsubscribeApp { waba: WabaId, app: AppId },
    /// `POST /{credit-line}/whatsapp_credit_sharing_and_attach` (contract §5.2).
    ShareCredit { line: CreditLineId, waba: WabaId, currency: Currency },
    /// `DELETE /{allocation-config}` (contract §5.5).
    RevokeAllocation { allocation: AllocationId },
    /// `POST /{waba}/message_templates` (contract §3.8).
    CreateTemplate {
        waba: WabaId,
        name: String,
        language: String,
        category: TemplateCategory,
        components: Value,
        options: TemplateOptions,
    },
    /// Editing, migrating and treating templates (contract §3.8).
    Template(TemplateCommand),
    /// `DELETE /{waba}/message_templates` (contract §3.8): one, or all languages of a name.
    DeleteTemplate { waba: WabaId, name: String, template: Option<TemplateId> },
    /// `POST /{phone}/messages` (contract §4.8), or the on-premises client's `/v1/messages`.
    SendMessage(Box<Outgoing>),
    /// `POST /{phone}/messages` with `status: read` (contract §4.8); `typing`: the customer is
    /// shown that an answer is being written.
    MarkRead { phone: PhoneNumberId, message: MessageId, typing: bool },
    /// `GET /oauth/access_token` with a login code (contract §1.6), by `Actor::App`.
    ExchangeCode { code: CodeKey, key: TokenKey, redirect_uri: Option<String> },
    /// `GET /oauth/access_token` with `fb_exchange_token` (contract §1.6), by `Actor::App`: the
    /// same token again, a person's with a whole life before it.
    ExtendToken { token: TokenKey, key: TokenKey },

    // --- the on-premises client ---
    /// The client registers its number with a certificate (contract §8).
    ConnectClient { phone: PhoneNumberId, certificate: String },
    /// What a number's client asks for (contract §8).
    Client(ClientCommand),
    /// Another certificate for one that can no longer be downloaded (requirement E04).
    RenewCertificate { phone: PhoneNumberId },

    // --- end customers, from the desk ---
    /// An end customer writes to a business.
    CustomerWrites { from: E164, name: String, to_phone: PhoneNumberId, text: String },
    /// An end customer blocks, reports, or stops marketing.
    Customer(CustomerCommand),
    /// An end customer opens the chat with a business.
    CustomerReads { customer: E164, phone: PhoneNumberId },

    // --- checks and reviews ---
    /// A business asks to be verified (requirement D05).
    StartVerification { business: BusinessId },
    /// Meta concludes the verification (contract §9.5).
    ConcludeVerification { business: BusinessId, approved: bool },
    /// Meta concludes the review of a display name (contract §9.4).
    ConcludeNameReview { phone: PhoneNumberId, approved: bool },
    /// A business appeals against a disabled WABA (requirement D02).
    Appeal { waba: WabaId, statement: String },
    /// About the verification of a business (contract §2.5, §9.5).
    Verification(VerificationCommand),
    /// The mark of an official business account is applied for (requirement D10).
    ApplyForOfficial { phone: PhoneNumberId, statement: String, links: Vec<String> },
    /// Its application is taken back.
    WithdrawOfficial { phone: PhoneNumberId },
    /// The rules change, from now on.
    SetPolicy(Box<Policy>),
    /// The desk takes a measure against an account that broke a policy (contract §9.9).
    Enforce { waba: WabaId, violation: Violation, measure: Measure },
    /// The desk takes back all that was done to an account.
    LiftEnforcement { waba: WabaId },
    /// Meta decides the appeal.
    ConcludeAppeal { waba: WabaId, granted: bool },
    /// Meta decides a review at once, held or not.
    DecideReview { kind: ReviewKind, subject: u64, verdict: Verdict },
    /// The desk takes a review into its own hands: it no longer decides by itself; or gives it
    /// back, and its delay starts anew.
    HoldReview { kind: ReviewKind, subject: u64, hold: bool },
    /// The owner takes its WABA back from a provider (requirement A11).
    UnshareWaba { waba: WabaId, partner: BusinessId },

    /// How a page starts the signup, and the special ways through it.
    Flow(FlowCommand),
    /// People, partners, and what an owner settles.
    Partnership(PartnershipCommand),
    /// About tokens and the proof that goes with them.
    Session(crate::session::SessionCommand),
    /// About an account's own settings.
    Account(crate::account::AccountCommand),
    /// About multi-partner solutions.
    Solution(crate::solution::SolutionCommand),

    /// A number's life besides proof and registration.
    Number(NumberCommand),
    /// Numbers a provider proves before a client has them.
    Preverified(PreverifiedCommand),

    /// About money: shares, limits, invoices.
    Money(crate::money::MoneyCommand),
    /// About system users, their tokens, invitations, child businesses.
    Staff(crate::staff::StaffCommand),
    /// About an app's mode, access levels and review.
    App(crate::app_access::AppCommand),
    /// About support tickets.
    Ticket(crate::ticket::TicketCommand),

    /// Nothing is asked; the earliest thing that is due happens.
    Pass,
}

/// What a provider consists of on the day it is founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSetup {
    /// Name of its business portfolio.
    pub name: String,
    /// The legal entity that pays for the credit line.
    pub legal_name: String,
    /// Where its notices go.
    pub email: String,
    /// Its website.
    pub website: String,
    /// Two-letter country code.
    pub country: String,
    /// Name of its app, as the pop-up shows it.
    pub app_name: String,
    /// The app's secret: signs webhooks and proves the app (contract §6.3).
    pub app_secret: String,
    /// The domains of its website, host names only (requirement B02).
    pub domains: Vec<String>,
    /// A person who becomes admin of the portfolio.
    pub admin: Option<PersonId>,
    /// In what its credit line pays, and for which currencies.
    pub currencies: Currencies,
    /// A number on its own WABA, verified.
    pub own_number: Option<E164>,
}

/// A token to be issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenOrder {
    /// The fingerprint of the token's text.
    pub key: TokenKey,
    /// The app it is for.
    pub app: AppId,
    /// Whom it speaks for.
    pub holder: Holder,
    /// What it permits.
    pub scopes: BTreeSet<Permission>,
    /// The WABAs it reaches; `None` means all its holder reaches (contract §1.7).
    pub wabas: Option<Vec<WabaId>>,
    /// When it ends; `None` means never.
    pub expires_at: Option<Timestamp>,
}

/// The fingerprint of what the pop-up hands to the page at its end (requirement B12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginGrant {
    /// A user token.
    Token {
        /// Its fingerprint.
        key: TokenKey,
    },
    /// Both at once: `response_type=code token` (contract §1.5).
    Both {
        /// The token's fingerprint.
        key: TokenKey,
        /// The code's fingerprint.
        code: CodeKey,
        /// The redirect address, when the dialog was opened with one.
        redirect_uri: Option<String>,
    },
    /// A code to exchange within 30 seconds, once.
    Code {
        /// Its fingerprint.
        key: CodeKey,
        /// The redirect address, when the dialog was opened with one (contract §1.6).
        redirect_uri: Option<String>,
    },
}

/// How a template is created, besides what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TemplateOptions {
    /// How its placeholders are named.
    pub format: ParameterFormat,
    /// Whether it becomes marketing where its words are.
    pub allow_category_change: bool,
    /// How long a message made of it is tried, in seconds.
    pub ttl: Option<i64>,
}

/// A message on its way from a business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The number it is sent from.
    pub phone: PhoneNumberId,
    /// The customer.
    pub to: E164,
    /// What it says.
    pub content: Content,
    /// The message it answers.
    pub context: Option<MessageId>,
    /// The sender's own mark, sent back with every status (contract §4.8).
    pub callback_data: Option<String>,
}

/// New values for a WhatsApp profile; what is `None` stays (contract §4.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProfileChange {
    /// The line under the name, 1 to 139 characters.
    pub about: Option<String>,
    /// At most 256 characters.
    pub address: Option<String>,
    /// At most 512 characters.
    pub description: Option<String>,
    /// At most 128 characters.
    pub email: Option<String>,
    /// At most two, each at most 256 characters.
    pub websites: Option<Vec<String>>,
    /// The trade.
    pub vertical: Option<Vertical>,
    /// The name under which an uploaded picture is kept.
    #[serde(default)]
    pub picture: Option<String>,
}
