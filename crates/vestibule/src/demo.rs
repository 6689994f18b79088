//! `vestibule demo`: the main job seen in one minute, without a browser window.
//!
//! Fresh processes on free ports, people who click through the same forms that a browser shows, and
//! the same public APIs. There is no shortcut in here that a person would not have.

mod client;
mod report;

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, ensure};
use clap::Args;
use futures_util::future::{join_all, try_join_all};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use shell::{http::Client, secret::Secrets, shutdown::Signals};
use simulation::{cast::applicants, desk::Desk, operator::Operator, person::Sites};

use self::client::{Client as Signed, Watch};
use crate::{
    house::{House, Plot},
    up::Hosting,
};

/// Runs the whole road without a browser: several businesses at once sign up, go live, send and
/// receive; then the clock is turned and their unverified trials end.
///
/// It starts a platform and a provider as fresh processes on free ports, in a folder of its own
/// that is removed at the end, and walks through the same forms that a browser would show.
#[derive(Args)]
pub(crate) struct Demo {
    /// Businesses that sign up at the same time.
    #[arg(long, default_value_t = 3)]
    businesses: usize,
    /// Who signs up, and the ids and codes of the world [default: drawn].
    #[arg(long)]
    seed: Option<u64>,
    /// How the provider runs numbers.
    #[arg(long, value_enum, default_value_t = Hosting::Client)]
    hosting: Hosting,
    /// Keep the data and the logs in this folder.
    #[arg(long)]
    keep: Option<PathBuf>,
}

impl Demo {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        ensure!(self.businesses > 0, "a demo needs at least one business (--businesses)");
        let seed = self.seed.unwrap_or_else(|| Secrets::os().number() % 1_000_000);
        say!("seed {seed} (again with: vestibule demo --seed {seed})");
        let own = std::env::temp_dir().join(format!("vestibule-demo-{}", std::process::id()));
        let plot = Plot {
            data_dir: self.keep.clone().unwrap_or_else(|| own.clone()),
            platform_port: 0,
            smtp_port: 0,
            provider_port: 0,
            hosting: Some(self.hosting.as_setting()),
            seed: Some(seed),
            rules: by_hand(),
        };
        let mut signals = Signals::listen()?;
        let house = House::start(&plot).await?;
        let walked = tokio::select! {
            walked = walk(&house, seed, self.businesses) => walked,
            () = signals.next() => Err(anyhow::anyhow!("stopped before its end")),
        };
        house.stop().await;
        if self.keep.is_none() && walked.is_ok() {
            std::fs::remove_dir_all(&own).context("could not remove the demo's folder")?;
        } else {
            say!("data and logs are in {}", plot.data_dir.display());
        }
        walked
    }
}

/// The road, from the click to the end of the trial.
/// The demo decides as Meta, at the desk, so nothing decides by itself before.
fn by_hand() -> Vec<String> {
    let kinds = ["business_verification", "display_name", "appeal"];
    kinds.iter().map(|kind| format!("--rule=verdicts.{kind}=none")).collect()
}

async fn walk(house: &House, seed: u64, businesses: usize) -> anyhow::Result<()> {
    let http = Client::net(Duration::from_secs(60))?;
    let sites = Sites { provider: house.provider_site(), platform: house.platform_site() };
    let (user, password) = (&house.operator.user, &house.operator.password);
    let bars = MultiProgress::new();
    let style = ProgressStyle::with_template("{prefix:24!} {bar:20} {msg}")?;
    let signing = applicants(seed, businesses).into_iter().map(|who| {
        let bar = bars.add(ProgressBar::new(client::STAGES));
        bar.set_style(style.clone());
        bar.set_prefix(who.business.clone());
        let watch = Watch { http: http.clone(), sites: sites.clone(), bar };
        Signed::onboard(who, watch, user, password)
    });
    let mut signed: Vec<Signed> = try_join_all(signing).await?;
    say!("\n{}", report::live(&signed));
    if let Some(first) = signed.first_mut() {
        let facts = first.time_line().await?;
        say!("{}", report::time_line(&first.who.business, &facts));
    }

    let mut desk = Desk::new(http.clone(), &sites);
    say!("The clock is turned forward by 30 days.");
    desk.turn_clock("30d").await?;
    let ends = join_all(signed.iter_mut().map(Signed::see_trial_end)).await;
    ends.into_iter().collect::<anyhow::Result<Vec<()>>>()?;
    say!("\n{}", report::ended(&signed));
    let mut operator = Operator::sign_in(http, &sites, user, password).await?;
    let off = operator.clients().await?.iter().filter(|client| client.stage == "off").count();
    ensure!(off == businesses, "{off} of {businesses} clients are off after the trial");
    say!("{}", report::letters(&desk.letters().await?));
    Ok(())
}
