//! Which operation a call is: `waba.phone_numbers.get`.

use std::fmt;

use http::Method;

/// What the document calls the kinds of objects in its paths, and what we call them.
const PLACEHOLDERS: [(&str, &str); 11] = [
    ("Application-ID", "app"),
    ("Business-ID", "business"),
    ("Migration-Intent-ID", "migration_intent"),
    ("Phone-Number-ID", "phone"),
    ("Pre-Verified-Phone-Number-ID", "preverified"),
    ("Solution-ID", "solution"),
    ("TEMPLATE_ID", "template"),
    ("User-ID", "system_user"),
    ("WABA-ID", "waba"),
    ("WhatsApp-Account-Number-ID", "phone"),
    ("WhatsApp-Business-Account-ID", "waba"),
];

/// A kind of object, one of its edges or none, and a method; shown as `waba.phone_numbers.get`,
/// `waba.get`. Calls on no object have their path for a kind: `oauth.access_token.get`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Operation {
    kind: String,
    edge: Option<String>,
    method: String,
}

impl Operation {
    /// An operation on an object of a kind such as `waba`.
    #[must_use]
    pub fn new(method: &str, kind: &str, edge: Option<&str>) -> Self {
        let edge = edge.map(str::to_owned);
        Self { kind: kind.to_owned(), edge, method: method.to_ascii_lowercase() }
    }

    /// The operation of a name such as `waba.phone_numbers.get`; `None` where it is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split('.').collect();
        match words[..] {
            [kind, method] => Some(Self::new(method, kind, None)),
            [kind, edge, method] => Some(Self::new(method, kind, Some(edge))),
            _ => None,
        }
    }

    /// The operation of one entry of the document, such as `/{Version}/{WABA-ID}/phone_numbers`;
    /// `None` for an object of a kind that is not served.
    pub(crate) fn of_document(method: &str, path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/{Version}/{")?;
        let (name, behind) = rest.split_once('}')?;
        let (_, kind) = PLACEHOLDERS.iter().find(|(known, _)| *known == name)?;
        let edge = behind.strip_prefix('/').filter(|edge| !edge.is_empty());
        // Edges of edges are not served.
        edge.is_none_or(|edge| !edge.contains('/')).then(|| Self::new(method, kind, edge))
    }

    /// The operation a request asks for; `kind_of` knows what an id names. `None` for a request
    /// that names no known object.
    pub(crate) fn of_request(
        (method, path, query): (&Method, &str, &str),
        kind_of: impl FnOnce(u64) -> Option<&'static str>,
    ) -> Option<Self> {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty()).peekable();
        segments.next_if(|first| is_version(first));
        let (first, edge) = (segments.next(), segments.next());
        if segments.next().is_some() {
            return None;
        }
        let said = |name| form_urlencoded::parse(query.as_bytes()).find(|(said, _)| said == name);
        let method = said("method").map_or(method.as_str().into(), |(_, method)| method);
        let (kind, edge) = match (first, edge) {
            (None, None) if method == Method::POST.as_str() => ("batch", None),
            (Some("oauth" | "me" | "debug_token"), _) => (first?, edge),
            (None | Some(_), None) if said("ids").is_some() => ("ids", None),
            (Some(session), None) if session.starts_with("upload:") => ("upload", None),
            _ => (kind_of(first?.parse().ok()?)?, edge),
        };
        Some(Self::new(&method, kind, edge))
    }
}

/// Whether a segment looks like `v21.0`.
fn is_version(segment: &str) -> bool {
    let digits = segment.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    digits.is_some_and(|(major, _)| major.parse::<u16>().is_ok())
}

impl fmt::Display for Operation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.edge {
            None => write!(to, "{}.{}", self.kind, self.method),
            Some(edge) => write!(to, "{}.{edge}.{}", self.kind, self.method),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_and_requests_name_the_same_operations() {
        let of_document = |method, path| Operation::of_document(method, path).unwrap().to_string();
        assert_eq!(
            of_document("get", "/{Version}/{WABA-ID}/phone_numbers"),
            "waba.phone_numbers.get"
        );
        assert_eq!(of_document("post", "/{Version}/{TEMPLATE_ID}"), "template.post");
        assert_eq!(Operation::of_document("get", "/{Version}/{Flow-ID}"), None);

        let of_request = |method: Method, path: &str, query: &str| {
            let kind_of = |id| (id == 7).then_some("waba");
            let operation = Operation::of_request((&method, path, query), kind_of);
            operation.map(|operation| operation.to_string())
        };
        let found = of_request(Method::GET, "/v21.0/7/phone_numbers/", "fields=id").unwrap();
        assert_eq!(found, "waba.phone_numbers.get");
        assert_eq!(of_request(Method::POST, "/7", "method=DELETE").unwrap(), "waba.delete");
        let login = of_request(Method::POST, "/v21.0/oauth/access_token", "").unwrap();
        assert_eq!(login, "oauth.access_token.post");
        let several = of_request(Method::GET, "/v21.0/phone_numbers", "ids=7,8").unwrap();
        assert_eq!(several, "ids.get");
        assert_eq!(of_request(Method::POST, "/v21.0/", "").unwrap(), "batch.post");
        assert_eq!(of_request(Method::GET, "/v21.0/me", "").unwrap(), "me.get");
        assert_eq!(of_request(Method::POST, "/upload:abc", "").unwrap(), "upload.post");
        assert_eq!(of_request(Method::GET, "/", ""), None);
        assert_eq!(of_request(Method::GET, "/v21.0/8", ""), None);
        assert_eq!(of_request(Method::GET, "/business/7/people", ""), None);
    }

    #[test]
    fn a_name_is_that_of_one_operation() {
        for name in ["waba.get", "waba.phone_numbers.get", "oauth.access_token.post"] {
            assert_eq!(Operation::named(name).unwrap().to_string(), name);
        }
        assert_eq!(Operation::named("waba"), None);
        assert_eq!(Operation::named("waba.phone_numbers.7.get"), None);
    }
}
