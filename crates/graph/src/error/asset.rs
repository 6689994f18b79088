//! Errors of accounts, numbers and templates: 100 with a subcode and sentences for people
//! (contract §3.5, §3.8, §4.3, §4.4).

use super::GraphError;

impl GraphError {
    /// 100/2388012: the number is already in this account's list.
    pub fn number_already_listed() -> Self {
        Self::invalid(2_388_012).explained(
            "Phone number already added",
            "This phone number is already in your list of phone numbers.",
        )
    }

    /// 100/2388001: the number is in use elsewhere on WhatsApp.
    pub fn number_in_use() -> Self {
        Self::invalid(2_388_001).explained(
            "Phone number is in use",
            "Confirm that you own this phone number and turn off two-step verification where it is \
             registered now.",
        )
    }

    /// 100/2388001: no certificate can be made of the display name yet.
    pub fn no_certificate() -> Self {
        Self::invalid(2_388_001).explained(
            "Cannot Create Certificate",
            "The display name of this phone number could not be processed yet. Try again later.",
        )
    }

    /// 100/2388103: the number cannot be moved here; the sentence says why.
    pub fn migration_not_possible(why: &str) -> Self {
        Self::invalid(2_388_103).explained("Migration is not possible", why)
    }

    /// 100: the account or the business has as many numbers as it may have.
    pub fn number_limit_reached() -> Self {
        Self::parameter("Invalid parameter").explained(
            "You have already linked the maximum number of phone numbers",
            "Your business has reached its limit of phone numbers.",
        )
    }

    /// 100/2388009: a display name is under review, so that no other can be asked for.
    pub fn name_review_running() -> Self {
        Self::invalid(2_388_009)
            .explained("Cannot Edit Verified Name", "Name verification already in progress")
    }

    /// 33: the number was deleted.
    pub fn deleted_phone() -> Self {
        Self::refused(33, "(#33) Parameter value is not valid")
    }

    /// 136024: no code is sent now; the sentence says why.
    pub fn request_code_refused(why: &str) -> Self {
        Self::refused(136_024, "(#136024) Request code error").explained("Request code error", why)
    }

    /// 136024/2388091: the number takes no code because it is not being set up.
    pub fn not_eligible_for_code() -> Self {
        Self::request_code_refused("This phone number is not eligible to receive a code.")
            .subcode(2_388_091)
    }

    /// 136025: the code is wrong or too old; the sentence says which.
    pub fn verify_code_refused(why: &str) -> Self {
        Self::refused(136_025, "(#136025) Verify code error").explained("Verify code error", why)
    }

    /// 136025/2388093: the number has no code to verify.
    pub fn not_eligible_for_verification() -> Self {
        Self::verify_code_refused("This phone number is not eligible to be verified.")
            .subcode(2_388_093)
    }

    /// 100/2593002: the account has no template of this name.
    pub fn template_not_found(name: &str) -> Self {
        Self::invalid(2_593_002).explained(
            "Message Template Not Found",
            format!("The message template {name} wasn't found for this account."),
        )
    }

    /// 100/2388024: there is a template of this name in this language.
    pub fn template_exists(name: &str, language: &str) -> Self {
        Self::invalid(2_388_024).explained(
            "Content in this language already exists",
            format!("The template {name} already has content in the language {language}."),
        )
    }

    /// 100/2388023: a template of this name is being deleted.
    pub fn template_being_deleted(name: &str) -> Self {
        Self::invalid(2_388_023).explained(
            "Message template language is being deleted",
            format!("The template {name} is being deleted. Choose another name or wait."),
        )
    }

    /// 100/2388019: the account has as many templates as it may have.
    pub fn template_limit_reached() -> Self {
        Self::invalid(2_388_019).explained(
            "Message template limit reached",
            "Your account has reached its limit of message templates.",
        )
    }

    /// 100 with one of the subcodes of a template's content (contract §3.8), for instance 2388072
    /// for the body; title and sentence are for people.
    pub fn template_content(subcode: u32, title: &str, why: &str) -> Self {
        Self::invalid(subcode).explained(title, why)
    }

    fn invalid(subcode: u32) -> Self {
        Self::refused(100, "Invalid parameter").subcode(subcode)
    }
}

#[cfg(test)]
mod tests {
    use super::GraphError;

    #[test]
    fn a_refused_code_has_the_documented_shape() {
        let answer = GraphError::not_eligible_for_code().to_json("T");
        let keys: Vec<&String> = answer["error"].as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "message",
                "type",
                "code",
                "error_subcode",
                "is_transient",
                "error_user_title",
                "error_user_msg",
                "fbtrace_id"
            ]
        );
        assert_eq!(answer["error"]["message"], "(#136024) Request code error");
    }
}
