//! The lists of WABAs a business owns, and of those others share with it (contract §2.2).

use std::ops::RangeInclusive;

use graph::{BusinessId, GraphError, Key, OwnershipType, Permission, WabaId};
use serde_json::Value;

use super::{Row, Sight};
use crate::access::Need;
use crate::waba::Waba;

/// In which order WABAs are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WabaSort {
    /// `creation_time_descending`, and when nothing is asked.
    #[default]
    NewestFirst,
    /// `creation_time_ascending`.
    OldestFirst,
}

/// Which WABAs are wanted, and in which order (requirement C04).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WabaQuery {
    /// The seconds within which they were created.
    created: RangeInclusive<i64>,
    /// Whose they are, seen from the caller; empty means all.
    ownership: Vec<OwnershipType>,
    /// Of which countries; empty means all.
    countries: Vec<String>,
    /// The only one wanted.
    find: Option<WabaId>,
    sort: WabaSort,
}

impl Default for WabaQuery {
    fn default() -> Self {
        Self {
            created: i64::MIN..=i64::MAX,
            ownership: Vec::new(),
            countries: Vec::new(),
            find: None,
            sort: WabaSort::default(),
        }
    }
}

impl WabaQuery {
    /// Reads `filtering`, a JSON list of `{field, operator, value}`, and `sort`. Only lists of
    /// `owned` WABAs are filtered by country.
    ///
    /// # Errors
    /// `(#100)` naming what cannot be read, or is no field or operator of these lists.
    pub fn read(
        filtering: Option<&str>,
        sort: Option<&str>,
        owned: bool,
    ) -> Result<Self, GraphError> {
        let mut query =
            Self { sort: sort.map_or(Ok(WabaSort::default()), read_sort)?, ..Self::default() };
        let Some(text) = filtering else { return Ok(query) };
        let bad = || GraphError::bad_value("filtering", text);
        let filters: Value = serde_json::from_str(text).map_err(|_| bad())?;
        for filter in filters.as_array().ok_or_else(bad)? {
            let field = filter["field"].as_str().ok_or_else(bad)?;
            let operator = filter["operator"].as_str().ok_or_else(bad)?;
            let known = owned || field != "country";
            let narrowed = known.then(|| query.narrow(field, operator, &filter["value"])).flatten();
            narrowed.ok_or_else(|| {
                GraphError::parameter(&format!(
                    "Filtering by field '{field}' with operator '{operator}' and this value is \
                     not supported"
                ))
            })?;
        }
        Ok(query)
    }

    /// The same for one WABA alone, if one is named (`find`).
    #[must_use]
    pub fn only(mut self, waba: Option<WabaId>) -> Self {
        self.find = waba;
        self
    }

    /// Adds one filter; `None` if it is not one.
    fn narrow(&mut self, field: &str, operator: &str, value: &Value) -> Option<()> {
        match (field, operator) {
            ("creation_time", "GREATER_THAN") => self.since(seconds(value)?.checked_add(1)?),
            ("creation_time", "LESS_THAN") => self.until(seconds(value)?.checked_sub(1)?),
            ("creation_time", "IN_RANGE") => {
                let [from, to] = value.as_array()?.as_slice() else { return None };
                self.since(seconds(from)?);
                self.until(seconds(to)?);
            }
            ("ownership_type", "EQUAL" | "IN") => {
                let words = words(value)?;
                self.ownership =
                    words.iter().map(|word| word.parse().ok()).collect::<Option<_>>()?;
            }
            ("country", "EQUAL" | "IN") => self.countries = words(value)?,
            _ => return None,
        }
        Some(())
    }

    fn since(&mut self, second: i64) {
        self.created = second.max(*self.created.start())..=*self.created.end();
    }

    fn until(&mut self, second: i64) {
        self.created = *self.created.start()..=second.min(*self.created.end());
    }
}

/// Reads the value of `sort`, bare, quoted, or in brackets.
fn read_sort(text: &str) -> Result<WabaSort, GraphError> {
    match text.trim_matches(['[', ']', '"', '\'', ' ']) {
        "" | "creation_time_descending" => Ok(WabaSort::NewestFirst),
        "creation_time_ascending" => Ok(WabaSort::OldestFirst),
        other => Err(unsortable(other)),
    }
}

/// Meta appends the direction that it misses, and then does not know the result.
pub(super) fn unsortable(word: &str) -> GraphError {
    let known = word.ends_with("_ascending") || word.ends_with("_descending");
    let direction = if known { "" } else { "_ascending" };
    GraphError::parameter(&format!("Cannot sort by {word}{direction}"))
}

/// Seconds as a number or as a text of digits.
fn seconds(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// One word, or several.
fn words(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(word) => Some(vec![word.clone()]),
        Value::Array(items) => items.iter().map(|i| i.as_str().map(str::to_owned)).collect(),
        _ => None,
    }
}

impl Sight<'_> {
    /// The WABAs a business owns (requirement C03).
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn owned_wabas(&self, of: BusinessId, query: &WabaQuery) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let business = self.world.business(of).map_err(|_| super::unseen(of.get()))?;
        Ok(self.waba_rows(&business.owned_wabas, query))
    }

    /// The WABAs others share with a business, whether they have numbers or not and whether the
    /// caller is assigned to them or not (requirement C02). An app with Standard access has no
    /// business with clients: they are not on its list (requirement H03).
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn client_wabas(&self, of: BusinessId, query: &WabaQuery) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let business = self.world.business(of).map_err(|_| super::unseen(of.get()))?;
        Ok(self.waba_rows(&business.client_wabas, query))
    }

    fn waba_rows(&self, wabas: &[WabaId], query: &WabaQuery) -> Vec<Row> {
        let seen = wabas.iter().filter(|id| self.world.sees_waba(self.caller, **id));
        let management = Permission::WhatsappBusinessManagement;
        let covered = |waba: &&Waba| self.world.covers(self.caller.app, management, waba.owner);
        seen.filter_map(|id| self.world.waba(*id).ok())
            .filter(covered)
            .filter(|waba| self.wanted(waba, query))
            .map(|waba| {
                let (at, id) = (waba.created_at.as_microsecond(), waba.id.get());
                let key = match query.sort {
                    WabaSort::NewestFirst => Key::falling(at, id),
                    WabaSort::OldestFirst => Key::rising(at, id),
                };
                Row { key, node: self.waba_node(waba) }
            })
            .collect()
    }

    fn wanted(&self, waba: &Waba, query: &WabaQuery) -> bool {
        let country = self.world.business(waba.owner).map(|owner| &owner.profile.country);
        query.find.is_none_or(|id| id == waba.id)
            && query.created.contains(&waba.created_at.as_second())
            && (query.ownership.is_empty() || query.ownership.contains(&self.ownership(waba)))
            && (query.countries.is_empty()
                || country.is_ok_and(|country| query.countries.contains(country)))
    }
}

#[cfg(test)]
mod tests {
    use super::{WabaQuery, WabaSort};

    fn range(filtering: &str) -> Option<(i64, i64)> {
        let query = WabaQuery::read(Some(filtering), None, true).ok()?;
        Some((*query.created.start(), *query.created.end()))
    }

    #[test]
    fn c04_filters_by_creation_time() {
        let filter = |operator: &str, value: &str| {
            range(&format!(
                r#"[{{"field":"creation_time","operator":"{operator}","value":{value}}}]"#
            ))
        };
        assert_eq!(filter("GREATER_THAN", "1000"), Some((1001, i64::MAX)));
        assert_eq!(filter("LESS_THAN", "\"1000\""), Some((i64::MIN, 999)));
        assert_eq!(filter("IN_RANGE", "[10, \"20\"]"), Some((10, 20)));
        for (operator, value) in [("IN_RANGE", "[1]"), ("EQUAL", "1"), ("LESS_THAN", "true")] {
            assert_eq!(filter(operator, value), None, "{operator} {value}");
        }
        assert_eq!(range("{}"), None);
    }

    #[test]
    fn c04_sorts_by_creation_time() {
        let sort = |text: &str| WabaQuery::read(None, Some(text), true).map(|query| query.sort);
        assert_eq!(sort("creation_time_ascending"), Ok(WabaSort::OldestFirst));
        assert_eq!(sort("['creation_time_descending']"), Ok(WabaSort::NewestFirst));
        let refused = sort("creation_time.desc").unwrap_err();
        assert_eq!(refused.message, "(#100) Cannot sort by creation_time.desc_ascending");
    }
}
