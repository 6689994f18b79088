//! The texts of the pop-up, in the language of the person.

use std::sync::LazyLock;

use shell::locale::{Locale, Locales};

/// Every language the pop-up speaks, in the tags of the platform.
const TEXTS: [(&str, &str); 1] = [("en_US", include_str!("../../locales/en/dialog.ftl"))];

static LOCALES: LazyLock<Locales> =
    LazyLock::new(|| Locales::load(&TEXTS).expect("the texts are part of the program and tested"));

/// The texts in one language.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    locale: Locale,
    lang: String,
}

impl Words {
    /// The texts for someone who uses the platform in `tag`, such as `de_DE` (requirement B05).
    pub(crate) fn of(tag: &str) -> Self {
        Self::new(LOCALES.negotiate(tag))
    }

    /// The texts for a browser that asks for languages in a header.
    pub(crate) fn of_header(header: &str) -> Self {
        Self::new(LOCALES.negotiate_header(header))
    }

    fn new(locale: Locale) -> Self {
        let lang = locale.lang();
        Self { locale, lang }
    }

    /// The languages there are, as tags.
    pub(crate) fn tags() -> impl Iterator<Item = &'static str> {
        LOCALES.tags()
    }

    /// Value of the HTML attribute `lang`.
    pub(crate) fn lang(&self) -> &str {
        &self.lang
    }

    /// Value of the HTML attribute `dir`.
    pub(crate) fn dir(&self) -> &'static str {
        self.locale.direction().as_str()
    }

    /// A text without variables.
    pub(crate) fn say(&self, key: &str) -> String {
        self.locale.text(key, &[])
    }

    /// A text with its variables filled in.
    pub(crate) fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let args: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        self.locale.text(key, &args)
    }
}
