//! `vestibule`: WhatsApp Embedded Signup, whole, in one program.
//!
//! One file per subcommand; `house` starts both servers as processes for `up` and `demo`.

#[macro_use]
mod print;

mod audit;
mod backup;
mod child;
mod clients;
mod clock;
mod completions;
mod control;
mod control_call;
mod demo;
mod doctor;
mod examples;
mod export;
mod fault;
mod guest;
mod house;
mod inbox;
mod keys;
mod ledger;
mod numbers;
mod offered;
mod office;
mod onprem_client;
mod operators;
mod phone;
mod platform;
mod private_file;
mod provider;
mod review;
mod rules;
mod scenario;
mod session;
mod set_up;
mod signals;
mod simulate;
mod up;
mod webhook;
mod world;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

/// The one table of ports, shown under every `--help`.
pub(crate) const PORTS: &str = "\
Ports (all on 127.0.0.1; 0 takes a free one):
  8090  platform       Graph API, pop-up, SDK, Business Manager, desk   --platform-port / --port
  8025  platform       SMTP: the mailbox that the desk shows            --smtp-port
  8080  provider       signup page, console, webhooks                   --provider-port / --port
  9090  onprem-client  the legacy client's /v1 API (provider starts its own on free ports)  --port

Pages: http://provider.localhost:8080 and http://platform.localhost:8090, two different sites.
APIs:  http://127.0.0.1:8090/v21.0/…";

/// WhatsApp Embedded Signup, whole, in one program.
///
/// `vestibule provider` is the server that a provider (BSP) runs against Meta's Graph API.
/// `vestibule platform` is Meta's side of it, complete and local: Graph API, signup pop-up,
/// JavaScript SDK, Business Manager, reviews, webhooks, e-mails, and a clock that can be turned.
///
/// New here? Run `vestibule up` and follow the guide it prints, or watch `vestibule demo`.
#[derive(Parser)]
#[command(name = "vestibule", version, after_help = PORTS, after_long_help = PORTS)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Up(up::Up),
    Demo(demo::Demo),
    Platform(platform::Platform),
    Provider(provider::Provider),
    OnpremClient(onprem_client::OnpremClient),
    Clock(clock::Clock),
    Review(review::Review),
    Scenario(scenario::Scenario),
    Phone(phone::Phone),
    Webhook(webhook::Webhook),
    Fault(fault::Fault),
    Control(control_call::Control),
    World(world::World),
    Simulate(simulate::Simulate),
    Keys(keys::Keys),
    Audit(audit::Audit),
    Completions(completions::Completions),
    Doctor(doctor::Doctor),
    Clients(clients::Clients),
    Numbers(numbers::Numbers),
    Ledger(ledger::Ledger),
    Operators(operators::Operators),
    Inbox(inbox::Inbox),
    Backup(backup::Backup),
    Restore(backup::Restore),
    Migrate(backup::Migrate),
    Export(export::Export),
}

fn main() -> ExitCode {
    let matches = examples::with(Cli::command()).get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&anyhow::Error::new(error).context("could not start")),
    };
    let outcome = runtime.block_on(async {
        let done = match cli.command {
            Command::Platform(platform) => return platform.run().await,
            Command::Simulate(simulate) => return simulate.run().await,
            Command::Up(up) => up.run().await,
            Command::Demo(demo) => demo.run().await,
            Command::Provider(provider) => provider.run().await,
            Command::OnpremClient(client) => client.run().await,
            Command::Clock(clock) => clock.run().await,
            Command::Review(review) => review.run().await,
            Command::Scenario(scenario) => scenario.run().await,
            Command::Phone(phone) => phone.run().await,
            Command::Webhook(webhook) => webhook.run().await,
            Command::Fault(fault) => fault.run().await,
            Command::Control(control) => control.run().await,
            Command::World(world) => world.run().await,
            Command::Keys(keys) => keys.run().await,
            Command::Audit(audit) => audit.run().await,
            Command::Completions(completions) => completions.run(),
            Command::Doctor(doctor) => return doctor.run().await,
            Command::Clients(clients) => clients.run().await,
            Command::Numbers(numbers) => numbers.run().await,
            Command::Ledger(ledger) => ledger.run().await,
            Command::Operators(operators) => operators.run().await,
            Command::Inbox(inbox) => inbox.run().await,
            Command::Backup(backup) => backup.run().await,
            Command::Restore(restore) => restore.run().await,
            Command::Migrate(migrate) => migrate.run().await,
            Command::Export(export) => export.run().await,
        };
        done.map(|()| ExitCode::SUCCESS)
    });
    outcome.unwrap_or_else(|error| failed(&error))
}

/// Says what went wrong in one line, the way the reader can act on it.
fn failed(error: &anyhow::Error) -> ExitCode {
    // Whoever closed stderr does not wish to read it.
    let _ = writeln!(std::io::stderr(), "vestibule: {error:#}");
    ExitCode::FAILURE
}
