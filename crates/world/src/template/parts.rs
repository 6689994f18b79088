//! The parts of a template, read from the JSON they were given as.

use graph::status::TemplateCategory;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a template consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// What stands above the body.
    pub header: Header,
    /// The words, with `{{1}}` or `{{name}}` where values go.
    pub body: String,
    /// What stands below the body.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
}

/// What stands above the body of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Header {
    /// Nothing.
    #[default]
    None,
    /// Words, with at most one placeholder.
    Text(String),
    /// A picture, film, document or place: the word of `format`.
    Media(String),
}

/// One button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// What it does.
    pub kind: ButtonKind,
    /// What stands on it.
    pub text: String,
    /// Its address, with `{{1}}` at the end where a value goes, or its number.
    pub target: String,
}

/// What a button of a template does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ButtonKind {
    /// Answers with its words.
    QuickReply,
    /// Opens a page.
    Url,
    /// Calls a number.
    PhoneNumber,
    /// Copies a coupon's code.
    CopyCode,
    /// Copies or fills in a one-time password.
    Otp,
    /// Something that cannot be created here.
    Other,
}

impl ButtonKind {
    fn read(word: &str) -> Self {
        match word.to_ascii_uppercase().as_str() {
            "QUICK_REPLY" => Self::QuickReply,
            "URL" => Self::Url,
            "PHONE_NUMBER" => Self::PhoneNumber,
            "COPY_CODE" => Self::CopyCode,
            "OTP" => Self::Otp,
            _ => Self::Other,
        }
    }
}

impl Parts {
    /// Reads the parts of a template of this category. Meta itself writes the words of those that
    /// carry a code.
    pub fn read(components: &Value, category: TemplateCategory) -> Self {
        let component = |kind: &str| component(components, kind);
        let text = |part: &Value| part["text"].as_str().unwrap_or_default().to_owned();
        let header = component("header").map_or(Header::None, |part| {
            match part["format"].as_str().unwrap_or("TEXT").to_ascii_uppercase().as_str() {
                "TEXT" => Header::Text(text(part)),
                other => Header::Media(other.to_owned()),
            }
        });
        let is_code = category == TemplateCategory::Authentication;
        let body = component("body").map(|part| {
            let advice = part["add_security_recommendation"].as_bool() == Some(true);
            match (is_code, advice) {
                (false, _) => text(part),
                (true, false) => "*{{1}}* is your verification code.".to_owned(),
                (true, true) => "*{{1}}* is your verification code. For your security, do not \
                                 share this code."
                    .to_owned(),
            }
        });
        let footer =
            component("footer").map(|part| match part["code_expiration_minutes"].as_i64() {
                Some(minutes) if is_code => format!("This code expires in {minutes} minutes."),
                _ => text(part),
            });
        let buttons = component("buttons").and_then(|part| part["buttons"].as_array());
        Self {
            header,
            body: body.unwrap_or_default(),
            footer,
            buttons: buttons.into_iter().flatten().map(button).collect(),
        }
    }
}

/// The component of this type, whatever its case.
pub(super) fn component<'a>(components: &'a Value, kind: &str) -> Option<&'a Value> {
    let parts = components.as_array().map(Vec::as_slice).unwrap_or_default();
    parts.iter().find(|part| part["type"].as_str().is_some_and(|it| it.eq_ignore_ascii_case(kind)))
}

fn button(value: &Value) -> Button {
    let text = |name: &str| value[name].as_str().map(str::to_owned);
    Button {
        kind: ButtonKind::read(value["type"].as_str().unwrap_or_default()),
        text: text("text").unwrap_or_default(),
        target: text("url").or_else(|| text("phone_number")).unwrap_or_default(),
    }
}

/// The names between `{{` and `}}`, each once, in order of appearance.
pub(super) fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in text.split("{{").skip(1) {
        if let Some((name, _)) = piece.split_once("}}")
            && !names.contains(&name.trim())
        {
            names.push(name.trim());
        }
    }
    names
}
