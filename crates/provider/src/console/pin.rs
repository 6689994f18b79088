//! The two-step PIN of a number, for whoever has to give it to its business.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::id::PhoneNumberId;
use http::header::CACHE_CONTROL;
use maud::{Markup, html};
use shell::sql::Tx;

use super::guard::SignedIn;
use super::phone::{Address, path, talk};
use crate::Provider;
use crate::audit;
use crate::pages::{Here, Trouble, console};
use crate::pin::context;
use crate::store::phones;

/// The button on the page of a number.
pub(super) fn form(here: &str) -> Markup {
    html! {
        form.sheet id="reveal-pin" method="post" action={ (here) "/pin" } {
            h2 { "Two-step PIN" }
            p { small {
                "A business that takes its number elsewhere needs it. Your password is asked for, "
                "and the audit log says who saw it."
            } }
            button.plain type="submit" { "Show the PIN" }
        }
    }
}

/// `POST …/pin`: shows it once.
pub(crate) async fn reveal(
    State(provider): State<Provider>,
    operator: SignedIn,
    Path(address): Address,
) -> Result<Response, Trouble> {
    let display = talk(&provider, address, None).await?.phone.display;
    let phone = PhoneNumberId::new(address.1);
    let deed = operator.deed(&provider, "saw the two-step PIN", format!("number {phone}"));
    let sealer = provider.sealer.clone();
    let read = move |tx: &Tx<'_>| {
        let Some(sealed) = phones::known_pin(tx, phone)? else { return Ok(None) };
        let pin = sealer.open(&context(phone), &sealed).ok();
        let pin = pin.and_then(|pin| String::from_utf8(pin).ok());
        if pin.is_some() {
            audit::write(tx, &sealer, &deed)?;
        }
        Ok(Some(pin))
    };
    let pin = provider.db.write(read).await?.ok_or(Trouble::Absent("PIN"))?;
    let body = html! {
        p { a href=(path(address)) { "Back to the number" } }
        h1 { "Two-step PIN of " (display) }
        @match pin {
            Some(pin) => section.sheet { p { code id="pin" { (pin) } } },
            None => p.problem role="alert" {
                "It cannot be opened: the key that it is sealed with is not among the master keys."
            },
        }
    };
    let page = console("Two-step PIN", &operator, Here::Clients, body);
    Ok(([(CACHE_CONTROL, "no-store")], page).into_response())
}
