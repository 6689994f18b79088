//! `/business/invitations/{id}`: joining a business one was invited to (contract §2.5).

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::html;
use world::{Command, Role, StaffCommand};

use crate::Platform;
use crate::manager::sent::Visitor;
use crate::manager::{act, not_yours, page};

/// The invitation, for whom it is meant.
pub(in crate::manager) async fn show(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Response {
    let person = visitor.person;
    let found = id.parse::<u64>().ok().and_then(|id| {
        platform.read(|world| {
            let invite = world.staff.invites.get(&id)?;
            let mine = invite.email.eq_ignore_ascii_case(&person.email);
            let business = world.businesses.get(&invite.business).filter(|_| mine)?;
            Some((invite.clone(), business.profile.name.clone()))
        })
    });
    let Some((invite, name)) = found else { return not_yours(&person) };
    let role = match invite.role {
        Role::Admin => "an admin",
        Role::Employee => "an employee",
    };
    let body = html! {
        h1 { "Join " (name) }
        @if invite.accepted.is_some() {
            p { "You accepted this invitation." }
            p { a href={ "/business/" (invite.business) } { (name) } }
        } @else {
            p { (name) " invites you to join its Business Manager as " (role) "." }
            form #invitation method="post" { button { "Accept" } }
        }
    };
    page("Invitation", &person, body).into_response()
}

/// `POST`: yes.
pub(in crate::manager) async fn accept(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    visitor: Visitor,
) -> Response {
    let here = format!("/business/invitations/{id}");
    let person = visitor.person;
    let Ok(invite) = id.parse::<u64>() else { return not_yours(&person) };
    act(&platform, &person, Command::Staff(StaffCommand::AcceptInvite { invite }), &here).await
}
