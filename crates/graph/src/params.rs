//! The parameters of a call, wherever they came from (contract §7.6).
//!
//! Graph takes the same parameter from the query, a form, a JSON body or a multipart part. Here
//! they become one list of texts; the later of two wins where one value is wanted.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;

use crate::GraphError;

/// All parameters of one call, in the order they arrived.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Params {
    entries: Vec<Entry>,
}

#[derive(Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    value: String,
    in_query: bool,
    given_as: GivenAs,
}

/// What a value was where it came from: only JSON knows more than texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GivenAs {
    /// A text, or a number, which passes for one.
    Text,
    /// A JSON list, object or boolean: no text, whatever its JSON looks like.
    Structure,
}

impl Params {
    /// No parameters yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The parameters of a query, without its question mark.
    pub fn of_query(query: &str) -> Self {
        let mut params = Self::new();
        params.push_pairs(query.as_bytes(), true);
        params
    }

    /// Adds one parameter, for example a text part of a multipart body.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        self.entries.push(Entry { name, value, in_query: false, given_as: GivenAs::Text });
    }

    /// Adds the pairs of an `application/x-www-form-urlencoded` body.
    pub fn push_form(&mut self, body: &[u8]) {
        self.push_pairs(body, false);
    }

    /// Adds the members of a JSON body. Members that are not texts keep their JSON text, and that
    /// they are none; `null` counts as absent, and so does an empty body.
    ///
    /// # Errors
    /// `(#100) Invalid parameter` when the body is not a JSON object.
    pub fn push_json(&mut self, body: &[u8]) -> Result<(), GraphError> {
        if body.trim_ascii().is_empty() {
            return Ok(());
        }
        let body = serde_json::from_slice(body).map_err(|why| {
            let (line, column) = (why.line(), why.column());
            let place = format!("The body is not JSON: line {line}, column {column}.");
            GraphError::invalid_parameter(&place)
        })?;
        let Value::Object(object) = body else {
            let sentence = "The body must be a JSON object with the parameters as its members.";
            return Err(GraphError::invalid_parameter(sentence));
        };
        for (name, value) in object {
            match value {
                Value::Null => {}
                Value::String(text) => self.push(name, text),
                Value::Number(number) => self.push(name, number.to_string()),
                other => self.entries.push(Entry {
                    name,
                    value: other.to_string(),
                    in_query: false,
                    given_as: GivenAs::Structure,
                }),
            }
        }
        Ok(())
    }

    /// The value of a parameter, whatever it is; the last one if it was given more than once. What
    /// is to be kept or shown as a text is read by [`Params::text`].
    pub fn get(&self, name: &str) -> Option<&str> {
        self.last(name).map(|entry| entry.value.as_str())
    }

    /// The value of a parameter, whatever it is, if there is one and it is not blank.
    pub fn non_empty(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.trim().is_empty())
    }

    /// The parameter read as a text, blank or not.
    ///
    /// # Errors
    /// `(#100) Param … must be a string` for a list, an object or a boolean of a JSON body.
    pub fn written(&self, name: &str) -> Result<Option<&str>, GraphError> {
        match self.last(name) {
            None => Ok(None),
            Some(entry) if entry.given_as == GivenAs::Text => Ok(Some(&entry.value)),
            Some(_) => Err(GraphError::wrong_kind(name, "a string")),
        }
    }

    /// The parameter read as a text, if there is one and it is not blank.
    ///
    /// # Errors
    /// As [`Params::written`].
    pub fn text(&self, name: &str) -> Result<Option<&str>, GraphError> {
        Ok(self.written(name)?.filter(|value| !value.trim().is_empty()))
    }

    /// The text of a parameter the call cannot do without.
    ///
    /// # Errors
    /// `(#100) The parameter … is required.` when it is absent or blank; as [`Params::written`].
    pub fn required(&self, name: &str) -> Result<&str, GraphError> {
        self.text(name)?.ok_or_else(|| GraphError::missing_parameter(name))
    }

    fn last(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.name == name)
    }

    /// The parameter read as a number, an id, a word: whatever the type reads.
    ///
    /// # Errors
    /// `(#100)` naming the parameter when it is there and cannot be read.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, GraphError> {
        let read = |text: &str| text.trim().parse().map_err(|_| GraphError::bad_value(name, text));
        self.non_empty(name).map(read).transpose()
    }

    /// The parameter read as yes or no.
    ///
    /// # Errors
    /// `(#100)` naming the parameter when it is neither.
    pub fn bool(&self, name: &str) -> Result<Option<bool>, GraphError> {
        match self.non_empty(name).map(str::trim) {
            None => Ok(None),
            Some("true" | "1" | "True") => Ok(Some(true)),
            Some("false" | "0" | "False") => Ok(Some(false)),
            Some(other) => Err(GraphError::bad_value(name, other)),
        }
    }

    /// The parameter read as a list: a JSON array, `['MANAGE']`, a bare word, words with commas,
    /// the parameter given several times, or PHP's `name[]=` and `name[0]=`.
    pub fn list(&self, name: &str) -> Vec<String> {
        let mut list = Vec::new();
        for entry in &self.entries {
            if entry.name == name {
                list.extend(words(&entry.value));
            } else if part_of(&entry.name, name).is_some_and(is_index) {
                list.push(entry.value.clone());
            }
        }
        list
    }

    /// The parameter read as JSON, or put together from PHP's `name[member]=`.
    ///
    /// # Errors
    /// `(#100)` naming the parameter when it is not JSON.
    pub fn json(&self, name: &str) -> Result<Option<Value>, GraphError> {
        if let Some(text) = self.non_empty(name) {
            let read = serde_json::from_str(text).map_err(|_| GraphError::bad_value(name, text));
            return read.map(Some);
        }
        let mut parts = Vec::new();
        for entry in &self.entries {
            if let Some(part) = part_of(&entry.name, name) {
                parts.push((part.to_owned(), Value::String(entry.value.clone())));
            }
        }
        Ok(match parts.is_empty() {
            true => None,
            false if parts.iter().all(|(part, _)| is_index(part)) => {
                Some(parts.into_iter().map(|(_, value)| value).collect())
            }
            false => Some(Value::Object(parts.into_iter().collect())),
        })
    }

    /// What arrived in the query, for the links of a page.
    pub fn query(&self) -> Vec<(String, String)> {
        let in_query = self.entries.iter().filter(|entry| entry.in_query);
        in_query.map(|entry| (entry.name.clone(), entry.value.clone())).collect()
    }

    /// Every name and value, in the order they arrived.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| (entry.name.as_str(), entry.value.as_str()))
    }

    fn push_pairs(&mut self, pairs: &[u8], in_query: bool) {
        for (name, value) in form_urlencoded::parse(pairs) {
            let (name, value) = (name.into_owned(), value.into_owned());
            self.entries.push(Entry { name, value, in_query, given_as: GivenAs::Text });
        }
    }
}

/// Shows names only: values may be secrets.
impl fmt::Debug for Params {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_list().entries(self.entries.iter().map(|entry| &entry.name)).finish()
    }
}

/// The text in the brackets of `name[part]`.
fn part_of<'a>(entry: &'a str, name: &str) -> Option<&'a str> {
    entry.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')
}

fn is_index(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a list written in one text.
fn words(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(Value::Array(items)) = serde_json::from_str(text) {
        let word = |item| match item {
            Value::String(word) => word,
            other => other.to_string(),
        };
        return items.into_iter().map(word).collect();
    }
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(text);
    bare.split(',')
        .map(|word| word.trim().trim_matches(['\'', '"']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Params;
    use crate::{Task, WabaId};

    #[test]
    fn merges_query_form_and_json() {
        let mut params = Params::of_query("a=1&b=%C3%A9+x");
        params.push_form(b"a=2&c=");
        params.push_json(br#" {"d":["x"],"e":7,"f":null,"g":true} "#).unwrap();
        params.push_json(b"").unwrap();
        assert_eq!(params.get("a"), Some("2"));
        assert_eq!(params.get("b"), Some("é x"));
        assert_eq!((params.get("c"), params.non_empty("c")), (Some(""), None));
        assert_eq!((params.get("d"), params.get("e")), (Some(r#"["x"]"#), Some("7")));
        assert_eq!((params.get("f"), params.bool("g")), (None, Ok(Some(true))));
        assert_eq!(params.query().len(), 2);
    }

    #[test]
    fn what_is_no_text_is_not_read_as_one() {
        let mut params = Params::new();
        params.push_json(br#"{"a":{"x":1},"b":[1],"c":true,"d":7,"e":" ","f":"x"}"#).unwrap();
        for name in ["a", "b", "c"] {
            let refused = params.required(name).unwrap_err();
            assert_eq!(refused.message, format!("(#100) Param {name} must be a string"));
            assert!(params.written(name).is_err() && params.non_empty(name).is_some());
        }
        assert_eq!((params.text("d"), params.text("f")), (Ok(Some("7")), Ok(Some("x"))));
        assert_eq!((params.text("e"), params.written("e")), (Ok(None), Ok(Some(" "))));
        assert_eq!(params.text("absent"), Ok(None));
    }

    #[test]
    fn a_body_that_is_no_object_is_told_so() {
        let told = |body: &[u8]| {
            let refused = Params::new().push_json(body).unwrap_err();
            (refused.code, refused.details.clone().unwrap_or_default())
        };
        let wanted = "The body must be a JSON object with the parameters as its members.";
        for body in [&b"[1]"[..], b"\"x\"", b"null", b"7"] {
            assert_eq!(told(body), (100, wanted.to_owned()));
        }
        assert_eq!(told(b"{\"a\":"), (100, "The body is not JSON: line 1, column 5.".to_owned()));
    }

    #[test]
    fn reads_lists_as_clients_write_them() {
        let queries = [
            "tasks=[\"MANAGE\",\"DEVELOP\"]",
            "tasks=['MANAGE','DEVELOP']",
            "tasks=[MANAGE, DEVELOP]",
            "tasks=MANAGE,DEVELOP",
            "tasks=MANAGE&tasks=DEVELOP",
            "tasks[]=MANAGE&tasks[]=DEVELOP",
            "tasks[0]=MANAGE&tasks[1]=DEVELOP",
        ];
        for query in queries {
            assert_eq!(Params::of_query(query).list("tasks"), ["MANAGE", "DEVELOP"], "{query}");
        }
        assert_eq!(Params::of_query("tasks=MANAGE").list("tasks"), ["MANAGE"]);
        assert!(Params::of_query("tasks=&tasksx[]=1&tasks[a]=2").list("tasks").is_empty());
    }

    #[test]
    fn names_what_is_missing_or_unreadable() {
        let params = Params::of_query("waba_id=x&tasks=MANAGE&blank=+");
        assert_eq!(
            params.required("blank").unwrap_err().message,
            "(#100) The parameter blank is required."
        );
        assert_eq!(params.required("waba_id"), Ok("x"));
        assert_eq!(params.parsed::<WabaId>("waba_id").unwrap_err().code, 100);
        assert_eq!(params.parsed("tasks"), Ok(Some(Task::Manage)));
        assert_eq!(params.parsed::<WabaId>("absent"), Ok(None));
    }

    #[test]
    fn reads_json_and_php_objects() {
        let params = Params::of_query(r#"a={"b":1}&c[d]=x&e[]=1&e[]=2&bad={"#);
        assert_eq!(params.json("a"), Ok(Some(json!({"b": 1}))));
        assert_eq!(params.json("c"), Ok(Some(json!({"d": "x"}))));
        assert_eq!(params.json("e"), Ok(Some(json!(["1", "2"]))));
        assert_eq!(params.json("f"), Ok(None));
        assert!(params.json("bad").is_err());
    }

    #[test]
    fn debug_output_keeps_secrets() {
        assert_eq!(format!("{:?}", Params::of_query("client_secret=s")), r#"["client_secret"]"#);
    }
}
