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
use axum::extract::{DefaultBodyLimit, FromRequestParts};
use axum::response::Response;
use axum::routing::{get, post};
use graph::BusinessId;
use http::request::Parts;
use maud::Markup;
use world::Person;

use super::sent::Visitor;
use super::{not_yours, tabs};
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
pub(super) struct Visit {
    person: Person,
    business: BusinessId,
    provider: bool,
    admin: bool,
    /// The page the visit is to, or that the form sent is on.
    here: String,
}

impl FromRequestParts<Platform> for Visit {
    type Rejection = Response;

    /// Lets in who belongs to the business in the address.
    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Response> {
        let visitor = Visitor::from_request_parts(parts, platform).await?;
        let business = visitor.business(platform).map_err(|answer| *answer)?;
        let known = platform.read(|world| {
            let known = world.businesses.get(&business)?;
            Some((known.provider, known.is_admin(visitor.person.id)))
        });
        let Some((provider, admin)) = known else { return Err(not_yours(&visitor.person)) };
        let here = visitor.page(3);
        Ok(Self { person: visitor.person, business, provider, admin, here })
    }
}

impl Visit {
    /// The pages of the business, with this one open.
    fn tabs(&self, platform: &Platform) -> Markup {
        let page = self.here.split('/').nth(3).unwrap_or_default();
        tabs(platform, self.business, page)
    }
}
