//! Why something about money, staff, app access or support was refused.

use graph::GraphError;
use graph::id::{AppId, BusinessId};
use graph::status::{Permission, SystemUserRole};

use super::Refusal;

/// The reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says the reason")]
pub enum OfficeRefusal {
    /// The system user is neither admin nor financial editor (contract §5).
    FinanceRoleNeeded,
    /// The provider has not accepted the Credit Allocation API terms (contract §5).
    CreditTermsOpen,
    /// The business shares nothing with the provider.
    NotAClient { business: BusinessId },
    /// The line was not shared with the business before it is attached (contract §5.2).
    LineNotShared,
    /// Businesses cannot pay the platform directly (requirement G02).
    PaysItsProvider,
    /// There is a system user of this name.
    SystemUserNamed { name: String },
    /// As many system users as the access level allows (contract §2.4).
    SystemUserLimit { kind: SystemUserRole, max: usize },
    /// The app is one of another business.
    AppOfAnother { app: AppId },
    /// The business has no token of this app yet (contract §1.9).
    NoTokenYet,
    /// A permission the business never granted.
    ScopeNotGranted,
    /// The person is in the business already.
    AlreadyMember { email: String },
    /// The person was invited already.
    AlreadyInvited { email: String },
    /// Not a child of this business.
    NotAChild { business: BusinessId },
    /// Something that must be there is not.
    Missing { field: &'static str },
    /// The permission has Standard access only, which reaches the app's own business
    /// (requirement H03).
    StandardAccess { permission: Permission },
    /// The app is in development, and the person has no role on it (contract §0).
    AppInDevelopment { app: String },
    /// The app is in review already.
    InAppReview,
    /// The app is not in review.
    NotInAppReview,
    /// App Review asks for use, and there was none (requirement H03).
    PermissionUnused { permission: Permission },
    /// Businesses cannot use direct support (requirement I02).
    NoDirectSupport,
    /// The app's permissions were not checked in the last 24 hours (requirement I02).
    PermissionsUnchecked,
    /// The check found what to mend first (requirement I02).
    CheckFoundMissing { permission: Permission },
    /// The ticket is closed.
    TicketClosed,
}

impl From<OfficeRefusal> for Refusal {
    fn from(refusal: OfficeRefusal) -> Self {
        Self::Office(refusal)
    }
}

impl OfficeRefusal {
    /// The reason as an English sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::SystemUserNamed { name } => format!("There is a system user named {name}."),
            Self::SystemUserLimit { kind, max } => format!(
                "The business has {max} system users with the role {kind} already. More need \
                 Advanced access to whatsapp_business_management."
            ),
            Self::AlreadyMember { email } => format!("{email} belongs to the business already."),
            Self::AlreadyInvited { email } => format!("{email} was invited already."),
            Self::Missing { field } => format!("Please fill in: {field}."),
            Self::StandardAccess { permission } => format!(
                "The app has Standard access to {permission}, which reaches its own business \
                 only. Accounts of clients need Advanced access, granted by App Review."
            ),
            Self::AppInDevelopment { app } => format!(
                "{app} is in development mode: only people with a role on the app can use it. Its \
                 developers switch it to live mode in the App Dashboard."
            ),
            Self::PermissionUnused { permission } => format!(
                "{permission} was never used. Make at least one successful call that needs it, \
                 then send the app to review."
            ),
            Self::CheckFoundMissing { permission } => format!(
                "The check found the cause: the app lacks Advanced access to {permission}, or is \
                 not live. Mend that first, and check again."
            ),
            _ => self.plain().to_owned(),
        }
    }

    /// The sentences that name nothing.
    const fn plain(&self) -> &'static str {
        match self {
            Self::FinanceRoleNeeded => {
                "The system user must be an admin or a financial editor of the business."
            }
            Self::CreditTermsOpen => {
                "The Credit Allocation API terms must be accepted first, in Business settings \
                 under Payments."
            }
            Self::NotAClient { .. } => "The business shares no WhatsApp account with the provider.",
            Self::LineNotShared => {
                "The credit line is not shared with the business that owns this account. Share it \
                 first."
            }
            Self::PaysItsProvider => {
                "Businesses cannot pay here: the provider pays with its credit line and settles \
                 with you."
            }
            Self::AppOfAnother { .. } => "The app belongs to another business.",
            Self::NoTokenYet => "The business has granted this app no token yet.",
            Self::ScopeNotGranted => "The business never granted one of these permissions.",
            Self::NotAChild { .. } => "The business is not a child of this one.",
            Self::InAppReview => "The app is in review already. Wait for the decision.",
            Self::NotInAppReview => "The app is not in review.",
            Self::NoDirectSupport => {
                "Businesses cannot use direct support. Ask your provider: it may open a ticket."
            }
            Self::PermissionsUnchecked => {
                "Check the app's two permissions first. A check counts for 24 hours."
            }
            Self::TicketClosed => "The ticket is closed. Open another one.",
            _ => "",
        }
    }

    /// The error a Graph call is answered with.
    pub(super) fn to_graph(&self) -> GraphError {
        let sentence = self.sentence();
        match self {
            Self::FinanceRoleNeeded | Self::CreditTermsOpen => GraphError::permission(&sentence),
            Self::StandardAccess { .. } => {
                GraphError::app_permission().explained("Advanced access needed", sentence)
            }
            Self::AppInDevelopment { .. } => GraphError::app_permission(),
            Self::SystemUserNamed { .. } => GraphError::parameter("Invalid parameter")
                .subcode(1_690_089)
                .explained("Name taken", sentence),
            Self::Missing { field } => GraphError::missing_parameter(field),
            _ => GraphError::parameter(&sentence),
        }
    }
}
