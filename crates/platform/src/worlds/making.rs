//! Making a world: in memory from its beginning, and moving it to the main world's disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use shell::clock::Clock;
use shell::db::Db;
use shell::secret::{Secrets, sha256_hex};
use world::Policy;

use super::copying::written;
use super::options::{Begin, Options};
use super::{MAIN, Place, TextError, Worlds, WorldsError, dawn, fixture, rewind, text};
use crate::plain::plain;
use crate::platform::{OpenError, Platform};
use crate::scenario::{self, Scenario};
use crate::seeding::{self, Fixture, Seed};
use crate::settings::{Keeping, Outside, Settings};
use crate::store::{Damaged, Slice, Store};
use crate::work::{YEAR_MAX, YEAR_MIN};

/// A world, whose time does not pass yet.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) platform: Platform,
    /// How it began.
    pub(super) options: Options,
    /// The same in words.
    pub(super) began: String,
    /// Ids and tokens by name, of what it was seeded with.
    pub(super) env: Option<BTreeMap<String, String>>,
}

/// Who is there when a world begins.
enum Sowing<'a> {
    Seed(&'a Seed),
    Scenario(&'a Scenario),
}

impl Sowing<'_> {
    /// When the world must begin to live, to be what it is to be at `begins`.
    fn dawn(&self, begins: Timestamp, policy: &Policy) -> Result<Timestamp, WorldsError> {
        match self {
            Self::Seed(seed) => {
                begins.checked_sub(seed.history(policy)).map_err(|_| WorldsError::At(begins))
            }
            Self::Scenario(_) => Ok(begins),
        }
    }

    async fn sow(&self, platform: &Platform) -> Result<Fixture, WorldsError> {
        Ok(match self {
            Self::Seed(seed) => seeding::live_through(platform, seed).await?,
            Self::Scenario(scenario) => scenario.set_up(platform).await?,
        })
    }
}

impl Worlds {
    /// The main world on its disk, which goes on where it stopped; a new one is moved there.
    pub(super) async fn on_disk(
        &self,
        mut db: Db,
        port: u16,
        options: &Options,
    ) -> Result<(Db, Made), WorldsError> {
        let store = Store::open(db.clone()).await?;
        let new = store.events(Slice::newest(1)).await?.is_empty();
        let empty = matches!(options.begin, Begin::Empty) && options.at.is_none();
        if new && !empty {
            let options = options.clone().settled(&Secrets::os());
            let made = self.in_memory(MAIN, port, options).await?;
            let made = self.move_in(&mut db, made).await?;
            return Ok((db, made));
        }
        let offset = store.setting("clock_offset_us").await?.unwrap_or(0);
        let settings = self.kept(MAIN, port).with_rules(&options.policy)?;
        let settings = Settings { seed: options.seed, ..settings };
        let outside = (db.clone(), Clock::with_offset(offset), Secrets::os());
        let platform = self.opened(settings, outside).await?;
        // A reset draws the same ids again.
        let seed = options.seed.or(store.setting("seed").await?);
        let options = Options { seed, ..options.clone() };
        let (env, began) = (fixture::kept(&platform).await?, "disk".to_owned());
        Ok((db, Made { platform, options, began, env }))
    }

    /// Replaces what is in the main world's database by a world in memory, in one transaction. From
    /// then on `disk` is the only way to it.
    pub(super) async fn move_in(&self, disk: &mut Db, made: Made) -> Result<Made, WorldsError> {
        let Made { platform, options, began, env } = made;
        let (text, offset) = (written(&platform, MAIN, false).await?, offset_us(platform.now()));
        *disk = disk.take_over(move |db| text::replace(db, &text, offset)).await?;
        let settings = self.kept(MAIN, options.port);
        let outside = (disk.clone(), Clock::with_offset(offset), Secrets::os());
        let platform = self.opened(settings, outside).await?;
        Ok(Made { platform, options, began, env })
    }

    /// A world in memory, from its beginning.
    pub(super) async fn in_memory(
        &self,
        name: &str,
        port: u16,
        options: Options,
    ) -> Result<Made, WorldsError> {
        let made = self.beginning(name, Options { port, ..options }).await?;
        self.keep_all(name, &made).await?;
        Ok(made)
    }

    async fn beginning(&self, name: &str, mut options: Options) -> Result<Made, WorldsError> {
        match options.begin.clone() {
            Begin::Empty => {
                let secrets = secrets(&options, options.seed.unwrap_or_default());
                let platform = self.begun(name, &options, (Db::memory()?, options.at, secrets));
                let (platform, began) = (platform.await?, "empty".to_owned());
                Ok(Made { platform, options, began, env: None })
            }
            Begin::Seed(seed) => self.sown(name, options, &Sowing::Seed(&seed)).await,
            Begin::Scenario(wanted) => {
                let scenario = scenario::named(&wanted);
                let scenario = scenario.ok_or(WorldsError::Scenario(wanted))?;
                if let Some(era) = scenario.era.as_ref().filter(|_| options.policy.is_empty()) {
                    options.policy.insert("preset".to_owned(), era.clone().into());
                }
                self.sown(name, options, &Sowing::Scenario(scenario)).await
            }
            Begin::Export { text, upto } => {
                let (db, head) = text::read(&text).await??;
                if let Some(at) = upto {
                    rewind::to(&db, at).await?;
                }
                let at = upto.unwrap_or(head.at);
                let secrets = secrets(&options, mark(&text, at));
                let platform = self.begun(name, &options, (db, Some(at), secrets)).await;
                let platform = platform.map_err(|error| located(error, &text))?;
                let began = format!("export of {}", head.world);
                let env = fixture::kept(&platform).await?;
                Ok(Made { platform, options, began, env })
            }
        }
    }

    /// A world that lives through its past on a clock that is turned, and goes on by its own.
    async fn sown(
        &self,
        name: &str,
        options: Options,
        sowing: &Sowing<'_>,
    ) -> Result<Made, WorldsError> {
        let db = Db::memory()?;
        let begins = bounded(options.at.unwrap_or_else(|| Clock::system().now()))?;
        let secrets = secrets(&options, options.seed.unwrap_or_default());
        let settings = self.settings(name, options.port).with_rules(&options.policy)?;
        let settings = Settings { seed: options.seed, ..settings };
        let clock = Clock::manual(sowing.dawn(begins, &settings.policy)?);
        let past = self.opened(settings, (db.clone(), clock, secrets.clone())).await?;
        let sown = sowing.sow(&past).await?;
        let now = past.now();
        drop(past);
        let platform = self.begun(name, &options, (db, Some(now), secrets)).await?;
        fixture::keep(&platform, &sown).await?;
        let began = match sowing {
            Sowing::Seed(_) => "seed".to_owned(),
            Sowing::Scenario(scenario) => format!("scenario {}", scenario.name),
        };
        let env = fixture::kept(&platform).await?;
        Ok(Made { platform, options, began, env })
    }

    /// A world that goes on by its own clock, from `at`.
    pub(super) async fn begun(
        &self,
        name: &str,
        options: &Options,
        (db, at, secrets): (Db, Option<Timestamp>, Secrets),
    ) -> Result<Platform, WorldsError> {
        let at = at.map(bounded).transpose()?;
        let settings = self.settings(name, options.port).with_rules(&options.policy)?;
        let settings = Settings { seed: options.seed, ..settings };
        let clock = match (options.record, at) {
            (true, at) => Clock::manual(at.unwrap_or_else(|| Clock::system().now())),
            (false, Some(at)) => Clock::with_offset(offset_us(at)),
            (false, None) => Clock::system(),
        };
        let offset = i64::try_from(clock.offset().as_micros()).unwrap_or_default();
        Store::open(db.clone()).await?.set_setting("clock_offset_us", &offset).await?;
        self.opened(settings, (db, clock, secrets)).await
    }

    async fn opened(
        &self,
        settings: Settings,
        (db, clock, secrets): (Db, Clock, Secrets),
    ) -> Result<Platform, WorldsError> {
        let outside = Outside { db, clock, secrets, http: self.0.http.clone() };
        let platform = Platform::open(settings, outside).await?;
        dawn::keep(&platform).await?;
        platform.take_place(Place { worlds: Arc::downgrade(&self.0) });
        Ok(platform)
    }

    /// The settings of a world in memory: nobody starts it again, so it takes no snapshots.
    fn settings(&self, name: &str, port: u16) -> Settings {
        let usual = Settings::on_port(port);
        let pages_origin = match name {
            MAIN => usual.pages_origin,
            name => format!("http://{name}.platform.localhost:{port}"),
        };
        let (keeping, snapshot_events) = (Keeping::Inline, u64::MAX);
        let webhooks = self.0.webhooks;
        Settings { pages_origin, keeping, snapshot_events, webhooks, ..usual }
    }

    /// The settings of a world on disk.
    fn kept(&self, name: &str, port: u16) -> Settings {
        let snapshot_events = Settings::on_port(port).snapshot_events;
        let keeping = Keeping::Grouped;
        Settings { keeping, snapshot_events, ..self.settings(name, port) }
    }
}

/// An event that cannot be is found in the text.
fn located(error: WorldsError, text: &str) -> WorldsError {
    let WorldsError::Open(OpenError::Damaged(Damaged { seq, why })) = error else { return error };
    let is_it = |line: &str| {
        let row = serde_json::from_str::<Value>(line).unwrap_or_default();
        row["event"]["seq"].as_i64() == Some(seq)
    };
    let line = text.lines().position(is_it).map_or(1, |at| at + 1);
    TextError { line, why: format!("the event makes no sense: {}", plain(&why)) }.into()
}

/// What a world draws its tokens from; a recorded one from `mark`.
fn secrets(options: &Options, mark: u64) -> Secrets {
    if options.record { Secrets::seeded(mark) } else { Secrets::os() }
}

/// How far a clock that shows `now` is ahead of the system's, in microseconds.
fn offset_us(now: Timestamp) -> i64 {
    now.as_microsecond() - Clock::system().now().as_microsecond()
}

/// What a recorded world draws its secrets from that begins with `text`: not what the exported one
/// drew its own from, lest the same are drawn twice.
fn mark(text: &str, at: Timestamp) -> u64 {
    let digest = sha256_hex(format!("{at} {text}").as_bytes());
    u64::from_str_radix(&digest[..16], 16).expect("16 hexadecimal digits are a number of 64 bits")
}

/// A time that a world can begin at: as far as the clock can be turned, and no further back than
/// the Cloud API is thinkable.
pub(super) fn bounded(at: Timestamp) -> Result<Timestamp, WorldsError> {
    let year = at.to_zoned(TimeZone::UTC).year();
    if (YEAR_MIN..=YEAR_MAX).contains(&year) { Ok(at) } else { Err(WorldsError::At(at)) }
}
