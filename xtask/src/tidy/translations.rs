//! Every language says everything: the same messages as English, with no variable English lacks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Sources, ending, numbered};

/// Key (a message, a term, or `message.attribute`) → its line and the variables in it.
type Messages<'a> = BTreeMap<String, (usize, BTreeSet<&'a str>)>;

pub(super) fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = Vec::new();
    let files = sources.iter().filter(|(path, _)| ending(path) == "ftl");
    for (path, text) in files {
        match english(path, sources) {
            None => {
                let what = "there is no English file beside it; add en.ftl";
                findings.push(Finding::new(path, 1, what));
            }
            Some(original) => compare(path, &messages(original), &messages(text), &mut findings),
        }
    }
    findings
}

/// The English text that belongs to a file: `en.ftl` beside it, or the file of the same name in
/// the folder `en` beside its folder.
fn english<'a>(path: &str, sources: &'a Sources) -> Option<&'a String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
    sources.get(&format!("{folder}/en.ftl")).or_else(|| sources.get(&format!("{parent}/en/{name}")))
}

fn compare(path: &str, original: &Messages<'_>, ours: &Messages<'_>, out: &mut Vec<Finding>) {
    for key in original.keys().filter(|key| !ours.contains_key(*key)) {
        out.push(Finding::new(path, 1, format!("`{key}` is missing; translate it")));
    }
    for (key, (line, variables)) in ours {
        let Some((_, known)) = original.get(key) else {
            out.push(Finding::new(path, *line, format!("`{key}` is not in English; drop it")));
            continue;
        };
        for variable in variables.difference(known) {
            let what = format!("`{key}` uses ${variable}, which English has not; correct it");
            out.push(Finding::new(path, *line, what));
        }
    }
}

fn messages(text: &str) -> Messages<'_> {
    let mut found = Messages::new();
    let (mut message, mut key) = ("", String::new());
    for (number, line) in numbered(text) {
        let attribute = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' '));
        if let Some(name) = attribute.and_then(name) {
            key = format!("{message}.{name}");
            found.insert(key.clone(), (number, BTreeSet::new()));
        } else if let Some(name) = name(line) {
            (message, key) = (name, name.to_owned());
            found.insert(key.clone(), (number, BTreeSet::new()));
        }
        if line.starts_with('#') {
            continue;
        }
        if let Some((_, variables)) = found.get_mut(&key) {
            variables.extend(line.split('$').skip(1).map(word));
        }
    }
    found
}

/// The name before the `=` of a line, if it begins a message, a term or an attribute.
fn name(line: &str) -> Option<&str> {
    let bare = line.strip_prefix('-').unwrap_or(line);
    let (name, _) = line.split_once('=')?;
    let name = name.trim_end();
    let whole = word(bare).len() + (line.len() - bare.len()) == name.len();
    (whole && bare.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(name)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "\
# Comment = no message
welcome = Hello { $name }
    .title = Greeting
-brand = Vestibule
days = { $count ->
    [one] One day
   *[other] { $count } days
}
";

    fn whats(files: &[(&str, &str)]) -> Vec<String> {
        let sources =
            files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        check(&sources).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn keys_terms_and_attributes_are_read_with_their_variables() {
        let read = messages(ENGLISH);
        let keys: Vec<&str> = read.keys().map(String::as_str).collect();
        assert_eq!(keys, ["-brand", "days", "welcome", "welcome.title"]);
        assert_eq!(read["welcome"], (2, BTreeSet::from(["name"])));
        assert_eq!(read["days"], (5, BTreeSet::from(["count"])));
    }

    #[test]
    fn missing_surplus_and_mistaken_messages_are_found() {
        let german = "welcome = Hallo { $Name }\n-brand = V\ndays = { $count } Tage\nnew = Neu\n";
        assert_eq!(
            whats(&[("l/en.ftl", ENGLISH), ("l/de.ftl", german)]),
            [
                "l/de.ftl:1: `welcome.title` is missing; translate it",
                "l/de.ftl:4: `new` is not in English; drop it",
                "l/de.ftl:1: `welcome` uses $Name, which English has not; correct it",
            ]
        );
    }

    #[test]
    fn english_is_found_beside_the_file_or_beside_its_folder() {
        assert!(whats(&[("l/en.ftl", ENGLISH), ("l/ar.ftl", ENGLISH)]).is_empty());
        assert!(whats(&[("l/en/page.ftl", ENGLISH), ("l/ar/page.ftl", ENGLISH)]).is_empty());
        assert_eq!(
            whats(&[("l/en/page.ftl", ENGLISH), ("l/ar/mail.ftl", ENGLISH)]),
            ["l/ar/mail.ftl:1: there is no English file beside it; add en.ftl"]
        );
    }
}
