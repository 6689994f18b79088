//! Lists of the Graph API, read page by page to their end.
//!
//! A row that cannot be read is no row that is missing: whoever acts on a list must not take the
//! one for the other. Nor is a list believed that leads in a circle or never ends ([`Walk`]): it is
//! an error, after a bounded number of calls.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::calls::{read, text};
use super::{As, CallError, GraphApi};

/// Rows of a page.
pub(super) const PAGE_ROWS: &str = "100";
/// Pages of one list that are read at most.
const PAGES_MAX: usize = 1_000;
/// Rows of one list that are taken in at most.
const ROWS_MAX: usize = 100_000;
/// Pages without a row that may follow each other.
pub(crate) const BARE_MAX: usize = 20;
/// Said of a list that leads in a circle.
pub(crate) const REPEATS: &str = "a list that repeats itself: one of its pages brought nothing new and is said not to be the last";
/// Said of a list that goes on with nothing in it.
pub(crate) const BARE: &str = "a list that goes on and on with pages that have nothing in them";

/// One page of a list.
#[derive(Debug)]
pub struct ListPage<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
    /// The ids of its rows, as far as they have some.
    ids: Vec<String>,
}

/// A list on the way through its pages, and whether that way leads anywhere.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pages: usize,
    bare: usize,
    seen: BTreeSet<String>,
}

impl Walk {
    /// Takes note of a page; gives the cursor of the next one, if there is one.
    ///
    /// # Errors
    /// When the list leads in a circle, or goes on for longer than any list does.
    pub(crate) fn past<T>(&mut self, page: &mut ListPage<T>) -> Result<Option<String>, CallError> {
        let ids = std::mem::take(&mut page.ids);
        let bare = ids.is_empty();
        let known = self.seen.len();
        self.seen.extend(ids);
        let Some(next) = page.next.take() else { return Ok(None) };
        self.pages += 1;
        self.bare = if bare { self.bare + 1 } else { 0 };
        let wrong = |why: &str| Err(CallError::Endless(why.to_owned()));
        if !bare && self.seen.len() == known {
            return wrong(REPEATS);
        }
        if self.bare > BARE_MAX {
            return wrong(BARE);
        }
        if self.pages >= PAGES_MAX || self.seen.len() >= ROWS_MAX {
            let (pages, rows) = (self.pages, self.seen.len());
            return wrong(&format!(
                "a list that has no end: {rows} rows on {pages} pages, and more"
            ));
        }
        Ok(Some(next))
    }
}

impl GraphApi {
    /// Every row of a list; or the bare object that older documents print in place of one
    /// (contract §5.3).
    ///
    /// # Errors
    /// As every call; also when a row cannot be read, or the list does not end.
    pub(super) async fn whole<T: DeserializeOwned>(
        &self,
        by: As<'_>,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Vec<T>, CallError> {
        let (mut rows, mut after, mut walk) = (Vec::new(), None::<String>, Walk::default());
        loop {
            let mut query = query.to_vec();
            query.push(("limit", PAGE_ROWS));
            query.extend(after.as_deref().map(|cursor| ("after", cursor)));
            let answer = self.get(by, path, &query).await?;
            if !answer["data"].is_array() && !answer["id"].is_null() {
                rows.push(read(answer)?);
                return Ok(rows);
            }
            let mut found = page(&answer)?;
            after = walk.past(&mut found)?;
            rows.extend(found.rows);
            if after.is_none() {
                return Ok(rows);
            }
        }
    }
}

/// One page of a list. What has no id is none of its rows and is passed over.
///
/// # Errors
/// When a row that has an id cannot be read.
pub(super) fn page<T: DeserializeOwned>(answer: &Value) -> Result<ListPage<T>, CallError> {
    let (mut rows, mut ids) = (Vec::new(), Vec::new());
    for row in answer["data"].as_array().into_iter().flatten() {
        match (T::deserialize(row), text(row, "id")) {
            (Ok(row), id) => {
                rows.push(row);
                ids.extend(id.ok());
            }
            (Err(_), Err(_)) => {}
            (Err(why), Ok(id)) => {
                return Err(CallError::Unreadable(format!("{id} in a list: {why}")));
            }
        }
    }
    let more = answer["paging"]["next"].is_string();
    let cursor = answer["paging"]["cursors"]["after"].as_str();
    Ok(ListPage { rows, next: cursor.filter(|_| more).map(str::to_owned), ids })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::graph_api::{PhoneNode, SharedWaba};

    #[test]
    fn a_page_without_next_is_the_last_and_what_has_no_id_is_passed_over() {
        let rows = json!([{"id": "5", "creation_time": 7}, {"id": 6}, {"name": "no id"}]);
        let mut answer = json!({"data": rows, "paging": {"cursors": {"after": "c"}}});
        let last = page::<SharedWaba>(&answer).unwrap();
        let ids: Vec<u64> = last.rows.iter().map(|row| row.id.get()).collect();
        assert_eq!((ids, last.next), (vec![5, 6], None));
        answer["paging"]["next"] = json!("http://…");
        assert_eq!(page::<SharedWaba>(&answer).unwrap().next.as_deref(), Some("c"));
    }

    /// The page of a list that has these rows and says that there is another.
    fn one_more(ids: std::ops::Range<usize>) -> ListPage<SharedWaba> {
        let rows: Vec<Value> = ids.map(|id| json!({"id": id.to_string()})).collect();
        let cursors = json!({"cursors": {"after": "c"}, "next": "http://…"});
        page(&json!({"data": rows, "paging": cursors})).unwrap()
    }

    /// How many pages are read until a list is given up, and why.
    fn given_up(rows: impl Fn(usize) -> std::ops::Range<usize>) -> (usize, String) {
        let mut walk = Walk::default();
        let ends = |at: usize| walk.past(&mut one_more(rows(at))).err().map(|why| (at + 1, why));
        let (pages, why) = (0..).find_map(ends).unwrap();
        (pages, why.to_string())
    }

    #[test]
    fn a_list_that_leads_nowhere_is_given_up() {
        let again_and_again = given_up(|_| 1..3);
        assert_eq!(again_and_again.0, 2);
        assert!(again_and_again.1.contains("repeats itself"), "{again_and_again:?}");
        // A circle of several pages.
        assert_eq!(given_up(|at| 10 * (at % 4)..10 * (at % 4) + 5).0, 5);
        let bare = given_up(|_| 0..0);
        assert_eq!(bare.0, BARE_MAX + 1);
        assert!(bare.1.contains("nothing in them"), "{bare:?}");
        let ever_new = given_up(|at| at..at + 1);
        assert_eq!(ever_new.0, PAGES_MAX);
        assert!(ever_new.1.contains("no end: 1000 rows on 1000 pages"), "{ever_new:?}");
        assert_eq!(given_up(|at| 1_000 * at..1_000 * (at + 1)).0, ROWS_MAX / 1_000);
    }

    #[test]
    fn pages_without_rows_between_others_are_borne() {
        let mut walk = Walk::default();
        for at in 0..200 {
            let rows = if at % 10 == 0 { at..at + 1 } else { 0..0 };
            assert!(walk.past(&mut one_more(rows)).unwrap().is_some());
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_is_not_taken_for_one_that_is_missing() {
        let answer = json!({"data": [{"id": "5"}, {"id": "6", "is_pin_enabled": "maybe"}]});
        let error = page::<PhoneNode>(&answer).unwrap_err();
        assert!(error.to_string().contains("6 in a list"), "{error}");
        // When an account was created only helps to find it sooner.
        let odd = json!({"data": [{"id": "5", "creation_time": "yesterday"}]});
        assert_eq!(page::<SharedWaba>(&odd).unwrap().rows[0].creation_time, None);
    }
}
