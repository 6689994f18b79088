//! The words of Meta's Graph API: what it says on the wire, for both ends of the wire.
//!
//! The platform serves with these words and the provider calls with them. The crate is pure: no
//! sockets, no files, no clock, no randomness. Shapes follow the contract; each module names the
//! section it renders.

pub mod debug_token;
pub mod error;
pub mod fields;
mod hex;
pub mod id;
pub mod json;
pub mod json_path;
pub mod node;
pub mod page;
pub mod params;
pub mod phone_number;
pub mod status;
pub mod timezone;
pub mod token;
pub mod version;
pub mod webhook;

pub use debug_token::{DebugAnswer, DebugToken, GranularScope, TokenFault};
pub use error::GraphError;
pub use fields::Field;
pub use id::{
    AllocationId, AppId, BadId, BusinessId, ConfigurationId, CredentialId, CreditLineId, InvoiceId,
    MigrationIntentId, PersonId, PhoneNumberId, PreverifiedId, SignupId, SolutionId, SystemUserId,
    TemplateId, TicketId, WabaId,
};
pub use json::{to_meta_json, to_pretty_meta_json};
pub use node::Node;
pub use page::{Key, Page, PageLink, PageRequest, page};
pub use params::Params;
pub use phone_number::{BadPhoneNumber, E164};
pub use status::{
    AccountMode, AccountReviewStatus, CanSend, CodeVerificationStatus, Currency, MessageStatus,
    MessagingLimitTier, NameStatus, OwnershipType, Permission, PhoneStatus, PlatformType,
    QualityRating, SystemUserRole, Task, TemplateCategory, TemplateStatus, ThroughputLevel,
    TokenKind, UnknownWord, VerificationStatus, Vertical,
};
pub use token::{AppToken, appsecret_proof, proof_matches, sent_token};
pub use version::Version;
