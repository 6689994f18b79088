//! What came for the number: fetched from the platform, posted to the webhook (contract §8).

use std::time::Duration;

use http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use shell::http::{get, post_json};
use shell::secret::{ExposeSecret as _, hmac_sha256_hex};
use shell::shutdown::Tasks;
use tokio::time::Instant;

use super::client::{Gateway, Now, OnpremClient, gateway_of, json_of};
use super::settings::Application;

/// How long one question for events waits at the platform, in seconds.
const WAIT_S: u64 = 20;
/// Pause after a question that failed, while the number is off, and while the webhook rests.
const PAUSE: Duration = Duration::from_secs(2);

/// What the client did since it started, for `GET /v1/stats/app`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Stats {
    /// Messages the platform took.
    pub(super) messages_sent: u64,
    /// Messages it refused.
    pub(super) messages_refused: u64,
    /// Bodies the webhook accepted.
    pub(super) callbacks_accepted: u64,
    /// Tries the webhook did not accept.
    pub(super) callbacks_failed: u64,
    /// Bodies given up because `callback_persist` is off.
    pub(super) callbacks_dropped: u64,
}

/// Whether the delay after failures is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Patience {
    Waits,
    TriesAtOnce,
}

impl OnpremClient {
    /// Fetches what the platform has for the number and posts it to the webhook, once. Says whether
    /// anything moved.
    pub async fn tick(&self) -> bool {
        self.round(0, Patience::TriesAtOnce).await.unwrap_or(false)
    }

    /// Fetches and posts until nothing is left for the number, or its webhook takes nothing: for
    /// the end of the process. What is left then stays at the platform.
    pub async fn drain(&self) {
        while self.tick().await {}
    }

    /// Keeps fetching and posting in the background until told to stop. A webhook that accepts
    /// nothing is tried again after growing delays; nothing is lost meanwhile.
    pub fn run(&self, tasks: &Tasks) {
        let (client, stop) = (self.clone(), tasks.clone());
        tasks.spawn("onprem events", async move {
            stop.unless_stopping(client.keep_fetching()).await;
        });
    }

    async fn keep_fetching(&self) {
        loop {
            let fine = self.round(WAIT_S, Patience::Waits).await.is_some();
            if !fine || !matches!(self.gateway(), Gateway::Connected | Gateway::Connecting) {
                tokio::time::sleep(self.pause()).await;
            }
        }
    }

    /// Not longer than the webhook rests, lest a short delay becomes a long one.
    fn pause(&self) -> Duration {
        let again = self.now().again;
        let left = again.map(|at| at.saturating_duration_since(Instant::now()));
        left.map_or(PAUSE, |left| left.clamp(Duration::from_millis(1), PAUSE))
    }

    /// One round; `None` when the platform or the webhook did not do its part.
    async fn round(&self, wait_s: u64, patience: Patience) -> Option<bool> {
        let _one = self.0.round.lock().await;
        let (account, after, settings, known) = {
            let Now { state, gateway, .. } = &*self.now();
            (state.account.clone()?, state.after, state.settings.clone(), gateway.status())
        };
        let query = format!("_onprem/events?after={after}&wait={wait_s}&status={known}");
        let answer = self.ask_platform(get(&self.at(&query), Some(&account.session))).await;
        // With another certificate comes another session; the end of this one says nothing then.
        let replaced = || {
            let held = self.remembered(|state| state.account.clone());
            held.is_none_or(|held| held.session != account.session)
        };
        let told = match answer {
            Ok(answer) if answer.status() == StatusCode::OK => json_of(&answer),
            _ if replaced() => return Some(true),
            Ok(_) => {
                self.set_gateway(Gateway::Off);
                return None;
            }
            Err(_) => {
                self.set_gateway(Gateway::Lost);
                return None;
            }
        };
        let mut moved = !replaced() && self.set_gateway(gateway_of(&told["status"]));
        let events = told["events"].as_array().cloned().unwrap_or_default();
        for event in &events {
            moved |= self.hand_on(event, &settings, patience).await?;
        }
        Some(moved)
    }

    /// Posts one event, or passes over it where the settings say so; `None` when it has to come
    /// again.
    async fn hand_on(
        &self,
        event: &Value,
        settings: &Application,
        patience: Patience,
    ) -> Option<bool> {
        let (seq, body) = (event["seq"].as_i64()?, &event["body"]);
        let status = body["statuses"][0]["status"].as_str();
        if status.is_some_and(|word| !settings.posts_status(word)) {
            self.change(|state| state.after = seq).ok()?;
            return Some(true);
        }
        // Without a webhook, events wait at the platform.
        let url = settings.webhook_url()?;
        let rests = self.now().again.is_some_and(|at| at > Instant::now());
        if rests && patience == Patience::Waits {
            return None;
        }
        if self.post(&url, body).await.is_some() {
            let now = &mut *self.now();
            (now.failures, now.again) = (0, None);
            now.stats.callbacks_accepted += 1;
        } else {
            let now = &mut *self.now();
            now.failures += 1;
            now.stats.callbacks_failed += 1;
            if settings.persists() {
                let delay = Duration::from_millis(settings.backoff_ms(now.failures));
                now.again = Some(Instant::now() + delay);
                return None;
            }
            now.stats.callbacks_dropped += 1;
        }
        self.change(|state| state.after = seq).ok()?;
        Some(true)
    }

    /// Posts one body to the webhook; `None` unless it was accepted.
    async fn post(&self, url: &str, body: &Value) -> Option<()> {
        let mut request = post_json(url, body, None).ok()?;
        if let Some(secret) = &self.settings().webhook_secret {
            let sign = hmac_sha256_hex(secret.expose_secret().as_bytes(), request.body());
            let value = format!("sha256={sign}").parse().expect("hexadecimal is a header value");
            request.headers_mut().insert("x-hub-signature-256", value);
        }
        match self.outside().http.send(request).await {
            Ok(answer) if answer.status() == StatusCode::OK => Some(()),
            Ok(answer) => {
                tracing::warn!(status = %answer.status(), "the webhook did not accept an event");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "the webhook cannot be reached");
                None
            }
        }
    }
}
