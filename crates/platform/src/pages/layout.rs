//! The frame around every page: head, the label that this is an emulation, bar, main part.

use maud::{DOCTYPE, Markup, html};
use shell::web::HTMX_CONFIG;

use super::ASSETS;

/// The label every page carries, so that nobody takes it for the real thing.
const EMULATED: &str = "Emulated by Vestibule for testing. This is not Meta and not WhatsApp.";

/// Which family a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The signup pop-up: one narrow column.
    Dialog,
    /// Business Manager, WhatsApp Manager, desk: wide, with a bar on top.
    Wide,
}

/// What differs between two frames.
pub(crate) struct Frame<'a> {
    /// Title of the page in the window's bar.
    pub title: &'a str,
    /// Family of the page.
    pub look: Look,
    /// Language of the texts, such as `en`.
    pub lang: &'a str,
    /// Direction of the script: `ltr` or `rtl`.
    pub dir: &'a str,
    /// The label of the emulation in the page's language.
    pub emulated: &'a str,
    /// Where to go on after a while: seconds and address, as `10; url=/next`.
    pub refresh: Option<&'a str>,
}

impl<'a> Frame<'a> {
    /// A wide page in English: managers and desk.
    pub(crate) fn wide(title: &'a str) -> Self {
        Self { title, look: Look::Wide, lang: "en", dir: "ltr", emulated: EMULATED, refresh: None }
    }

    /// The page with `bar` on top and `body` as its main part.
    #[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
    pub(crate) fn around(&self, bar: Markup, body: Markup) -> Markup {
        let class = match self.look {
            Look::Dialog => "dialog",
            Look::Wide => "wide",
        };
        html! {
            (DOCTYPE)
            html lang=(self.lang) dir=(self.dir) data-theme="light" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="htmx-config" content=(HTMX_CONFIG);
                    @if let Some(refresh) = self.refresh {
                        meta http-equiv="refresh" content=(refresh);
                    }
                    title { (self.title) }
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href=(ASSETS.url("pico.min.css"));
                    link rel="stylesheet" href=(ASSETS.url("platform.css"));
                    @match self.look {
                        Look::Dialog => script src=(ASSETS.url("dialog.js")) defer {},
                        Look::Wide => {
                            script src=(ASSETS.url("htmx.min.js")) defer {}
                            script src=(ASSETS.url("back.js")) defer {}
                        },
                    }
                }
                body class=(class) {
                    aside.emulated aria-label="Vestibule" { (self.emulated) }
                    (bar)
                    main { (body) }
                }
            }
        }
    }
}
