//! `/_control/worlds`: further worlds beside this one: made, listed, deleted, taken back to their
//! beginning, written down as text, read again, copied at a moment.

use axum::Json;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::answer::{No, Told};
use super::operation::Operation;
use super::request::{Nothing, request};
use crate::platform::Platform;
use crate::seeding::Seed;
use crate::worlds::{Address, Begin, MAIN, Options, Worlds, WorldsError};

/// The media type of an exported world.
pub(super) const TEXT: &str = "application/jsonl";

request! {
    /// How the world begins; everything can be left out.
    pub(super) struct Wanted {
        /// Its name: small letters, digits and hyphens. The next of `w1`, `w2` … otherwise.
        name: Option<String>,
        /// What its ids and codes are drawn from; the same seed gives the same ids.
        seed: Option<u64>,
        /// Its rules: a `preset`, and values in place of the preset's.
        policy: Option<Value>,
        /// What time it is in it at the beginning; the system's time otherwise.
        at: Option<Timestamp>,
        /// Everything in it repeats: the clock stands still until it is turned (at
        /// 2026-01-05T09:00:00Z where nothing else is said), tokens are drawn from the seed too,
        /// requests are answered one at a time.
        record: bool = false,
        /// What is in it: a seed document, as JSON or as a text in TOML.
        file: Option<Value>,
        /// What is in it: the name of a scenario.
        scenario: Option<String>,
    }
}

request! {
    /// Which world.
    pub(super) struct Named {
        /// Its name.
        world: String,
    }
}

request! {
    /// Where the text goes.
    pub(super) struct Import {
        /// The name of a new world, or of one whose place it takes.
        name: Option<String>,
        /// Whether everything in it repeats; as in the exported world otherwise.
        record: Option<bool>,
    }
}

request! {
    /// Which world, and when.
    pub(super) struct Fork {
        /// The world to copy.
        world: String,
        /// The copy's name.
        name: Option<String>,
        /// At which moment, such as `2026-12-01T00:00:00Z`; as it is now otherwise.
        at: Option<Timestamp>,
    }
}

/// What can be done with worlds.
pub(super) fn operations() -> Vec<Operation> {
    let one = json!({
        "name": "w1",
        "api": "http://127.0.0.1:41873",
        "pages": "http://w1.platform.localhost:41873",
        "now": "2026-11-22T08:00:00Z",
        "record": false,
        "began": "empty",
    });
    let all = json!({ "data": [one] });
    let (worlds, name) = ("/_control/worlds", json!({ "world": "w1" }));
    vec![
        Operation::get(worlds, "The worlds of this process, and where each is.", list).answers(all),
        Operation::post(
            worlds,
            "Makes a further world, with a database and clock of its own.",
            add,
        )
        .example(json!({ "name": "trial-ends", "seed": 7, "at": "2026-03-01T08:00:00Z" }))
        .answers(one.clone()),
        Operation::delete("/_control/worlds/{world}", "Takes a world away.", delete)
            .example(name.clone()),
        Operation::post(
            "/_control/worlds/{world}/reset",
            "Takes a world back to its beginning.",
            reset,
        )
        .example(name.clone())
        .answers(one.clone()),
        Operation::get(
            "/_control/worlds/{world}/export",
            "Writes a world down, complete, as it is at one moment: JSON Lines.",
            export,
        )
        .example(name)
        .answers_in(TEXT, "{\"world\":\"w1\",\"form\":1,…}\n…\n{\"end\":{\"rows\":…}}\n"),
        Operation::get(
            "/_control/worlds/{world}/session",
            "Everything that happened in a recorded world so far: JSON Lines, to be played again.",
            session,
        )
        .example(json!({ "world": "w1" }))
        .answers_in(TEXT, "{\"vestibule_session\":1,…}\n…\n"),
        Operation::text(
            "/_control/worlds/import",
            "Makes a world from an exported one, in place of what is there if the name is taken.",
            TEXT,
            import,
        )
        .answers(one.clone()),
        Operation::post(
            "/_control/worlds/{world}/fork",
            "Copies a world as it is now, or as it was at an earlier moment.",
            fork,
        )
        .example(json!({ "world": "w1", "name": "w1-before", "at": "2026-03-01T09:00:00Z" }))
        .answers(one),
    ]
}

/// The worlds around a platform.
fn around(platform: &Platform) -> Result<Worlds, No> {
    let worlds = platform.place().and_then(|place| place.worlds());
    worlds.ok_or_else(|| WorldsError::Alone.into())
}

/// `GET /_control/worlds`. A platform that stands alone is the only one.
async fn list(platform: Platform, Nothing {}: Nothing) -> Told {
    let all = around(&platform).map_or_else(|_| vec![alone(&platform)], |worlds| worlds.list());
    Ok(Json(json!({ "data": all })))
}

fn alone(platform: &Platform) -> Address {
    let settings = platform.settings();
    Address {
        name: MAIN.to_owned(),
        api: settings.api_base.clone(),
        pages: settings.pages_origin.clone(),
        now: platform.now(),
        record: false,
        began: "empty".to_owned(),
        env: None,
    }
}

/// `POST /_control/worlds`.
async fn add(platform: Platform, wanted: Wanted) -> Told {
    let Wanted { name, seed, policy, at, record, file, scenario } = wanted;
    let begin = match (file, scenario) {
        (None, None) => Begin::Empty,
        (Some(Value::String(toml)), None) => Begin::Seed(Seed::from_toml(&toml)?.into()),
        (Some(json), None) => Begin::Seed(Seed::from_json(&json)?.into()),
        (None, Some(name)) => Begin::Scenario(name),
        (Some(_), Some(_)) => return Err(No::bad("say `file` or `scenario`, not both")),
    };
    let policy = match policy {
        None => Map::new(),
        Some(Value::Object(rules)) => rules,
        Some(_) => return Err(No::bad("`policy` must be a JSON object of rules and values")),
    };
    let options = Options { port: 0, seed, policy, at, record, begin };
    told(around(&platform)?.create(name, options).await)
}

/// `DELETE /_control/worlds/{world}`.
async fn delete(platform: Platform, Named { world }: Named) -> Told {
    around(&platform)?.delete(&world)?;
    Ok(Json(json!({ "success": true })))
}

/// `POST /_control/worlds/{world}/reset`.
async fn reset(platform: Platform, Named { world }: Named) -> Told {
    told(around(&platform)?.reset(&world).await)
}

/// `GET /_control/worlds/{world}/export`.
async fn export(platform: Platform, Named { world }: Named) -> Result<Response, No> {
    let text = around(&platform)?.export(&world).await?;
    Ok(([(CONTENT_TYPE, TEXT)], text).into_response())
}

/// `GET /_control/worlds/{world}/session`.
async fn session(platform: Platform, Named { world }: Named) -> Result<Response, No> {
    let text = around(&platform)?.session(&world)?;
    Ok(([(CONTENT_TYPE, TEXT)], text).into_response())
}

/// `POST /_control/worlds/import`.
async fn import(platform: Platform, wanted: Import, body: Bytes) -> Told {
    let text = std::str::from_utf8(&body);
    let text = text.map_err(|_| No::bad("an exported world is a text in UTF-8"))?;
    told(around(&platform)?.import(wanted.name, text, wanted.record).await)
}

/// `POST /_control/worlds/{world}/fork`.
async fn fork(platform: Platform, Fork { world, name, at }: Fork) -> Told {
    told(around(&platform)?.fork(&world, name, at).await)
}

fn told(made: Result<Address, WorldsError>) -> Told {
    Ok(Json(json!(made?)))
}

impl From<WorldsError> for No {
    fn from(error: WorldsError) -> Self {
        let why = error.to_string();
        match error {
            WorldsError::Unknown(..) | WorldsError::Scenario(_) => Self::missing(why),
            WorldsError::Seed(error) => error.into(),
            WorldsError::Taken(_) => Self::conflict(why),
            WorldsError::Main
            | WorldsError::Alone
            | WorldsError::NotRecorded(_)
            | WorldsError::NotYet { .. }
            | WorldsError::Before { .. } => Self::refused(why),
            WorldsError::BadName(_)
            | WorldsError::At(_)
            | WorldsError::Text(_)
            | WorldsError::Session(_)
            | WorldsError::Rules(_) => Self::bad(why),
            WorldsError::Open(_)
            | WorldsError::Db(_)
            | WorldsError::Example(_)
            | WorldsError::Failed(_)
            | WorldsError::Port(_) => Self::down(why),
        }
    }
}
