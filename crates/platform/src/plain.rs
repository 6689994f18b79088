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

/// A sentence about a text that is no JSON, or not the JSON wanted.
pub(crate) fn json(error: &serde_json::Error) -> String {
    if error.is_data() {
        return plain(&error.to_string());
    }
    if error.is_eof() {
        return "it ends in the middle".to_owned();
    }
    let (line, column) = (error.line(), error.column());
    let place =
        if line > 1 { format!("line {line}, column {column}") } else { format!("column {column}") };
    format!("what stands at {place} is no JSON")
}

/// A sentence about a row that a table of the database does not take.
pub(crate) fn misfit(message: &str) -> String {
    let last = |names: &str| names.rsplit('.').next().unwrap_or_default().trim().to_owned();
    let each = |names: &str| {
        let names: Vec<String> = names.split(',').map(|one| format!("`{}`", last(one))).collect();
        names.join(", ")
    };
    if let Some(names) = message.strip_prefix("UNIQUE constraint failed: ") {
        return format!("there is another with the same {}", each(names));
    }
    if let Some(name) = message.strip_prefix("NOT NULL constraint failed: ") {
        return format!("{} is missing", each(name));
    }
    if let Some((wrong, name)) =
        message.strip_prefix("cannot store ").and_then(|rest| rest.split_once(" column "))
    {
        let wanted = if wrong.ends_with("INTEGER") { "a whole number" } else { "a text" };
        return format!("{} must be {wanted}", each(name));
    }
    if message.starts_with("CHECK constraint failed") {
        return "a value in it is none that the table keeps".to_owned();
    }
    match message {
        "datatype mismatch" => "its number in the table must be a whole number".to_owned(),
        // The row is not at fault: what is, only the database can say.
        _ => message.to_owned(),
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

    use super::{json as read, misfit, plain};

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
    fn what_is_no_json_is_said_with_its_place() {
        let said = |text: &str| read(&serde_json::from_str::<Kind>(text).expect_err("it is wrong"));
        assert_eq!(said("{\"latency\":{\"ms\":"), "it ends in the middle");
        assert_eq!(said("{\"latency\"; 3}"), "what stands at column 11 is no JSON");
        assert_eq!(said("{\n\n;}"), "what stands at line 3, column 1 is no JSON");
        assert_eq!(said("\"storm\""), "there is no word `storm`, but `reset` or `latency`");
    }

    #[test]
    fn what_a_database_says_is_put_in_words() {
        for (message, words) in [
            ("UNIQUE constraint failed: event.seq", "there is another with the same `seq`"),
            ("UNIQUE constraint failed: a.b, a.c", "there is another with the same `b`, `c`"),
            ("NOT NULL constraint failed: event.at", "`at` is missing"),
            ("cannot store TEXT value in INTEGER column event.at", "`at` must be a whole number"),
            ("datatype mismatch", "its number in the table must be a whole number"),
            ("CHECK constraint failed: at > 0", "a value in it is none that the table keeps"),
            ("disk I/O error", "disk I/O error"),
        ] {
            assert_eq!(misfit(message), words);
        }
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
