//! The rules and the contract's sections, by name: kept beside this file, and held against the
//! specification where it is at hand.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::project;

const RULES: &str = "xtask/src/confidence/rules.tsv";
const SECTIONS: &str = "xtask/src/confidence/sections.tsv";
const OPERATIONS: &str = include_str!("operations.tsv");
/// The longest shortened sentence, in characters.
const TITLE_MAX: usize = 110;

/// A rule of the requirements.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) side: String,
    /// The beginning of its text.
    pub(super) title: String,
}

/// A section of the contract.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Section {
    /// Such as `4.5`.
    pub(super) number: String,
    /// How many of its statements are seen in recorded exchanges.
    pub(super) recorded: usize,
    /// How many of its statements are unconfirmed.
    pub(super) unconfirmed: usize,
    pub(super) title: String,
}

/// What is kept of the specification.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) rules: Vec<Rule>,
    pub(super) sections: Vec<Section>,
}

impl Kept {
    pub(super) fn read() -> Result<Self> {
        let text = |path| {
            let text = std::fs::read_to_string(project::root().join(path));
            text.with_context(|| format!("could not read {path}"))
        };
        let rules = text(RULES)?.lines().map(rule_of_line).collect::<Option<_>>();
        let sections = text(SECTIONS)?.lines().map(section_of_line).collect::<Option<_>>();
        Ok(Self {
            rules: rules.with_context(|| format!("{RULES} is malformed"))?,
            sections: sections.with_context(|| format!("{SECTIONS} is malformed"))?,
        })
    }
}

fn rule_of_line(line: &str) -> Option<Rule> {
    let mut words = line.split('\t').map(str::to_owned);
    Some(Rule { id: words.next()?, side: words.next()?, title: words.next()? })
}

fn section_of_line(line: &str) -> Option<Section> {
    let mut words = line.split('\t');
    Some(Section {
        number: words.next()?.to_owned(),
        recorded: words.next()?.parse().ok()?,
        unconfirmed: words.next()?.parse().ok()?,
        title: words.next()?.to_owned(),
    })
}

/// The contract's section on an operation: that of the longest beginning that is listed; `None`
/// where the contract has none and Meta's document alone describes it.
pub(super) fn section_of(operation: &str) -> Option<&'static str> {
    let lines = OPERATIONS.lines().filter_map(|line| line.split_once('\t'));
    let begins = |listed: &str| {
        operation.strip_prefix(listed).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let listed = lines.filter(|(listed, _)| begins(listed)).max_by_key(|(listed, _)| listed.len());
    listed.map(|(_, section)| section).filter(|section| *section != "-")
}

/// Fails where a kept list is not what the specification says. Says where there is none.
pub(super) fn check() -> Result<()> {
    let Some(folder) = at_hand() else {
        println!("NOT SHOWN HERE: the specification is not beside this repository, so that the");
        println!("names of rules and sections were not held against it");
        return Ok(());
    };
    for (path, text) in lists(&folder)? {
        let kept = std::fs::read_to_string(project::root().join(path)).unwrap_or_default();
        ensure!(kept == text, "{path} is not what the specification says; write it anew");
    }
    Ok(())
}

/// Writes the kept lists anew where the specification is at hand.
pub(super) fn keep() -> Result<()> {
    let Some(folder) = at_hand() else { return Ok(()) };
    for (path, text) in lists(&folder)? {
        std::fs::write(project::root().join(path), text)?;
    }
    Ok(())
}

/// The folder of the specification: named by `VESTIBULE_META_SPEC`, or beside the repository.
pub(super) fn folder() -> PathBuf {
    let named = std::env::var_os("VESTIBULE_META_SPEC").map(PathBuf::from);
    named.unwrap_or_else(|| project::root().join("../shared/spec"))
}

/// The folder, if the contract is in it.
fn at_hand() -> Option<PathBuf> {
    Some(folder()).filter(|folder| folder.join("contract.md").is_file())
}

fn lists(folder: &std::path::Path) -> Result<[(&'static str, String); 2]> {
    let read = |name: &str| {
        let text = std::fs::read_to_string(folder.join(name));
        text.with_context(|| format!("could not read {name} of the specification"))
    };
    Ok([(RULES, rules(&read("requirements.md")?)), (SECTIONS, sections(&read("contract.md")?))])
}

/// The list of rules: rows such as `| A01 | P | The business owns … |`.
fn rules(requirements: &str) -> String {
    let rows = requirements.lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, id, side, text, ..] = cells[..] else { return None };
        let mut chars = id.chars();
        let is_rule = chars.next().is_some_and(|c| c.is_ascii_uppercase())
            && chars.as_str().len() == 2
            && chars.all(|c| c.is_ascii_digit());
        is_rule.then(|| format!("{id}\t{side}\t{}\n", shortened(text)))
    });
    rows.collect()
}

/// The list of sections that can be shown: those of the chapters 1 to 9 that do not only point at
/// another.
fn sections(contract: &str) -> String {
    let mut found: Vec<Section> = Vec::new();
    for line in contract.lines() {
        if let Some(heading) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
            let (number, title) = heading.split_once(' ').unwrap_or((heading, ""));
            let (number, title) = (number.trim_end_matches('.'), title.trim_end_matches(" [REC]"));
            let all_recorded = usize::from(heading.contains("[REC]"));
            found.push(Section {
                number: number.to_owned(),
                recorded: all_recorded,
                unconfirmed: 0,
                title: shortened(title),
            });
        } else if let Some(section) = found.last_mut() {
            section.recorded += line.matches("[REC").count();
            section.unconfirmed += line.matches("unconfirmed").count();
        }
    }
    let is_chapter = |number: &str| {
        let below = format!("{number}.");
        found.iter().any(|other| other.number.starts_with(&below))
    };
    let shown = found.iter().filter(|one| {
        let chapter = one.number.split('.').next().and_then(|chapter| chapter.parse::<u8>().ok());
        chapter.is_some_and(|chapter| (1..=9).contains(&chapter))
            && !is_chapter(&one.number)
            && !one.title.contains("→ §")
    });
    let lines = shown.map(|Section { number, recorded, unconfirmed, title }| {
        format!("{number}\t{recorded}\t{unconfirmed}\t{title}\n")
    });
    lines.collect()
}

/// A text without emphasis and bars, cut behind a word.
fn shortened(text: &str) -> String {
    let plain = text.replace("**", "").replace('|', "/");
    if plain.chars().count() <= TITLE_MAX {
        return plain;
    }
    let cut: String = plain.chars().take(TITLE_MAX).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    let words = words.trim_end_matches([',', ';', ':', '(']);
    // A code span that was cut is closed.
    let open = words.matches('`').count() % 2 == 1;
    format!("{words}{} …", if open { "`" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_sections_are_read_from_the_specification() {
        let table = "| id | side | rule |\n|---|---|---|\n| A01 | P+B | **Own** it. |\n";
        assert_eq!(rules(table), "A01\tP+B\tOwn it.\n");
        let contract = "## 0. Marks\n## 1. Login\n### 1.1 `init`\na [REC] (unconfirmed)\n\
                        ### 1.2 All [REC]\n## 8. Alone\n";
        assert_eq!(sections(contract), "1.1\t1\t1\t`init`\n1.2\t1\t0\tAll\n8\t0\t0\tAlone\n");
    }

    #[test]
    fn long_texts_end_behind_a_word() {
        let long = format!("`{}`", "word ".repeat(40));
        let short = shortened(&long);
        assert!(short.ends_with("word` …") && short.chars().count() < TITLE_MAX + 4, "{short}");
    }

    #[test]
    fn the_longest_listed_beginning_counts() {
        assert_eq!(section_of("waba.phone_numbers.post"), Some("3.5"));
        assert_eq!(section_of("waba.get"), Some("3.1"));
        assert_eq!(section_of("app.get"), None);
    }
}
