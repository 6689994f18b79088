//! Following the clock of a platform on the same machine.
//!
//! When the platform's clock is turned, the provider's must turn as well, or tokens that are old
//! there are fresh here. The follower asks `GET {url}/_control/clock` again and again, each time
//! waiting for the next turn, and moves forward only.

use std::future::Future;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{Clock, ClockError};
use crate::http::{self, Client, HttpError};
use crate::shutdown::Tasks;

/// How long one question waits for the next turn, in seconds.
const WAIT_S: u64 = 10;
/// Pause after a failed question.
const PAUSE: Duration = Duration::from_secs(1);

/// The answer of `GET /_control/clock`.
#[derive(Debug, Deserialize)]
struct Shown {
    /// The leader's time in microseconds since 1970.
    now_us: i64,
    /// How often it was turned.
    turns: u64,
    /// Whether it stands still.
    #[serde(default)]
    frozen: bool,
}

impl Clock {
    /// A system clock that follows the one at `url`, starting from the `remembered` offset.
    ///
    /// The task that asks is spawned on `tasks`. `on_offset` is awaited after each change, so that
    /// the owner can store the offset and show the same time after a restart without the leader.
    ///
    /// # Errors
    /// [`ClockError::NotLoopback`]: following is refused for any host but this machine.
    pub fn follow<F, Done>(
        url: &str,
        http: &Client,
        remembered: SignedDuration,
        tasks: &Tasks,
        on_offset: F,
    ) -> Result<Self, ClockError>
    where
        F: Fn(SignedDuration) -> Done + Send + Sync + 'static,
        Done: Future<Output = ()> + Send,
    {
        let clock = Self::remembering(url, remembered)?;
        let (follower, leader, http) = (clock.clone(), url.to_owned(), http.clone());
        let stop = tasks.clone();
        tasks.spawn("follow clock", async move {
            stop.unless_stopping(follower.keep_following(&leader, &http, on_offset)).await;
        });
        Ok(clock)
    }

    /// A system clock that shows what the one at `url` shows now, or, where that does not answer,
    /// is ahead by the `remembered` offset. It is not followed on.
    ///
    /// # Errors
    /// As [`Self::follow`].
    pub async fn as_at(
        url: &str,
        http: &Client,
        remembered: SignedDuration,
    ) -> Result<Self, ClockError> {
        let clock = Self::remembering(url, remembered)?;
        if let Ok(shown) = ask(url, http, None).await {
            clock.adopt(&shown);
        }
        Ok(clock)
    }

    fn remembering(url: &str, remembered: SignedDuration) -> Result<Self, ClockError> {
        if !http::is_loopback_url(url) {
            return Err(ClockError::NotLoopback { url: crate::telemetry::redact(url) });
        }
        let offset_us = i64::try_from(remembered.as_micros()).map_err(|_| ClockError::TooFar)?;
        Ok(Self::with_offset(offset_us))
    }

    async fn keep_following<F, Done>(&self, leader: &str, http: &Client, on_offset: F)
    where
        F: Fn(SignedDuration) -> Done,
        Done: Future<Output = ()>,
    {
        let mut seen = None;
        let mut reachable = true;
        loop {
            match ask(leader, http, seen).await {
                Ok(shown) => {
                    reachable = true;
                    seen = Some(shown.turns);
                    if self.adopt(&shown) {
                        on_offset(self.offset()).await;
                    }
                }
                Err(error) => {
                    if std::mem::replace(&mut reachable, false) {
                        tracing::warn!(%error, "the clock to follow does not answer");
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Moves to what the leader shows, if that is ahead; tells whether anything changed.
    fn adopt(&self, shown: &Shown) -> bool {
        let Ok(leader) = Timestamp::from_microsecond(shown.now_us) else {
            return false;
        };
        let before = *self.turns().borrow();
        if !shown.frozen {
            self.freeze(false);
        }
        if leader > self.now() {
            // Refused only if time moved past the leader's in between: then there is nothing to do.
            let _ = self.set(leader);
        }
        self.freeze(shown.frozen);
        *self.turns().borrow() != before
    }
}

async fn ask(leader: &str, http: &Client, seen: Option<u64>) -> Result<Shown, HttpError> {
    let base = leader.trim_end_matches('/');
    let query = seen.map_or_else(String::new, |turns| format!("?after={turns}&wait={WAIT_S}"));
    let answer = http.send(http::get(&format!("{base}/_control/clock{query}"), None)?).await?;
    serde_json::from_slice(answer.body())
        .map_err(|error| HttpError::Broken { to: base.to_owned(), why: error.to_string() })
}
