//! Errors of access tokens and of login (contract §1.6, §1.7, §7.1, §7.6).

use jiff::Timestamp;

use super::GraphError;

impl GraphError {
    /// 104: a call without token.
    pub fn missing_token() -> Self {
        Self::refused(104, "An access token is required to request this resource.")
    }

    /// 2500: a call to `/me` without token.
    pub fn missing_token_for_me() -> Self {
        let message =
            "An active access token must be used to query information about the current user.";
        Self::refused(2500, message)
    }

    /// 190: the text is not a token of this platform.
    pub fn garbage_token() -> Self {
        Self::token("Invalid OAuth access token - Cannot parse access token")
    }

    /// 190: the text has the form of a token but was never issued.
    pub fn undecryptable_token() -> Self {
        Self::token("The access token could not be decrypted")
    }

    /// 190: an app's own token with a secret that is not the app's.
    pub fn token_signature() -> Self {
        Self::token("Invalid OAuth access token signature.")
    }

    /// 190/463: the token's time is over. Both times are printed in UTC.
    pub fn token_expired(at: Timestamp, now: Timestamp) -> Self {
        let shown = |time: Timestamp| time.strftime("%A, %d-%b-%y %H:%M:%S UTC").to_string();
        Self::validating(&format!(
            "Session has expired on {}. The current time is {}.",
            shown(at),
            shown(now)
        ))
        .subcode(463)
    }

    /// 190/458: the holder removed the app.
    pub fn token_app_removed() -> Self {
        Self::validating("The user has not authorized application.").subcode(458)
    }

    /// 190/460: the session was ended, by a new password or by the platform.
    pub fn token_invalidated() -> Self {
        Self::validating(
            "The session has been invalidated because the user changed their password or Facebook \
             has changed the session for security reasons.",
        )
        .subcode(460)
    }

    /// 190/467: the holder logged out.
    pub fn token_logged_out() -> Self {
        Self::validating("The session is invalid because the user logged out.").subcode(467)
    }

    /// 190/492: the session is no longer valid for another reason.
    pub fn token_session_invalid() -> Self {
        Self::validating("Invalid session.").subcode(492)
    }

    /// 100: the app demands a proof and none came.
    pub fn proof_missing() -> Self {
        let message = "API calls from the server require an appsecret_proof argument";
        Self::refused(100, message).method_exception()
    }

    /// 100: the proof is not that of this token.
    pub fn proof_invalid() -> Self {
        let message = "Invalid appsecret_proof provided in the API argument";
        Self::refused(100, message).method_exception()
    }

    /// 100: `debug_token` was asked about a token of another app.
    pub fn token_of_another_app() -> Self {
        Self::parameter("The App_id in the input_token did not match the Viewing App")
    }

    /// 100/36009: the code was exchanged before.
    pub fn code_used() -> Self {
        Self::refused(100, "This authorization code has been used.").subcode(36_009)
    }

    /// 100/36007: the code's 30 seconds are over.
    pub fn code_expired() -> Self {
        Self::refused(100, "This authorization code has expired.").subcode(36_007)
    }

    /// 100/36008: not the redirect address the dialog was opened with.
    pub fn redirect_mismatch() -> Self {
        let message = "Error validating verification code. Please make sure your redirect_uri is \
                       identical to the one you used in the OAuth dialog request";
        Self::refused(100, message).subcode(36_008)
    }

    /// 100: the text is not a code of this platform.
    pub fn code_malformed() -> Self {
        Self::refused(100, "Invalid verification code format.")
    }

    /// 1: not the app's secret.
    pub fn wrong_secret() -> Self {
        Self::refused(1, "Error validating client secret.")
    }

    /// 101: no app has this id.
    pub fn unknown_app() -> Self {
        Self::refused(101, "Error validating application. Invalid application ID.")
    }

    /// 101, or 191 for the redirect address: a parameter of the exchange is absent.
    pub fn missing_login_parameter(name: &str) -> Self {
        let code = if name == "redirect_uri" { 191 } else { 101 };
        Self::refused(code, format!("Missing {name} parameter."))
    }

    fn validating(reason: &str) -> Self {
        Self::token(&format!("Error validating access token: {reason}"))
    }

    fn token(message: &str) -> Self {
        Self::with_status(401, 190, message)
    }
}

#[cfg(test)]
mod tests {
    use super::GraphError;

    #[test]
    fn an_expired_token_says_since_when() {
        let error = GraphError::token_expired(
            "2022-10-06T18:40:00Z".parse().unwrap(),
            "2022-10-07T00:00:01Z".parse().unwrap(),
        );
        assert_eq!(
            error.message,
            "Error validating access token: Session has expired on Thursday, 06-Oct-22 18:40:00 \
             UTC. The current time is Friday, 07-Oct-22 00:00:01 UTC."
        );
        assert_eq!((error.status, error.code, error.0.subcode), (401, 190, Some(463)));
    }

    #[test]
    fn the_exchange_has_its_own_codes() {
        assert_eq!(GraphError::code_used().0.subcode, Some(36_009));
        assert_eq!(GraphError::missing_login_parameter("client_id").code, 101);
        let redirect = GraphError::missing_login_parameter("redirect_uri");
        assert_eq!((redirect.code, redirect.status), (191, 400));
        assert_eq!(redirect.message, "Missing redirect_uri parameter.");
    }
}
