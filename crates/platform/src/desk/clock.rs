//! The clock: what time it is here, and turning it forward.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::json;
use shell::web::see_other;

use super::control;
use super::{not_done, page};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{live, text_field, time};

/// Turns that are one click away.
const TURNS: [(&str, &str); 4] =
    [("1h", "1 hour"), ("1d", "1 day"), ("7d", "7 days"), ("30d", "30 days")];

/// `/desk/clock`.
pub(super) async fn show(State(platform): State<Platform>) -> Markup {
    let body = html! {
        h1 { "Clock" }
        p.lead {
            "Trials, reviews, codes, deliveries and the 24-hour window follow this clock. "
            "It can be turned forward, never back."
        }
        section.sheet {
            (live("/desk/clock", html! { p { strong.count { (time(platform.now())) } } }))
            div.row {
                @for (span, words) in TURNS {
                    form id={ "turn-" (span) } method="post" {
                        input type="hidden" name="advance" value=(span);
                        button.plain { "Forward " (words) }
                    }
                }
            }
        }
        section.sheet {
            h2 { "Forward by" }
            form #turn method="post" {
                (text_field("advance", "Such as 12h, 90m or 1d 12h", ""))
                button { "Turn" }
            }
        }
    };
    page("Clock", "/desk/clock", body)
}

/// `POST /desk/clock`: as `POST /_control/clock`.
pub(super) async fn turn(State(platform): State<Platform>, body: Bytes) -> Response {
    let fields = Fields::parse(&body);
    let wish = json!({ "advance": fields.get("advance") });
    match control::call(&platform, "/_control/clock", &wish).await {
        Ok(_) => see_other("/desk/clock"),
        Err(why) => not_done(&why, "/desk/clock"),
    }
}
