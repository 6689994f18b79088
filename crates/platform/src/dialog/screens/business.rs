//! Choose or create the business (requirements B06, A12).

use maud::{Markup, html};

use super::{Field, Screen};
use crate::dialog::run::ADDRESS;
use crate::dialog::step::Step;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let closed = screen.run.businesses.iter().any(|business| !business.admin);
    html! {
        h1 { (words.say("business-title")) }
        (screen.problem())
        p.lead { (words.say("business-lead")) }
        form #step method="post" {
            (choice(screen))
            @if closed { (ways_out(screen)) }
            @if let Some(refusal) = &screen.run.no_new_business { (screen.closed(refusal)) }
            @else { fieldset.fresh { (new_business(screen)) } }
            (screen.foot(Step::Business, "frame-continue"))
        }
    }
}

/// Businesses of the person; those it is no admin of are shown, but cannot be chosen.
fn choice(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("business");
    html! {
        label for="business" { (words.say("business-existing")) }
        select.opens #business name="business" aria-describedby="business-hint" {
            option value="new" disabled[screen.run.no_new_business.is_some()]
                selected[chosen == "new" || chosen.is_empty()] {
                (words.say("business-new"))
            }
            @for business in &screen.run.businesses {
                @let id = business.id.to_string();
                @if business.admin {
                    option value=(id) selected[chosen == id] { (business.name) }
                } @else {
                    option value=(id) disabled {
                        (words.say_with("business-not-admin", &[("name", &business.name)]))
                    }
                }
            }
        }
        small #business-hint { (words.say("business-existing-hint")) }
    }
}

fn ways_out(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    html! {
        div.advice {
            strong { (words.say("business-not-admin-title")) }
            ul {
                li { (words.say("business-not-admin-run")) }
                li { (words.say("business-not-admin-make")) }
                li { (words.say("business-not-admin-other")) }
            }
        }
    }
}

fn new_business(screen: &Screen<'_>) -> Markup {
    let name = Field {
        hint: Some("business-name-hint"),
        autocomplete: Some("organization"),
        max: Some(100),
        ..Field::line("name", "business-name")
    };
    let email = Field {
        kind: "email",
        autocomplete: Some("email"),
        max: Some(128),
        ..Field::line("email", "business-email")
    };
    let website = Field {
        kind: "url",
        hint: Some("business-website-hint"),
        autocomplete: Some("url"),
        max: Some(256),
        ..Field::line("website", "business-website")
    };
    let phone = Field {
        kind: "tel",
        autocomplete: Some("tel"),
        max: Some(32),
        optional: true,
        ..Field::line("phone", "business-phone")
    };
    html! {
        (screen.field(&name))
        (screen.field(&email))
        (screen.field(&website))
        (country(screen))
        (screen.field(&phone))
        (address(screen))
    }
}

fn country(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let country = screen.fields.get("country");
    html! {
        label for="country" { (words.say("business-country")) }
        select #country name="country" autocomplete="country"
            aria-invalid=[screen.invalid("country")]
            aria-describedby=[screen.wrong_id("country")] {
            option value="" { (words.say("frame-choose")) }
            @for one in words.countries() {
                option value=(one.code) selected[one.code == country] { (one.name) }
            }
        }
        (screen.note("country"))
    }
}

/// The postal address, folded away until something is in it.
fn address(screen: &Screen<'_>) -> Markup {
    let line = |name: &'static str, label, autocomplete| Field {
        autocomplete: Some(autocomplete),
        max: Some(200),
        optional: true,
        ..Field::line(name, label)
    };
    let filled = ADDRESS.iter().any(|name| !screen.fields.get(name).is_empty());
    html! {
        details open[filled] {
            summary { (screen.words.say("business-add-address")) }
            (screen.field(&line("address", "business-address", "address-line1")))
            (screen.field(&line("address2", "business-address-more", "address-line2")))
            (screen.field(&line("city", "business-city", "address-level2")))
            (screen.field(&line("state", "business-state", "address-level1")))
            (screen.field(&line("zip", "business-zip", "postal-code")))
        }
    }
}
