//! Graph's errors, for both ends of the wire (contract §7.1).
//!
//! The server makes them with constructors that read as the sentence they print: those of calls in
//! general (`call`), of login and tokens (`login`), of messages and registration (`whatsapp`) and
//! of accounts, numbers and templates (`asset`). The client reads whatever came back with
//! [`GraphError::parse`] and asks what it means: [`GraphError::is_token`] and its siblings.

mod asset;
mod call;
mod classify;
mod era;
mod login;
mod parse;
mod whatsapp;

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde_json::{Map, Value, json};

pub use call::Method;

/// The `type` of most errors.
pub const OAUTH_EXCEPTION: &str = "OAuthException";
/// The `type` of errors about the object or the way it was called.
pub const METHOD_EXCEPTION: &str = "GraphMethodException";

/// An error of the Graph API. Its parts are those of [`ErrorBody`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraphError(Box<ErrorBody>);

/// The parts of an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorBody {
    /// The HTTP status.
    pub status: u16,
    /// The sentence for developers, usually opening with the code: `(#100) …`.
    pub message: String,
    /// The member `type`, such as `OAuthException`.
    pub kind: String,
    /// The number to handle the error by; 0 when the answer was not a Graph error.
    pub code: u32,
    /// The finer number some errors carry.
    pub subcode: Option<u32>,
    /// Whether the same call may succeed later; absent in most errors.
    pub transient: Option<bool>,
    /// A title to show to people.
    pub user_title: Option<String>,
    /// A sentence to show to people.
    pub user_msg: Option<String>,
    /// `error_data.details`: the explanation the Cloud endpoints give (contract §4.8).
    pub details: Option<String>,
    /// The `fbtrace_id` that came with the error; the server writes its own when it answers.
    pub trace: Option<String>,
}

impl GraphError {
    /// An error with HTTP status 400 and type `OAuthException`: what most errors are.
    fn refused(code: u32, message: impl Into<String>) -> Self {
        Self::with_status(400, code, message)
    }

    fn with_status(status: u16, code: u32, message: impl Into<String>) -> Self {
        let (message, kind) = (message.into(), OAUTH_EXCEPTION.to_owned());
        Self(Box::new(ErrorBody { status, message, kind, code, ..ErrorBody::default() }))
    }

    /// The same error with the finer number.
    #[must_use]
    pub fn subcode(mut self, subcode: u32) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// The same error with a title and a sentence for people.
    #[must_use]
    pub fn explained(mut self, title: impl Into<String>, sentence: impl Into<String>) -> Self {
        self.user_title = Some(title.into());
        self.user_msg = Some(sentence.into());
        self.transient = Some(self.transient.unwrap_or(false));
        self
    }

    /// The same error with `error_data.details`.
    #[must_use]
    pub fn details(mut self, details: impl Into<String>) -> Self {
        self.details = Some(details.into());
        self
    }

    fn method_exception(mut self) -> Self {
        METHOD_EXCEPTION.clone_into(&mut self.kind);
        self
    }

    fn transient(mut self) -> Self {
        self.transient = Some(true);
        self
    }

    /// The body of the answer, with the trace id that also goes into `x-fb-request-id`.
    pub fn to_json(&self, trace: &str) -> Value {
        let mut error = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                error.insert(name.to_owned(), value);
            }
        };
        put("message", Some(self.message.as_str().into()));
        put("type", Some(self.kind.as_str().into()));
        put("code", Some(self.code.into()));
        put("error_subcode", self.subcode.map(Value::from));
        put("is_transient", self.transient.map(Value::from));
        put("error_user_title", self.user_title.as_deref().map(Value::from));
        put("error_user_msg", self.user_msg.as_deref().map(Value::from));
        let data = |details| json!({"messaging_product": "whatsapp", "details": details});
        put("error_data", self.details.as_deref().map(data));
        put("fbtrace_id", Some(trace.into()));
        json!({ "error": error })
    }

    /// The header `WWW-Authenticate` of the answer.
    pub fn www_authenticate(&self) -> String {
        let plain = |c: char| match c {
            '"' | '\\' => '\'',
            ' '..='~' => c,
            _ => '?',
        };
        let message: String = self.message.chars().map(plain).collect();
        format!(r#"OAuth "Facebook Platform" "invalid_request" "{message}""#)
    }
}

impl Deref for GraphError {
    type Target = ErrorBody;
    fn deref(&self) -> &ErrorBody {
        &self.0
    }
}

impl DerefMut for GraphError {
    fn deref_mut(&mut self) -> &mut ErrorBody {
        &mut self.0
    }
}

impl fmt::Display for GraphError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} (HTTP {}, code {}", self.message, self.status, self.code)?;
        if let Some(subcode) = self.0.subcode {
            write!(to, ", subcode {subcode}")?;
        }
        to.write_str(")")?;
        match self.0.details.as_ref().or(self.user_msg.as_ref()) {
            Some(more) if *more != self.message => write!(to, ": {more}"),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for GraphError {}

#[cfg(test)]
mod tests {
    use super::GraphError;

    #[test]
    fn prints_like_the_recordings() {
        let answer = GraphError::template_not_found("fake name").to_json("Ax5t");
        insta::assert_snapshot!(format!("{answer:#}"), @r#"
        {
          "error": {
            "message": "Invalid parameter",
            "type": "OAuthException",
            "code": 100,
            "error_subcode": 2593002,
            "is_transient": false,
            "error_user_title": "Message Template Not Found",
            "error_user_msg": "The message template fake name wasn't found for this account.",
            "fbtrace_id": "Ax5t"
          }
        }
        "#);
        let answer = GraphError::messaging(131_047).to_json("T");
        insta::assert_snapshot!(format!("{answer:#}"), @r#"
        {
          "error": {
            "message": "(#131047) Re-engagement message",
            "type": "OAuthException",
            "code": 131047,
            "error_data": {
              "messaging_product": "whatsapp",
              "details": "More than 24 hours have passed since the recipient last replied."
            },
            "fbtrace_id": "T"
          }
        }
        "#);
    }

    #[test]
    fn the_header_cannot_be_broken_by_its_message() {
        let error = GraphError::parameter("say \"é\"\r\nX: y");
        let expected = r#"OAuth "Facebook Platform" "invalid_request" "(#100) say '?'??X: y""#;
        assert_eq!(error.www_authenticate(), expected);
    }

    #[test]
    fn reads_as_a_sentence() {
        let error = GraphError::token_invalidated();
        assert!(error.to_string().ends_with("(HTTP 401, code 190, subcode 460)"), "{error}");
    }
}
