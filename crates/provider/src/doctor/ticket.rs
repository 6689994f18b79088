//! The support ticket (requirement I02): prepared once the app's two permissions were looked at
//! and are there. It holds the app's details and the steps to reproduce, and nothing secret.

use std::fmt::Write as _;

use graph::status::Permission;
use shell::db::DbError;
use shell::secret::ExposeSecret;
use shell::sql::Tx;

use super::platform::missing_permissions;
use crate::Office;
use crate::graph_api::CallError;
use crate::store::figures;

/// The two permissions that are looked at first.
const CHECKED: [Permission; 2] =
    [Permission::BusinessManagement, Permission::WhatsappBusinessManagement];
/// Failing steps that are told at most, those tried most often first.
const STEPS: u32 = 10;

/// Why no ticket was prepared.
#[derive(Debug, thiserror::Error)]
pub enum TicketError {
    /// The check found something to mend first.
    #[error(
        "the app has no Advanced Access to {0}: mend that first (App Dashboard, App Review › \
         Permissions and features); a ticket is for what remains"
    )]
    Missing(String),
    /// The check could not be made.
    #[error("the app's permissions cannot be asked for, which comes before a ticket: {0}")]
    Unasked(#[from] CallError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What a person adds.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// One line.
    pub subject: Option<String>,
    /// The `fbtrace_id` of a call that failed.
    pub trace: Option<String>,
}

/// The ticket's text, in the order of the platform's form.
///
/// # Errors
/// [`TicketError::Missing`] when a permission is missing.
pub async fn prepare(office: &Office, wish: &Wish) -> Result<String, TicketError> {
    let missing = missing_permissions(&office.graph, &CHECKED).await?;
    if !missing.is_empty() {
        return Err(TicketError::Missing(missing.join(", ")));
    }
    let failing = office.db.read(|db: &Tx<'_>| figures::failures(db, STEPS)).await?;
    let first = failing.first().map(|(waba, failure)| format!("{} on {waba}", failure.step));
    let subject = wish.subject.clone().or(first);
    let mut text = String::new();
    let mut add = |line: &str| {
        writeln!(text, "{line}").expect("a text takes whatever is written to it");
    };
    add(&format!("# {}", subject.as_deref().unwrap_or("No step fails at the moment")));
    add("\n## App\n");
    for line in details(office).await {
        add(&format!("- {line}"));
    }
    add("\n## Steps to reproduce\n");
    let settings = &office.settings;
    add(&format!(
        "1. A business finishes Embedded Signup on {} and shares its account.",
        settings.public_url
    ));
    add("2. Our server, as the system user, makes the calls below under the version above.");
    for (index, (waba, failure)) in failing.iter().enumerate() {
        add(&format!(
            "{}. {} for account {waba}: tried {} times.",
            index + 3,
            failure.step,
            failure.attempts
        ));
    }
    add("\n## Expected, and what happened\n");
    add("Expected: each call answers with success.\n");
    for (waba, failure) in &failing {
        add(&format!("- {waba}: {}", failure.words));
    }
    if failing.is_empty() {
        add("Describe here what happens: at the moment our server sees no failing step.");
    }
    add("\n## Trace\n");
    add(wish.trace.as_deref().unwrap_or("Give the fbtrace_id of a failing call (--trace)."));
    Ok(redacted(office, &text))
}

async fn details(office: &Office) -> Vec<String> {
    let settings = &office.settings;
    let app = office.graph.app().await.ok();
    let name = app.as_ref().and_then(|app| app["name"].as_str()).unwrap_or("(not readable)");
    let names: Vec<&str> = CHECKED.iter().map(|one| one.as_str()).collect();
    let mut details = vec![
        format!("App: {name}, id {}", settings.app_id),
        format!("Business: {}", settings.business_id),
        format!("Graph API version: {}", settings.graph_version),
        format!("Permissions, looked at just now: {} (Advanced Access)", names.join(", ")),
        format!("Webhooks: {}", settings.webhook_url()),
        format!("System user: {}", settings.employee_system_user_id),
    ];
    for (whose, told) in office.graph.own_tokens().await {
        let state = match told {
            Ok(token) if token.is_valid => {
                format!("valid, permissions {}", token.scopes.join(", "))
            }
            Ok(_) => "not valid".to_owned(),
            Err(error) => format!("not readable: {error}"),
        };
        details.push(format!("Token of the {whose} system user: {state}"));
    }
    details
}

/// The text without anything the settings keep secret, wherever it may have come from.
fn redacted(office: &Office, text: &str) -> String {
    let mut text = text.to_owned();
    for (_, secret) in office.settings.secrets() {
        text = text.replace(secret.expose_secret(), "[removed]");
    }
    text
}
