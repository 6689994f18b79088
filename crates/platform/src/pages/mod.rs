//! What a person sees: the pop-up, the managers, the desk, and the SDK that opens the pop-up.
//!
//! Every page is made on the server and works without a script, but for one step: handing the
//! pop-up's outcome to the page that opened it (`assets/dialog.js`). A refused form of the wide
//! pages is found again as it was filled in where there are scripts (`assets/back.js`).

use std::sync::LazyLock;

use axum::Router;
use axum::middleware::from_fn_with_state;
use shell::web::Assets;
use world::{Actor, Command, Event};

use crate::{Answer, AskError, Platform, control, desk, dialog, manager, sdk};

pub(crate) mod fields;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod mark;
pub(crate) mod missing;
pub(crate) mod parts;
pub(crate) mod session;

/// The files pages load.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    Assets::new(&[
        ("platform.css", include_bytes!("../../assets/platform.css")),
        ("dialog.js", include_bytes!("../../assets/dialog.js")),
        ("back.js", include_bytes!("../../assets/back.js")),
    ])
});

/// Asks the world as a page does: an event that stands for a refusal, such as a wrong guess, is
/// one.
///
/// # Errors
/// As [`Platform::ask`].
pub(crate) async fn ask(
    platform: &Platform,
    by: Actor,
    command: Command,
) -> Result<Answer, AskError> {
    let answer = platform.ask(by, command).await?;
    match answer.events.iter().find_map(Event::refusal) {
        Some(refusal) => Err(AskError::Refused(refusal)),
        None => Ok(answer),
    }
}

/// Pages that live in the pop-up and talk to the window that opened them.
pub(crate) fn popup(platform: &Platform) -> Router {
    dialog::router(platform)
}

/// The desk's pages about worlds, which may replace the one that is asked.
pub(crate) fn of_worlds(platform: &Platform) -> Router {
    desk::of_worlds(platform).layer(from_fn_with_state(platform.clone(), mark::within))
}

/// All other pages, and the files pages load.
pub(crate) fn all(platform: &Platform) -> Router {
    Router::new()
        .merge(manager::router(platform))
        .merge(desk::router(platform))
        .merge(control::page())
        .layer(from_fn_with_state(platform.clone(), mark::within))
        .merge(sdk::router(platform))
        .merge(ASSETS.router())
}
