//! `GET /console/settings`: how this server is set up, for reading only and without secrets.

use axum::extract::State;
use maud::{Markup, html};

use super::guard::SignedIn;
use super::words;
use crate::Provider;
use crate::audit;
use crate::pages::{Here, Trouble, console, fact};
use crate::settings::{HostingChoice, Login, Settings, Worker};

/// The page.
pub(crate) async fn page(
    State(provider): State<Provider>,
    operator: SignedIn,
) -> Result<Markup, Trouble> {
    let settings = &provider.settings;
    let deed = operator.deed(&provider, "looked at the settings", "settings");
    let sealer = provider.sealer.clone();
    provider.db.write(move |tx| audit::write(tx, &sealer, &deed)).await?;
    let body = html! {
        h1 { "Settings" }
        p.muted {
            "They are read from the settings file when the server starts; secrets are never shown."
        }
        div.pair {
            div { (work(settings)) (signup(settings)) }
            div { (addresses(settings)) (ids(settings)) }
        }
    };
    Ok(console("Settings", &operator, Here::Settings, body))
}

fn work(settings: &Settings) -> Markup {
    html! {
        section.sheet aria-labelledby="work" {
            h2 id="work" { "How we work" }
            h3 { "System user" }
            div id="system-user" { (words::system_user(settings.system_user == Worker::Admin)) }
            p { small { "Changed by " code { "system_user" } " in the settings file: "
                code { "employee" } " or " code { "admin" } "." } }
            h3 { "Numbers" }
            @match settings.hosting {
                HostingChoice::Client => p {
                    "Each number has a client instance of its own on this server, registered with "
                    "its certificate."
                },
                HostingChoice::Cloud => p {
                    "Numbers are registered with the platform's cloud, each with a PIN of its own."
                },
            }
            dl {
                (fact("First message goes to", settings.probe_number.display()))
                (fact("Template", format!(
                    "{} ({})", settings.probe_template, settings.probe_language
                )))
                (fact("Looks for new accounts", format!(
                    "every {} seconds, besides webhooks", settings.sweep_seconds
                )))
                (fact("Goes through all accounts", format!(
                    "{} a minute", settings.full_pass_per_minute
                )))
            }
        }
    }
}

fn signup(settings: &Settings) -> Markup {
    let login = match settings.login {
        Login::Token => "an access token",
        Login::Code => "a code, exchanged for a token by this server",
    };
    html! {
        section.sheet aria-labelledby="signup" {
            h2 id="signup" { "Signup" }
            dl {
                (fact("Our name", settings.name.as_str()))
                (fact("The window hands over", login))
                (fact("Login configuration", settings.config_id.as_deref().unwrap_or("none")))
                (fact("Messages are believed from", settings.dialog_origins.join(", ")))
                (fact("Where the business is sent on",
                    settings.next_url.as_deref().unwrap_or("nowhere")))
            }
        }
    }
}

fn addresses(settings: &Settings) -> Markup {
    let onprem = settings.platform_onprem_url.as_deref().unwrap_or("not needed");
    html! {
        section.sheet aria-labelledby="addresses" {
            h2 id="addresses" { "Addresses" }
            dl {
                (fact("This server", settings.public_url.as_str()))
                (fact("Webhooks", settings.webhook_url()))
                (fact("Graph API", format!("{} {}", settings.graph_url, settings.graph_version)))
                (fact("JavaScript SDK", settings.sdk_url.as_str()))
                (fact("Platform for client instances", onprem))
                (fact("Operators' mail", settings.operators_mail.as_str()))
                (fact("Clock", settings.clock_url.as_deref().unwrap_or("this machine's")))
            }
        }
    }
}

fn ids(settings: &Settings) -> Markup {
    html! {
        section.sheet aria-labelledby="ids" {
            h2 id="ids" { "Ids" }
            dl {
                (fact("App", settings.app_id.to_string()))
                (fact("Our business", settings.business_id.to_string()))
                (fact("Credit line", settings.credit_line_id.to_string()))
                (fact("Currency", settings.currency.as_str()))
                (fact("Employee system user", settings.employee_system_user_id.to_string()))
            }
        }
    }
}
