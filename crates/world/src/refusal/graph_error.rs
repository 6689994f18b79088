//! A refusal in the words of the Graph API (contract §1.6, §3, §4, §5, §7.1).

use graph::GraphError;
use graph::error::Method as Verb;

use super::Refusal;
use crate::phone::OffReason;
use crate::template::TemplateProblem;

impl Refusal {
    /// The error a Graph call is answered with.
    pub fn to_graph(&self) -> GraphError {
        self.of_access().or_else(|| self.of_numbers()).unwrap_or_else(|| self.of_the_rest())
    }

    fn of_access(&self) -> Option<GraphError> {
        Some(match self {
            Self::UnknownToken => GraphError::garbage_token(),
            Self::TokenOfAnotherApp => GraphError::token_of_another_app(),
            Self::TokenEnded { why } => why.to_graph(),
            Self::Solution(problem) => GraphError::parameter(problem.sentence()),
            Self::TokenExpired { at, now } => GraphError::token_expired(*at, *now),
            Self::NotVisible { id, verb } => GraphError::unsupported(*verb, id),
            Self::MissingPermission { .. } => GraphError::app_permission(),
            Self::NotAssigned { .. } => GraphError::permission(
                "You do not have permission to access this WhatsApp Business Account. Assign the \
                 system user to it first.",
            ),
            Self::SystemTokenNeeded => {
                GraphError::permission("This call requires the access token of a system user.")
            }
            Self::AdminSystemUserNeeded => {
                GraphError::permission("This call requires an admin system user.")
            }
            Self::MayNotSend { .. } => GraphError::may_not_send(),
            Self::NotBusinessAdmin { .. } => {
                GraphError::permission("This call requires an admin of the business.")
            }
            Self::NotForThisActor | Self::NotAProvider { .. } | Self::OriginNotAllowed { .. } => {
                GraphError::capability()
            }
            Self::LoginCodeUnknown => GraphError::code_malformed(),
            Self::LoginCodeUsed => GraphError::code_used(),
            Self::LoginCodeExpired => GraphError::code_expired(),
            Self::RedirectMismatch => GraphError::redirect_mismatch(),
            _ => return None,
        })
    }

    fn of_numbers(&self) -> Option<GraphError> {
        let request = GraphError::request_code_refused;
        let verify = GraphError::verify_code_refused;
        Some(match self {
            Self::NumberListed { .. } => GraphError::number_already_listed(),
            Self::NumberInUse { .. }
            | Self::NumberConnected { .. }
            | Self::NumberOnMessenger { .. }
            | Self::NumberOnBusinessApp { .. }
            | Self::NumberBeingFreed { .. } => {
                GraphError::number_in_use().explained("Phone number is in use", self.sentence())
            }
            Self::NumberLimit { .. } => GraphError::number_limit_reached(),
            Self::VerificationNotStarted => GraphError::number_limit_reached().explained(
                "Start business verification to add more phone numbers",
                "A WhatsApp Business Account of a business that has not started verification can \
                 have one phone number. Start business verification in the Security Center first.",
            ),
            Self::NumberBehindVoiceMenu { .. } => {
                request("A number behind a voice menu cannot receive a code.")
            }
            Self::CodeTooSoon { seconds } => {
                request(&format!("Wait {seconds} seconds before you request another code."))
            }
            Self::TooManyCodes { .. } => {
                request("You have requested a verification code too many times. Try again later.")
            }
            Self::AlreadyVerified => request("This phone number is already verified."),
            Self::NoCodeSent | Self::PreverifiedUnproved => {
                GraphError::not_eligible_for_verification()
            }
            Self::CodeWrong => verify("The code you entered is incorrect."),
            Self::CodeExpired => verify("The code has expired. Request a new one."),
            Self::GuessesLocked { until } => verify(&format!(
                "The code was guessed too many times. Try again after {}.",
                crate::mail::free_at(*until)
            )),
            Self::NotVerified => GraphError::messaging(133_006),
            Self::PinMalformed => GraphError::invalid_parameter("The pin must have six digits."),
            Self::PinMismatch => GraphError::messaging(133_005),
            Self::PinLocked { until } => GraphError::messaging(133_008).details(format!(
                "Too many wrong PINs. Try again after {}.",
                crate::mail::free_at(*until)
            )),
            Self::PinTooSoon { seconds } => GraphError::messaging(133_009)
                .details(format!("Wait {seconds} seconds before you try another PIN.")),
            Self::MigrationRefused { why } => GraphError::migration_not_possible(why.sentence()),
            Self::TwoStepOn { .. } => GraphError::number_in_use()
                .explained("Turn off two-step verification", self.sentence()),
            Self::BusinessNumberLimit { .. } => GraphError::number_limit_reached().explained(
                "You have already linked the maximum number of phone numbers",
                self.sentence(),
            ),
            Self::NumberDeleted => GraphError::deleted_phone(),
            Self::Fault { fault } => fault.to_graph(),
            Self::RecentlyDeleted { until } => GraphError::messaging(133_015).details(format!(
                "The number was deleted a moment ago. Wait until {}.",
                crate::mail::free_at(*until)
            )),
            Self::NotEligibleForCode => GraphError::not_eligible_for_code(),
            Self::TermsNotAccepted => GraphError::terms_not_accepted(),
            Self::RegistrationLimit { .. } => GraphError::messaging(133_016),
            Self::NumberOff { why } => off(*why),
            Self::NotRegistered => GraphError::messaging(133_010),
            Self::BadCertificate => GraphError::messaging(131_045),
            Self::NameReviewRunning => GraphError::name_review_running(),
            Self::NameUnchanged => GraphError::invalid_parameter(&self.sentence()),
            _ => return None,
        })
    }

    fn of_the_rest(&self) -> GraphError {
        match self {
            Self::Office(refusal) => refusal.to_graph(),
            Self::BadValue { field, value } => GraphError::bad_value(field, value),
            Self::NameUnacceptable { problem } => GraphError::invalid_parameter(problem.sentence())
                .explained("Display name violates the guidelines", problem.sentence()),
            Self::CurrencyNotAccepted { currency } => {
                GraphError::parameter(&format!("The credit line cannot be attached in {currency}."))
            }
            Self::CurrencyFixed { currency } => GraphError::parameter(&format!(
                "The currency of this WhatsApp Business Account is fixed to {currency}."
            )),
            Self::FundedElsewhere { .. } => GraphError::parameter(
                "This WhatsApp Business Account is attached to another credit line. Another line \
                 needs a new account.",
            ),
            Self::TemplateExists { name, language } => GraphError::template_exists(name, language),
            Self::TemplateLimit { .. } => GraphError::template_limit_reached(),
            Self::NoSuchTemplate { name } => GraphError::template_not_found(name),
            Self::TemplateUnusable { name, language } => GraphError::messaging(132_001)
                .details(format!("template name ({name}) does not exist in {language}")),
            Self::ParameterCount { expected, given } => {
                GraphError::messaging(132_000).details(format!(
                    "body: number of localizable_params ({given}) does not match the expected \
                     number of params ({expected})"
                ))
            }
            Self::TemplateRate { .. } => GraphError::waba_rate(),
            Self::TemplateNameGone { name } => GraphError::template_being_deleted(name),
            Self::Template(TemplateProblem { subcode: Some(subcode), title, why }) => {
                GraphError::template_content(*subcode, title, why)
            }
            Self::Template(TemplateProblem { subcode: None, title, why }) => {
                GraphError::parameter("Invalid parameter").explained(*title, why.as_str())
            }
            Self::BadParameters { details } => GraphError::invalid_parameter(details),
            Self::Messaging { code, details } => {
                GraphError::messaging(*code).details(details.as_str())
            }
            Self::Async { code } => GraphError::messaging(*code),
            Self::TextMissing => {
                GraphError::messaging(131_008).details("Parameter value is missing: text.body.")
            }
            Self::RecipientIsSender => GraphError::messaging(131_021),
            Self::LimitReached { tier } => GraphError::messaging(131_048).details(format!(
                "The messaging limit {tier} of this number is reached: it started conversations \
                 with as many different customers in the last 24 hours. {}",
                if tier.customers().is_some_and(|most| most < 1_000) {
                    "Verify the business and have its display name approved to raise the limit."
                } else {
                    "It rises by itself when half of it is used within 7 days, at good quality."
                }
            )),
            Self::PaymentMissing => GraphError::messaging(131_042),
            Self::WindowClosed => GraphError::messaging(131_047),
            Self::WabaDisabled => GraphError::messaging(368),
            Self::WabaLocked => GraphError::messaging(131_031).details(self.sentence()),
            Self::WabaRestricted { .. } => GraphError::messaging(368).details(self.sentence()),
            Self::NoSuchMessage => {
                GraphError::invalid_parameter("Please check the message ID you have provided.")
            }
            Self::OutgoingMessage { message } => GraphError::invalid_parameter(&format!(
                "Message ID {message} is outgoing. Please use an incoming message ID."
            )),
            Self::NotShared { waba } => GraphError::unsupported(Verb::Delete, waba),
            _ => GraphError::invalid_parameter(&self.sentence()),
        }
    }
}

/// What a call on a number that was turned off is answered (contract §4.8).
fn off(why: OffReason) -> GraphError {
    match why {
        OffReason::TrialEnded => GraphError::messaging(131_031).details(
            "The unverified trial of this phone number has ended. It can be registered again once \
             the business is verified.",
        ),
        OffReason::CheckFailed => GraphError::messaging(368),
        OffReason::Migrated => GraphError::messaging(133_010)
            .details("The phone number was migrated to another WhatsApp Business Account."),
        OffReason::Deleted => GraphError::deleted_phone(),
        OffReason::Unshared => GraphError::messaging(131_031)
            .details("The WhatsApp Business Account is no longer shared with a provider."),
    }
}

#[cfg(test)]
mod tests {
    use graph::id::{SystemUserId, WabaId};

    use super::*;

    #[test]
    fn a05_a_missing_assignment_is_code_200_with_status_403() {
        let refusal = Refusal::NotAssigned { user: SystemUserId::new(1), waba: WabaId::new(2) };
        let error = refusal.to_graph();
        assert_eq!((error.status, error.code, error.subcode), (403, 200, None));
        let unseen = Refusal::NotVisible { id: 9, verb: Verb::Post }.to_graph();
        assert_eq!((unseen.status, unseen.code, unseen.subcode), (400, 100, Some(33)));
    }

    #[test]
    fn a_number_that_is_off_says_why() {
        let ended = Refusal::NumberOff { why: OffReason::TrialEnded }.to_graph();
        assert_eq!((ended.status, ended.code), (403, 131_031));
        assert!(ended.details.as_deref().unwrap().contains("trial"));
        let failed = Refusal::NumberOff { why: OffReason::CheckFailed }.to_graph();
        assert_eq!((failed.status, failed.code), (403, 368));
    }

    #[test]
    fn d05_the_refusal_of_another_number_says_what_to_do() {
        let error = Refusal::VerificationNotStarted.to_graph();
        assert_eq!(error.code, 100);
        assert!(error.user_msg.as_deref().unwrap().contains("Start business verification"));
    }
}
