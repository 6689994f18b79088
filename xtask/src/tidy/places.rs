//! Links between the documents lead somewhere.

use super::{Finding, Sources, ending, numbered};

pub(super) fn check(path: &str, text: &str, sources: &Sources) -> Vec<Finding> {
    if ending(path) != "md" || path.contains("/assets/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut code = false;
    for (number, line) in numbered(text) {
        code ^= line.trim_start().starts_with("```");
        if code {
            continue;
        }
        for link in links(line).filter(|link| !exists(path, link, sources)) {
            let what = format!("links to {link}, which is not there; correct or drop the link");
            findings.push(Finding::new(path, number, what));
        }
    }
    findings
}

/// The targets of `[text](target)` and `![text](target)` that point into the repository.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let inside = |target: &&str| !target.contains("://") && !target.starts_with("mailto:");
    targets.filter(inside).map(|target| target.split('#').next().unwrap_or(target))
}

/// Whether the link leads to a file or a folder. Pictures are no text and not among the sources,
/// so the disk is asked too.
fn exists(from: &str, link: &str, sources: &Sources) -> bool {
    let Some(path) = resolved(from, link) else { return false };
    let folder = format!("{path}/");
    path.is_empty()
        || sources.contains_key(&path)
        || sources.keys().any(|known| known.starts_with(&folder))
        || crate::project::root().join(&path).is_file()
}

/// The link relative to the root; `None` where it leaves the repository.
fn resolved(from: &str, link: &str) -> Option<String> {
    if link.is_empty() {
        return Some(from.to_owned());
    }
    if link.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        let known = ["README.md", "docs/limits.md", "docs/words/ids.md"];
        let sources = known.iter().map(|&name| (name.to_owned(), String::new())).collect();
        check(path, text, &sources).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn dead_links_are_found() {
        assert_eq!(
            whats("README.md", "Read\n[this](docs/limits.md) and [that](docs/gone.md#part).\n"),
            ["README.md:2: links to docs/gone.md, which is not there; correct or drop the link"]
        );
        assert_eq!(whats("README.md", "[out](../../elsewhere.md)\n").len(), 1);
        assert_eq!(whats("README.md", "[absolute](/docs/limits.md)\n").len(), 1);
    }

    #[test]
    fn live_links_pass() {
        let text = "[a](../README.md) [b](words/) [c](#here) [d](https://example.test/x) [e](.)\n";
        assert!(whats("docs/limits.md", text).is_empty());
        assert!(whats("README.md", "```\n[x](gone.md)\n```\n").is_empty());
    }
}
