//! The frame around every page, in two looks: the provider's public site and its console.

use maud::{DOCTYPE, Markup, html};
use shell::web::HTMX_CONFIG;

use super::ASSETS;
use crate::console::SignedIn;
use crate::roles::Right;

/// Where in the console a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Here {
    /// The clients and all below them.
    Clients,
    /// Webhooks that were set aside.
    Inbox,
    /// Shares of our credit line.
    Credit,
    /// The settings.
    Settings,
    /// Who may use the console.
    Operators,
    /// The master keys.
    Keys,
}

/// Where the console's pages are, and what it takes to see each.
const PAGES: [(&str, &str, Here, Right); 6] = [
    ("/console", "Clients", Here::Clients, Right::LookAround),
    ("/console/inbox", "Webhooks", Here::Inbox, Right::LookAround),
    ("/console/credit", "Credit", Here::Credit, Right::SeeMoney),
    ("/console/settings", "Settings", Here::Settings, Right::SeeSettings),
    ("/console/operators", "Operators", Here::Operators, Right::ManageOperators),
    ("/console/keys", "Keys", Here::Keys, Right::ManageKeys),
];

/// A page of the public site of the provider called `name`. `script` is a module of ours that the
/// page needs.
#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
pub(crate) fn site(title: &str, name: &str, script: Option<&str>, body: Markup) -> Markup {
    let title = format!("{title} · {name}");
    let frame = html! {
        header { div { a.mark href="/" { (name) } } }
        main id="main" { (body) }
        footer {
            div {
                p {
                    "WhatsApp accounts are given by the platform and belong to your business; "
                    (name) " runs them for you."
                }
            }
        }
    };
    document(&title, "site", script, frame)
}

/// A page of the console for `operator`, with the way to those pages that this role may see.
#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
pub(crate) fn console(title: &str, operator: &SignedIn, here: Here, body: Markup) -> Markup {
    let frame = html! {
        header {
            nav aria-label="Console" {
                span.mark { "Console" }
                @for (to, words, one, right) in PAGES {
                    @if operator.may(right) {
                        @let current = (here == one).then_some("page");
                        a href=(to) aria-current=[current] { (words) }
                    }
                }
                span.push data-role=(operator.role.as_str()) {
                    (operator.name) " · " (operator.role.as_str())
                }
                form method="post" action="/console/logout" {
                    button.quiet type="submit" id="logout" { "Log out" }
                }
            }
        }
        main id="main" { (body) }
    };
    document(&format!("{title} · Console"), "console", None, frame)
}

/// A page of the console before anybody is logged in.
#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
pub(crate) fn console_alone(title: &str, body: Markup) -> Markup {
    let frame = html! { main id="main" { (body) } };
    document(&format!("{title} · Console"), "console alone", None, frame)
}

#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
fn document(title: &str, class: &str, script: Option<&str>, frame: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" dir="ltr" data-theme="light" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="htmx-config" content=(HTMX_CONFIG);
                title { (title) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(ASSETS.url("pico.min.css"));
                link rel="stylesheet" href=(ASSETS.url("provider.css"));
                script src=(ASSETS.url("htmx.min.js")) defer {}
                @if let Some(script) = script {
                    script type="module" src=(ASSETS.url(script)) {}
                }
            }
            body class=(class) {
                a.skip href="#main" { "Skip to the content" }
                (frame)
            }
        }
    }
}
