//! What people see when a page cannot be shown.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, Uri};
use maud::html;
use serde_json::json;
use shell::db::DbError;

use super::layout::{console_alone, site};
use crate::Provider;

/// Why a page cannot be shown.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no such thing; says what was looked for.
    Absent(&'static str),
    /// The database does not answer.
    Database(DbError),
}

impl From<DbError> for Trouble {
    fn from(error: DbError) -> Self {
        Self::Database(error)
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let (status, words) = match self {
            Self::Absent(what) => (StatusCode::NOT_FOUND, format!("There is no such {what}.")),
            Self::Database(error @ DbError::Full { .. }) => {
                tracing::error!(%error, "a page could not be shown");
                let words = "The disk of this server is full, so nothing can be written down. It \
                    goes on by itself once there is space.";
                (StatusCode::SERVICE_UNAVAILABLE, words.to_owned())
            }
            Self::Database(error) => {
                tracing::error!(%error, "a page could not be shown");
                let words = "Our database does not answer just now. Please try again in a moment.";
                (StatusCode::INTERNAL_SERVER_ERROR, words.to_owned())
            }
        };
        let body = html! {
            h1 { "That did not work" }
            p { (words) }
            p { a href="/" { "To the start page" } " · " a href="/console" { "To the console" } }
        };
        (status, console_alone("That did not work", body)).into_response()
    }
}

/// What is shown where there is no page: the way back.
pub(crate) async fn nowhere(State(provider): State<Provider>, uri: Uri) -> Response {
    let title = "There is no such page";
    let path = uri.path();
    let page = if path == "/console" || path.starts_with("/console/") {
        console_alone(title, html! { h1 { (title) } p { a href="/console" { "To the console" } } })
    } else {
        let body = html! {
            h1 { (title) }
            p.lead { "The address may be mistyped, or the page has moved." }
            p { a href="/" { "To the start page" } }
        };
        site(title, &provider.settings.name, None, body)
    };
    (StatusCode::NOT_FOUND, page).into_response()
}

/// A refusal for our script: `{"error": words}`.
pub(crate) fn refuse_json(status: StatusCode, words: &str) -> Response {
    (status, Json(json!({ "error": words }))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_and_passes() {
        let full = Trouble::from(DbError::Full { path: "provider.db".into() });
        assert_eq!(full.into_response().status(), StatusCode::SERVICE_UNAVAILABLE);
        let other = Trouble::from(DbError::Panicked);
        assert_eq!(other.into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
