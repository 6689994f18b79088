//! Businesses that sign up: made-up names and numbers, drawn from a seed.

use shell::secret::Secrets;

use crate::founding::PROBE_NUMBER;

/// A business and the person who signs it up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The person.
    pub person: String,
    /// The person's e-mail address.
    pub email: String,
    /// Name of the business, which is also its display name.
    pub business: String,
    /// Its website.
    pub website: String,
    /// Two-letter country code.
    pub country: &'static str,
    /// Meta's number of its time zone.
    pub timezone_id: &'static str,
    /// The phone number without country code.
    pub national: String,
    /// The country's calling code.
    pub dial: &'static str,
    /// The trade, as the profile's category.
    pub vertical: &'static str,
}

const PEOPLE: [&str; 10] = [
    "Anna Berger",
    "Bo Lindqvist",
    "Carla Moreno",
    "Dilan Aydin",
    "Emeka Obi",
    "Farah Haddad",
    "Gil Soares",
    "Hana Kimura",
    "Ines Duval",
    "Jonas Vogt",
];
const BUSINESSES: [(&str, &str); 10] = [
    ("Lindenhof Bakery", "GROCERY"),
    ("Harbour Bikes", "RETAIL"),
    ("Casa Moreno", "RESTAURANT"),
    ("Blue Tile Hotel", "HOTEL"),
    ("Northlight Opticians", "HEALTH"),
    ("Cedar Travel", "TRAVEL"),
    ("Gilded Frame", "RETAIL"),
    ("Paper Crane Books", "RETAIL"),
    ("Atelier Duval", "APPAREL"),
    ("Vogt Garden Works", "PROF_SERVICES"),
];
/// Country, its calling code, how its mobile numbers begin, digits that follow, time zone.
const PLACES: [(&str, &str, &str, usize, &str); 4] = [
    ("DE", "49", "1512", 7, "47"),
    ("US", "1", "415555", 4, "1"),
    ("BR", "55", "119", 8, "25"),
    ("IN", "91", "98765", 5, "71"),
];

/// The first `count` applicants of a seed; no two share a name or a number, and none has the number
/// that the provider writes its first messages to.
pub fn applicants(seed: u64, count: usize) -> Vec<Applicant> {
    let dice = Secrets::seeded(seed);
    (0..count).map(|number| applicant(&dice, number)).collect()
}

/// The number of an account that was there before anybody signed up: of the business `nth`, the
/// account `of`. No applicant has such a number.
pub fn old_number(nth: usize, of: u64) -> String {
    format!("+1650555{nth:02}{of:02}")
}

/// A number that a business adds later; no applicant has such a number.
pub fn added_number(nth: u64) -> String {
    format!("+1630555{nth:04}")
}

fn applicant(dice: &Secrets, number: usize) -> Applicant {
    let round = number / PEOPLE.len() + 1;
    let suffix = if round == 1 { String::new() } else { format!(" {round}") };
    let person = format!("{}{suffix}", PEOPLE[number % PEOPLE.len()]);
    let (business, vertical) = BUSINESSES[number % BUSINESSES.len()];
    let business = format!("{business}{suffix}");
    let (country, dial, start, digits, timezone_id) = PLACES[pick(dice, PLACES.len())];
    // The applicant's own number closes it, so that no two are alike.
    let drawn = || format!("{start}{}{number:02}", dice.digits(digits - 2));
    let mut national = drawn();
    while format!("{dial}{national}") == PROBE_NUMBER {
        national = drawn();
    }
    let site: String = business.to_lowercase().replace(' ', "-");
    Applicant {
        email: format!("{}@{site}.example", person.to_lowercase().replace(' ', ".")),
        person,
        business,
        website: format!("https://{site}.example"),
        country,
        timezone_id,
        national,
        dial,
        vertical,
    }
}

fn pick(dice: &Secrets, count: usize) -> usize {
    usize::try_from(dice.number() % count as u64).expect("a small number")
}

impl Applicant {
    /// The number with country code, digits only.
    pub fn digits(&self) -> String {
        format!("{}{}", self.dial, self.national)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn applicants_differ_and_a_seed_gives_the_same_ones() {
        let many = applicants(7, 40);
        assert_eq!(many, applicants(7, 40));
        let numbers: BTreeSet<_> = many.iter().map(Applicant::digits).collect();
        let names: BTreeSet<_> = many.iter().map(|one| one.business.clone()).collect();
        assert_eq!((numbers.len(), names.len()), (40, 40));
    }
    #[test]
    fn nobody_has_the_number_that_first_messages_go_to() {
        let mut firsts = (0..2_000).flat_map(|seed| applicants(seed, 1));
        assert!(firsts.all(|one| one.digits() != PROBE_NUMBER));
    }
}
