//! What is done when: the parts of a seed in the order in which a world lives through them.

use graph::{CodeVerificationStatus, NameStatus, PhoneStatus};
use jiff::SignedDuration;
use world::Policy;

use super::LEAD;
use super::document::{NumberSeed, Seed, WabaSeed};
use super::part::Part;
use super::read::SeedError;

/// Lately: the last hour before the world begins.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// What comes after that.
const HALF_HOUR: SignedDuration = SignedDuration::from_mins(30);
/// Just before the world begins.
const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// One thing to do; the numbers are places in the lists of the seed. Of what happens at the same
/// time, what stands first here is done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Task {
    /// A person opens an account.
    Person(usize),
    /// A provider is founded.
    Provider(usize),
    /// A telephone is described.
    Handset(usize),
    /// A business signs up.
    SignUp(usize),
    /// Where the verification of a business stands.
    Verify(usize),
    /// A further number is added and proved.
    Add(usize, usize),
    /// A number is registered.
    Enrol(usize, usize),
    /// The review of its name, and the certificate.
    Name(usize, usize),
    /// Templates of an account.
    Templates(usize),
    /// What a number did in the last hour.
    Traffic(usize, usize),
    /// What became of a number after that.
    Fate(usize, usize),
    /// What became of an account.
    Account(usize),
    /// What customers wrote.
    Messages(usize, usize),
}

/// Everything to do, each with how long before the beginning.
pub(super) struct Agenda {
    pub(super) tasks: Vec<(SignedDuration, Task)>,
}

impl Agenda {
    /// The tasks of a seed in order.
    pub(super) fn of(seed: &Seed, policy: &Policy) -> Result<Self, SeedError> {
        let first = LEAD.max(days(Self::oldest_days(seed, policy)));
        let mut tasks = Vec::new();
        tasks.extend((0..seed.person.len()).map(|at| (first, Task::Person(at))));
        tasks.extend((0..seed.provider.len()).map(|at| (first, Task::Provider(at))));
        tasks.extend((0..seed.handset.len()).map(|at| (first, Task::Handset(at))));
        for (at, waba) in seed.waba.iter().enumerate() {
            of_waba(&mut tasks, seed, (at, waba), policy)?;
        }
        for (at, business) in seed.business.iter().enumerate() {
            let since = wabas_of(seed, at).map(|waba| moment(waba_days(waba, policy))).max();
            let since = since.unwrap_or(first);
            let ago = business.verification_days.map_or(since, |ago| moment(ago).min(since));
            tasks.push((ago, Task::Verify(at)));
        }
        tasks.sort_by_key(|(ago, task)| (std::cmp::Reverse(*ago), *task));
        Ok(Self { tasks })
    }

    /// How many days the oldest part of a seed is old.
    pub(super) fn oldest_days(seed: &Seed, policy: &Policy) -> u32 {
        let wabas = seed.waba.iter().map(|waba| waba_days(waba, policy));
        let numbers = seed.waba.iter().flat_map(|waba| &waba.number);
        let certificates = numbers.filter_map(|number| number.certificate_days);
        let verified = seed.business.iter().filter_map(|business| business.verification_days);
        wabas.chain(certificates).chain(verified).max().unwrap_or(0)
    }
}

fn of_waba(
    tasks: &mut Vec<(SignedDuration, Task)>,
    seed: &Seed,
    (w, waba): (usize, &WabaSeed),
    policy: &Policy,
) -> Result<(), SeedError> {
    let age = waba_days(waba, policy);
    tasks.push((moment(age), Task::SignUp(w)));
    tasks.push((moment(age), Task::Templates(w)));
    tasks.push((HALF_HOUR, Task::Account(w)));
    for (n, number) in waba.number.iter().enumerate() {
        let own = number_days(number, age, policy);
        let older = waba.age_days.is_some_and(|waba| own > waba);
        if older {
            let why = format!("it is {own} days old, its account {age}: give the account an age");
            return Err(SeedError::at((Part::Number(w, n), "age_days"), why));
        }
        let verified = named_business(seed, waba).and_then(|one| one.verification_days);
        let named = number.certificate_days.or(verified).map_or(own, |ago| ago.min(own));
        tasks.push((moment(own), Task::Add(w, n)));
        tasks.push((moment(own), Task::Enrol(w, n)));
        tasks.push((moment(named), Task::Name(w, n)));
        tasks.push((HOUR, Task::Traffic(w, n)));
        tasks.push((HALF_HOUR, Task::Fate(w, n)));
        tasks.push((MINUTE, Task::Messages(w, n)));
    }
    Ok(())
}

/// How long before the beginning something of this age happened.
fn moment(age: u32) -> SignedDuration {
    if age == 0 { LEAD } else { days(age) }
}

fn days(count: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(count))
}

/// How many days old an account is: as said, or as old as its oldest number.
pub(super) fn waba_days(waba: &WabaSeed, policy: &Policy) -> u32 {
    let numbers = waba.number.iter().map(|number| number_days(number, 0, policy));
    waba.age_days.unwrap_or_else(|| numbers.max().unwrap_or(0))
}

/// How many days old a number is: as said, as its state takes, or as its account.
pub(super) fn number_days(number: &NumberSeed, of_waba: u32, policy: &Policy) -> u32 {
    let length = |days: Option<i64>| days.and_then(|days| u32::try_from(days).ok());
    let certificate = match number.name_status {
        Some(NameStatus::Expired) => length(policy.certificate_days),
        _ => number.certificate_days,
    };
    let trial = match number.status {
        PhoneStatus::Unverified => length(policy.trial_days),
        _ => None,
    };
    let proof = match number.proof {
        Some(CodeVerificationStatus::Expired) => length(Some(policy.proof_days)),
        _ => None,
    };
    let needed = [certificate, trial, proof].into_iter().flatten().max();
    number.age_days.or(needed).unwrap_or(of_waba)
}

fn wabas_of(seed: &Seed, business: usize) -> impl Iterator<Item = &WabaSeed> {
    let named = move |waba: &&WabaSeed| place_of_business(seed, waba) == Some(business);
    seed.waba.iter().filter(named)
}

fn named_business<'a>(
    seed: &'a Seed,
    waba: &WabaSeed,
) -> Option<&'a super::document::BusinessSeed> {
    seed.business.get(place_of_business(seed, waba)?)
}

/// The business an account belongs to: the one it names, or the only one.
pub(super) fn place_of_business(seed: &Seed, waba: &WabaSeed) -> Option<usize> {
    match &waba.business {
        Some(name) => seed.business.iter().position(|one| one.name == *name),
        None => (seed.business.len() == 1).then_some(0),
    }
}
