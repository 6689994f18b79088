//! Copies of a whole database, whichever engine it is of: a SQLite file with the same tables. One
//! that was made of either engine can be put back into either.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Cell, DbError, Kind, Param, Row, Sql, Tx};
use crate::db::{Db, Mode, copies, files};

/// Migrations, as [`Sql::migrate`] takes them.
type Migrations = [(&'static str, &'static str)];

/// A table and its columns, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    name: String,
    columns: Vec<(String, Kind)>,
}

impl Sql {
    /// Writes all that is in the database at one moment into a file, which must not be there, and
    /// says how many bytes it has. The database must have seen all of `migrations`. Takes as long
    /// as reading everything once; others go on writing meanwhile.
    ///
    /// # Errors
    /// When the database refuses, or the file cannot be written.
    pub async fn copy_out(&self, to: &Path, migrations: &Migrations) -> Result<u64, DbError> {
        let part = copies::beside(to, ".part");
        let written = self.pour_out(&part, migrations).await;
        let written = written.and_then(|()| copies::finish(&part, to));
        if written.is_err() {
            // What is unfinished is of no use; the error says why.
            let _ = std::fs::remove_file(&part);
        }
        // Of the connection that wrote it.
        let _ = std::fs::remove_file(copies::beside(&part, ".lock"));
        written
    }

    async fn pour_out(&self, part: &Path, migrations: &Migrations) -> Result<(), DbError> {
        // What an earlier try left, whose process is gone.
        let _ = std::fs::remove_file(part);
        let empty = Db::open(part, Mode::Inline)?;
        empty.migrate(migrations).await?;
        drop(empty);
        let file = part.to_owned();
        self.read(move |from| {
            let about = |error| DbError::about(&file, error);
            let mut into = files::connect(&file)?;
            let tables = Tx::sqlite(&into).tables()?;
            let writing = into.transaction().map_err(about)?;
            for table in &tables {
                table.pour(from, &Tx::sqlite(&writing))?;
            }
            writing.commit().map_err(about)?;
            // One file is all of it.
            let alone = "PRAGMA journal_mode = DELETE";
            into.query_row(alone, [], |_| Ok(())).map_err(about)
        })
        .await
    }

    /// Replaces all that is in the database by what is in a copy, in one transaction. Both must
    /// have seen the same migrations.
    ///
    /// # Errors
    /// When the copy cannot be read or the database refuses; nothing has changed then.
    pub async fn copy_in(&self, from: &Path) -> Result<(), DbError> {
        let from: PathBuf = from.to_owned();
        self.write(move |into| {
            let copy = Connection::open(&from).map_err(|error| DbError::about(&from, error))?;
            let copy = Tx::sqlite(&copy);
            into.tables()?.iter().try_for_each(|table| table.pour(&copy, into))
        })
        .await
    }
}

impl Table {
    /// Replaces what one database has of this table by what another one has.
    fn pour(&self, from: &Tx<'_>, into: &Tx<'_>) -> Result<(), DbError> {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let (table, names) = (&self.name, names.join(", "));
        into.execute(&format!("DELETE FROM {table}"), &[])?;
        let marks: Vec<String> = (1..=self.columns.len()).map(|nth| format!("${nth}")).collect();
        let put = format!("INSERT INTO {table} ({names}) VALUES ({})", marks.join(", "));
        from.each(&format!("SELECT {names} FROM {table}"), &mut |row| {
            let values: Vec<Param<'_>> = (self.columns.iter().enumerate())
                .map(|(place, (_, kind))| Ok(param(row.cell(place)?, *kind)))
                .collect::<Result<_, DbError>>()?;
            into.execute(&put, &values).map(drop)
        })
    }
}

fn param(cell: Cell<'_>, kind: Kind) -> Param<'_> {
    match cell {
        Cell::Null => Param::Null(kind),
        Cell::Int(number) => Param::Int(number),
        Cell::Real(number) => Param::Real(number),
        Cell::Text(text) => Param::Text(text),
        Cell::Blob(bytes) => Param::Blob(bytes),
    }
}

impl Tx<'_> {
    /// The tables that migrations made.
    fn tables(&self) -> Result<Vec<Table>, DbError> {
        let sql = match self.is_sqlite() {
            true => {
                "SELECT here.name, part.name, part.type FROM sqlite_master AS here
                 JOIN pragma_table_info(here.name) AS part
                 WHERE here.type = 'table' AND here.name NOT LIKE 'sqlite_%'
                 ORDER BY here.name, part.cid"
            }
            false => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT),
                     upper(CAST(data_type AS TEXT))
                 FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name <> 'migrated'
                 ORDER BY table_name, ordinal_position"
            }
        };
        let mut tables: Vec<Table> = Vec::new();
        self.each(sql, &mut |row: &Row<'_>| {
            let (table, column, kind): (String, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            let column = (column, kind_of(&kind));
            match tables.last_mut().filter(|last| last.name == table) {
                Some(last) => last.columns.push(column),
                None => tables.push(Table { name: table, columns: vec![column] }),
            }
            Ok(())
        })?;
        Ok(tables)
    }
}

/// The kind of a column by the type it was made with.
fn kind_of(word: &str) -> Kind {
    match word {
        "BIGINT" => Kind::Int,
        "DOUBLE PRECISION" => Kind::Real,
        "BYTEA" | "BLOB" => Kind::Blob,
        _ => Kind::Text,
    }
}
