//! `vestibule doctor`: what is missing, in the words of the fix (requirements H04, I02).

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use provider::doctor::{self, Finding, State, platform::Platform, ticket};
use provider::{OpenError, graph_api::GraphApi};
use serde_json::json;
use shell::clock::Clock;

use crate::office::{Which, net};
use crate::private_file;

const EXIT: &str = "\
Exit status: 0 nothing is missing (warnings pass); 1 something is, or could not be looked at; 2 the
command line is wrong.";

/// Looks at settings, disk and database, and at the app, its tokens and its business on the
/// platform, and says what is missing in the words of the fix.
///
/// Only reads: on the platform every call is a GET.
#[derive(Args)]
#[command(after_help = format!(
    "Examples:\n  vestibule doctor\n  \
     vestibule doctor --online --config real-app.toml   # before going live: the platform only\n  \
     vestibule doctor --ticket ticket.md --trace Ax5tIkALJCP4\n\n{EXIT}"
))]
pub(crate) struct Doctor {
    #[command(flatten)]
    which: Which,
    /// Only the platform's side; needs settings, no data.
    #[arg(long, conflicts_with = "offline")]
    online: bool,
    /// Only our side.
    #[arg(long)]
    offline: bool,
    /// Looks at the app's two permissions and, if they are there, writes a support ticket: the
    /// app's details and the steps to reproduce, without anything secret.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["online", "offline"])]
    ticket: Option<PathBuf>,
    /// The ticket's subject.
    #[arg(long, requires = "ticket")]
    subject: Option<String>,
    /// The fbtrace_id of a call that failed, for the ticket.
    #[arg(long, requires = "ticket")]
    trace: Option<String>,
}

impl Doctor {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        if let Some(file) = &self.ticket {
            return self.ticket(file).await.map(|()| ExitCode::SUCCESS);
        }
        let mut found = Vec::new();
        let settings = match self.which.settings() {
            Ok(settings) => settings,
            Err(why) => {
                let fix = "as it says; docs/configuration.md explains every setting";
                return Ok(self.show(&[Finding::bad("settings", format!("{why:#}"), fix)]));
            }
        };
        found.push(Finding::ok("settings", "complete; no secret is blank or well known"));
        let mut server_now = Clock::system().now();
        if !self.online {
            match self.which.office().await {
                Ok(office) => {
                    server_now = office.clock.now();
                    found.extend(doctor::ours::examine(&office).await);
                }
                Err(why) => found.push(no_database(&why)),
            }
        }
        if !self.offline {
            let http = net()?;
            let graph = GraphApi::new(&settings, http.clone());
            let now = Clock::system().now();
            let platform =
                Platform { settings: &settings, graph: &graph, http: &http, now, server_now };
            found.extend(platform.examine().await);
        }
        Ok(self.show(&found))
    }

    async fn ticket(&self, file: &std::path::Path) -> anyhow::Result<()> {
        let office = self.which.office().await?;
        let wish = ticket::Wish { subject: self.subject.clone(), trace: self.trace.clone() };
        let text = ticket::prepare(&office, &wish).await?;
        let shown = file.display();
        private_file::write(file, text.as_bytes())
            .with_context(|| format!("could not write {shown}"))?;
        let told = json!({ "ticket": shown.to_string() });
        self.which.one(&told, || {
            format!("{shown} is prepared: read it, complete it, and open the ticket with it")
        });
        Ok(())
    }

    fn show(&self, found: &[Finding]) -> ExitCode {
        let healthy = doctor::healthy(found);
        if self.which.json {
            say!("{}", json!({ "healthy": healthy, "findings": found }));
        } else {
            for finding in found {
                say!("{:<8} {:<18} {}", finding.state.as_str(), finding.check, finding.said);
                if let Some(fix) = &finding.fix {
                    say!("{:<27} → {fix}", "");
                }
            }
            let many = |state| found.iter().filter(|finding| finding.state == state).count();
            say!(
                "\n{} looked at: {} missing, {} warnings, {} unknown",
                found.len(),
                many(State::Bad),
                many(State::Warning),
                many(State::Unknown)
            );
        }
        if healthy { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

fn no_database(why: &anyhow::Error) -> Finding {
    match why.downcast_ref::<OpenError>() {
        Some(OpenError::Behind { .. }) => {
            let fix = "run `vestibule migrate`, or start the server";
            Finding::bad("database", format!("{why:#}"), fix)
        }
        Some(OpenError::NoData { .. }) => {
            let fix = "start the server, which makes it, or `vestibule clients import` for a fleet \
                that is there already; or name the right folder with --data-dir";
            Finding::bad("database", format!("{why:#}"), fix)
        }
        Some(OpenError::Db(error)) => doctor::ours::unreadable(error),
        _ => Finding::bad("database", format!("{why:#}"), "as it says"),
    }
}
