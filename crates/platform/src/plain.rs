//! What readers of JSON and TOML say, in words for people: without the names of types, and without
//! a line of a text that nobody wrote.

/// A sentence about what could not be read.
pub(crate) fn plain(message: &str) -> String {
    let message = message.trim_end();
    let message = message.split_once(" at line ").map_or(message, |(said, _)| said);
    let but = |rest: &str| {
        rest.replacen(", expected one of ", ", but ", 1).replacen(", expected ", ", but ", 1)
    };
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return format!("there is no member {}", but(rest));
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return format!("there is no word {}", but(rest));
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        return format!("missing is the member {rest}");
    }
    if let Some(rest) = message.strip_prefix("duplicate field ") {
        return format!("said twice is the member {rest}");
    }
    let wrong = ["invalid type: ", "invalid value: ", "invalid length "];
    let wrong = wrong.iter().find_map(|start| message.strip_prefix(start));
    match wrong.and_then(|rest| rest.split_once(", expected ")) {
        Some((is, wanted)) => format!("there is {}, where {} belongs", found(is), kind(wanted)),
        None => message.to_owned(),
    }
}

/// What was found: `integer `5``, `string "x"`, `map`.
fn found(is: &str) -> String {
    match is.split_once(' ') {
        Some(("string", text)) => format!("the text {text}"),
        Some(("integer", number)) => format!("the number {number}"),
        Some(("boolean", word)) => word.to_owned(),
        Some(("floating", number)) => {
            format!("the number {}", number.trim_start_matches("point "))
        }
        _ => match is {
            "map" => "an object".to_owned(),
            "sequence" => "a list".to_owned(),
            "null" | "unit" | "unit value" => "nothing".to_owned(),
            other => other.to_owned(),
        },
    }
}

/// What was expected: `u32`, `a string`, `struct NewFault`.
fn kind(wanted: &str) -> &str {
    match wanted {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number from 0",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a string" | "string" | "str" => "a text",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "a map" | "map" => "an object",
        "unit" => "the word alone",
        other if other.starts_with("unit variant") => "the word alone",
        other if other.starts_with("struct ") => "an object with its members",
        "string or map" => "a word, or an object with it,",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::plain;

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Kind {
        Reset,
        Latency {
            #[serde(rename = "ms")]
            _ms: u64,
        },
    }

    #[test]
    fn no_word_of_the_programs_own_is_said() {
        let said = |value: Value| {
            plain(&serde_json::from_value::<Kind>(value).expect_err("it is wrong").to_string())
        };
        assert_eq!(
            said(json!({"reset": {"ms": 1}})),
            "there is an object, where the word alone belongs"
        );
        assert_eq!(
            said(json!({"latency": {"ms": "x"}})),
            "there is the text \"x\", where a whole number from 0 belongs"
        );
        assert_eq!(said(json!("storm")), "there is no word `storm`, but `reset` or `latency`");
        assert_eq!(said(json!({"latency": {}})), "missing is the member `ms`");
        let inner = serde_json::from_str::<Kind>("{\"latency\":{\"ms\":-1}}").unwrap_err();
        let inner = plain(&inner.to_string());
        assert_eq!(inner, "there is the number `-1`, where a whole number from 0 belongs");
    }
}
