//! What a person typed into a form.

use std::collections::BTreeMap;

/// Longest text taken from one field, in characters; what is longer is cut.
const FIELD_MAX: usize = 8_000;

/// The fields of a form, trimmed. A missing one reads as empty, as an empty one does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads a form's body.
    pub(crate) fn parse(body: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(body);
        Self(pairs.map(|(name, value)| (name.into_owned(), trimmed(&value))).collect())
    }

    /// The text of one field.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The text of one field, unless it is empty.
    pub(crate) fn given(&self, name: &str) -> Option<String> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
    }

    /// The field read as a value, such as an id.
    pub(crate) fn read<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// Sets one field.
    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Sets several fields.
    pub(crate) fn with_all<'a>(self, fields: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        fields.into_iter().fold(self, |all, (name, value)| all.with(name, value))
    }
}

fn trimmed(value: &str) -> String {
    value.trim().chars().take(FIELD_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn fields_are_trimmed_and_missing_ones_are_empty() {
        let fields = Fields::parse(b"name=+Lucky+Cat+&empty=&id=12");
        assert_eq!(fields.get("name"), "Lucky Cat");
        assert_eq!(fields.given("empty"), None);
        assert_eq!(fields.get("missing"), "");
        assert_eq!(fields.read::<u64>("id"), Some(12));
        assert_eq!(fields.with("id", "x").read::<u64>("id"), None);
    }
}
