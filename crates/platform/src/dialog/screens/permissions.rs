//! The review: what the provider receives (requirement B06).

use graph::Permission;
use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// What each permission means, in the words of the screen. Only what is granted is listed.
const SCOPES: [(Permission, &str); 3] = [
    (Permission::WhatsappBusinessManagement, "permissions-scope-management"),
    (Permission::WhatsappBusinessMessaging, "permissions-scope-messaging"),
    (Permission::BusinessManagement, "permissions-scope-business"),
];

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
                    dd { (words.kept_in_order(&number.display)) }
                }
                dt { (words.say("permissions-name")) }
                dd { (run.profile.display_name) }
            }
        }
        section.sheet {
            h2 { (words.say("permissions-allowed")) }
            ul {
                @for (permission, line) in SCOPES {
                    @if run.scopes.contains(&permission) { li { (words.say(line)) } }
                }
            }
            p.muted { (screen.provider("permissions-bill")) }
        }
        form #step method="post" {
            (screen.foot(Step::Permissions, "permissions-next"))
        }
    }
}
