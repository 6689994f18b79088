//! Both servers, their clients and their databases in one process, on one clock and one seed.

mod ground;
mod processes;
mod settings;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::bail;
use axum::Router;
use futures_util::future::{join_all, join3};
use graph::id::{AppId, BusinessId, PhoneNumberId};
use jiff::{SignedDuration, Timestamp};
use platform::{
    Keeping, Platform, Seed,
    onprem::{OnpremClient, OnpremOutside, OnpremSettings},
    seeding::live_through,
};
use provider::{Defects, Host, InstanceSpec, Provider};
use shell::{
    clock::Clock,
    db::{DbError, Disk},
    http::{Client, Switchboard},
    mail::Mail,
    secret::{Cost, Secrets, Text},
    turns::give_way,
};

pub use self::processes::TokenOf;
use self::{ground::Ground, settings::settings};
use crate::{crash, dice::Dice, person::Sites, sketch::Sketch, watch::Watch, weather::Weather};

/// When every town begins.
const DAWN: &str = "2022-06-01T08:00:00Z";
/// Where the platform listens.
const PLATFORM_PORT: u16 = 8090;
/// Where the provider listens.
const PROVIDER: &str = "provider.localhost:8080";
/// How often they may take turns before something goes round in circles.
const ROUNDS_MAX: usize = 2_000;
/// The platform crashes once in so many turns.
const PLATFORM_RARITY: u64 = 14;
/// A process of the provider crashes once in so many turns.
const PROVIDER_RARITY: u64 = 4;
/// How many waits later than the others a process begins its turn, at most.
const PACE: u64 = 80;
/// How often each of several processes looks for work in a turn.
const TICKS: usize = 3;
/// Within how many waits a crash falls: early, where webhooks are dealt with, or later.
const CRASH_WITHIN: [u64; 3] = [12, 50, 200];

/// The client instances that run, as machines of their own: they survive the provider's crash.
type Instances = Arc<Mutex<BTreeMap<PhoneNumberId, OnpremClient>>>;

/// A platform, a provider, and the wires between them.
pub struct Town {
    /// The one clock.
    pub clock: Clock,
    /// Calls anything in town.
    pub http: Client,
    /// Meta's side.
    pub platform: Platform,
    /// The provider's side: its processes on one database.
    pub providers: Vec<Provider>,
    /// How each of them is reached.
    gates: Vec<Router>,
    /// What goes wrong on the way.
    pub weather: Weather,
    /// What is seen on the wires.
    pub watch: Watch,
    /// What the platform's process sits on.
    ground: Disk,
    seat: Seat,
    /// How fast each process of the provider goes.
    pace: Dice,
    /// How many processes of the provider there are when none is away.
    processes: usize,
    /// Whether a process does all kinds of work side by side.
    beside: bool,
    /// How many turns there were.
    turns: usize,
    crashes: u64,
    lives: u64,
}

impl Town {
    /// Founds a town as it was drawn: the platform with whoever was there before, and the
    /// provider's server, which has seen nothing yet.
    ///
    /// # Errors
    /// When a server does not open.
    pub async fn found(sketch: &Sketch, defects: &Defects) -> anyhow::Result<Self> {
        let clock = Clock::manual(DAWN.parse()?);
        let switchboard = Arc::new(Switchboard::new());
        let http = Client::inside(Arc::clone(&switchboard));
        let weather = Weather::fine(sketch.seed, clock.clone());
        let watch = Watch::new(clock.clone());
        let ground = Disk::memory()?;
        let platform =
            open_platform((sketch.seed, sketch.businesses_pay), &ground, &clock, &http).await?;
        let document: Seed = serde_json::from_value(sketch.document())?;
        let fixture = live_through(&platform, &document).await?;
        gates(&switchboard, &weather.over(watch.at_platform(&platform)));
        let settings = settings(&fixture, sketch, &watch)?;
        let seat = Seat {
            seed: sketch.seed,
            businesses_pay: sketch.businesses_pay,
            clock: clock.clone(),
            http: http.clone(),
            switchboard,
            weather: weather.clone(),
            watch: watch.clone(),
            settings,
            defects: defects.clone(),
            disk: Ground::fresh(sketch).await?,
            mail: Mail::memory(),
            instances: Instances::default(),
        };
        let mut town = Self {
            clock,
            http,
            platform,
            providers: Vec::new(),
            gates: Vec::new(),
            weather,
            watch,
            ground,
            seat,
            pace: Dice::new(sketch.seed, 0x9ACE),
            processes: sketch.processes,
            beside: sketch.beside,
            turns: 0,
            crashes: 0,
            lives: 0,
        };
        town.bring_back().await?;
        Ok(town)
    }

    /// Where the two sites are.
    pub fn sites(&self) -> Sites {
        Sites {
            provider: format!("http://{PROVIDER}"),
            platform: format!("http://platform.localhost:{PLATFORM_PORT}"),
        }
    }

    /// The provider's business.
    pub fn business(&self) -> BusinessId {
        self.seat.settings.business_id
    }

    /// The provider's app.
    pub fn app(&self) -> AppId {
        self.seat.settings.app_id
    }

    /// What the provider was told.
    pub fn settings(&self) -> &provider::Settings {
        &self.seat.settings
    }

    /// What the signup hands over: `token` or `code`.
    pub fn login(&self) -> &'static str {
        match self.seat.settings.login {
            provider::Login::Token => "token",
            provider::Login::Code => "code",
        }
    }

    /// The letters that left the provider.
    pub fn letters(&self) -> Vec<shell::mail::Letter> {
        match &self.seat.mail {
            Mail::Memory(letters) => lock(letters).clone(),
            Mail::Smtp(_) => Vec::new(),
        }
    }

    /// The numbers whose client instances run, in order.
    pub fn running_instances(&self) -> Vec<PhoneNumberId> {
        lock(&self.seat.instances).keys().copied().collect()
    }

    /// The machine under a number's instance dies; says whether there was one.
    pub fn kill_instance(&mut self, phone: PhoneNumberId) -> bool {
        self.seat.switchboard.disconnect(&authority(phone));
        lock(&self.seat.instances).remove(&phone).is_some()
    }

    /// How often a process crashed.
    pub fn crashes(&self) -> u64 {
        self.crashes
    }

    /// Lets everybody work until nobody has anything to do at this moment.
    ///
    /// # Errors
    /// When they keep each other busy without end.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        for _ in 0..ROUNDS_MAX {
            if !self.turn(Crashes::None).await? {
                return Ok(());
            }
        }
        bail!("platform and provider keep each other busy at {}", self.clock.now())
    }

    /// Everybody works once, at the same time: the platform, the client instances and each process
    /// of the provider. Some may crash on the way, and start again afterwards. Says whether
    /// anything was done.
    ///
    /// # Errors
    /// When a database refuses, or something does not open again.
    pub async fn turn(&mut self, crashes: Crashes<'_>) -> anyhow::Result<bool> {
        self.turn_beside(crashes, async {}).await
    }

    /// As [`Self::turn`], while something else happens.
    ///
    /// # Errors
    /// As [`Self::turn`].
    pub async fn turn_beside(
        &mut self,
        crashes: Crashes<'_>,
        beside: impl Future<Output = ()>,
    ) -> anyhow::Result<bool> {
        self.turns += 1;
        if self.gates.len() > 1 {
            self.connect();
        }
        let ours = platform_side(&self.platform, &self.seat.instances);
        let outside = crash::after(crashes.steps(PLATFORM_RARITY), ours);
        let several = self.providers.len() > 1;
        let theirs = self.providers.iter().map(|provider| {
            let steps = crashes.steps(PROVIDER_RARITY);
            // Of several processes each goes its own pace.
            let pace = several.then(|| self.pace.below(PACE));
            crash::after(steps, work(provider, self.beside, pace))
        });
        let theirs: Vec<_> = theirs.collect();
        let (outside, inside, ()) = join3(outside, join_all(theirs), beside).await;
        let (mut did, mut crashed) = (outside.unwrap_or(true), Vec::new());
        for (nth, worked) in inside.into_iter().enumerate() {
            match worked {
                Some(worked) => did |= worked?,
                None => {
                    did = true;
                    crashed.push(nth);
                }
            }
        }
        self.crash_providers(&crashed, crashes).await?;
        if outside.is_none() {
            self.crash_platform().await?;
        }
        Ok(did)
    }

    /// Takes the platform's process away, and starts it again on what its disk has.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn crash_platform(&mut self) -> anyhow::Result<()> {
        self.crashes += 1;
        self.lives += 1;
        self.watch.note("the platform crashes");
        self.ground.crash();
        let life = self.seat.seed ^ self.lives.wrapping_mul(0xD1B5_4A32_D192_ED03);
        self.platform =
            open_platform((life, self.seat.businesses_pay), &self.ground, &self.clock, &self.http)
                .await?;
        let router = self.watch.at_platform(&self.platform);
        gates(&self.seat.switchboard, &self.weather.over(router));
        Ok(())
    }

    /// Lets time pass, from one thing that is due to the next.
    ///
    /// # Errors
    /// When the town does not come to rest.
    pub async fn pass(&mut self, time: SignedDuration) -> anyhow::Result<()> {
        let until = self.clock.now() + time;
        loop {
            self.settle().await?;
            let next = self.next_due().await?;
            if next >= until {
                self.clock.set(until)?;
                return self.settle().await;
            }
            self.clock.set(next)?;
        }
    }

    /// When something is due next: always later than now.
    ///
    /// # Errors
    /// When the provider's database refuses.
    pub async fn next_due(&self) -> anyhow::Result<Timestamp> {
        let soon = self.clock.now() + SignedDuration::from_secs(1);
        let mut next = self.platform.next_due().await;
        for provider in &self.providers {
            next = next.into_iter().chain(provider.next_due().await?).min();
        }
        Ok(next.unwrap_or(Timestamp::MAX).max(soon))
    }
}

/// Whether processes crash in a turn.
#[derive(Clone, Copy)]
pub enum Crashes<'a> {
    /// No.
    None,
    /// Now and then, as the dice say.
    Some(&'a Dice),
}

impl Crashes<'_> {
    /// Whether something that comes with crashes happens now: once in `rarity` times.
    fn happens(self, rarity: u64) -> bool {
        matches!(self, Self::Some(dice) if dice.once_in(rarity))
    }

    /// How many waits a turn may take: without end, or, once in `rarity`, until a crash.
    fn steps(self, rarity: u64) -> u64 {
        match self {
            Self::Some(dice) if dice.once_in(rarity) => {
                dice.between(1, dice.pick(&CRASH_WITHIN).unwrap_or(1))
            }
            Self::None | Self::Some(_) => u64::MAX,
        }
    }
}

/// Lets a process of the provider work, one thing after the other or all kinds side by side: once,
/// or, where there are several processes, a few times after a pause of so many waits.
async fn work(provider: &Provider, beside: bool, pace: Option<u64>) -> Result<bool, DbError> {
    let tick = async || match beside {
        true => provider.tick_beside().await,
        false => provider.tick().await,
    };
    let Some(pause) = pace else { return tick().await };
    for _ in 0..pause {
        give_way().await;
    }
    let mut did = false;
    for _ in 0..TICKS {
        did |= tick().await?;
    }
    Ok(did)
}

/// Lets the platform and the client instances work once.
async fn platform_side(platform: &Platform, instances: &Instances) -> bool {
    let mut did = platform.tick().await;
    let running: Vec<_> = lock(instances).values().cloned().collect();
    for instance in running {
        did |= instance.tick().await;
    }
    did
}

/// What a provider's process sits on: whatever outlives it.
struct Seat {
    seed: u64,
    businesses_pay: bool,
    clock: Clock,
    http: Client,
    switchboard: Arc<Switchboard>,
    weather: Weather,
    watch: Watch,
    settings: provider::Settings,
    defects: Defects,
    disk: Ground,
    mail: Mail,
    instances: Instances,
}

impl Seat {
    /// Starts the provider. `life` counts its processes: each draws other secrets.
    async fn provider(&self, life: u64) -> anyhow::Result<Provider> {
        let outside = provider::Outside {
            db: self.disk.open().await?,
            clock: self.clock.clone(),
            wall: self.clock.clone(),
            secrets: Secrets::seeded(self.seed ^ (life + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            http: self.http.clone(),
            mail: self.mail.clone(),
            host: self.host(),
            password_cost: Cost::Cheap,
        };
        let defects = self.defects.clone();
        Ok(Provider::open_defective(self.settings.clone(), outside, defects).await?)
    }

    /// Runs client instances as routers on the switchboard.
    fn host(&self) -> Host {
        let (seed, clock, http) = (self.seed, self.clock.clone(), self.http.clone());
        let (running, board) = (Arc::clone(&self.instances), Arc::clone(&self.switchboard));
        let (weather, watch) = (self.weather.clone(), self.watch.clone());
        let start = move |spec: &InstanceSpec| {
            watch.learn(&spec.webhook_secret);
            let authority = authority(spec.phone);
            if lock(&running).contains_key(&spec.phone) {
                return Ok(authority);
            }
            let client = instance(spec, seed, &clock, &http)?;
            board.connect(&authority, weather.over(watch.at_instance(client.router())));
            lock(&running).insert(spec.phone, client);
            Ok(authority)
        };
        let (running, board) = (Arc::clone(&self.instances), Arc::clone(&self.switchboard));
        let stop = move |phone: PhoneNumberId| {
            board.disconnect(&authority(phone));
            lock(&running).remove(&phone);
        };
        Host::Inside { start: Arc::new(start), stop: Arc::new(stop) }
    }
}

/// The platform's router answers under its name and under the loopback address.
fn gates(switchboard: &Switchboard, router: &axum::Router) {
    for host in ["platform.localhost", "127.0.0.1"] {
        switchboard.connect(&format!("{host}:{PLATFORM_PORT}"), router.clone());
    }
}

fn authority(phone: PhoneNumberId) -> String {
    format!("onprem-{phone}.localhost:9090")
}

fn instance(
    spec: &InstanceSpec,
    seed: u64,
    clock: &Clock,
    http: &Client,
) -> Result<OnpremClient, String> {
    let settings = OnpremSettings {
        data_dir: None,
        platform_url: spec.platform_url.clone(),
        first_password: Text::from("secret"),
        webhook_secret: Some(Text::from(spec.webhook_secret.clone())),
        cost: Cost::Cheap,
    };
    let outside = OnpremOutside {
        clock: clock.clone(),
        secrets: Secrets::seeded(seed ^ spec.phone.get()),
        http: http.clone(),
    };
    OnpremClient::open(settings, outside).map_err(|error| error.to_string())
}

/// Opens the platform on its disk; the world's own seed is on it after the first time.
async fn open_platform(
    (seed, businesses_pay): (u64, bool),
    ground: &Disk,
    clock: &Clock,
    http: &Client,
) -> anyhow::Result<Platform> {
    let settings = platform::Settings {
        seed: Some(seed),
        keeping: Keeping::Inline,
        ..platform::Settings::on_port(PLATFORM_PORT)
    };
    let rule = businesses_pay.then(|| ("businesses_pay".to_owned(), true.into()));
    let settings = settings.with_rules(&rule.into_iter().collect())?;
    let outside = platform::Outside {
        db: ground.mount(),
        clock: clock.clone(),
        secrets: Secrets::seeded(seed),
        http: http.clone(),
    };
    Ok(Platform::open(settings, outside).await?)
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
