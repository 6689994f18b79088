//! The phone number (requirements B08, B09, B11).

use maud::{Markup, html};

use super::{Field, Screen};
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let voice = screen.fields.get("method") == "voice";
    html! {
        h1 { (words.say("number-title")) }
        (screen.problem())
        p.lead { (words.say("number-lead")) }
        div.advice {
            strong { (words.say("number-real-title")) }
            p { (words.say("number-real")) }
        }
        (offer(screen))
        form #step method="post" {
            div.number {
                div { (country(screen)) }
                div { (number(screen)) }
            }
            fieldset.plain-label {
                legend { (words.say("number-method")) }
                label {
                    input type="radio" name="method" value="sms" checked[!voice];
                    (words.say("number-sms"))
                }
                label {
                    input type="radio" name="method" value="voice" checked[voice];
                    (words.say("number-voice"))
                }
            }
            p { small { (words.say("number-used")) } }
            (screen.foot(Step::Number, "number-next"))
        }
    }
}

/// A number the provider has proved already: taken as it is, without a code.
fn offer(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        @if let Some(number) = &screen.run.offer {
            form.advice #offer method="post" {
                strong { (words.say("number-offer-title")) }
                @let shown = words.kept_in_order(&number.display);
                p { (words.say_with("number-offer", &[
                    ("number", &shown), ("provider", &screen.run.provider),
                ])) }
                input type="hidden" name="number" value={ "+" (number.digits) };
                button.plain { (words.say("number-offer-take")) }
            }
        }
    }
}

fn country(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("country");
    html! {
        label for="country" { (words.say("number-country")) }
        select #country name="country" autocomplete="tel-country-code"
            aria-invalid=[screen.invalid("country")]
            aria-describedby=[screen.wrong_id("country")] {
            option value="" { (words.say("frame-choose")) }
            @for one in words.countries() {
                option value=(one.code) selected[one.code == chosen] {
                    (one.name) " (" (words.kept_in_order(&format!("+{}", one.dial))) ")"
                }
            }
        }
        (screen.note("country"))
    }
}

fn number(screen: &Screen<'_>) -> Markup {
    screen.field(&Field {
        kind: "tel",
        hint: Some("number-number-hint"),
        autocomplete: Some("tel-national"),
        max: Some(24),
        ..Field::line("number", "number-number")
    })
}
