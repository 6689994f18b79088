//! Words that do not belong into the repository: promises for later, lints switched off,
//! hosts of package registries, places on somebody's machine.

use super::{Finding, ending, is_our_code, numbered};

// Each is written in two parts, so that this file passes its own check.
const PROMISES: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];
const MACROS: [&str; 2] = [concat!("to", "do!"), concat!("unimplem", "ented!")];
const IGNORED: &str = concat!("#[ign", "ore");
/// Why a test may be left out of the step `unit`: the step `postgres` runs it.
const ELSEWHERE: &str = "needs a PostgreSQL server: cargo xtask test postgres";
const ALLOWED: [&str; 2] = [concat!("#[al", "low("), concat!("#![al", "low(")];

const REGISTRIES: [&str; 11] = [
    concat!("crates", ".io"),
    concat!("npmjs", ".org"),
    concat!("npmjs", ".com"),
    concat!("yarnpkg", ".com"),
    concat!("pypi", ".org"),
    concat!("pythonhosted", ".org"),
    concat!("pypi.python", ".org"),
    concat!("proxy.golang", ".org"),
    concat!("rubygems", ".org"),
    concat!("repo1.maven", ".org"),
    concat!("deb.debian", ".org"),
];

/// Beginnings of absolute paths that exist on one machine only.
const PLACES: [&str; 4] =
    [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    if is_lock(path) || path == "LICENSE" || path.contains("/assets/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in numbered(text) {
        let mut found = |what: String| findings.push(Finding::new(path, number, what));
        if let Some(word) = promise(path, line) {
            found(format!("{word} promises work for later; do it or drop it"));
        }
        if ending(path) == "rs" {
            switched_off(line).into_iter().for_each(&mut found);
        }
        for host in REGISTRIES.iter().filter(|host| contains_word(line, host)) {
            found(format!("names {host}, a package registry; say it without the host"));
        }
        if let Some(place) = PLACES.iter().find(|place| names_place(line, place)) {
            found(format!("names a path below {place} of one machine; make it relative"));
        }
    }
    findings
}

fn is_lock(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".lock") || name == "package-lock.json"
}

/// The third word doubles as a code elsewhere (no currency, an unknown country), so it counts
/// in comments only; translations are prose in other languages and not asked at all.
fn promise(path: &str, line: &str) -> Option<&'static str> {
    if ending(path) == "ftl" {
        return None;
    }
    let comment = line.find("//").or_else(|| line.find('#')).map_or("", |at| &line[at..]);
    let [first, second, third] = PROMISES;
    if contains_word(line, first) {
        Some(first)
    } else if contains_word(line, second) {
        Some(second)
    } else if is_our_code(path) && contains_word(comment, third) {
        Some(third)
    } else {
        None
    }
}

fn switched_off(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(name) = MACROS.iter().find(|name| contains_word(line, name)) {
        found.push(format!("`{name}` is a hole; fill it"));
    }
    if line.contains(IGNORED) && !line.contains(ELSEWHERE) {
        found.push("an ignored test proves nothing; run it or delete it".to_owned());
    }
    if ALLOWED.iter().any(|text| line.contains(text)) {
        found.push("a lint switched off for good; use #[expect(…, reason = …)]".to_owned());
    }
    found
}

/// Whether the word stands alone: no letter, digit or `_` before it or after it.
fn contains_word(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open = word.ends_with('!') || !after.is_some_and(inside);
        open && !before.is_some_and(inside)
    })
}

/// Whether an absolute path begins here: not the middle of an address or of a longer path.
fn names_place(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + place.len()..].chars().next();
        let begins = before.is_none_or(|c| !c.is_alphanumeric() && !"./_-*}".contains(c));
        begins && after.is_some_and(|c| c.is_alphanumeric() || c == '.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(path, text).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn promises_are_found_as_words() {
        for word in PROMISES {
            let found = whats("a/src/b.rs", &format!("let x = 1; // {word}: later\n"));
            assert_eq!(found, [format!("{word} promises work for later; do it or drop it")]);
        }
        assert!(whats("a/src/b.rs", &format!("// {}S_LIST\n", PROMISES[0])).is_empty());
        assert!(
            whats("a/src/b.rs", &format!("const NONE: &str = \"{}\";", PROMISES[2])).is_empty()
        );
        assert!(whats("a/es.ftl", &format!("all = {}\n", PROMISES[0])).is_empty());
        assert_eq!(whats("README.md", &format!("{}: write\n", PROMISES[0])).len(), 1);
    }

    #[test]
    fn holes_ignored_tests_and_silenced_lints_are_found() {
        let text = format!("{}()\n{}]\n{}dead_code)]\n", MACROS[0], IGNORED, ALLOWED[0]);
        let lines: Vec<usize> = check("a/src/b.rs", &text).iter().map(|f| f.line).collect();
        assert_eq!(lines, [1, 2, 3]);
        assert!(whats("docs/a.md", &text).is_empty());
    }

    #[test]
    fn registries_are_found_except_in_lock_files() {
        let text = format!("see https://{}/crates/x\n", REGISTRIES[0]);
        assert_eq!(whats("docs/a.md", &text).len(), 1);
        assert!(whats("Cargo.lock", &text).is_empty());
        assert!(whats("tests/browser/package-lock.json", &text).is_empty());
        assert!(whats("docs/a.md", "the default registry\n").is_empty());
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        for place in PLACES {
            assert_eq!(whats("docs/a.md", &format!("run `{place}me/x`\n")).len(), 1, "{place}");
        }
        let address = format!("https://business.example.test{}accounts\n", PLACES[1]);
        assert!(whats("docs/a.md", &address).is_empty());
        assert!(whats("a/src/b.rs", &format!("\"{}\"\n", PLACES[1])).is_empty());
    }
}
