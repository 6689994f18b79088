//! All telephones that have something to show.

use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};
use graph::E164;
use maud::html;
use shell::web::see_other;

use super::{not_done, page, unreadable};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::parts::{empty, live, text_field, time};

const SHOWN: u32 = 200;

/// `/desk/phones`.
pub(super) async fn list(State(platform): State<Platform>) -> Response {
    let handsets = match platform.store().handsets(SHOWN).await {
        Ok(handsets) => handsets,
        Err(error) => return unreadable(&error),
    };
    let table = html! {
        @if handsets.is_empty() { (empty("No number has received anything yet.")) } @else {
            table {
                thead { tr {
                    th scope="col" { "Number" }
                    th scope="col" { "Entries" }
                    th scope="col" { "Last" }
                } }
                tbody {
                    @for handset in &handsets {
                        tr {
                            td {
                                a id={ "phone-" (handset.number) }
                                    href={ "/desk/phones/" (handset.number) } {
                                    (shown(&handset.number))
                                }
                            }
                            td { (handset.entries) }
                            td { (time(handset.last_at)) }
                        }
                    }
                }
            }
        }
    };
    let body = html! {
        h1 { "Phones" }
        p.lead { "Numbers that received a code or a message. Verification codes are shown here." }
        div.pair {
            section.sheet.scroll role="region" tabindex="0" aria-label="Numbers" {
                (live("/desk/phones", table))
            }
            section.sheet {
                h2 { "Use any number" }
                p.muted { "Take any telephone into your hand, for example to write to a business." }
                form action="/desk/phones/go" {
                    (text_field("number", "Number with country code", ""))
                    button { "Take it" }
                }
            }
        }
    };
    page("Phones", "/desk/phones", body).into_response()
}

/// `/desk/phones/go?number=…`: the page of a number as it was typed.
pub(super) async fn go(OriginalUri(uri): OriginalUri) -> Response {
    let fields = Fields::parse(uri.query().unwrap_or_default().as_bytes());
    match read(fields.get("number")) {
        Some(number) => see_other(&format!("/desk/phones/{}", number.digits())),
        None => {
            not_done("Write the number with its country code: +49 151 12345678.", "/desk/phones")
        }
    }
}

/// A number with or without `+`.
pub(super) fn read(text: &str) -> Option<E164> {
    let digits = text.trim().trim_start_matches('+');
    E164::parse(&format!("+{digits}")).ok()
}

/// A stored number as people write it.
pub(super) fn shown(digits: &str) -> String {
    read(digits).map_or_else(|| digits.to_owned(), |number| number.display())
}
