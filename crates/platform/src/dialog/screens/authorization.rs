//! What the provider asks for, and who is billed (requirement B06).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        h1 { (screen.provider("authorization-title")) }
        (screen.problem())
        p.lead { (screen.provider("authorization-lead")) }
        section.sheet {
            h2 { (screen.provider("authorization-can")) }
            ul {
                li { (words.say("authorization-manage")) }
                li { (words.say("authorization-send")) }
                li { (words.say("authorization-measure")) }
                li { (words.say("authorization-users")) }
            }
            h2 { (words.say("authorization-bill-title")) }
            p { (screen.provider("authorization-bill")) }
            p.muted { (words.say("authorization-owner")) }
        }
        form #step method="post" {
            (screen.foot(Step::Authorization, "authorization-start"))
        }
    }
}
