//! The back office of a business: billing, system users, apps, support (requirements G01 to G06,
//! H03, I02).

mod apps;
mod billing;
mod invitation;
mod invoice;
mod payment;
mod review_form;
mod support;
mod system_users;
mod ticket;
mod tokens;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use graph::BusinessId;
use http::HeaderMap;
use maud::Markup;
use world::Person;

use super::{belongs, not_yours, tabs, visitor};
use crate::Platform;

pub(crate) use self::review_form::proofs as review_proofs;
pub(crate) use self::support::state as ticket_state;
pub(crate) use self::ticket::facts as ticket_facts;

/// The largest form with a video, in bytes.
const FORM_MAX: usize = 40 << 20;

/// Everything below `/business/{id}` that is about money, software and support.
pub(super) fn router() -> Router<Platform> {
    Router::new()
        .route("/business/{id}/billing", get(billing::show))
        .route("/business/{id}/billing/terms", post(billing::accept_terms))
        .route("/business/{id}/billing/orders", post(billing::set_order))
        .route("/business/{id}/billing/invoices/{invoice}", get(invoice::show))
        .route("/business/{id}/billing/invoices/{invoice}/csv", get(invoice::csv))
        .route("/business/{id}/billing/invoices/{invoice}/pay", post(invoice::pay))
        .route("/business/{id}/system-users", get(system_users::show).post(system_users::create))
        .route("/business/{id}/system-users/finance", post(system_users::set_finance))
        .route("/business/{id}/system-users/tokens", post(tokens::generate))
        .route("/business/{id}/system-users/tokens/revoke", post(tokens::revoke))
        .route("/business/{id}/apps", get(apps::list))
        .route("/business/{id}/apps/{app}", get(apps::show))
        .route("/business/{id}/apps/{app}/mode", post(apps::set_mode))
        .route(
            "/business/{id}/apps/{app}/review",
            post(review_form::submit).layer(DefaultBodyLimit::max(FORM_MAX)),
        )
        .route("/business/{id}/support", get(support::show).post(support::open))
        .route("/business/{id}/support/check", post(support::check))
        .route("/business/{id}/support/{ticket}", get(ticket::show))
        .route("/business/{id}/support/{ticket}/reply", post(ticket::reply))
        .route("/business/{id}/support/{ticket}/close", post(ticket::close))
        .route("/business/invitations/{invite}", get(invitation::show).post(invitation::accept))
        .route("/wa/manage/{id}/payment", get(payment::show).post(payment::give))
}

/// One of a business's people on one of its pages.
struct Visit {
    person: Person,
    business: BusinessId,
    provider: bool,
    admin: bool,
    /// The page the visit is to.
    here: String,
}

impl Visit {
    /// Lets in who belongs to the business.
    fn enter(
        platform: &Platform,
        headers: &HeaderMap,
        (id, page): (&str, &str),
    ) -> Result<Self, Box<Response>> {
        let here = format!("/business/{id}/{page}");
        let person = visitor(platform, headers, &here)?;
        let found = id.parse::<BusinessId>().ok().and_then(|id| {
            platform.read(|world| {
                let known = world.businesses.get(&id).filter(|_| belongs(world, &person, id))?;
                Some((id, known.provider, known.is_admin(person.id)))
            })
        });
        match found {
            Some((business, provider, admin)) => {
                Ok(Self { person, business, provider, admin, here })
            }
            None => Err(Box::new(not_yours(&person))),
        }
    }

    /// The pages of the business, with this one open.
    fn tabs(&self, platform: &Platform) -> Markup {
        let page = self.here.split('/').nth(3).unwrap_or_default();
        tabs(platform, self.business, page)
    }
}
