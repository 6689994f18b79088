//! The reference of all settings, as docs/configuration.md shows it.
//!
//! It is read from the source of the settings themselves: what stands above a field is its
//! explanation, and what serde takes when it is not given is its default. A test holds both
//! against what serde really does, so neither can be wrong for long.

use std::fmt::Write as _;

/// The source of the settings.
const SOURCE: &str = include_str!("../settings.rs");

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the file.
    pub name: String,
    /// What it means.
    pub words: String,
    /// Its type in Rust.
    kind: String,
    /// What it is when it is not given.
    pub default: Default,
}

/// What a setting is when it is not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Default {
    /// It must be given.
    Required,
    /// It need not be given, and then is not there.
    Nothing,
    /// This, as TOML writes it.
    Value(String),
}

/// Every setting, in the order of the source.
#[must_use]
pub fn settings() -> Vec<Setting> {
    let body = between(SOURCE, "pub struct Settings {\n", "\n}\n");
    let mut found = Vec::new();
    let (mut words, mut attributes) = (Vec::new(), String::new());
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            words.push(text.trim());
        } else if line.starts_with('#') || !line.starts_with("pub ") {
            attributes.push_str(line);
        } else if let Some((name, kind)) = line.trim_start_matches("pub ").split_once(": ") {
            let kind = kind.trim_end_matches(',').to_owned();
            let default = default(&attributes, &kind);
            let words = std::mem::take(&mut words).join(" ");
            found.push(Setting { name: name.to_owned(), words, kind, default });
            attributes.clear();
        }
    }
    found
}

/// What serde's attributes say.
fn default(attributes: &str, kind: &str) -> Default {
    if !attributes.contains("default") {
        return Default::Required;
    }
    if attributes.contains("default = \"") {
        let function = between(attributes, "default = \"", "\"");
        let body = between(SOURCE, &format!("\nfn {function}() -> "), "\n}\n");
        let value = body.lines().nth(1).unwrap_or_default().trim();
        if value == "Ipv4Addr::LOCALHOST.into()" {
            return Default::Value("\"127.0.0.1\"".to_owned());
        }
        let value = value.trim_start_matches("PathBuf::from(").trim_end_matches(".to_owned()");
        return Default::Value(value.trim_end_matches(')').to_owned());
    }
    match kind {
        "u16" | "u32" | "u64" => Default::Value("0".to_owned()),
        "bool" => Default::Value("false".to_owned()),
        _ if kind.starts_with("Vec<") => Default::Value("[]".to_owned()),
        _ if kind.starts_with("Option<") => Default::Nothing,
        _ => {
            let body = between(SOURCE, &format!("pub enum {kind} {{\n"), "\n}\n");
            let after = between(body, "#[default]", ",");
            let variant = after.lines().last().unwrap_or_default().trim();
            Default::Value(format!("\"{}\"", snake(variant)))
        }
    }
}

/// The words an enum of the settings may be, for people.
fn choices(kind: &str) -> Vec<(String, String)> {
    let Some(at) = SOURCE.find(&format!("pub enum {kind} {{\n")) else { return vec![] };
    let body = between(&SOURCE[at..], "{\n", "\n}\n");
    let mut words = Vec::new();
    let mut found = Vec::new();
    for line in body.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            words.push(text.trim());
        } else if let Some(variant) = line.strip_suffix(',') {
            found.push((snake(variant), std::mem::take(&mut words).join(" ")));
        }
    }
    found
}

fn snake(variant: &str) -> String {
    let mut word = String::new();
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(found, _)| found)
}

/// What a value looks like.
fn shape(kind: &str) -> &'static str {
    let inner = kind.strip_prefix("Option<").and_then(|kind| kind.strip_suffix('>'));
    match inner.unwrap_or(kind) {
        "bool" => "true or false",
        "u16" | "u32" | "u64" => "whole number",
        "Text" => "secret text",
        "Vec<Text>" => "list of secret texts",
        kind if kind.starts_with("Vec<") => "list of texts",
        "PathBuf" => "path",
        "IpAddr" => "address",
        kind if kind.ends_with("Id") => "id",
        "E164" => "telephone number",
        "Currency" => "currency",
        kind if !choices(kind).is_empty() => "one of",
        _ => "text",
    }
}

/// The page.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(INTRO);
    for setting in settings() {
        let shape = shape(&setting.kind);
        let default = match &setting.default {
            Default::Required => "must be given".to_owned(),
            Default::Nothing => "may be left out".to_owned(),
            Default::Value(value) => format!("default `{value}`"),
        };
        let mut add = |line: &str| {
            writeln!(page, "{line}").expect("a text takes whatever is written to it");
        };
        add(&format!("## `{}`\n", setting.name));
        add(&format!("{shape}, {default}\n"));
        add(&setting.words);
        let of = setting.kind.trim_start_matches("Option<").trim_end_matches('>');
        let choices = if shape == "one of" { choices(of) } else { vec![] };
        if !choices.is_empty() {
            add("");
        }
        for (word, words) in choices {
            add(&format!("- `\"{word}\"`: {words}"));
        }
        add("");
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

const INTRO: &str = "\
# Settings of `vestibule provider`

Written by `vestibule provider --print-settings`; a test holds this page against the program.

Settings come from a TOML file (`--config`). The environment variable `VESTIBULE_PROVIDER_` with the
setting's name in capitals, such as `VESTIBULE_PROVIDER_SMTP_URL`, goes before the file, and a flag
goes before both. A setting that does not exist, and a secret that is blank or well known, are
refused. The file holds secrets: keep it readable by its owner only.

";

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Deserialize as _;

    use super::*;
    use crate::settings::Settings;

    /// The least that serde takes, as TOML.
    fn least() -> toml::Table {
        let value = |setting: &Setting| -> toml::Value {
            match setting.name.as_str() {
                "currency" => "EUR".into(),
                "probe_number" => "+49 170 1234567".into(),
                _ => match shape(&setting.kind) {
                    "whole number" => 5.into(),
                    "list of texts" | "list of secret texts" => toml::Value::Array(vec![]),
                    "id" => "5".into(),
                    _ => "text".into(),
                },
            }
        };
        let required = settings().into_iter().filter(|one| one.default == Default::Required);
        required.map(|setting| (setting.name.clone(), value(&setting))).collect()
    }

    fn read(table: &toml::Table) -> Result<Settings, String> {
        Settings::deserialize(table.clone()).map_err(|error| error.to_string())
    }

    #[test]
    fn every_setting_of_serde_is_explained_and_no_other() {
        let mut table = least();
        table.insert("no_such_setting".to_owned(), 1.into());
        let error = read(&table).unwrap_err();
        let known = between(&error, "expected one of ", "\n");
        let known: BTreeSet<&str> = known.split(", ").map(|name| name.trim_matches('`')).collect();
        let settings = settings();
        let told: BTreeSet<&str> = settings.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(told, known, "{error}");
        for setting in &settings {
            assert!(setting.words.len() > 5, "{} is not explained", setting.name);
        }
    }

    #[test]
    fn required_settings_are_required_and_no_other() {
        let least = least();
        read(&least).unwrap();
        for name in least.keys() {
            let mut without = least.clone();
            without.remove(name);
            assert!(read(&without).unwrap_err().contains(name), "{name} is not required");
        }
    }

    #[test]
    fn defaults_are_what_serde_takes() {
        let plain = format!("{:?}", read(&least()).unwrap());
        for setting in settings() {
            let Default::Value(value) = &setting.default else { continue };
            let said: toml::Table = format!("{} = {value}", setting.name).parse().unwrap();
            let mut table = least();
            table.extend(said);
            assert_eq!(format!("{:?}", read(&table).unwrap()), plain, "{}", setting.name);
        }
    }
}
