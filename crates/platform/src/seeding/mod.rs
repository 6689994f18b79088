//! Seeds: what there is when a world begins, written down in a file (`docs/seeds.md`).
//!
//! A seed is applied by the ordinary commands of people, providers and the desk, never past the
//! rules: what the rules forbid is refused, with the part of the seed that asked for it. Whatever
//! is said to be some days old is done that many days before the world begins: such a world is
//! opened on a clock that stands still at [`Seed::history`] before its beginning, lives through
//! its past ([`live_through`]), and is handed over at its beginning.

mod accounts;
mod agenda;
mod check;
mod document;
mod fixture;
pub(crate) mod founding;
mod numbers;
mod part;
mod read;
mod reference;
pub(crate) mod signup;
mod sound;
mod sower;
mod states;
mod templates;
mod together;
mod traffic;
mod word;

use jiff::{SignedDuration, Timestamp};
use world::Policy;

pub use self::document::Seed;
pub use self::fixture::Fixture;
pub use self::read::SeedError;
pub(crate) use self::read::read_toml;

use self::agenda::Agenda;
use self::part::Part;
use self::sower::Sower;
use crate::fault::{FaultError, NewFault};
use crate::platform::Platform;

/// What has no age of its own happened so long before the world began.
const LEAD: SignedDuration = SignedDuration::from_hours(2);

impl Seed {
    /// How long before its beginning a world of this seed starts to live.
    #[must_use]
    pub fn history(&self, policy: &Policy) -> SignedDuration {
        let days = Agenda::oldest_days(self, policy);
        LEAD.max(SignedDuration::from_hours(24 * i64::from(days)))
    }
}

/// Adds a seed to a world as it is now. Where something takes time, such as a number that becomes
/// live, that is waited for; the clock of a world in memory is turned.
///
/// # Errors
/// When a part of the seed is some days old, which only a new world can live through; when the
/// rules refuse a part: nothing is changed then, because all of it is rehearsed on a copy of the
/// world first. When something could not be stored, or the world was changed by others meanwhile so
/// that a part is refused after all; what was made before stays then.
pub async fn apply(platform: &Platform, seed: &Seed) -> Result<Fixture, SeedError> {
    let days = platform.read(|world| Agenda::oldest_days(seed, &world.policy));
    if days > 0 {
        let why = format!(
            "something in it is {days} days old: only a new world can have a past (create one \
             with this seed, or leave out what is some days old)"
        );
        return Err(SeedError::whole(why));
    }
    let stage = platform.rehearsal().await;
    let stage = stage.map_err(|error| SeedError::down(error.to_string()))?;
    sow(&stage, seed, stage.now()).await?;
    drop(stage);
    sow(platform, seed, platform.now()).await
}

/// Lives through the past of a new world: its clock stands still at [`Seed::history`] before its
/// beginning, and shows the beginning when this is over.
///
/// # Errors
/// As [`apply`]; the world is to be thrown away then.
pub async fn live_through(platform: &Platform, seed: &Seed) -> Result<Fixture, SeedError> {
    let history = platform.read(|world| seed.history(&world.policy));
    let begins = platform.now().checked_add(history);
    let begins = begins.map_err(|_| SeedError::whole("its past is too long"))?;
    sow(platform, seed, begins).await
}

async fn sow(platform: &Platform, seed: &Seed, begins: Timestamp) -> Result<Fixture, SeedError> {
    let sown = sow_all(platform, seed, begins).await;
    sown.map_err(|error| error.named(seed))
}

async fn sow_all(
    platform: &Platform,
    seed: &Seed,
    begins: Timestamp,
) -> Result<Fixture, SeedError> {
    sound::require(seed, platform)?;
    let mut sower = Sower::new(platform, seed, begins);
    let agenda = platform.read(|world| Agenda::of(seed, &world.policy))?;
    for (ago, task) in agenda.tasks {
        // What is older than time itself is done at once.
        sower.reach(begins.checked_sub(ago).unwrap_or(Timestamp::MIN)).await?;
        sower.perform(task).await?;
    }
    sower.reach(begins).await?;
    sower.last().await?;
    sower.require_wanted()?;
    let fixture = sower.fixture().await?;
    order_faults(platform, seed, &fixture).await?;
    Ok(fixture)
}

/// What goes wrong from the beginning on.
async fn order_faults(
    platform: &Platform,
    seed: &Seed,
    fixture: &Fixture,
) -> Result<(), SeedError> {
    for (at, fault) in seed.fault.iter().enumerate() {
        let place = Part::Fault(at);
        let filled = fixture.fill(&fault.to_string());
        let filled = filled.map_err(|why| SeedError::at(place, why))?;
        // Its place in a text that nobody wrote is no help.
        let filled = serde_json::from_str::<serde_json::Value>(&filled);
        let new = filled.and_then(serde_json::from_value::<NewFault>);
        let new =
            new.map_err(|error| SeedError::at(place, crate::plain::plain(&error.to_string())))?;
        platform.order_fault(new).await.map_err(|error| match error {
            FaultError::Nonsense(why) => SeedError::at(place, why),
            FaultError::Down(why) => SeedError::down(why.to_string()),
        })?;
    }
    Ok(())
}
