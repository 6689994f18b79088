//! The tests of this repository by what their sources say: rules in their names, sections of the
//! contract in their comments, recorded exchanges in the lines before them.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::Sources;

/// What the sources say.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// For each rule such as `A01` its tests, as `file::name`, and whose side each of them shows.
    pub(super) rules: BTreeMap<String, BTreeMap<String, Sides>>,
    /// For each section such as `4.5`, or chapter such as `4`, the files of tests that cite it and
    /// how many tests are in them.
    pub(super) sections: BTreeMap<String, BTreeMap<String, usize>>,
    /// Tests that repeat a recorded exchange, by section and by operation.
    pub(super) recorded: BTreeMap<String, BTreeSet<String>>,
}

/// Whose side a test shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sides {
    /// The platform's, `P`.
    pub(super) platform: bool,
    /// The provider's, `B`.
    pub(super) provider: bool,
}

impl Sides {
    /// By the folder of a test: what runs both servers shows both.
    fn of(path: &str) -> Self {
        let under = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
        let platform = under(&["crates/platform/", "crates/world/", "crates/graph/"]);
        let provider = under(&["crates/provider/", "crates/onboard/", "crates/simulation/"]);
        match (platform, provider) {
            (false, false) => Self { platform: true, provider: true },
            (platform, provider) => Self { platform, provider },
        }
    }
}

impl Found {
    pub(super) fn in_sources(sources: &Sources) -> Self {
        let mut found = Self::default();
        for (path, text) in sources {
            let file = path.rsplit('/').next().unwrap_or(path);
            let stem = file.split('.').next().unwrap_or(file);
            if path.ends_with(".rs") {
                found.read_rust(path, stem, text);
            } else if path.starts_with("tests/browser/") && path.ends_with(".test.mjs") {
                found.read_script(path, &format!("{stem}.mjs"), text);
            }
        }
        found
    }

    fn read_rust(&mut self, path: &str, stem: &str, text: &str) {
        let mut tests = 0;
        let (mut comment, mut is_test) = (String::new(), false);
        for line in text.lines().map(str::trim) {
            if let Some(words) = line.strip_prefix("///") {
                comment = format!("{comment} {}", words.trim());
            } else if line == "#[test]" || line.starts_with("#[tokio::test") {
                is_test = true;
            } else if let Some(name) = function(line) {
                if is_test {
                    tests += 1;
                    // A rule is shown through the public surface, not by a function alone.
                    if !path.contains("/src/") {
                        self.add_rules((path, stem), name);
                    }
                    self.add_recorded(&format!("{stem}::{name}"), comment.trim());
                }
                (comment, is_test) = (String::new(), false);
            } else if !line.starts_with("#[") {
                comment.clear();
            }
        }
        if path.contains("/it/") {
            self.add_sections(stem, text, tests);
        }
    }

    fn read_script(&mut self, path: &str, file: &str, text: &str) {
        let names: Vec<&str> = text.lines().filter_map(script_test).collect();
        for name in &names {
            self.add_rules((path, file), name);
        }
        self.add_sections(file, text, names.len());
    }

    fn add_sections(&mut self, file: &str, text: &str, tests: usize) {
        if tests > 0 {
            for section in cited(text) {
                self.sections.entry(section).or_default().insert(file.to_owned(), tests);
            }
        }
    }

    /// Rules lead the name of a test, `a03_a05_employees_are_assigned`, or stand in the sentence
    /// that names it: `b12 cancelling reports the step, b14 and goes on there`.
    fn add_rules(&mut self, (path, place): (&str, &str), name: &str) {
        let sentence = name.contains(' ');
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        for id in words.take_while(|word| sentence || is_rule(word)).filter(|word| is_rule(word)) {
            let tests = self.rules.entry(id.to_uppercase()).or_default();
            tests.insert(format!("{place}::{name}"), Sides::of(path));
        }
    }

    /// `Recorded: contract §3.1 §7.5, waba.get waba.phone_numbers.get`
    fn add_recorded(&mut self, test: &str, comment: &str) {
        let Some(said) = comment.strip_prefix("Recorded: contract ") else { return };
        for word in said.split([' ', ',']).filter(|word| !word.is_empty()) {
            let key = word.trim_start_matches('§').to_owned();
            self.recorded.entry(key).or_default().insert(test.to_owned());
        }
    }
}

fn is_rule(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(bytes, [b'a'..=b'i', b'0'..=b'9', b'0'..=b'9'])
}

fn function(line: &str) -> Option<&str> {
    let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
    let rest = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?;
    rest.split(['(', '<']).next()
}

fn script_test(line: &str) -> Option<&str> {
    let rest = line.trim_start().strip_prefix("test(")?;
    let quote = rest.chars().next().filter(|first| "\"'`".contains(*first))?;
    rest[1..].split(quote).next()
}

/// The sections that comments cite behind the word "contract": `contract §4.1, §4.2 and §9.1 to
/// §9.3`.
fn cited(text: &str) -> BTreeSet<String> {
    let comments = text.lines().map(str::trim).filter_map(|line| {
        let words = line.strip_prefix("//")?;
        Some(words.trim_start_matches(['/', '!']).trim())
    });
    let prose = comments.collect::<Vec<_>>().join(" ");
    let mut sections = BTreeSet::new();
    for behind in prose.split("contract ").skip(1) {
        let mut from: Option<(u32, u32)> = None;
        let mut to = false;
        for word in behind.split(' ') {
            let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            match number.strip_prefix('§') {
                Some(number) => {
                    let numbers = number.split_once('.');
                    let both = numbers.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
                    if let (true, Some((chapter, first)), Some((_, last))) = (to, from, both) {
                        let between: std::ops::RangeInclusive<u32> = first..=last;
                        sections.extend(between.map(|one| format!("{chapter}.{one}")));
                    }
                    sections.insert(number.to_owned());
                    (from, to) = (both, false);
                }
                None if word == "to" => to = true,
                None if word == "and" => {}
                None => break,
            }
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "//! Things (rule A03, contract §4.1, §6.7 to §6.9 and\n//! §9.1).\n\n\
        /// Recorded: contract §3.1 §7.5, waba.get\n#[tokio::test]\n\
        async fn a03_a05_assigned() {}\n\n/// A thing.\nfn b01_no_test() {}\n\
        #[test]\nfn other() {}\n";

    #[test]
    fn a_test_shows_the_side_that_it_runs() {
        let sides = |path: &str| (Sides::of(path).platform, Sides::of(path).provider);
        assert_eq!(sides("crates/platform/tests/it/x.rs"), (true, false));
        assert_eq!(sides("crates/provider/tests/it/x.rs"), (false, true));
        assert_eq!(sides("tests/it/road.rs"), (true, true));
    }

    #[test]
    fn rules_sections_and_records_are_found() {
        let sources = Sources::from([
            ("crates/a/tests/it/some.rs".to_owned(), TEXT.to_owned()),
            (
                "tests/browser/x.test.mjs".to_owned(),
                "// Contract §1.2: none.\n// The page (contract §1.1 and §1.3).\n\
                 test(\"a03 is seen, b12 too\", async"
                    .to_owned(),
            ),
        ]);
        let found = Found::in_sources(&sources);
        let names: Vec<&str> = found.rules["A03"].keys().map(String::as_str).collect();
        assert_eq!(names, ["some::a03_a05_assigned", "x.mjs::a03 is seen, b12 too"]);
        assert_eq!(found.rules.keys().collect::<Vec<_>>(), ["A03", "A05", "B12"]);
        assert!(found.rules["B12"].values().all(|side| side.platform && side.provider));
        let cited: Vec<&str> = found.sections.keys().map(String::as_str).collect();
        assert_eq!(cited, ["1.1", "1.3", "3.1", "4.1", "6.7", "6.8", "6.9", "7.5", "9.1"]);
        assert_eq!(found.sections["4.1"]["some"], 2);
        assert_eq!(found.sections["1.3"]["x.mjs"], 1);
        assert_eq!(found.recorded.keys().collect::<Vec<_>>(), ["3.1", "7.5", "waba.get"]);
    }
}
