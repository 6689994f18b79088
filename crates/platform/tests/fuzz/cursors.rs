//! Cursors: those that were given out lead through every row once, there and back, in the order of
//! the whole list; a text that is no cursor is refused.

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
        return broken(town, walk, (way, given + text)).await;
    }
    let whole = town.send(&Sent::get(walk.list, vec![("limit".into(), "100".into())])).await;
    let (there, last) = follow(town, walk, (first, "after")).await?;
    prop_assert_eq!(there.concat(), rows(&whole), "forwards");
    if let Some(last) = last.filter(|_| walk.backwards) {
        let (back, _) = follow(town, walk, (last, "before")).await?;
        let back: Vec<String> = back.into_iter().rev().flatten().collect();
        prop_assert_eq!(back, rows(&whole), "backwards");
    }
    Ok(())
}

/// A text that is no cursor is refused; an empty one says nothing.
async fn broken(town: &Town, walk: &Walk, (way, text): (&str, String)) -> TestCaseResult {
    let passes = text.is_empty() || graph::Key::from_cursor(&text).is_some();
    let limit = ("limit".to_owned(), walk.limit.clone());
    let sent = Sent::get(walk.list, vec![limit, (way.to_owned(), text.clone())]);
    let told = town.send(&sent).await;
    judge(&told)?;
    prop_assert_eq!(told.status == 200, passes, "{:?}: {}", text, told.text);
    prop_assert!(passes || told.error() == (400, 100, None), "{}", told.text);
    Ok(())
}

/// The rows of a page and of all that it leads to, page by page; the last page that has any.
async fn follow(
    town: &Town,
    walk: &Walk,
    (mut page, way): (Told, &str),
) -> Result<(Vec<Vec<String>>, Option<Told>), TestCaseError> {
    let (mut pages, mut last) = (Vec::new(), None);
    while pages.len() < PAGES_MAX {
        let Some(cursor) = cursor(&page, way) else { return Ok((pages, last)) };
        pages.push(rows(&page));
        let limit = ("limit".to_owned(), walk.limit.clone());
        let sent = Sent::get(walk.list, vec![limit, (way.to_owned(), cursor)]);
        let next = town.send(&sent).await;
        judge(&next)?;
        prop_assert_eq!(next.status, 200, "a cursor of ours was refused: {}", next.text);
        last = Some(page);
        page = next;
    }
    Err(TestCaseError::fail(format!("no end: {}", page.text)))
}

fn rows(page: &Told) -> Vec<String> {
    page.json()["data"].as_array().into_iter().flatten().map(Value::to_string).collect()
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
