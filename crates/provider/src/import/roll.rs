//! The list of accounts shared with us, read once from its beginning to its end.
//!
//! It may be longer than any other list we read, so it is not its length that ends it: it is given
//! up when a page brings nothing new, or too many have nothing in them, as in the full pass.

use std::collections::BTreeSet;

use graph::id::{BusinessId, WabaId};

use crate::graph_api::{BARE, BARE_MAX, CallError, GraphApi, REPEATS};

/// The list, on the way through its pages.
#[derive(Debug, Default)]
pub struct Roll {
    seen: BTreeSet<WabaId>,
    after: Option<String>,
    bare: usize,
    ended: bool,
}

impl Roll {
    /// The accounts of the next page that none before had; `None` at the list's end.
    ///
    /// # Errors
    /// When the platform cannot be asked, or the list leads in a circle.
    pub(super) async fn page(
        &mut self,
        graph: &GraphApi,
        business: BusinessId,
    ) -> Result<Option<Vec<WabaId>>, CallError> {
        if self.ended {
            return Ok(None);
        }
        let page = graph.client_wabas(business, None, self.after.as_deref()).await?;
        let rows = page.rows.iter().map(|row| row.id);
        let new: Vec<WabaId> = rows.filter(|id| self.seen.insert(*id)).collect();
        self.bare = if page.rows.is_empty() { self.bare + 1 } else { 0 };
        if page.next.is_some() && new.is_empty() && !page.rows.is_empty() {
            return Err(CallError::Endless(REPEATS.to_owned()));
        }
        if page.next.is_some() && self.bare > BARE_MAX {
            return Err(CallError::Endless(BARE.to_owned()));
        }
        self.ended = page.next.is_none();
        self.after = page.next;
        Ok(Some(new))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::extract::Request;
    use axum::{Json, Router};
    use serde_json::{Value, json};
    use shell::http::{Client, Switchboard};

    use super::*;
    use crate::testing;

    /// Pages read of a platform whose page after a cursor is what `answer` makes of that, and how
    /// it ended.
    async fn read(answer: fn(usize) -> (Vec<usize>, Option<usize>)) -> (usize, String) {
        let asked = Arc::new(Mutex::new(0_usize));
        let count = Arc::clone(&asked);
        let reply = move |request: Request| {
            *count.lock().unwrap() += 1;
            let query = request.uri().query().unwrap_or_default().to_owned();
            let at = query.split('&').find_map(|one| one.strip_prefix("after=")?.parse().ok());
            let (ids, next) = answer(at.unwrap_or(0));
            let rows: Vec<Value> = ids.iter().map(|id| json!({"id": id.to_string()})).collect();
            let paging = next.map_or(
                json!({}),
                |next| json!({"cursors": {"after": next.to_string()}, "next": "http://…"}),
            );
            async move { Json(json!({"data": rows, "paging": paging})) }
        };
        let switchboard = Arc::new(Switchboard::new());
        switchboard.connect("platform.localhost:8090", Router::new().fallback(reply));
        let graph = GraphApi::new(&testing::settings(), Client::inside(switchboard));
        let (mut roll, mut all) = (Roll::default(), BTreeSet::new());
        let ended = loop {
            match roll.page(&graph, BusinessId::new(29)).await {
                Ok(Some(page)) => all.extend(page),
                Ok(None) => break format!("{} accounts", all.len()),
                Err(error) => break error.to_string(),
            }
        };
        (*asked.lock().unwrap(), ended)
    }

    #[tokio::test]
    async fn a_list_that_leads_in_a_circle_is_given_up_and_a_long_one_is_not() {
        // Two pages that name each other as the next one.
        let (calls, ended) = read(|at| (vec![1 + at % 2], Some(1 + (at + 1) % 2))).await;
        assert!(calls <= 4 && ended.contains("repeats itself"), "{calls} calls: {ended}");
        let (calls, ended) = read(|at| (Vec::new(), Some(at + 1))).await;
        assert!(calls == BARE_MAX + 1 && ended.contains("nothing in them"), "{calls}: {ended}");
        // Longer than any list that is read whole.
        let long =
            read(|at| ((100 * at..100 * (at + 1)).collect(), (at < 1_049).then_some(at + 1)));
        assert_eq!(long.await, (1_050, "105000 accounts".to_owned()));
    }
}
