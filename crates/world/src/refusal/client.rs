//! A refusal in the words of the on-premises client (contract §8).

use super::Refusal;

/// One member of the client's `errors` list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientError {
    /// The HTTP status.
    pub http_status: u16,
    /// `code`.
    pub code: u32,
    /// `title`.
    pub title: &'static str,
    /// `details`.
    pub details: String,
}

impl Refusal {
    /// The error the on-premises client answers with.
    pub fn to_client(&self) -> ClientError {
        let (http_status, code, title) = match self {
            Self::NumberOff { .. }
            | Self::NotForThisActor
            | Self::NotVisible { .. }
            | Self::NumberDeleted
            | Self::PinMismatch
            | Self::BadCertificate
            | Self::NotVerified
            | Self::OnPremiseClosed => (403, 1005, "Access denied"),
            Self::WabaDisabled | Self::WabaLocked => (403, 1031, "Account has been locked"),
            Self::WabaRestricted { .. } => (403, 368, "Temporarily blocked for policy violations"),
            Self::NotRegistered => (400, 1011, "Service not ready"),
            Self::PaymentMissing => (400, 402, "Business eligibility - Payment issue"),
            Self::WindowClosed => {
                (400, 470, "Message failed to send because of the 24 hour window")
            }
            Self::LimitReached { .. } => (400, 471, "Spam rate limit hit"),
            Self::RecipientIsSender => (400, 1013, "User is not valid"),
            Self::Messaging { code, .. } | Self::Async { code } => of_cloud(*code),
            Self::BadParameters { .. } => (400, 2012, "Parameter format does not match"),
            Self::NoSuchMessage | Self::NoCodeSent => (404, 1006, "Resource not found"),
            Self::TextMissing | Self::PinNeeded => (400, 1008, "Required parameter is missing"),
            Self::CodeTooSoon { .. }
            | Self::TooManyCodes { .. }
            | Self::GuessesLocked { .. }
            | Self::PinLocked { .. }
            | Self::PinTooSoon { .. }
            | Self::RegistrationLimit { .. } => (429, 1015, "Too many requests"),
            Self::TemplateUnusable { .. } => (400, 2001, "Template does not exist"),
            Self::ParameterCount { .. } => (400, 2000, "Template parameter count mismatch"),
            _ => (400, 1009, "Parameter value is not valid"),
        };
        ClientError { http_status, code, title, details: self.sentence() }
    }
}

/// HTTP status, code and title that the client has for an error of the Cloud API.
const fn of_cloud(code: u32) -> (u16, u32, &'static str) {
    match code {
        130_429 | 131_056 => (429, 429, "Rate limit hit"),
        131_008 => (400, 1008, "Required parameter is missing"),
        131_026 => (400, 1013, "User is not valid"),
        132_000 => (400, 2000, "Template parameter count mismatch"),
        132_001 => (400, 2001, "Template does not exist"),
        132_005 => (400, 2005, "Translated text too long"),
        132_012 | 132_018 => (400, 2012, "Parameter format does not match"),
        132_015 => (400, 2061, "Template is paused"),
        132_016 => (400, 2062, "Template is disabled"),
        130_497 | 131_037 | 131_049 | 131_050 => (400, code, "Message undeliverable"),
        _ => (400, 1009, "Parameter value is not valid"),
    }
}

#[cfg(test)]
mod tests {
    use crate::phone::OffReason;
    use crate::refusal::Refusal;

    #[test]
    fn d03_a_client_whose_number_was_turned_off_answers_1005() {
        let error = Refusal::NumberOff { why: OffReason::CheckFailed }.to_client();
        assert_eq!((error.http_status, error.code), (403, 1005));
        assert_eq!(Refusal::WindowClosed.to_client().code, 470);
    }
}
