//! What Meta does, pure: the truth of the platform, how it changes, and who must be told.
//!
//! [`World::decide`] says what happens when somebody asks for something, [`World::evolve`] makes it
//! so, [`World::react`] names what leaves the house, [`World::due`] says when the world next
//! changes by itself. Time is an argument, chance is drawn from a seed: the same commands at the
//! same times make the same world. Events are stored, commands are not: replay never re-judges the
//! past.

mod access;
mod account;
mod actor;
mod app;
mod app_access;
mod business;
mod call_limits;
mod certificate;
mod chance;
mod check;
mod client;
mod command;
mod credit;
mod customer;
mod decide;
mod due;
mod effect;
mod enforcement;
mod event;
mod evolve;
mod few;
mod flow;
mod handset;
mod happen;
mod limit;
mod mail;
mod message;
mod messaging;
mod money;
mod name;
mod number;
mod official;
mod overrides;
mod ownership;
mod packed;
mod partnership;
mod person;
mod phone;
mod policy;
mod preverified;
mod quality;
mod rare;
mod react;
mod refusal;
#[cfg(test)]
mod scene;
mod session;
mod signup;
mod solution;
#[cfg(test)]
mod soundness;
mod staff;
mod subscription;
mod system_user;
mod template;
mod ticket;
mod time;
mod token;
mod verdict;
mod verification;
pub mod view;
mod violation;
mod waba;
mod words;
mod world;

pub use access::{Caller, Need};
pub use account::{AccountCommand, AccountEvent, Accounts, Activity, ActivityKind};
pub use actor::{Actor, CodeKey, PinKey, TokenKey};
pub use app::{App, Callback};
pub use app_access::{
    AppAccess, AppCommand, AppEvent, AppMode, Proofs, REVIEWED, Submission, SubmissionState, Upload,
};
pub use business::{Business, BusinessProfile, Role, Verification};
pub use call_limits::CallLimits;
pub use certificate::Certificate;
pub use client::ClientCommand;
pub use command::{
    Command, LoginGrant, Outgoing, ProfileChange, ProviderSetup, TemplateOptions, TokenOrder,
};
pub use credit::{Allocation, AllocationStage, CreditLine, Currencies};
pub use customer::{Act, CustomerCommand, CustomerEvent};
pub use due::Due;
pub use effect::{Effect, HandsetKind};
pub use enforcement::{
    AppealRecord, Breach, Enforcement, EnforcementEvent, Measure, RestrictionKind, Sanction,
    SanctionKind,
};
pub use event::Event;
pub use few::{Entries, Few};
pub use flow::{Configuration, FlowCommand, FlowEvent, Flows, Opening, SIXTY_DAYS};
pub use handset::{Handset, Manners};
pub use limit::{LimitEvent, Limits, Usage};
pub use mail::free_from;
pub use message::{
    Argument, Billing, ButtonValue, Category, Charge, Chat, Content, Conversation, Extras, Failure,
    Message, MessageId, Stage as MessageStage, Way,
};
pub use messaging::{LimitScope, MessagingRules, QualityRules};
pub use money::{
    Factor, Invoice, InvoiceLine, Money, MoneyCommand, MoneyEvent, Month, Prices, Rate, ShareTerms,
    Sum, Use, decimal,
};
pub use name::{DisplayName, GrantedName, NameChange, NameProblem, NameReason, NameReview};
pub use number::{
    MigrationProblem, NumberCommand, NumberEvent, NumberFault, PhoneSettings, PinReset,
    STORAGE_REGIONS,
};
pub use official::{Official, OfficialEvent, OfficialStage};
pub use overrides::OverrideError;
pub use ownership::{Challenge, Method, Ownership, Purpose};
pub use partnership::{PartnershipCommand, PartnershipEvent, Partnerships, ShareRequest};
pub use person::Person;
pub use phone::{Connection, Hosting, OffReason, Phone, Profile, Standing};
pub use policy::{ForbiddenWord, Policy, Violation};
pub use preverified::{Preverified, PreverifiedCommand, PreverifiedEvent, Proved};
pub use quality::{Feedback, QualityEvent, Rated, Tally};
pub use rare::{Blank, Rare};
pub use refusal::{ClientError, Mention, OfficeRefusal, Refusal};
pub use session::{SessionCommand, SessionEvent, Sessions, TokenEnd};
pub use signup::{
    BusinessChoice, Entered, Feature, Login, Outcome, ProfileEntry, Signup, Stage as SignupStage,
    Step, WabaChoice,
};
pub use solution::{
    MigrationIntent, Party, Solution, SolutionCommand, SolutionEvent, SolutionProblem,
    SolutionStage, Solutions,
};
pub use staff::{Child, ChildEntry, Finance, Invite, Maker, Staff, StaffCommand, StaffEvent};
pub use subscription::{SubscriptionCommand, SubscriptionEvent};
pub use system_user::{SystemUser, SystemUserKind};
pub use template::{
    Button, ButtonKind, GoneTemplate, Header, ParameterFormat, Parts, Template, TemplateCommand,
    TemplateEvent, TemplateProblem, TemplateReview, Wording,
};
pub use ticket::{
    AppDetails, Said, Support, Ticket, TicketCommand, TicketEntry, TicketEvent, TicketState,
};
pub use token::{Holder, LoginCode, Token};
pub use verdict::{Review, ReviewEvent, ReviewKind, Verdict, Verdicts, of_texts};
pub use verification::{
    Certification, CertificationStatus, DOCUMENT_BYTES_MAX, DOCUMENTS_MAX, Document,
    DocumentFormat, DocumentKind, FormProblem, Paperwork, VerificationCommand, VerificationEvent,
    VerificationForm, reason_in_words,
};
pub use waba::{Appeal, CallbackOverride, Funding, PolicyCheck, Subscription, Waba};
pub use words::About;
pub use world::{NodeKind, World};
