//! The provider's own page: the words before, and the button (requirements B01, B03, B11).

use axum::extract::State;
use http::HeaderMap;
use maud::{Markup, html};
use shell::web::Cookies;

use super::{browser, device, words};
use crate::Provider;
use crate::pages::{Trouble, is_https, site};
use crate::settings::{Login, Settings};
use crate::store::signups;

/// What the business is asked for, and what we need (contract §0, permissions).
const SCOPE: &str = "business_management,whatsapp_business_management,whatsapp_business_messaging";

/// `GET /` and `GET /signup`.
pub(crate) async fn page(
    State(provider): State<Provider>,
    cookies: Cookies,
    headers: HeaderMap,
) -> Result<Markup, Trouble> {
    let settings = &provider.settings;
    let known = match browser::session_hash(&cookies, is_https(settings)) {
        Some(session) => {
            let attempts = provider.db.read(move |db| signups::of_session(db, &session, 50));
            attempts.await?.iter().any(|attempt| attempt.used_at.is_some())
        }
        None => false,
    };
    let mobile = device::is_mobile(&headers);
    let body = html! {
        h1 { "Write with your customers on WhatsApp" }
        p.lead {
            "Connect your business in about ten minutes. We set everything up; the account stays "
            "yours."
        }
        @if let Some(words) = &settings.words_before { p.lead { (words) } }
        @if known {
            p.advice {
                "You have signed up with this browser before. "
                a href="/signup/status" id="to-status" { "See how far it is" }
                ", or go on below to add another account or number."
            }
        }
        div.split {
            div { (happens()) (have_ready()) }
            div { (start(settings, mobile)) (trial()) }
        }
    };
    let script = (!mobile).then_some("connect.js");
    Ok(site("Connect WhatsApp", &settings.name, script, body))
}

fn happens() -> Markup {
    html! {
        section.sheet aria-labelledby="happens" {
            h2 id="happens" { "What happens" }
            ol {
                li { "You press the button. A window of the platform opens: log in there and say "
                     "what we may do for you." }
                li { "You choose or create your business and its WhatsApp account, give your phone "
                     "number and display name, and prove by a code that the number is yours." }
                li { "The account is shared with us. We assign ourselves to it, take over the "
                     "billing and connect the number. You watch it go live here, usually within "
                     "minutes." }
            }
            p {
                "You pay us, not the platform. The account and its data belong to your business, "
                "and you see both at any time in your own Business Manager."
            }
        }
    }
}

fn have_ready() -> Markup {
    html! {
        section.sheet aria-labelledby="ready" {
            h2 id="ready" { "What to have ready" }
            ul {
                li {
                    strong { "The number and the name you will really use." }
                    " No test or private number and no test name: a later change is very hard."
                }
                li {
                    "A phone for that number that takes text messages or voice calls. A number "
                    "behind a voice menu cannot be verified."
                }
                li {
                    "Is the number used in WhatsApp or the WhatsApp Business app now? Delete that "
                    "account in the app first; then wait three minutes."
                }
                li {
                    "Your business's legal name, e-mail address, website and country, and a person "
                    "who is an administrator of its Business Manager if there is one."
                }
            }
        }
    }
}

fn trial() -> Markup {
    html! {
        section.sheet aria-labelledby="trial" {
            h2 id="trial" { "30 days to try" }
            p {
                "Each number starts with a free trial of 30 days: you answer as many customers as "
                "write to you, and write first to up to 50 different customers in 24 hours."
            }
            p {
                "Have your business verified within these 30 days. Otherwise the number is "
                "switched off until it is."
            }
        }
    }
}

fn start(settings: &Settings, mobile: bool) -> Markup {
    html! {
        section.sheet aria-labelledby="start" {
            h2 id="start" { "Start" }
            @if mobile {
                (use_a_computer())
            } @else {
                p { "This works on a computer only, in a desktop browser that allows pop-ups." }
                (button(settings))
            }
        }
    }
}

fn use_a_computer() -> Markup {
    html! {
        div.advice id="mobile-advice" data-testid="mobile-advice" {
            strong { "Please use a computer" }
            p {
                "Connecting WhatsApp does not work on phones and tablets. Open this page in a "
                "desktop browser on a computer; the address is all you need."
            }
        }
    }
}

fn button(settings: &Settings) -> Markup {
    let login = match settings.login {
        Login::Token => "token",
        Login::Code => "code",
    };
    html! {
        div id="signup"
            data-app-id=(settings.app_id)
            data-sdk-url=(settings.sdk_url)
            data-version=(settings.graph_version)
            data-login=(login)
            data-config-id=[settings.config_id.as_deref()]
            data-scope=(SCOPE)
            data-origins=(settings.dialog_origins.join(" "))
            data-words=(words::for_script())
        {
            label for="contact" {
                "Your e-mail address "
                small { "(optional: we write when your number is live or something is missing)" }
            }
            input id="contact" type="email" autocomplete="email" maxlength="254";
            button id="connect" type="button" disabled { "Connect WhatsApp" }
            p id="signup-message" role="status" {}
            noscript {
                p.problem { "The button needs JavaScript. Please switch it on for this page." }
            }
        }
    }
}
