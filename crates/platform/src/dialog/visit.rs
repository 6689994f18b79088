//! Who is at which run: what every screen needs first, taken from the request.

use std::collections::BTreeMap;

use axum::extract::{FromRequestParts, Path};
use axum::response::Response;
use graph::SignupId;
use http::Method;
use http::request::Parts;
use shell::web::{Cookies, see_other};
use world::{Actor, Person};

use super::context::Context;
use super::oauth::{browser_words, refuse};
use super::refusals::Problem;
use super::run::Run;
use super::screens::Screen;
use super::screens::refused::Refused;
use super::step::Step;
use super::{Dialog, Words, gather};
use crate::pages::fields::Fields;
use crate::pages::session;

/// A run whose screens may be shown to the person who asks.
pub(super) struct Visit {
    /// Who is logged in.
    pub person: Person,
    /// In their language.
    pub words: Words,
    /// The run.
    pub run: Run,
    /// Where its outcome goes.
    pub context: Context,
}

impl Visit {
    /// What a screen is made of.
    pub(super) fn screen<'a>(
        &'a self,
        fields: &'a Fields,
        problem: Option<&'a Problem>,
    ) -> Screen<'a> {
        let (words, run, context) = (&self.words, &self.run, &self.context);
        Screen { words, run, context, fields, problem }
    }

    /// On to a screen of the run.
    pub(super) fn to(&self, step: Step) -> Response {
        see_other(&format!("/signup/{}/{}", self.run.id, step.path()))
    }

    /// Who asks.
    pub(super) fn by(&self) -> Actor {
        Actor::Person { person: self.person.id }
    }
}

impl FromRequestParts<Dialog> for Visit {
    type Rejection = Response;

    /// The run in the address, if it is of the person logged in and still open. Whose login was
    /// lost logs in and comes back to the run.
    async fn from_request_parts(parts: &mut Parts, dialog: &Dialog) -> Result<Self, Response> {
        let named = named(parts, dialog).await;
        let headers = &parts.headers;
        let gone = || refuse(&browser_words(headers), &Refused::Gone);
        let id: SignupId = named.get("id").and_then(|id| id.parse().ok()).ok_or_else(gone)?;
        let cookies = Cookies::read(headers);
        let Some(person) = session::person(&dialog.platform, &cookies) else {
            let step = named.get("step").filter(|_| parts.method == Method::GET);
            let step = step.map_or(Step::Authorization.path(), String::as_str);
            return Err(see_other(&session::login_path(&format!("/signup/{id}/{step}"))));
        };
        let run = gather::run(&dialog.platform, id, person.id).ok_or_else(gone)?;
        let context = cookies.get(Context::COOKIE).and_then(Context::from_cookie);
        let words = Words::of(&person.locale);
        Ok(Self { words, run, context: context.unwrap_or_default(), person })
    }
}

/// The screen in the address; one that does not exist is answered like a run that is over.
pub(super) struct At(pub(super) Step);

impl FromRequestParts<Dialog> for At {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, dialog: &Dialog) -> Result<Self, Response> {
        let named = named(parts, dialog).await;
        let step = named.get("step").and_then(|step| Step::from_path(step));
        step.map(Self).ok_or_else(|| refuse(&browser_words(&parts.headers), &Refused::Gone))
    }
}

async fn named(parts: &mut Parts, dialog: &Dialog) -> BTreeMap<String, String> {
    let named = Path::<BTreeMap<String, String>>::from_request_parts(parts, dialog).await;
    named.map(|Path(named)| named).unwrap_or_default()
}
