//! Whoever carries out a seed: what was made so far, and how it asks the world.

use std::collections::BTreeMap;

use graph::{BusinessId, PersonId, PhoneNumberId, SystemUserId, WabaId};
use jiff::{SignedDuration, Timestamp};
use world::{Actor, Command, Event, ReviewKind, Verdict};

use super::agenda::Task;
use super::document::{NumberSeed, Seed, WabaSeed};
use super::founding::Founded;
use super::part::Part;
use super::read::SeedError;
use crate::keeper::AskError;
use crate::platform::Platform;

/// An account that was made.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) business: BusinessId,
    pub(super) owner: PersonId,
    /// Place of the provider in the seed.
    pub(super) provider: usize,
    pub(super) waba: WabaId,
    /// Its numbers, by place in the seed.
    pub(super) phones: BTreeMap<usize, PhoneNumberId>,
    /// The system user under which the provider's app works for the client, and its token.
    pub(super) integration: (SystemUserId, String),
}

/// A provider that was founded.
#[derive(Clone, Debug)]
pub(super) struct Provided {
    pub(super) founded: Founded,
    pub(super) secret: String,
}

/// Carries out one seed.
pub(super) struct Sower<'a> {
    pub(super) platform: &'a Platform,
    pub(super) seed: &'a Seed,
    pub(super) begins: Timestamp,
    pub(super) people: BTreeMap<String, PersonId>,
    pub(super) providers: BTreeMap<usize, Provided>,
    pub(super) businesses: BTreeMap<usize, (BusinessId, PersonId)>,
    pub(super) wabas: BTreeMap<usize, Placed>,
}

impl<'a> Sower<'a> {
    pub(super) fn new(platform: &'a Platform, seed: &'a Seed, begins: Timestamp) -> Self {
        let (people, providers, businesses, wabas) = Default::default();
        Self { platform, seed, begins, people, providers, businesses, wabas }
    }

    /// Does one thing.
    pub(super) async fn perform(&mut self, task: Task) -> Result<(), SeedError> {
        match task {
            Task::Person(at) => self.create_person(at).await,
            Task::Provider(at) => self.found_provider(at).await,
            Task::Handset(at) => self.describe_handset(at).await,
            Task::SignUp(w) => self.sign_up(w).await,
            Task::Verify(b) => self.verify(b).await,
            Task::Add(w, n) => self.add(w, n).await,
            Task::Enrol(w, n) => self.enrol(w, n).await,
            Task::Name(w, n) => self.settle_name(w, n).await,
            Task::Templates(w) => self.make_templates(w).await,
            Task::Traffic(w, n) => self.traffic(w, n).await,
            Task::Fate(w, n) => self.meet_fate(w, n).await,
            Task::Account(w) => self.settle_account(w).await,
            Task::Messages(w, n) => self.receive(w, n).await,
        }
    }

    /// Waits until it is this time.
    pub(super) async fn reach(&self, at: Timestamp) -> Result<(), SeedError> {
        self.platform.reach(at).await.map_err(SeedError::down)
    }

    /// Lets so many seconds pass.
    pub(super) async fn pass(&self, seconds: i64) -> Result<(), SeedError> {
        self.reach(self.platform.now() + SignedDuration::from_secs(seconds)).await
    }

    /// Asks the world; a refusal names the part of the seed.
    pub(super) async fn ask(
        &self,
        by: Actor,
        command: Command,
        place: Part,
    ) -> Result<Vec<Event>, SeedError> {
        let answer = self.platform.ask(by, command).await;
        answer.map(|answer| answer.events).map_err(|error| refused(error, place))
    }

    /// Asks as the desk.
    pub(super) async fn desk(
        &self,
        command: Command,
        place: Part,
    ) -> Result<Vec<Event>, SeedError> {
        self.ask(Actor::Desk, command, place).await
    }

    /// Decides a review that is open.
    pub(super) async fn decide(
        &self,
        (kind, subject): (ReviewKind, u64),
        verdict: Verdict,
        place: Part,
    ) -> Result<(), SeedError> {
        self.desk(Command::DecideReview { kind, subject, verdict }, place).await.map(drop)
    }

    /// Takes a review that is open into the desk's hands: it no longer decides by itself.
    pub(super) async fn hold(
        &self,
        (kind, subject): (ReviewKind, u64),
        place: Part,
    ) -> Result<(), SeedError> {
        if self.platform.read(|world| world.review(kind, subject).is_none()) {
            return Ok(());
        }
        self.desk(Command::HoldReview { kind, subject, hold: true }, place).await.map(drop)
    }

    pub(super) fn waba_seed(&self, w: usize) -> &'a WabaSeed {
        &self.seed.waba[w]
    }

    pub(super) fn number_seed(&self, w: usize, n: usize) -> &'a NumberSeed {
        &self.seed.waba[w].number[n]
    }

    /// The account of this place, which is made before anything is done with it.
    pub(super) fn placed(&self, w: usize) -> &Placed {
        self.wabas.get(&w).expect("an account signs up before anything else is done with it")
    }

    /// The number of this place, which is made before anything is done with it.
    pub(super) fn phone(&self, w: usize, n: usize) -> PhoneNumberId {
        let phones = &self.placed(w).phones;
        *phones.get(&n).expect("a number is added before anything else is done with it")
    }
}

/// What a refusal means for a part of the seed.
pub(super) fn refused(error: AskError, place: Part) -> SeedError {
    match error {
        AskError::Refused(refusal) => {
            SeedError::at(place, format!("the platform refuses it: {}", refusal.sentence()))
        }
        AskError::Down(why) => SeedError::down(why),
    }
}
