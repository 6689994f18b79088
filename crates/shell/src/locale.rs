//! Texts in many languages, written in Fluent.
//!
//! English is the measure: a key missing in another language shows the English text, and
//! [`Locales::check_keys`] tells where languages differ. A key missing in English is a mistake in
//! the program: it panics in debug builds, and is logged and shown as it is in release.

mod keys;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::{CharacterDirection, LanguageIdentifier};

pub use fluent_bundle::FluentValue as Arg;

pub use self::keys::Difference;

/// The language every other falls back to.
const BASE: &str = "en_US";

/// All languages of one set of texts. Clones share them.
#[derive(Clone)]
pub struct Locales(Arc<BTreeMap<String, Arc<Language>>>);

/// One language of a set, with English behind it. Cheap to clone.
#[derive(Clone)]
pub struct Locale {
    own: Arc<Language>,
    base: Arc<Language>,
}

struct Language {
    tag: String,
    id: LanguageIdentifier,
    bundle: FluentBundle<FluentResource>,
    sources: Vec<String>,
}

/// Which way a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Why texts were not loaded.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocaleError {
    /// Not a language tag.
    #[error("{0:?} is no language tag such as en_US")]
    BadTag(String),
    /// A text is not Fluent, or a key is there twice.
    #[error("the texts of {tag} cannot be used: {why}")]
    BadText {
        /// The language.
        tag: String,
        /// What is wrong.
        why: String,
    },
    /// English is missing.
    #[error("the texts of {BASE} are missing")]
    NoBase,
}

impl Locales {
    /// Loads texts: a tag in Meta's form (`de_DE`) with a Fluent source. A tag may come several
    /// times with different keys. `en_US` must be there.
    ///
    /// # Errors
    /// A tag or text that cannot be used.
    pub fn load(texts: &[(&str, &str)]) -> Result<Self, LocaleError> {
        let mut languages = BTreeMap::new();
        for (tag, source) in texts {
            let language = match languages.entry((*tag).to_owned()) {
                std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(Language::new(tag)?)
                }
            };
            language.add(source)?;
        }
        if !languages.contains_key(BASE) {
            return Err(LocaleError::NoBase);
        }
        Ok(Self(Arc::new(languages.into_iter().map(|(tag, own)| (tag, Arc::new(own))).collect())))
    }

    /// The tags, sorted.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The language with exactly this tag.
    #[must_use]
    pub fn get(&self, tag: &str) -> Option<Locale> {
        let own = Arc::clone(self.0.get(tag)?);
        Some(Locale { own, base: Arc::clone(&self.0[BASE]) })
    }

    /// The best language for a tag such as `de_AT` or `de-AT`: the same, else another of the same
    /// language (the one with the same script if given), else English.
    #[must_use]
    pub fn negotiate(&self, wanted: &str) -> Locale {
        self.find(wanted).unwrap_or_else(|| self.base())
    }

    /// The best language for an `Accept-Language` header.
    #[must_use]
    pub fn negotiate_header(&self, header: &str) -> Locale {
        let mut wanted: Vec<(i32, &str)> = header.split(',').filter_map(weighed).collect();
        // Stable: of equal weight, the first named is preferred.
        wanted.sort_by_key(|(weight, _)| -weight);
        let best = wanted.into_iter().find_map(|(_, tag)| self.find(tag));
        best.unwrap_or_else(|| self.base())
    }

    /// English.
    #[must_use]
    pub fn base(&self) -> Locale {
        self.get(BASE).expect("checked when loading")
    }

    /// Where languages differ from English: keys missing or unknown, other variables.
    #[must_use]
    pub fn check_keys(&self) -> Vec<Difference> {
        let base = keys::keys(&self.0[BASE].sources);
        let others = self.0.values().filter(|language| language.tag != BASE);
        others
            .flat_map(|language| {
                keys::compare(&language.tag, &base, &keys::keys(&language.sources))
            })
            .collect()
    }

    fn find(&self, wanted: &str) -> Option<Locale> {
        let same = self.0.keys().find(|tag| tag.eq_ignore_ascii_case(&wanted.replace('-', "_")));
        if let Some(tag) = same {
            return self.get(tag);
        }
        let wanted: LanguageIdentifier = wanted.trim().parse().ok()?;
        let kin = || self.0.values().filter(|language| language.id.language == wanted.language);
        // `zh-Hant` names a script where Meta's tags name a region.
        let region = match wanted.script.as_ref().map(|script| script.as_str()) {
            Some("Hant") => Some("TW"),
            Some("Hans") => Some("CN"),
            _ => None,
        };
        let near = kin().find(|language| {
            region.is_some() && language.id.region.as_ref().map(|own| own.as_str()) == region
        });
        // `en_AU` should get `en_US`, `pt_AO` any Portuguese, `es_MX` the Spanish of America.
        let american = || {
            kin().find(|kin| kin.id.region.as_ref().is_some_and(|region| region.as_str() == "LA"))
        };
        let base = || kin().find(|kin| kin.tag == BASE);
        let chosen = near.or_else(base).or_else(american).or_else(|| kin().next())?;
        self.get(&chosen.tag)
    }
}

/// `de;q=0.8` as (800, `de`); `None` for `*` and weight 0.
fn weighed(item: &str) -> Option<(i32, &str)> {
    let (tag, weight) = item.split_once(";q=").unwrap_or((item, "1"));
    let weight: f32 = weight.trim().parse().ok()?;
    let tag = tag.trim();
    (weight > 0.0 && tag != "*").then_some(((weight.min(1.0) * 1000.0) as i32, tag))
}

impl Language {
    fn new(tag: &str) -> Result<Self, LocaleError> {
        let id: LanguageIdentifier =
            tag.parse().map_err(|_| LocaleError::BadTag(tag.to_owned()))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id.clone()]);
        // The invisible marks around values matter only where directions mix.
        bundle.set_use_isolating(id.character_direction() == CharacterDirection::RTL);
        Ok(Self { tag: tag.to_owned(), id, bundle, sources: Vec::new() })
    }

    fn add(&mut self, source: &str) -> Result<(), LocaleError> {
        let bad = |why: String| LocaleError::BadText { tag: self.tag.clone(), why };
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
            let first = errors.first().map(|error| (error.pos.start, error.to_string()));
            bad(keys::explain(source, first))
        })?;
        let added = self.bundle.add_resource(resource);
        added.map_err(|errors| bad(format!("{}", errors[0])))?;
        self.sources.push(source.to_owned());
        Ok(())
    }

    /// The text of a key (`key` or `key.attribute`), if this language has it.
    fn text(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        for error in errors {
            debug_assert!(false, "text {key} of {}: {error}", self.tag);
            tracing::error!(key, locale = self.tag, %error, "a text could not be filled in");
        }
        Some(text)
    }
}

impl Locale {
    /// The tag in Meta's form, such as `de_DE`.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.own.tag
    }

    /// The tag for the HTML attribute `lang`, such as `de-DE`.
    #[must_use]
    pub fn lang(&self) -> String {
        self.own.id.to_string()
    }

    /// Which way the language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self.own.id.character_direction() {
            CharacterDirection::RTL => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }

    /// The text of a key (`key` or `key.attribute`), with its variables filled in:
    /// `locale.text("greeting", &[("name", name.into())])`.
    ///
    /// # Panics
    /// In debug builds, when English has no such key or a variable is not given.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let filled = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        let found = self.own.text(key, &filled).or_else(|| self.base.text(key, &filled));
        found.unwrap_or_else(|| {
            debug_assert!(false, "no text {key} in {} nor {BASE}", self.own.tag);
            tracing::error!(key, locale = self.own.tag, "a text is missing");
            key.to_owned()
        })
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.own.tag).finish()
    }
}

impl fmt::Debug for Locales {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
