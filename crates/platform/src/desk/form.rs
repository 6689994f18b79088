//! A form that was refused is shown again as it was filled in, with the problem at its field; and
//! the command line that does the same.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use maud::{Markup, html};

use crate::Platform;
use crate::pages::fields::Fields;
use crate::settings::Settings;

/// The port at which the command line looks for a platform where nothing is said.
const USUAL_PORT: u16 = 8090;

/// What stands in a form, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Form {
    fields: Fields,
    problem: Option<Problem>,
}

/// Why a form was refused.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// The field that is to be filled in otherwise.
    pub(super) field: &'static str,
    /// A sentence.
    pub(super) why: String,
}

impl Problem {
    pub(super) fn at(field: &'static str, why: impl Into<String>) -> Self {
        Self { field, why: why.into() }
    }
}

impl Form {
    /// A form filled in to begin with.
    pub(super) fn with(fields: Fields) -> Self {
        Self { fields, problem: None }
    }

    /// The form as it was filled in, refused.
    pub(super) fn refused(fields: Fields, problem: Problem) -> Self {
        Self { fields, problem: Some(problem) }
    }

    /// What stands in a field.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.get(name)
    }

    /// Whether something is wrong with it.
    pub(super) fn is_refused(&self) -> bool {
        self.problem.is_some()
    }

    /// The page with this form in it.
    pub(super) fn answer(&self, page: Markup) -> Response {
        let status =
            if self.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        (status, page).into_response()
    }

    /// What is wrong, above the form, with a link to the field.
    pub(super) fn summary(&self) -> Markup {
        html! {
            @if let Some(problem) = &self.problem {
                div.problem role="alert" {
                    strong { "That was not done" }
                    p { a href={ "#" (problem.field) } { (problem.why) } }
                }
            }
        }
    }

    /// Whether this field is wrong, as `aria-invalid` says it.
    pub(super) fn invalid(&self, name: &str) -> Option<&'static str> {
        self.why(name).map(|_| "true")
    }

    /// Where it is said why this field is wrong, for `aria-describedby`.
    pub(super) fn described(&self, name: &str) -> Option<String> {
        self.why(name).map(|_| format!("{name}-wrong"))
    }

    /// Why this field is wrong, below it.
    pub(super) fn wrong(&self, name: &str) -> Markup {
        html! {
            @if let Some(why) = self.why(name) { small.wrong id={ (name) "-wrong" } { (why) } }
        }
    }

    /// A labelled line of text; `name` is also its id.
    pub(super) fn text(&self, name: &str, label: &str) -> Markup {
        html! {
            label for=(name) { (label) }
            input id=(name) name=(name) value=(self.value(name))
                aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)];
            (self.wrong(name))
        }
    }

    /// A labelled choice; each option has a value and words.
    pub(super) fn choice(&self, name: &str, label: &str, options: &[(String, String)]) -> Markup {
        html! {
            label for=(name) { (label) }
            select id=(name) name=(name)
                aria-invalid=[self.invalid(name)] aria-describedby=[self.described(name)] {
                @for (value, words) in options {
                    option value=(value) selected[value == self.value(name)] { (words) }
                }
            }
            (self.wrong(name))
        }
    }

    fn why(&self, name: &str) -> Option<&str> {
        self.problem.as_ref().filter(|one| one.field == name).map(|one| one.why.as_str())
    }
}

/// A command line as one would type it for this platform: with its address, unless it is where the
/// command line looks by itself.
pub(super) fn typed(platform: &Platform, line: &str) -> String {
    let api = &platform.settings().api_base;
    if *api == Settings::on_port(USUAL_PORT).api_base {
        return line.to_owned();
    }
    format!("{line} --platform {api}")
}
