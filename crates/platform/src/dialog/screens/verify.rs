//! The code that proves the number (requirement B06).

use maud::{Markup, html};

use super::Screen;
use crate::dialog::step::Step;
use crate::dialog::words::Words;

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
    let display = words.kept_in_order(number.map_or("", |number| &number.display));
    let digits = number.map_or("", |number| number.digits.as_str());
    let wrong = screen.wrong_id("code");
    html! {
        p.lead { (words.say_with("verify-lead", &[("number", &display)])) }
        @let (text, link) = ("verify-where", "verify-where-link");
        (at_desk(words, (text, link), &[], &format!("/desk/phones/{digits}")))
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
            @let until = words.moment(world::free_from(until));
            p { (words.say_with("verify-spent", &[("until", &until)])) }
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

/// An advice that leads to a page of the desk: the keys of a text and of the link at its `$page`.
fn at_desk(
    words: &Words,
    (text, link): (&str, &str),
    values: &[(&str, &str)],
    path: &str,
) -> Markup {
    const HERE: &str = "\u{1}";
    let text = words.say_with(text, &[values, &[("page", HERE)]].concat());
    let (before, after) = text.split_once(HERE).unwrap_or((&text, ""));
    html! {
        p.advice { (before) a href=(path) target="_blank" { (words.say(link)) } (after) }
    }
}

/// What time it is, and that it need not be waited for.
fn wait(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        p { (words.say("verify-locked")) }
        @let now = words.moment(screen.run.now);
        @let (text, link) = ("verify-clock", "verify-clock-link");
        (at_desk(words, (text, link), &[("now", &now)], "/desk/clock"))
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
