//! What people do in the managers: each form is one command in their name.

use std::str::FromStr;

use axum::extract::{FromRequest, Request, State};
use axum::response::Response;
use graph::{BusinessId, E164, WabaId};
use world::{Command, Method, Person, Role};

use super::{act, not_done, not_yours};
use crate::Platform;
use crate::pages::fields::Fields;

/// A form on the page of `id`, with who sent it.
pub(super) struct Sent<Id> {
    person: Person,
    id: Id,
    fields: Fields,
    back: String,
}

impl<Id: FromStr + Send> FromRequest<Platform> for Sent<Id> {
    type Rejection = Response;

    async fn from_request(request: Request, platform: &Platform) -> Result<Self, Response> {
        let sent = super::sent::Sent::from_request(request, platform).await?;
        let (visitor, fields) = (sent.visitor, sent.fields);
        match visitor.read("id") {
            Some(id) => Ok(Self { id, back: visitor.page(0), person: visitor.person, fields }),
            None => Err(not_yours(&visitor.person)),
        }
    }
}

impl<Id> Sent<Id> {
    async fn act(self, platform: &Platform, command: Option<Command>) -> Response {
        match command {
            Some(command) => act(platform, &self.person, command, &self.back).await,
            None => not_done(&self.person, "The form was not filled in.", &self.back),
        }
    }
}

type Business = Sent<BusinessId>;
type Account = Sent<WabaId>;

/// Handlers that differ only in the command they make of the form.
macro_rules! handlers {
    ($(
        $(#[$doc:meta])*
        $name:ident: $sent:ident, |$form:ident| $make:expr;
    )+) => {$(
        $(#[$doc])*
        pub(super) async fn $name(State(platform): State<Platform>, $form: $sent) -> Response {
            let command = $make;
            $form.act(&platform, command).await
        }
    )+};
}

handlers! {
    /// The owner takes its account back (requirement A11).
    unshare: Business,
        |form| form.fields.read("waba").zip(form.fields.read("partner"))
            .map(|(waba, partner)| Command::UnshareWaba { waba, partner });
    /// The provider takes its credit line back from one business (requirement G03).
    revoke: Business,
        |form| form.fields.read("allocation")
            .map(|allocation| Command::RevokeAllocation { allocation });
    /// A new display name (requirement D07).
    change_name: Account,
        |form| form.fields.read("phone").zip(form.fields.given("name"))
            .map(|(phone, name)| Command::ChangeName { phone, name });
    /// Another certificate for one that is too old (requirement E04).
    renew_certificate: Account,
        |form| form.fields.read("phone").map(|phone| Command::RenewCertificate { phone });
    /// Another number (requirement E07).
    add_number: Account,
        |form| E164::parse(form.fields.get("number")).ok().zip(form.fields.given("name"))
            .map(|(number, verified_name)| {
                Command::AddPhoneNumber { waba: form.id, number, verified_name }
            });
    /// A code for a number added here.
    request_code: Account,
        |form| form.fields.read("phone")
            .map(|phone| Command::RequestCode { phone, method: Method::Sms });
    /// The code, typed.
    verify_code: Account,
        |form| form.fields.read("phone").zip(form.fields.given("code"))
            .map(|(phone, code)| Command::VerifyCode { phone, code });
}

/// Someone joins the business: they are known by their e-mail address (requirement A12).
pub(super) async fn add_person(State(platform): State<Platform>, mut form: Business) -> Response {
    form.back = format!("/business/{}/people", form.id);
    let email = form.fields.get("email").to_owned();
    let found = platform.read(|world| {
        let mut people = world.people.values();
        people.find(|one| one.email.eq_ignore_ascii_case(&email)).map(|one| one.id)
    });
    let Some(person) = found else {
        let why = "Nobody on the platform has this e-mail address.";
        return not_done(&form.person, why, &form.back);
    };
    let role = if form.fields.get("admin") == "yes" { Role::Admin } else { Role::Employee };
    let business = form.id;
    form.act(&platform, Some(Command::AddMember { business, person, role })).await
}
