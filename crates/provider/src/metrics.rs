//! What the server counts about itself, and what is read from its database when it is asked.
//!
//! Counting happens where things happen, in this process; what stands in the database (clients,
//! inbox, letters) is read at the moment of asking, so several processes show the same. Served on
//! a port of its own, on this machine only: see the setting `metrics_port`.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use jiff::Timestamp;
use shell::db::DbError;
use shell::metrics::{
    CONTENT_TYPE as OPEN_METRICS, Counters, Gauges, Histograms, Metrics, SECONDS,
};

use crate::Provider;
use crate::store::figures::{self, Standing};

/// The families that are counted where things happen. Clones share them.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    /// Graph calls.
    pub(crate) calls: Calls,
    /// Webhooks, by what became of them.
    pub(crate) webhooks: Counters<1>,
    /// Looks at clients, by outcome.
    pub(crate) looks: Counters<1>,
    /// How long they took.
    pub(crate) look_seconds: Histograms<0>,
    /// Steps, by kind and outcome.
    pub(crate) steps: Counters<2>,
    /// Callbacks used, by outcome.
    pub(crate) callbacks: Counters<1>,
    /// Letters, by outcome.
    pub(crate) mails: Counters<1>,
    /// Sweeps, by kind and outcome.
    pub(crate) sweeps: Counters<2>,
    /// Client instances of this machine that ended by themselves.
    pub(crate) instance_ends: Counters<0>,
    /// Client instances that were started again.
    pub(crate) instance_restarts: Counters<0>,
    read: Read,
    all: Metrics,
}

/// What is counted about Graph calls. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Calls {
    /// How many, by operation and outcome.
    pub(crate) count: Counters<2>,
    /// How long they took, by operation.
    pub(crate) seconds: Histograms<1>,
}

impl Default for Calls {
    fn default() -> Self {
        let seconds = Histograms::new(["operation"], SECONDS);
        Self { count: Counters::new(["operation", "outcome"]), seconds }
    }
}

/// The families that are read when somebody asks.
#[derive(Debug, Clone)]
struct Read {
    clients: Gauges<1>,
    watched: Gauges<0>,
    planned: Gauges<0>,
    conditions_false: Gauges<1>,
    problems: Gauges<0>,
    inbox_open: Gauges<0>,
    inbox_age: Gauges<0>,
    inbox_poison: Gauges<0>,
    inbox_digests: Gauges<0>,
    callbacks_open: Gauges<0>,
    mails_waiting: Gauges<0>,
    instances: Gauges<1>,
    messages_waiting: Gauges<0>,
    sweep_age: Gauges<0>,
    token_days: Gauges<1>,
    ready: Gauges<0>,
}

impl Default for Counts {
    fn default() -> Self {
        let all = Metrics::default();
        let counters = |name: &str, help: &str| Counters::new(["outcome"]).shown(&all, name, help);
        let calls = Calls::default();
        let looked = Histograms::new([], SECONDS);
        let steps = Counters::new(["kind", "outcome"]);
        let sweeps = Counters::new(["kind", "outcome"]);
        let counts = Self {
            calls: Calls {
                count: calls.count.shown(&all, "vestibule_graph_calls", "Calls of the Graph API"),
                seconds: calls.seconds.shown(
                    &all,
                    "vestibule_graph_call_seconds",
                    "How long calls of the Graph API took",
                ),
            },
            webhooks: counters("vestibule_webhooks", "Webhooks by what became of them"),
            looks: counters("vestibule_looks", "Looks at clients"),
            look_seconds: looked.shown(
                &all,
                "vestibule_look_seconds",
                "How long looks at clients took, steps included",
            ),
            steps: steps.shown(&all, "vestibule_steps", "Steps of the onboarding"),
            callbacks: counters("vestibule_callbacks", "Callbacks of signups that were used"),
            mails: counters("vestibule_mails", "Letters"),
            sweeps: sweeps.shown(&all, "vestibule_sweeps", "Looks for accounts nobody told us of"),
            instance_ends: Counters::new([]).shown(
                &all,
                "vestibule_instance_ends",
                "Client instances of this machine that ended by themselves",
            ),
            instance_restarts: Counters::new([]).shown(
                &all,
                "vestibule_instance_restarts",
                "Client instances that were started again",
            ),
            read: Read::new(&all),
            all: all.clone(),
        };
        counts.begin();
        counts
    }
}

impl Counts {
    /// Values that are known before anything happens, so that a first time is seen as a rise.
    fn begin(&self) {
        for outcome in ["received", "duplicate", "forged", "not_stored", "applied"] {
            self.webhooks.add([outcome], 0);
        }
        self.instance_ends.add([], 0);
        self.instance_restarts.add([], 0);
        for outcome in ["ok", "failed"] {
            self.looks.add([outcome], 0);
            self.callbacks.add([outcome], 0);
            self.mails.add([outcome], 0);
            self.sweeps.add(["quick", outcome], 0);
            self.sweeps.add(["full", outcome], 0);
        }
    }

    /// The registry, for what others count.
    pub(crate) fn all(&self) -> &Metrics {
        &self.all
    }
}

impl Read {
    fn new(all: &Metrics) -> Self {
        let one = |name: &str, help: &str| Gauges::new([]).shown(all, name, help);
        let by = |label: &'static str, name: &str, help: &str| {
            Gauges::new([label]).shown(all, name, help)
        };
        Self {
            clients: by("stage", "vestibule_clients", "Clients by stage"),
            watched: one("vestibule_clients_watched", "Clients that are only watched"),
            planned: one(
                "vestibule_clients_planned",
                "Of them, those that are to be managed from some day on",
            ),
            conditions_false: by(
                "kind",
                "vestibule_conditions_false",
                "Conditions of clients that do not hold",
            ),
            problems: one("vestibule_clients_with_problem", "Clients with a failing step"),
            inbox_open: one("vestibule_inbox_open", "Webhooks not dealt with yet"),
            inbox_age: one("vestibule_inbox_oldest_seconds", "Age of the oldest of them"),
            inbox_poison: one("vestibule_inbox_poison", "Webhooks given up, kept to be looked at"),
            inbox_digests: one(
                "vestibule_inbox_digests",
                "Webhooks of the last days known by heart, so that a repetition is told",
            ),
            callbacks_open: one("vestibule_callbacks_open", "Callbacks not used yet"),
            mails_waiting: one("vestibule_mails_waiting", "Letters not sent yet"),
            instances: by("state", "vestibule_instances", "Client instances that ought to run"),
            messages_waiting: one(
                "vestibule_messages_waiting",
                "Messages that wait for the client of their number",
            ),
            sweep_age: one("vestibule_sweep_age_seconds", "Time since the last good sweep"),
            token_days: by("token", "vestibule_token_days_left", "Days until a token ends"),
            ready: one("vestibule_ready", "Whether the server may be sent work"),
        }
    }
}

/// The route `/metrics`, with the health routes beside it: on this machine only.
pub(crate) fn routes() -> Router<Provider> {
    Router::new().route("/metrics", get(metrics))
}

async fn metrics(State(provider): State<Provider>) -> Response {
    match provider.metrics().await {
        Ok(text) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics cannot be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

impl Provider {
    /// All numbers about this server, in the text form of OpenMetrics.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn metrics(&self) -> Result<String, DbError> {
        let standing = self.db.read(figures::standing).await?;
        let ready = self.unready().await.is_empty();
        self.counts.read.set(&standing, self.clock.now());
        self.counts.read.inbox_digests.set([], float(self.recent.held() as u64));
        self.counts.read.ready.set([], f64::from(u8::from(ready)));
        Ok(self.counts.all.text())
    }
}

impl Read {
    fn set(&self, standing: &Standing, now: Timestamp) {
        let seconds = |since: Timestamp| now.duration_since(since).as_secs_f64().max(0.0);
        for (stage, count) in &standing.stages {
            self.clients.set([stage.as_str()], float(*count));
        }
        self.watched.set([], float(standing.watched.clients));
        self.planned.set([], float(standing.watched.planned));
        self.conditions_false.clear();
        for (kind, count) in &standing.conditions_false {
            self.conditions_false.set([kind], float(*count));
        }
        self.problems.set([], float(standing.problems));
        self.inbox_open.set([], float(standing.inbox_open));
        self.inbox_age.set([], standing.inbox_oldest.map_or(0.0, seconds));
        self.inbox_poison.set([], float(standing.inbox_poison));
        self.callbacks_open.set([], float(standing.callbacks_open));
        self.mails_waiting.set([], float(standing.mails_waiting));
        for (state, count) in &standing.instances {
            self.instances.set([state.as_str()], float(*count));
        }
        self.messages_waiting.set([], float(standing.messages_waiting));
        self.sweep_age.set([], standing.swept.map_or(0.0, seconds));
        self.token_days.clear();
        for (token, ends) in &standing.tokens_end {
            self.token_days.set([token], ends.duration_since(now).as_secs_f64() / 86_400.0);
        }
    }
}

/// Counts stay far below the numbers that a float cannot hold exactly.
fn float(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
