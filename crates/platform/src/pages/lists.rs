//! Lists that forms offer: countries with their dialling codes, and time zones.

use graph::E164;

/// A country a number or a business can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// Two letters, such as `DE`.
    pub code: &'static str,
    /// Dialling code without `+`, such as `49`.
    pub dial: &'static str,
    /// Its name in the language of the page.
    pub name: &'static str,
}

/// All countries by their English names.
pub(crate) fn countries() -> impl Iterator<Item = Country> {
    include_str!("../../assets/countries.tsv").lines().filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Country { code: parts.next()?, dial: parts.next()?, name: parts.next()? })
    })
}

/// All countries in another language: `names` has a code and a name in each line, in the order of
/// that language.
pub(crate) fn countries_named(names: &'static str) -> impl Iterator<Item = Country> {
    let named = names.lines().filter_map(|line| line.split_once('\t'));
    named.filter_map(|(code, name)| Some(Country { name, ..country(code)? }))
}

/// The country with this two-letter code.
pub(crate) fn country(code: &str) -> Option<Country> {
    countries().find(|country| country.code == code)
}

/// The country a number is most likely in: several may share a code.
pub(crate) fn country_of(number: &E164) -> Option<Country> {
    let digits = number.digits();
    let fitting = || countries().filter(|country| digits.starts_with(country.dial));
    let longest = fitting().map(|country| country.dial.len()).max()?;
    let mut nearest = fitting().filter(|country| country.dial.len() == longest);
    let first = nearest.next()?;
    let main = ["US", "GB", "RU", "IT"];
    Some(nearest.find(|country| main.contains(&country.code)).unwrap_or(first))
}

/// All time zones, by name: the number Graph gives it, and the name (contract §3.1).
pub(crate) fn time_zones() -> Vec<(u16, &'static str)> {
    let mut zones: Vec<_> = graph::timezone::zones().collect();
    zones.sort_by_key(|(_, name)| *name);
    zones
}

/// The languages of the platform, each in its own words.
const LANGUAGES: [(&str, &str); 32] = [
    ("ar_AR", "العربية"),
    ("cs_CZ", "Čeština"),
    ("da_DK", "Dansk"),
    ("de_DE", "Deutsch"),
    ("el_GR", "Ελληνικά"),
    ("en_GB", "English (UK)"),
    ("en_US", "English (US)"),
    ("es_ES", "Español (España)"),
    ("es_LA", "Español"),
    ("fi_FI", "Suomi"),
    ("fr_FR", "Français (France)"),
    ("he_IL", "עברית"),
    ("hi_IN", "हिन्दी"),
    ("hu_HU", "Magyar"),
    ("id_ID", "Bahasa Indonesia"),
    ("it_IT", "Italiano"),
    ("ja_JP", "日本語"),
    ("ko_KR", "한국어"),
    ("nb_NO", "Norsk (bokmål)"),
    ("nl_NL", "Nederlands"),
    ("pl_PL", "Polski"),
    ("pt_BR", "Português (Brasil)"),
    ("pt_PT", "Português (Portugal)"),
    ("ro_RO", "Română"),
    ("ru_RU", "Русский"),
    ("sv_SE", "Svenska"),
    ("th_TH", "ภาษาไทย"),
    ("tr_TR", "Türkçe"),
    ("vi_VN", "Tiếng Việt"),
    ("zh_CN", "中文(简体)"),
    ("zh_HK", "中文(香港)"),
    ("zh_TW", "中文(台灣)"),
];

/// A language's name in its own words; the tag itself if it is not known.
pub(crate) fn language(tag: &str) -> &str {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map_or(tag, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{Country, countries, country, country_of, language, time_zones};
    use graph::E164;

    #[test]
    fn lists_are_complete_and_sound() {
        assert_eq!(countries().count(), 228);
        assert!(countries().all(|one| one.code.len() == 2 && one.dial.parse::<u32>().is_ok()));
        let germany = Country { code: "DE", dial: "49", name: "Germany" };
        assert_eq!(country("DE"), Some(germany));
        assert_eq!(country("XX"), None);
        assert!(time_zones().contains(&(47, "Europe/Berlin")));
        assert_eq!(time_zones()[0].1, "Africa/Abidjan");
    }

    #[test]
    fn a_number_is_in_the_country_with_the_longest_code() {
        let of = |number: &str| country_of(&E164::parse(number).unwrap()).unwrap().code;
        assert_eq!(of("+1 631-555-1111"), "US");
        assert_eq!(of("+1 876 555 1111"), "JM");
        assert_eq!(of("+49 151 12345678"), "DE");
        assert_eq!(of("+44 7700 900123"), "GB");
        assert_eq!((language("de_DE"), language("xx_XX")), ("Deutsch", "xx_XX"));
    }
}
