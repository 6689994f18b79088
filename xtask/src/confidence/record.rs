//! What the tests and the clients left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// What is known of one operation.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Tests in which it was answered with success.
    pub(super) answered: BTreeSet<String>,
    /// Tests in which it was refused.
    pub(super) refused: BTreeSet<String>,
    /// Tests in which its success was held against Meta's document.
    pub(super) described: BTreeSet<String>,
    /// Members of those answers that the document says something about, by their places.
    pub(super) named: BTreeSet<String>,
    /// Members of those answers that it does not mention.
    pub(super) unnamed: BTreeSet<String>,
    /// Programs of others that called it and were not only refused.
    pub(super) clients: BTreeSet<String>,
}

/// Every operation that is served, and what is known of it.
#[derive(Debug, Default)]
pub(super) struct Record(pub(super) BTreeMap<String, Shown>);

impl Record {
    /// Reads what the last runs recorded.
    ///
    /// # Errors
    /// When a step that records was not run.
    pub(super) fn read() -> Result<Self> {
        let (tests, clients) = (super::folder("tests"), super::folder("clients"));
        let advice = "nothing was recorded; first run `cargo xtask test unit clients`";
        let served = std::fs::read_to_string(tests.join("served.txt")).context(advice)?;
        let mut record = Self::default();
        record.0.extend(served.lines().map(|name| (name.to_owned(), Shown::default())));
        for (test, text) in texts(&tests)? {
            // What random input happens to reach is no evidence, and the walk through Meta's
            // document asks for everything once, not because a rule needs it.
            let counts = |test: &&str| !test.starts_with("graph_document.");
            if let Some(test) = test.strip_prefix("it.").filter(counts) {
                record.add_test(test, &text);
            }
        }
        let called = texts(&clients).context(advice)?;
        ensure!(!called.is_empty(), advice);
        for (client, text) in called {
            record.add_client(&client, &text);
        }
        Ok(record)
    }

    /// Lines of operation, status, and whether the answer was held against the document; and of
    /// operation, sign, and a member that the document names (`+`) or not (`-`).
    fn add_test(&mut self, test: &str, text: &str) {
        for line in text.lines() {
            let words: Vec<&str> = line.split('\t').collect();
            let [operation, status, described] = words[..] else { continue };
            // Answers without a name are refusals of what is not served.
            let Some(shown) = self.0.get_mut(operation) else { continue };
            if let "+" | "-" = status {
                let named = if status == "+" { &mut shown.named } else { &mut shown.unnamed };
                named.insert(described.to_owned());
                continue;
            }
            if !status.starts_with('2') {
                shown.refused.insert(test.to_owned());
                continue;
            }
            shown.answered.insert(test.to_owned());
            if described == "described" {
                shown.described.insert(test.to_owned());
            }
        }
    }

    /// One operation on each line.
    fn add_client(&mut self, client: &str, text: &str) {
        for operation in text.lines() {
            if let Some(shown) = self.0.get_mut(operation.trim()) {
                shown.clients.insert(client.to_owned());
            }
        }
    }
}

/// The files of records in a folder: name without ending, and content.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let files = std::fs::read_dir(folder);
    for file in files.with_context(|| format!("could not list {}", folder.display()))? {
        let path = file?.path();
        if path.extension().is_some_and(|end| end == "tsv") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.insert(name, std::fs::read_to_string(&path)?);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_refusals_are_told_apart() {
        let mut record = Record(BTreeMap::from([("waba.get".to_owned(), Shown::default())]));
        record.add_test("a", "waba.get\t200\tdescribed\nwaba.get\t400\tdescribed\n");
        record.add_test("a", "waba.get\t+\tid\nwaba.get\t-\tcolour\nwaba.get\t+\tid\n");
        record.add_test("b", "waba.get\t200\tundescribed\nwaba.sing.get\t400\tundescribed\n");
        record.add_client("some client 1.0", "waba.get\nwaba.sing.get\n");
        let shown = &record.0["waba.get"];
        let counts = (shown.answered.len(), shown.described.len(), shown.refused.len());
        assert_eq!(counts, (2, 1, 1));
        assert_eq!((shown.clients.len(), record.0.len()), (1, 1));
        assert_eq!((shown.named.len(), shown.unnamed.len()), (1, 1));
    }
}
