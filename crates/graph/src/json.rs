//! Meta's way of writing JSON (contract §7.3): compact, `/` as `\/`, `@` as `\u0040`, and every
//! character outside ASCII as `\uXXXX` in lower case, with surrogate pairs where needed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// The value as Meta would send it.
pub fn to_meta_json(value: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(512);
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, MetaFormatter))
        .expect("a JSON value always serialises into memory");
    String::from_utf8(bytes).expect("the formatter writes ASCII only")
}

/// The same on many lines, as `pretty=1` asks for: three spaces for each level.
pub fn to_pretty_meta_json(value: &Value) -> String {
    let mut bytes = Vec::with_capacity(256);
    let formatter = PrettyMeta(serde_json::ser::PrettyFormatter::with_indent(b"   "));
    value
        .serialize(&mut Serializer::with_formatter(&mut bytes, formatter))
        .expect("a JSON value always serialises into memory");
    String::from_utf8(bytes).expect("the formatter writes ASCII only")
}

/// Escapes what serde_json would pass through.
struct MetaFormatter;

/// The same on many lines.
struct PrettyMeta(serde_json::ser::PrettyFormatter<'static>);

/// Passes the layout of lists and objects on to the inner formatter.
macro_rules! laid_out {
    ($($name:ident $(($first:ident))?),+) => {$(
        fn $name<W: ?Sized + Write>(
            &mut self, writer: &mut W $(, $first: bool)?
        ) -> io::Result<()> {
            self.0.$name(writer $(, $first)?)
        }
    )+};
}

impl Formatter for PrettyMeta {
    laid_out!(
        begin_array,
        end_array,
        begin_array_value(first),
        end_array_value,
        begin_object,
        end_object,
        begin_object_key(first),
        begin_object_value,
        end_object_value
    );

    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        MetaFormatter.write_string_fragment(writer, fragment)
    }
}

impl Formatter for MetaFormatter {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + Write,
    {
        if fragment.bytes().all(|byte| byte.is_ascii() && byte != b'/' && byte != b'@') {
            return writer.write_all(fragment.as_bytes());
        }
        for character in fragment.chars() {
            match character {
                '/' => writer.write_all(b"\\/")?,
                '@' => writer.write_all(b"\\u0040")?,
                other if other.is_ascii() => write!(writer, "{other}")?,
                other => {
                    for unit in other.encode_utf16(&mut [0; 2]) {
                        write!(writer, "\\u{unit:04x}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::to_meta_json;

    #[test]
    fn writes_like_the_recordings() {
        assert_eq!(to_meta_json(&json!({"success": true})), r#"{"success":true}"#);
        assert_eq!(
            to_meta_json(&json!({"email": "testing@gmail.com", "websites": ["https://a.b/"]})),
            r#"{"email":"testing\u0040gmail.com","websites":["https:\/\/a.b\/"]}"#
        );
        assert_eq!(
            to_meta_json(&json!({"é/": "Grüße 😀 \"x\"\n"})),
            r#"{"\u00e9\/":"Gr\u00fc\u00dfe \ud83d\ude00 \"x\"\n"}"#
        );
    }

    proptest! {
        #[test]
        fn reads_back_the_same(text in any::<String>(), number in any::<i64>()) {
            let value = json!({ text.clone(): [text, number, null] });
            let written = to_meta_json(&value);
            prop_assert!(written.is_ascii());
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap(), value);
        }
    }
}
