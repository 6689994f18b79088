//! What all pages share: the frame, small pieces, and parts that keep themselves up to date.

mod layout;
mod live;
mod pieces;
mod trouble;

use std::sync::LazyLock;

use shell::web::Assets;
use url::Url;

use crate::settings::Settings;

pub(crate) use layout::{Here, console, console_alone, site};
pub(crate) use live::{Live, Seen, leave_for};
pub(crate) use pieces::{Sign, Tone, badge, days_left, empty, fact, plural, time};
pub(crate) use trouble::{Trouble, refuse_json};

/// Whether browsers reach this server over https, so that cookies can be kept to that.
pub(crate) fn is_https(settings: &Settings) -> bool {
    settings.public_url.starts_with("https://")
}

/// The origins of our own pages, from which alone forms are taken.
pub(crate) fn origins(settings: &Settings) -> Vec<String> {
    Url::parse(&settings.public_url)
        .map(|url| vec![url.origin().ascii_serialization()])
        .unwrap_or_default()
}

/// Style sheets and scripts, under `/assets/`.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    Assets::new(&[
        ("provider.css", include_bytes!("../../assets/provider.css")),
        ("connect.js", include_bytes!("../../assets/connect.js")),
    ])
});
