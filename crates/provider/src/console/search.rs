//! Finding clients: by name, id, e-mail address or number, one page after the other.

use graph::id::WabaId;
use jiff::Timestamp;
use shell::db::DbError;
use shell::sql::{Tx, from_micros, params, to_micros};

use crate::store::{ClientRow, PhoneRow, clients, phones};

/// Clients on one page.
pub(crate) const PAGE_SIZE: usize = 20;

/// Fewer digits than this are not looked for in numbers: they are in too many.
const DIGITS_MIN: usize = 3;

/// One page of clients.
#[derive(Debug)]
pub(crate) struct Found {
    /// The clients with their numbers, newest first.
    pub clients: Vec<(ClientRow, Vec<PhoneRow>)>,
    /// Where the next page begins, if there is one.
    pub next: Option<(Timestamp, WabaId)>,
}

/// The clients that match `words` (all, if empty), after the place `after`.
pub(crate) fn find(
    db: &Tx<'_>,
    words: &str,
    after: Option<(Timestamp, WabaId)>,
) -> Result<Found, DbError> {
    let (at, waba) = after
        .map_or((i64::MAX, i64::MAX), |(at, waba)| (to_micros(at), crate::store::key(waba.get())));
    let rows = u32::try_from(PAGE_SIZE + 1).expect("a small constant");
    let mut places: Vec<(Timestamp, WabaId)> = db.all(
        "SELECT created_at, waba_id FROM client
             WHERE (created_at, waba_id) < ($1, $2) AND ($3 = '%%'
                OR lower(business_name) LIKE $3 ESCAPE '!'
                OR lower(waba_name) LIKE $3 ESCAPE '!'
                OR lower(coalesce(contact, '')) LIKE $3 ESCAPE '!'
                OR CAST(waba_id AS TEXT) LIKE $3 ESCAPE '!'
                OR ($4 <> '' AND EXISTS (
                    SELECT 1 FROM phone WHERE phone.waba_id = client.waba_id
                    AND replace(replace(display, ' ', ''), '-', '') LIKE $4)))
             ORDER BY created_at DESC, waba_id DESC LIMIT $5",
        params![at, waba, pattern(words), digits_pattern(words), rows],
        |row| Ok((from_micros(row.get(0)?)?, WabaId::new(crate::store::id(row, "waba_id")?))),
    )?;
    let more = places.len() > PAGE_SIZE;
    places.truncate(PAGE_SIZE);
    let next = places.last().copied().filter(|_| more);
    let mut found = Vec::new();
    for (_, waba) in places {
        if let Some(client) = clients::get(db, waba)? {
            let mut phones = phones::of_client(db, waba)?;
            phones.retain(|phone| phone.gone_at.is_none());
            found.push((client, phones));
        }
    }
    Ok(Found { clients: found, next })
}

/// What `LIKE` looks for, with its own signs taken as plain ones.
fn pattern(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The same for numbers, which people write with all kinds of signs between.
fn digits_pattern(words: &str) -> String {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let other = words.chars().any(char::is_alphabetic);
    if digits.len() < DIGITS_MIN || other { String::new() } else { format!("%{digits}%") }
}

/// A place as it stands in an address, `1764590400000000-102290129340398`.
pub(crate) fn place_to_text((at, waba): (Timestamp, WabaId)) -> String {
    format!("{}-{waba}", to_micros(at))
}

/// A place from an address.
pub(crate) fn place_from_text(text: &str) -> Option<(Timestamp, WabaId)> {
    let (at, waba) = text.split_once('-')?;
    Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, WabaId::new(waba.parse().ok()?)))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use shell::sql::Sql;

    use super::*;
    use crate::store::{migrate, phones::PhoneSeen};

    fn noon() -> Timestamp {
        "2026-12-01T12:00:00Z".parse().unwrap()
    }

    fn phone(id: u64, display: &str) -> PhoneSeen {
        PhoneSeen {
            phone_id: graph::id::PhoneNumberId::new(id),
            display: display.to_owned(),
            verified_name: String::new(),
            status: String::new(),
            name_status: String::new(),
            new_name_status: String::new(),
            account_mode: String::new(),
            tier: String::new(),
            quality: String::new(),
            on_cloud: false,
            certificate: None,
            trial_ends: None,
        }
    }

    async fn filled() -> Sql {
        let db = Sql::scratch().await.unwrap();
        migrate(&db).await.unwrap();
        db.write(|tx| {
            for number in 0..45_u64 {
                let at = noon() + SignedDuration::from_secs(i64::try_from(number / 2).unwrap());
                let waba = WabaId::new(1000 + number);
                clients::add(tx, waba, at)?;
                clients::name(tx, waba, &format!("100% Shop {number}"), None, None)?;
            }
            phones::seen(tx, WabaId::new(1007), &phone(7, "+1 631-555-1111"), noon())?;
            Ok(())
        })
        .await
        .unwrap();
        db
    }

    #[tokio::test]
    async fn paging_shows_every_client_once() {
        let db = filled().await;
        let (mut after, mut sizes, mut all) = (None, Vec::new(), Vec::new());
        loop {
            let found = db.read(move |db| find(db, "", after)).await.unwrap();
            sizes.push(found.clients.len());
            all.extend(found.clients.iter().map(|(client, _)| client.waba_id));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [20, 20, 5]);
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 45);
    }

    #[tokio::test]
    async fn names_ids_and_numbers_are_found() {
        let db = filled().await;
        let count = async |words: &'static str| {
            db.read(move |db| find(db, words, None)).await.unwrap().clients.len()
        };
        assert_eq!(count("shop 7").await, 1);
        assert_eq!(count("100%").await, 20);
        assert_eq!(count("100_").await, 0, "the sign _ stands for itself");
        assert_eq!(count("1044").await, 1);
        assert_eq!(count("+1 (631) 555 11").await, 1);
    }

    #[test]
    fn places_come_back_from_addresses() {
        let place = (noon(), WabaId::new(5));
        assert_eq!(place_from_text(&place_to_text(place)), Some(place));
        assert_eq!(place_from_text("x-5"), None);
    }
}
