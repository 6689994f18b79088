//! The `fields` parameter: which members an answer shall have (contract §7.4).
//!
//! `fields=id,name,phone_numbers.limit(3){display_phone_number,id}` asks for three fields; the
//! third is an edge with a modifier and a selection of its own.

use std::fmt;

use crate::GraphError;

/// How deep selections may be nested.
const MOST_LEVELS: usize = 8;
/// How many fields one call may ask for, at all levels together.
const MOST_FIELDS: usize = 1_000;

/// One requested field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name of a member or an edge.
    pub name: String,
    /// Modifiers such as `.limit(3)`, in the order written.
    pub args: Vec<(String, String)>,
    /// The selection inside braces; empty when there is none.
    pub sub: Vec<Self>,
}

impl Field {
    /// The field of this name without modifiers or selection.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), args: Vec::new(), sub: Vec::new() }
    }

    /// The argument of a modifier, for `.limit(3)` asked as `limit`.
    pub fn arg(&self, modifier: &str) -> Option<&str> {
        self.args.iter().find(|(name, _)| name == modifier).map(|(_, value)| value.as_str())
    }

    /// The key under which the answer carries the field: its alias if it has one.
    pub fn key(&self) -> &str {
        self.arg("as").unwrap_or(&self.name)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.name)?;
        for (name, value) in &self.args {
            write!(to, ".{name}({value})")?;
        }
        if !self.sub.is_empty() {
            let inner: Vec<String> = self.sub.iter().map(Self::to_string).collect();
            write!(to, "{{{}}}", inner.join(","))?;
        }
        Ok(())
    }
}

/// Reads the value of `fields`. White space between the parts and a comma at the end are
/// tolerated; a JSON array of texts is read as a list. An empty text asks for nothing.
///
/// # Errors
/// 2500 `Syntax error "…"` naming the character where reading stopped.
pub fn parse(text: &str) -> Result<Vec<Field>, GraphError> {
    if text.trim_start().starts_with('[')
        && let Ok(list) = serde_json::from_str::<Vec<String>>(text)
    {
        return parse(&list.join(","));
    }
    let mut reader = Reader { text, at: 0, count: 0 };
    let fields = reader.list(0)?;
    match reader.peek() {
        None => Ok(fields),
        Some(other) => Err(reader.expected(&format!("end of string instead of \"{other}\""))),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    count: usize,
}

impl<'a> Reader<'a> {
    fn list(&mut self, level: usize) -> Result<Vec<Field>, GraphError> {
        if level > MOST_LEVELS {
            return Err(self.expected("fewer nested selections"));
        }
        let mut fields = Vec::new();
        while !matches!(self.peek(), None | Some('}')) {
            fields.push(self.field(level)?);
            if !self.take(',') {
                break;
            }
        }
        Ok(fields)
    }

    fn field(&mut self, level: usize) -> Result<Field, GraphError> {
        self.count += 1;
        if self.count > MOST_FIELDS {
            return Err(self.expected("fewer fields"));
        }
        let mut field = Field::named(self.name()?);
        loop {
            if self.take('.') {
                let modifier = self.name()?.to_owned();
                if !self.take('(') {
                    return Err(self.expected("\"(\" after a modifier"));
                }
                let value = self.argument()?;
                // The older way of writing a selection.
                if modifier == "fields" && field.sub.is_empty() {
                    field.sub = parse(&value)?;
                } else {
                    field.args.push((modifier, value));
                }
            } else if field.sub.is_empty() && self.take('{') {
                field.sub = self.list(level + 1)?;
                if !self.take('}') {
                    return Err(self.expected("\"}\""));
                }
            } else {
                return Ok(field);
            }
        }
    }

    fn name(&mut self) -> Result<&'a str, GraphError> {
        self.skip_space();
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .unwrap_or(rest.len());
        if length == 0 {
            return Err(self.expected("name"));
        }
        self.at += length;
        Ok(&rest[..length])
    }

    /// The text up to the bracket that closes the modifier; brackets and quoted texts inside it
    /// belong to it.
    fn argument(&mut self) -> Result<String, GraphError> {
        let rest = &self.text[self.at..];
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for (offset, character) in rest.char_indices() {
            match character {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ if quoted => {}
                ')' if depth == 0 => {
                    self.at += offset + 1;
                    return Ok(rest[..offset].trim().to_owned());
                }
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Err(self.expected("\")\""))
    }

    fn peek(&mut self) -> Option<char> {
        self.skip_space();
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn expected(&self, what: &str) -> GraphError {
        let character = self.text[..self.at].chars().count();
        let excerpt: String = self.text.chars().take(200).collect();
        GraphError::syntax(&format!("Expected {what} at character {character}: {excerpt}"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Field, parse};

    fn shown(text: &str) -> Vec<String> {
        parse(text).unwrap().iter().map(Field::to_string).collect()
    }

    #[test]
    fn reads_edges_with_modifiers() {
        let fields = parse("a,b,edge.limit(3).after(x){c,d{e}},f.as(alias)").unwrap();
        assert_eq!(fields.len(), 4);
        assert_eq!(fields[2].arg("limit"), Some("3"));
        assert_eq!(fields[2].arg("after"), Some("x"));
        assert_eq!(fields[2].sub[1].sub[0].name, "e");
        assert_eq!((fields[3].key(), fields[0].key()), ("alias", "a"));
    }

    #[test]
    fn tolerates_how_people_write_it() {
        assert_eq!(
            shown(" display_phone_number,\n name_status ,id, "),
            ["display_phone_number", "name_status", "id"]
        );
        assert_eq!(shown("e{a}.limit(2)"), ["e.limit(2){a}"]);
        assert_eq!(shown("e.fields(a,b{c}).limit(2)"), ["e.limit(2){a,b{c}}"]);
        assert_eq!(shown(r#"["id","name"]"#), ["id", "name"]);
        assert!(shown("").is_empty());
    }

    #[test]
    fn a_modifier_may_hold_json() {
        let text = r#"e.filtering([{"field":"a)","value":"\")"}]){b}"#;
        let fields = parse(text).unwrap();
        assert_eq!(fields[0].arg("filtering"), Some(r#"[{"field":"a)","value":"\")"}]"#));
        assert_eq!(fields[0].to_string(), text);
    }

    #[test]
    fn says_where_it_stopped() {
        let error = parse("id,,name").unwrap_err();
        assert_eq!((error.code, error.status), (2500, 400));
        assert_eq!(error.message, r#"Syntax error "Expected name at character 3: id,,name""#);
        for text in ["a{b", "a}", "a.limit(3", "a.limit", "a b", "ä", &"a{".repeat(50)] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    fn field() -> impl Strategy<Value = Field> {
        let name = "[a-z_][a-z0-9_]{0,8}";
        let args = prop::collection::vec(("[a-eg-z][a-z]{0,5}", r"[a-z0-9]{0,5}"), 0..3);
        let leaf = (name, args.clone()).prop_map(|(name, args)| Field { name, args, sub: vec![] });
        leaf.prop_recursive(4, 24, 4, move |inner| {
            (name, args.clone(), prop::collection::vec(inner, 0..4))
                .prop_map(|(name, args, sub)| Field { name, args, sub })
        })
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_reads_back(text in r#"([a-c{}().,"\\\[\] ]|\PC){0,40}"#) {
            if let Ok(fields) = parse(&text) {
                let again = fields.iter().map(Field::to_string).collect::<Vec<_>>().join(",");
                prop_assert_eq!(parse(&again).unwrap(), fields);
            }
        }

        #[test]
        fn reads_back_what_it_prints(fields in prop::collection::vec(field(), 0..5)) {
            let text = fields.iter().map(Field::to_string).collect::<Vec<_>>().join(",");
            prop_assert_eq!(parse(&text).unwrap(), fields);
        }
    }
}
