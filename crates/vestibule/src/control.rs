//! What `clock`, `review`, `phone`, `webhook`, `world` and `control` share: a running platform's
//! control interface, and how its answers are shown.

use anyhow::{Context, bail};
use clap::Args;
use comfy_table::{ContentArrangement, Table, presets::UTF8_HORIZONTAL_ONLY};
use serde_json::{Map, Value};

/// What every such command says about its end.
pub(crate) const EXIT: &str = "\
Exit status: 0 done; 1 the platform refused, or cannot be reached (the reason is on stderr);
2 the command line is wrong.";

/// Which platform is meant.
#[derive(Args, Clone)]
pub(crate) struct At {
    /// Address of the platform.
    #[arg(
        long,
        env = "VESTIBULE_PLATFORM",
        default_value = "http://127.0.0.1:8090",
        global = true
    )]
    platform: String,
    /// Print the platform's answer as one line of JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

impl At {
    /// An address of its control interface.
    pub(crate) fn control(&self, path: &str) -> String {
        format!("{}/_control/{path}", self.platform.trim_end_matches('/'))
    }

    /// The same for a world at another address.
    pub(crate) fn with_address(&self, api: &str) -> Self {
        Self { platform: api.to_owned(), json: self.json }
    }

    /// Reads, with a query of what is given.
    ///
    /// # Errors
    /// As [`call`].
    pub(crate) async fn get(
        &self,
        path: &str,
        query: &[(&str, Option<String>)],
    ) -> anyhow::Result<Value> {
        let mut url = self.control(path);
        let given = query.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        for (place, (name, value)) in given.enumerate() {
            url.push(if place == 0 { '?' } else { '&' });
            url.push_str(&format!("{name}={}", escaped(value)));
        }
        call(shell::http::get(&url, None)?).await
    }

    /// Does something; members that are `null` are left out.
    ///
    /// # Errors
    /// As [`call`].
    pub(crate) async fn post(&self, path: &str, wish: Value) -> anyhow::Result<Value> {
        let members = match wish {
            Value::Object(members) => members,
            _ => Map::new(),
        };
        let wish: Map<String, Value> =
            members.into_iter().filter(|(_, value)| !value.is_null()).collect();
        call(shell::http::post_json(&self.control(path), &Value::Object(wish), None)?).await
    }

    /// Shows an answer: as it is with `--json`, otherwise in words.
    pub(crate) fn show(&self, answer: &Value, words: impl FnOnce(&Value) -> String) {
        if self.json {
            say!("{answer}");
        } else {
            say!("{}", words(answer));
        }
    }
}

/// A segment of a path or a value of a query.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                escaped.push(char::from(byte));
            }
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

/// Calls the platform's control API and reads its JSON answer.
///
/// # Errors
/// What the platform refused, in its own words, or that it cannot be reached.
pub(crate) async fn call(request: http::Request<bytes::Bytes>) -> anyhow::Result<Value> {
    let body = fetch(request).await?;
    Ok(serde_json::from_slice(&body).unwrap_or(Value::Null))
}

/// The largest answer taken, in bytes: a world that was written down, as large as one that is read.
const ANSWER_MAX: usize = 1 << 30;

/// Calls the platform's control API and reads its answer as it is.
///
/// # Errors
/// As [`call`].
pub(crate) async fn fetch(request: http::Request<bytes::Bytes>) -> anyhow::Result<bytes::Bytes> {
    let client = shell::http::Client::net(std::time::Duration::from_secs(300))?;
    let answer = client
        .taking(ANSWER_MAX)
        .send(request)
        .await
        .context("could not reach the platform (is `vestibule up` running?)")?;
    if !answer.status().is_success() {
        let body: Value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
        let why = body["error"]["message"]
            .as_str()
            .map_or_else(|| format!("it answered {}", answer.status()), ToOwned::to_owned);
        bail!("the platform refused: {why}");
    }
    Ok(answer.into_body())
}

/// The rows of an answer's `data` as a table of these members, or `none` when there are none.
pub(crate) fn table(answer: &Value, members: &[&str], none: &str) -> String {
    let rows = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    if rows.is_empty() {
        return none.to_owned();
    }
    let mut table = Table::new();
    table
        .load_preset(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(members);
    for row in rows {
        table.add_row(members.iter().map(|member| plain(&row[member])));
    }
    table.to_string()
}

/// A value as a person reads it.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, table};
    use serde_json::json;

    #[test]
    fn numbers_and_words_survive_the_path() {
        assert_eq!(escaped("+1 631/é"), "%2B1%20631%2F%C3%A9");
        assert_eq!(escaped("a-b_c.d~9"), "a-b_c.d~9");
    }

    #[test]
    fn rows_become_a_table() {
        let answer = json!({ "data": [{ "kind": "appeal", "held": false, "reason": null }] });
        let text = table(&answer, &["kind", "held", "reason"], "nothing");
        assert!(text.contains("appeal") && text.contains("false"), "{text}");
        assert_eq!(table(&json!({ "data": [] }), &["kind"], "nothing"), "nothing");
    }
}
