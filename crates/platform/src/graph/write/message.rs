//! `POST /{phone}/messages`: sending, and marking as read (contract §4.8).

use graph::{E164, GraphError, Params, PhoneNumberId};
use serde_json::{Value, json};
use world::{Command, Content, Event, MessageId, Outgoing};

use super::Writing;

/// The longest text, in characters.
const TEXT_MAX: usize = 4_096;
/// The longest mark of the sender's own, in characters.
const MARK_MAX: usize = 512;

impl Writing<'_> {
    /// What the edge is called with: a status to set or a message to send.
    pub(super) async fn on_messages(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        self.require_product()?;
        match self.params().non_empty("status") {
            None => self.send(phone).await,
            Some("read") => {
                let message = MessageId::new(self.params().required("message_id")?);
                self.done(Command::MarkRead { phone, message }).await
            }
            Some(other) => Err(GraphError::bad_value("status", other)),
        }
    }

    async fn send(&self, phone: PhoneNumberId) -> Result<Value, GraphError> {
        let params = self.params();
        if let Some(other) = params.non_empty("recipient_type").filter(|t| *t != "individual") {
            return Err(GraphError::bad_value("recipient_type", other));
        }
        let input = params.required("to")?.to_owned();
        let to = self.recipient(phone, &input)?;
        let content = content(params)?;
        let is_template = matches!(content, Content::Template { .. });
        let mark = params.non_empty("biz_opaque_callback_data");
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
        E164::parse_in(input, &code).map_err(|_| {
            GraphError::messaging(131_009).details("Parameter value is not valid: to.")
        })
    }
}

/// What is to be said. Only texts and templates are: other types Meta knows are refused with its
/// own number for types it does not take.
fn content(params: &Params) -> Result<Content, GraphError> {
    match params.non_empty("type").unwrap_or("text") {
        "text" => text(params),
        "template" => template(params),
        other => Err(GraphError::messaging(131_051)
            .details(format!("Message type {other} is not currently supported."))),
    }
}

fn text(params: &Params) -> Result<Content, GraphError> {
    let text = params.json("text")?.ok_or_else(|| missing("text"))?;
    let body = text["body"].as_str().ok_or_else(|| missing("text.body"))?;
    if body.chars().count() > TEXT_MAX {
        return Err(too_long("text.body", TEXT_MAX));
    }
    Ok(Content::Text { body: body.to_owned() })
}

fn template(params: &Params) -> Result<Content, GraphError> {
    let template = params.json("template")?.ok_or_else(|| missing("template"))?;
    let name = template["name"].as_str().ok_or_else(|| missing("template.name"))?;
    let language = template["language"]["code"].as_str();
    let language = language.ok_or_else(|| missing("template.language.code"))?;
    let components = template["components"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_body =
        |part: &&Value| part["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("body"));
    let values = components.iter().find(is_body).and_then(|body| body["parameters"].as_array());
    let parameters = values.map(Vec::as_slice).unwrap_or_default();
    Ok(Content::Template {
        name: name.to_owned(),
        language: language.to_owned(),
        parameters: parameters.iter().map(parameter).collect::<Result<_, _>>()?,
    })
}

/// The words one parameter stands for: a text, or what a currency or a time falls back to.
fn parameter(value: &Value) -> Result<String, GraphError> {
    let words = match value["type"].as_str() {
        Some("text") | None => value["text"].as_str(),
        Some(kind @ ("currency" | "date_time")) => value[kind]["fallback_value"].as_str(),
        Some(_) => None,
    };
    words.map(str::to_owned).ok_or_else(|| GraphError::messaging(132_012))
}

/// The message that is answered.
fn context(params: &Params) -> Result<Option<MessageId>, GraphError> {
    let context = params.json("context")?;
    Ok(context.and_then(|context| context["message_id"].as_str().map(MessageId::new)))
}

fn missing(name: &str) -> GraphError {
    GraphError::messaging(131_008).details(format!("Parameter value is missing: {name}."))
}

fn too_long(name: &str, max: usize) -> GraphError {
    GraphError::invalid_parameter(&format!("Param {name} must be at most {max} characters long."))
}
