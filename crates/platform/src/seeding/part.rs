//! Parts of a seed: which of them something is about, what it is called, and in which line of the
//! document it stands.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::Seed;

/// A part of a seed, by its place in the lists of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A `[[person]]`.
    Person(usize),
    /// A `[[provider]]`.
    Provider(usize),
    /// A `[[business]]`.
    Business(usize),
    /// A `[[waba]]`.
    Waba(usize),
    /// A `[[waba.number]]`: of which account, and which of its numbers.
    Number(usize, usize),
    /// A `[[waba.template]]`: of which account, and which of its templates.
    Template(usize, usize),
    /// A `[[handset]]`.
    Handset(usize),
    /// A `[[token]]`.
    Token(usize),
    /// A `[[code]]`.
    Code(usize),
    /// A `[[fault]]`.
    Fault(usize),
}

impl Part {
    /// What a reader knows it by: `waba "Bakery"`.
    fn name(self, seed: &Seed) -> String {
        let of_waba = |w: usize| format!("waba \"{}\"", seed.waba[w].name);
        match self {
            Self::Person(at) => format!("person \"{}\"", seed.person[at].name),
            Self::Provider(at) => format!("provider \"{}\"", seed.provider[at].name),
            Self::Business(at) => format!("business \"{}\"", seed.business[at].name),
            Self::Waba(w) => of_waba(w),
            Self::Number(w, n) => {
                let number = &seed.waba[w].number[n].number;
                format!("number +{} of {}", number.digits(), of_waba(w))
            }
            Self::Template(w, at) => {
                format!("template \"{}\" of {}", seed.waba[w].template[at].name, of_waba(w))
            }
            Self::Handset(at) => format!("handset +{}", seed.handset[at].number.digits()),
            Self::Token(at) => format!("token[{at}]"),
            Self::Code(at) => format!("code[{at}]"),
            Self::Fault(at) => format!("fault[{at}]"),
        }
    }
}

/// Where something is wrong: in a part, in one member of it perhaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    part: Part,
    member: Option<&'static str>,
}

impl From<Part> for Spot {
    fn from(part: Part) -> Self {
        Self { part, member: None }
    }
}

impl From<(Part, &'static str)> for Spot {
    fn from((part, member): (Part, &'static str)) -> Self {
        Self { part, member: Some(member) }
    }
}

impl Spot {
    /// The place in words: with its line, where the seed was read from a file.
    pub(super) fn words(self, seed: &Seed) -> String {
        let name = self.part.name(seed);
        match seed.lines.of(self) {
            Some(line) => format!("line {line}, {name}"),
            None => name,
        }
    }
}

/// The lines in which the parts of a document stand. A seed that came as JSON has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(BTreeMap<Part, Place>);

/// Which part stands at a place of a list.
type Listed = fn(usize) -> Part;

/// Where one part stands.
#[derive(Clone, Debug)]
struct Place {
    line: usize,
    members: BTreeMap<String, usize>,
}

impl Lines {
    /// Reads the places of all parts of a document of TOML; what cannot be read has none.
    pub(super) fn read(text: &str) -> Self {
        let mut lines = Self::default();
        let Ok(document) = DeTable::parse(text) else { return lines };
        for (at, row) in rows(document.get_ref(), "waba").iter().enumerate() {
            lines.note(text, Part::Waba(at), row);
            let Some(table) = row.get_ref().as_table() else { continue };
            for (n, row) in rows(table, "number").iter().enumerate() {
                lines.note(text, Part::Number(at, n), row);
            }
            for (n, row) in rows(table, "template").iter().enumerate() {
                lines.note(text, Part::Template(at, n), row);
            }
        }
        let lists: [(&str, Listed); 7] = [
            ("person", Part::Person),
            ("provider", Part::Provider),
            ("business", Part::Business),
            ("handset", Part::Handset),
            ("token", Part::Token),
            ("code", Part::Code),
            ("fault", Part::Fault),
        ];
        for (name, part) in lists {
            for (at, row) in rows(document.get_ref(), name).iter().enumerate() {
                lines.note(text, part(at), row);
            }
        }
        lines
    }

    fn note(&mut self, text: &str, part: Part, row: &Spanned<DeValue<'_>>) {
        let members = row.get_ref().as_table().into_iter().flatten();
        let members =
            members.map(|(name, _)| (name.get_ref().to_string(), line_of(text, name.span().start)));
        let place = Place { line: line_of(text, row.span().start), members: members.collect() };
        self.0.insert(part, place);
    }

    fn of(&self, spot: Spot) -> Option<usize> {
        let place = self.0.get(&spot.part)?;
        let member = spot.member.and_then(|member| place.members.get(member));
        Some(*member.unwrap_or(&place.line))
    }

    /// The line of a part.
    pub(super) fn line(&self, part: Part) -> Option<usize> {
        self.of(part.into())
    }
}

/// Two seeds that say the same are the same, wherever in a file it stands.
impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

fn rows<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> &'a [Spanned<DeValue<'i>>] {
    let list = table.get(name).and_then(|list| list.get_ref().as_array());
    list.map(|list| &**list).unwrap_or_default()
}

/// The line of a byte of a text, from 1.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    let before = &text.as_bytes()[..byte.min(text.len())];
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}
