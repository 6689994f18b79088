//! Lengths: files, functions, lines.

use super::{Finding, ending, is_our_code, numbered};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const LINE_CHARS: usize = 100;

pub(super) fn check(path: &str, text: &str) -> Vec<Finding> {
    if !is_our_code(path) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let lines = text.lines().count();
    if lines > FILE_LINES {
        let what = format!("{lines} lines, {FILE_LINES} at most; split it by concept");
        findings.push(Finding::new(path, FILE_LINES + 1, what));
    }
    if ending(path) == "rs" {
        let long = numbered(text).filter(|(_, line)| is_too_long(line));
        findings.extend(long.map(|(number, line)| {
            let chars = line.chars().count();
            let what = format!("{chars} characters, {LINE_CHARS} at most; break the line");
            Finding::new(path, number, what)
        }));
    }
    let lines: Vec<&str> = text.lines().collect();
    findings.extend(long_functions(path, &lines));
    findings
}

/// Addresses cannot be broken, so a line that holds one may be long.
fn is_too_long(line: &str) -> bool {
    line.chars().count() > LINE_CHARS && !line.contains("http")
}

fn long_functions(path: &str, lines: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some(name) = function_name(ending(path), line) else { continue };
        let length = function_length(ending(path), &lines[index..]);
        if length > FUNCTION_LINES {
            let what = format!("`{name}` has {length} lines, {FUNCTION_LINES} at most; divide it");
            findings.push(Finding::new(path, index + 1, what));
        }
    }
    findings
}

/// The name of the function that begins on this line, if one does.
fn function_name<'a>(language: &str, line: &'a str) -> Option<&'a str> {
    let line = line.trim_start();
    if line.starts_with("//") || line.starts_with('#') || line.starts_with('*') {
        return None;
    }
    let word = match language {
        "rs" => "fn ",
        "py" => "def ",
        _ => return script_function_name(line),
    };
    let (before, after) = line.split_once(word)?;
    let modifiers = before.split_whitespace().all(|part| {
        part.starts_with("pub") || ["const", "async", "extern", "\"C\"", "default"].contains(&part)
    });
    let name = &after[..after.find(|c: char| !c.is_alphanumeric() && c != '_')?];
    (modifiers && !name.is_empty()).then_some(name)
}

/// JavaScript: `function name(`, `const name = (…) => {`, and the body of `test("name", …)`.
fn script_function_name(line: &str) -> Option<&str> {
    if let Some((_, after)) = line.split_once("function ") {
        return after.split('(').next().filter(|name| !line.starts_with('"') && !name.is_empty());
    }
    if !line.ends_with("=> {") {
        return None;
    }
    let line = line.strip_prefix("export ").unwrap_or(line);
    if let Some(rest) = line.strip_prefix("const ") {
        return rest.split(' ').next();
    }
    let quoted = line.strip_prefix("test(")?;
    quoted.split(['"', '\'', '`']).nth(1)
}

/// Lines from the first to the one that closes the function. Formatted code closes at the
/// indentation at which it began; Python ends before the next line that is not deeper.
fn function_length(language: &str, lines: &[&str]) -> usize {
    let begun = indentation(lines[0]);
    let one_line = lines[0].ends_with(['}', ';']);
    if one_line {
        return 1;
    }
    if language == "py" {
        let ends = |line: &&str| !line.trim().is_empty() && indentation(line) <= begun;
        let closing = |line: &&str| line.trim_start().starts_with(')');
        let next = lines.iter().skip(1).position(|line| ends(line) && !closing(line));
        let body = &lines[..next.map_or(lines.len(), |at| at + 1)];
        return body.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |at| at + 1);
    }
    let closes = |line: &&str| {
        let text = line.trim_start();
        let here = indentation(line) == begun;
        here && (text.starts_with('}') || declares(text))
    };
    lines.iter().skip(1).position(closes).map_or(lines.len(), |at| at + 2)
}

/// The last line of a signature without a body: `) -> u8;` or `where Self: Sized;`.
fn declares(text: &str) -> bool {
    text.ends_with(';') && (text.starts_with(')') || text.starts_with("where "))
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(path: &str, text: &str) -> Vec<String> {
        check(path, text).iter().map(ToString::to_string).collect()
    }

    /// A function whose whole text has this many lines.
    fn function(head: &str, lines: usize, tail: &str) -> String {
        format!("{head}\n{}{tail}\n", "            work();\n".repeat(lines - 2))
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(
            whats("a/src/b.rs", &"//\n".repeat(501)),
            ["a/src/b.rs:501: 501 lines, 500 at most; split it by concept"]
        );
        assert!(whats("a/src/b.rs", &"//\n".repeat(500)).is_empty());
        assert!(whats("a/src/assets/b.js", &"//\n".repeat(501)).is_empty());
        assert!(whats("a/locales/en.ftl", &"#\n".repeat(501)).is_empty());
    }

    #[test]
    fn a_long_line_is_found_in_characters_not_bytes() {
        let text = format!("{}\n{}é\n{}\n", "é".repeat(100), "é".repeat(100), "x".repeat(100));
        assert_eq!(
            whats("a/src/b.rs", &text),
            ["a/src/b.rs:2: 101 characters, 100 at most; break the line"]
        );
        let address = format!("// https://example.test/{}\n", "x".repeat(100));
        assert!(whats("a/src/b.rs", &address).is_empty());
        assert!(whats("a/b.py", &"x".repeat(101)).is_empty());
    }

    #[test]
    fn a_long_rust_function_is_found() {
        let long = function("    pub(crate) async fn road(", 71, "    }");
        assert_eq!(
            whats("a/src/b.rs", &long),
            ["a/src/b.rs:1: `road` has 71 lines, 70 at most; divide it"]
        );
        assert!(whats("a/src/b.rs", &function("fn road() {", 70, "}")).is_empty());
    }

    #[test]
    fn what_only_looks_like_a_function_is_not_one() {
        let many = "    let x = 1;\n".repeat(80);
        for head in ["// fn road() {", "fn road();", "    run: fn() -> Outcome,", "let f = road("] {
            assert!(whats("a/src/b.rs", &format!("{head}\n{many}")).is_empty(), "{head}");
        }
    }

    #[test]
    fn a_declaration_ends_with_its_signature() {
        let text = "    fn road(\n        a: u8,\n    ) -> u8;\n".to_owned();
        let found = whats("a/src/b.rs", &(text + &"    const A: u8 = 1;\n".repeat(80)));
        assert!(found.is_empty(), "{found:#?}");
    }

    #[test]
    fn a_long_signature_does_not_end_the_function() {
        let head = "fn road(\n    a: u8,\n) -> u8\nwhere\n    u8: Copy,\n{";
        let found = whats("a/src/b.rs", &function(head, 70, "}"));
        assert_eq!(found, ["a/src/b.rs:1: `road` has 75 lines, 70 at most; divide it"]);
    }

    #[test]
    fn long_scripts_are_found() {
        for head in [
            "export async function road(page) {",
            "const road = async () => {",
            "test(\"road\", limits, async () => {",
        ] {
            let tail = if head.starts_with("test") { "});" } else { "}" };
            let found = whats("a/b.mjs", &function(head, 71, tail));
            assert_eq!(found, ["a/b.mjs:1: `road` has 71 lines, 70 at most; divide it"], "{head}");
            assert!(whats("a/b.mjs", &function(head, 70, tail)).is_empty(), "{head}");
        }
        let python = function("def road(client):", 71, "    return client\n\nroad(1)");
        let found = whats("a/b.py", &python);
        assert_eq!(found, ["a/b.py:1: `road` has 71 lines, 70 at most; divide it"]);
    }
}
