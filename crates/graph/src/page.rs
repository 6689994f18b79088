//! Lists with cursors (contract §7.5).
//!
//! A cursor holds the sort key of a row, not its place in the list. So a row that arrives or goes
//! between two calls neither repeats nor hides another one.

use std::fmt::Display;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::{Field, GraphError, Params};

/// Rows of a page when `limit` is not given.
pub const DEFAULT_LIMIT: usize = 25;
/// The most rows of a page; a higher `limit` is answered with as many.
pub const HIGHEST_LIMIT: usize = 100;

/// What a list is sorted by: a rank, then the id. Lists are always sorted by rising key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    rank: i64,
    id: u64,
}

impl Key {
    /// Sorts low ranks first, for example the oldest by their time.
    pub const fn rising(rank: i64, id: u64) -> Self {
        Self { rank, id }
    }

    /// Sorts high ranks first, for example the newest by their time.
    pub const fn falling(rank: i64, id: u64) -> Self {
        Self { rank: !rank, id: !id }
    }

    /// The opaque text of this key.
    pub fn cursor(self) -> String {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.rank.to_be_bytes());
        bytes[8..].copy_from_slice(&self.id.to_be_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The key behind a cursor; `None` if the text is not one.
    pub fn from_cursor(cursor: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (rank, id) = bytes.split_first_chunk::<8>()?;
        let id = id.try_into().ok()?;
        Some(Self { rank: i64::from_be_bytes(*rank), id: u64::from_be_bytes(id) })
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// The most rows to answer, 1 to [`HIGHEST_LIMIT`].
    pub limit: usize,
    /// Only rows behind this key.
    pub after: Option<Key>,
    /// Only rows ahead of this key; ignored when `after` is given.
    pub before: Option<Key>,
    /// Whether the answer shall count all rows (`summary=true`).
    pub summary: bool,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { limit: DEFAULT_LIMIT, after: None, before: None, summary: false }
    }
}

impl PageRequest {
    /// Reads `limit`, `after`, `before` and `summary` of a call.
    ///
    /// # Errors
    /// `(#100)` for a limit that is not a positive number and for a text that is no cursor.
    pub fn of(params: &Params) -> Result<Self, GraphError> {
        Self::read(|name| params.non_empty(name))
    }

    /// Reads the modifiers of an edge inside `fields`: `phone_numbers.limit(3).after(x)`.
    ///
    /// # Errors
    /// As [`PageRequest::of`].
    pub fn of_field(field: &Field) -> Result<Self, GraphError> {
        Self::read(|name| field.arg(name).filter(|value| !value.is_empty()))
    }

    fn read<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Result<Self, GraphError> {
        let limit = match get("limit") {
            None => DEFAULT_LIMIT,
            Some(text) => match text.trim().parse::<usize>() {
                Ok(limit) if limit > 0 => limit.min(HIGHEST_LIMIT),
                _ => return Err(GraphError::parameter("Param limit must be a positive number")),
            },
        };
        let cursor = |name: &str| match get(name) {
            None => Ok(None),
            Some(text) => Key::from_cursor(text).map(Some).ok_or_else(GraphError::invalid_cursor),
        };
        let summary = matches!(get("summary"), Some("true" | "1" | "total_count"));
        Ok(Self { limit, after: cursor("after")?, before: cursor("before")?, summary })
    }
}

/// Where `next` and `previous` lead: the address of the call and its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLink {
    base: String,
    query: Vec<(String, String)>,
}

impl PageLink {
    /// The absolute address without query, and the parameters that came in the query. Leave out
    /// what came elsewhere: the access token is repeated only if it was in the query.
    pub fn new(base: impl Into<String>, query: &[(String, String)]) -> Self {
        let paging = |name: &str| matches!(name, "limit" | "after" | "before");
        let query = query.iter().filter(|(name, _)| !paging(name)).cloned().collect();
        Self { base: base.into(), query }
    }

    fn to(&self, limit: usize, direction: &str, key: Key) -> Value {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.query)
            .append_pair("limit", &limit.to_string())
            .append_pair(direction, &key.cursor())
            .finish();
        Value::String(format!("{}?{query}", self.base))
    }
}

/// The rows of one page and what surrounds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, by rising key.
    pub items: Vec<T>,
    /// How many rows the whole list has.
    pub total: usize,
    ends: Option<(Key, Key)>,
    has_previous: bool,
    has_next: bool,
    request: PageRequest,
}

/// Sorts the items by their keys and cuts out the part asked for.
pub fn page<T>(items: Vec<T>, key_of: impl Fn(&T) -> Key, request: PageRequest) -> Page<T> {
    let total = items.len();
    let mut keyed: Vec<(Key, T)> = items.into_iter().map(|item| (key_of(&item), item)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    let (from, to) = match (request.after, request.before) {
        (Some(after), _) => {
            let from = keyed.partition_point(|(key, _)| *key <= after);
            (from, total.min(from + request.limit))
        }
        (None, Some(before)) => {
            let to = keyed.partition_point(|(key, _)| *key < before);
            (to.saturating_sub(request.limit), to)
        }
        (None, None) => (0, total.min(request.limit)),
    };
    let rows: Vec<(Key, T)> = keyed.drain(from..to).collect();
    let ends = rows.first().zip(rows.last()).map(|(first, last)| (first.0, last.0));
    let items = rows.into_iter().map(|(_, item)| item).collect();
    Page { items, total, ends, has_previous: from > 0, has_next: to < total, request }
}

impl<T> Page<T> {
    /// The answer: `data`, and `paging` unless there are no rows. Without a link (an edge inside
    /// `fields` of a batch, say) the cursors stand alone.
    ///
    /// # Errors
    /// What `row` refuses.
    pub fn to_json(
        &self,
        link: Option<&PageLink>,
        row: impl FnMut(&T) -> Result<Value, GraphError>,
    ) -> Result<Value, GraphError> {
        let rows = self.items.iter().map(row).collect::<Result<Vec<Value>, GraphError>>()?;
        let mut answer = Map::from_iter([("data".to_owned(), Value::Array(rows))]);
        if let Some((first, last)) = self.ends {
            let mut paging = Map::new();
            let cursors = json!({"before": first.cursor(), "after": last.cursor()});
            paging.insert("cursors".to_owned(), cursors);
            if let Some(link) = link {
                let limit = self.request.limit;
                if self.has_previous {
                    paging.insert("previous".to_owned(), link.to(limit, "before", first));
                }
                if self.has_next {
                    paging.insert("next".to_owned(), link.to(limit, "after", last));
                }
            }
            answer.insert("paging".to_owned(), Value::Object(paging));
        }
        if self.request.summary {
            answer.insert("summary".to_owned(), json!({"total_count": self.total}));
        }
        Ok(Value::Object(answer))
    }
}

/// The page of a short list that is never cut, for edges documented without `paging`.
pub fn unpaged(rows: impl IntoIterator<Item = Value>) -> Value {
    json!({"data": rows.into_iter().collect::<Vec<Value>>()})
}

/// The address of a call without its query: `https://graph.facebook.com/v21.0/123/phone_numbers`.
pub fn base_url(origin: &str, version: impl Display, path: &str) -> String {
    format!("{}/{version}/{}", origin.trim_end_matches('/'), path.trim_matches('/'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::{Key, PageLink, PageRequest, base_url, page, unpaged};
    use crate::{Params, Version, fields};

    fn key_of(id: &u64) -> Key {
        Key::rising(0, *id)
    }

    fn ask(query: &str, ids: &[u64]) -> serde_json::Value {
        let params = Params::of_query(query);
        let request = PageRequest::of(&params).unwrap();
        let base = base_url("https://graph.facebook.com/", Version::V21, "/7/rows/");
        let link = PageLink::new(base, &params.query());
        page(ids.to_vec(), key_of, request).to_json(Some(&link), |id| Ok(json!(id))).unwrap()
    }

    #[test]
    fn a_single_page_has_cursors_without_next() {
        let cursor = key_of(&4).cursor();
        let one_row =
            json!({"data": [4], "paging": {"cursors": {"before": cursor, "after": cursor}}});
        assert_eq!(ask("", &[4]), one_row);
        assert_eq!(ask("", &[]).to_string(), r#"{"data":[]}"#);
        assert_eq!(ask(&format!("after={cursor}"), &[4]).to_string(), r#"{"data":[]}"#);
        assert_eq!(unpaged([]).to_string(), r#"{"data":[]}"#);
    }

    #[test]
    fn next_and_previous_repeat_the_query() {
        let after = key_of(&1).cursor();
        let answer =
            ask(&format!("access_token=a%7Cb&limit=1&after={after}&fields=id"), &[3, 1, 2]);
        assert_eq!(answer["data"], json!([2]));
        let here = key_of(&2).cursor();
        let start = "https://graph.facebook.com/v21.0/7/rows?access_token=a%7Cb&fields=id&limit=1";
        assert_eq!(answer["paging"]["next"], format!("{start}&after={here}"));
        assert_eq!(answer["paging"]["previous"], format!("{start}&before={here}"));
    }

    #[test]
    fn before_answers_the_rows_just_ahead() {
        let before = key_of(&4).cursor();
        let answer = ask(&format!("limit=2&before={before}"), &[1, 2, 3, 4, 5]);
        assert_eq!(answer["data"], json!([2, 3]));
    }

    #[test]
    fn limits_are_checked_and_capped() {
        let limit = |text: &str| PageRequest::of(&Params::of_query(text)).map(|r| r.limit);
        assert_eq!(limit(""), Ok(25));
        assert_eq!(limit("limit=5000"), Ok(100));
        for query in ["limit=0", "limit=-1", "limit=x", "after=x", "before=AAAA"] {
            assert_eq!(limit(query).unwrap_err().code, 100, "{query}");
        }
        let field = &fields::parse("rows.limit(3)").unwrap()[0];
        assert_eq!(PageRequest::of_field(field).unwrap().limit, 3);
    }

    #[test]
    fn a_summary_counts_all_rows() {
        assert_eq!(ask("summary=true&limit=1", &[1, 2])["summary"], json!({"total_count": 2}));
    }

    #[test]
    fn falling_keys_put_the_newest_first() {
        assert!(Key::falling(9, 1) < Key::falling(8, 1));
        assert!(Key::falling(9, 2) < Key::falling(9, 1));
        let key = Key::falling(i64::MIN, u64::MAX);
        assert_eq!(Key::from_cursor(&key.cursor()), Some(key));
    }

    proptest! {
        #[test]
        fn each_row_is_visited_once_though_rows_come_and_go(
            stay in prop::collection::btree_set(0_u64..200, 0..40),
            others in prop::collection::btree_set(0_u64..200, 0..40),
            limit in 1_usize..7,
        ) {
            let mut request = PageRequest { limit, ..PageRequest::default() };
            let mut seen = Vec::new();
            for round in 0.. {
                // Odd rounds see the other rows too, so rows appear and vanish between the calls.
                let list: Vec<u64> = match round % 2 {
                    0 => stay.iter().copied().collect(),
                    _ => stay.union(&others).copied().collect(),
                };
                let answer = page(list, key_of, request);
                let Some(last) = answer.items.last() else { break };
                request.after = Some(key_of(last));
                seen.extend(answer.items);
            }
            prop_assert!(seen.is_sorted_by(|a, b| a < b), "no row twice: {:?}", seen);
            prop_assert!(stay.iter().all(|id| seen.contains(id)), "no row left out: {:?}", seen);
        }
    }
}
