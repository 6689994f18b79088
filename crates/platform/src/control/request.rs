//! What an operation of the control interface wants to be told: one description that reads requests
//! and is shown in the document.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::answer::No;
use super::shape::Shape;
use crate::plain::{self, plain};

/// Everything that can be said in one request; made by [`request!`](crate::control::request!).
pub(super) trait Request: Sized + Send + 'static {
    /// Its members, in the order of the declaration.
    fn members() -> Vec<Member>;

    /// Takes the members out of what was sent.
    ///
    /// # Errors
    /// A sentence that names the member and says what it must be.
    fn read(given: &mut Given) -> Result<Self, No>;
}

/// One member of a request.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) about: String,
    /// Whether it can be left out.
    pub(super) optional: bool,
    /// Its JSON schema.
    pub(super) schema: Value,
}

impl Member {
    /// Describes a member; `docs` are its doc comments, `default` what counts when it is left out.
    pub(super) fn new<T: Shape>(
        name: &'static str,
        docs: &[&str],
        default: Option<serde_json::Result<Value>>,
    ) -> Self {
        let mut schema = T::schema();
        let default = default.and_then(Result::ok);
        let optional = default.is_some() || T::absent().is_some();
        if let Some(default) = default {
            schema["default"] = default;
        }
        let about = docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let name = name.strip_prefix("r#").unwrap_or(name);
        Self { name, about, optional, schema }
    }

    /// A text from a path or a query as the JSON value that is meant.
    fn value_of(&self, text: String) -> Value {
        match self.schema["type"].as_str() {
            Some("integer") => text.parse::<i64>().map_or(Value::String(text), Value::from),
            Some("boolean") => match text.as_str() {
                "1" | "true" => Value::Bool(true),
                "" | "0" | "false" => Value::Bool(false),
                _ => Value::String(text),
            },
            Some("array") => text.split(',').map(|part| json!(part.trim())).collect(),
            _ => Value::String(text),
        }
    }
}

/// What was sent, by member.
#[derive(Debug, Default)]
pub(super) struct Given(Map<String, Value>);

impl Given {
    /// Puts together what path, query and body said, and refuses what is not known.
    ///
    /// # Errors
    /// A sentence that names what is known.
    pub(super) fn gather<T: Request>(
        texts: impl IntoIterator<Item = (String, String)>,
        body: &[u8],
    ) -> Result<Self, No> {
        let mut all = match body {
            b"" => Map::new(),
            body => match serde_json::from_slice(body) {
                Ok(Value::Object(members)) => members,
                Ok(_) => return Err(No::bad("the body must be one JSON object, such as {}")),
                Err(error) => {
                    let why = plain::json(&error);
                    return Err(No::bad(format!("the body is no JSON: {why}")));
                }
            },
        };
        let members = T::members();
        for (name, text) in texts {
            let member = members.iter().find(|member| member.name == name);
            let value = member.map_or(Value::Null, |member| member.value_of(text));
            if all.insert(name.clone(), value).is_some() {
                return Err(No::bad(format!("`{name}` is said twice: say it once")));
            }
        }
        let known = |name: &String| members.iter().any(|member| member.name == name);
        match all.keys().find(|name| !known(name)) {
            None => Ok(Self(all)),
            Some(name) if members.is_empty() => {
                Err(No::bad(format!("`{name}` is not known: nothing can be said here")))
            }
            Some(name) => {
                let names: Vec<_> = members.iter().map(|m| format!("`{}`", m.name)).collect();
                let names = names.join(", ");
                Err(No::bad(format!("`{name}` is not known: what can be said here is {names}")))
            }
        }
    }

    /// Takes one member.
    ///
    /// # Errors
    /// When it is missing or not of its kind.
    pub(super) fn take<T: Shape>(
        &mut self,
        name: &'static str,
        default: Option<T>,
    ) -> Result<T, No> {
        let name = name.strip_prefix("r#").unwrap_or(name);
        match self.0.remove(name) {
            None | Some(Value::Null) => default
                .or_else(T::absent)
                .ok_or_else(|| No::bad(format!("`{name}` is missing: say {}", T::kind()))),
            Some(value) => {
                let shown = value.to_string();
                let shown: String = shown.chars().take(80).collect();
                serde_json::from_value(value).map_err(|why| {
                    let kind = T::kind();
                    // Why a text is no time is said by its example.
                    let why = match kind == Timestamp::kind() {
                        true => String::new(),
                        false => format!(" ({})", plain(&why.to_string())),
                    };
                    No::bad(format!("`{name}` must be {kind}, not {shown}{why}"))
                })
            }
        }
    }
}

/// Declares a request: a struct whose doc comments, types and defaults (`= value`) are what the
/// document shows and what is read.
macro_rules! request {
    (
        $(#[doc = $about:literal])*
        $vis:vis struct $name:ident {
            $( $(#[doc = $doc:literal])* $field:ident : $kind:ty $(= $default:expr)? ),* $(,)?
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug)]
        $vis struct $name { $( $(#[doc = $doc])* $vis $field: $kind ),* }

        impl $crate::control::request::Request for $name {
            fn members() -> Vec<$crate::control::request::Member> {
                vec![$( $crate::control::request::Member::new::<$kind>(
                    stringify!($field),
                    &[$($doc),*],
                    None$(.or(Some(::serde_json::to_value(<$kind>::from($default)))))?,
                ) ),*]
            }

            fn read(
                given: &mut $crate::control::request::Given,
            ) -> Result<Self, $crate::control::answer::No> {
                let _ = &given;
                Ok(Self { $( $field: given.take(
                    stringify!($field),
                    None$(.or(Some(<$kind>::from($default))))?,
                )? ),* })
            }
        }
    };
}
pub(super) use request;

request! {
    /// Nothing can be said.
    pub(super) struct Nothing {}
}

#[cfg(test)]
mod tests {
    use super::*;

    request! {
        /// Bread.
        struct Order {
            /// Which sort.
            sort: String,
            /// How many.
            count: u64 = 1u64,
            /// Whether it is sliced.
            sliced: Option<bool>,
        }
    }

    fn read(query: &[(&str, &str)], body: &str) -> Result<Order, String> {
        let texts = query.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let given = Given::gather::<Order>(texts, body.as_bytes());
        let read = given.and_then(|mut given| Order::read(&mut given));
        read.map_err(|no| no.message().to_owned())
    }

    #[test]
    fn members_come_from_path_query_and_body() {
        let order = read(&[("count", "3"), ("sliced", "1")], r#"{"sort":"rye"}"#).unwrap();
        assert_eq!((order.sort.as_str(), order.count, order.sliced), ("rye", 3, Some(true)));
        let order = read(&[], r#"{"sort":"rye","sliced":null}"#).unwrap();
        assert_eq!((order.count, order.sliced), (1, None));
    }

    #[test]
    fn what_is_wrong_is_said_in_a_sentence() {
        for (query, body, why) in [
            (&[][..], "", "`sort` is missing: say a text"),
            (&[], "[]", "one JSON object"),
            (&[], "{", "is no JSON"),
            (&[], r#"{"sort":"rye","seeds":1}"#, "`seeds` is not known: what can be said here is"),
            (&[("sort", "rye")], r#"{"sort":"rye"}"#, "`sort` is said twice"),
            (&[], r#"{"sort":7}"#, "`sort` must be a text, not 7"),
            (&[("count", "many")], r#"{"sort":"rye"}"#, "`count` must be a number, not \"many\""),
            (&[("sliced", "maybe")], r#"{"sort":"rye"}"#, "`sliced` must be true or false"),
        ] {
            let said = read(query, body).unwrap_err();
            assert!(said.contains(why), "{said}");
        }
    }
}
