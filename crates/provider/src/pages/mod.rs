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
pub(crate) use live::{Live, Seen, leave_for, start_afresh};
pub(crate) use pieces::{Sign, fact, plural};
pub(crate) use shell::web::{Tone, badge, days_left, empty, time};
pub(crate) use trouble::{Trouble, nowhere, refuse_json};

/// Whether browsers reach this server over https, so that cookies can be kept to that.
pub(crate) fn is_https(settings: &Settings) -> bool {
    settings.public_url.starts_with("https://")
}

/// The names of this machine, under which the server answers besides its public one.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// The origins of our own pages, from which alone forms are taken. A server whose public address
/// is on this machine may be visited under any of the machine's names.
pub(crate) fn origins(settings: &Settings) -> Vec<String> {
    let Ok(public) = Url::parse(&settings.public_url) else { return vec![] };
    let mut origins = vec![public.origin().ascii_serialization()];
    let host = public.host_str().unwrap_or_default();
    if HERE.contains(&host) || host.ends_with(".localhost") {
        let port = public.port().map(|port| format!(":{port}")).unwrap_or_default();
        origins.extend(HERE.map(|host| format!("{}://{host}{port}", public.scheme())));
    }
    origins
}

/// The names of this machine, on any port.
pub(crate) fn here() -> Vec<String> {
    HERE.map(str::to_owned).to_vec()
}

/// The names under which the server answers, on any port.
pub(crate) fn hosts(settings: &Settings) -> Vec<String> {
    let public = Url::parse(&settings.public_url).ok();
    let public = public.and_then(|url| url.host_str().map(str::to_owned));
    public.into_iter().chain(HERE.map(str::to_owned)).collect()
}

/// Style sheets and scripts, under `/assets/`.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    Assets::new(&[
        ("provider.css", include_bytes!("../../assets/provider.css")),
        ("connect.js", include_bytes!("../../assets/connect.js")),
    ])
});
