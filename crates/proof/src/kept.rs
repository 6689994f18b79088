//! Answers that platforms have kept in files: held against Meta's document when all is over.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::chosen::Chosen;
use crate::document::{Document, Misfit};
use crate::operation::Operation;

/// What tokens begin with, and how many of their characters follow at least.
const TOKEN: (&str, usize) = ("EAA", 60);

/// What was found in the files of a folder.
#[derive(Debug, Default)]
pub struct Kept {
    /// How many answers there are.
    pub answers: usize,
    /// How many of them the document describes.
    pub described: usize,
    /// How many files hold them: one for each process that answered.
    pub files: usize,
    /// Answers that are not as described, each once.
    pub misfits: Vec<Misfit>,
    /// Lines that ought not to be there: no answers, or with a token in them.
    pub bad: Vec<String>,
}

/// One line of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    operation: String,
    status: u16,
    /// What the caller asked for.
    fields: Option<String>,
    body: Value,
}

impl Kept {
    /// Holds each answer in the files of a folder against a document.
    ///
    /// # Errors
    /// When the folder or a file cannot be read.
    pub fn in_folder(folder: &Path, document: &Document) -> std::io::Result<Self> {
        let mut kept = Self::default();
        let mut seen = BTreeSet::new();
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_none_or(|end| end != "jsonl") {
                continue;
            }
            kept.files += 1;
            for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
                kept.hold(line, (document, &mut seen), || {
                    format!("{}:{}", path.display(), number + 1)
                });
            }
        }
        Ok(kept)
    }

    fn hold(
        &mut self,
        line: &str,
        (document, seen): (&Document, &mut BTreeSet<(String, Vec<String>)>),
        place: impl Fn() -> String,
    ) {
        let answer = serde_json::from_str::<Answer>(line).ok();
        let named = answer.and_then(|one| Some((Operation::named(&one.operation)?, one)));
        let Some((operation, Answer { status, fields, body, .. })) = named else {
            self.bad.push(format!("{}: no answer", place()));
            return;
        };
        if holds_token(line) {
            self.bad.push(format!("{}: {operation} was kept with a token in it", place()));
        }
        self.answers += 1;
        let text = if body.is_null() { String::new() } else { body.to_string() };
        match document.fits(&operation, status, Chosen::by(fields.as_deref()), text.as_bytes()) {
            Ok(named) => self.described += usize::from(named.is_some()),
            Err(misfit) => {
                self.described += 1;
                let same = (operation.to_string(), misfit.schemas());
                if seen.insert(same) {
                    self.misfits.push(misfit);
                }
            }
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.misfits.is_empty() && self.bad.is_empty()
    }
}

/// Whether something looks like an access token.
fn holds_token(text: &str) -> bool {
    let (begin, least) = TOKEN;
    let of_token = |c: &char| c.is_ascii_alphanumeric() || *c == '-' || *c == '_';
    text.split(begin).skip(1).any(|rest| rest.chars().take_while(of_token).count() >= least)
}

impl fmt::Display for Kept {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for misfit in &self.misfits {
            writeln!(to, "{misfit}\n")?;
        }
        for bad in &self.bad {
            writeln!(to, "{bad}")?;
        }
        let Self { answers, described, files, .. } = self;
        write!(to, "{answers} answers of {files} processes, {described} of them described by Meta")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = r"
paths:
  /{Version}/{WABA-ID}:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                type: object
                required: [id, name]
                properties: { id: { type: string } }
";

    fn line(operation: &str, chosen: bool, body: &str) -> String {
        let fields = if chosen { r#""id""# } else { "null" };
        format!(
            r#"{{"operation":"{operation}","status":200,"fields":{fields},"body":{body}}}{}"#,
            '\n'
        )
    }

    #[test]
    fn each_answer_of_each_file_is_held_against_the_document() {
        let folder = std::env::temp_dir().join(format!("proof-kept-{}", std::process::id()));
        let answers = folder.join("answers");
        fs::create_dir_all(&answers).unwrap();
        let document = Document::of((DOCUMENT, "correction = []"), &folder.join("parts"));
        let good = [
            line("waba.get", false, r#"{"id":"1","name":"a"}"#),
            line("waba.get", true, r#"{"id":"1"}"#),
            line("me.get", false, r#"{"id":1}"#),
        ];
        fs::write(answers.join("good-1.jsonl"), good.concat()).unwrap();
        let found = Kept::in_folder(&answers, &document).unwrap();
        assert_eq!((found.answers, found.described, found.files), (3, 2, 1));
        assert!(found.is_good(), "{found}");

        let bad = [
            line("waba.get", false, r#"{"id":"1"}"#),
            line("waba.get", false, r#"{"id":"2"}"#),
            line("waba.get", true, r#"{"id":3}"#),
            line("me.get", false, &format!(r#"{{"id":"EAA{}"}}"#, "x".repeat(90))),
            "half an ans".to_owned(),
        ];
        fs::write(answers.join("bad-2.jsonl"), bad.concat()).unwrap();
        let found = Kept::in_folder(&answers, &document).unwrap();
        assert_eq!((found.answers, found.described, found.files), (7, 5, 2));
        assert_eq!((found.misfits.len(), found.bad.len()), (2, 2), "alike ones are told once");
        assert!(found.to_string().contains("\"name\" is a required property"), "{found}");
        assert!(!found.is_good());
        fs::remove_dir_all(&folder).unwrap();
    }
}
