//! An operation of the control interface, read from the platform's OpenAPI document.

use std::collections::BTreeMap;

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use crate::control::{escaped, plain, table};

/// The media type of members in a body.
const JSON: &str = "application/json";

/// A method and a path, and what the document says of them.
pub(super) struct Operation {
    /// `get`, `post` or `delete`.
    pub(super) method: String,
    /// Below `/_control/`, with names in braces.
    path: String,
    told: Value,
}

/// A member of an operation.
struct Member<'a> {
    name: &'a str,
    required: bool,
    about: String,
    schema: &'a Value,
    example: Option<&'a Value>,
}

/// All that the document has, but for those that do not speak JSON.
pub(super) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let each = paths.flat_map(|(path, methods)| {
        methods.as_object().into_iter().flatten().map(move |(method, told)| Operation {
            method: method.clone(),
            path: path.trim_start_matches("/_control/").to_owned(),
            told: told.clone(),
        })
    });
    each.filter(|one| one.told["responses"]["200"]["content"].is_object()).collect()
}

/// The operations of a path, or the one with this method, and what the path says of its names.
///
/// # Errors
/// When there is none; the sentence says what there is.
pub(super) fn find<'a>(
    all: &'a [Operation],
    method: Option<&str>,
    path: &str,
) -> anyhow::Result<Vec<(&'a Operation, BTreeMap<String, String>)>> {
    let path = path.trim_start_matches('/').trim_start_matches("_control/");
    let fitting = all.iter().filter_map(|one| Some((one, one.filled(path)?)));
    let mut fitting: Vec<_> = fitting.collect();
    // `reviews/hold` before `reviews/{name}`: the one with fewer names left to fill.
    let fewest = fitting.iter().map(|(_, filled)| filled.len()).min();
    fitting.retain(|(_, filled)| Some(filled.len()) == fewest);
    if fitting.is_empty() {
        bail!("there is no operation `{path}`: `vestibule control list` names all of them");
    }
    let Some(method) = method else { return Ok(fitting) };
    let methods: Vec<&str> = fitting.iter().map(|(one, _)| one.method.as_str()).collect();
    let methods = methods.join(" or ");
    fitting.retain(|(one, _)| one.method == method);
    if fitting.is_empty() {
        bail!("`{path}` is asked with {methods}, not {method}");
    }
    Ok(fitting)
}

/// The members of a command line, each of the kind that the operation takes.
///
/// # Errors
/// When a word is none, or says one again.
pub(super) fn members_of(
    words: &[String],
    operation: &Operation,
) -> anyhow::Result<Map<String, Value>> {
    let known = operation.members();
    let mut members = Map::new();
    for word in words {
        let (name, text) = word
            .split_once('=')
            .with_context(|| format!("`{word}` is no member: write name=value or name:=JSON"))?;
        let (name, value) = match name.strip_suffix(':') {
            Some(name) => {
                let value = serde_json::from_str(text);
                (name, value.with_context(|| format!("what `{name}:=` gives is no JSON"))?)
            }
            None => {
                let schema = known.iter().find(|one| one.name == name).map(|one| one.schema);
                (name, of_kind(schema, text))
            }
        };
        if members.insert(name.to_owned(), value).is_some() {
            bail!("`{name}` is said twice");
        }
    }
    Ok(members)
}

/// A text as its schema wants it; what cannot be read is sent as it is, for the platform to refuse.
fn of_kind(schema: Option<&Value>, text: &str) -> Value {
    let kind = schema.and_then(|schema| schema["type"].as_str()).unwrap_or("string");
    match kind {
        "string" => json!(text),
        _ => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
    }
}

impl Operation {
    /// As the command line takes it: `post measures/lift`.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Whether this is in its path or description; it is in lower case.
    pub(super) fn says(&self, word: &str) -> bool {
        format!("{} {}", self.name(), plain(&self.told["summary"])).to_lowercase().contains(word)
    }

    /// A row of the list.
    pub(super) fn row(&self) -> Value {
        json!({ "operation": self.name(), "about": self.told["summary"] })
    }

    /// The names in its path.
    pub(super) fn places(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter_map(place)
    }

    /// Whether its body is a text of its own, not members.
    pub(super) fn takes_text(&self) -> bool {
        let content = &self.told["requestBody"]["content"];
        content.is_object() && content[JSON].is_null()
    }

    /// The path with these in place of its names.
    pub(super) fn path_with(&self, filled: &BTreeMap<String, String>) -> String {
        let parts = self.path.split('/').map(|part| {
            let value = place(part).and_then(|name| filled.get(name));
            value.map_or_else(|| part.to_owned(), |value| escaped(value))
        });
        parts.collect::<Vec<_>>().join("/")
    }

    /// What a path says of the names, if it is one of this operation.
    fn filled(&self, path: &str) -> Option<BTreeMap<String, String>> {
        let (own, given) = (self.path.split('/'), path.split('/'));
        if own.clone().count() != given.clone().count() {
            return None;
        }
        let mut filled = BTreeMap::new();
        for (own, given) in own.zip(given) {
            match place(own) {
                _ if own == given => {}
                Some(name) => drop(filled.insert(name.to_owned(), given.to_owned())),
                None => return None,
            }
        }
        Some(filled)
    }

    fn members(&self) -> Vec<Member<'_>> {
        let outside = self.told["parameters"].as_array().into_iter().flatten();
        let outside = outside.map(|told| Member {
            name: told["name"].as_str().unwrap_or_default(),
            required: told["required"] == true,
            about: plain(&told["description"]),
            schema: &told["schema"],
            example: told.get("example"),
        });
        let body = &self.told["requestBody"]["content"][JSON];
        let required = body["schema"]["required"].as_array();
        let inside = body["schema"]["properties"].as_object().into_iter().flatten();
        let inside = inside.map(|(name, schema)| Member {
            name,
            required: required.is_some_and(|names| names.iter().any(|one| one == name)),
            about: plain(&schema["description"]),
            schema,
            example: body["example"].get(name),
        });
        outside.chain(inside).collect()
    }

    /// The command line that does what the example does.
    fn example(&self) -> String {
        let mut filled = BTreeMap::new();
        let mut words = Vec::new();
        for member in self.members() {
            let Some(value) = member.example else { continue };
            if self.places().any(|name| name == member.name) {
                filled.insert(member.name.to_owned(), plain(value));
            } else {
                let sign = if value.is_object() { ":=" } else { "=" };
                words.push(quoted(&format!("{}{sign}{}", member.name, plain(value))));
            }
        }
        let parts = self.path.split('/').map(|part| {
            place(part).and_then(|name| filled.get(name).cloned()).unwrap_or(part.to_owned())
        });
        let path = quoted(&parts.collect::<Vec<_>>().join("/"));
        let file = if self.takes_text() { vec!["--body FILE".to_owned()] } else { Vec::new() };
        let all = [vec![format!("vestibule control {} {path}", self.method)], words, file];
        all.concat().join(" ")
    }

    /// Everything about it, for programs.
    pub(super) fn told(&self) -> Value {
        let members: Vec<Value> = self.members().iter().map(Member::told).collect();
        json!({
            "operation": self.name(),
            "about": self.told["summary"],
            "members": members,
            "example": self.example(),
            "answer": self.answer(),
        })
    }

    /// Everything about it, for people.
    pub(super) fn words(&self) -> String {
        let told = self.told();
        let rows = json!({ "data": told["members"] });
        let members = table(&rows, &["name", "needed", "kind", "about"], "It takes no members.");
        let answer = match self.answer() {
            Value::String(text) => text.clone(),
            other => format!("{other:#}"),
        };
        format!(
            "{}\n{}\n\n{members}\n\nExample\n  {}\n\nAnswer\n{answer}",
            self.name(),
            plain(&told["about"]),
            self.example(),
        )
    }

    /// An example of what it answers.
    fn answer(&self) -> &Value {
        let content = self.told["responses"]["200"]["content"].as_object();
        content
            .and_then(|content| content.values().next())
            .map_or(&Value::Null, |one| &one["example"])
    }
}

impl Member<'_> {
    fn told(&self) -> Value {
        let needed = if self.required { "yes" } else { "" };
        json!({
            "name": self.name, "needed": needed, "kind": kind(self.schema), "about": self.about,
        })
    }
}

/// What a value must be, in a few words.
fn kind(schema: &Value) -> String {
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().map(plain).collect::<Vec<_>>().join(" | ");
    }
    let kind = match schema["type"].as_str() {
        Some("array") => return format!("list of {}", kind(&schema["items"])),
        Some("integer") => "number",
        Some("boolean") => "true | false",
        Some("object") | None => "JSON",
        Some(_) => "text",
    };
    match schema["title"].as_str() {
        Some(title) => title.to_owned(),
        None => kind.to_owned(),
    }
}

/// The name of a part of a path in braces.
fn place(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// A text as a shell takes it for one word.
fn quoted(text: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "._:/+-@%=,".contains(c);
    if text.chars().all(bare) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}
