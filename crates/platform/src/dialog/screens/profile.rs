//! Names, time zone and category of the account (requirements B11, B13).

use graph::Vertical;
use maud::{Markup, html};

use super::{Field, Screen};
use crate::dialog::step::Step;
use crate::pages::lists;

/// The main part of the screen.
pub(crate) fn body(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    if screen.run.existing.is_some() {
        return as_it_is(screen);
    }
    html! {
        h1 { (words.say("profile-title")) }
        (screen.problem())
        p.lead { (words.say("profile-lead")) }
        div.advice {
            strong { (words.say("profile-real-title")) }
            p { (words.say("profile-real")) }
        }
        form #step method="post" {
            (names(screen))
            (time_zone(screen))
            (category(screen))
            (about(screen))
            (screen.foot(Step::Profile, "frame-continue"))
        }
    }
}

/// An existing profile: it is looked at here, and changed in the WhatsApp Manager (requirement
/// B08).
fn as_it_is(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let profile = &screen.run.profile;
    let zone =
        lists::time_zones().into_iter().find(|(id, _)| id.to_string() == profile.timezone_id);
    let category = CATEGORIES.iter().find(|(one, _)| one.as_str() == profile.vertical);
    let row = |label: &str, value: &str| {
        html! {
            @if !value.is_empty() { dt { (words.say(label)) } dd { (value) } }
        }
    };
    html! {
        h1 { (words.say("profile-existing-title")) }
        (screen.problem())
        p.lead { (words.say("profile-existing-lead")) }
        section.sheet.assets {
            dl {
                (row("profile-waba-name", &profile.waba_name))
                (row("profile-display-name", &profile.display_name))
                @if let Some(number) = &screen.run.number {
                    (row("number-number", &words.kept_in_order(&number.display)))
                }
                (row("profile-timezone", zone.map_or("", |(_, name)| name)))
                @if let Some((_, label)) = category { (row("profile-category", &words.say(label))) }
                (row("profile-description", &profile.description))
                (row("profile-website", &profile.website))
            }
        }
        form #step method="post" { (screen.foot(Step::Profile, "frame-continue")) }
    }
}

fn names(screen: &Screen<'_>) -> Markup {
    let account = Field {
        hint: Some("profile-waba-name-hint"),
        max: Some(255),
        ..Field::line("waba_name", "profile-waba-name")
    };
    let display = Field {
        hint: Some("profile-display-name-hint"),
        max: Some(255),
        ..Field::line("display_name", "profile-display-name")
    };
    html! {
        @if screen.run.waba.is_none() { (screen.field(&account)) }
        (screen.field(&display))
    }
}

fn time_zone(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("timezone_id");
    html! {
        @if screen.run.waba.is_none() {
            label for="timezone_id" { (words.say("profile-timezone")) }
            select #timezone_id name="timezone_id"
                aria-invalid=[screen.invalid("timezone_id")] {
                option value="" { (words.say("frame-choose")) }
                @for (id, name) in lists::time_zones() {
                    option value=(id) selected[chosen == id.to_string()] { (name) }
                }
            }
        }
    }
}

fn category(screen: &Screen<'_>) -> Markup {
    let words = screen.words;
    let chosen = screen.fields.get("vertical");
    html! {
        label for="vertical" { (words.say("profile-category")) }
        select #vertical name="vertical" aria-invalid=[screen.invalid("vertical")] {
            option value="" { (words.say("frame-choose")) }
            @for (vertical, label) in CATEGORIES {
                option value=(vertical) selected[vertical.as_str() == chosen] {
                    (words.say(label))
                }
            }
        }
    }
}

fn about(screen: &Screen<'_>) -> Markup {
    let description = Field {
        hint: Some("profile-description-hint"),
        max: Some(512),
        lines: 3,
        optional: true,
        ..Field::line("description", "profile-description")
    };
    let website = Field {
        kind: "url",
        autocomplete: Some("url"),
        max: Some(256),
        optional: true,
        ..Field::line("website", "profile-website")
    };
    html! {
        (screen.field(&description))
        (screen.field(&website))
    }
}

/// The categories a business can choose, with the key of the text each has.
const CATEGORIES: [(Vertical, &str); 18] = [
    (Vertical::Auto, "vertical-auto"),
    (Vertical::Beauty, "vertical-beauty"),
    (Vertical::Apparel, "vertical-apparel"),
    (Vertical::Edu, "vertical-edu"),
    (Vertical::Entertain, "vertical-entertain"),
    (Vertical::EventPlan, "vertical-event-plan"),
    (Vertical::Finance, "vertical-finance"),
    (Vertical::Grocery, "vertical-grocery"),
    (Vertical::Govt, "vertical-govt"),
    (Vertical::Hotel, "vertical-hotel"),
    (Vertical::Health, "vertical-health"),
    (Vertical::Nonprofit, "vertical-nonprofit"),
    (Vertical::ProfServices, "vertical-prof-services"),
    (Vertical::Retail, "vertical-retail"),
    (Vertical::Travel, "vertical-travel"),
    (Vertical::Restaurant, "vertical-restaurant"),
    (Vertical::NotABiz, "vertical-not-a-biz"),
    (Vertical::Other, "vertical-other"),
];
