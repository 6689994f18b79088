//! Certificates in the WhatsApp Manager: for the provider's people alone (requirements E04, E05).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{PhoneNumberId, WabaId};
use http::header;
use jiff::Timestamp;
use maud::{Markup, html};
use world::{Certificate, Phone, World};

use super::sent::Visitor;
use super::{Side, not_yours, side};
use crate::Platform;

/// What the Manager tells of a number's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    /// It can be downloaded.
    Ready,
    /// It is too old for that; another can be asked for.
    Expired,
    /// There is none.
    None,
}

impl Paper {
    /// That of the newest name.
    pub(super) fn of(world: &World, phone: &Phone, now: Timestamp) -> Self {
        if newest(world, phone, now).is_some() {
            Self::Ready
        } else if world.expired_current(phone, now) || world.expired_new(phone, now) {
            Self::Expired
        } else {
            Self::None
        }
    }
}

/// The cell of the table.
pub(super) fn cell(waba: WabaId, phone: PhoneNumberId, paper: Paper) -> Markup {
    html! {
        @match paper {
            Paper::Ready => a href={ "/wa/manage/" (waba) "/certificates/" (phone) } { "Download" },
            Paper::Expired => {
                span.muted { "Expired" }
                form.row method="post" action={ "/wa/manage/" (waba) "/certificates" } {
                    input type="hidden" name="phone" value=(phone);
                    button.plain { "Request a new certificate" }
                }
            },
            Paper::None => span.muted { "None" },
        }
    }
}

/// The certificate of the newest name that may be downloaded (requirements D08, E04).
fn newest<'a>(world: &World, phone: &'a Phone, now: Timestamp) -> Option<&'a Certificate> {
    world.new_certificate(phone, now).or_else(|| world.certificate(phone, now))
}

/// `GET /wa/manage/{id}/certificates/{phone}`: the certificate as text, for a provider's people.
pub(super) async fn download(
    State(platform): State<Platform>,
    Path((waba, phone)): Path<(String, String)>,
    visitor: Visitor,
) -> Response {
    let person = visitor.person;
    let now = platform.now();
    let asked = waba.parse::<WabaId>().ok().zip(phone.parse::<PhoneNumberId>().ok());
    let text = asked.and_then(|(waba, id)| {
        platform.read(|world| {
            let provider = side(world, &person, waba)? == Side::Provider;
            let phone = world.phones.get(&id).filter(|phone| phone.waba == waba && provider)?;
            newest(world, phone, now).map(Certificate::text)
        })
    });
    match text {
        Some(text) => {
            let name = format!("attachment; filename=\"certificate-{phone}.txt\"");
            let headers = [
                (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                (header::CONTENT_DISPOSITION, name),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ];
            (headers, text).into_response()
        }
        None => not_yours(&person),
    }
}
