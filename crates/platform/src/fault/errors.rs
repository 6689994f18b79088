//! The errors a fault can answer with: those of the contract (contract §1.6, §3, §4, §7.1).

use graph::GraphError;
use graph::error::Method;
use jiff::{SignedDuration, Timestamp};

/// Where an object would be named, in a sentence about one that nobody sees.
const NO_OBJECT: u64 = 0;

/// All of them. Where a number has several, the one that comes without further words is the first.
pub(crate) fn catalogue(now: Timestamp) -> Vec<GraphError> {
    let ended = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
    let mut all = vec![
        GraphError::unknown(),
        GraphError::unavailable(),
        GraphError::capability(),
        GraphError::app_rate(),
        GraphError::app_permission(),
        GraphError::user_rate(),
        GraphError::deleted_phone(),
        GraphError::invalid_parameter("Invalid parameter"),
        GraphError::unsupported(Method::Get, NO_OBJECT),
        GraphError::code_expired(),
        GraphError::redirect_mismatch(),
        GraphError::code_used(),
        GraphError::number_in_use(),
        GraphError::name_review_running(),
        GraphError::number_already_listed(),
        GraphError::template_limit_reached(),
        GraphError::template_being_deleted("this"),
        GraphError::template_exists("this", "en_US"),
        GraphError::migration_not_possible("The number cannot be moved here."),
        GraphError::template_not_found("this"),
        GraphError::unknown_app(),
        GraphError::missing_token(),
        GraphError::garbage_token(),
        GraphError::token_app_removed(),
        GraphError::token_invalidated(),
        GraphError::token_expired(ended, now),
        GraphError::token_logged_out(),
        GraphError::token_session_invalid(),
        GraphError::missing_login_parameter("redirect_uri"),
        GraphError::permission("Permissions error"),
        GraphError::unknown_alias("0"),
        GraphError::callback_failed("HTTP Status Code = 500; HTTP Message = Internal Server Error"),
        GraphError::missing_token_for_me(),
        GraphError::waba_rate(),
        GraphError::invalid_template_cursor(),
        GraphError::request_code_refused("Please try again later."),
        GraphError::not_eligible_for_code(),
        GraphError::verify_code_refused("The code is wrong."),
        GraphError::not_eligible_for_verification(),
    ];
    all.extend(GraphError::messaging_codes().map(GraphError::messaging));
    all
}

/// The error with these numbers, saying `message` if that is given; `None` if the tables have none
/// and there is no message either.
pub(crate) fn error_of(
    (code, subcode): (u32, Option<u32>),
    message: Option<&str>,
    now: Timestamp,
) -> Option<GraphError> {
    let all = catalogue(now);
    let mut of_code = all.into_iter().filter(|error| error.code == code);
    let found = match subcode {
        None => of_code.next(),
        Some(_) => of_code.find(|error| error.subcode == subcode),
    };
    let Some(message) = message else { return found };
    let mut error = found.unwrap_or_else(|| GraphError::parameter(message));
    message.clone_into(&mut error.message);
    (error.code, error.subcode) = (code, subcode);
    Some(error)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_error_is_found_by_its_numbers() {
        let now = Timestamp::UNIX_EPOCH;
        let all = catalogue(now);
        let keys: BTreeSet<_> = all.iter().map(|error| (error.code, error.subcode)).collect();
        assert_eq!(keys.len(), all.len(), "no pair of numbers comes twice");
        for error in &all {
            let found = error_of((error.code, error.subcode), None, now);
            assert_eq!(found.map(|found| found.code), Some(error.code));
        }
        assert_eq!(error_of((190, None), None, now).unwrap().subcode, None);
        assert_eq!(error_of((190, Some(463)), None, now).unwrap().status, 401);
        assert_eq!(error_of((5, None), None, now), None);
        assert_eq!(error_of((190, Some(1)), None, now), None);
    }

    #[test]
    fn a_message_of_its_own_is_told() {
        let now = Timestamp::UNIX_EPOCH;
        let known = error_of((131_016, None), Some("Back soon"), now).unwrap();
        assert_eq!((known.status, known.message.as_str()), (500, "Back soon"));
        let free = error_of((131_064, Some(7)), Some("Of another time"), now).unwrap();
        assert_eq!((free.status, free.code, free.subcode), (400, 131_064, Some(7)));
    }
}
