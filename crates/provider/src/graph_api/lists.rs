//! Lists of the Graph API, read page by page to their end.
//!
//! A row that cannot be read is no row that is missing: whoever acts on a list must not take the
//! one for the other.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::calls::{read, text};
use super::{As, CallError, GraphApi};

/// Rows of a page.
pub(super) const PAGE_ROWS: &str = "100";
/// Pages of one list that are read at most, so that a loop in cursors ends.
const PAGES_MAX: usize = 1_000;

/// One page of a list.
#[derive(Debug)]
pub struct ListPage<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next: Option<String>,
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
        let (mut rows, mut after) = (Vec::new(), None::<String>);
        for _ in 0..PAGES_MAX {
            let mut query = query.to_vec();
            query.push(("limit", PAGE_ROWS));
            query.extend(after.as_deref().map(|cursor| ("after", cursor)));
            let answer = self.get(by, path, &query).await?;
            if !answer["data"].is_array() && !answer["id"].is_null() {
                rows.push(read(answer)?);
                return Ok(rows);
            }
            let found = page(&answer)?;
            rows.extend(found.rows);
            after = found.next;
            if after.is_none() {
                return Ok(rows);
            }
        }
        let why = format!("the list {path} does not end within {PAGES_MAX} pages");
        Err(CallError::Unreadable(why))
    }
}

/// One page of a list. What has no id is none of its rows and is passed over.
///
/// # Errors
/// When a row that has an id cannot be read.
pub(super) fn page<T: DeserializeOwned>(answer: &Value) -> Result<ListPage<T>, CallError> {
    let mut rows = Vec::new();
    for row in answer["data"].as_array().into_iter().flatten() {
        match (T::deserialize(row), text(row, "id")) {
            (Ok(row), _) => rows.push(row),
            (Err(_), Err(_)) => {}
            (Err(why), Ok(id)) => {
                return Err(CallError::Unreadable(format!("{id} in a list: {why}")));
            }
        }
    }
    let more = answer["paging"]["next"].is_string();
    let cursor = answer["paging"]["cursors"]["after"].as_str();
    Ok(ListPage { rows, next: cursor.filter(|_| more).map(str::to_owned) })
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
