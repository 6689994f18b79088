//! Choose or create the account: one for each run (requirements B07, B08).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("waba");
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
                label for="waba" { (words.say("waba-existing")) }
                select #waba name="waba" aria-describedby="waba-hint" {
                    option value="new" selected[chosen == "new"] { (words.say("waba-new")) }
                    @for waba in &screen.run.wabas {
                        @let id = waba.id.to_string();
                        option value=(id) selected[chosen == id] { (waba.name) " · " (id) }
                    }
                }
                small #waba-hint { (words.say_with("waba-existing-hint", &business)) }
            }
            (screen.foot(Step::Waba, "frame-continue"))
        }
    }
}
