//! What was connected, and the button that hands it over (requirement B12).

use maud::{Markup, html};
use serde_json::json;

use super::Screen;
use crate::dialog::context::Said;
use crate::dialog::handover::Handover;

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
    let said = Said {
        session_event: Some(screen.context.session_event("FINISH", &finished(handover))),
        auth_response: Some(handover.auth_response()),
    };
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
                    dd { (display) " " small { (id) } }
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
        (screen.context.relay("done", &said))
    }
}

/// What the session message tells about a finished run (contract §1.4).
fn finished(handover: &Handover) -> serde_json::Value {
    let mut data = json!({
        "waba_id": handover.waba.to_string(),
        "business_id": handover.business.to_string(),
    });
    if let Some((id, _)) = &handover.phone {
        data["phone_number_id"] = json!(id.to_string());
    }
    data
}
