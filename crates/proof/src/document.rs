//! Meta's published description of the WhatsApp Business Platform: what answers look like.
//!
//! The document is large and the tests are many processes, so the first that needs it takes it
//! apart and leaves one small file for each operation below cargo's target folder; the others read
//! only those they need.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::chosen::Chosen;
use crate::named::Named;
use crate::operation::Operation;
use crate::overlay;

/// The name of the document in the folder of the specification.
const NAME: &str = "meta-openapi-v23.yaml";

/// The variable that names the folder of the specification.
const FOLDER: &str = "VESTIBULE_META_SPEC";

/// The schemas of one operation's answers, by status.
type Schemas = BTreeMap<u16, Arc<Schema>>;

/// What is said of one answer.
#[derive(Debug)]
struct Schema {
    validator: Validator,
    /// The same to be read, with what it refers to.
    text: Value,
}

/// Meta's document, or its absence.
#[derive(Debug, Default)]
pub struct Document {
    /// Where it lies in parts; `None` where it is not kept.
    parts: Option<PathBuf>,
    read: Mutex<BTreeMap<(Operation, Chosen), Schemas>>,
}

/// An answer that is not as the document describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    operation: String,
    status: u16,
    body: String,
    wrong: Vec<Wrong>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    what: String,
    /// The place in the schema that says otherwise.
    schema: String,
}

impl Misfit {
    /// The places in the schema that say otherwise.
    pub(crate) fn schemas(&self) -> Vec<String> {
        self.wrong.iter().map(|wrong| wrong.schema.clone()).collect()
    }
}

impl Document {
    /// Where the document is looked for: in the folder that `VESTIBULE_META_SPEC` names, or in
    /// `../shared/spec` beside the repository.
    #[must_use]
    pub fn place() -> PathBuf {
        let named = std::env::var_os(FOLDER).map(PathBuf::from);
        named.unwrap_or_else(|| root().join("../shared/spec")).join(NAME)
    }

    /// Whether `VESTIBULE_META_SPEC` names a folder without the document.
    #[must_use]
    pub fn is_misnamed() -> bool {
        std::env::var_os(FOLDER).is_some() && !Self::place().is_file()
    }

    /// The document as it is published; `None` where it is not kept.
    ///
    /// # Panics
    /// When `VESTIBULE_META_SPEC` names a folder without it: that is a mistake, not an absence.
    #[must_use]
    pub fn text() -> Option<String> {
        let place = Self::place();
        assert!(!Self::is_misnamed(), "{FOLDER}: there is no {}", place.display());
        fs::read_to_string(place).ok()
    }

    /// The document of this process.
    pub fn held() -> &'static Self {
        static HELD: OnceLock<Document> = OnceLock::new();
        HELD.get_or_init(|| {
            let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
            let parts = target.unwrap_or_else(|| root().join("target")).join("meta-document");
            Self::text().map_or_else(Self::default, |text| Self::of((&text, overlay::TEXT), &parts))
        })
    }

    /// A document and corrections of it, taken apart below a folder.
    ///
    /// # Panics
    /// When the text is not the document, or the folder cannot be written.
    #[must_use]
    pub fn of((text, corrections): (&str, &str), folder: &Path) -> Self {
        let mut hash = DefaultHasher::new();
        (text, corrections, include_str!("document.rs")).hash(&mut hash);
        let parts = folder.join(format!("{:016x}", hash.finish()));
        if !parts.is_dir() {
            take_apart((text, corrections), &parts);
        }
        Self { parts: Some(parts), read: Mutex::default() }
    }

    /// Whether there is a document.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.parts.is_some()
    }

    /// What the document says of an answer that is as it describes; `None` where it describes none.
    /// A call that has chosen its `fields` is answered those and need not have others.
    ///
    /// # Errors
    /// [`Misfit`], with everything that is wrong.
    ///
    /// # Panics
    /// When the parts of the document were damaged.
    pub fn fits(
        &self,
        operation: &Operation,
        status: u16,
        chosen: Chosen,
        body: &[u8],
    ) -> Result<Option<Named>, Misfit> {
        let Some(schema) = self.schema(operation, status, chosen).filter(|_| !body.is_empty())
        else {
            return Ok(None);
        };
        let misfit = |wrong| Misfit {
            operation: operation.to_string(),
            status,
            body: String::from_utf8_lossy(body).into_owned(),
            wrong,
        };
        let answer: Value = serde_json::from_slice(body)
            .map_err(|why| misfit(vec![Wrong { what: why.to_string(), schema: "/".to_owned() }]))?;
        let errors = schema.validator.iter_errors(&answer);
        let wrong = errors.map(|error| Wrong {
            what: format!("{}: {error}", error.instance_path()),
            schema: error.evaluation_path().to_string(),
        });
        let wrong: Vec<Wrong> = wrong.collect();
        if wrong.is_empty() {
            Ok(Some(Named::of(&schema.text, &answer)))
        } else {
            Err(misfit(wrong))
        }
    }

    fn schema(&self, operation: &Operation, status: u16, chosen: Chosen) -> Option<Arc<Schema>> {
        let parts = self.parts.as_ref()?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = read.entry((operation.clone(), chosen));
        let schemas = entry.or_insert_with(|| {
            let file = fs::read_to_string(parts.join(format!("{operation}.json")));
            file.map_or_else(|_| Schemas::new(), |text| compile(&text, chosen))
        });
        schemas.get(&status).cloned()
    }
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The schemas of one part of the document, for callers that chose so much.
fn compile(text: &str, chosen: Chosen) -> Schemas {
    let part: Map<String, Value> = serde_json::from_str(text).expect("parts are JSON");
    let schemas = part.into_iter().map(|(status, text)| {
        let mut asked = text.clone();
        chosen.relax(&mut asked, &text["components"]);
        let validator = jsonschema::draft202012::new(&asked);
        let validator = validator.unwrap_or_else(|why| panic!("a schema of the document: {why}"));
        (status.parse().expect("parts are named by status"), Arc::new(Schema { validator, text }))
    });
    schemas.collect()
}

/// Writes one file for each operation: its answers' schemas by status, each with what it refers to.
fn take_apart((text, corrections): (&str, &str), parts: &Path) {
    let mut document: Value = serde_saphyr::from_str(text).expect("the document is YAML");
    overlay::apply(corrections, &mut document);
    let unfinished = parts.with_extension(std::process::id().to_string());
    fs::create_dir_all(&unfinished).expect("the folder for the document's parts can be made");
    let paths = document["paths"].as_object().expect("the document has paths");
    for (path, methods) in paths {
        for (method, described) in methods.as_object().into_iter().flatten() {
            let Some(operation) = Operation::of_document(method, path) else { continue };
            let Some(answers) = described["responses"].as_object() else { continue };
            let schemas: Map<String, Value> = answers
                .iter()
                .filter_map(|(status, answer)| {
                    Some((status.clone(), schema_of(&document, answer)?))
                })
                .collect();
            let file = unfinished.join(format!("{operation}.json"));
            fs::write(file, json!(schemas).to_string()).expect("a part can be written");
        }
    }
    // Another process may have been quicker; its parts are the same.
    if fs::rename(&unfinished, parts).is_err() {
        let _ = fs::remove_dir_all(&unfinished);
    }
}

/// The schema of an answer, with everything it refers to; `None` where it has none.
fn schema_of(document: &Value, answer: &Value) -> Option<Value> {
    let answer = match answer["$ref"].as_str() {
        Some(place) => document.pointer(place.strip_prefix('#')?)?,
        None => answer,
    };
    let schema = answer["content"]["application/json"].get("schema")?;
    let mut reached = BTreeMap::new();
    reach(document, schema, &mut reached);
    let schemas: Map<String, Value> =
        reached.into_iter().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
    let mut whole = json!({ "allOf": [schema], "components": { "schemas": schemas } });
    whole.sort_all_objects();
    Some(whole)
}

/// The name of the schema that a schema refers to, if it does.
pub(crate) fn refers_to(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}

/// Gathers the schemas that a schema refers to, by name.
fn reach<'a>(document: &'a Value, schema: &'a Value, reached: &mut BTreeMap<&'a str, &'a Value>) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = refers_to(schema).filter(|name| !reached.contains_key(name)) {
                let found = &document["components"]["schemas"][name];
                reached.insert(name, found);
                reach(document, found, reached);
            }
            members.values().for_each(|value| reach(document, value, reached));
        }
        Value::Array(items) => items.iter().for_each(|value| reach(document, value, reached)),
        _ => {}
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, status, body, wrong } = self;
        write!(to, "{operation} answered {status}, not as Meta describes it:")?;
        for Wrong { what, schema } in wrong {
            write!(to, "\n  {what} (schema {schema})")?;
        }
        write!(to, "\n{body}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r"
paths:
  /{Version}/{WABA-ID}:
    get:
      responses:
        '200':
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Waba'
components:
  schemas:
    Waba:
      type: object
      required: [id, name]
      properties:
        id: { type: string }
        mode: { enum: [LIVE] }
";
    const CORRECTIONS: &str = r#"
[[correction]]
at = ["/components/schemas/Waba/properties/mode"]
put = { enum = ["LIVE", "SANDBOX"] }
why = "a recording"
"#;

    fn wrong(document: &Document, query: &str, body: &str) -> usize {
        let operation = Operation::new("GET", "waba", None);
        let chosen = Chosen::by(query.strip_prefix("fields="));
        let fitted = document.fits(&operation, 200, chosen, body.as_bytes());
        fitted.map_or_else(|misfit| misfit.wrong.len(), |named| named.map_or(100, |_| 0))
    }

    #[test]
    fn an_answer_that_is_not_as_described_is_refused() {
        let folder = std::env::temp_dir().join(format!("proof-{}", std::process::id()));
        let plain = Document::of((TEXT, "correction = []"), &folder);
        assert_eq!(wrong(&plain, "", r#"{"id":"1","name":"a","mode":"LIVE"}"#), 0);
        assert_eq!(wrong(&plain, "", r#"{"id":1,"mode":"SANDBOX"}"#), 3);
        assert_eq!(wrong(&plain, "fields=id", r#"{"id":"1"}"#), 0, "only what was asked for");
        assert_eq!(wrong(&plain, "", r#"{"id":"1""#), 1, "no JSON");
        let told = Operation::new("GET", "phone", None);
        let nothing = plain.fits(&told, 200, Chosen::Nothing, b"{}");
        assert_eq!(nothing, Ok(None), "nothing is said about it");
        let body = br#"{"id":"1","name":"a","colour":"red"}"#;
        let operation = Operation::new("GET", "waba", None);
        let named = plain.fits(&operation, 200, Chosen::Nothing, body).unwrap().unwrap();
        assert_eq!((named.known.len(), named.unknown.len()), (1, 2), "`name` is only demanded");

        let corrected = Document::of((TEXT, CORRECTIONS), &folder);
        assert_eq!(wrong(&corrected, "fields=mode", r#"{"mode":"SANDBOX"}"#), 0);
        assert_eq!(wrong(&corrected, "fields=mode", r#"{"mode":"OTHER"}"#), 1);
        let operation = Operation::new("GET", "waba", None);
        let misfit = corrected.fits(&operation, 200, Chosen::Nothing, br#"{"id":1}"#);
        let misfit = misfit.unwrap_err().to_string();
        let schema = "/allOf/0/$ref/properties/id/type";
        for said in ["waba.get answered 200", "/id: 1 is not", schema, r#"{"id":1}"#] {
            assert!(misfit.contains(said), "{misfit}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
