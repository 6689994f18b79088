//! Every column that holds sealed texts, in one list: what [`crate::keys`] seals anew.
//!
//! What a text is sealed for is its *context*, `<name>/<key of the row>`: it is authenticated, so a
//! text copied to another row or column does not open.

use std::fmt::Display;

use shell::db::DbError;
use shell::sql::{Tx, params};

/// A column of sealed texts, in a table whose key is one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// The table.
    pub table: &'static str,
    /// The column of its key.
    pub key: &'static str,
    /// The column.
    pub column: &'static str,
    /// What contexts begin with.
    pub name: &'static str,
}

/// Two-step PINs of numbers.
pub const PIN: Sealed =
    Sealed { table: "phone", key: "phone_id", column: "pin", name: "phone_pin" };
/// Passwords of client instances.
pub const PASSWORD: Sealed =
    Sealed { table: "instance", key: "phone_id", column: "password", name: "instance_password" };
/// Webhook secrets of client instances.
pub const SECRET: Sealed =
    Sealed { table: "instance", key: "phone_id", column: "secret", name: "instance_secret" };
/// Tokens and codes from browsers.
pub const CALLBACK: Sealed =
    Sealed { table: "callback", key: "seq", column: "sealed", name: "callback" };

/// All of them. A test finds any that is missing here.
pub const ALL: [Sealed; 4] = [PIN, PASSWORD, SECRET, CALLBACK];

/// One sealed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Key of its row.
    pub key: i64,
    /// The sealed text.
    pub sealed: String,
}

impl Sealed {
    /// What the text of one row is sealed for.
    #[must_use]
    pub fn context(&self, key: impl Display) -> String {
        format!("{}/{key}", self.name)
    }

    /// How many texts there are that do not begin so.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_others(&self, tx: &Tx<'_>, beginning: &str) -> Result<u64, DbError> {
        let Self { table, column, .. } = self;
        tx.one(
            &format!("SELECT count(*) FROM {table} WHERE {column} NOT LIKE $1"),
            params![format!("{beginning}%")],
            |row| row.get(0),
        )
    }

    /// The texts that do not begin so, of rows with a greater key than `after`, in the order of
    /// keys.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn others(
        &self,
        tx: &Tx<'_>,
        beginning: &str,
        after: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Text>, DbError> {
        let Self { table, key, column, .. } = self;
        let sql = format!(
            "SELECT {key} AS row_key, {column} AS sealed FROM {table}
             WHERE {key} > $1 AND {column} NOT LIKE $2 ORDER BY {key} LIMIT $3"
        );
        let after = after.unwrap_or(i64::MIN);
        tx.all(&sql, params![after, format!("{beginning}%"), limit], |row| {
            Ok(Text { key: row.get("row_key")?, sealed: row.get("sealed")? })
        })
    }

    /// Replaces a text.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn replace(&self, tx: &Tx<'_>, key: i64, sealed: &str) -> Result<(), DbError> {
        let Self { table, key: key_column, column, .. } = self;
        let sql = format!("UPDATE {table} SET {column} = $1 WHERE {key_column} = $2");
        tx.execute(&sql, params![sealed, key]).map(drop)
    }

    /// How many texts there are, by the beginning that names their key.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn by_beginning(&self, tx: &Tx<'_>) -> Result<Vec<(String, u64)>, DbError> {
        let Self { table, column, .. } = self;
        // `v1:<8 digits>:`
        let sql = format!(
            "SELECT substr({column}, 1, 12) AS beginning, count(*) AS texts FROM {table}
             WHERE {column} IS NOT NULL GROUP BY substr({column}, 1, 12)"
        );
        tx.all(&sql, &[], |row| Ok((row.get("beginning")?, row.get("texts")?)))
    }
}
