//! The next things to do, in the imperative.

use graph::id::PhoneNumberId;

use crate::notice::Notice;
use crate::token::{Dead, Tokens};

/// One call to be made. Each can be repeated: whoever performs it reads before it writes.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Give our employee system user access (requirement A04).
    AssignSystemUser,
    /// Share our credit line (requirement G01).
    ShareCredit,
    /// Take our credit line back after the account left us (requirement A11).
    RevokeCredit,
    /// Let our app get the account's webhooks.
    Subscribe,
    /// Start the number's client instance (requirement E06).
    StartClient {
        /// Whose.
        phone: PhoneNumberId,
    },
    /// Tell the number's client instance where its webhooks go.
    PointWebhooks {
        /// Whose.
        phone: PhoneNumberId,
    },
    /// Hand the certificate to the number's client instance (requirements E06, D08).
    InstallCertificate {
        /// Whose.
        phone: PhoneNumberId,
        /// Digest of the certificate.
        certificate: String,
    },
    /// Register the number with the platform's cloud (requirement E01).
    RegisterNumber {
        /// Which.
        phone: PhoneNumberId,
    },
    /// Send the first message, to the operator's own handset.
    SendProbe {
        /// From which number.
        phone: PhoneNumberId,
    },
    /// Shut the number's client instance down (requirement D04).
    StopClient {
        /// Whose.
        phone: PhoneNumberId,
    },
    /// Shut down the client instance of a number that is no longer the account's, for good: its
    /// folder and its secrets are destroyed.
    RetireClient {
        /// Whose.
        phone: PhoneNumberId,
    },
    /// Send the messages that waited for the number's client instance.
    SendWaiting {
        /// From which number.
        phone: PhoneNumberId,
    },
    /// End the subscription to the webhooks of an account that left us (requirement A11).
    Unsubscribe,
    /// Destroy the PINs, instance secrets and tokens of an account that left us.
    ForgetSecrets,
    /// Write down that leave was taken: everything above was seen to have had its effect.
    ConfirmLeft,
    /// Tell the operators, once.
    TellOperators {
        /// What.
        notice: Notice,
    },
}

impl Step {
    /// A name that stays the same while the step is the same, for counting its failures.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::AssignSystemUser => "assign-system-user".to_owned(),
            Self::ShareCredit => "share-credit".to_owned(),
            Self::RevokeCredit => "revoke-credit".to_owned(),
            Self::Subscribe => "subscribe".to_owned(),
            Self::StartClient { phone } => format!("start-client:{phone}"),
            Self::PointWebhooks { phone } => format!("point-webhooks:{phone}"),
            Self::InstallCertificate { phone, certificate } => {
                format!("install-certificate:{phone}:{certificate}")
            }
            Self::RegisterNumber { phone } => format!("register-number:{phone}"),
            Self::SendProbe { phone } => format!("send-probe:{phone}"),
            Self::StopClient { phone } => format!("stop-client:{phone}"),
            Self::RetireClient { phone } => format!("retire-client:{phone}"),
            Self::SendWaiting { phone } => format!("send-waiting:{phone}"),
            Self::Unsubscribe => "unsubscribe".to_owned(),
            Self::ForgetSecrets => "forget-secrets".to_owned(),
            Self::ConfirmLeft => "confirm-left".to_owned(),
            Self::TellOperators { notice } => format!("tell:{}", notice.key()),
        }
    }

    /// The number it is about, if it is about one.
    #[must_use]
    pub fn phone(&self) -> Option<PhoneNumberId> {
        match self {
            Self::StartClient { phone }
            | Self::PointWebhooks { phone }
            | Self::InstallCertificate { phone, .. }
            | Self::RegisterNumber { phone }
            | Self::SendProbe { phone }
            | Self::StopClient { phone }
            | Self::RetireClient { phone }
            | Self::SendWaiting { phone } => Some(*phone),
            Self::AssignSystemUser
            | Self::ShareCredit
            | Self::RevokeCredit
            | Self::Subscribe
            | Self::Unsubscribe
            | Self::ForgetSecrets
            | Self::ConfirmLeft
            | Self::TellOperators { .. } => None,
        }
    }

    /// What is done, for people: "assign our system user".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::AssignSystemUser => "assign our system user to the account".to_owned(),
            Self::ShareCredit => "share the credit line".to_owned(),
            Self::RevokeCredit => "take the credit line back".to_owned(),
            Self::Subscribe => "subscribe to the account's webhooks".to_owned(),
            Self::StartClient { phone } => format!("start the client of number {phone}"),
            Self::PointWebhooks { phone } => {
                format!("tell the client of number {phone} where its webhooks go")
            }
            Self::InstallCertificate { phone, .. } => {
                format!("install the certificate of number {phone}")
            }
            Self::RegisterNumber { phone } => format!("register number {phone}"),
            Self::SendProbe { phone } => format!("send the first message from number {phone}"),
            Self::StopClient { phone } => format!("stop the client of number {phone}"),
            Self::RetireClient { phone } => format!(
                "stop the client of number {phone}, which is no longer the account's, and destroy \
                 its folder and secrets"
            ),
            Self::SendWaiting { phone } => {
                format!("send the messages that waited for the client of number {phone}")
            }
            Self::Unsubscribe => "end the subscription to the account's webhooks".to_owned(),
            Self::ForgetSecrets => "destroy its PINs, secrets and tokens".to_owned(),
            Self::ConfirmLeft => "confirm that leave was taken".to_owned(),
            Self::TellOperators { notice } => {
                format!("tell {}: {}", notice.audience(), notice.words())
            }
        }
    }
}

/// With whose token a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// With none: it concerns our side only.
    Nothing,
    /// That of the system user we work as.
    Worker,
    /// The admin's.
    Admin,
    /// Either of them.
    Either,
}

impl Tokens {
    /// The dead token that keeps a step with this need from being done, if one does.
    #[must_use]
    pub fn keeps_from(&self, needs: Needs) -> Option<Dead> {
        match needs {
            Needs::Nothing => None,
            Needs::Worker => self.worker,
            Needs::Admin => self.admin,
            Needs::Either => self.worker.and(self.admin),
        }
    }
}

impl Step {
    /// With whose token it is done.
    #[must_use]
    pub fn needs(&self) -> Needs {
        match self {
            Self::AssignSystemUser => Needs::Admin,
            Self::ShareCredit
            | Self::Subscribe
            | Self::RegisterNumber { .. }
            | Self::SendProbe { .. } => Needs::Worker,
            Self::RevokeCredit | Self::Unsubscribe | Self::ConfirmLeft => Needs::Either,
            Self::StartClient { .. }
            | Self::PointWebhooks { .. }
            | Self::InstallCertificate { .. }
            | Self::StopClient { .. }
            | Self::RetireClient { .. }
            | Self::SendWaiting { .. }
            | Self::ForgetSecrets
            | Self::TellOperators { .. } => Needs::Nothing,
        }
    }

    /// What was done, for the time line: "assigned our system user to the account".
    #[must_use]
    pub fn done_words(&self) -> String {
        match self {
            Self::AssignSystemUser => "assigned our system user to the account".to_owned(),
            Self::ShareCredit => "shared the credit line".to_owned(),
            Self::RevokeCredit => "took the credit line back".to_owned(),
            Self::Subscribe => "subscribed to the account's webhooks".to_owned(),
            Self::StartClient { phone } => format!("started the client of number {phone}"),
            Self::PointWebhooks { phone } => {
                format!("told the client of number {phone} where its webhooks go")
            }
            Self::InstallCertificate { phone, .. } => {
                format!("installed the certificate of number {phone}")
            }
            Self::RegisterNumber { phone } => format!("registered number {phone}"),
            Self::SendProbe { phone } => format!("sent the first message from number {phone}"),
            Self::StopClient { phone } => format!("stopped the client of number {phone}"),
            Self::RetireClient { phone } => format!(
                "stopped the client of number {phone}, which is no longer the account's, and \
                 destroyed its folder and secrets"
            ),
            Self::SendWaiting { phone } => {
                format!("sent the messages that waited for the client of number {phone}")
            }
            Self::Unsubscribe => "ended the subscription to the account's webhooks".to_owned(),
            Self::ForgetSecrets => "destroyed its PINs, secrets and tokens".to_owned(),
            Self::ConfirmLeft => "has taken leave: no client runs, no secret is kept, and no \
                credit is shared that we know of; the history stays"
                .to_owned(),
            Self::TellOperators { notice } => {
                format!("told {}: {}", notice.audience(), notice.words())
            }
        }
    }
}
