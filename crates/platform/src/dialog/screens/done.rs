//! What was connected, and the button that hands it over (requirement B12).

use maud::{Markup, html};
use serde_json::json;

use super::Screen;
use crate::dialog::context::Said;
use crate::dialog::handover::Handover;
use crate::dialog::trouble;
use crate::fault::Kind;

/// The main part of the screen when the login result is gone: after a restart in between.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    html! {
        h1 { (screen.words.say("done-title")) }
        p.advice { (screen.provider("done-lost")) }
    }
}

/// The main part of the screen.
pub(crate) fn with_result(screen: &Screen<'_>, handover: &Handover) -> Markup {
    let words = screen.words;
    let (event, data) = finished(handover, screen.context.version);
    let said = Said {
        session_event: Some(screen.context.session_event(event, &data)),
        auth_response: Some(handover.auth_response()),
        ..Said::default()
    };
    let said = trouble::left(said, handover.fault.as_ref());
    html! {
        h1 { (words.say("done-title")) }
        p.lead { (screen.provider("done-lead")) }
        section.sheet.assets {
            dl {
                dt { (words.say("done-business-id")) }
                dd { (handover.business_name) " " small { (handover.business) } }
                dt { (words.say("done-waba-id")) }
                dd { (handover.waba_name) " " small { (handover.waba) } }
                @if let Some((id, display)) = &handover.phone {
                    dt { (words.say("done-phone-id")) }
                    dd { (words.kept_in_order(display)) " " small { (id) } }
                }
            }
        }
        p { (screen.provider("done-next")) }
        div.foot {
            span.push {}
            a #finish role="button" href={ (screen.path()) "/finish" } {
                (words.say("done-finish"))
            }
        }
        @match &said {
            Some(said) => (screen.context.relay("done", said)),
            None if screen.context.waits() => div #relay hidden data-mode="done" {},
            None => {}
        }
    }
}

/// What the session message tells about a finished run: the business since version 3 only
/// (contract §1.4, experience §1.2). Of a coexistence it tells the account alone.
fn finished(handover: &Handover, version: u8) -> (&'static str, serde_json::Value) {
    let mut data = json!({ "waba_id": handover.waba.to_string() });
    if handover.fault == Some(Kind::PopupMessageCoexistence) {
        return ("FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING", data);
    }
    if version >= 3 {
        data["business_id"] = json!(handover.business.to_string());
    }
    if let Some((id, _)) = &handover.phone {
        data["phone_number_id"] = json!(id.to_string());
        return ("FINISH", data);
    }
    ("FINISH_ONLY_WABA", data)
}
