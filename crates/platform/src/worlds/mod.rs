//! All worlds of one process: each a whole platform with its own database, clock and address.
//!
//! The main world is there from the beginning, on disk or in memory. Further ones are made for as
//! long as somebody needs them, each on a port of its own and under a name of its own, so that
//! their cookies do not mix; they live in memory and take no threads, so that a test-suite may have
//! hundreds. Any of them can be written down as text, made anew from such a text, and taken to
//! another name or an earlier moment.

mod copying;
mod dawn;
pub(crate) mod fixture;
mod making;
mod options;
mod recording;
mod rewind;
mod seat;
mod start;
mod strict;
mod text;

use std::collections::BTreeMap;
use std::future::Future;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use jiff::Timestamp;
use serde::Serialize;
use shell::db::{Db, DbError};
use shell::http::Client;
use shell::secret::Secrets;
use shell::serve;
use shell::shutdown::Tasks;
use tokio::net::TcpListener;
use tokio::sync::watch;
use world::OverrideError;

use self::making::Made;
pub use self::options::{Begin, Options};
pub use self::recording::replay;
use self::seat::{Occupant, Seat};
pub use self::start::Running;
pub use self::text::TextError;
use crate::platform::{OpenError, Platform};
use crate::seeding::SeedError;
use crate::session::FileError;
use crate::settings::Webhooks;
use crate::work::{YEAR_MAX, YEAR_MIN};

/// The name of the world that is always there.
pub const MAIN: &str = "main";
/// The longest name.
const NAME_MAX: usize = 40;
/// So many are named where one is not found.
const NAMED_MAX: usize = 10;

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
    /// Told when a world is there that was being made, or came to nothing.
    made: watch::Sender<()>,
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
    /// What it began with: `empty`, `seed`, `export of main`.
    pub began: String,
    /// Ids and tokens by name, of what it was seeded with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub env: Option<BTreeMap<String, String>>,
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
    /// There is no earlier world to go back to.
    #[error("the world began at {began}: there is nothing of it at {at}")]
    Before {
        /// What was asked for.
        at: Timestamp,
        /// Its first moment.
        began: Timestamp,
    },
    /// This platform has no further worlds.
    #[error("this platform stands alone: only one that `vestibule platform` started has worlds")]
    Alone,
    /// No clock shows it.
    #[error("{0} is no time for a world: say one from the year {YEAR_MIN} to {YEAR_MAX}")]
    At(Timestamp),
    /// The text is no world.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The seed cannot be.
    #[error(transparent)]
    Seed(#[from] SeedError),
    /// There is no such scenario.
    #[error("there is no scenario `{0}`: all of them are listed at /_control/scenarios")]
    Scenario(String),
    /// Nothing is kept of what happens in it.
    #[error(
        "the world `{0}` is not recorded: make one with `record`, so that everything in it repeats"
    )]
    NotRecorded(String),
    /// The text is no session.
    #[error(transparent)]
    Session(#[from] FileError),
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
    /// It went wrong inside.
    #[error("the world could not be changed: {0}")]
    Failed(String),
    /// No port could be had.
    #[error("no port could be had for the world: {0}")]
    Port(#[from] std::io::Error),
}

/// Where a platform is seated.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    worlds: Weak<Inner>,
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
        let (seats, made, tasks) = (Mutex::default(), watch::Sender::default(), tasks.clone());
        let worlds = Self(Arc::new(Inner { http, webhooks, tasks, seats, made }));
        let port = listener.local_addr()?.port();
        let (db, made) = match db {
            Some(db) => {
                let (db, made) = worlds.on_disk(db, port, &options).await?;
                (Some(db), made)
            }
            None => {
                let options = options.settled(&Secrets::os());
                (None, worlds.in_memory(MAIN, port, options).await?)
            }
        };
        worlds.serve(Seat::new(MAIN, port, db, Occupant::at_work(made)), listener);
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
        Some(self.seat(name).ok()?.occupant().made.platform.clone())
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
        let made = self.in_memory(&taken.name, port, options).await?;
        let seat = Seat::new(&taken.name, port, None, Occupant::at_work(made));
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
        let (worlds, seat) = (self.clone(), self.seat(name)?);
        to_its_end(async move {
            let _one = seat.changing.lock().await;
            let options = seat.occupant().made.options.clone().settled(&Secrets::os());
            worlds.replace(&seat, options).await
        })
        .await
    }

    /// Serves another world at a seat, made anew. Whoever calls holds `changing`.
    async fn replace(&self, seat: &Seat, options: Options) -> Result<Address, WorldsError> {
        let mut made = self.in_memory(&seat.name, seat.port, options).await?;
        let before = seat.occupant();
        if let Some(disk) = &seat.disk {
            let mut disk = disk.lock().await;
            before.rest().await;
            match self.move_in(&mut disk, made).await {
                Ok(moved) => made = moved,
                Err(error) => {
                    seat.give_to(self.what_is_there(&before, &disk).await);
                    return Err(error);
                }
            }
        }
        seat.give_to(Occupant::at_work(made));
        // Requests under way still see the old world; its work ends.
        before.rest().await;
        Ok(seat.address())
    }

    /// Who is served after a world could not move in: the one before it, unless that has lost its
    /// database already; then whatever is in it.
    async fn what_is_there(&self, before: &Occupant, disk: &Db) -> Arc<Occupant> {
        let Made { platform, options, .. } = &before.made;
        let lost = platform.store().setting::<u64>("seed").await.is_err();
        if lost && let Ok((_, made)) = self.on_disk(disk.clone(), options.port, options).await {
            return Occupant::at_work(made);
        }
        before.again()
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
        let seats = self.seats();
        let more = (seats.len() > NAMED_MAX).then_some("…");
        let some = seats.keys().take(NAMED_MAX).map(String::as_str).chain(more);
        WorldsError::Unknown(name.to_owned(), some.collect::<Vec<_>>().join(", "))
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
        drop(seats);
        self.worlds.0.made.send_replace(());
    }
}

impl Seat {
    fn address(&self) -> Address {
        let occupant = self.occupant();
        let Made { platform, options, began, env } = &occupant.made;
        let settings = platform.settings();
        Address {
            name: self.name.clone(),
            api: settings.api_base.clone(),
            pages: settings.pages_origin.clone(),
            now: platform.now(),
            record: options.record,
            began: began.clone(),
            env: env.clone(),
        }
    }
}

/// Carries a change out to its end, whether somebody still waits for it or not.
async fn to_its_end<T: Send + 'static>(
    change: impl Future<Output = Result<T, WorldsError>> + Send + 'static,
) -> Result<T, WorldsError> {
    match tokio::spawn(change).await {
        Ok(done) => done,
        Err(failed) => Err(WorldsError::Failed(failed.to_string())),
    }
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
