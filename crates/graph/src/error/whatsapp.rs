//! Errors of messages and of registration: the Cloud endpoints' own numbers (contract §4.5, §4.8).

use serde_json::{Value, json};

use super::GraphError;

/// Where Meta explains its numbers; part of every error inside a webhook.
const EXPLANATIONS: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/";

/// The number used where none fits: "Something went wrong".
const SOMETHING_WRONG: Row = (131_000, 500, "Something went wrong", "Something went wrong.");

/// Code, HTTP status, title, default details.
type Row = (u32, u16, &'static str, &'static str);

#[rustfmt::skip]
const TABLE: &[Row] = &[
    (368, 403, "Temporarily blocked for policies violations",
        "The WhatsApp Business Account has been restricted for violating a policy."),
    (80_007, 400, "Rate limit issues", "The WhatsApp Business Account has reached its rate limit."),
    (130_429, 400, "Rate limit hit", "Message throughput has been reached."),
    (130_472, 400, "User's number is part of an experiment",
        "The message was not sent because the recipient is part of an experiment."),
    (130_497, 403, "Business account is restricted from messaging users in this country",
        "The account may not write to users in this country."),
    (131_005, 403, "Access denied", "A permission is missing or was withdrawn."),
    (131_008, 400, "Required parameter is missing", "The request lacks a required parameter."),
    (131_009, 400, "Parameter value is not valid", "A parameter has a value that is not valid."),
    (131_016, 500, "Service unavailable", "A service is temporarily unavailable."),
    (131_021, 400, "Recipient cannot be sender", "Sender and recipient are the same number."),
    (131_026, 400, "Message undeliverable", "The message cannot be delivered to this number."),
    (131_030, 400, "Recipient phone number not in allowed list",
        "Recipient phone number not in allowed list: Add recipient phone number to recipient list \
         and try again."),
    (131_031, 403, "Account has been locked", "The account was locked for violating a policy."),
    (131_037, 400, "Display name approval needed",
        "The number's display name must be approved before it can send messages."),
    (131_042, 400, "Business eligibility payment issue",
        "Message failed to send because there were one or more errors related to your payment \
         method."),
    (131_045, 500, "Incorrect certificate",
        "The number is not registered with a valid certificate."),
    (131_047, 400, "Re-engagement message",
        "More than 24 hours have passed since the recipient last replied."),
    (131_048, 400, "Spam rate limit hit",
        "The number may not send more messages for now, because of its quality or its limit."),
    (131_049, 400, "This message was not delivered to maintain healthy ecosystem engagement.",
        "In order to maintain a healthy ecosystem engagement, the message failed to be delivered."),
    (131_050, 400, "User has stopped receipt of marketing messages",
        "The recipient does not want marketing messages from this business."),
    (131_051, 400, "Unsupported message type", "Message type is not currently supported."),
    (131_052, 400, "Media download error", "The media of a message could not be downloaded."),
    (131_053, 400, "Media upload error", "The media of a message could not be uploaded."),
    (131_056, 400, "(Business Account, Consumer Account) pair rate limit hit",
        "Too many messages to this recipient in a short time."),
    (131_057, 500, "Account in maintenance mode", "The account is in maintenance mode."),
    (132_000, 400, "Number of parameters does not match the expected number of params",
        "The template has another number of variables than values were given."),
    (132_001, 404, "Template name does not exist in the translation",
        "The template does not exist in this language or is not approved."),
    (132_005, 400, "Template Hydrated Text Too Long", "The text is too long with its values."),
    (132_007, 400, "Template Format Character Policy Violated", "The template violates a policy."),
    (132_012, 400, "Template Parameter Format Mismatch", "A value has the wrong form."),
    (132_015, 400, "Template is Paused", "The template is paused because of its low quality."),
    (132_016, 400, "Template is Disabled", "The template was paused too often and is disabled."),
    (132_018, 400, "Template Parameter Error", "A parameter of the template is not valid."),
    (133_000, 500, "Incomplete Deregistration", "An earlier deregistration failed."),
    (133_005, 400, "Two step verification PIN Mismatch", "The PIN is not that of the number."),
    (133_006, 400, "Phone number re-verification needed",
        "The number must be verified before it can be registered."),
    (133_008, 400, "Too Many two step verification PIN Guesses", "Too many wrong PINs."),
    (133_009, 400, "Two step verification PIN Guessed Too Fast", "The PIN came too soon."),
    (133_010, 400, "Account not registered",
        "The number is not registered on the WhatsApp Business Platform."),
    (133_015, 400, "Please wait a few minutes before attempting to register this phone number",
        "The number was deleted a moment ago. Wait 5 minutes."),
    (133_016, 400, "Account register deregister rate limit exceeded",
        "Registration or Deregistration failed because there were too many attempts for this phone \
         number in a short period of time"),
    (135_000, 400, "Generic user error", "The message failed to send for an unknown reason."),
    (2_494_100, 400, "Number in maintenance mode", "The number is in maintenance mode."),
    SOMETHING_WRONG,
];

impl GraphError {
    /// The error of this number in Meta's table, with default details. A number that is not in
    /// the table is answered as 131000 "Something went wrong".
    pub fn messaging(code: u32) -> Self {
        let row = TABLE.iter().find(|row| row.0 == code);
        let &(code, status, title, details) = row.unwrap_or(&SOMETHING_WRONG);
        Self::with_status(status, code, format!("(#{code}) {title}")).details(details)
    }

    /// The numbers of that table.
    pub fn messaging_codes() -> impl Iterator<Item = u32> {
        TABLE.iter().map(|row| row.0)
    }

    /// 200: the holder of the token may not send for this account.
    pub fn may_not_send() -> Self {
        Self::permission(
            "You do not have the necessary permissions to send messages on behalf of this WhatsApp \
             Business Account",
        )
    }

    /// 200: the provider has not accepted the terms of the Cloud API.
    pub fn terms_not_accepted() -> Self {
        Self::permission("You must accept the WhatsApp Business Cloud API terms")
    }

    /// The error as a failed status in a webhook carries it (contract §6.12).
    pub fn to_webhook_json(&self) -> Value {
        let title = self.title();
        let details = self.0.details.as_deref().unwrap_or(title);
        json!({
            "code": self.code,
            "title": title,
            "message": title,
            "error_data": {"details": details},
            "href": EXPLANATIONS,
        })
    }

    /// The message without the number in front.
    pub fn title(&self) -> &str {
        let opening = format!("(#{}) ", self.code);
        self.message.strip_prefix(&opening).unwrap_or(&self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::{GraphError, TABLE};

    #[test]
    fn the_table_names_each_number_once() {
        let mut codes: Vec<u32> = TABLE.iter().map(|row| row.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), TABLE.len());
    }

    #[test]
    fn status_and_title_come_from_the_table() {
        let error = GraphError::messaging(132_001);
        assert_eq!(
            (error.status, error.title()),
            (404, "Template name does not exist in the translation")
        );
        assert_eq!(GraphError::messaging(133_010).message, "(#133010) Account not registered");
        assert_eq!(GraphError::messaging(42).code, 131_000);
    }

    #[test]
    fn webhooks_carry_title_twice() {
        let error = GraphError::messaging(131_049).to_webhook_json();
        assert_eq!(error["title"], error["message"]);
        assert_eq!(error["code"], 131_049);
        assert!(error["error_data"]["details"].as_str().unwrap().starts_with("In order to"));
    }
}
