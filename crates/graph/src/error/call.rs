//! Errors any call can meet: object, field, parameter, permission, rate, service (contract §7.1).

use std::fmt::{self, Display};

use super::GraphError;

/// How an object was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reading.
    Get,
    /// Writing.
    Post,
    /// Removing.
    Delete,
}

impl Display for Method {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Delete => "delete",
        })
    }
}

impl GraphError {
    /// 100/33: the object does not exist or the caller may not see it; Graph does not say which.
    pub fn unsupported(method: Method, id: impl Display) -> Self {
        let message = format!(
            "Unsupported {method} request. Object with ID '{id}' does not exist, cannot be loaded \
             due to missing permissions, or does not support this operation. Please read the Graph \
             API documentation at https://developers.facebook.com/docs/graph-api"
        );
        Self::refused(100, message).subcode(33).method_exception()
    }

    /// 100: the call names no object at all, such as `GET /`.
    pub fn without_object(method: Method) -> Self {
        let message = format!(
            "Unsupported {method} request. Please read the Graph API documentation at \
             https://developers.facebook.com/docs/graph-api"
        );
        Self::refused(100, message).method_exception()
    }

    /// 100: the type of object has no member or edge of this name.
    pub fn nonexisting_field(field: &str, type_name: &str) -> Self {
        Self::parameter(&format!(
            "Tried accessing nonexisting field ({field}) on node type ({type_name})"
        ))
    }

    /// 2500: no such path, an unknown version included. The path is printed with one leading slash.
    pub fn unknown_path(path: &str) -> Self {
        let path = path.trim_start_matches('/');
        Self::refused(2500, format!("Unknown path components: /{path}"))
    }

    /// 2500: `fields` could not be read.
    pub fn syntax(what: &str) -> Self {
        Self::refused(2500, format!("Syntax error \"{what}\""))
    }

    /// 100 with a sentence of its own, which is given without the leading `(#100)`.
    pub fn parameter(sentence: &str) -> Self {
        Self::refused(100, format!("(#100) {sentence}"))
    }

    /// 100: a parameter the call cannot do without is absent.
    pub fn missing_parameter(name: &str) -> Self {
        Self::parameter(&format!("The parameter {name} is required."))
    }

    /// 100: a parameter has a value of the wrong form. Long values are cut.
    pub fn bad_value(name: &str, value: &str) -> Self {
        let shown: String = value.chars().take(80).collect();
        Self::parameter(&format!("Param {name} has an invalid value: {shown}"))
    }

    /// 100: a parameter, or a member of one such as `text['body']`, is of another kind than it must
    /// be: `a string`, `an array`.
    pub fn wrong_kind(name: &str, wanted: &str) -> Self {
        Self::parameter(&format!("Param {name} must be {wanted}"))
    }

    /// 2500: a selection or a modifier on a member that is no object and no list.
    pub fn no_subfields(field: &str) -> Self {
        Self::refused(2500, format!("Subfields are not supported by {field}"))
    }

    /// 100 in the form of the Cloud endpoints: title `Invalid parameter`, the reason in `details`.
    pub fn invalid_parameter(details: &str) -> Self {
        Self::parameter("Invalid parameter").details(details)
    }

    /// 100 with the status 413: the call brings more than is taken.
    pub fn too_large(most: usize) -> Self {
        let details = format!("The request is too large: at most {most} bytes are taken");
        let mut error = Self::invalid_parameter(&details);
        error.status = 413;
        error
    }

    /// 100: `after` or `before` is not a cursor this list gave out.
    pub fn invalid_cursor() -> Self {
        Self::parameter("Invalid cursors values")
    }

    /// 803: a name in `ids` that is no object's id.
    pub fn unknown_alias(alias: &str) -> Self {
        let shown: String = alias.chars().take(80).collect();
        let message = format!("(#803) Some of the aliases you requested do not exist: {shown}");
        Self::with_status(404, 803, message)
    }

    /// 131059: as [`GraphError::invalid_cursor`], of a list of templates since v24 (contract §7.5).
    pub fn invalid_template_cursor() -> Self {
        Self::refused(131_059, "(#131059) Invalid cursor")
            .details("The cursor is not valid or has expired. Ask for the first page again.")
    }

    /// 200: the holder of the token lacks a permission; the sentence says which.
    pub fn permission(sentence: &str) -> Self {
        Self::with_status(403, 200, format!("(#200) {sentence}"))
    }

    /// 10: the app lacks the permission for this action.
    pub fn app_permission() -> Self {
        let message = "(#10) Application does not have permission for this action";
        Self::with_status(403, 10, message)
    }

    /// 3: the app lacks the capability for this call.
    pub fn capability() -> Self {
        let message = "(#3) Application does not have the capability to make this API call.";
        Self::with_status(500, 3, message)
    }

    /// 4: the app made too many calls.
    pub fn app_rate() -> Self {
        Self::refused(4, "(#4) Application request limit reached").transient()
    }

    /// 17: the holder of the token made too many calls.
    pub fn user_rate() -> Self {
        Self::refused(17, "(#17) User request limit reached").transient()
    }

    /// 80008: too many calls about one WABA (contract §7.6).
    pub fn waba_rate() -> Self {
        let message = "(#80008) There have been too many calls to this WhatsApp Business account. \
                       Wait a bit and try again.";
        Self::refused(80_008, message)
    }

    /// 1: something broke on the server.
    pub fn unknown() -> Self {
        let message = "An unknown error has occurred.";
        Self::with_status(500, 1, message).transient()
    }

    /// 2: the service is down for a while.
    pub fn unavailable() -> Self {
        let message = "Service temporarily unavailable";
        Self::with_status(503, 2, message).transient()
    }

    /// 2200: the server behind a callback address did not pass the handshake (contract §3.7). The
    /// failure is told as curl and HTTP tell it, such as `HTTP Status Code = 403; HTTP Message =
    /// Forbidden`.
    pub fn callback_failed(failure: &str) -> Self {
        let opening = "(#2200) Callback verification failed with the following errors: ";
        Self::refused(2200, format!("{opening}{failure}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{GraphError, Method};

    #[test]
    fn an_object_out_of_sight_is_100_33() {
        let error = GraphError::unsupported(Method::Post, 123_123);
        assert!(error.message.starts_with(
            "Unsupported post request. Object with ID '123123' does not exist, cannot be loaded"
        ));
        assert_eq!((error.status, error.code, error.0.subcode), (400, 100, Some(33)));
        assert_eq!(error.kind, "GraphMethodException");
    }

    #[test]
    fn a_failed_handshake_says_how() {
        let error = GraphError::callback_failed("HTTP Status Code = 403; HTTP Message = Forbidden");
        assert_eq!((error.status, error.code), (400, 2200));
        assert_eq!(
            error.message,
            "(#2200) Callback verification failed with the following errors: \
             HTTP Status Code = 403; HTTP Message = Forbidden"
        );
    }

    #[test]
    fn unknown_paths_have_one_slash() {
        let expected = "Unknown path components: /foo";
        assert_eq!(GraphError::unknown_path("/foo").message, expected);
        assert_eq!(GraphError::unknown_path("foo").message, expected);
    }
}
