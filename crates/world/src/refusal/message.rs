//! A refusal in the words of a page: a key for translation, its arguments, and an English sentence.

use jiff::Timestamp;

use super::{OfficeRefusal, Refusal};
use crate::mail::{free_at, free_from};
use crate::phone::OffReason;

/// What a translated sentence mentions, in the form that the page of a language gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mention {
    /// A name, an address, or a word that chooses a variant of the sentence.
    Text(String),
    /// How many: the sentence has the plural forms of its language.
    Number(usize),
    /// A time, to the minute.
    Moment(Timestamp),
}

impl Refusal {
    /// The key under which pages find the translated sentence.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotForThisActor
            | Self::UnknownToken
            | Self::TokenExpired { .. }
            | Self::TokenEnded { .. }
            | Self::TokenOfAnotherApp
            | Self::NotVisible { .. }
            | Self::MissingPermission { .. }
            | Self::NotAssigned { .. }
            | Self::SystemTokenNeeded
            | Self::AdminSystemUserNeeded
            | Self::MayNotSend { .. }
            | Self::NotShared { .. } => "refusal-not-allowed",
            Self::NotBusinessAdmin { .. } => "refusal-not-business-admin",
            Self::NotAProvider { .. } => "refusal-not-a-provider",
            Self::Office(OfficeRefusal::AppInDevelopment { .. }) => "refusal-app-in-development",
            Self::BadValue { .. } => "refusal-bad-value",
            Self::NameUnacceptable { problem } => problem.key(),
            Self::OriginNotAllowed { .. } => "refusal-origin-not-allowed",
            Self::SignupOver => "refusal-signup-over",
            Self::WrongStep { .. } => "refusal-wrong-step",
            Self::SharedWithAnother { .. } => "refusal-shared-with-another",
            Self::WabaLimit { .. } => "refusal-waba-limit",
            Self::WabaQuota { .. } => "refusal-waba-quota",
            Self::BusinessLimit { .. } => "refusal-business-limit",
            Self::AccountTooNew { .. } => "refusal-account-too-new",
            Self::UnknownConfiguration { .. } => "refusal-configuration",
            Self::NumberListed { .. } => "refusal-number-listed",
            Self::NumberInUse { .. } => "refusal-number-in-use",
            Self::NumberConnected { .. } => "refusal-number-connected",
            Self::NumberOnMessenger { .. } => "refusal-number-on-messenger",
            Self::NumberOnBusinessApp { .. } => "refusal-number-on-business-app",
            Self::NumberBeingFreed { .. } => "refusal-number-being-freed",
            Self::NumberBehindVoiceMenu { .. } => "refusal-number-behind-voice-menu",
            Self::VerificationNotStarted => "refusal-verification-not-started",
            Self::NumberLimit { .. } => "refusal-number-limit",
            Self::BusinessNumberLimit { verified: false, .. } => "refusal-business-number-limit",
            Self::MigrationRefused { .. } => "refusal-migration",
            Self::TwoStepOn { .. } => "refusal-two-step-on",
            Self::CodeTooSoon { .. } => "refusal-code-too-soon",
            Self::TooManyCodes { .. } => "refusal-too-many-codes",
            Self::GuessesLocked { .. } => "refusal-guesses-locked",
            Self::NoCodeSent => "refusal-no-code-sent",
            Self::CodeWrong => "refusal-code-wrong",
            Self::CodeExpired => "refusal-code-expired",
            Self::AlreadyVerified => "refusal-already-verified",
            Self::NotVerified => "refusal-not-verified",
            Self::NumberOff { .. } => "refusal-number-off",
            Self::LimitReached { .. } => "refusal-limit-reached",
            Self::WabaDisabled => "refusal-waba-disabled",
            _ => "refusal-other",
        }
    }

    /// What the translated sentence may mention. `refusal-other` has the English sentence.
    pub fn args(&self) -> Vec<(&'static str, Mention)> {
        let text = |text: &str| Mention::Text(text.to_owned());
        match self {
            Self::BadValue { field, value } => vec![("field", text(field)), ("value", text(value))],
            Self::OriginNotAllowed { origin } => vec![("origin", text(origin))],
            Self::Office(OfficeRefusal::AppInDevelopment { app }) => vec![("app", text(app))],
            Self::WrongStep { at } => vec![("step", text(at.slug()))],
            Self::SharedWithAnother { waba, partner } => {
                vec![("waba", Mention::Text(waba.to_string())), ("partner", text(partner))]
            }
            Self::WabaLimit { max }
            | Self::WabaQuota { max }
            | Self::BusinessLimit { max }
            | Self::NumberLimit { max }
            | Self::BusinessNumberLimit { max, .. } => vec![("max", Mention::Number(*max))],
            Self::AccountTooNew { until } => vec![("until", Mention::Moment(free_from(*until)))],
            Self::UnknownConfiguration { configuration } => {
                vec![("configuration", text(configuration))]
            }
            Self::NumberListed { number }
            | Self::NumberInUse { number }
            | Self::NumberOnMessenger { number }
            | Self::NumberOnBusinessApp { number }
            | Self::NumberBehindVoiceMenu { number } => {
                vec![("number", Mention::Text(number.display()))]
            }
            Self::NumberBeingFreed { number, until } => {
                let number = Mention::Text(number.display());
                vec![("number", number), ("until", Mention::Moment(free_from(*until)))]
            }
            Self::NumberConnected { number, account, .. } | Self::TwoStepOn { number, account } => {
                vec![("number", Mention::Text(number.display())), ("account", text(account))]
            }
            Self::MigrationRefused { why } => vec![("why", text(why.slug()))],
            Self::CodeTooSoon { seconds } => {
                vec![("seconds", Mention::Number(usize::try_from(*seconds).unwrap_or(0)))]
            }
            Self::TooManyCodes { until } | Self::GuessesLocked { until } => {
                vec![("until", Mention::Moment(free_from(*until)))]
            }
            _ if self.key() == "refusal-other" => {
                vec![("sentence", Mention::Text(self.sentence()))]
            }
            _ => Vec::new(),
        }
    }

    /// The reason as an English sentence, for pages that are not translated and for logs.
    pub fn sentence(&self) -> String {
        self.sentence_about_people()
            .or_else(|| self.sentence_about_numbers())
            .map_or_else(|| self.sentence_about_the_rest(), str::to_owned)
    }

    const fn sentence_about_people(&self) -> Option<&'static str> {
        Some(match self {
            Self::NotForThisActor => "This cannot be done from here.",
            Self::NotBusinessAdmin { .. } => {
                "You are not an admin of this business. Ask an admin to do it, ask an admin to \
                 make you one, or choose another business."
            }
            Self::NotAProvider { .. } => "Only a provider's app can start this.",
            Self::SignupOver => "This signup is finished.",
            Self::WrongLogin => "The page asked for another result of the signup.",
            Self::UnknownToken | Self::TokenExpired { .. } | Self::TokenEnded { .. } => {
                "The access token is not valid."
            }
            Self::Solution(problem) => problem.sentence(),
            Self::TokenOfAnotherApp => "The access token is one of another app.",
            Self::NotVisible { .. } => "There is no such object, or you may not see it.",
            Self::MissingPermission { .. } => "The access token lacks a permission.",
            Self::NotAssigned { .. } => "The system user is not assigned to this account.",
            Self::SystemTokenNeeded => "This takes the access token of a system user.",
            Self::AdminSystemUserNeeded => "This takes an admin system user.",
            Self::MayNotSend { .. } => "The caller may not send for this account.",
            Self::AlreadyDecided => "This is decided already.",
            Self::NoAppealPossible => "There is nothing to appeal against, or it was done already.",
            Self::NoAppealPending => "No appeal waits for a decision.",
            Self::NotShared { .. } => "The account is not shared with that business.",
            Self::VerificationInReview => {
                "The business is being verified. Nothing can be changed until that is decided."
            }
            Self::NotYetVerified => "The business is not verified.",
            Self::OfficialNeedsVerification => {
                "Start business verification in the Security Center before you apply for an \
                 official business account."
            }
            Self::OfficialInReview => "The application is in review already.",
            Self::OfficialNotInReview => "There is no application in review.",
            Self::OfficialAlready => "This number is an official business account already.",
            Self::WabaLocked => {
                "The account is locked for breaking a policy. Request a review under Account \
                 quality in the Business Manager."
            }
            Self::NothingToLift => "Nothing was done to this account that could be taken back.",
            Self::NothingMoreToAsk => "More can be asked for only in business verification.",
            Self::NothingDue => "Nothing is due.",
            Self::SharingOutsideSignup => {
                "A WhatsApp Business Account is shared with a provider through Embedded Signup on \
                 the provider's website only. Start the signup there and choose this account."
            }
            Self::RequestOver => "This request is answered already, or too old.",
            Self::LastAdmin => {
                "A business keeps at least one admin. Make someone else an admin first."
            }
            Self::TimeZoneFixed => {
                "The time zone is fixed since a credit line pays for this account."
            }
            _ => return None,
        })
    }

    const fn sentence_about_numbers(&self) -> Option<&'static str> {
        Some(match self {
            Self::NumberListed { .. } => "This number is on this account already.",
            Self::NumberInUse { .. } => {
                "This number is on another WhatsApp Business Account. Delete it there, wait three \
                 minutes, and enter it again."
            }
            Self::NumberOnMessenger { .. } => {
                "This number is used in WhatsApp Messenger. Delete the account in the app first, \
                 wait three minutes, and enter the number again."
            }
            Self::NumberOnBusinessApp { .. } => {
                "This number is used in the WhatsApp Business App. Delete the account in the app \
                 first, wait three minutes, and enter the number again."
            }
            Self::NumberBehindVoiceMenu { .. } => {
                "A voice menu answers at this number, so no code can reach a person there."
            }
            Self::VerificationNotStarted => {
                "Start business verification to add more phone numbers to this account."
            }
            Self::NoCodeSent => "No code was sent to this number. Ask for one first.",
            Self::CodeWrong => "The code is not right.",
            Self::CodeExpired => "The code is too old. Ask for a new one.",
            Self::AlreadyVerified => "This number is verified already.",
            Self::NotVerified => "The number must be verified by a code first.",
            Self::PinMalformed => "The PIN must have six digits.",
            Self::PinMismatch => "The PIN is not that of the number.",
            Self::MigrationRefused { why } => why.sentence(),
            Self::NumberDeleted => "The number was deleted.",
            Self::Fault { .. } => "This does not work at the moment. Try again later.",
            Self::NotEligibleForCode => "The number takes no code.",
            Self::PreverifiedUnproved => "The pre-verified number is not proved any more.",
            Self::NotSubscribed => {
                "Before override the current callback uri, your app must be subscribed to receive \
                 messages of the WhatsApp Business Account."
            }
            Self::StorageOfRegistered => {
                "Where data is kept can be set only while the number is not registered. \
                 Deregister it first."
            }
            Self::TermsNotAccepted => "The terms of the Cloud API are not accepted.",
            Self::PinForDeletion => {
                "Two-step verification is on: give the PIN of the number, or turn two-step \
                 verification off first."
            }
            Self::NoTwoStep => "Two-step verification is off already.",
            Self::PinResetOver => "This link was used already, or it is too old. Ask for another.",
            other => return other.sentence_about_use(),
        })
    }

    /// What stands between a number and its messages.
    const fn sentence_about_use(&self) -> Option<&'static str> {
        Some(match self {
            Self::NumberOff { why: OffReason::TrialEnded } => {
                "The number's trial has ended. It can be registered again once the business is \
                 verified."
            }
            Self::NumberOff { why: OffReason::CheckFailed } => {
                "The account was disabled because it does not follow the policies."
            }
            Self::NumberOff { why: OffReason::Migrated } => {
                "The number was migrated to another account."
            }
            Self::NumberOff { why: OffReason::Deleted } => "The number was deleted.",
            Self::NumberOff { why: OffReason::Unshared } => {
                "The account is no longer shared with a provider."
            }
            Self::NotRegistered => "The number is not registered here.",
            Self::BadCertificate => "The certificate is not one of this number's.",
            Self::NameReviewRunning => {
                "A display name of this number is under review. Wait until that is decided."
            }
            Self::NameUnchanged => {
                "The number has this display name already, and no certificate of it is due. Enter \
                 another name."
            }
            Self::CertificateStillGood => "The number's certificate can still be downloaded.",
            Self::NoCertificate => "There is no certificate for this number now.",
            Self::OnPremiseClosed => "Unknown error: biz_link_on_prem_reg_blocked",
            Self::PinNeeded => "Two-step verification is on: the PIN is needed.",
            Self::NoNameReview => "No review of a name is under way.",
            Self::TextMissing => "The text is missing.",
            Self::RecipientIsSender => "Sender and recipient are the same number.",
            Self::PaymentMissing => "The account has no valid payment method.",
            Self::WindowClosed => "More than 24 hours have passed since the customer last wrote.",
            Self::WabaDisabled => "The account is disabled.",
            Self::NoSuchMessage => "There is no such message.",
            Self::OutgoingMessage { .. } => "Only a customer's message can be marked read.",
            _ => return None,
        })
    }

    fn sentence_about_the_rest(&self) -> String {
        match self {
            Self::Office(refusal) => refusal.sentence(),
            Self::VerificationForm { problem } => problem.sentence(),
            Self::VerificationTriesUsed { tries } => {
                format!("The business was declined {tries} times. Nothing more can be handed in.")
            }
            Self::OfficialTooSoon { until } => {
                format!("An application was declined. Apply again after {}.", free_at(*until))
            }
            Self::WabaRestricted { restriction, until } => format!(
                "The account broke a policy: until {} it may not {}.",
                free_at(*until),
                restriction.forbids()
            ),
            Self::NoSuchReview { review, subject } => format!(
                "No review of the kind {} waits for a verdict on {subject}.",
                review.as_str()
            ),
            Self::BadValue { field, value } => format!("\"{value}\" is no valid {field}."),
            Self::NameUnacceptable { problem } => problem.sentence().to_owned(),
            Self::OriginNotAllowed { origin } => format!(
                "Pages of {origin} may not start the signup: it is not a domain of the provider's \
                 app."
            ),
            Self::WrongStep { at } => format!("This signup is at the step {}.", at.slug()),
            Self::SharedWithAnother { partner, .. } => format!(
                "This account is shared with {partner}. Stop sharing it there first, or create a \
                 new account."
            ),
            other => other.sentence_about_limits(),
        }
    }

    /// What was done too often, too soon, or already.
    fn sentence_about_limits(&self) -> String {
        match self {
            Self::NumberBeingFreed { until, .. } => format!(
                "The WhatsApp account of this number was deleted a moment ago. Enter the number \
                 again after {}.",
                free_at(*until)
            ),
            Self::NumberConnected { account, .. } => {
                format!("This number is already connected to your account {account}.")
            }
            Self::WabaQuota { max } => format!(
                "An unverified business can have {max} accounts. Verify the business to create \
                 more."
            ),
            Self::BusinessLimit { max } => format!(
                "You have created {max} businesses, and can create no more. Use one of them, or \
                 ask an admin of another to add you."
            ),
            Self::AccountTooNew { until } => format!(
                "Your account is too new to create a business. Try again after {}.",
                free_at(*until)
            ),
            Self::UnknownConfiguration { configuration } => {
                format!("The app has no login configuration with the id {configuration}.")
            }
            Self::WabaLimit { max } => format!("The business has {max} accounts already."),
            Self::NumberLimit { max } => format!("The account has {max} phone numbers already."),
            Self::CodeTooSoon { seconds } => format!("Wait {seconds} seconds for another code."),
            Self::TooManyCodes { until } => {
                format!("Too many codes were requested. Try again after {}.", free_at(*until))
            }
            Self::GuessesLocked { until } => {
                format!("The code was guessed too often. Try again after {}.", free_at(*until))
            }
            Self::BusinessNumberLimit { max, verified: true } => {
                format!("The business has {max} phone numbers already.")
            }
            Self::BusinessNumberLimit { max, verified: false } => format!(
                "A business that is not verified can have {max} phone numbers. Complete business \
                 verification to add more."
            ),
            Self::TwoStepOn { account, .. } => format!(
                "Two-step verification of this number is on, on your account {account}. Turn it \
                 off in the WhatsApp Manager there and confirm it by the link in the e-mail, then \
                 try again."
            ),
            Self::RecentlyDeleted { until } => {
                format!("The number was deleted a moment ago. Try again after {}.", free_at(*until))
            }
            Self::PaidRecently { until } => format!(
                "The number sent messages that were paid for. It can be deleted after {}.",
                free_at(*until)
            ),
            Self::NoAccountThere { number } => {
                format!("There is no account of WhatsApp on {} to delete.", number.display())
            }
            Self::PinLocked { until } => {
                format!("Too many wrong PINs. Try again after {}.", free_at(*until))
            }
            Self::PinTooSoon { seconds } => format!("Wait {seconds} seconds for another PIN."),
            Self::RegistrationLimit { until } => {
                format!("The number was registered too often. Try again after {}.", free_at(*until))
            }
            Self::CurrencyNotAccepted { currency } => {
                format!("The credit line cannot be attached in {currency}.")
            }
            Self::CurrencyFixed { currency } => format!("The account pays in {currency}."),
            other => other.sentence_about_messages(),
        }
    }

    fn sentence_about_messages(&self) -> String {
        match self {
            Self::TemplateExists { name, language } => {
                format!("There is a template {name} in {language} already.")
            }
            Self::NoSuchTemplate { name } => format!("There is no template {name}."),
            Self::TemplateUnusable { name, language } => {
                format!("There is no approved template {name} in {language}.")
            }
            Self::ParameterCount { expected, given } => {
                format!("The template takes {expected} parameters, {given} were given.")
            }
            Self::LimitReached { tier } => format!(
                "The messaging limit {tier} is reached. Start business verification to raise it."
            ),
            Self::TemplateRate { max } => {
                format!("{max} templates were created within this hour already.")
            }
            Self::TemplateNameGone { name } => {
                format!("A template {name} was deleted. Its name is not free yet.")
            }
            Self::Template(problem) => problem.why.clone(),
            Self::TemplateNotEditable => {
                "Only approved, rejected and paused templates can be edited.".to_owned()
            }
            Self::TemplateCategoryFixed => {
                "The category of an approved template cannot be edited.".to_owned()
            }
            Self::TemplateEditLimit => {
                "An approved template can be edited once in 24 hours, and 10 times in 30 days."
                    .to_owned()
            }
            Self::BadParameters { details } | Self::Messaging { details, .. } => details.clone(),
            Self::Async { code } => graph::GraphError::messaging(*code).title().to_owned(),
            Self::NoChat => {
                "This customer neither wrote to the number nor was written to.".to_owned()
            }
            Self::CustomerBlocks => "This customer blocks the number. Unblock it first.".to_owned(),
            other => format!("{other:?}"),
        }
    }
}
