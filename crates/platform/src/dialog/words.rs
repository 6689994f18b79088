//! The texts of the pop-up, in the language of the person.

use std::sync::LazyLock;

use jiff::Timestamp;
use shell::locale::{Arg, Direction, Locale, Locales};
use world::Mention;

use crate::pages::lists::{self, Country};

/// What the pop-up says in one language.
struct Texts {
    /// The platform's tag of the language.
    tag: &'static str,
    dialog: &'static str,
    /// Codes and names of countries; English has them in the list of all countries.
    countries: Option<&'static str>,
}

macro_rules! texts {
    ($($tag:literal)*) => {
        [
            Texts {
                tag: "en_US",
                dialog: include_str!("../../locales/en/dialog.ftl"),
                countries: None,
            },
            $(Texts {
                tag: $tag,
                dialog: include_str!(concat!("../../locales/", $tag, "/dialog.ftl")),
                countries: Some(include_str!(concat!("../../locales/", $tag, "/countries.tsv"))),
            },)*
        ]
    };
}

/// Every language the pop-up speaks (requirement B05, experience §2): the thirty, US English as
/// their source, and German, in which the requirements are written.
static TEXTS: [Texts; 32] = texts! {
    "ar_AR" "cs_CZ" "da_DK" "de_DE" "el_GR" "en_GB" "es_ES" "es_LA" "fi_FI" "fr_FR" "he_IL" "hi_IN"
    "hu_HU" "id_ID" "it_IT" "ja_JP" "ko_KR" "nb_NO" "nl_NL" "pl_PL" "pt_BR" "pt_PT" "ro_RO" "ru_RU"
    "sv_SE" "th_TH" "tr_TR" "vi_VN" "zh_CN" "zh_HK" "zh_TW"
};

static LOCALES: LazyLock<Locales> = LazyLock::new(|| {
    let dialogs = TEXTS.each_ref().map(|texts| (texts.tag, texts.dialog));
    Locales::load(&dialogs).expect("the texts are part of the program and tested")
});

/// The months, as they stand in a date.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

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

    /// The tag of the platform, such as `de_DE`.
    pub(crate) fn tag(&self) -> &str {
        self.locale.tag()
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

    /// A text that mentions what a refusal is about.
    pub(crate) fn say_about(&self, key: &str, mentions: &[(&str, Mention)]) -> String {
        let arg = |mention: &Mention| -> Arg<'static> {
            match mention {
                Mention::Text(text) => self.kept_in_order(text).into(),
                Mention::Number(number) => (*number).into(),
                Mention::Moment(at) => self.moment(*at).into(),
            }
        };
        let args: Vec<_> = mentions.iter().map(|(name, value)| (*name, arg(value))).collect();
        self.locale.text(key, &args)
    }

    /// A phone number that keeps its order among words that are written from right to left: on its
    /// own, its plus sign would go to the other end.
    pub(crate) fn kept_in_order(&self, text: &str) -> String {
        match self.locale.direction() {
            Direction::Rtl if text.starts_with('+') => format!("\u{2066}{text}\u{2069}"),
            _ => text.to_owned(),
        }
    }

    /// A time to the minute, in UTC.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        let at = at.to_zoned(jiff::tz::TimeZone::UTC);
        let month = self.say(MONTHS[usize::from(at.month().unsigned_abs()) - 1]);
        let (day, year) = (at.day().to_string(), at.year().to_string());
        let time = at.strftime("%H:%M").to_string();
        self.say_with(
            "moment",
            &[("day", &day), ("month", &month), ("year", &year), ("time", &time)],
        )
    }

    /// All countries, named and ordered in this language.
    pub(crate) fn countries(&self) -> Vec<Country> {
        let texts = TEXTS.iter().find(|texts| texts.tag == self.locale.tag());
        match texts.and_then(|texts| texts.countries) {
            Some(names) => lists::countries_named(names).collect(),
            None => lists::countries().collect(),
        }
    }
}
