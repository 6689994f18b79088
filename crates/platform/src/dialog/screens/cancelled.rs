//! What a person sees who gave up (requirement B12).

use maud::{Markup, html};

use super::frame;
use crate::dialog::context::{Context, Said};
use crate::dialog::words::Words;

/// The page after the Cancel button, or after a problem was reported; `said` is what the opener is
/// told.
pub(crate) fn page(words: &Words, context: &Context, said: &Said) -> Markup {
    let body = html! {
        h1 { (words.say("cancelled-title")) }
        p.lead { (words.say("cancelled-lead")) }
        @if let Some(back) = context.redirect_refused() {
            a #finish role="button" href=(back) { (words.say("cancelled-return")) }
        } @else {
            p { (words.say("cancelled-close")) }
        }
        (context.relay("cancelled", said))
    };
    frame(words, "cancelled-title", html! {}, body)
}
