//! Why the signup does not start here, and what helps (requirements B01, B02, B03).

use maud::{Markup, html};

use super::frame;
use crate::dialog::refusals::Problem;
use crate::dialog::words::Words;

/// Why the pop-up shows no screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// No app has this id.
    App(String),
    /// The app may not be used on this domain.
    Domain {
        /// The app.
        app: String,
        /// The domain of the page.
        domain: String,
        /// The address the same page has on a domain of the app, if that is known.
        right: Option<String>,
    },
    /// A login of the app may not be sent back to this address (contract §1.5).
    Redirect {
        /// The app.
        app: String,
        /// The domain of the address.
        domain: String,
        /// The address.
        uri: String,
    },
    /// The page did not say where it is.
    NoDomain,
    /// A telephone or tablet.
    Device,
    /// The run is over, or someone else's.
    Gone,
}

impl Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::App(_) => "refused-app",
            Self::Domain { .. } => "refused-domain",
            Self::Redirect { .. } => "refused-redirect",
            Self::NoDomain => "refused-no-domain",
            Self::Device => "refused-device",
            Self::Gone => "refused-gone",
        }
    }

    /// The page that says so.
    pub(crate) fn page(&self, words: &Words) -> Markup {
        let (app, domain, uri) = match self {
            Self::App(app) => (app.as_str(), "", ""),
            Self::Domain { app, domain, .. } => (app.as_str(), domain.as_str(), ""),
            Self::Redirect { app, domain, uri } => (app.as_str(), domain.as_str(), uri.as_str()),
            Self::NoDomain | Self::Device | Self::Gone => ("", "", ""),
        };
        let values = [("app", app), ("domain", domain), ("uri", uri)];
        let advice = format!("{}.advice", self.key());
        let title = match self {
            Self::Redirect { .. } => "refused-redirect-title",
            _ => "refused-title",
        };
        let body = html! {
            h1 { (words.say(title)) }
            div.problem role="alert" {
                strong { (words.say_with(self.key(), &values)) }
                @if let Self::Domain { right: Some(right), .. } = self {
                    p { (words.say_with("refused-domain-right", &[("address", right)])) }
                }
                p { (words.say_with(&advice, &values)) }
            }
        };
        frame(words, "refused-title", html! {}, body)
    }
}

/// The page for what is refused before the first screen; `relay` is what the opener is told.
pub(crate) fn problem(words: &Words, problem: &Problem, relay: &Markup) -> Markup {
    let body = html! {
        h1 { (words.say("refused-title")) }
        div.problem role="alert" {
            strong { (problem.text) }
            @if !problem.advice.is_empty() {
                p { (problem.advice) }
            }
        }
        (relay)
    };
    frame(words, "refused-title", html! {}, body)
}
