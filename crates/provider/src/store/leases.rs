//! Which process does the work of which there is one piece, see `crate::nodes`.

use shell::db::DbError;
use shell::sql::{Tx, params};

/// Takes or renews a lease; says whether `node` has it. Times are microseconds of the real time.
///
/// # Errors
/// When the database refuses.
pub(crate) fn hold(
    db: &Tx<'_>,
    name: &str,
    node: &str,
    now: i64,
    until: i64,
) -> Result<bool, DbError> {
    let taken = db.execute(
        "INSERT INTO lease (name, node, until) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO UPDATE SET node = excluded.node, until = excluded.until
         WHERE lease.node = excluded.node OR lease.until <= $4",
        params![name, node, until, now],
    )?;
    Ok(taken > 0)
}

/// Gives all leases of `node` back, those of clients too.
///
/// # Errors
/// When the database refuses.
pub(crate) fn let_go(db: &Tx<'_>, node: &str) -> Result<(), DbError> {
    db.execute("DELETE FROM lease WHERE node = $1", params![node])?;
    Ok(())
}
