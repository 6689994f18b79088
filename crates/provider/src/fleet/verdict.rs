//! How an instance stands, judged by what it answered: pure, so that it can be tried out.

use jiff::{SignedDuration, Timestamp};
use onboard::{backoff, later};

use super::InstanceError;
use crate::store::instances::{Standing, State};

/// An instance may take this long to answer after its start, in seconds.
pub(crate) const START_SECONDS: i64 = 10;
/// An instance that does not answer is given up after so many seconds.
pub(crate) const SILENCE_SECONDS: i64 = 30;
/// An instance that ran so long has not ended soon after its start, in minutes.
pub(crate) const STABLE_MINUTES: i64 = 10;

/// What is known of an instance before it is judged.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    /// How it stood.
    pub(crate) before: &'a Standing,
    /// When it was started last.
    pub(crate) started_at: Timestamp,
    /// Whether others run it.
    pub(crate) remote: bool,
    /// Now.
    pub(crate) now: Timestamp,
    /// Any number: see [`backoff`].
    pub(crate) jitter: u64,
}

impl Case<'_> {
    /// How it stands after it was asked how it is.
    pub(crate) fn answered(&self, answer: &Result<String, InstanceError>) -> Standing {
        match answer {
            Ok(word) if word == "connected" => self.lives(State::Healthy, ""),
            Ok(word) => self.lives(State::Degraded, word),
            Err(InstanceError::Refused { words, .. }) => self.lives(State::Degraded, words),
            Err(InstanceError::NoAnswer(_)) if self.is_young() => self.before.clone(),
            Err(why @ InstanceError::NoAnswer(_)) if self.remote => {
                self.down(State::Unreachable, why.advised())
            }
            Err(InstanceError::NoAnswer(error)) if error.never_sent() => {
                self.down(State::Crashed, "nothing listens at its address any more".to_owned())
            }
            Err(InstanceError::NoAnswer(_)) => self.silent(),
        }
    }

    /// How it stands after it ended, or was not to be started.
    pub(crate) fn ended(&self, how: &str) -> Standing {
        self.down(State::Crashed, format!("it {how}"))
    }

    /// How it stands after a try to start it failed.
    pub(crate) fn not_started(&self, why: &str) -> Standing {
        let state = if self.remote { State::Unreachable } else { State::Crashed };
        let crashes = self.before.crashes.saturating_add(1);
        let since = if self.is_down() { self.before.since } else { self.now };
        Standing { state, since, says: why.to_owned(), crashes, again: Some(self.rested(crashes)) }
    }

    fn lives(&self, state: State, says: &str) -> Standing {
        let stable = self.ran() >= SignedDuration::from_mins(STABLE_MINUTES);
        let crashes = if stable { 0 } else { self.before.crashes };
        let same = self.before.state == state && self.before.says == says;
        let since = if same { self.before.since } else { self.now };
        Standing { state, since, says: says.to_owned(), crashes, again: None }
    }

    /// It did not answer, although something listens there: that may pass.
    fn silent(&self) -> Standing {
        const WORDS: &str = "it does not answer";
        if self.before.state != State::Unreachable {
            let (says, crashes) = (WORDS.to_owned(), self.before.crashes);
            let state = State::Unreachable;
            return Standing { state, since: self.now, says, crashes, again: None };
        }
        let silent = self.now.duration_since(self.before.since);
        if silent < SignedDuration::from_secs(SILENCE_SECONDS) {
            return self.before.clone();
        }
        let words = format!("it did not answer for {} seconds", silent.as_secs());
        Standing { since: self.before.since, ..self.down(State::Crashed, words) }
    }

    fn down(&self, state: State, says: String) -> Standing {
        if self.is_down() {
            return self.before.clone();
        }
        let stable = self.ran() >= SignedDuration::from_mins(STABLE_MINUTES);
        let crashes = if stable { 1 } else { self.before.crashes.saturating_add(1) };
        Standing { state, since: self.now, says, crashes, again: Some(self.rested(crashes)) }
    }

    /// Whether it is known to be down already: it rests until it is started again.
    fn is_down(&self) -> bool {
        self.before.again.is_some()
    }

    fn rested(&self, crashes: u32) -> Timestamp {
        later(self.now, backoff(crashes, self.jitter))
    }

    fn ran(&self) -> SignedDuration {
        self.now.duration_since(self.started_at)
    }

    fn is_young(&self) -> bool {
        let young = self.ran() < SignedDuration::from_secs(START_SECONDS);
        young && self.before.state == State::Starting
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use shell::http::HttpError;

    use super::*;
    use crate::testing::noon;

    fn after(seconds: i64) -> Timestamp {
        later(noon(), SignedDuration::from_secs(seconds))
    }

    /// An instance that was started at noon.
    fn fresh() -> Standing {
        let (state, says) = (State::Starting, String::new());
        Standing { state, since: noon(), says, crashes: 0, again: None }
    }

    fn judged(before: &Standing, seconds: i64, answer: &Answer) -> Standing {
        let (started_at, now) = (noon(), after(seconds));
        Case { before, started_at, remote: false, now, jitter: 1_000 }.answered(answer)
    }

    type Answer = Result<String, InstanceError>;

    fn says(word: &str) -> Answer {
        Ok(word.to_owned())
    }

    fn nobody() -> Answer {
        Err(HttpError::Refused { to: "x".to_owned(), why: "refused".to_owned() }.into())
    }

    fn late() -> Answer {
        Err(HttpError::Timeout { to: "x".to_owned() }.into())
    }

    #[test]
    fn an_instance_is_given_time_to_start() {
        assert_eq!(judged(&fresh(), 5, &nobody()), fresh());
        let down = judged(&fresh(), 10, &nobody());
        assert_eq!((down.state, down.crashes, down.again), (State::Crashed, 1, Some(after(12))));
    }

    #[test]
    fn its_own_words_are_kept_with_since_when() {
        let up = judged(&fresh(), 20, &says("connected"));
        assert_eq!((up.state, up.since), (State::Healthy, after(20)));
        assert_eq!(judged(&up, 25, &says("connected")).since, after(20));
        let lost = judged(&up, 30, &says("disconnected"));
        assert_eq!((lost.state, lost.says.as_str()), (State::Degraded, "disconnected"));
        let words = "1005 Access denied".to_owned();
        let no = InstanceError::Refused { status: StatusCode::FORBIDDEN, code: 1005, words };
        let no = judged(&lost, 40, &Err(no));
        let told = (no.state, no.says.as_str(), no.since);
        assert_eq!(told, (State::Degraded, "1005 Access denied", after(40)));
    }

    #[test]
    fn silence_is_borne_for_a_while_and_no_longer() {
        let up = judged(&fresh(), 20, &says("connected"));
        let silent = judged(&up, 30, &late());
        assert_eq!((silent.state, silent.again), (State::Unreachable, None));
        assert_eq!(judged(&silent, 59, &late()), silent);
        assert_eq!(judged(&silent, 59, &says("connected")).state, State::Healthy);
        let given_up = judged(&silent, 60, &late());
        assert_eq!((given_up.state, given_up.since), (State::Crashed, after(30)));
        assert!(given_up.again.is_some() && given_up.says.contains("30 seconds"));
    }

    #[test]
    fn pauses_grow_with_each_crash_and_are_forgotten_after_a_stable_time() {
        let mut standing = fresh();
        let mut pauses = Vec::new();
        for _ in 0..4 {
            let now = later(standing.since, SignedDuration::from_secs(20));
            let case = Case {
                before: &standing,
                started_at: standing.since,
                remote: false,
                now,
                jitter: 1_000,
            };
            let down = case.ended("ended with exit code 1");
            let again = down.again.unwrap();
            pauses.push(again.duration_since(now).as_secs());
            // A second report on the same end changes nothing.
            let case =
                Case { before: &down, started_at: noon(), remote: false, now: again, jitter: 0 };
            assert_eq!(case.ended("ended with exit code 1"), down);
            standing = Standing { state: State::Starting, since: again, again: None, ..down };
        }
        assert_eq!(pauses, [2, 4, 8, 16]);
        let up = Standing { crashes: 4, ..fresh() };
        assert_eq!(judged(&up, 599, &says("connected")).crashes, 4);
        assert_eq!(judged(&up, 600, &says("connected")).crashes, 0);
        assert_eq!(judged(&up, 600, &nobody()).crashes, 1);
    }

    #[test]
    fn one_that_others_run_is_never_said_to_have_crashed() {
        let up = judged(&fresh(), 20, &says("connected"));
        let case = |before| Case {
            before,
            started_at: noon(),
            remote: true,
            now: after(60),
            jitter: 1_000,
        };
        let gone = case(&up).answered(&nobody());
        assert_eq!((gone.state, gone.crashes), (State::Unreachable, 1));
        assert!(gone.says.contains("cannot be reached"), "{}", gone.says);
        let still = case(&gone).not_started("x cannot be reached: refused");
        assert_eq!((still.state, still.crashes, still.since), (State::Unreachable, 2, after(60)));
    }
}
