//! The closed sets of words Graph uses, each as an enum with its exact spelling.
//!
//! Reading is strict: a word outside the set is an [`UnknownWord`]. Servers refuse with it; clients
//! read such fields as text and ask for `.parse().ok()`, because Meta adds words over time.

/// A word that does not belong to the set it was read for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not one of the words of {set}")]
pub struct UnknownWord {
    /// The name of the set, such as `NameStatus`.
    pub set: &'static str,
    /// What was read instead.
    pub word: String,
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            /// Every word of the set, in the order declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The exact spelling on the wire.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(UnknownWord { set: stringify!($name), word: word.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                to.pad(self.as_str())
            }
        }

        impl From<$name> for serde_json::Value {
            fn from(word: $name) -> Self {
                Self::String(word.as_str().to_owned())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = String::deserialize(from)?;
                word.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

words! {
    /// How far Meta's review of a display name is (contract §9.4).
    NameStatus {
        Approved = "APPROVED",
        AvailableWithoutReview = "AVAILABLE_WITHOUT_REVIEW",
        Declined = "DECLINED",
        Expired = "EXPIRED",
        PendingReview = "PENDING_REVIEW",
        None = "NONE",
    }
    /// Whether a number can be used for messages (contract §9.8).
    PhoneStatus {
        Pending = "PENDING",
        Connected = "CONNECTED",
        Disconnected = "DISCONNECTED",
        Flagged = "FLAGGED",
        Restricted = "RESTRICTED",
        RateLimited = "RATE_LIMITED",
        Banned = "BANNED",
        Unverified = "UNVERIFIED",
        Migrated = "MIGRATED",
        Deleted = "DELETED",
        Unknown = "UNKNOWN",
    }
    /// Whether the owner of a number proved it with a code (contract §4.1).
    CodeVerificationStatus {
        NotVerified = "NOT_VERIFIED",
        Verified = "VERIFIED",
        Expired = "EXPIRED",
    }
    /// Whether a number is on trial or in regular use (contract §4.1).
    AccountMode {
        Sandbox = "SANDBOX",
        Live = "LIVE",
    }
    /// Which of WhatsApp's servers a number is registered with (contract §4.1).
    PlatformType {
        CloudApi = "CLOUD_API",
        OnPremise = "ON_PREMISE",
        NotApplicable = "NOT_APPLICABLE",
    }
    /// How recipients rate a number's messages (contract §9.8).
    QualityRating {
        Green = "GREEN",
        Yellow = "YELLOW",
        Red = "RED",
        Unknown = "UNKNOWN",
    }
    /// How many customers a number may write to first within 24 hours (contract §9.1).
    MessagingLimitTier {
        NotSet = "TIER_NOT_SET",
        Tier50 = "TIER_50",
        Tier250 = "TIER_250",
        Tier1K = "TIER_1K",
        Tier2K = "TIER_2K",
        Tier10K = "TIER_10K",
        Tier100K = "TIER_100K",
        Unlimited = "TIER_UNLIMITED",
    }
    /// How fast a number may send (contract §4.1).
    ThroughputLevel {
        Standard = "STANDARD",
        High = "HIGH",
        NotApplicable = "NOT_APPLICABLE",
    }
    /// Whether Meta has verified a business; the one set in lower case (contract §9.5).
    VerificationStatus {
        NotVerified = "not_verified",
        PendingSubmission = "pending_submission",
        Pending = "pending",
        PendingNeedMoreInfo = "pending_need_more_info",
        Verified = "verified",
        Rejected = "rejected",
        Failed = "failed",
        Expired = "expired",
        Revoked = "revoked",
        Ineligible = "ineligible",
    }
    /// Meta's review of a WABA (contract §9.6).
    AccountReviewStatus {
        Pending = "PENDING",
        Approved = "APPROVED",
        Rejected = "REJECTED",
    }
    /// Whose WABA it is, seen from the caller (contract §3.1, §10).
    OwnershipType {
        Own = "SELF",
        ClientOwned = "CLIENT_OWNED",
        OnBehalfOf = "ON_BEHALF_OF",
    }
    /// Whether messages can be sent, in `health_status` (contract §3.3). Ordered best to worst.
    CanSend {
        Available = "AVAILABLE",
        Limited = "LIMITED",
        Blocked = "BLOCKED",
    }
    /// Where a message template stands (contract §3.8).
    TemplateStatus {
        Approved = "APPROVED",
        Archived = "ARCHIVED",
        Deleted = "DELETED",
        Disabled = "DISABLED",
        InAppeal = "IN_APPEAL",
        LimitExceeded = "LIMIT_EXCEEDED",
        Paused = "PAUSED",
        Pending = "PENDING",
        PendingDeletion = "PENDING_DELETION",
        Rejected = "REJECTED",
    }
    /// What a message template is for (contract §3.8).
    TemplateCategory {
        Authentication = "AUTHENTICATION",
        Marketing = "MARKETING",
        Utility = "UTILITY",
    }
    /// What a system user may do in its business (contract §2.4).
    SystemUserRole {
        Admin = "ADMIN",
        Employee = "EMPLOYEE",
    }
    /// What a user assigned to a WABA may do with it (contract §3.6).
    Task {
        Manage = "MANAGE",
        Develop = "DEVELOP",
        ManageTemplates = "MANAGE_TEMPLATES",
        ManagePhone = "MANAGE_PHONE",
        ViewCost = "VIEW_COST",
        ManageExtensions = "MANAGE_EXTENSIONS",
        ViewPhoneAssets = "VIEW_PHONE_ASSETS",
        ManagePhoneAssets = "MANAGE_PHONE_ASSETS",
        ViewTemplates = "VIEW_TEMPLATES",
        Messaging = "MESSAGING",
        FullControl = "FULL_CONTROL",
        ViewInsights = "VIEW_INSIGHTS",
        ManageUsers = "MANAGE_USERS",
        ManageBilling = "MANAGE_BILLING",
    }
    /// A permission a person grants to an app (contract §0).
    Permission {
        BusinessManagement = "business_management",
        WhatsappBusinessManagement = "whatsapp_business_management",
        WhatsappBusinessMessaging = "whatsapp_business_messaging",
        PublicProfile = "public_profile",
    }
    /// What kind of holder an access token speaks for (contract §1.7).
    TokenKind {
        User = "USER",
        SystemUser = "SYSTEM_USER",
        App = "APP",
    }
    /// How far a sent message came (contract §6.12). Ordered by progress; `failed` last.
    MessageStatus {
        Sent = "sent",
        Delivered = "delivered",
        Read = "read",
        Failed = "failed",
    }
    /// The currencies a credit line can pay in (contract §5.2).
    Currency {
        Aud = "AUD",
        Eur = "EUR",
        Gbp = "GBP",
        Idr = "IDR",
        Inr = "INR",
        Usd = "USD",
    }
    /// The trade of a business, as its profile shows it (contract §4.7).
    Vertical {
        Undefined = "UNDEFINED",
        Other = "OTHER",
        Auto = "AUTO",
        Beauty = "BEAUTY",
        Apparel = "APPAREL",
        Edu = "EDU",
        Entertain = "ENTERTAIN",
        EventPlan = "EVENT_PLAN",
        Finance = "FINANCE",
        Grocery = "GROCERY",
        Govt = "GOVT",
        Hotel = "HOTEL",
        Health = "HEALTH",
        Nonprofit = "NONPROFIT",
        ProfServices = "PROF_SERVICES",
        Retail = "RETAIL",
        Travel = "TRAVEL",
        Restaurant = "RESTAURANT",
        NotABiz = "NOT_A_BIZ",
    }
}

impl MessagingLimitTier {
    /// How many customers may be written to first in 24 hours; `None` means without limit.
    pub const fn customers(self) -> Option<u32> {
        match self {
            Self::NotSet => Some(0),
            Self::Tier50 => Some(50),
            Self::Tier250 => Some(250),
            Self::Tier1K => Some(1_000),
            Self::Tier2K => Some(2_000),
            Self::Tier10K => Some(10_000),
            Self::Tier100K => Some(100_000),
            Self::Unlimited => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        CanSend, MessageStatus, MessagingLimitTier, NameStatus, Permission, PhoneStatus, Task,
        UnknownWord, VerificationStatus,
    };

    #[test]
    fn every_word_reads_back() {
        for status in NameStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(*status));
        }
        for task in Task::ALL {
            assert_eq!(serde_json::from_str::<Task>(&format!("\"{task}\"")).unwrap(), *task);
        }
        assert_eq!(PhoneStatus::ALL.len(), 11);
    }

    #[test]
    fn case_matters() {
        assert_eq!("verified".parse(), Ok(VerificationStatus::Verified));
        let refused = "VERIFIED".parse::<VerificationStatus>();
        let expected = UnknownWord { set: "VerificationStatus", word: "VERIFIED".to_owned() };
        assert_eq!(refused, Err(expected));
        assert!(serde_json::from_str::<Permission>("\"BUSINESS_MANAGEMENT\"").is_err());
    }

    #[test]
    fn tiers_count_customers() {
        assert_eq!(MessagingLimitTier::Tier1K.customers(), Some(1_000));
        assert_eq!(MessagingLimitTier::Unlimited.customers(), None);
    }

    #[test]
    fn order_carries_meaning_where_promised() {
        assert!(CanSend::Available < CanSend::Limited && CanSend::Limited < CanSend::Blocked);
        assert!(MessageStatus::Sent < MessageStatus::Delivered);
        assert!(MessageStatus::Delivered < MessageStatus::Read);
    }
}
