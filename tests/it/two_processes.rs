//! Several `vestibule provider` processes on one PostgreSQL database: they share the work, do no
//! step twice, and go on when one of them dies. Run by `cargo xtask test postgres`.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, ensure};
use base64::Engine as _;
use shell::secret::Secrets;
use stories::balancer::Balancer;
use stories::console::Console;
use stories::house::House;
use stories::office::office;
use stories::once::each_step_once;
use stories::program::Program;
use stories::schema::Schema;
use stories::signup::{Made, sign_up};
use stories::wait::until;
use stories::wire::{Side, Wire};

/// Two processes of one provider, and what stands before them.
struct Pair {
    /// Dropped before the schema.
    servers: BTreeMap<usize, Program>,
    house: House,
    balancer: Balancer,
    folders: [tempfile::TempDir; 2],
    schema: Schema,
}

impl Pair {
    async fn open() -> anyhow::Result<Self> {
        let mut pair = Self::found().await?;
        pair.start(0, &[]).await?;
        pair.start(1, &[]).await?;
        Ok(pair)
    }

    /// The platform alone runs.
    async fn found() -> anyhow::Result<Self> {
        let schema = Schema::fresh().await?;
        let mut house = House::found("cloud").await?;
        house.start_platform().await?;
        let balancer = Balancer::open().await?;
        house.public_port = Some(balancer.port());
        house.more_settings = schema.settings();
        let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
        Ok(Self { servers: BTreeMap::new(), house, balancer, folders, schema })
    }

    async fn start(&mut self, nth: usize, more: &[(&'static str, String)]) -> anyhow::Result<()> {
        let server = self.house.start_another(self.folders[nth].path(), more).await?;
        self.servers.insert(nth, server);
        self.balance()
    }

    fn take(&mut self, nth: usize) -> anyhow::Result<Program> {
        let server = self.servers.remove(&nth).context("it runs")?;
        self.balance()?;
        Ok(server)
    }

    fn balance(&self) -> anyhow::Result<()> {
        let at = |server: &Program| -> anyhow::Result<SocketAddr> {
            Ok(server.said("http")?.trim_start_matches("http://").parse()?)
        };
        let all: Vec<SocketAddr> = self.servers.values().map(at).collect::<anyhow::Result<_>>()?;
        self.balancer.to(&all);
        Ok(())
    }

    async fn live(&self, made: &Made) -> anyhow::Result<()> {
        Console::log_in(&self.house).await?.live(&made.waba).await?;
        self.house.number_becomes(&made.phone, "CONNECTED").await
    }
}

async fn sign_up_all(house: &House, seeds: std::ops::Range<u64>) -> anyhow::Result<Vec<Made>> {
    let all = seeds.map(|seed| sign_up(house, seed));
    futures_util::future::try_join_all(all).await
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_two_servers_share_the_work_and_do_nothing_twice() -> anyhow::Result<()> {
    let pair = Pair::open().await?;
    let clients = sign_up_all(&pair.house, 300..308).await?;
    for made in &clients {
        pair.live(made).await?;
    }
    each_step_once(&pair.house, &clients).await?;
    let answered = pair.balancer.answered();
    ensure!(answered.iter().all(|&count| count > 10), "one had nothing to do: {answered:?}");
    Ok(())
}

/// Graph calls of the first server between the signups' beginning and the moment at which it hangs:
/// few enough for it to make them however the work is shared.
const EXCHANGES: u64 = 12;
/// What a dead server held comes back within a minute; so much later than that at most everything
/// is live, in seconds.
const TAKEN_OVER: u64 = 100;

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_what_a_killed_server_was_doing_is_taken_over_and_it_returns() -> anyhow::Result<()>
{
    let mut pair = Pair::found().await?;
    let wire = Wire::to(pair.house.platform_at()).await?;
    pair.start(0, &[("graph_url", wire.url())]).await?;
    pair.start(1, &[]).await?;
    wire.cut_at(EXCHANGES, Side::Answer);
    let mut clients = sign_up_all(&pair.house, 310..316).await?;
    until("the first server to hang", async || Ok(wire.is_cut().then_some(()))).await?;
    pair.take(0)?.kill().await?;
    let killed = Instant::now();
    // What it held is held no more by anybody but the living.
    let held = "SELECT count(*) FROM client WHERE lease_node IS NOT NULL
        AND lease_node NOT IN (SELECT name FROM node)";
    until("the dead server to be buried", async || {
        let nodes = pair.schema.number("SELECT count(*) FROM node").await?;
        Ok((nodes == 1 && pair.schema.number(held).await? == 0).then_some(()))
    })
    .await?;
    for made in &clients {
        pair.live(made).await?;
    }
    let took = killed.elapsed().as_secs();
    ensure!(took < TAKEN_OVER, "it took {took} s");
    each_step_once(&pair.house, &clients).await?;
    // It comes back, and both work.
    pair.start(0, &[]).await?;
    let more = sign_up_all(&pair.house, 316..319).await?;
    for made in &more {
        pair.live(made).await?;
    }
    clients.extend(more);
    let answered = pair.balancer.answered();
    ensure!(answered.iter().all(|&count| count > 5), "one has nothing to do: {answered:?}");
    each_step_once(&pair.house, &clients).await
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_stopped_server_hands_over_at_once() -> anyhow::Result<()> {
    let mut pair = Pair::open().await?;
    let clients = sign_up_all(&pair.house, 320..326).await?;
    let stopped = pair.take(0)?;
    let ended = stopped.interrupt().await?;
    let at = Instant::now();
    ensure!(ended.code() == Some(0), "it ended with {ended}");
    let held = "SELECT (SELECT count(*) FROM lease WHERE node NOT IN (SELECT name FROM node))
        + (SELECT count(*) FROM callback WHERE node NOT IN (SELECT name FROM node))
        + (SELECT count(*) FROM client WHERE lease_node NOT IN (SELECT name FROM node))";
    ensure!(pair.schema.number(held).await? == 0, "it kept something");
    ensure!(pair.schema.number("SELECT count(*) FROM node").await? == 1, "it is still known");
    until("the other to run the errands", async || {
        Ok((pair.schema.number("SELECT count(*) FROM lease").await? == 1).then_some(()))
    })
    .await?;
    let took = at.elapsed().as_secs();
    ensure!(took < 20, "the errands were taken over after {took} s");
    for made in &clients {
        pair.live(made).await?;
    }
    each_step_once(&pair.house, &clients).await
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_callback_waits_for_no_dead_server() -> anyhow::Result<()> {
    let mut pair = Pair::open().await?;
    pair.take(0)?.kill().await?;
    let killed = Instant::now();
    let made = sign_up(&pair.house, 330).await?;
    until("the callback to be used", async || {
        let used = "SELECT count(*) FROM callback WHERE done_at IS NOT NULL AND problem IS NULL";
        Ok((pair.schema.number(used).await? == 1).then_some(()))
    })
    .await?;
    // A code lives for thirty seconds.
    let took = killed.elapsed().as_secs();
    ensure!(took < 25, "the callback was used after {took} s");
    pair.live(&made).await
}

/// A new master key, beside the one of the settings file: which stands first is said by `first`.
fn ring(house: &House, new: &str, first: bool) -> anyhow::Result<(&'static str, String)> {
    let (old, new) = (format!("main:{}", house.setting("master_key")?), format!("2027:{new}"));
    let keys = if first { [new, old] } else { [old, new] };
    Ok(("master_keys", serde_json::to_string(&keys)?))
}

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[tokio::test]
async fn process_a_master_key_is_changed_under_two_servers() -> anyhow::Result<()> {
    let mut pair = Pair::open().await?;
    let made = sign_up(&pair.house, 340).await?;
    pair.live(&made).await?;
    let new = base64::engine::general_purpose::STANDARD.encode(Secrets::os().bytes::<32>());
    let (second, first) = (ring(&pair.house, &new, false)?, ring(&pair.house, &new, true)?);
    // A server that seals with what the other cannot open does not start.
    pair.take(1)?.interrupt().await?;
    let refused = pair.start(1, std::slice::from_ref(&first)).await;
    let why = format!("{:#}", refused.err().context("it started all the same")?);
    ensure!(why.contains("does not know the master key"), "{why}");
    // First all know it, one after the other; then all seal with it.
    for keys in [&second, &first] {
        for nth in [1, 0] {
            let rotate = ["keys", "rotate", "--json"];
            let other = [(first.0, first.1.as_str())];
            let early = office(&pair.house, &rotate, &other, "").await?;
            ensure!(early.code == Some(1), "it was rotated too early: {}", early.out);
            ensure!(early.err.contains("a server seals with the key"), "{}", early.err);
            if let Ok(server) = pair.take(nth) {
                server.interrupt().await?;
            }
            pair.start(nth, std::slice::from_ref(keys)).await?;
        }
    }
    let (rotate, other) = (["keys", "rotate", "--json"], [(first.0, first.1.as_str())]);
    let told = office(&pair.house, &rotate, &other, "").await?.json()?;
    ensure!(told["left"] == 0 && told["sealed_anew"].as_u64() > Some(0), "{told}");
    let again = sign_up(&pair.house, 341).await?;
    pair.live(&again).await
}
