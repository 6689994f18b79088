//! Meta's own numbers for time zones (contract §3.1: a WABA's `timezone_id`), with the names the
//! IANA database has for them.

/// The table: Meta's number, Meta's name, IANA's name, with a line of headings.
const TABLE: &str = include_str!("timezone_ids.tsv");

/// Every zone that has an IANA name: Meta's number and that name, by rising number.
pub fn zones() -> impl Iterator<Item = (u16, &'static str)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let mut cells = line.split('\t');
        let number = cells.next()?.parse().ok()?;
        let name = cells.nth(1)?.trim();
        (!name.is_empty()).then_some((number, name))
    })
}

/// The IANA name behind Meta's number.
pub fn name_of(number: u16) -> Option<&'static str> {
    zones().find(|(known, _)| *known == number).map(|(_, name)| name)
}

/// Meta's number for an IANA name.
pub fn number_of(name: &str) -> Option<u16> {
    zones().find(|(_, known)| *known == name).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::{name_of, number_of, zones};

    #[test]
    fn numbers_and_names_belong_together() {
        assert_eq!(name_of(1), Some("America/Los_Angeles"));
        assert_eq!(number_of("America/Los_Angeles"), Some(1));
        assert_eq!((name_of(0), name_of(9_999), number_of("Mars/Base")), (None, None, None));
        assert!(zones().count() > 400);
    }

    #[test]
    fn numbers_are_unique_and_rise() {
        assert!(zones().map(|(number, _)| number).is_sorted_by(|a, b| a < b));
    }
}
