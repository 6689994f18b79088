//! A schema of a PostgreSQL server for one test, where the environment names a server.

use anyhow::Context;
use shell::sql::{Address, Sql, Tx};

/// An empty schema. It is removed when this is dropped.
pub struct Schema {
    address: Address,
    db: Sql,
}

impl Schema {
    /// Makes one.
    ///
    /// # Errors
    /// When the environment names no server, or it does not answer.
    pub async fn fresh() -> anyhow::Result<Self> {
        let address = Address::scratch().with_context(|| {
            format!("{} names no server: run `cargo xtask test postgres`", shell::sql::TEST_SERVER)
        })?;
        let db = Sql::disposable(address.clone()).await?;
        Ok(Self { address, db })
    }

    /// The settings of a provider that remembers in it.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let schema = self.address.schema.clone().unwrap_or_default();
        vec![("database_url", self.address.url.clone()), ("database_schema", schema)]
    }

    /// Where it is.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// A handle on it.
    pub fn db(&self) -> &Sql {
        &self.db
    }

    /// The one number that a statement answers.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn number(&self, sql: &'static str) -> anyhow::Result<i64> {
        Ok(self.db.read(move |db: &Tx<'_>| db.one(sql, &[], |row| row.get(0))).await?)
    }
}
