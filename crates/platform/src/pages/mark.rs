//! The mark at the head of the desk's pages: Vestibule, and which world this is where it is not the
//! main one, so that tabs of several worlds are not taken for each other.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use maud::{Markup, html};

use crate::Platform;

/// What stands behind the name of a world in the address of its pages.
const SITE: &str = ".platform.localhost";

tokio::task_local! {
    /// The name of the world whose page is being made.
    static WORLD: Option<String>;
}

/// Has pages know the world they are of.
pub(crate) async fn within(
    State(platform): State<Platform>,
    request: Request,
    next: Next,
) -> Response {
    let name = name(&platform.settings().pages_origin);
    WORLD.scope(name, next.run(request)).await
}

/// The name of a further world, from the address of its pages; `None` for the main world.
fn name(origin: &str) -> Option<String> {
    let url = url::Url::parse(origin).ok()?;
    url.host_str()?.strip_suffix(SITE).map(ToOwned::to_owned)
}

/// The link to the front page, and the world's name.
pub(crate) fn mark() -> Markup {
    html! {
        a.mark href="/" { "Vestibule" }
        (world())
    }
}

/// The world's name; nothing in the main one.
pub(crate) fn world() -> Markup {
    let name = WORLD.try_with(Clone::clone).ok().flatten();
    html! { @if let Some(name) = name { span.badge.world { "World " (name) } } }
}
