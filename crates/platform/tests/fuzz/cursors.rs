//! Cursors: those that were given out lead through every row once; any other text is refused.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::Value;

use crate::graph_scene::Told;
use crate::input::{edited, text};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

const LISTS: [&str; 10] = [
    "$business/owned_whatsapp_business_accounts",
    "$business/client_whatsapp_business_accounts",
    "$business/extendedcredits",
    "$business/system_users",
    "$business/business_users",
    "$business/preverified_numbers",
    "$waba/phone_numbers",
    "$waba/message_templates",
    "$waba/activities",
    "$line/owning_credit_allocation_configs",
];
/// More pages than any list here has rows.
const PAGES_MAX: usize = 60;

/// A list, a page's size, and what is done to a cursor before it is sent back.
#[derive(Clone, Debug)]
struct Walk {
    list: &'static str,
    limit: String,
    backwards: bool,
    /// Instead of the cursor: a text, or the cursor edited.
    broken: Option<(String, bool)>,
}

fn walks(_: &Town) -> BoxedStrategy<Walk> {
    let limit = prop_oneof![5 => "[1-4]", 1 => text()];
    let bytes = proptest::collection::vec(any::<u8>(), 0..24);
    let coded = bytes.prop_map(|bytes| match bytes.len() % 2 {
        0 => STANDARD.encode(bytes),
        _ => URL_SAFE_NO_PAD.encode(bytes),
    });
    let text = prop_oneof![text(), coded, Just("QVFIUkF".to_owned())];
    let broken = prop_oneof![2 => Just(None), 3 => (edited(text), any::<bool>()).prop_map(Some)];
    (select(&LISTS[..]), limit, any::<bool>(), broken)
        .prop_map(|(list, limit, backwards, broken)| Walk { list, limit, backwards, broken })
        .boxed()
}

async fn walk(town: &Town, walk: &Walk) -> TestCaseResult {
    let limit = ("limit".to_owned(), walk.limit.clone());
    let first = town.send(&Sent::get(walk.list, vec![limit.clone()])).await;
    judge(&first)?;
    if first.status != 200 {
        return Ok(());
    }
    let way = if walk.backwards { "before" } else { "after" };
    if let Some((text, added)) = &walk.broken {
        let given = cursor(&first, way).filter(|_| *added).unwrap_or_default();
        let sent = Sent::get(walk.list, vec![limit, (way.to_owned(), given + text)]);
        return judge(&town.send(&sent).await);
    }
    let (mut seen, mut page) = (BTreeSet::new(), first);
    for _ in 0..PAGES_MAX {
        for id in page.json()["data"].as_array().into_iter().flatten() {
            let new = seen.insert(id.to_string());
            prop_assert!(new || walk.backwards, "twice: {id}");
        }
        let Some(cursor) = cursor(&page, way) else { return Ok(()) };
        let sent = Sent::get(walk.list, vec![limit.clone(), (way.to_owned(), cursor)]);
        page = town.send(&sent).await;
        judge(&page)?;
        prop_assert_eq!(page.status, 200, "a cursor of ours was refused: {}", page.text);
    }
    Err(TestCaseError::fail(format!("no end: {}", page.text)))
}

fn cursor(page: &Told, way: &str) -> Option<String> {
    let page = page.json();
    let cursor = page["paging"]["cursors"].get(way).and_then(Value::as_str);
    cursor.map(str::to_owned)
}

#[test]
fn cursors() {
    search(ROUND, walks, &walk);
}
