//! `POST /{phone}/messages`: sending, and marking as read (contract §4.8).

use graph::{E164, GraphError, Params, PhoneNumberId, Version};
use serde_json::{Value, json};
use world::{Argument, ButtonValue, Command, Content, Event, Extras, MessageId, Outgoing};

use super::Writing;

/// The longest text, in characters.
const TEXT_MAX: usize = 4_096;
/// The longest mark of the sender's own, in characters.
const MARK_MAX: usize = 512;

impl Writing<'_> {
    /// What the edge is called with: a status to set or a message to send.
    pub(super) async fn on_messages(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        let answer = match self.params().text("status")? {
            None => self.send(phone).await,
            Some("read") => self.mark_read(phone).await,
            Some(other) => Err(GraphError::bad_value("status", other)),
        };
        answer.map_err(|error| self.as_this_version_says(error))
    }

    async fn mark_read(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        let message = MessageId::new(self.params().required("message_id")?);
        let typing = match self.params().json("typing_indicator")? {
            None => false,
            Some(indicator) if indicator["type"] == "text" => true,
            Some(_) => {
                return Err(GraphError::messaging(131_009)
                    .details("Parameter value is not valid: typing_indicator.type."));
            }
        };
        self.done(Command::MarkRead { phone, message, typing }).await
    }

    /// Some numbers came with later versions; before them others were used (contract §4.8).
    fn as_this_version_says(&self, error: GraphError) -> GraphError {
        let version = self.call.target.version;
        let code = match error.code {
            132_015 | 132_016 if version < Version::V17 => 132_001,
            132_018 if version < Version::V23 => {
                let about_characters =
                    error.details.as_deref().is_some_and(|it| it.contains("new-line"));
                if about_characters { 132_007 } else { 132_012 }
            }
            _ => return error,
        };
        let details = error.details.clone().unwrap_or_default();
        GraphError::messaging(code).details(details)
    }

    async fn send(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        let params = self.params();
        if let Some(other) = params.text("recipient_type")?.filter(|t| *t != "individual") {
            return Err(GraphError::bad_value("recipient_type", other));
        }
        let input = params.text("to")?.ok_or_else(|| missing("to"))?.to_owned();
        let to = self.recipient(phone, &input)?;
        let content = content(params)?;
        let is_template = matches!(content, Content::Template { .. });
        let mark = params.text("biz_opaque_callback_data")?;
        if mark.is_some_and(|mark| mark.chars().count() > MARK_MAX) {
            return Err(too_long("biz_opaque_callback_data", MARK_MAX));
        }
        let wa_id = to.digits().to_owned();
        let outgoing = Outgoing {
            phone,
            to,
            content,
            context: context(params)?,
            callback_data: mark.map(str::to_owned),
        };
        let answer = self.ask(Command::SendMessage(Box::new(outgoing))).await?;
        let id = answer.events.iter().find_map(|event| match event {
            Event::MessageAccepted { message, .. } => Some(message),
            _ => None,
        });
        let mut message = json!({"id": id.ok_or_else(GraphError::unknown)?});
        if is_template {
            message["message_status"] = "accepted".into();
        }
        Ok(json!({
            "messaging_product": "whatsapp",
            "contacts": [{"input": input, "wa_id": wa_id}],
            "messages": [message],
        }))
    }

    /// The customer: without `+` the number is read as one of the sender's country.
    fn recipient(&self, phone: PhoneNumberId, input: &str) -> Result<E164, GraphError> {
        let code = self
            .platform
            .read(|world| world.phone(phone).map(|phone| phone.number.country_code().to_owned()));
        let code = code.map_err(|_| self.unsupported())?;
        E164::parse_in(input, &code).map_err(|_| invalid("to"))
    }
}

/// The types of messages Meta knows.
const TYPES: [&str; 14] = [
    "audio",
    "button",
    "contacts",
    "document",
    "errors",
    "image",
    "interactive",
    "location",
    "order",
    "reaction",
    "sticker",
    "template",
    "text",
    "video",
];

/// What is to be said. Only texts and templates are: other types Meta knows are refused with its
/// own number for types it does not take.
pub(crate) fn content(params: &Params) -> Result<Content, GraphError> {
    let given = params.text("type")?.unwrap_or("text");
    match given.to_ascii_lowercase().as_str() {
        "text" => text(params),
        "template" => template(params),
        other if TYPES.contains(&other) => Err(GraphError::messaging(131_051)
            .details(format!("Message type {other} is not currently supported."))),
        _ => {
            let words = TYPES.map(str::to_ascii_uppercase).join(", ");
            let sentence = format!("Param type must be one of {{{words}}} - got \"{given}\".");
            Err(GraphError::parameter(&sentence))
        }
    }
}

fn text(params: &Params) -> Result<Content, GraphError> {
    let text = object(params, "text")?.ok_or_else(|| missing("text"))?;
    let body = member(&text, ("text", "body"))?.ok_or_else(|| missing("text.body"))?;
    let preview = &text["preview_url"];
    if !preview.is_null() && !preview.is_boolean() && preview != "true" && preview != "false" {
        return Err(GraphError::wrong_kind("text['preview_url']", "a boolean"));
    }
    if body.chars().count() > TEXT_MAX {
        return Err(too_long("text.body", TEXT_MAX));
    }
    Ok(Content::Text { body: body.to_owned() })
}

fn template(params: &Params) -> Result<Content, GraphError> {
    let template = object(params, "template")?.ok_or_else(|| missing("template"))?;
    let name = member(&template, ("template", "name"))?.ok_or_else(|| missing("template.name"))?;
    let language = template["language"]["code"].as_str();
    let language = language.ok_or_else(|| missing("template.language.code"))?;
    let policy = template["language"]["policy"].as_str();
    if policy.is_some_and(|policy| policy != "deterministic") {
        return Err(invalid("template.language.policy"));
    }
    let mut filling = Filling::default();
    let components = &template["components"];
    if !components.is_null() && !components.is_array() {
        return Err(GraphError::wrong_kind("template['components']", "an array"));
    }
    for component in components.as_array().into_iter().flatten() {
        filling.take(component)?;
    }
    let Filling { parameters, extras } = filling;
    let (name, language) = (name.to_owned(), language.to_owned());
    Ok(Content::Template { name, language, parameters, extras })
}

/// What a template is filled with.
#[derive(Debug, Default)]
struct Filling {
    parameters: Vec<String>,
    extras: Extras,
}

impl Filling {
    fn take(&mut self, component: &Value) -> Result<(), GraphError> {
        let kind = component["type"].as_str().ok_or_else(|| missing("components.type"))?;
        let given = component["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
        match kind.to_ascii_lowercase().as_str() {
            "body" => {
                for value in given {
                    self.parameters.push(words(value)?);
                    self.extras.names.extend(value["parameter_name"].as_str().map(str::to_owned));
                }
            }
            "header" => {
                let values = given.iter().map(header_value).collect::<Result<Vec<_>, _>>()?;
                self.extras.header.extend(values);
            }
            "button" => self.extras.buttons.push(button_value(component, given)?),
            _ => return Err(invalid("components.type")),
        }
        Ok(())
    }
}

/// The words one parameter stands for: a text, or what a currency or a time falls back to.
fn words(value: &Value) -> Result<String, GraphError> {
    let words = match value["type"].as_str() {
        Some("text") | None => value["text"].as_str(),
        Some(kind @ ("currency" | "date_time")) => value[kind]["fallback_value"].as_str(),
        Some(_) => None,
    };
    words.map(str::to_owned).ok_or_else(|| GraphError::messaging(132_012))
}

/// The value of a header: words, or where a picture, film or document is.
fn header_value(value: &Value) -> Result<Argument, GraphError> {
    let kind = value["type"].as_str().unwrap_or("text");
    let (kind, shown) = match kind {
        "image" | "video" | "document" => {
            let media = &value[kind];
            let place = media["link"].as_str().or_else(|| media["id"].as_str());
            (kind, place.ok_or_else(|| missing("components.parameters"))?.to_owned())
        }
        "location" => {
            let place = value["location"]["name"].as_str().unwrap_or("a place");
            (kind, place.to_owned())
        }
        _ => ("text", words(value)?),
    };
    let name = value["parameter_name"].as_str().map(str::to_owned);
    Ok(Argument { kind: kind.to_owned(), name, value: shown })
}

/// The value of a button: the end of its address, its code, or the payload of an answer.
fn button_value(component: &Value, given: &[Value]) -> Result<ButtonValue, GraphError> {
    let kind = component["sub_type"].as_str().ok_or_else(|| missing("components.sub_type"))?;
    let kind = kind.to_ascii_lowercase();
    if !["url", "quick_reply", "copy_code", "phone_number"].contains(&kind.as_str()) {
        return Err(invalid("components.sub_type"));
    }
    let index = match &component["index"] {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|index| usize::try_from(index).ok()),
    };
    let index = index.ok_or_else(|| missing("components.index"))?;
    let value = match given.first() {
        None => String::new(),
        Some(value) => {
            let shown = ["text", "payload", "coupon_code"].iter().find_map(|it| value[it].as_str());
            shown.ok_or_else(|| GraphError::messaging(132_012))?.to_owned()
        }
    };
    Ok(ButtonValue { index, kind, value })
}

/// The message that is answered.
fn context(params: &Params) -> Result<Option<MessageId>, GraphError> {
    let Some(context) = object(params, "context")? else { return Ok(None) };
    Ok(member(&context, ("context", "message_id"))?.map(MessageId::new))
}

/// A parameter that is an object.
fn object(params: &Params, name: &str) -> Result<Option<Value>, GraphError> {
    match params.json(name)? {
        Some(other) if !other.is_object() => Err(GraphError::wrong_kind(name, "a JSON object")),
        object => Ok(object),
    }
}

/// A member of an object that is a text.
fn member<'a>(object: &'a Value, (of, name): (&str, &str)) -> Result<Option<&'a str>, GraphError> {
    match &object[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        _ => Err(GraphError::wrong_kind(&format!("{of}['{name}']"), "a string")),
    }
}

fn missing(name: &str) -> GraphError {
    GraphError::messaging(131_008).details(format!("Parameter value is missing: {name}."))
}

fn too_long(name: &str, max: usize) -> GraphError {
    GraphError::invalid_parameter(&format!("Param {name} must be at most {max} characters long."))
}

fn invalid(name: &str) -> GraphError {
    GraphError::messaging(131_009).details(format!("Parameter value is not valid: {name}."))
}
