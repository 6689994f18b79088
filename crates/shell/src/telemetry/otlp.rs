//! Traces for OpenTelemetry: spans of our own crates, as OTLP in JSON over HTTP.
//!
//! The form is small and fixed, so it is written here instead of bringing some thirty crates for
//! it. Spans are gathered in a bounded queue and sent in batches; what cannot be sent is counted
//! and dropped, since a collector that is away must hold up nothing.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use crate::clock::Clock;
use crate::http::{Client, post_json};
use crate::secret::Secrets;

/// Spans that wait to be sent, at most.
const QUEUE: usize = 8_192;
/// Spans of one request.
const BATCH: usize = 512;
/// How long spans are gathered for one request.
const GATHER: Duration = Duration::from_secs(1);
/// How long one request may take.
const SEND_WITHIN: Duration = Duration::from_secs(5);
/// The beginnings of the names of crates whose spans are sent.
const OURS: [&str; 5] = ["vestibule", "provider", "platform", "shell", "onboard"];

/// Whether a span is one of ours; spans of libraries, among them those of sending, are not.
pub(super) fn is_ours(metadata: &Metadata<'_>) -> bool {
    let of = metadata.target().split("::").next().unwrap_or_default();
    metadata.is_span() && OURS.contains(&of)
}

/// Gathers spans. Clones share the queue.
#[derive(Clone, Debug)]
pub(super) struct Export {
    queue: mpsc::Sender<Errand>,
    dropped: Arc<AtomicU64>,
    secrets: Secrets,
    clock: Clock,
}

/// What the sending task is asked for.
#[derive(Debug)]
enum Errand {
    /// To send a span.
    Span(Value),
    /// To send all that came before, and to say so.
    Flush(oneshot::Sender<()>),
}

/// What is remembered of an open span.
#[derive(Debug)]
struct Open {
    trace: String,
    id: String,
    parent: Option<String>,
    started_ns: i128,
    attributes: BTreeMap<&'static str, Value>,
}

impl Export {
    /// Starts sending to a collector, such as `http://127.0.0.1:4318`; `service` is what it calls
    /// us. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub(super) fn start(
        collector: &str,
        service: &'static str,
    ) -> Result<Self, crate::http::HttpError> {
        let (queue, errands) = mpsc::channel(QUEUE);
        let dropped = Arc::new(AtomicU64::new(0));
        let to = format!("{}/v1/traces", collector.trim_end_matches('/'));
        let http = Client::net(SEND_WITHIN)?;
        tokio::spawn(send(errands, http, to, service, Arc::clone(&dropped)));
        Ok(Self { queue, dropped, secrets: Secrets::os(), clock: Clock::system() })
    }

    /// Sends what was gathered so far, as far as the collector takes it.
    pub(super) async fn flush(&self) {
        let (done, sent) = oneshot::channel();
        if self.queue.send(Errand::Flush(done)).await.is_ok() {
            // The task ends only with the process.
            let _ = sent.await;
        }
    }

    fn now_ns(&self) -> i128 {
        self.clock.now().as_nanosecond()
    }
}

impl<S> Layer<S> for Export
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let above = span.parent().and_then(|parent| {
            let extensions = parent.extensions();
            extensions.get::<Open>().map(|open| (open.trace.clone(), open.id.clone()))
        });
        let (trace, parent) = match above {
            Some((trace, id)) => (trace, Some(id)),
            None => (hex(&self.secrets.bytes::<16>()), None),
        };
        let mut seen = Seen::default();
        attributes.record(&mut seen);
        span.extensions_mut().insert(Open {
            trace,
            id: hex(&self.secrets.bytes::<8>()),
            parent,
            started_ns: self.now_ns(),
            attributes: seen.0,
        });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        if let Some(open) = span.extensions_mut().get_mut::<Open>() {
            let mut seen = Seen::default();
            values.record(&mut seen);
            open.attributes.extend(seen.0);
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let Some(open) = span.extensions_mut().remove::<Open>() else { return };
        let closed = told(&open, span.name(), self.now_ns());
        if self.queue.try_send(Errand::Span(closed)).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// A closed span in OTLP's words.
fn told(open: &Open, name: &str, ended_ns: i128) -> Value {
    let attributes = open.attributes.iter();
    let attributes: Vec<Value> =
        attributes.map(|(key, value)| json!({ "key": key, "value": value })).collect();
    // 2 is STATUS_CODE_ERROR, 0 UNSET; 1 is SPAN_KIND_INTERNAL.
    let status = if open.attributes.contains_key("error") { 2 } else { 0 };
    let mut span = json!({
        "traceId": open.trace,
        "spanId": open.id,
        "name": name,
        "kind": 1,
        "startTimeUnixNano": open.started_ns.to_string(),
        "endTimeUnixNano": ended_ns.to_string(),
        "attributes": attributes,
        "status": { "code": status },
    });
    if let Some(parent) = &open.parent {
        span["parentSpanId"] = parent.as_str().into();
    }
    span
}

/// Reads the fields of a span.
#[derive(Debug, Default)]
struct Seen(BTreeMap<&'static str, Value>);

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), json!({ "stringValue": format!("{value:?}") }));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), json!({ "stringValue": value }));
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.0.insert(field.name(), json!({ "intValue": value.to_string() }));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.0.insert(field.name(), json!({ "intValue": value.to_string() }));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.0.insert(field.name(), json!({ "boolValue": value }));
    }
}

/// Sends batch after batch until the process ends.
async fn send(
    mut errands: mpsc::Receiver<Errand>,
    http: Client,
    to: String,
    service: &'static str,
    dropped: Arc<AtomicU64>,
) {
    let mut failing = false;
    loop {
        let (spans, asked, over) = gather(&mut errands).await;
        let lost = spans.len() as u64;
        let sent = match spans.is_empty() {
            true => Ok(()),
            false => post(&http, &to, service, spans).await,
        };
        if let Err(why) = &sent {
            let dropped = dropped.fetch_add(lost, Ordering::Relaxed) + lost;
            if !failing {
                tracing::warn!(%why, dropped, "traces cannot be sent and are dropped");
            }
        }
        failing = sent.is_err();
        if let Some(asked) = asked {
            // Whoever asked may have stopped waiting.
            let _ = asked.send(());
        }
        if over {
            return;
        }
    }
}

/// The next batch, who waits for it, and whether it is the last.
async fn gather(
    errands: &mut mpsc::Receiver<Errand>,
) -> (Vec<Value>, Option<oneshot::Sender<()>>, bool) {
    let mut spans = Vec::new();
    let mut until = None;
    loop {
        let next = match until {
            None => Ok(errands.recv().await),
            Some(until) => tokio::time::timeout_at(until, errands.recv()).await,
        };
        match next {
            Ok(Some(Errand::Span(span))) => spans.push(span),
            Ok(Some(Errand::Flush(asked))) => return (spans, Some(asked), false),
            Ok(None) => return (spans, None, true),
            Err(_) => return (spans, None, false),
        }
        if spans.len() >= BATCH {
            return (spans, None, false);
        }
        until = until.or_else(|| Some(tokio::time::Instant::now() + GATHER));
    }
}

async fn post(http: &Client, to: &str, service: &str, spans: Vec<Value>) -> Result<(), String> {
    let name = json!([{ "key": "service.name", "value": { "stringValue": service } }]);
    let scope = json!({ "name": "vestibule", "version": env!("CARGO_PKG_VERSION") });
    let body = json!({ "resourceSpans": [{
        "resource": { "attributes": name },
        "scopeSpans": [{ "scope": scope, "spans": spans }],
    }]});
    let request = post_json(to, &body, None).map_err(|why| why.to_string())?;
    let answer = http.send(request).await.map_err(|why| why.to_string())?;
    match answer.status().is_success() {
        true => Ok(()),
        false => Err(format!("the collector answered {}", answer.status())),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use axum::extract::State;
    use axum::{Json, Router};
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;
    use crate::shutdown::Tasks;

    type Got = Arc<Mutex<Vec<Value>>>;

    async fn collector(tasks: &Tasks) -> (String, Got) {
        let got = Got::default();
        let take = async |State(got): State<Got>, Json(body): Json<Value>| {
            got.lock().unwrap().push(body);
        };
        let router = Router::new().route("/v1/traces", axum::routing::post(take));
        let listener = crate::serve::bind(([127, 0, 0, 1], 0).into(), "-").await.unwrap();
        let at = format!("http://{}/", listener.local_addr().unwrap());
        tasks.spawn("s", crate::serve::serve(listener, router.with_state(got.clone()), tasks));
        (at, got)
    }

    #[tokio::test]
    async fn spans_arrive_with_parents_times_and_errors() {
        let tasks = Tasks::new();
        let (at, got) = collector(&tasks).await;
        let export = Export::start(&at, "provider").unwrap();
        let layer = export.clone().with_filter(tracing_subscriber::filter::filter_fn(is_ours));
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || {
            let look = tracing::info_span!("look", waba = 5_u64);
            let _in_look = look.enter();
            let call =
                tracing::info_span!("call", operation = "waba", error = tracing::field::Empty);
            call.in_scope(|| tracing::info!("not a span"));
            call.record("error", "190");
            drop(tracing::info_span!(target: "hyper", "not ours"));
        });
        export.flush().await;
        let bodies = got.lock().unwrap().clone();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        let sent = &bodies[0]["resourceSpans"][0];
        assert_eq!(sent["resource"]["attributes"][0]["value"]["stringValue"], "provider");
        let spans = sent["scopeSpans"][0]["spans"].as_array().unwrap();
        let (call, look) = (&spans[0], &spans[1]);
        assert_eq!(
            (spans.len(), &call["name"], &look["name"]),
            (2, &json!("call"), &json!("look"))
        );
        assert_eq!(call["parentSpanId"], look["spanId"]);
        assert_eq!(call["traceId"], look["traceId"]);
        assert_eq!(look["traceId"].as_str().unwrap().len(), 32);
        assert_eq!((&call["status"]["code"], &look["status"]["code"]), (&json!(2), &json!(0)));
        assert_eq!(look["attributes"][0], json!({"key": "waba", "value": {"intValue": "5"}}));
        let at = |name: &str| look[name].as_str().unwrap().parse::<i128>().unwrap();
        assert!(at("startTimeUnixNano") <= at("endTimeUnixNano"));
        tasks.stop(Duration::from_secs(1)).await;
    }

    #[tokio::test]
    async fn a_collector_that_is_away_holds_up_nothing() {
        let export = Export::start("http://127.0.0.1:1", "provider").unwrap();
        let subscriber = tracing_subscriber::registry().with(export.clone());
        tracing::subscriber::with_default(subscriber, || drop(tracing::info_span!("look")));
        export.flush().await;
        assert_eq!(export.dropped.load(Ordering::Relaxed), 1);
    }
}
