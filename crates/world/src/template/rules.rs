//! What a template must look like to be created or edited (contract §3.8).

use graph::status::TemplateCategory;
use serde_json::Value;

use super::ParameterFormat;
use super::parts::{component, placeholders};

/// Why a template cannot be created as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// `error_subcode`, where there is one.
    pub subcode: Option<u32>,
    /// `error_user_title`.
    pub title: &'static str,
    /// `error_user_msg`.
    pub why: String,
}

/// A template as it is handed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TemplateDraft<'a> {
    /// What it is for.
    pub(crate) category: TemplateCategory,
    /// How its placeholders are named.
    pub(crate) format: ParameterFormat,
    /// Its parts.
    pub(crate) components: &'a Value,
    /// How long a message made of it is tried, in seconds.
    pub(crate) ttl: Option<i64>,
}

/// Words that make a template marketing, whatever it says it is.
const MARKETING: &[&str] = &[
    "sale",
    "discount",
    "% off",
    "special offer",
    "coupon",
    "promo",
    "promotion",
    "buy now",
    "black friday",
    "limited time",
];

type Ruling = Result<(), TemplateProblem>;

fn problem(subcode: u32, title: &'static str, why: impl Into<String>) -> TemplateProblem {
    TemplateProblem { subcode: Some(subcode), title, why: why.into() }
}

fn too_long(field: &str, max: usize) -> TemplateProblem {
    let why = format!("The {field} field is too long: at most {max} characters fit.");
    problem(2_388_040, "Character Limit Exceeded", why)
}

fn missing(kind: &str, field: &str) -> TemplateProblem {
    problem(
        2_388_043,
        "Message template \"components\" param is missing expected field(s)",
        format!("component of type {kind} is missing expected field(s) ({field})"),
    )
}

fn bad_header(why: &str) -> TemplateProblem {
    problem(2_388_047, "Message Header Format is Incorrect", why)
}

fn bad_body(why: &str) -> TemplateProblem {
    problem(2_388_072, "Message Body Format is Incorrect", why)
}

fn bad_footer(why: &str) -> TemplateProblem {
    problem(2_388_073, "Message Footer Format is Incorrect", why)
}

fn bad_buttons(why: impl Into<String>) -> TemplateProblem {
    TemplateProblem { subcode: None, title: "Buttons Are Not Valid", why: why.into() }
}

impl TemplateDraft<'_> {
    /// That it can be created like this.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub(crate) fn check(&self) -> Ruling {
        let parts = self.components.as_array().map(Vec::as_slice).unwrap_or_default();
        for part in parts {
            let kind = part["type"].as_str().unwrap_or_default().to_ascii_uppercase();
            if !["HEADER", "BODY", "FOOTER", "BUTTONS"].contains(&kind.as_str()) {
                return Err(TemplateProblem {
                    subcode: None,
                    title: "Component Is Not Supported",
                    why: format!("Components of type {kind} are not supported."),
                });
            }
        }
        self.check_ttl()?;
        let body = component(self.components, "body").ok_or_else(|| missing("BODY", "text"))?;
        if self.category == TemplateCategory::Authentication {
            return self.check_code(body);
        }
        if let Some(header) = component(self.components, "header") {
            self.check_header(header)?;
        }
        self.check_body(body)?;
        if let Some(footer) = component(self.components, "footer") {
            check_footer(footer)?;
        }
        component(self.components, "buttons").map_or(Ok(()), check_buttons)
    }

    /// Whether its words are marketing although it says otherwise.
    pub(crate) fn is_marketing(&self) -> bool {
        let words = self.components.as_array().map(Vec::as_slice).unwrap_or_default();
        let text = words.iter().filter_map(|part| part["text"].as_str()).collect::<Vec<_>>();
        let text = format!(" {} ", text.join(" ").to_lowercase());
        let stands_alone = |word: &&&str| {
            text.match_indices(**word).any(|(at, found)| {
                let after = text[at + found.len()..].chars().next();
                let before = text[..at].chars().next_back();
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !letter(after) && (!letter(before) || found.starts_with('%'))
            })
        };
        self.category == TemplateCategory::Utility && MARKETING.iter().any(|it| stands_alone(&it))
    }

    fn check_ttl(&self) -> Ruling {
        let (least, most) = match self.category {
            TemplateCategory::Authentication => (30, 900),
            TemplateCategory::Utility => (30, 43_200),
            TemplateCategory::Marketing => (43_200, 2_592_000),
        };
        match self.ttl {
            None | Some(-1) => Ok(()),
            Some(ttl) if (least..=most).contains(&ttl) => Ok(()),
            Some(_) => Err(TemplateProblem {
                subcode: None,
                title: "Time To Live Is Not Valid",
                why: format!(
                    "message_send_ttl_seconds of {} templates must be between {least} and {most}.",
                    self.category
                ),
            }),
        }
    }

    /// Templates with a code have Meta's own words and one button for the code.
    fn check_code(&self, body: &Value) -> Ruling {
        if body.get("text").is_some() {
            return Err(bad_body(
                "Templates of the category AUTHENTICATION have a fixed body: leave out text.",
            ));
        }
        if component(self.components, "header").is_some() {
            return Err(bad_header("Templates of the category AUTHENTICATION have no header."));
        }
        let footer = component(self.components, "footer");
        if let Some(minutes) = footer.map(|footer| &footer["code_expiration_minutes"])
            && !minutes.as_i64().is_some_and(|minutes| (1..=90).contains(&minutes))
        {
            return Err(bad_footer("code_expiration_minutes must be between 1 and 90."));
        }
        let buttons = component(self.components, "buttons").and_then(|it| it["buttons"].as_array());
        let first = buttons.and_then(|buttons| buttons.first());
        let is_otp = |button: &Value| {
            let is = |name: &str, words: &[&str]| {
                let word = button[name].as_str().unwrap_or_default().to_ascii_uppercase();
                words.contains(&word.as_str())
            };
            is("type", &["OTP"]) && is("otp_type", &["COPY_CODE", "ONE_TAP", "ZERO_TAP"])
        };
        match first {
            Some(button) if is_otp(button) && buttons.is_some_and(|all| all.len() == 1) => Ok(()),
            _ => Err(missing("BUTTONS", "one button of type OTP with an otp_type")),
        }
    }

    fn check_header(&self, header: &Value) -> Ruling {
        let format = header["format"].as_str().ok_or_else(|| missing("HEADER", "format"))?;
        match format.to_ascii_uppercase().as_str() {
            "TEXT" => {}
            "LOCATION" => return Ok(()),
            "IMAGE" | "VIDEO" | "DOCUMENT" => {
                let example = &header["example"]["header_handle"];
                let given = example.as_array().is_some_and(|handles| !handles.is_empty());
                return if given { Ok(()) } else { Err(missing("HEADER", "example")) };
            }
            _ => return Err(bad_header("The format of the header is not a known one.")),
        }
        let text = header["text"].as_str().ok_or_else(|| missing("HEADER", "text"))?;
        if text.chars().count() > 60 {
            return Err(too_long("header", 60));
        }
        if text.contains('\n') || text.contains(['*', '~', '`']) {
            return Err(bad_header(
                "The message header can't have any new lines, formatting characters or emojis.",
            ));
        }
        let names = self.names(text).map_err(|why| bad_header(&why))?;
        if names.len() > 1 {
            return Err(bad_header("The message header can have one variable at most."));
        }
        self.check_example(header, "HEADER", ("header_text", names.len()))
    }

    fn check_body(&self, body: &Value) -> Ruling {
        let text = body["text"].as_str().unwrap_or_default();
        if text.trim().is_empty() {
            return Err(missing("BODY", "text"));
        }
        if text.chars().count() > 1_024 {
            return Err(too_long("body", 1_024));
        }
        if text.contains('\t') || text.contains("\n\n\n") || text.contains("     ") {
            return Err(bad_body(
                "The message body can't have more than two new lines in a row, tabs, or more than \
                 four spaces in a row.",
            ));
        }
        let names = self.names(text).map_err(|why| bad_body(&why))?;
        let whole = text.trim();
        if whole.starts_with("{{") || whole.ends_with("}}") {
            return Err(problem(
                2_388_299,
                "Leading or Trailing Params Are Not Allowed",
                "Variables can't be at the start or end of the template.",
            ));
        }
        let fixed = whole.split_whitespace().count();
        if fixed < 2 * names.len() + 1 {
            return Err(problem(
                2_388_293,
                "The Parameters to Words Ratio Exceeds the Limit",
                "This template has too many variables for its length. Reduce the number of \
                 variables or increase the message length.",
            ));
        }
        self.check_example(body, "BODY", ("body_text", names.len()))
    }

    /// The names of the placeholders, if they are of the right form.
    fn names<'a>(&self, text: &'a str) -> Result<Vec<&'a str>, String> {
        if text.matches("{{").count() != text.matches("}}").count() {
            return Err("A variable is opened with {{ and closed with }}.".to_owned());
        }
        let names = placeholders(text);
        for (index, name) in names.iter().enumerate() {
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit();
            let fits = match self.format {
                ParameterFormat::Positional => *name == (index + 1).to_string(),
                ParameterFormat::Named => {
                    name.bytes().all(plain) && name.starts_with(|c: char| c.is_ascii_lowercase())
                }
            };
            if !fits {
                return Err(match self.format {
                    ParameterFormat::Positional => {
                        "Variables must be numbered in order, from {{1}} on.".to_owned()
                    }
                    ParameterFormat::Named => format!(
                        "The variable {{{{{name}}}}} must consist of lowercase letters, digits and \
                         underscores."
                    ),
                });
            }
        }
        Ok(names)
    }

    /// That there is an example for each placeholder.
    fn check_example(&self, part: &Value, kind: &str, (field, count): (&str, usize)) -> Ruling {
        if count == 0 {
            return Ok(());
        }
        let example = &part["example"];
        let given = match self.format {
            ParameterFormat::Named => {
                example[format!("{field}_named_params")].as_array().map_or(0, Vec::len)
            }
            ParameterFormat::Positional => match example[field].as_array() {
                Some(rows) => rows.first().and_then(Value::as_array).unwrap_or(rows).len(),
                None => usize::from(example[field].is_string()),
            },
        };
        if given == count { Ok(()) } else { Err(missing(kind, "example")) }
    }
}

fn check_footer(footer: &Value) -> Ruling {
    let text = footer["text"].as_str().ok_or_else(|| missing("FOOTER", "text"))?;
    if text.chars().count() > 60 {
        return Err(too_long("footer", 60));
    }
    if text.contains("{{") {
        return Err(bad_footer("The message footer can't have any variables."));
    }
    if text.contains('\n') {
        return Err(bad_footer("The message footer can't have any new lines."));
    }
    Ok(())
}

fn check_buttons(part: &Value) -> Ruling {
    let buttons = part["buttons"].as_array().ok_or_else(|| missing("BUTTONS", "buttons"))?;
    if buttons.is_empty() || buttons.len() > 10 {
        return Err(bad_buttons("A template has between 1 and 10 buttons."));
    }
    let kind = |button: &Value| button["type"].as_str().unwrap_or_default().to_ascii_uppercase();
    for (word, most) in [("URL", 2), ("PHONE_NUMBER", 1), ("COPY_CODE", 1)] {
        if buttons.iter().filter(|button| kind(button) == word).count() > most {
            return Err(bad_buttons(format!("A template has at most {most} {word} button(s).")));
        }
    }
    let quick: Vec<bool> = buttons.iter().map(|button| kind(button) == "QUICK_REPLY").collect();
    if quick.windows(2).filter(|pair| pair[0] != pair[1]).count() > 1 {
        return Err(bad_buttons("Quick replies must stand together, before or after the others."));
    }
    buttons.iter().try_for_each(|button| check_button(button, &kind(button)))
}

fn check_button(button: &Value, kind: &str) -> Ruling {
    if kind == "COPY_CODE" {
        let example = &button["example"];
        let given = example.is_string() || example.as_array().is_some_and(|it| !it.is_empty());
        return if given { Ok(()) } else { Err(missing("BUTTONS", "example")) };
    }
    let text = button["text"].as_str().ok_or_else(|| missing("BUTTONS", "text"))?;
    if text.is_empty() || text.chars().count() > 25 {
        return Err(too_long("button text", 25));
    }
    match kind {
        "QUICK_REPLY" => Ok(()),
        "PHONE_NUMBER" => {
            let number = button["phone_number"].as_str();
            let number = number.ok_or_else(|| missing("BUTTONS", "phone_number"))?;
            if number.chars().count() > 20 { Err(too_long("phone_number", 20)) } else { Ok(()) }
        }
        "URL" => {
            let url = button["url"].as_str().ok_or_else(|| missing("BUTTONS", "url"))?;
            if url.chars().count() > 2_000 {
                return Err(too_long("url", 2_000));
            }
            let open = placeholders(url).len();
            if open > 1 || (open == 1 && !url.trim().ends_with("{{1}}")) {
                return Err(bad_buttons("A url has one variable at most, {{1}}, at its end."));
            }
            let example = button["example"].as_array().is_some_and(|it| it.len() == 1)
                || button["example"].is_string();
            if open == 1 && !example { Err(missing("BUTTONS", "example")) } else { Ok(()) }
        }
        other => Err(bad_buttons(format!("Buttons of type {other} are not supported."))),
    }
}
