//! What every page of the managers needs first: who asks, for what, and what a form says.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::response::Response;
use graph::BusinessId;
use http::Method;
use http::request::Parts;
use shell::web::{Cookies, see_other};
use world::{Command, Person};

use super::{act, belongs, not_done, not_yours};
use crate::Platform;
use crate::pages::fields::Fields;
use crate::pages::session;

/// Someone at a page: who, what the address names, and what its query says.
pub(super) struct Visitor {
    /// Who is logged in.
    pub person: Person,
    named: BTreeMap<String, String>,
    path: String,
    /// The query.
    pub query: Fields,
}

impl Visitor {
    /// The business in the address, if the person belongs to it; else what strangers see.
    pub(super) fn business(&self, platform: &Platform) -> Result<BusinessId, Box<Response>> {
        let id =
            self.read("id").filter(|id| platform.read(|world| belongs(world, &self.person, *id)));
        id.ok_or_else(|| Box::new(not_yours(&self.person)))
    }

    /// The page that a form of this address is on: the address up to the last thing it names, or
    /// so many of its parts.
    pub(super) fn page(&self, least: usize) -> String {
        let parts: Vec<&str> = self.path.split('/').collect();
        let named = |part: &&str| self.named.values().any(|value| value == part);
        let last = parts.iter().rposition(named).map_or(0, |place| place + 1);
        parts.into_iter().take(last.max(least + 1)).collect::<Vec<_>>().join("/")
    }

    /// A part of the address as a value.
    pub(super) fn read<T: FromStr>(&self, name: &str) -> Option<T> {
        self.named.get(name)?.parse().ok()
    }
}

impl FromRequestParts<Platform> for Visitor {
    type Rejection = Response;

    /// Who is not logged in is led to the login page, and back.
    async fn from_request_parts(parts: &mut Parts, platform: &Platform) -> Result<Self, Response> {
        let here = if parts.method == Method::GET { parts.uri.path() } else { "/business" };
        let person = session::person(platform, &Cookies::read(&parts.headers));
        let person = person.ok_or_else(|| see_other(&session::login_path(here)))?;
        let query = Fields::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let named = Path::<BTreeMap<String, String>>::from_request_parts(parts, platform).await;
        let named = named.map(|Path(named)| named).unwrap_or_default();
        let path = parts.uri.path().to_owned();
        Ok(Self { person, named, path, query })
    }
}

/// A form that someone sent.
pub(super) struct Sent {
    /// Who sent it.
    pub visitor: Visitor,
    /// What it says.
    pub fields: Fields,
}

impl Sent {
    /// Does what the form asks in the name of the person, and shows the page the form is on.
    pub(super) async fn act(
        &self,
        platform: &Platform,
        command: Option<Command>,
        back: &str,
    ) -> Response {
        match command {
            Some(command) => act(platform, &self.visitor.person, command, back).await,
            None => not_done(&self.visitor.person, "The form was not filled in.", back),
        }
    }
}

impl FromRequest<Platform> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, platform: &Platform) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, platform).await?;
        let body = Bytes::from_request(Request::from_parts(parts, body), platform).await;
        let body =
            body.map_err(|_| not_done(&visitor.person, "The form is too large.", "/business"))?;
        Ok(Self { visitor, fields: Fields::parse(&body) })
    }
}
