//! Choose or create the account, and the profile in it: one account for each run (requirements B07,
//! B08).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::run::WabaChoice;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let name = screen.run.business.as_ref().map_or("", |business| business.name.as_str());
    let business = [("business", name)];
    html! {
        h1 { (words.say("waba-title")) }
        (screen.problem())
        p.lead { (words.say("waba-lead")) }
        form #step method="post" {
            @if screen.run.wabas.is_empty() {
                input type="hidden" name="waba" value="new";
                p.sheet { (words.say_with("waba-only-new", &business)) }
            } @else {
                (accounts(screen))
                small #waba-hint { (words.say_with("waba-existing-hint", &business)) }
                (profiles(screen))
            }
            @for refusal in screen.run.wabas.iter().filter_map(|waba| waba.closed.as_ref()) {
                (screen.closed(refusal))
            }
            @if let Some(refusal) = &screen.run.no_new_waba { (screen.closed(refusal)) }
            (screen.foot(Step::Waba, "frame-continue"))
        }
    }
}

/// The accounts; those that cannot be chosen are shown, with the reason below the list.
fn accounts(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("waba");
    html! {
        label for="waba" { (words.say("waba-existing")) }
        select #waba name="waba" aria-describedby="waba-hint"
            aria-invalid=[screen.invalid("waba")] {
            option value="new" disabled[screen.run.no_new_waba.is_some()]
                selected[chosen == "new"] { (words.say("waba-new")) }
            @for waba in &screen.run.wabas {
                @let id = waba.id.to_string();
                option value=(id) disabled[waba.closed.is_some()] selected[chosen == id] {
                    (waba.name) " · " (id)
                    @if waba.closed.is_some() { " " (words.say("waba-closed")) }
                }
            }
        }
    }
}

/// The profiles of the accounts, grouped by account: one that exists is taken as it is.
fn profiles(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("profile");
    let open = |waba: &&WabaChoice| waba.closed.is_none() && !waba.profiles.is_empty();
    html! {
        label for="profile" { (words.say("waba-profile")) }
        select #profile name="profile" aria-describedby="existing-help"
            aria-invalid=[screen.invalid("profile")] {
            option value="new" selected[chosen == "new" || chosen.is_empty()] {
                (words.say("waba-profile-new"))
            }
            @for waba in screen.run.wabas.iter().filter(open) {
                optgroup label=(waba.name) {
                    @for profile in &waba.profiles {
                        @let id = profile.id.to_string();
                        option value=(id) selected[chosen == id] {
                            (profile.name) " · " (profile.number)
                        }
                    }
                }
            }
        }
        small #existing-help { (words.say("waba-profile-hint")) }
        (screen.note("profile"))
    }
}
