//! Secrets among the settings: how they are read, and which protect nothing.

use serde::{Deserialize, Deserializer};
use shell::secret::Text;

use super::SettingsError;

/// Refuses a secret that is blank, short, or what everybody tries first.
pub(super) fn strong(
    name: &'static str,
    secret: &str,
    least: usize,
    fix: &'static str,
) -> Result<(), SettingsError> {
    const WELL_KNOWN: [&str; 6] = ["changeme", "change-me", "secret", "password", "admin", "test"];
    let weak = |why| Err(SettingsError::Weak { name, why, fix });
    let text = secret.trim();
    if text.is_empty() {
        return weak("is blank");
    }
    let plain = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '!');
    if WELL_KNOWN.contains(&plain.to_ascii_lowercase().as_str()) {
        return weak("is a word everybody tries first");
    }
    if text.len() < least {
        return weak("is too short");
    }
    let first = text.chars().next();
    if text.chars().all(|c| Some(c) == first) {
        return weak("has the same character throughout");
    }
    Ok(())
}

/// Reads a secret.
pub(super) fn hidden<'de, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    String::deserialize(from).map(Text::from)
}

/// Reads a secret that may be missing.
pub(super) fn maybe_hidden<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Text::from))
}

/// Reads several secrets.
pub(super) fn all_hidden<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Text>, D::Error> {
    Ok(Vec::<String>::deserialize(from)?.into_iter().map(Text::from).collect())
}
