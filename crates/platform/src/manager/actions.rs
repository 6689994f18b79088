//! What people do in the managers: each form is one command in their name.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use graph::{BusinessId, E164, WabaId};
use http::HeaderMap;
use world::{Command, Method, Person, Role};

use super::{act, not_done, not_yours, visitor};
use crate::Platform;
use crate::pages::fields::Fields;

/// A form on the page of `id`, with who sent it.
struct Sent<Id> {
    person: Person,
    id: Id,
    fields: Fields,
    back: String,
}

impl<Id: std::str::FromStr> Sent<Id> {
    fn read(
        platform: &Platform,
        (pages, id): (&str, &str),
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self, Box<Response>> {
        let back = format!("{pages}/{id}");
        let person = visitor(platform, headers, &back)?;
        let Ok(id) = id.parse() else { return Err(Box::new(not_yours(&person))) };
        Ok(Self { person, id, fields: Fields::parse(body), back })
    }

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
        $name:ident: $sent:ident below $pages:literal, |$form:ident| $make:expr;
    )+) => {$(
        $(#[$doc])*
        pub(super) async fn $name(
            State(platform): State<Platform>,
            Path(id): Path<String>,
            headers: HeaderMap,
            body: Bytes,
        ) -> Response {
            let $form = match $sent::read(&platform, ($pages, &id), &headers, &body) {
                Ok(sent) => sent,
                Err(answer) => return *answer,
            };
            let command = $make;
            $form.act(&platform, command).await
        }
    )+};
}

handlers! {
    /// The owner takes its account back (requirement A11).
    unshare: Business below "/business",
        |form| form.fields.read("waba").zip(form.fields.read("partner"))
            .map(|(waba, partner)| Command::UnshareWaba { waba, partner });
    /// The provider takes its credit line back from one business (requirement G03).
    revoke: Business below "/business",
        |form| form.fields.read("allocation")
            .map(|allocation| Command::RevokeAllocation { allocation });
    /// A new display name (requirement D07).
    change_name: Account below "/wa/manage",
        |form| form.fields.read("phone").zip(form.fields.given("name"))
            .map(|(phone, name)| Command::ChangeName { phone, name });
    /// Another certificate for one that is too old (requirement E04).
    renew_certificate: Account below "/wa/manage",
        |form| form.fields.read("phone").map(|phone| Command::RenewCertificate { phone });
    /// Another number (requirement E07).
    add_number: Account below "/wa/manage",
        |form| E164::parse(form.fields.get("number")).ok().zip(form.fields.given("name"))
            .map(|(number, verified_name)| {
                Command::AddPhoneNumber { waba: form.id, number, verified_name }
            });
    /// A code for a number added here.
    request_code: Account below "/wa/manage",
        |form| form.fields.read("phone")
            .map(|phone| Command::RequestCode { phone, method: Method::Sms });
    /// The code, typed.
    verify_code: Account below "/wa/manage",
        |form| form.fields.read("phone").zip(form.fields.given("code"))
            .map(|(phone, code)| Command::VerifyCode { phone, code });
}

/// Someone joins the business: they are known by their e-mail address (requirement A12).
pub(super) async fn add_person(
    State(platform): State<Platform>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let mut form = match Business::read(&platform, ("/business", &id), &headers, &body) {
        Ok(form) => form,
        Err(answer) => return *answer,
    };
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
