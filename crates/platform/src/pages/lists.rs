//! Lists that forms offer: countries with their dialling codes, and time zones.

/// A country a number or a business can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country {
    /// Two letters, such as `DE`.
    pub code: &'static str,
    /// Dialling code without `+`, such as `49`.
    pub dial: &'static str,
    /// English name.
    pub name: &'static str,
}

/// All countries, by name.
pub(crate) fn countries() -> impl Iterator<Item = Country> {
    include_str!("../../assets/countries.tsv").lines().filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Country { code: parts.next()?, dial: parts.next()?, name: parts.next()? })
    })
}

/// The country with this two-letter code.
pub(crate) fn country(code: &str) -> Option<Country> {
    countries().find(|country| country.code == code)
}

/// A time zone as the Graph API numbers them (contract §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeZone {
    /// The number, such as `47`.
    pub id: &'static str,
    /// Its name in the time zone database, such as `Europe/Berlin`.
    pub name: &'static str,
}

/// All time zones, by name.
pub(crate) fn time_zones() -> impl Iterator<Item = TimeZone> {
    include_str!("../../assets/timezones.tsv").lines().filter_map(|line| {
        let (id, name) = line.split_once('\t')?;
        Some(TimeZone { id, name })
    })
}

#[cfg(test)]
mod tests {
    use super::{Country, countries, country, time_zones};

    #[test]
    fn lists_are_complete_and_sound() {
        assert_eq!(countries().count(), 228);
        assert!(countries().all(|one| one.code.len() == 2 && one.dial.parse::<u32>().is_ok()));
        let germany = Country { code: "DE", dial: "49", name: "Germany" };
        assert_eq!(country("DE"), Some(germany));
        assert_eq!(country("XX"), None);
        assert_eq!(time_zones().count(), 475);
        let berlin = time_zones().find(|zone| zone.name == "Europe/Berlin").unwrap();
        assert_eq!(berlin.id, "47");
    }
}
