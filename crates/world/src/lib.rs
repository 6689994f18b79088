//! What Meta does, pure: the truth of the platform, how it changes, and who must be told.
//!
//! [`World::decide`] says what happens when somebody asks for something, [`World::evolve`] makes it
//! so, [`World::react`] names what leaves the house, [`World::due`] says when the world next
//! changes by itself. Time is an argument, chance is drawn from a seed: the same commands at the
//! same times make the same world. Events are stored, commands are not: replay never re-judges the
//! past.

mod access;
mod actor;
mod app;
mod business;
mod certificate;
mod chance;
mod check;
mod command;
mod credit;
mod decide;
mod due;
mod effect;
mod event;
mod evolve;
mod flow;
mod handset;
mod limit;
mod mail;
mod message;
mod name;
mod ownership;
mod partnership;
mod person;
mod phone;
mod policy;
mod react;
mod refusal;
#[cfg(test)]
mod scene;
mod signup;
#[cfg(test)]
mod soundness;
mod system_user;
mod template;
mod time;
mod token;
mod verdict;
pub mod view;
mod waba;
mod world;

pub use access::{Caller, Need};
pub use actor::{Actor, CodeKey, PinKey, TokenKey};
pub use app::{App, Callback};
pub use business::{Business, BusinessProfile, Role, Verification};
pub use certificate::Certificate;
pub use command::{Command, LoginGrant, Outgoing, ProfileChange, ProviderSetup, TokenOrder};
pub use credit::{Allocation, AllocationStage, CreditLine, Currencies};
pub use due::Due;
pub use effect::{Effect, HandsetKind};
pub use event::Event;
pub use flow::{
    Configuration, FlowCommand, FlowEvent, Flows, Opening, SIXTY_DAYS,
};
pub use handset::{Handset, Manners};
pub use limit::Usage;
pub use message::{
    Billing, Category, Charge, Chat, Content, Failure, Message, MessageId, Stage as MessageStage, Way,
};
pub use name::{DisplayName, NameChange, NameProblem, NameReason, NameReview};
pub use ownership::{Challenge, Method, Ownership, Purpose};
pub use partnership::{PartnershipCommand, PartnershipEvent, Partnerships, ShareRequest};
pub use person::Person;
pub use phone::{Connection, Hosting, OffReason, Phone, Profile, Standing};
pub use policy::{ForbiddenWord, Policy, Violation};
pub use refusal::{ClientError, Refusal};
pub use signup::{
    BusinessChoice, Entered, Feature, Login, Outcome, ProfileEntry, Signup, Stage as SignupStage,
    Step, WabaChoice,
};
pub use system_user::{SystemUser, SystemUserKind};
pub use template::{Template, TemplateReview};
pub use token::{Holder, LoginCode, Token};
pub use verdict::{Review, ReviewEvent, ReviewKind, Verdict, Verdicts, of_texts};
pub use waba::{Appeal, CallbackOverride, Funding, PolicyCheck, Subscription, Waba};
pub use world::{NodeKind, World};
