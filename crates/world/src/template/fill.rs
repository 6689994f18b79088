//! A template with its values: what the customer's telephone shows, or why it cannot be sent
//! (contract §4.8, codes 132xxx).

use super::parts::placeholders;
use super::{ButtonKind, Header, ParameterFormat, Template};
use crate::message::{Argument, Extras};
use crate::refusal::Refusal;

/// The longest body with its values, in characters.
const BODY_MAX: usize = 1_024;
/// The longest header with its values, in characters.
const HEADER_MAX: usize = 60;

impl Template {
    /// The whole message as the customer reads it.
    ///
    /// # Errors
    /// 132000 for another number of values, 132012 for values of another kind, 132018 for names
    /// it does not have, 132007 for forbidden characters, 132005 for a text that becomes too long,
    /// 131008 for a button without its value.
    pub fn filled(&self, parameters: &[String], extras: &Extras) -> Result<String, Refusal> {
        let mut shown = Vec::new();
        shown.extend(self.header(&extras.header)?);
        let values = self.body_values(parameters, &extras.names)?;
        let body = replaced(&self.wording.parts.body, &values);
        require_length("body", &body, BODY_MAX)?;
        shown.push(body);
        shown.extend(self.wording.parts.footer.clone());
        for (index, button) in self.wording.parts.buttons.iter().enumerate() {
            let given = extras.buttons.iter().find(|value| value.index == index);
            let given = given.map(|value| value.value.as_str());
            let open = button.kind == ButtonKind::Otp
                || (button.kind == ButtonKind::Url && button.target.contains("{{"));
            if open && given.is_none_or(str::is_empty) {
                let details = format!(
                    "buttons: Button at index {index} of type Url requires a \
                                       parameter"
                );
                return Err(Refusal::Messaging { code: 131_008, details });
            }
            let target = match (button.kind, given) {
                (ButtonKind::Url, Some(end)) => replaced(&button.target, &[("1", end)]),
                (ButtonKind::CopyCode | ButtonKind::Otp, Some(code)) => code.to_owned(),
                _ => button.target.clone(),
            };
            let target = if target.is_empty() { target } else { format!(": {target}") };
            shown.push(format!("[{}{target}]", button.text));
        }
        if let Some(extra) =
            extras.buttons.iter().find(|it| it.index >= self.wording.parts.buttons.len())
        {
            let details = format!("buttons: there is no button at index {}", extra.index);
            return Err(Refusal::Messaging { code: 132_012, details });
        }
        Ok(shown.join("\n\n"))
    }

    fn header(&self, given: &[Argument]) -> Result<Option<String>, Refusal> {
        let expected = match &self.wording.parts.header {
            Header::None => 0,
            Header::Text(text) => placeholders(text).len(),
            Header::Media(_) => 1,
        };
        if given.len() != expected {
            return Err(count("header", given.len(), expected));
        }
        match &self.wording.parts.header {
            Header::None => Ok(None),
            Header::Media(format) => {
                let value = &given[0];
                if value.kind.eq_ignore_ascii_case(format) {
                    Ok(Some(format!("[{} {}]", value.kind, value.value)))
                } else {
                    Err(format_mismatch("header", format, &value.kind))
                }
            }
            Header::Text(text) => {
                if let Some(other) = given.iter().find(|value| value.kind != "text") {
                    return Err(format_mismatch("header", "TEXT", &other.kind));
                }
                let names = placeholders(text);
                for value in given {
                    require_characters(&value.value)?;
                    if self.format == ParameterFormat::Named {
                        require_name(value.name.as_deref().unwrap_or_default(), &names)?;
                    }
                }
                let values = names.iter().zip(given).map(|(name, it)| (*name, it.value.as_str()));
                let text = replaced(text, &values.collect::<Vec<_>>());
                require_length("header", &text, HEADER_MAX)?;
                Ok(Some(text))
            }
        }
    }

    /// The values of the body by the names of its placeholders.
    fn body_values<'a>(
        &'a self,
        given: &'a [String],
        names: &'a [String],
    ) -> Result<Vec<(&'a str, &'a str)>, Refusal> {
        let expected = placeholders(&self.wording.parts.body);
        if expected.len() != given.len() {
            return Err(Refusal::ParameterCount { expected: expected.len(), given: given.len() });
        }
        given.iter().try_for_each(|value| require_characters(value))?;
        if self.format == ParameterFormat::Positional {
            return Ok(expected.into_iter().zip(given.iter().map(String::as_str)).collect());
        }
        if names.len() != given.len() {
            return Err(Refusal::BadParameters {
                details: "Parameter name is missing or empty".to_owned(),
            });
        }
        names.iter().try_for_each(|name| require_name(name, &expected))?;
        Ok(names.iter().map(String::as_str).zip(given.iter().map(String::as_str)).collect())
    }
}

/// The text with the values in the place of their names.
fn replaced(text: &str, values: &[(&str, &str)]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut pieces = text.split("{{");
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let found = piece.split_once("}}").and_then(|(name, rest)| {
            let value = values.iter().find(|(known, _)| *known == name.trim())?;
            Some((value.1, rest))
        });
        match found {
            Some((value, rest)) => {
                whole.push_str(value);
                whole.push_str(rest);
            }
            None => {
                whole.push_str("{{");
                whole.push_str(piece);
            }
        }
    }
    whole
}

fn count(part: &str, given: usize, expected: usize) -> Refusal {
    let details = format!(
        "{part}: number of localizable_params ({given}) does not match the expected number of \
         params ({expected})"
    );
    Refusal::Messaging { code: 132_000, details }
}

fn format_mismatch(part: &str, expected: &str, given: &str) -> Refusal {
    let given = given.to_ascii_uppercase();
    let details = format!("{part}: Format mismatch, expected {expected}, received {given}");
    Refusal::Messaging { code: 132_012, details }
}

fn require_name(name: &str, known: &[&str]) -> Result<(), Refusal> {
    if name.is_empty() {
        let details = "Parameter name is missing or empty".to_owned();
        return Err(Refusal::BadParameters { details });
    }
    if known.contains(&name) {
        return Ok(());
    }
    let details = format!("Parameter name {name} is not one of the template's");
    Err(Refusal::Messaging { code: 132_018, details })
}

/// Values stand in one line, without large gaps.
fn require_characters(value: &str) -> Result<(), Refusal> {
    if value.contains(['\n', '\r', '\t']) || value.contains("     ") {
        let details = "Param text cannot have new-line/tab characters or more than 4 consecutive \
                       spaces"
            .to_owned();
        return Err(Refusal::Messaging { code: 132_018, details });
    }
    if value.is_empty() {
        let details = "Parameter of type text is missing text value".to_owned();
        return Err(Refusal::BadParameters { details });
    }
    Ok(())
}

fn require_length(part: &str, text: &str, max: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if length <= max {
        return Ok(());
    }
    let details = format!("{part}: the text has {length} characters with its values, {max} fit");
    Err(Refusal::Messaging { code: 132_005, details })
}
