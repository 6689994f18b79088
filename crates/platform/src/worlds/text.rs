//! A world as readable text: JSON Lines, complete, so that reading it gives the same world.
//!
//! The first line says what the file is and what time it was, the last one how many rows it has,
//! so that a file that was cut is noticed. Every other line is one row of one table, named by the
//! table. JSON within a row stands there as JSON where that loses nothing. The rows are those of
//! the version of the tables that the first line names: an older file is brought up to date after
//! it was read, as an older database is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rusqlite::types::{Value as Cell, ValueRef};
use rusqlite::{Connection, Transaction, params_from_iter};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shell::db::{Db, DbError};

use crate::plain;
use crate::store::MIGRATIONS;

/// The form of the files this program writes and reads.
const FORM: u32 = 1;
/// Tables that only make a start quicker.
const LEFT_OUT: [&str; 2] = ["snapshot", "snapshot_part"];
/// The setting that the time in the first line stands for.
const CLOCK: &str = "clock_offset_us";

/// The first line of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    /// The world's name when it was written.
    pub(crate) world: String,
    form: u32,
    /// Which version of the tables the rows are of.
    tables: usize,
    /// What time it was in the world.
    pub(crate) at: Timestamp,
    /// Whether its clock stands still, and secrets come from its seed.
    pub(crate) record: bool,
}

impl Head {
    /// The first line of a world as it is now.
    pub(crate) fn of(world: &str, at: Timestamp, record: bool) -> Self {
        let (world, tables) = (world.to_owned(), MIGRATIONS.len());
        Self { world, form: FORM, tables, at, record }
    }
}

/// Why a text is no world. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct TextError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what it must be.
    pub why: String,
}

/// A table as the database describes it.
struct Table {
    name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// Holds bytes, which are written in base64.
    bytes: bool,
    /// Its place in the primary key, from 1; 0 outside.
    key: i64,
}

/// Writes a database down as it is at one moment; `head` is asked after that moment.
///
/// # Errors
/// When it cannot be read.
pub(crate) async fn write(
    db: &Db,
    head: impl FnOnce() -> Head + Send + 'static,
) -> Result<String, DbError> {
    db.read(move |db| {
        let (mut rows, mut body) = (0_u64, String::new());
        for table in tables(db)? {
            rows += write_table(db, &table, &mut body)?;
        }
        let head = serde_json::to_string(&head()).expect("a head is plain values");
        Ok(format!("{head}\n{body}{}\n", json!({ "end": { "rows": rows } })))
    })
    .await
}

fn tables(db: &Connection) -> rusqlite::Result<Vec<Table>> {
    let sql = "SELECT name FROM sqlite_schema \
               WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";
    let names = db.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
    let kept = names.into_iter().filter(|name: &String| !LEFT_OUT.contains(&name.as_str()));
    kept.map(|name| Ok(Table { columns: columns(db, &name)?, name })).collect()
}

fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<Column>> {
    let sql = "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid";
    let column = |row: &rusqlite::Row<'_>| {
        let bytes = row.get_ref(1)?.as_str().is_ok_and(|kind| kind == "BLOB");
        Ok(Column { name: row.get(0)?, bytes, key: row.get(2)? })
    };
    db.prepare_cached(sql)?.query_map([table], column)?.collect()
}

/// Whether a value is written as this text; another spelling would not come back.
fn is_written(json: &Value, text: &str) -> bool {
    serde_json::to_string(json).is_ok_and(|written| written == text)
}

fn write_table(db: &Connection, table: &Table, into: &mut String) -> rusqlite::Result<u64> {
    let Table { name, columns } = table;
    let mut key: Vec<&Column> = columns.iter().filter(|column| column.key > 0).collect();
    key.sort_by_key(|column| column.key);
    let order = if key.is_empty() { "rowid".to_owned() } else { list(key) };
    let sql = format!("SELECT {} FROM \"{name}\" ORDER BY {order}", list(columns));
    let mut select = db.prepare(&sql)?;
    let mut rows = select.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let mut shown = Map::new();
        for (place, column) in columns.iter().enumerate() {
            shown.insert(column.name.clone(), cell(row.get_ref(place)?)?);
        }
        if name == "setting" && shown["name"] == CLOCK {
            continue;
        }
        into.push_str(&json!({ name.as_str(): shown }).to_string());
        into.push('\n');
        count += 1;
    }
    Ok(count)
}

fn list<'a>(columns: impl IntoIterator<Item = &'a Column>) -> String {
    let quoted = columns.into_iter().map(|column| format!("\"{}\"", column.name));
    quoted.collect::<Vec<_>>().join(", ")
}

/// A value of the database as JSON.
fn cell(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Blob(bytes) => STANDARD.encode(bytes).into(),
        ValueRef::Text(_) => {
            let text = value.as_str()?;
            let whole = text.starts_with(['{', '[']).then(|| serde_json::from_str::<Value>(text));
            match whole {
                // Only what comes back as exactly these bytes.
                Some(Ok(json)) if is_written(&json, text) => json,
                _ => text.into(),
            }
        }
    })
}

/// Reads a text into a database of its own, in memory, which has the newest tables then.
///
/// # Errors
/// The first line that cannot be, or what the database says.
pub(crate) async fn read(text: &str) -> Result<Result<(Db, Head), TextError>, DbError> {
    let head = match head(text) {
        Ok(head) => head,
        Err(error) => return Ok(Err(error)),
    };
    let db = Db::memory()?;
    db.migrate(&MIGRATIONS[..head.tables]).await?;
    let text = text.to_owned();
    if let Err(error) = db.write(move |db| Ok(insert(db, &text))).await? {
        return Ok(Err(error));
    }
    db.migrate(MIGRATIONS).await?;
    Ok(Ok((db, head)))
}

/// Empties the tables, and fills them from a text of the newest form; `offset_us` is how far the
/// clock is ahead of the system's.
///
/// # Errors
/// What the database says; then everything must be undone.
pub(crate) fn replace(db: &Transaction<'_>, text: &str, offset_us: i64) -> rusqlite::Result<()> {
    for name in tables(db)?.iter().map(|table| table.name.as_str()).chain(LEFT_OUT) {
        db.execute(&format!("DELETE FROM \"{name}\""), [])?;
    }
    insert(db, text).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    let sql = "INSERT INTO setting (name, value) VALUES ($1, $2)";
    db.execute(sql, (CLOCK, offset_us.to_string())).map(drop)
}

/// The first line.
pub(crate) fn head(text: &str) -> Result<Head, TextError> {
    let no = |why: String| TextError { line: 1, why };
    let first = text.lines().next().unwrap_or_default();
    let said: Value = serde_json::from_str(first).unwrap_or_default();
    let (form, tables) = (said["form"].as_u64(), said["tables"].as_u64());
    if said["world"].is_null() || form.is_none() {
        return Err(no("this is no exported world: such a file begins with \
                       {\"world\":…,\"form\":1,…}"
            .to_owned()));
    }
    if form != Some(FORM.into()) {
        let form = form.unwrap_or_default();
        return Err(no(format!("the file has form {form}, this program reads form {FORM}")));
    }
    let known = MIGRATIONS.len() as u64;
    if let Some(tables) = tables.filter(|tables| *tables > known) {
        return Err(no(format!(
            "a newer program wrote this file (tables {tables}, this program knows {known}): \
             read it with that one"
        )));
    }
    serde_json::from_value(said)
        .map_err(|error| no(format!("the first line is wrong: {}", plain::json(&error))))
}

/// Inserts all rows; the tables are empty.
fn insert(db: &Transaction<'_>, text: &str) -> Result<(), TextError> {
    let known = tables(db).map_err(|error| TextError { line: 1, why: error.to_string() })?;
    let (mut rows, mut last) = (0_u64, 1);
    let mut ended = false;
    for (line, words) in (1..).zip(text.lines()).skip(1) {
        last = line;
        let no = |why: String| TextError { line, why };
        if words.trim().is_empty() {
            continue;
        }
        if ended {
            return Err(no("there is something behind the end".to_owned()));
        }
        let said: Map<String, Value> = serde_json::from_str(words)
            .map_err(|error| no(format!("it is no row: {}", plain::json(&error))))?;
        let mut members = said.into_iter();
        let (Some((name, row)), None) = (members.next(), members.next()) else {
            return Err(no("a row is {\"table\":{…}}, with one table".to_owned()));
        };
        if name == "end" {
            if row["rows"].as_u64() != Some(rows) {
                let said = &row["rows"];
                return Err(no(format!("the end counts {said} rows, but here are {rows}")));
            }
            ended = true;
            continue;
        }
        let Some(table) = known.iter().find(|table| table.name == name) else {
            return Err(no(format!("there is no table `{name}`")));
        };
        insert_row(db, table, row).map_err(no)?;
        rows += 1;
    }
    if ended {
        return Ok(());
    }
    Err(TextError { line: last, why: "the file was cut off: it has no end".to_owned() })
}

fn insert_row(db: &Transaction<'_>, table: &Table, row: Value) -> Result<(), String> {
    let Value::Object(row) = row else {
        return Err(format!("the row of `{}` is no JSON object", table.name));
    };
    if row.is_empty() {
        let names: Vec<_> = table.columns.iter().map(|one| format!("`{}`", one.name)).collect();
        return Err(format!("the row of `{}` is empty: say {}", table.name, names.join(", ")));
    }
    let (mut columns, mut values) = (Vec::new(), Vec::new());
    for (name, value) in row {
        let column = table.columns.iter().find(|column| column.name == name);
        let column = column.ok_or_else(|| format!("`{}` has no `{name}`", table.name))?;
        values.push(stored(column, value)?);
        columns.push(column);
    }
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let (name, places) = (&table.name, places.join(", "));
    let sql = format!("INSERT INTO \"{name}\" ({}) VALUES ({places})", list(columns));
    let done = db
        .prepare_cached(&sql)
        .and_then(|mut insert| insert.execute(params_from_iter(values)).map(drop));
    done.map_err(|error| {
        format!("the row does not fit `{name}`: {}", plain::misfit(&error.to_string()))
    })
}

/// A value of a row as the database keeps it.
fn stored(column: &Column, value: Value) -> Result<Cell, String> {
    let no = |what: &str| format!("`{}` must be {what}", column.name);
    Ok(match value {
        Value::Null => Cell::Null,
        Value::String(text) if column.bytes => {
            Cell::Blob(STANDARD.decode(text).map_err(|_| no("bytes in base64"))?)
        }
        Value::String(text) => Cell::Text(text),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Cell::Integer(whole),
            (None, Some(part)) => Cell::Real(part),
            (None, None) => return Err(no("a number of 64 bits")),
        },
        Value::Bool(_) => return Err(no("a text, a number, JSON or null")),
        json @ (Value::Array(_) | Value::Object(_)) => Cell::Text(json.to_string()),
    })
}
