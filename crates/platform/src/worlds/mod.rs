//! All worlds of one process: each a whole platform with its own database, clock and address.
//!
//! The main world is there from the beginning, on disk or in memory. Further ones are made for as
//! long as somebody needs them, each on a port of its own and under a name of its own, so that
//! their cookies do not mix; they live in memory and take no threads, so that a test-suite may have
//! hundreds. Any of them can be written down as text, made anew from such a text, and taken to
//! another name or an earlier moment.

mod options;
mod rewind;
mod seat;
mod start;
mod text;

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use jiff::Timestamp;
use serde::Serialize;
use shell::clock::Clock;
use shell::db::{Db, DbError};
use shell::http::Client;
use shell::secret::{Secrets, sha256_hex};
use shell::serve;
use shell::shutdown::Tasks;
use tokio::net::TcpListener;
use world::OverrideError;

pub use self::options::{Begin, Options};
use self::seat::{Occupant, Seat};
pub use self::start::Running;
use self::text::Head;
pub use self::text::TextError;
use crate::platform::{OpenError, Platform};
use crate::settings::{Keeping, Outside, Settings, Webhooks};
use crate::store::Store;

/// The name of the world that is always there.
pub const MAIN: &str = "main";
/// The longest name.
const NAME_MAX: usize = 40;

/// The worlds of a process. Clones are the same ones.
#[derive(Clone, Debug)]
pub struct Worlds(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: Client,
    webhooks: Webhooks,
    tasks: Tasks,
    /// `None`: the name is taken by a world that is being made.
    seats: Mutex<BTreeMap<String, Option<Arc<Seat>>>>,
}

/// What the main world is made of.
#[derive(Debug)]
pub struct House {
    /// Its database; in memory where there is none.
    pub db: Option<Db>,
    /// Where it answers.
    pub listener: TcpListener,
    /// Webhooks of all worlds go out through this.
    pub http: Client,
    /// How they go out.
    pub webhooks: Webhooks,
    /// How it begins; what is on disk already goes on.
    pub options: Options,
}

/// A world, as it is shown to whoever looks for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Address {
    /// Its name.
    pub name: String,
    /// Where its Graph API is.
    pub api: String,
    /// Where its pages are, for browsers.
    pub pages: String,
    /// What time it is in it.
    pub now: Timestamp,
    /// Whether everything in it repeats.
    pub record: bool,
    /// What it began with: `empty`, `export`, `fork of main`.
    pub began: String,
}

/// Why nothing was done with a world.
#[derive(Debug, thiserror::Error)]
pub enum WorldsError {
    /// There is one of that name.
    #[error("there is a world `{0}` already: choose another name, or delete that one")]
    Taken(String),
    /// There is none of that name.
    #[error("there is no world `{0}`: the list has {1}")]
    Unknown(String, String),
    /// It cannot stand in an address.
    #[error(
        "`{0}` is no name for a world: write it in small letters, digits and hyphens, at most \
         {NAME_MAX}, beginning with a letter; `import` is taken"
    )]
    BadName(String),
    /// The main world stays.
    #[error("the main world cannot be deleted: reset it, or stop the platform")]
    Main,
    /// There is no later world to go back from.
    #[error("the world has not come to {at} yet: it is {now} in it")]
    NotYet {
        /// What was asked for.
        at: Timestamp,
        /// What time it is.
        now: Timestamp,
    },
    /// This platform has no further worlds.
    #[error("this platform stands alone: only one that `vestibule platform` started has worlds")]
    Alone,
    /// The text is no world.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The rules cannot be.
    #[error(transparent)]
    Rules(#[from] OverrideError),
    /// It could not be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database refused.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The example client could not be made.
    #[error("the example client could not be made: {0}")]
    Example(String),
    /// No port could be had.
    #[error("no port could be had for the world: {0}")]
    Port(#[from] std::io::Error),
}

/// Where a platform is seated.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    worlds: Weak<Inner>,
    /// The name of its world.
    pub(crate) name: String,
}

impl Place {
    /// The worlds around it, unless they are going away.
    pub(crate) fn worlds(&self) -> Option<Worlds> {
        self.worlds.upgrade().map(Worlds)
    }
}

impl Worlds {
    /// Opens the main world and serves it until `tasks` is asked to stop, as all others then.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(house: House, tasks: &Tasks) -> Result<Self, WorldsError> {
        let House { db, listener, http, webhooks, options } = house;
        let (seats, tasks) = (Mutex::default(), tasks.clone());
        let worlds = Self(Arc::new(Inner { http, webhooks, tasks, seats }));
        let port = listener.local_addr()?.port();
        let occupant = match &db {
            Some(db) => {
                let (began, platform) = worlds.on_disk(db, port, &options).await?;
                Occupant::at_work(platform, options, began)
            }
            None => {
                let options = options.settled(&Secrets::os());
                let (began, platform) = worlds.in_memory(MAIN, port, &options).await?;
                Occupant::at_work(platform, options, began)
            }
        };
        worlds.serve(Seat::new(MAIN, port, db, occupant), listener);
        Ok(worlds)
    }

    /// The main world, as it is served now.
    #[must_use]
    pub fn main(&self) -> Platform {
        self.get(MAIN).expect("the main world is always there")
    }

    /// A world by its name, as it is served now.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Platform> {
        Some(self.seat(name).ok()?.occupant().platform.clone())
    }

    /// All worlds, by name.
    #[must_use]
    pub fn list(&self) -> Vec<Address> {
        let seats: Vec<_> = self.seats().values().flatten().cloned().collect();
        seats.iter().map(|seat| seat.address()).collect()
    }

    /// Makes a world; its name is drawn up where none is given.
    ///
    /// # Errors
    /// When the name is taken, or the options cannot be.
    pub async fn create(
        &self,
        name: Option<String>,
        options: Options,
    ) -> Result<Address, WorldsError> {
        let taken = self.reserve(name)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let port = listener.local_addr()?.port();
        let options = options.settled(&Secrets::os());
        let (began, platform) = self.in_memory(&taken.name, port, &options).await?;
        let occupant = Occupant::at_work(platform, options, began);
        let seat = Seat::new(&taken.name, port, None, occupant);
        let address = seat.address();
        self.serve(seat, listener);
        Ok(address)
    }

    /// Takes a world away. Its port is free soon.
    ///
    /// # Errors
    /// When there is none, or it is the main one.
    pub fn delete(&self, name: &str) -> Result<(), WorldsError> {
        if name == MAIN {
            return Err(WorldsError::Main);
        }
        let seat = self.seat(name)?;
        self.seats().remove(name);
        seat.tasks().signal();
        Ok(())
    }

    /// Takes a world back to its beginning.
    ///
    /// # Errors
    /// When there is none, or it could not be made; then it stays as it is.
    pub async fn reset(&self, name: &str) -> Result<Address, WorldsError> {
        let seat = self.seat(name)?;
        let _one = seat.changing.lock().await;
        let options = seat.occupant().options.clone().settled(&Secrets::os());
        self.replace(&seat, options).await
    }

    /// A world as readable text, as it is at one moment.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub async fn export(&self, name: &str) -> Result<String, WorldsError> {
        let occupant = self.seat(name)?.occupant();
        written(&occupant.platform, name, occupant.options.record).await
    }

    /// Makes a world from an exported one; in place of what is there where the name is taken. It
    /// goes on from the moment of the export, and is a recorded one if that was, unless said
    /// otherwise.
    ///
    /// # Errors
    /// When the text is no world, or nothing could be stored; then nothing has changed.
    pub async fn import(
        &self,
        name: Option<String>,
        text: &str,
        record: Option<bool>,
    ) -> Result<Address, WorldsError> {
        let head = text::head(text)?;
        let mut options = Options::exported(text);
        let there = name.as_deref().and_then(|name| self.seat(name).ok());
        let Some(seat) = there else {
            options.record = record.unwrap_or(head.record);
            return self.create(name, options).await;
        };
        let _one = seat.changing.lock().await;
        options.port = seat.port;
        options.record = seat.disk.is_none() && record.unwrap_or(head.record);
        self.replace(&seat, options).await
    }

    /// Makes a copy of a world under another name: as it is now, or as it was at `at`.
    ///
    /// # Errors
    /// As [`Worlds::create`], and when the world has not come that far.
    pub async fn fork(
        &self,
        of: &str,
        name: Option<String>,
        at: Option<Timestamp>,
    ) -> Result<Address, WorldsError> {
        let occupant = self.seat(of)?.occupant();
        let now = occupant.platform.now();
        if let Some(at) = at.filter(|at| *at > now) {
            return Err(WorldsError::NotYet { at, now });
        }
        let record = occupant.options.record;
        let text = written(&occupant.platform, of, record).await?;
        let begin = Begin::Export { text: text.into(), upto: at };
        self.create(name, Options { record, begin, ..Options::default() }).await
    }

    /// Serves another world at a seat, made anew. Whoever calls holds `changing`.
    async fn replace(&self, seat: &Seat, options: Options) -> Result<Address, WorldsError> {
        let (began, platform) = self.in_memory(&seat.name, seat.port, &options).await?;
        let before = seat.occupant();
        let platform = match &seat.disk {
            None => platform,
            Some(db) => {
                let text = written(&platform, &seat.name, false).await?;
                before.rest().await;
                let moved = self.move_in(seat, db, (text, platform.now())).await;
                moved.inspect_err(|_| drop(seat.give_to(before.again())))?
            }
        };
        seat.give_to(Occupant::at_work(platform, options, began));
        // Requests under way still see the old world; its work ends.
        before.rest().await;
        Ok(seat.address())
    }

    /// Replaces what is in the database of the main world, in one transaction.
    async fn move_in(
        &self,
        seat: &Seat,
        disk: &tokio::sync::Mutex<Db>,
        (text, now): (String, Timestamp),
    ) -> Result<Platform, WorldsError> {
        let mut disk = disk.lock().await;
        let offset = offset_us(now);
        let fresh = disk.take_over(move |db| text::replace(db, &text, offset)).await?;
        *disk = fresh.clone();
        let settings = self.settings(&seat.name, seat.port)?;
        let settings = Settings { keeping: Keeping::Grouped, ..settings };
        self.opened(&seat.name, settings, (fresh, Clock::with_offset(offset), Secrets::os())).await
    }

    /// The main world on its disk, which goes on where it stopped.
    async fn on_disk(
        &self,
        db: &Db,
        port: u16,
        options: &Options,
    ) -> Result<(String, Platform), WorldsError> {
        let store = Store::open(db.clone()).await?;
        let offset = store.setting("clock_offset_us").await?.unwrap_or(0);
        let seed = options.seed;
        let snapshot_events = Settings::on_port(port).snapshot_events;
        let settings = self.settings(MAIN, port)?.with_rules(&options.policy)?;
        let settings = Settings { keeping: Keeping::Grouped, seed, snapshot_events, ..settings };
        let outside = (db.clone(), Clock::with_offset(offset), Secrets::os());
        Ok(("disk".to_owned(), self.opened(MAIN, settings, outside).await?))
    }

    /// A world in memory, from its beginning, not at work yet.
    async fn in_memory(
        &self,
        name: &str,
        port: u16,
        options: &Options,
    ) -> Result<(String, Platform), WorldsError> {
        let settings = self.settings(name, port)?.with_rules(&options.policy)?;
        let settings = Settings { seed: options.seed, ..settings };
        let (db, at, began, draw) = match &options.begin {
            Begin::Empty => {
                (Db::memory()?, options.at, "empty".to_owned(), options.seed.unwrap_or_default())
            }
            Begin::Export { text, upto } => {
                let (db, head) = text::read(text).await??;
                if let Some(at) = upto {
                    rewind::to(&db, *at).await?;
                }
                let at = upto.unwrap_or(head.at);
                (db, Some(at), format!("export of {}", head.world), mark(text, at))
            }
        };
        let (clock, secrets) = match (options.record, at) {
            (true, at) => {
                let at = at.unwrap_or_else(|| Clock::system().now());
                (Clock::manual(at), Secrets::seeded(draw))
            }
            (false, Some(at)) => (Clock::with_offset(offset_us(at)), Secrets::os()),
            (false, None) => (Clock::system(), Secrets::os()),
        };
        let offset = i64::try_from(clock.offset().as_micros()).unwrap_or_default();
        Store::open(db.clone()).await?.set_setting("clock_offset_us", &offset).await?;
        Ok((began, self.opened(name, settings, (db, clock, secrets)).await?))
    }

    async fn opened(
        &self,
        name: &str,
        settings: Settings,
        (db, clock, secrets): (Db, Clock, Secrets),
    ) -> Result<Platform, WorldsError> {
        let outside = Outside { db, clock, secrets, http: self.0.http.clone() };
        let platform = Platform::open(settings, outside).await?;
        let (worlds, name) = (Arc::downgrade(&self.0), name.to_owned());
        platform.take_place(Place { worlds, name });
        Ok(platform)
    }

    /// The settings of a world in memory: nobody starts it again, so it takes no snapshots.
    fn settings(&self, name: &str, port: u16) -> Result<Settings, WorldsError> {
        let usual = Settings::on_port(port);
        let pages_origin = match name {
            MAIN => usual.pages_origin,
            name => format!("http://{name}.platform.localhost:{port}"),
        };
        let (keeping, snapshot_events) = (Keeping::Inline, u64::MAX);
        let webhooks = self.0.webhooks;
        Ok(Settings { pages_origin, keeping, snapshot_events, webhooks, ..usual })
    }

    /// Serves a seat until it is asked to stop. A fault in the main world ends the process, one in
    /// another world ends that one.
    fn serve(&self, seat: Arc<Seat>, listener: TcpListener) {
        let tasks = seat.tasks();
        tasks.spawn("serve", serve::serve(listener, seat.router(), tasks));
        self.seats().insert(seat.name.clone(), Some(Arc::clone(&seat)));
        let all = self.0.tasks.clone();
        self.0.tasks.spawn("world", async move {
            all.unless_stopping(seat.ended()).await;
            seat.stop().await;
            if let Err(panicked) = seat.check() {
                tracing::error!(world = seat.name, %panicked, "the world is not served any more");
                assert!(seat.name != MAIN, "the main world cannot go on: {panicked}");
            }
        });
    }

    fn seat(&self, name: &str) -> Result<Arc<Seat>, WorldsError> {
        let found = self.seats().get(name).cloned().flatten();
        found.ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> WorldsError {
        let names = self.seats().keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        WorldsError::Unknown(name.to_owned(), names)
    }

    /// Takes a name while its world is being made.
    fn reserve(&self, name: Option<String>) -> Result<Taken<'_>, WorldsError> {
        let mut seats = self.seats();
        let name = match name {
            Some(name) => name,
            None => {
                let mut names = (1_u64..).map(|number| format!("w{number}"));
                let free = names.find(|name| !seats.contains_key(name));
                free.expect("there are more numbers than worlds")
            }
        };
        if !can_be(&name) {
            return Err(WorldsError::BadName(name));
        }
        if seats.contains_key(&name) {
            return Err(WorldsError::Taken(name));
        }
        seats.insert(name.clone(), None);
        drop(seats);
        Ok(Taken { worlds: self, name })
    }

    fn seats(&self) -> MutexGuard<'_, BTreeMap<String, Option<Arc<Seat>>>> {
        self.0.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A name whose world is being made; free again when that came to nothing.
struct Taken<'a> {
    worlds: &'a Worlds,
    name: String,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut seats = self.worlds.seats();
        if seats.get(&self.name).is_some_and(Option::is_none) {
            seats.remove(&self.name);
        }
    }
}

impl Seat {
    fn address(&self) -> Address {
        let occupant = self.occupant();
        let settings = occupant.platform.settings();
        Address {
            name: self.name.clone(),
            api: settings.api_base.clone(),
            pages: settings.pages_origin.clone(),
            now: occupant.platform.now(),
            record: occupant.options.record,
            began: occupant.began.clone(),
        }
    }
}

/// A world as text.
async fn written(platform: &Platform, name: &str, record: bool) -> Result<String, WorldsError> {
    platform.keep_uses().await;
    let (name, clock) = (name.to_owned(), platform.clock().clone());
    let head = move || Head::of(&name, clock.now(), record);
    Ok(text::write(platform.store().db(), head).await?)
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

/// Whether a name can stand in an address.
fn can_be(name: &str) -> bool {
    let small = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.len() <= NAME_MAX
        && name.bytes().all(small)
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && !name.ends_with('-')
        // An address of the control interface.
        && name != "import"
}
