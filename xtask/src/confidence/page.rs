//! The page itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use anyhow::{Result, ensure};

use super::record::{Record, Shown};
use super::spec::{Kept, section_of};
use super::tests_found::{Found, Sides};

const HEAD: &str = "\
# How far to trust each answer

Written by `cargo xtask confidence` from what the tests showed; the test command fails where it is
out of date. Weakest first. The contract is the description of Meta's platform that this one is
built from; the rules are the requirements it is held to. What is left out or simplified is in
[limits.md](limits.md).

A level names the best that stands behind something:

| level | what that is |
|---|---|
| **untested** | nothing |
| **assumed** | our reading of Meta's documentation, and our own tests of that reading |
| **used** | programs of others, unmodified, call it and work with what they get |
| **described** | answers in our tests are checked against Meta's published OpenAPI document, but \
for the corrections in [overlay.toml](../crates/proof/src/overlay.toml), and it says something \
about three quarters of their members at least |
| **recorded** | a test repeats an exchange with the real platform that was recorded |

The document leaves most members open and many unmentioned: of those it names it says the kind and
often the words, of the others nothing; most may be missing without its noticing. The column
*members* says how many of all members of the checked answers it names.

Levels are about the form of an answer and the words in it. That the platform *decides* as Meta
does is shown by the tests of rules, and rests on documentation throughout.

The numbers below count tests of the Graph API inside one process. Answers over sockets (processes,
Chromium, programs of others, the worked examples) and the parts of batches are checked against
Meta's document as well, all of them, by the step `answers` of the test command.
";

/// How much stands behind something, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Untested,
    Assumed,
    Used,
    Described,
    Recorded,
}

impl Level {
    const ALL: [Self; 5] =
        [Self::Untested, Self::Assumed, Self::Used, Self::Described, Self::Recorded];

    fn word(self) -> &'static str {
        match self {
            Self::Untested => "untested",
            Self::Assumed => "assumed",
            Self::Used => "used",
            Self::Described => "described",
            Self::Recorded => "recorded",
        }
    }

    fn of(shown: &Shown, recorded: bool) -> Self {
        match shown {
            _ if recorded => Self::Recorded,
            shown if is_described(shown) => Self::Described,
            Shown { clients, .. } if !clients.is_empty() => Self::Used,
            Shown { answered, .. } if !answered.is_empty() => Self::Assumed,
            Shown { .. } => Self::Untested,
        }
    }
}

/// Whether Meta's document says enough about the answers that were held against it.
fn is_described(shown: &Shown) -> bool {
    let (named, all) = (shown.named.len(), shown.named.len() + shown.unnamed.len());
    named > 0 && named * 4 >= all * 3
}

/// A line of a table, to be sorted.
type Row = (Level, String);

/// The whole page.
///
/// # Errors
/// When something is named that is not there: a section, an operation or a rule.
pub(super) fn page(record: &Record, found: &Found, kept: &Kept) -> Result<String> {
    check_names(record, found, kept)?;
    let mut page = HEAD.to_owned();
    operations(&mut page, record, found);
    sections(&mut page, record, found, kept);
    rules(&mut page, found, kept);
    Ok(page)
}

fn check_names(record: &Record, found: &Found, kept: &Kept) -> Result<()> {
    let sections: BTreeSet<&str> = kept.sections.iter().map(|one| one.number.as_str()).collect();
    for operation in record.0.keys() {
        let section = section_of(operation);
        let known = section.is_none_or(|section| sections.contains(section));
        ensure!(known, "{operation} is said to be in section {section:?}, which is not there");
    }
    for key in found.recorded.keys() {
        let known = sections.contains(key.as_str()) || record.0.contains_key(key);
        ensure!(known, "a test says it repeats a recorded exchange of {key}, which is not there");
    }
    for rule in found.rules.keys() {
        let known = kept.rules.iter().any(|one| one.id == *rule);
        ensure!(known, "tests are named after the rule {rule}, which is not there");
    }
    Ok(())
}

fn operations(page: &mut String, record: &Record, found: &Found) {
    let rows = record.0.iter().map(|(name, shown)| {
        let recorded = found.recorded.get(name);
        let level = Level::of(shown, recorded.is_some());
        let section = section_of(name).map_or_else(|| "none".to_owned(), |it| format!("§{it}"));
        let row = format!(
            "`{name}` | **{}** | {} | {} | {} | {} | {} | {} | {section}",
            level.word(),
            count(shown.answered.len()),
            count(shown.refused.len()),
            count(shown.described.len()),
            members(shown),
            list(shown.clients.iter().map(String::as_str)),
            list(recorded.into_iter().flatten().map(|test| code(test)).collect::<Vec<_>>()),
        );
        (level, row)
    });
    let rows: Vec<Row> = rows.collect();
    let about = "Numbers are of tests in which the operation was answered, was refused, and was \
                 answered and checked against Meta's document; and of the members of the checked \
                 answers, how many the document names.";
    let head = "operation | level | answered | refused | checked | members | clients | recorded \
                | contract";
    table(page, ("What is served", about), head, rows);
}

fn sections(page: &mut String, record: &Record, found: &Found, kept: &Kept) {
    let rows = kept.sections.iter().map(|section| {
        let number = &section.number;
        let chapter = number.split('.').next().unwrap_or(number);
        let cited = [number.as_str(), chapter].into_iter().flat_map(|one| found.sections.get(one));
        let files: BTreeSet<&str> = cited.flatten().map(|(file, _)| file.as_str()).collect();
        let shown = record.0.iter().filter(|(name, _)| section_of(name) == Some(number));
        let recorded = found.recorded.get(number);
        let served = shown.map(|(_, shown)| Level::of(shown, recorded.is_some())).max();
        let tested = if files.is_empty() { Level::Untested } else { Level::Assumed };
        let repeated = if recorded.is_some() { Level::Recorded } else { Level::Untested };
        let level = tested.max(repeated).max(served.unwrap_or(Level::Untested));
        let row = format!(
            "§{number} | {} | **{}** | {} | {} | {} | {}",
            section.title,
            level.word(),
            count(section.unconfirmed),
            count(section.recorded),
            list(recorded.into_iter().flatten().map(|test| code(test)).collect::<Vec<_>>()),
            list(files),
        );
        (level, row)
    });
    let rows: Vec<Row> = rows.collect();
    let about = "The best level of what it says. How many of its statements the contract itself \
                 calls unconfirmed, and how many it has from recordings; the tests that repeat \
                 those, and the files of tests that cite the section.";
    let head = "section | about | level | unconfirmed | from recordings | repeated by | tests in";
    table(page, ("The contract", about), head, rows);
}

fn rules(page: &mut String, found: &Found, kept: &Kept) {
    let mut rows: Vec<(usize, String)> = Vec::new();
    for rule in &kept.rules {
        let tests = || found.rules.get(&rule.id).into_iter().flatten();
        let names = list(tests().map(|(test, _)| code(test)).collect::<Vec<_>>());
        let showing = |side: &str, of: fn(&Sides) -> bool| {
            rule.side
                .split('+')
                .any(|one| one == side)
                .then(|| tests().filter(|(_, sides)| of(sides)).count())
        };
        let platform = showing("P", |sides| sides.platform);
        let provider = showing("B", |sides| sides.provider);
        let told = |side: Option<usize>| side.map_or_else(String::new, count);
        let row = format!(
            "{} | {} | {} | {} | {names}",
            rule.id,
            rule.title,
            told(platform),
            told(provider),
        );
        // A rule is shown as well as its less shown side.
        let number = [platform, provider].into_iter().flatten().min();
        rows.push((number.unwrap_or_default(), row));
    }
    rows.sort_by_key(|(number, _)| *number);
    let rows = rows
        .into_iter()
        .map(|(number, row)| (if number == 0 { Level::Untested } else { Level::Assumed }, row));
    let about = "Every rule comes from one page of questions and answers (see the requirements); \
                 what shows it is tests through the Graph API, pages, mails and webhooks. A rule \
                 of both sides is shown by tests of the platform and by tests of the provider, \
                 and untested where either has none; an empty cell is of a side that the rule does \
                 not bind. Fewest first.";
    let head = "rule | says | platform | provider | names";
    table(page, ("The rules", about), head, rows.collect());
}

/// A heading, what the table is about, how often each level comes, and the rows, weakest first.
fn table(page: &mut String, (title, about): (&str, &str), head: &str, mut rows: Vec<Row>) {
    rows.sort_by_key(|(level, _)| *level);
    let often = |level| rows.iter().filter(|(one, _)| *one == level).count();
    let counts = Level::ALL.into_iter().map(|level| (often(level), level.word()));
    let counts: Vec<String> = counts
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
    let rule = "---|".repeat(head.split('|').count());
    let text =
        format!("\n## {title}\n\n{about}\n\n{}.\n\n| {head} |\n|{rule}\n", counts.join(", "));
    page.push_str(&text);
    for (_, row) in rows {
        let written = writeln!(page, "| {row} |");
        written.expect("writing to a text cannot fail");
    }
}

/// How many of the members of checked answers the document names.
fn members(shown: &Shown) -> String {
    let (named, all) = (shown.named.len(), shown.named.len() + shown.unnamed.len());
    if all == 0 { "–".to_owned() } else { format!("{named} of {all}") }
}

fn count(number: usize) -> String {
    if number == 0 { "–".to_owned() } else { number.to_string() }
}

fn list<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> String {
    let words: Vec<T> = words.into_iter().collect();
    if words.is_empty() {
        return "–".to_owned();
    }
    words.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

fn code(test: &str) -> String {
    format!("`{test}`")
}
