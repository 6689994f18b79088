//! The review: what the provider receives (requirement B06).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let run = screen.run;
    html! {
        h1 { (words.say("permissions-title")) }
        (screen.problem())
        p.lead { (screen.provider("permissions-lead")) }
        section.sheet.assets {
            dl {
                @if let Some(business) = &run.business {
                    dt { (words.say("permissions-business")) }
                    dd { (business.name) }
                }
                dt { (words.say("permissions-waba")) }
                dd { (run.profile.waba_name) }
                @if let Some(number) = &run.number {
                    dt { (words.say("permissions-number")) }
                    dd { (number.display) }
                }
                dt { (words.say("permissions-name")) }
                dd { (run.profile.display_name) }
            }
        }
        section.sheet {
            h2 { (words.say("permissions-allowed")) }
            ul {
                li { (words.say("permissions-scope-management")) }
                li { (words.say("permissions-scope-messaging")) }
                li { (words.say("permissions-scope-business")) }
            }
            p.muted { (screen.provider("permissions-bill")) }
        }
        form #step method="post" {
            (screen.foot(Step::Permissions, "permissions-next"))
        }
    }
}
