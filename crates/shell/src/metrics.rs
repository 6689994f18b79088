//! Numbers about a running server, as Prometheus reads them.
//!
//! A family is one name with a fixed list of labels; it is made where it is counted and registered
//! where it is shown. Counting is cheap and never fails. Values of labels come from closed sets
//! (operations, outcomes, stages), never from ids or from what others send.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use prometheus_client::encoding::text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::clock::Stopwatch;

/// What the text is, for the header `Content-Type`.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Upper ends of the buckets of times, in seconds: from a write to a disk to a call that hangs.
pub const SECONDS: &[f64] =
    &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];
/// Upper ends of the buckets of how many.
pub const MANY: &[f64] = &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0];

/// The labels of one value: names and what they are.
type Labels<const N: usize> = [(&'static str, String); N];

/// All families of one server. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Metrics(Arc<Mutex<Registry>>);

impl Metrics {
    /// All families in the text form of OpenMetrics.
    #[must_use]
    pub fn text(&self) -> String {
        let mut shown = String::new();
        text::encode(&mut shown, &self.registry()).expect("a text takes whatever is written to it");
        // A family without labels is written with an empty list of them.
        shown.replace("{} ", " ")
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How often something happened, by `N` labels. Clones share the values.
#[derive(Clone, Debug)]
pub struct Counters<const N: usize> {
    names: [&'static str; N],
    family: Family<Labels<N>, Counter>,
}

impl<const N: usize> Counters<N> {
    /// Nothing happened yet.
    #[must_use]
    pub fn new(names: [&'static str; N]) -> Self {
        Self { names, family: Family::default() }
    }

    /// Shows it under `name`: words joined by `_`, beginning with the program's name, without
    /// the ending `_total`, which counters get by themselves. `help`
    /// is a sentence without its end.
    #[must_use]
    pub fn shown(self, metrics: &Metrics, name: &str, help: &str) -> Self {
        metrics.registry().register(name, help, self.family.clone());
        self
    }

    /// It happened once more.
    pub fn count(&self, values: [&str; N]) {
        self.add(values, 1);
    }

    /// It happened `more` times; 0 makes the value known before anything happens.
    pub fn add(&self, values: [&str; N], more: u64) {
        self.family.get_or_create(&labels(self.names, values)).inc_by(more);
    }
}

/// How much there is of something at the moment, by `N` labels. Clones share the values.
#[derive(Clone, Debug)]
pub struct Gauges<const N: usize> {
    names: [&'static str; N],
    family: Family<Labels<N>, Gauge<f64, std::sync::atomic::AtomicU64>>,
}

impl<const N: usize> Gauges<N> {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(names: [&'static str; N]) -> Self {
        Self { names, family: Family::default() }
    }

    /// Shows it under `name`: words joined by `_`, beginning with the program's name. `help`
    /// is a sentence without its end.
    #[must_use]
    pub fn shown(self, metrics: &Metrics, name: &str, help: &str) -> Self {
        metrics.registry().register(name, help, self.family.clone());
        self
    }

    /// How much there is now.
    pub fn set(&self, values: [&str; N], amount: f64) {
        self.family.get_or_create(&labels(self.names, values)).set(amount);
    }

    /// Forgets all values: what is not set again is not there any more.
    pub fn clear(&self) {
        self.family.clear();
    }
}

/// How large something was each time, by `N` labels. Clones share the values.
#[derive(Clone, Debug)]
pub struct Histograms<const N: usize> {
    names: [&'static str; N],
    family: Family<Labels<N>, Histogram, Buckets>,
}

impl<const N: usize> Histograms<N> {
    /// Nothing was measured yet; `buckets` are upper ends, such as [`SECONDS`].
    #[must_use]
    pub fn new(names: [&'static str; N], buckets: &'static [f64]) -> Self {
        Self { names, family: Family::new_with_constructor(Buckets(buckets)) }
    }

    /// Shows it under `name`: words joined by `_`, beginning with the program's name. `help`
    /// is a sentence without its end.
    #[must_use]
    pub fn shown(self, metrics: &Metrics, name: &str, help: &str) -> Self {
        metrics.registry().register(name, help, self.family.clone());
        self
    }

    /// It was so large, or took so long: in seconds, from a [`crate::clock::Stopwatch`].
    pub fn observe(&self, values: [&str; N], amount: f64) {
        self.family.get_or_create(&labels(self.names, values)).observe(amount);
    }
}

#[derive(Clone, Copy, Debug)]
struct Buckets(&'static [f64]);

impl prometheus_client::metrics::family::MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(self.0.iter().copied())
    }
}

/// What a database's writer measures. Clones share it.
#[derive(Clone, Debug)]
pub struct Batches {
    /// Jobs of one commit.
    pub jobs: Histograms<0>,
    /// Seconds of one commit, from its first statement until it is on disk.
    pub seconds: Histograms<0>,
}

impl Default for Batches {
    fn default() -> Self {
        Self { jobs: Histograms::new([], MANY), seconds: Histograms::new([], SECONDS) }
    }
}

impl Batches {
    /// One commit of so many jobs has ended.
    pub(crate) fn measured(&self, jobs: usize, watch: Stopwatch) {
        let jobs = u32::try_from(jobs).unwrap_or(u32::MAX);
        self.jobs.observe([], f64::from(jobs));
        self.seconds.observe([], watch.elapsed().as_secs_f64());
    }

    /// Shows both, under names that begin with `prefix`.
    pub fn show(&self, metrics: &Metrics, prefix: &str) {
        let (jobs, seconds) = (self.jobs.clone(), self.seconds.clone());
        drop(jobs.shown(metrics, &format!("{prefix}_db_batch_jobs"), "Jobs of one commit"));
        let help = "How long one commit took, the disk included";
        drop(seconds.shown(metrics, &format!("{prefix}_db_batch_seconds"), help));
    }
}

fn labels<const N: usize>(names: [&'static str; N], values: [&str; N]) -> Labels<N> {
    std::array::from_fn(|at| (names[at], values[at].to_owned()))
}

/// The values in a text of [`Metrics::text`], by name and labels as written there. For tests and
/// for `doctor`, which read what a server shows.
#[must_use]
pub fn values(text: &str) -> BTreeMap<String, f64> {
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    let value = |line: &str| {
        let (name, value) = line.rsplit_once(' ')?;
        Some((name.to_owned(), value.parse().ok()?))
    };
    rows.filter_map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_and_measured_is_shown() {
        let metrics = Metrics::default();
        let calls = Counters::new(["operation", "outcome"]);
        let calls = calls.shown(&metrics, "v_calls", "Calls made");
        let depth = Gauges::new([]).shown(&metrics, "v_depth", "Waiting now");
        let took = Histograms::new(["operation"], SECONDS);
        let took = took.shown(&metrics, "v_call_seconds", "How long calls took");
        calls.count(["waba", "ok"]);
        calls.count(["waba", "ok"]);
        calls.add(["phones", "refused"], 0);
        depth.set([], 2.5);
        took.observe(["waba"], 0.02);
        let text = metrics.text();
        let seen = values(&text);
        assert_eq!(seen[r#"v_calls_total{operation="waba",outcome="ok"}"#], 2.0, "{text}");
        assert_eq!(seen[r#"v_calls_total{operation="phones",outcome="refused"}"#], 0.0);
        assert_eq!(seen["v_depth"], 2.5);
        assert_eq!(seen[r#"v_call_seconds_bucket{le="0.025",operation="waba"}"#], 1.0, "{text}");
        assert_eq!(seen[r#"v_call_seconds_bucket{le="0.01",operation="waba"}"#], 0.0);
        assert!(text.ends_with("# EOF\n"));
        depth.clear();
        assert!(!values(&metrics.text()).contains_key("v_depth"));
    }
}
