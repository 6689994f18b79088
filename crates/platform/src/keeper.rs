//! The one owner of the world: decides, writes down, and only then answers.
//!
//! Commands that wait at the same time are decided one after the other, written in one transaction
//! with their effects, and answered together once that is on disk. What is due is passed first, so
//! nothing is ever decided in a stale world. The lock on the world is held while deciding, not
//! while the disk works, so that the next commands can gather meanwhile; that nobody outside sees
//! what may yet be undone is the business of [`Keeper::settled`], which every answer of the server
//! awaits.

mod commits;
mod round;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockWriteGuard, mpsc};
use std::thread::JoinHandle;

use futures_util::FutureExt as _;
use jiff::Timestamp;
use shell::clock::Clock;
use shell::db::DbError;
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use world::{Actor, Command, Event, Policy, Refusal, World};

use crate::settings::Keeping;
use crate::store::{Loaded, Replayed, Store};

use self::commits::Commits;
use self::round::Round;

/// How many commits may be under way while time passes.
const COMMITS_MAX: usize = 3;

/// The most commands decided before one commit.
const COMMANDS_MAX: usize = 512;

/// What became true because of one command. It is on disk.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The events, in order.
    pub events: Vec<Event>,
    /// When they became true.
    pub at: Timestamp,
}

/// Why a command has no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The world says no; nothing changed.
    #[error("{}", .0.sentence())]
    Refused(Refusal),
    /// It could not be stored; nothing changed. The text says why.
    #[error("nothing was changed, because it could not be stored: {0}")]
    Down(String),
}

/// The answer's change was undone because its commit failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undone;

/// How far the log is on disk, and how often what was decided had to be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    seq: i64,
    undone: u64,
}

impl Mark {
    /// The last event on disk.
    pub(crate) const fn seq(&self) -> i64 {
        self.seq
    }
}

/// A world's seed and rules: what it began with.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) seed: u64,
    pub(crate) policy: Policy,
}

impl Origin {
    pub(crate) fn world(&self) -> Box<World> {
        Box::new(World::new(self.seed, self.policy.clone()))
    }
}

#[derive(Debug)]
pub(crate) struct Keeper {
    core: Arc<Core>,
    mode: Mode,
}

#[derive(Debug)]
enum Mode {
    Grouped { jobs: Option<mpsc::Sender<Job>>, thread: Option<JoinHandle<()>> },
    Inline(Mutex<()>),
}

#[derive(Debug)]
struct Core {
    world: RwLock<World>,
    origin: Origin,
    store: Store,
    clock: Clock,
    disk: Disk,
    /// End of the log; only whoever works has it.
    end: Mutex<Replayed>,
    /// The last event the world in memory has.
    applied: AtomicI64,
    /// The world in memory is not the one on disk, and could not be rebuilt yet.
    broken: AtomicBool,
    mark: watch::Sender<Mark>,
}

/// How a synchronous worker waits for the database.
#[derive(Debug)]
enum Disk {
    Threaded(Handle),
    AtOnce,
}

#[derive(Debug)]
enum Job {
    Ask { by: Actor, command: Box<Command>, answer: oneshot::Sender<Result<Answer, AskError>> },
    Pass { answer: oneshot::Sender<Result<u64, String>> },
}

/// What one job is told when the commit has succeeded.
type Verdict = Option<Result<Answer, Refusal>>;

impl Keeper {
    /// Takes over a world that was replayed to `end`. Must be called inside a tokio runtime.
    pub(crate) fn new(
        (world, end): Loaded,
        origin: Origin,
        (store, clock): (Store, Clock),
        keeping: Keeping,
    ) -> Self {
        let disk = match keeping {
            Keeping::Grouped => Disk::Threaded(Handle::current()),
            Keeping::Inline => Disk::AtOnce,
        };
        let core = Arc::new(Core {
            world: RwLock::new(*world),
            origin,
            store,
            clock,
            disk,
            end: Mutex::new(end),
            applied: AtomicI64::new(end.last_seq),
            broken: AtomicBool::new(false),
            mark: watch::Sender::new(Mark { seq: end.last_seq, undone: 0 }),
        });
        let mode = match keeping {
            Keeping::Grouped => start(&core),
            Keeping::Inline => Mode::Inline(Mutex::new(())),
        };
        Self { core, mode }
    }

    pub(crate) fn read<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.core.world.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) async fn ask(&self, by: Actor, command: Command) -> Result<Answer, AskError> {
        let (answer, told) = oneshot::channel();
        self.hand_over(Job::Ask { by, command: Box::new(command), answer });
        told.await.unwrap_or_else(|_| Err(AskError::Down("the platform is stopping".to_owned())))
    }

    /// Passes everything that is due by now; counts the events.
    pub(crate) async fn pass(&self) -> Result<u64, String> {
        let (answer, told) = oneshot::channel();
        self.hand_over(Job::Pass { answer });
        told.await.unwrap_or_else(|_| Err("the platform is stopping".to_owned()))
    }

    /// Hands a job to whoever works. If nobody does any more, its answer is dropped.
    fn hand_over(&self, job: Job) {
        match &self.mode {
            Mode::Grouped { jobs, .. } => {
                if let Some(jobs) = jobs {
                    drop(jobs.send(job));
                }
            }
            Mode::Inline(one) => {
                let _one = one.lock().unwrap_or_else(PoisonError::into_inner);
                self.core.work(vec![job]);
            }
        }
    }

    /// To be taken before looking at the world, and handed to [`Keeper::settled`] afterwards.
    pub(crate) fn undone(&self) -> u64 {
        self.core.mark.borrow().undone
    }

    /// Returns when everything the world showed until now is on disk.
    pub(crate) async fn settled(&self, undone: u64) -> Result<(), Undone> {
        // What was seen then may be what is not on disk, and nobody knows when there will be more.
        if self.core.broken.load(Ordering::Acquire) {
            return Err(Undone);
        }
        let seen = self.core.applied.load(Ordering::Acquire);
        let over = |mark: &Mark| mark.seq >= seen || mark.undone != undone;
        let mut mark = *self.core.mark.borrow();
        if !over(&mark) {
            let mut marks = self.core.mark.subscribe();
            mark = *marks.wait_for(over).await.map_err(|_| Undone)?;
        }
        let broken = self.core.broken.load(Ordering::Acquire);
        if mark.undone == undone && !broken { Ok(()) } else { Err(Undone) }
    }

    /// The world before its first event.
    pub(crate) fn fresh(&self) -> Box<World> {
        self.core.origin.world()
    }

    /// What the world began with.
    pub(crate) fn origin(&self) -> Origin {
        self.core.origin.clone()
    }

    /// A receiver that changes whenever something new is on disk.
    pub(crate) fn commits(&self) -> watch::Receiver<Mark> {
        self.core.mark.subscribe()
    }
}

impl Drop for Keeper {
    /// Lets the worker finish, so that the database can be opened again at once.
    fn drop(&mut self) {
        if let Mode::Grouped { jobs, thread } = &mut self.mode {
            *jobs = None;
            let here = std::thread::current().id();
            if let Some(thread) = thread.take().filter(|thread| thread.thread().id() != here)
                && thread.join().is_err()
            {
                tracing::error!("the keeper had panicked");
            }
        }
    }
}

fn start(core: &Arc<Core>) -> Mode {
    let (jobs, queue) = mpsc::channel::<Job>();
    let core = Arc::clone(core);
    let work = move || {
        while let Ok(first) = queue.recv() {
            let more = queue.try_iter().take(COMMANDS_MAX - 1);
            core.work(std::iter::once(first).chain(more).collect());
        }
    };
    let thread = std::thread::Builder::new().name("keeper".into()).spawn(work);
    let thread = thread.expect("a process that just started can have one more thread");
    Mode::Grouped { jobs: Some(jobs), thread: Some(thread) }
}

impl Core {
    /// Passes what is due, decides all jobs, commits, answers. One caller at a time.
    fn work(&self, jobs: Vec<Job>) {
        let mut end = self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = self.mend(&mut end).and_then(|()| self.decide_and_commit(&jobs, &mut end));
        if outcome.is_err() {
            // Only tried here: the next worker tries again before it decides anything.
            let _ = self.mend(&mut end);
        }
        drop(end);
        match outcome {
            Ok((verdicts, passed)) => {
                for (job, verdict) in jobs.into_iter().zip(verdicts) {
                    job.tell(verdict, passed);
                }
            }
            Err(why) => jobs.into_iter().for_each(|job| job.excuse(&why)),
        }
    }

    /// Decides everything and commits it. Answers nothing: that is only right after this.
    fn decide_and_commit(
        &self,
        jobs: &[Job],
        end: &mut Replayed,
    ) -> Result<(Vec<Verdict>, u64), String> {
        let now = self.clock.now().max(end.last_at);
        let (mut decided, mut passed) = (*end, 0);
        let mut commits = Commits::default();
        loop {
            let mut round = Round::after(decided);
            let mut world = self.write();
            let deciding = self.guarded(|| {
                let all = round.pass(&mut world, now);
                (all, if all { round.decide_all(&mut world, jobs, now) } else { Vec::new() })
            });
            if deciding.is_ok() {
                self.applied.store(round.end.last_seq, Ordering::Release);
            }
            drop(world);
            decided = round.end;
            passed += round.passed;
            let all = match &deciding {
                Ok((all, _)) => {
                    commits.begin(&self.store, round);
                    *all
                }
                Err(_) => true,
            };
            // While time passes, the next round is decided while the disk works on the last ones.
            let under_way = if all { 0 } else { COMMITS_MAX };
            while commits.len() > under_way {
                self.conclude(&mut commits, end)?;
            }
            if all {
                return deciding.map(|(_, verdicts)| (verdicts, passed));
            }
        }
    }

    /// Waits for the oldest commit under way. If it fails, nothing behind it is stored either.
    fn conclude(&self, commits: &mut Commits, end: &mut Replayed) -> Result<(), String> {
        let Some((reached, commit)) = commits.next() else { return Ok(()) };
        let Err(why) = self.wait(commit) else {
            *end = reached;
            self.mark.send_modify(|mark| mark.seq = reached.last_seq);
            return Ok(());
        };
        tracing::error!(%why, "a batch was not stored: the world goes back to what is on disk");
        self.undo();
        while let Some((_, commit)) = commits.next() {
            // Refused, because the log does not reach up to it: the first reason counts.
            let _ = self.wait(commit);
        }
        Err(why)
    }

    /// Deciding that panics may leave an event half done: the world in memory cannot be trusted any
    /// more. To be called with the world's lock held, so that nobody looks before that is known. A
    /// server lives on and answers that it is down; an inline keeper panics, lest a simulation
    /// misses it.
    fn guarded<T>(&self, work: impl FnOnce() -> T) -> Result<T, String> {
        catch_unwind(AssertUnwindSafe(work)).or_else(|panic| {
            tracing::error!("deciding panicked: the world goes back to what is on disk");
            self.undo();
            match self.disk {
                Disk::Threaded(_) => Err("deciding panicked".to_owned()),
                Disk::AtOnce => resume_unwind(panic),
            }
        })
    }

    /// From now on nobody is told what the world in memory shows, until it is mended.
    fn undo(&self) {
        self.broken.store(true, Ordering::Release);
        self.mark.send_modify(|mark| mark.undone += 1);
    }

    /// Rebuilds the world from the log after a failed commit or a panic.
    fn mend(&self, end: &mut Replayed) -> Result<(), String> {
        if !self.broken.load(Ordering::Acquire) {
            return Ok(());
        }
        let replayed = self.wait(self.store.load(self.origin.world()))?;
        let (fresh, reached) = replayed.map_err(|damaged| damaged.to_string())?;
        let mut world = self.write();
        *world = *fresh;
        *end = reached;
        self.applied.store(reached.last_seq, Ordering::Release);
        // Who began during the replay has seen the old world, and must not take it for stored.
        self.mark
            .send_modify(|mark| *mark = Mark { seq: reached.last_seq, undone: mark.undone + 1 });
        self.broken.store(false, Ordering::Release);
        drop(world);
        Ok(())
    }

    fn wait<T>(&self, work: impl Future<Output = Result<T, DbError>>) -> Result<T, String> {
        let done = match &self.disk {
            Disk::Threaded(runtime) => Some(runtime.block_on(work)),
            Disk::AtOnce => work.now_or_never(),
        };
        match done {
            Some(done) => done.map_err(|error| error.to_string()),
            None => Err("inline keeping needs an inline database".to_owned()),
        }
    }

    fn write(&self) -> RwLockWriteGuard<'_, World> {
        self.world.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    /// Tells how it ended. Whoever asked may be gone; what was decided counts all the same.
    fn tell(self, verdict: Verdict, passed: u64) {
        match self {
            Self::Ask { answer, .. } => {
                if let Some(verdict) = verdict {
                    drop(answer.send(verdict.map_err(AskError::Refused)));
                }
            }
            Self::Pass { answer } => drop(answer.send(Ok(passed))),
        }
    }

    fn excuse(self, why: &str) {
        match self {
            Self::Ask { answer, .. } => drop(answer.send(Err(AskError::Down(why.to_owned())))),
            Self::Pass { answer } => drop(answer.send(Err(why.to_owned()))),
        }
    }
}
