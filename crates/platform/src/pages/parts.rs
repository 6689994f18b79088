//! Small pieces that many pages show.

use maud::{Markup, html};

pub(crate) use shell::web::{Tone, badge, days_left, empty, time};

/// Says why something was not done, and leads back.
pub(crate) fn not_done(why: &str, back: &str) -> Markup {
    html! {
        h1 { "That was not done" }
        div.problem role="alert" { strong { (why) } }
        p { a href=(back) data-back { "Back" } }
    }
}

/// What is read anew from `path` every two seconds. It stands inside whatever scrolls, so that the
/// place scrolled to stays; what can be focused in it has an id, so that the focus stays.
#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
pub(crate) fn live(path: &str, body: Markup) -> Markup {
    html! {
        div #live hx-get=(path) hx-select="#live" hx-trigger="every 2s" hx-swap="outerHTML" {
            (body)
        }
    }
}

/// One labelled text field; `name` is also its id.
pub(crate) fn text_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        label for=(name) { (label) }
        input id=(name) name=(name) value=(value);
    }
}
