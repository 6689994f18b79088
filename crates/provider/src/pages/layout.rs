//! The frame around every page, in two looks: the provider's public site and its console.

use maud::{DOCTYPE, Markup, html};
use shell::web::HTMX_CONFIG;

use super::ASSETS;

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
}

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

/// A page of the console for `operator`.
#[expect(clippy::needless_pass_by_value, reason = "markup is made to be put in")]
pub(crate) fn console(title: &str, operator: &str, here: Here, body: Markup) -> Markup {
    let link = |to: &str, words: &str, one: Here| {
        let current = (here == one).then_some("page");
        html! { a href=(to) aria-current=[current] { (words) } }
    };
    let frame = html! {
        header {
            nav aria-label="Console" {
                span.mark { "Console" }
                (link("/console", "Clients", Here::Clients))
                (link("/console/inbox", "Webhooks", Here::Inbox))
                (link("/console/credit", "Credit", Here::Credit))
                (link("/console/settings", "Settings", Here::Settings))
                span.push { (operator) }
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
