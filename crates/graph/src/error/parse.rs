//! Reading an error as a client: whatever came back, with as much of it as can be understood.

use serde_json::Value;

use super::{ErrorBody, GraphError};

/// How much of an answer that is not a Graph error is kept for the reader.
const KEPT_CHARACTERS: usize = 200;

impl GraphError {
    /// The error in an answer. An answer that is not a Graph error (a proxy's page, an empty body)
    /// becomes one of code 0 whose message shows its beginning.
    pub fn parse(status: u16, body: &[u8]) -> Self {
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        let error = match &value["error"] {
            found @ Value::Object(_) => of_object(status, found),
            _ => foreign(status, body),
        };
        Self(Box::new(error))
    }

    /// An error that never reached the server: no connection, no answer in time, an answer that
    /// could not be read. Its status and code are 0 and it is transient.
    pub fn unreached(reason: &str) -> Self {
        let message = reason.to_owned();
        Self(Box::new(ErrorBody { message, transient: Some(true), ..ErrorBody::default() }))
    }
}

fn of_object(status: u16, error: &Value) -> ErrorBody {
    let text = |name: &str| error[name].as_str().map(str::to_owned);
    let details = match &error["error_data"] {
        Value::String(plain) => Some(plain.clone()),
        data => data["details"].as_str().map(str::to_owned),
    };
    ErrorBody {
        status,
        message: text("message").unwrap_or_default(),
        kind: text("type").unwrap_or_default(),
        code: number(&error["code"]).unwrap_or(0),
        subcode: number(&error["error_subcode"]),
        transient: error["is_transient"].as_bool(),
        user_title: text("error_user_title"),
        user_msg: text("error_user_msg"),
        details,
        trace: text("fbtrace_id"),
    }
}

/// A number that may have been written as a text.
fn number(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|number| u32::try_from(number).ok()),
    }
}

fn foreign(status: u16, body: &[u8]) -> ErrorBody {
    let text = String::from_utf8_lossy(body);
    let beginning: String = text.trim().chars().take(KEPT_CHARACTERS).collect();
    let message = format!("The answer is not a Graph error: {beginning}");
    ErrorBody { status, message, ..ErrorBody::default() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::GraphError;
    use crate::error::Method;
    use crate::to_meta_json;

    #[test]
    fn reads_back_what_the_server_wrote() {
        let errors = [
            GraphError::unsupported(Method::Get, 7),
            GraphError::template_not_found("x"),
            GraphError::messaging(131_047),
            GraphError::unavailable(),
        ];
        for mut error in errors {
            let read =
                GraphError::parse(error.status, to_meta_json(&error.to_json("T")).as_bytes());
            error.trace = Some("T".to_owned());
            assert_eq!(read, error);
        }
    }

    #[test]
    fn tolerates_other_spellings() {
        let body = br#"{"error":{"code":"190","error_subcode":"463","message":7}}"#;
        let error = GraphError::parse(400, body);
        assert_eq!((error.code, error.0.subcode, error.message.as_str()), (190, Some(463), ""));
        let page = GraphError::parse(502, b"<html>Bad gateway</html>");
        assert_eq!((page.status, page.code), (502, 0));
        assert!(page.message.ends_with("<html>Bad gateway</html>"));
    }

    proptest! {
        #[test]
        fn never_panics(status in any::<u16>(), body in any::<Vec<u8>>()) {
            prop_assert_eq!(GraphError::parse(status, &body).status, status);
        }
    }
}
