//! The code that proves the number (requirement B06).

use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;

/// The main part of the screen. While the number is locked it offers nothing that would only be
/// refused.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let locked = screen.run.codes.locked_until.is_some();
    html! {
        h1 { (words.say("verify-title")) }
        (screen.problem())
        @if locked {
            (wait(screen))
            (back(screen))
        } @else {
            (code(screen))
            hr;
            h2 { (words.say("verify-again-title")) }
            div.row {
                (another_code(screen))
                (other_number(screen))
            }
        }
    }
}

fn code(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let number = screen.run.number.as_ref();
    let display = number.map_or("", |number| number.display.as_str());
    let digits = number.map_or("", |number| number.digits.as_str());
    let wrong = screen.wrong_id("code");
    html! {
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
                aria-invalid=[screen.invalid("code")] aria-describedby=[wrong];
            (screen.note("code"))
            (screen.foot(Step::Verify, "verify-next"))
        }
    }
}

fn another_code(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        @if let Some(until) = screen.run.codes.spent_until {
            p { (words.say_with("verify-spent", &[("until", &clock(until + UP))])) }
        } @else {
            form #resend method="post" action={ (screen.path()) "/resend" } {
                div.row {
                    button.plain name="method" value="sms" { (words.say("verify-again-sms")) }
                    button.plain name="method" value="voice" { (words.say("verify-again-voice")) }
                }
            }
        }
    }
}

fn other_number(screen: &Screen<'_>) -> Markup {
    html! {
        a href={ (screen.path()) "/" (Step::Number.path()) } {
            (screen.words.say("verify-other-number"))
        }
    }
}

/// What time it is, and that it need not be waited for.
fn wait(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        p { (words.say("verify-locked")) }
        p.advice {
            (words.say_with("verify-clock", &[("now", &clock(screen.run.now))])) " "
            a href="/desk/clock" target="_blank" { (words.say("verify-clock-link")) }
            "."
        }
    }
}

/// The way back only.
fn back(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        div.foot {
            button.quiet type="submit" form="cancel" { (words.say("frame-cancel")) }
            span.push {}
            a.plain role="button" href={ (screen.path()) "/" (Step::Verify.path()) } {
                (words.say("verify-look-again"))
            }
            a role="button" href={ (screen.path()) "/" (Step::Number.path()) } {
                (words.say("verify-other-number"))
            }
        }
    }
}

/// Makes of the print, which leaves seconds out, the first minute at which it can be done.
const UP: SignedDuration = SignedDuration::from_micros(59_999_999);

/// A time as the refusals print it, in UTC.
fn clock(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y at %H:%M UTC").to_string()
}
