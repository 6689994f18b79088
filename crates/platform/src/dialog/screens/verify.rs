//! The code that proves the number (requirement B06).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let number = screen.run.number.as_ref();
    let display = number.map_or("", |number| number.display.as_str());
    let digits = number.map_or("", |number| number.digits.as_str());
    html! {
        h1 { (words.say("verify-title")) }
        (screen.problem())
        p.lead { (words.say_with("verify-lead", &[("number", display)])) }
        p.advice {
            (words.say("verify-where")) " "
            a href={ "/desk/phones/" (digits) } target="_blank" { (words.say("verify-where-link")) }
            "."
        }
        form #step method="post" {
            label for="code" { (words.say("verify-code")) }
            input.code #code name="code" inputmode="numeric" autocomplete="one-time-code"
                maxlength="7" value=(screen.fields.get("code"))
                aria-invalid=[screen.problem.is_some().then_some("true")];
            (screen.foot(Step::Verify, "verify-next"))
        }
        hr;
        h2 { (words.say("verify-again-title")) }
        div.row {
            form #resend method="post" action={ (screen.path()) "/resend" } {
                div.row {
                    button.plain name="method" value="sms" { (words.say("verify-again-sms")) }
                    button.plain name="method" value="voice" { (words.say("verify-again-voice")) }
                }
            }
            a href={ (screen.path()) "/" (Step::Number.path()) } {
                (words.say("verify-other-number"))
            }
        }
    }
}
