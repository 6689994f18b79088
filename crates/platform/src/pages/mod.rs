//! What a person sees: the pop-up, the managers, the desk, and the SDK that opens the pop-up.
//!
//! Every page is made on the server and works without a script, but for one step: handing the
//! pop-up's outcome to the page that opened it (`assets/dialog.js`).

use axum::Router;
use axum::routing::get;
use shell::web::Assets;

use crate::{Platform, desk, dialog, manager, sdk};

pub(crate) mod fields;
pub(crate) mod layout;
pub(crate) mod lists;
pub(crate) mod parts;
pub(crate) mod session;

/// All pages of the platform.
pub(crate) fn router(platform: &Platform) -> Router {
    Router::new()
        .merge(dialog::router(platform))
        .merge(manager::router(platform))
        .merge(desk::router(platform))
        .merge(sdk::router())
}
