//! `fields=`: selections, modifiers, aliases, at every depth, on every object and edge.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::input::{edited, text};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

/// A selection as a client could write it, of words that some object knows.
fn selection(words: Vec<String>) -> BoxedStrategy<String> {
    let name = prop_oneof![12 => select(words), 1 => "[a-z_]{1,9}"];
    let modifier = prop_oneof![
        "[0-9-]{0,4}".prop_map(|limit| format!(".limit({limit})")),
        "[a-z0-9]{0,4}".prop_map(|alias| format!(".as({alias})")),
        text().prop_map(|cursor| format!(".after({cursor})")),
        text().prop_map(|filter| format!(".filtering({filter})")),
        (text(), text()).prop_map(|(from, to)| {
            format!(".start({from}).end({to}).granularity(DAY).phone_numbers([])")
        }),
        "[a-z]{1,8}".prop_map(|inner| format!(".fields({inner},id)")),
    ];
    let modified = move |name: BoxedStrategy<String>| {
        let modifiers = vec(modifier.clone(), 0..3);
        (name, modifiers).prop_map(|(name, modifiers)| name + &modifiers.concat())
    };
    let plain = prop_oneof![3 => name.clone().boxed(), 1 => modified(name.clone().boxed())];
    let tree = plain.prop_recursive(9, 40, 4, move |inner| {
        (modified(name.clone().boxed()), vec(inner, 0..4))
            .prop_map(|(name, inner)| format!("{name}{{{}}}", inner.join(",")))
    });
    vec(tree, 0..5).prop_map(|fields| fields.join(",")).boxed()
}

/// A read of some object or edge with some fields.
fn reads(town: &Town) -> BoxedStrategy<Sent> {
    let kinds: Vec<(&'static str, Vec<String>)> =
        town.words.iter().map(|(kind, words)| (*kind, words.clone())).collect();
    let everything: Vec<String> = town.words.values().flatten().cloned().collect();
    let path = select(kinds).prop_flat_map(|(kind, words)| {
        let edge = prop_oneof![3 => Just(None), 2 => select(words).prop_map(Some)];
        edge.prop_map(move |edge| match edge {
            Some(edge) => format!("${kind}/{edge}"),
            None => format!("${kind}"),
        })
    });
    let list = vec("[a-z_]{1,12}", 0..4).prop_map(|names| serde_json::json!(names).to_string());
    let fields = prop_oneof![
        4 => selection(everything.clone()),
        4 => edited(selection(everything)),
        1 => text(),
        1 => edited(list),
    ];
    let more = prop_oneof![
        6 => Just(Vec::new()),
        1 => Just(vec![("metadata".to_owned(), "1".to_owned())]),
        1 => text().prop_map(|text| vec![("summary".to_owned(), text)]),
        1 => Just(vec![("business".to_owned(), "$business".to_owned())]),
        1 => Just(vec![("debug".to_owned(), "all".to_owned()), ("pretty".into(), "1".into())]),
    ];
    (path, fields, more, 0_usize..4)
        .prop_map(|(path, fields, more, token)| {
            let query = [vec![("fields".to_owned(), fields)], more].concat();
            Sent { token, ..Sent::get(path, query) }
        })
        .boxed()
}

#[test]
fn fields() {
    search(ROUND, reads, &async |town, sent| judge(&town.send(sent).await));
}
