//! `/wa/manage/{id}/payment`: who pays for an account's messages (requirements F04, G02).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use graph::{Currency, WabaId};
use maud::html;
use world::{Command, Funding, MoneyCommand};

use crate::Platform;
use crate::manager::sent::Visitor;
use crate::manager::{Side, act, not_done, not_yours, page, side};
use crate::pages::fields::Fields;

/// The page, for the owner's people.
pub(in crate::manager) async fn show(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Response {
    let person = visitor.person;
    let found = id.parse::<WabaId>().ok().and_then(|id| {
        platform.read(|world| {
            side(world, &person, id).filter(|side| *side == Side::Owner)?;
            let waba = world.wabas.get(&id)?;
            let payer = waba.funding.line().and_then(|line| world.credit_lines.get(&line));
            let payer = payer.map(|line| line.legal_entity_name.clone()).unwrap_or_default();
            Some((waba.name.clone(), waba.funding, payer, world.policy.businesses_pay))
        })
    });
    let Some((name, funding, payer, pays)) = found else { return not_yours(&person) };
    let body = html! {
        p { a href={ "/wa/manage/" (id) } { (name) } }
        h1 { "Payment" }
        p {
            @match funding {
                Funding::None => "There is no payment method: message templates cannot be sent.",
                Funding::Direct { currency, .. } => { "You pay yourself, in " (currency) "." },
                Funding::Own { currency, .. } | Funding::Attached { currency, .. } => {
                    (payer) " pays with its credit line, in " (currency) "."
                },
                Funding::Revoked { .. } => {
                    "The credit line was taken away: message templates cannot be sent."
                },
            }
        }
        @if !pays {
            div.advice {
                strong { "Your provider pays" }
                p { "Businesses cannot pay here. You settle your messages with your provider." }
            }
        } @else if matches!(funding, Funding::None | Funding::Direct { .. }) {
            form #payment method="post" {
                label for="currency" { "Currency, fixed from then on" }
                select #currency name="currency" {
                    @for currency in Currency::ALL { option value=(currency) { (currency) } }
                }
                button { "Add a payment method" }
            }
        }
    };
    page("Payment", &person, body).into_response()
}

/// The owner's own payment method.
pub(in crate::manager) async fn give(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
    body: Bytes,
) -> Response {
    let here = format!("/wa/manage/{id}/payment");
    let person = visitor.person;
    let fields = Fields::parse(&body);
    let (Ok(waba), Some(currency)) = (id.parse::<WabaId>(), fields.read::<Currency>("currency"))
    else {
        return not_done(&person, "The form was not filled in.", &here);
    };
    if platform.read(|world| side(world, &person, waba)) != Some(Side::Owner) {
        return not_yours(&person);
    }
    let command = MoneyCommand::PayDirectly { waba, currency };
    act(&platform, &person, Command::Money(command), &here).await
}
