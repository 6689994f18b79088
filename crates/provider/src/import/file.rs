//! The list of accounts to be taken over: CSV with a head line, or JSON.

use std::collections::BTreeMap;

use graph::id::{PhoneNumberId, WabaId};
use serde::Deserialize;
use shell::secret::Text;

/// One account of the list.
#[derive(Debug)]
pub struct Entry {
    /// The account.
    pub waba: WabaId,
    /// The business's e-mail address.
    pub contact: Option<String>,
    /// The PINs its numbers are registered with (contract §4.5).
    pub pins: Vec<(PhoneNumberId, Text)>,
}

/// Why a list cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct BadFile {
    /// Which line or, in JSON, which element, counted from 1.
    pub line: usize,
    /// What is wrong there. PINs are not repeated.
    pub why: String,
}

/// The columns of a CSV list, which are the members of an element in JSON.
const COLUMNS: [&str; 4] = ["waba_id", "contact", "phone_number_id", "pin"];

/// An element of a JSON list: `"1029…"`, or an object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Element {
    Number(u64),
    Text(String),
    Object {
        waba_id: Id,
        #[serde(default)]
        contact: Option<String>,
        #[serde(default)]
        phone_number_id: Option<Id>,
        #[serde(default)]
        pin: Option<Id>,
    },
}

/// An id or PIN, which tools write as a text or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

impl Id {
    fn text(self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text,
        }
    }
}

/// Reads a list. Several lines about one account (one for each of its numbers) become one entry;
/// entries come in the order of their accounts.
///
/// # Errors
/// [`BadFile`] with the first line that cannot be read.
pub fn read(text: &str) -> Result<Vec<Entry>, BadFile> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let lines = if text.starts_with('[') { json(text)? } else { csv(text)? };
    let mut entries: BTreeMap<WabaId, Entry> = BTreeMap::new();
    for (line, [waba, contact, phone, pin]) in lines {
        let bad = |why: &str| BadFile { line, why: why.to_owned() };
        let waba = waba.parse().map_err(|_| bad("waba_id is no id"))?;
        let entry = entries.entry(waba).or_insert(Entry { waba, contact: None, pins: Vec::new() });
        if !contact.is_empty() {
            entry.contact = Some(contact);
        }
        match (phone.is_empty(), pin.is_empty()) {
            (_, true) => {}
            (true, false) => return Err(bad("a pin needs the phone_number_id it belongs to")),
            (false, false) => {
                let phone = phone.parse().map_err(|_| bad("phone_number_id is no id"))?;
                if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(bad("a pin has six digits"));
                }
                entry.pins.push((phone, Text::from(pin)));
            }
        }
    }
    Ok(entries.into_values().collect())
}

type Line = (usize, [String; 4]);

fn json(text: &str) -> Result<Vec<Line>, BadFile> {
    let elements: Vec<Element> = serde_json::from_str(text).map_err(|error| BadFile {
        line: error.line(),
        why: "this is no list of accounts in JSON".to_owned(),
    })?;
    let line = |element| match element {
        Element::Number(id) => [id.to_string(), String::new(), String::new(), String::new()],
        Element::Text(id) => [id, String::new(), String::new(), String::new()],
        Element::Object { waba_id, contact, phone_number_id, pin } => {
            let text = |id: Option<Id>| id.map(Id::text).unwrap_or_default();
            [waba_id.text(), contact.unwrap_or_default(), text(phone_number_id), text(pin)]
        }
    };
    Ok(elements.into_iter().enumerate().map(|(place, one)| (place + 1, line(one))).collect())
}

/// A list without a head line is one of account ids.
fn csv(text: &str) -> Result<Vec<Line>, BadFile> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).peekable();
    let Some((_, first)) = lines.peek() else {
        return Ok(Vec::new());
    };
    let mut columns = vec!["waba_id".to_owned()];
    let separator = if first.contains(';') { ';' } else { ',' };
    if !first.trim().bytes().all(|byte| byte.is_ascii_digit()) {
        columns = fields(first, separator).into_iter().map(|name| name.to_lowercase()).collect();
        let known = |name: &String| COLUMNS.contains(&name.as_str());
        if !columns.iter().any(|name| name == "waba_id") || !columns.iter().all(known) {
            let why = format!("the head line names the columns {}", COLUMNS.join(", "));
            return Err(BadFile { line: 1, why });
        }
        lines.next();
    }
    let read = |(place, line): (usize, &str)| {
        let mut found: [String; 4] = Default::default();
        let fields = fields(line, separator);
        if fields.len() > columns.len() {
            return Err(BadFile {
                line: place + 1,
                why: "it has more fields than the head line".to_owned(),
            });
        }
        for (name, field) in columns.iter().zip(fields) {
            if let Some(at) = COLUMNS.iter().position(|column| column == name) {
                found[at] = field;
            }
        }
        Ok((place + 1, found))
    };
    lines.map(read).collect()
}

/// The fields of a line; quotation marks around a field fall away, doubled inside are one.
fn fields(line: &str, separator: char) -> Vec<String> {
    let mut fields = vec![String::new()];
    let (mut quoted, mut chars) = (false, line.chars().peekable());
    while let Some(c) = chars.next() {
        let last = fields.last_mut().expect("there is always one");
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                last.push('"');
                chars.next();
            }
            '"' => quoted = !quoted,
            c if c == separator && !quoted => fields.push(String::new()),
            c => last.push(c),
        }
    }
    fields.into_iter().map(|field| field.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use shell::secret::ExposeSecret;

    use super::*;

    /// Account, contact, and the PIN of each number.
    type Shown = (u64, Option<String>, Vec<(u64, String)>);

    fn shown(text: &str) -> Vec<Shown> {
        let shown = |entry: Entry| {
            let pins = entry.pins.iter();
            let pins = pins.map(|(phone, pin)| (phone.get(), pin.expose_secret().to_owned()));
            (entry.waba.get(), entry.contact, pins.collect())
        };
        read(text).unwrap().into_iter().map(shown).collect()
    }

    #[test]
    fn lists_are_read_as_tools_write_them() {
        let contact = Some("anna@shop.example".to_owned());
        assert_eq!(shown("98\n99\n\n"), [(98, None, vec![]), (99, None, vec![])]);
        let csv = "contact;waba_id;phone_number_id;pin\r\n\"anna@shop.example\";98;101;012345\r\n\
                   ;98;102;123456\r\n";
        let pins = vec![(101, "012345".to_owned()), (102, "123456".to_owned())];
        assert_eq!(shown(csv), [(98, contact.clone(), pins.clone())]);
        let json = r#"["99", 97, {"waba_id": 98, "contact": "anna@shop.example",
            "phone_number_id": "101", "pin": "012345"}]"#;
        let one = vec![pins[0].clone()];
        assert_eq!(shown(json), [(97, None, vec![]), (98, contact, one), (99, None, vec![])]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line_and_without_its_pin() {
        let cases = [
            ("waba_id,pin\n98,123456", "line 2: a pin needs"),
            ("waba_id,phone_number_id,pin\n98,101,98765", "line 2: a pin has six"),
            ("98\nshop", "line 2: waba_id is no id"),
            ("id,pin\n", "line 1: the head line"),
            ("[{\"pin\": 1}]", "line 1: this is no list"),
            ("98,1", "line 1: the head line"),
        ];
        for (text, expected) in cases {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
            assert!(!error.contains("98765"), "{error}");
        }
    }
}
