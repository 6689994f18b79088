//! A platform with many clients: one is onboarded for real, the log then tells its story again and
//! again with other ids, numbers and tokens. Every fifth client has a second number.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp};
use platform::{Keeping, Outside, Platform, Settings, Turn};
use rusqlite::{Connection, params};
use serde_json::Value;
use shell::{
    clock::Clock,
    db::{Db, Mode},
    http::{self, Client, Switchboard},
    secret::Secrets,
};

/// When every fleet begins.
const DAWN: &str = "2026-11-22T08:00:00Z";
/// Where the platform answers on the switchboard.
const BASE: &str = "http://127.0.0.1:8090";
/// Every so many clients one has a second number.
pub const SECOND_NUMBER_EVERY: usize = 5;
/// Rows of one transaction.
const ROWS: usize = 200_000;

/// What tools need to know of a fleet.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// The file of the database.
    pub path: PathBuf,
    /// The time at which its story stops.
    pub now: Timestamp,
    /// A token of the provider's admin system user.
    pub token: String,
    /// WABAs of clients.
    pub wabas: usize,
    /// Their numbers.
    pub phones: Vec<u64>,
}

impl Fleet {
    /// One of its numbers: those of successive places lie far apart.
    pub fn phone(&self, place: usize) -> u64 {
        self.phones[place.wrapping_mul(7919) % self.phones.len()]
    }

    /// The header that shows the admin system user's token.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }
}

/// Opens a platform on a database, its clock standing at `now`; budgets of calls are lifted.
///
/// # Errors
/// When it does not open.
pub async fn open(path: &Path, mode: Mode, clock: &Clock) -> anyhow::Result<Platform> {
    let mut settings = Settings { seed: Some(7), ..Settings::on_port(8090) }.by_hand();
    settings.policy.call_limits = world::CallLimits::lifted();
    if mode == Mode::Inline {
        settings.keeping = Keeping::Inline;
    }
    let outside = Outside {
        db: Db::open(path, mode)?,
        clock: clock.clone(),
        secrets: Secrets::seeded(7),
        http: Client::inside(Arc::new(Switchboard::new())),
    };
    Ok(Platform::open(settings, outside).await?)
}

/// Writes the story of `wabas` clients into a new database at `path`.
///
/// # Errors
/// When the one real onboarding fails, or the file cannot be written.
pub async fn found(path: &Path, wabas: usize) -> anyhow::Result<Fleet> {
    let clock = Clock::manual(DAWN.parse()?);
    let platform = open(path, Mode::Inline, &clock).await?;
    let (token, story) = onboard(&platform).await?;
    drop(platform);
    let mut phones = Vec::new();
    let mut db = Connection::open(path)?;
    db.pragma_update(None, "synchronous", "OFF")?;
    let mut seq: i64 = db.query_row("SELECT max(seq) FROM event", [], |row| row.get(0))?;
    let at: i64 = db.query_row("SELECT max(at) FROM event", [], |row| row.get(0))?;
    let mut client = 0;
    while client < wabas {
        let transaction = db.transaction()?;
        let sql = "INSERT INTO event (seq, at, by_whom, body) VALUES ($1, $2, 'desk', $3)";
        let mut insert = transaction.prepare(sql)?;
        let before = seq;
        while client < wabas && (seq - before) < ROWS as i64 {
            for line in story.told_again(client, &mut phones) {
                seq += 1;
                insert.execute(params![seq, at, line])?;
            }
            client += 1;
        }
        drop(insert);
        transaction.commit()?;
    }
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(db);
    std::fs::File::open(path)?.sync_all()?;
    crate::machine::quiet_disk(path).await?;
    Ok(Fleet { path: path.to_owned(), now: clock.now(), token, wabas, phones })
}

/// One client goes the whole way; its events, and the token of the provider's admin.
async fn onboard(platform: &Platform) -> anyhow::Result<(String, Story)> {
    let environment = ask(platform, "GET", "/_control/world/env", None).await?;
    let text = |name: &str| {
        let value = environment[name].as_str();
        value.map(str::to_owned).with_context(|| format!("the environment has no {name}"))
    };
    let (waba, phone, token) = (text("WABA_ID")?, text("PHONE_NUMBER_ID")?, text("SYSTEM_TOKEN")?);
    let line = text("CREDIT_LINE_ID")?;
    let graph = [
        (
            format!("/v21.0/{waba}/assigned_users"),
            vec![
                ("user".to_owned(), text("SYSTEM_USER_ID")?),
                ("tasks".to_owned(), "[\"MANAGE\"]".to_owned()),
            ],
        ),
        (
            format!("/v21.0/{line}/whatsapp_credit_sharing_and_attach"),
            vec![
                ("waba_id".to_owned(), waba.clone()),
                ("waba_currency".to_owned(), "USD".to_owned()),
            ],
        ),
    ];
    for (path, form) in graph {
        let form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        call(platform, &path, &form, &token).await?;
    }
    platform.turn_clock(Turn::By(SignedDuration::from_secs(61))).await?;
    let events = platform.store().events_after(0, 500).await?;
    let lines: Result<Vec<Value>, _> =
        events.iter().map(|entry| serde_json::to_value(&entry.event)).collect();
    let ids = [text("CLIENT_BUSINESS_ID")?, waba, phone.clone()];
    let second = text("UNVERIFIED_PHONE_ID")?;
    Ok((token, Story::of(&lines?, &ids, &phone, &second)?))
}

async fn ask(
    platform: &Platform,
    method: &str,
    path: &str,
    form: Option<(&[(&str, &str)], &str)>,
) -> anyhow::Result<Value> {
    let board = Arc::new(Switchboard::new());
    board.connect("127.0.0.1:8090", platform.router());
    let url = format!("{BASE}{path}");
    let request = match form {
        None => http::get(&url, None)?,
        Some((form, token)) => http::post_form(&url, form, Some(token))?,
    };
    let answer = Client::inside(board).send(request).await?;
    if !answer.status().is_success() {
        bail!("{method} {path}: {}", String::from_utf8_lossy(answer.body()));
    }
    Ok(serde_json::from_slice(answer.body())?)
}

async fn call(
    platform: &Platform,
    path: &str,
    form: &[(&str, &str)],
    token: &str,
) -> anyhow::Result<()> {
    ask(platform, "POST", path, Some((form, token))).await.map(drop)
}

/// The story of one client with gaps where its own ids, number and fingerprints stand.
#[derive(Debug)]
struct Story {
    lines: Vec<Line>,
    /// How many ids of its own a client has.
    ids: usize,
    phone: usize,
}

#[derive(Debug)]
struct Line {
    parts: Vec<Part>,
    /// It is about the number, and told once more for a second one.
    of_phone: bool,
}

#[derive(Debug)]
enum Part {
    Text(String),
    Id(usize),
    Number,
    Fingerprint(usize),
}

impl Story {
    /// Takes the client's events out of a log. Runs of the signup and codes are left out: they are
    /// history, not the fleet.
    fn of(log: &[Value], ids: &[String; 3], phone: &str, second: &str) -> anyhow::Result<Self> {
        let begin = log.iter().position(|event| event["business"] == ids[0].as_str());
        let (before, own) = log.split_at(begin.context("the client's business is not in the log")?);
        let known: String = before.iter().map(Value::to_string).collect();
        let mut found: BTreeMap<String, usize> = BTreeMap::new();
        found.insert(phone.to_owned(), 0);
        let mut lines: Vec<Line> = Vec::new();
        let mut tokens = 0;
        for event in own {
            let (kind, text) = (event["event"].as_str().unwrap_or_default(), event.to_string());
            let history = ["signup", "login_code", "code_", "message_", "verification", "handset"];
            if history.iter().any(|word| kind.starts_with(word)) || text.contains(second) {
                continue;
            }
            // The first token is the client's, those behind it are the provider's own.
            tokens += usize::from(kind == "token_issued");
            if kind == "token_issued" && tokens > 1 {
                continue;
            }
            let of_phone = text.contains(phone) && kind != "waba_created";
            lines.push(Line { parts: cut(&text, &known, &mut found), of_phone });
        }
        Ok(Self { lines, ids: found.len(), phone: 0 })
    }

    /// The story of one more client; notes its numbers.
    fn told_again(&self, client: usize, phones: &mut Vec<u64>) -> Vec<String> {
        let first = 2_000_000_000_000_000 + (client * 2 * self.ids) as u64;
        let mut told: Vec<String> =
            self.lines.iter().map(|line| line.told(first, client * 2, None)).collect();
        phones.push(first + self.phone as u64);
        if client.is_multiple_of(SECOND_NUMBER_EVERY) {
            let phone = first + (self.ids + self.phone) as u64;
            let again = self.lines.iter().filter(|line| line.of_phone);
            told.extend(
                again.map(|line| line.told(first, client * 2 + 1, Some((self.phone, phone)))),
            );
            phones.push(phone);
        }
        told
    }
}

impl Line {
    fn told(&self, first: u64, number: usize, second: Option<(usize, u64)>) -> String {
        let mut text = String::with_capacity(256);
        for part in &self.parts {
            match part {
                Part::Text(words) => text.push_str(words),
                Part::Id(id) => {
                    let own = second.filter(|(place, _)| place == id).map(|(_, phone)| phone);
                    text.push_str(&own.unwrap_or(first + *id as u64).to_string());
                }
                Part::Number => text.push_str(&format!("49151{number:08}")),
                Part::Fingerprint(place) => {
                    text.push_str(&format!("{place:032x}{number:032x}"));
                }
            }
        }
        text
    }
}

/// Cuts an event where something of the client's own stands: quoted ids, numbers, fingerprints.
fn cut(text: &str, known: &str, found: &mut BTreeMap<String, usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, piece) in text.split('"').enumerate() {
        if place > 0 {
            parts.push(Part::Text("\"".to_owned()));
        }
        let digits = piece.bytes().all(|byte| byte.is_ascii_digit());
        let hex = piece.bytes().all(|byte| byte.is_ascii_hexdigit());
        let part = match piece.len() {
            14..=16 if digits && !known.contains(piece) => {
                let fresh = found.len();
                Part::Id(*found.entry(piece.to_owned()).or_insert(fresh))
            }
            11 if digits => Part::Number,
            64 if hex => Part::Fingerprint(piece.bytes().map(usize::from).sum::<usize>() % 100_000),
            _ => Part::Text(piece.to_owned()),
        };
        parts.push(part);
    }
    parts
}
