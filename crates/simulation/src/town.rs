//! Both servers, their clients and their databases in one process, on one clock and one seed.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, bail};
use graph::id::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};
use platform::{
    Keeping, Platform,
    onprem::{OnpremClient, OnpremOutside, OnpremSettings},
};
use provider::{Host, InstanceSpec, Provider};
use serde_json::Value;
use shell::{
    clock::Clock,
    db::Disk,
    http::{Client, Switchboard},
    mail::Mail,
    secret::{Cost, Secrets, Text},
};

use crate::{crash, founding, person::Sites, weather::Weather};

/// When every town begins.
const DAWN: &str = "2022-06-01T08:00:00Z";
/// Where the platform listens.
const PLATFORM_PORT: u16 = 8090;
/// Where the provider listens.
const PROVIDER: &str = "provider.localhost:8080";
/// Seconds between two sweeps: rarer than a real server's, since a month is to pass in a moment.
const SWEEP_S: u32 = 3_600;
/// How often the two may take turns before something goes round in circles.
const ROUNDS_MAX: usize = 2_000;

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
    /// The provider's side.
    pub provider: Provider,
    /// What goes wrong on the way.
    pub weather: Weather,
    /// What the platform's process sits on.
    ground: Disk,
    seat: Seat,
    crashes: u64,
}

impl Town {
    /// Founds a town: both servers up, one provider set up, nobody signed up yet.
    ///
    /// # Errors
    /// When a server does not open.
    pub async fn found(seed: u64, hosting: &str) -> anyhow::Result<Self> {
        let clock = Clock::manual(DAWN.parse()?);
        let switchboard = Arc::new(Switchboard::new());
        let http = Client::inside(Arc::clone(&switchboard));
        let weather = Weather::fine(seed);
        let ground = Disk::memory()?;
        let platform = open_platform(seed, &ground, &clock, &http).await?;
        gates(&switchboard, &weather.over(platform.router()));
        let settings = settings(&http, hosting, seed).await?;
        let seat = Seat {
            seed,
            clock: clock.clone(),
            http: http.clone(),
            switchboard,
            settings,
            disk: Disk::memory()?,
            mail: Mail::memory(),
            instances: Instances::default(),
        };
        let provider = seat.provider(0).await?;
        seat.switchboard.connect(PROVIDER, weather.over(provider.router()));
        Ok(Self { clock, http, platform, provider, weather, ground, seat, crashes: 0 })
    }

    /// Where the two sites are.
    pub fn sites(&self) -> Sites {
        Sites {
            provider: format!("http://{PROVIDER}"),
            platform: format!("http://platform.localhost:{PLATFORM_PORT}"),
        }
    }

    /// The numbers whose client instances run, in order.
    pub fn running_instances(&self) -> Vec<PhoneNumberId> {
        lock(&self.seat.instances).keys().copied().collect()
    }

    /// How often one of the two crashed.
    pub fn crashes(&self) -> u64 {
        self.crashes
    }

    /// Lets everybody work until nobody has anything to do at this moment.
    ///
    /// # Errors
    /// When the two keep each other busy without end.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        for _ in 0..ROUNDS_MAX {
            let outside = self.platform_side().await;
            let inside = self.provider.tick().await?;
            if !outside && !inside {
                return Ok(());
            }
        }
        bail!("platform and provider keep each other busy at {}", self.clock.now())
    }

    /// Lets the platform's side work once.
    pub async fn platform_side(&mut self) -> bool {
        let mut did = self.platform.tick().await;
        let running: Vec<_> = lock(&self.seat.instances).values().cloned().collect();
        for instance in running {
            did |= instance.tick().await;
        }
        did
    }

    /// Lets the provider work until it has waited `steps` times, and crashes it there. A provider
    /// that is done earlier does not crash.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn work_or_crash(&mut self, steps: u64) -> anyhow::Result<bool> {
        let worked = crash::after(steps, self.provider.tick()).await;
        match worked {
            Some(did) => Ok(did?),
            None => self.crash_provider().await.map(|()| true),
        }
    }

    /// Lets the platform work until it has waited `steps` times, and crashes it there. A platform
    /// that is done earlier does not crash.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn serve_or_crash(&mut self, steps: u64) -> anyhow::Result<bool> {
        if let Some(did) = crash::after(steps, self.platform_side()).await {
            return Ok(did);
        }
        self.crash_platform().await?;
        Ok(true)
    }

    /// Takes the platform's process away, and starts it again on what its disk has.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn crash_platform(&mut self) -> anyhow::Result<()> {
        self.crashes += 1;
        self.ground.crash();
        let life = self.seat.seed ^ self.crashes.wrapping_mul(0xD1B5_4A32_D192_ED03);
        self.platform = open_platform(life, &self.ground, &self.clock, &self.http).await?;
        gates(&self.seat.switchboard, &self.weather.over(self.platform.router()));
        Ok(())
    }

    /// Takes the provider's process away, and starts it again on what its disk has.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn crash_provider(&mut self) -> anyhow::Result<()> {
        self.crashes += 1;
        self.seat.switchboard.disconnect(PROVIDER);
        self.seat.disk.crash();
        self.provider = self.seat.provider(self.crashes).await?;
        self.seat.switchboard.connect(PROVIDER, self.weather.over(self.provider.router()));
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
        let platform = self.platform.next_due().await;
        let provider = self.provider.next_due().await?;
        let next = platform.into_iter().chain(provider).min().unwrap_or(Timestamp::MAX);
        Ok(next.max(soon))
    }
}

/// What a provider's process sits on: whatever outlives it.
struct Seat {
    seed: u64,
    clock: Clock,
    http: Client,
    switchboard: Arc<Switchboard>,
    settings: provider::Settings,
    disk: Disk,
    mail: Mail,
    instances: Instances,
}

impl Seat {
    /// Starts the provider. `life` counts its processes: each draws other secrets.
    async fn provider(&self, life: u64) -> anyhow::Result<Provider> {
        let outside = provider::Outside {
            db: self.disk.mount().into(),
            clock: self.clock.clone(),
            wall: self.clock.clone(),
            secrets: Secrets::seeded(self.seed ^ (life + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            http: self.http.clone(),
            mail: self.mail.clone(),
            host: self.host(),
            password_cost: Cost::Cheap,
        };
        Ok(Provider::open(self.settings.clone(), outside).await?)
    }

    /// Runs client instances as routers on the switchboard.
    fn host(&self) -> Host {
        let (seed, clock, http) = (self.seed, self.clock.clone(), self.http.clone());
        let (running, board) = (Arc::clone(&self.instances), Arc::clone(&self.switchboard));
        let start = move |spec: &InstanceSpec| {
            let authority = authority(spec.phone);
            if lock(&running).contains_key(&spec.phone) {
                return Ok(authority);
            }
            let client = instance(spec, seed, &clock, &http)?;
            board.connect(&authority, client.router());
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
    seed: u64,
    ground: &Disk,
    clock: &Clock,
    http: &Client,
) -> anyhow::Result<Platform> {
    let settings = platform::Settings {
        seed: Some(seed),
        keeping: Keeping::Inline,
        ..platform::Settings::on_port(PLATFORM_PORT).by_hand()
    };
    let outside = platform::Outside {
        db: ground.mount(),
        clock: clock.clone(),
        secrets: Secrets::seeded(seed),
        http: http.clone(),
    };
    Ok(Platform::open(settings, outside).await?)
}

/// The provider's settings, as the first-run set-up makes them.
async fn settings(http: &Client, hosting: &str, seed: u64) -> anyhow::Result<provider::Settings> {
    let platform = format!("http://127.0.0.1:{PLATFORM_PORT}");
    let founded = founding::found(http, &platform).await?;
    let secrets = Secrets::seeded(seed.wrapping_add(1));
    let mut table = founding::settings(&founded, hosting, &secrets)?;
    let site = format!("http://platform.localhost:{PLATFORM_PORT}");
    let addresses = [
        ("graph_url", platform.clone()),
        ("sdk_url", format!("{site}/en_US/sdk.js")),
        ("public_url", format!("http://{PROVIDER}")),
        ("smtp_url", "smtp://127.0.0.1:8025".to_owned()),
        ("platform_onprem_url", platform),
    ];
    table.extend(addresses.map(|(key, value)| (key.to_owned(), Value::from(value))));
    table.insert("dialog_origins".to_owned(), vec![site].into());
    table.insert("sweep_seconds".to_owned(), SWEEP_S.into());
    serde_json::from_value(Value::Object(table)).context("the settings do not read back")
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
