//! Named scenarios: what people who build on Embedded Signup ran into, each to be reproduced at
//! will (`docs/scenarios.md`).
//!
//! A scenario is one file: a seed that brings the platform into the state in which a program shows
//! the fault, the steps in which it shows, and the steps of the right way. The steps are calls that
//! can be made by anybody, so the same file is what the documentation tells, what `vestibule
//! scenario run` plays, and what the tests play.

mod browser;
mod guide;
mod play;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use graph::E164;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::guide::guide;
pub use self::play::{Played, Player};

use crate::platform::Platform;
use crate::seeding::{self, Fixture, Seed, SeedError};

/// Stands for nothing in [`Expect::is`]: TOML has no word for it.
const NOTHING: &str = "NULL";

/// A number that nobody has, for signups that a scenario goes through: `$NEW_NUMBER`.
const SPARE: &str = "+16505550299";

/// One scenario.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its number in the list of complaints, from 1.
    pub row: u32,
    /// How it is called: words with hyphens.
    pub name: String,
    /// What is seen, in one line.
    pub title: String,
    /// Where people told of it.
    pub threads: Vec<String>,
    /// Why it happens.
    pub cause: String,
    /// What the right program does, in a sentence.
    pub remedy: String,
    /// The preset of the rules it belongs to; any where nothing is said.
    #[serde(default)]
    pub era: Option<String>,
    /// What to do in a browser, where the pop-up is what it is about.
    #[serde(default)]
    pub by_hand: Vec<String>,
    /// Who and what there is.
    pub seed: Seed,
    /// Ways that are gone more than once, by name: the steps up to one that names it. Once read
    /// they stand before that step, and here is nothing.
    #[serde(default)]
    pub way: BTreeMap<String, Vec<Step>>,
    /// The steps in which it shows.
    pub wrong: Vec<Step>,
    /// The steps of the right way, after those.
    #[serde(default)]
    pub right: Vec<Step>,
}

/// One call, and what is to be seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What it is for.
    pub say: String,
    /// The way that is gone before it.
    #[serde(default, skip_serializing)]
    pub after: Option<String>,
    /// Method and path, such as `POST /v21.0/$WABA_ID/subscribed_apps`. Names of the fixture stand
    /// for their values.
    pub call: String,
    /// The access token it is made with; none where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// Its JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// In whose browser it is made: it keeps cookies and follows redirects. A program's call where
    /// nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The fields of the form that the browser sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<BTreeMap<String, String>>,
    /// How often it is made at the same time: all of them are on their way before one is answered,
    /// and each must show what is to be seen.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub at_once: usize,
    /// What is to be seen.
    #[serde(default)]
    pub expect: Expect,
    /// What is kept of the answer for later steps, and must be there: a name, and where it stands:
    /// a place in its JSON, or `…/*/…` with what stands around it in the address that a browser
    /// came to.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keep: BTreeMap<String, String>,
    /// Whether it is made again until that is seen: webhooks take a moment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub until: bool,
}

fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

/// What an answer must be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expect {
    /// Its status.
    pub status: u16,
    /// Values by their place, such as `/error/code`; `NULL` means that nothing is there. A place
    /// leads on into a text that is JSON itself, such as the body of a webhook. The JSON of a page
    /// of the pop-up is what it tells the page that opened it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub is: BTreeMap<String, Value>,
    /// What its text contains.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<String>,
    /// What its text contains once, and no second time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub once: Vec<String>,
    /// What its text does not contain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<String>,
}

impl Default for Expect {
    fn default() -> Self {
        let (is, says, once, lacks) = Default::default();
        Self { status: 200, is, says, once, lacks }
    }
}

/// The files, in the order of their rows.
macro_rules! rows {
    ($($file:literal,)+) => {
        [$((concat!($file, ".toml"), include_str!(concat!("rows/", $file, ".toml"))),)+]
    };
}

/// The text of each scenario, with the name of its file.
pub(crate) const ROWS: [(&str, &str); 28] = rows![
    "01-override-before-subscribe",
    "02-override-fails-unseen",
    "03-connected-but-silent",
    "04-no-waba-in-token",
    "05-name-review-taken-for-lost-login",
    "06-certificate-before-name",
    "07-registered-too-often",
    "08-only-first-number-works",
    "09-unknown-pin",
    "10-held-by-another-partner",
    "11-finished-twice",
    "12-callback-for-many-numbers",
    "13-pop-up-given-up",
    "14-pop-up-without-answer",
    "15-message-apart-from-callback",
    "16-unknown-host-domain",
    "17-code-not-exchanged",
    "18-token-ended",
    "19-not-assigned",
    "20-provider-may-not-onboard",
    "21-webhook-twice",
    "22-signature-over-raw-bytes",
    "23-handshake-is-no-webhook",
    "24-partner-removed",
    "25-limit-and-quality",
    "26-credit-line-fails",
    "27-strict-as-meta",
    "28-configuration-missing",
];

/// All scenarios, in order.
pub fn all() -> &'static [Scenario] {
    static ALL: OnceLock<Vec<Scenario>> = OnceLock::new();
    ALL.get_or_init(|| {
        let read = |(file, text): (&str, &str)| {
            Scenario::parse(text).unwrap_or_else(|error| panic!("{file}: {error}"))
        };
        ROWS.into_iter().map(read).collect()
    })
}

/// The scenario of this name, or of this row.
#[must_use]
pub fn named(name: &str) -> Option<&'static Scenario> {
    let row = name.parse().ok();
    all().iter().find(|one| one.name == name || Some(one.row) == row)
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// Names the line, and what could stand there.
    pub fn parse(text: &str) -> Result<Self, SeedError> {
        let mut read: Self = seeding::read_toml(text)?;
        let ways = std::mem::take(&mut read.way);
        for part in [&mut read.wrong, &mut read.right] {
            *part = on_their_ways(std::mem::take(part), &ways)?;
        }
        Ok(read)
    }

    /// Sets a world up for it: what the steps name is in the fixture.
    ///
    /// # Errors
    /// When the world has other rules than the scenario belongs to, or refuses a part of the seed.
    pub async fn set_up(&self, platform: &Platform) -> Result<Fixture, SeedError> {
        let present = platform.read(|world| world.policy.name.clone());
        if let Some(era) = self.era.as_ref().filter(|era| **era != present) {
            let why = format!("it belongs to the rules `{era}`; this world has `{present}`");
            return Err(SeedError::in_words(format!("scenario {}", self.name), why));
        }
        let run = shell::secret::hex(&platform.secrets().bytes::<6>());
        let seed = self.seed_for(platform, &run);
        let mut fixture = seeding::apply(platform, &seed).await?;
        fixture.set("RUN", 0, run);
        let spare = E164::parse(SPARE).expect("the spare number is one");
        let digits = free_number(platform, &[], &spare).digits().to_owned();
        fixture.set("NEW_NUMBER", 0, digits.trim_start_matches('1'));
        Ok(fixture)
    }

    /// The seed with this platform's address, with numbers that nobody has here, and with `$RUN`
    /// in its tokens as this run is called.
    fn seed_for(&self, platform: &Platform, run: &str) -> Seed {
        let mut seed = self.seed.clone();
        for token in &mut seed.token {
            token.text = token.text.replace("$RUN", run);
        }
        let api = &platform.settings().api_base;
        for callback in seed.provider.iter_mut().filter_map(|one| one.callback.as_mut()) {
            callback.url = callback.url.replace("$BASE_URL", api);
        }
        let mut taken: Vec<E164> = Vec::new();
        let numbers = seed.waba.iter_mut().flat_map(|waba| &mut waba.number);
        for number in numbers {
            let free = free_number(platform, &taken, &number.number);
            taken.push(free.clone());
            number.number = free;
        }
        seed
    }
}

/// A person as a sentence names them: `Ada`, or `the owner`.
pub(crate) fn whose(browser: &str) -> String {
    let is_name = browser.starts_with(|first: char| first.is_uppercase());
    if is_name { browser.to_owned() } else { format!("the {browser}") }
}

/// Steps with the ways that are gone before them.
fn on_their_ways(
    steps: Vec<Step>,
    ways: &BTreeMap<String, Vec<Step>>,
) -> Result<Vec<Step>, SeedError> {
    let mut all = Vec::with_capacity(steps.len());
    for mut step in steps {
        if let Some(name) = step.after.take() {
            let unknown = || SeedError::in_words("after", format!("no way is called `{name}`"));
            all.extend(ways.get(&name).ok_or_else(unknown)?.iter().cloned());
        }
        all.push(step);
    }
    Ok(all)
}

/// The number wanted, or the next one that is on no account.
fn free_number(platform: &Platform, taken: &[E164], wanted: &E164) -> E164 {
    let others = (0..10_000).filter_map(|at| E164::parse(&format!("+1650557{at:04}")).ok());
    platform.read(|world| {
        let free = |number: &E164| world.phone_of(number).is_none() && !taken.contains(number);
        let mut known = std::iter::once(wanted.clone()).chain(others);
        known.find(|number| free(number)).unwrap_or_else(|| wanted.clone())
    })
}
