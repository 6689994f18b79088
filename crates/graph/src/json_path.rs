//! The JSONPath of batches: `{result=name:$.data.*.id}` stands for values of an earlier answer
//! (contract §7.7).

use serde_json::Value;

use crate::GraphError;

/// Fills in what a text takes from earlier answers; `answer` finds the answer of a name. Several
/// values are joined with commas.
///
/// # Errors
/// What `answer` refuses, and `(#100)` for a path that cannot be read.
pub fn fill_in<'a>(
    text: &str,
    mut answer: impl FnMut(&str) -> Result<&'a Value, GraphError>,
) -> Result<String, GraphError> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(OPENING) {
        let (before, reference) = (&rest[..start], &rest[start + OPENING.len()..]);
        let Some((inside, behind)) = reference.split_once('}') else { break };
        let Some((name, path)) = inside.split_once(':') else {
            return Err(GraphError::bad_value("result", inside));
        };
        filled.push_str(before);
        let found = values(answer(name.trim())?, path.trim())
            .ok_or_else(|| GraphError::bad_value("JSONPath", path))?;
        filled.push_str(&found.iter().map(|value| plain(value)).collect::<Vec<_>>().join(","));
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The names of the answers a text refers to.
pub fn names(text: &str) -> Vec<&str> {
    let parts = text.split(OPENING).skip(1);
    parts.filter_map(|part| part.split_once(':')).map(|(name, _)| name.trim()).collect()
}

/// How a reference begins.
const OPENING: &str = "{result=";

/// What a path finds; `None` if it is none. `$`, `.name`, `['name']`, `.*`, `[*]`, `[0]` and
/// `..name` are understood.
fn values<'a>(root: &'a Value, path: &str) -> Option<Vec<&'a Value>> {
    let mut rest = path.strip_prefix('$')?;
    let mut found = vec![root];
    while !rest.is_empty() {
        if let Some(behind) = rest.strip_prefix("..") {
            let end = behind.find(['.', '[']).unwrap_or(behind.len());
            let mut deep = Vec::new();
            found.iter().for_each(|value| collect(value, &behind[..end], &mut deep));
            (found, rest) = (deep, &behind[end..]);
            continue;
        }
        let (step, behind) = match rest.strip_prefix('.') {
            Some(named) => named.split_at(named.find(['.', '[']).unwrap_or(named.len())),
            None => rest.strip_prefix('[')?.split_once(']')?,
        };
        if step.is_empty() {
            return None;
        }
        let step = step.trim_matches(['\'', '"']);
        found = found.into_iter().flat_map(|value| children(value, step)).collect();
        rest = behind;
    }
    Some(found)
}

fn children<'a>(value: &'a Value, step: &str) -> Vec<&'a Value> {
    match (value, step) {
        (Value::Array(items), "*") => items.iter().collect(),
        (Value::Object(members), "*") => members.values().collect(),
        (Value::Array(items), index) => {
            index.parse::<usize>().ok().and_then(|index| items.get(index)).into_iter().collect()
        }
        (Value::Object(members), name) => members.get(name).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The members of this name at any depth.
fn collect<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| {
            if key == name {
                found.push(member);
            }
            collect(member, name, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| collect(item, name, found)),
        _ => {}
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{fill_in, names};
    use crate::GraphError;

    fn filled(text: &str) -> Result<String, GraphError> {
        let answer = json!({"id": "7", "data": [{"id": "1", "n": 2}, {"id": "3"}], "a": {"b": 4}});
        fill_in(text, |name| {
            static NONE: Value = Value::Null;
            if name == "one" { Ok(Box::leak(Box::new(answer.clone()))) } else { Ok(&NONE) }
        })
    }

    #[test]
    fn paths_stand_for_what_they_find() {
        let cases = [
            ("{result=one:$.id}/x", "7/x"),
            ("?ids={result=one:$.data.*.id}", "?ids=1,3"),
            ("{result=one:$.data[1].id}", "3"),
            ("{result=one:$['a']['b']}", "4"),
            ("{result=one:$..id}", "7,1,3"),
            ("{result=one:$.none}", ""),
            ("plain {result=", "plain {result="),
        ];
        for (text, expected) in cases {
            assert_eq!(filled(text).unwrap(), expected, "{text}");
        }
        for text in ["{result=one}", "{result=one:id}", "{result=one:$.[}"] {
            assert_eq!(filled(text).unwrap_err().code, 100, "{text}");
        }
        assert_eq!(names("{result=a:$.id}/{result=b:$.id}"), ["a", "b"]);
    }
}
