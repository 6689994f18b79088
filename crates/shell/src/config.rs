//! Settings: a TOML file, then environment variables, then flags; the later wins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use figment::error::Kind;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Figment, Metadata, Profile, Provider};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Why settings cannot be used. One sentence: which setting, what is wrong, where it came from.
/// Values are not shown, they may be secret.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file named does not exist or cannot be read.
    #[error("cannot read the settings file {path}: {why}")]
    NoFile {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        why: String,
    },
    /// A setting is missing, unknown or of the wrong kind.
    #[error("{0}")]
    Bad(String),
}

/// Reads the settings of a role, such as `provider`.
///
/// The environment variable of `smtp_url` is `VESTIBULE_PROVIDER_SMTP_URL`; two underscores go one
/// table deeper. `flags` is any value that serialises to a map; `null` in it means *not given*.
///
/// # Errors
/// [`ConfigError`] for the first setting that cannot be used.
pub fn load<T: DeserializeOwned>(
    role: &str,
    file: Option<&Path>,
    flags: impl Serialize,
) -> Result<T, ConfigError> {
    load_with(role, file, flags, std::env::vars())
}

/// As [`load`], with the environment given. For tests.
///
/// # Errors
/// As [`load`].
pub fn load_with<T: DeserializeOwned>(
    role: &str,
    file: Option<&Path>,
    flags: impl Serialize,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<T, ConfigError> {
    let mut settings = Figment::new();
    if let Some(path) = file {
        let text = std::fs::read_to_string(path)
            .map_err(|why| ConfigError::NoFile { path: path.into(), why: why.to_string() })?;
        let path = path.display();
        let source = Toml::string(&text);
        // Asking for the data first: its error names the line, and the file is known here.
        source.data().map_err(|error| ConfigError::Bad(format!("{path}: {}", error.kind)))?;
        settings = settings.merge(Named { name: format!("in {path}"), inner: source });
    }
    let given = serde_json::to_value(flags).map_err(|why| ConfigError::Bad(why.to_string()))?;
    let flags = Serialized::defaults(without_nulls(given));
    let flags = Named { name: "given as a flag".to_owned(), inner: flags };
    let mut environment = Environment::of(role, environment);
    loop {
        match settings.clone().merge(&environment).merge(&flags).extract::<T>() {
            Ok(settings) => return Ok(settings),
            // `1234` may be meant as a text: a variable does not say.
            Err(error) if environment.retry_as_text(&error) => {}
            Err(error) => return Err(ConfigError::Bad(explain(&error, &environment))),
        }
    }
}

fn explain(error: &figment::Error, environment: &Environment) -> String {
    let setting = error.path.join(".");
    let source = error.metadata.as_ref().map_or("", |metadata| &metadata.name);
    let source = if source == ENVIRONMENT {
        format!(" (environment variable {})", environment.variable(&error.path))
    } else if source.is_empty() {
        String::new()
    } else {
        format!(" ({source})")
    };
    match &error.kind {
        Kind::MissingField(field) => {
            let path: Vec<String> =
                error.path.iter().cloned().chain([field.clone().into_owned()]).collect();
            let variable = environment.variable(&path);
            format!(
                "the setting {} is missing: write it into the settings file, or set {variable}",
                path.join(".")
            )
        }
        Kind::UnknownField(field, known) => {
            format!("there is no setting {field}{source}; known are {}", known.join(", "))
        }
        Kind::UnknownVariant(_, known) => {
            format!("the setting {setting}{source} must be one of {}", known.join(", "))
        }
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => {
            format!("the setting {setting}{source} must be {}", in_words(wanted))
        }
        other => format!("the setting {setting}{source} cannot be used: {other}"),
    }
}

/// What is wanted of a value, where it is named as a type of this program.
fn in_words(wanted: &str) -> &str {
    match wanted {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" | "u64" | "usize" => "a whole number, 0 or more",
        "i32" | "i64" => "a whole number",
        other => other,
    }
}

fn without_nulls(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => {
            let given = map.into_iter().filter(|(_, value)| !value.is_null());
            given.map(|(key, value)| (key, without_nulls(value))).collect()
        }
        other => other,
    }
}

/// A provider under a name for people.
struct Named<P> {
    name: String,
    inner: P,
}

impl<P: Provider> Provider for Named<P> {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.name.clone())
    }
    fn data(&self) -> figment::error::Result<Map<Profile, Dict>> {
        self.inner.data()
    }
}

const ENVIRONMENT: &str = "environment";

/// The environment variables of one role. Each is read as TOML-like data first, and as plain text
/// where the setting turns out to be one (so that `0123` keeps its zero).
struct Environment {
    prefix: String,
    values: BTreeMap<Vec<String>, String>,
    as_text: BTreeSet<Vec<String>>,
}

impl Environment {
    fn of(role: &str, all: impl Iterator<Item = (String, String)>) -> Self {
        let prefix = format!("VESTIBULE_{}_", role.to_ascii_uppercase());
        let ours = all.filter_map(|(name, value)| {
            let path = name.strip_prefix(&prefix)?.to_ascii_lowercase();
            Some((path.split("__").map(str::to_owned).collect(), value))
        });
        Self { values: ours.collect(), as_text: BTreeSet::new(), prefix }
    }

    fn variable(&self, path: &[String]) -> String {
        format!("{}{}", self.prefix, path.join("__").to_ascii_uppercase())
    }

    /// Whether the setting that failed came from here and was not read as text yet; now it will be.
    fn retry_as_text(&mut self, error: &figment::Error) -> bool {
        matches!(error.kind, Kind::InvalidType(..))
            && error.metadata.as_ref().is_some_and(|source| source.name == ENVIRONMENT)
            && self.values.contains_key(&error.path)
            && self.as_text.insert(error.path.clone())
    }
}

impl Provider for Environment {
    fn metadata(&self) -> Metadata {
        Metadata::named(ENVIRONMENT)
    }

    fn data(&self) -> figment::error::Result<Map<Profile, Dict>> {
        let mut all = Dict::new();
        for (path, text) in &self.values {
            let value = if self.as_text.contains(path) {
                Value::from(text.as_str())
            } else {
                text.parse().expect("reading a value cannot fail")
            };
            insert(&mut all, path, value);
        }
        Ok(Profile::Default.collect(all))
    }
}

fn insert(table: &mut Dict, path: &[String], value: Value) {
    let Some((first, rest)) = path.split_first() else {
        return;
    };
    if rest.is_empty() {
        table.insert(first.clone(), value);
        return;
    }
    let deeper = table.entry(first.clone()).or_insert_with(|| Dict::new().into());
    if let Value::Dict(_, deeper) = deeper {
        insert(deeper, rest, value);
    }
}
