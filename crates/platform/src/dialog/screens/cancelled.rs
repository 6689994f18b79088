//! What a person sees who gave up (requirement B12).

use maud::{Markup, html};

use super::frame;
use crate::dialog::context::Context;
use crate::dialog::step::Step;
use crate::dialog::words::Words;

/// The page after the Cancel button of `step`.
pub(crate) fn page(words: &Words, context: &Context, step: Step) -> Markup {
    let body = html! {
        h1 { (words.say("cancelled-title")) }
        p.lead { (words.say("cancelled-lead")) }
        @if let Some(back) = context.redirect_refused() {
            a #finish role="button" href=(back) { (words.say("cancelled-return")) }
        } @else {
            p { (words.say("cancelled-close")) }
        }
        (context.relay("cancelled", &context.cancelled(step)))
    };
    frame(words, "cancelled-title", html! {}, body)
}
