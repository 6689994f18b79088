//! One connection with PostgreSQL, made again when it broke, and a transaction on it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::value::{Kind, Param};
use super::super::{Address, DbError, Row, Tx};

/// A server that does not answer within this time is not there.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// A connection on which nothing is acknowledged for so long is broken.
const SILENT_MAX: Duration = Duration::from_secs(30);
/// What every session is told first. An answer means that it is on disk, whatever the server's
/// default is. No statement waits longer than half a minute, for the one writer's turn or
/// otherwise, and a transaction that we forgot ends by itself, so that nobody waits for it for
/// ever.
const MANNERS: &str = "SET synchronous_commit TO on; SET TIME ZONE 'UTC';
    SET statement_timeout TO '30s'; SET idle_in_transaction_session_timeout TO '60s'";
/// Rows that are read at once where all of a table are.
const FETCHED: u32 = 500;
/// Statements kept prepared on one connection.
const STATEMENTS_MAX: usize = 500;
/// Held while a batch is written: one writer at a time in each schema.
const LOCK: &str =
    "SELECT pg_advisory_xact_lock(hashtextextended('vestibule ' || current_schema(), 0))";

/// Prepared statements by text and types of their values.
type Statements = BTreeMap<String, Statement>;

/// A connection that may be broken.
#[derive(Debug)]
pub(super) struct Link {
    address: Address,
    reads: bool,
    session: Option<Session>,
}

/// A connection that lives, and the transaction under way on it.
pub(in crate::sql) struct Session(RefCell<Live>);

struct Live {
    client: Client,
    statements: Statements,
}

impl fmt::Debug for Session {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("Session").finish_non_exhaustive()
    }
}

impl Link {
    /// A connection that is made when it is needed; for reading only, or for writing.
    pub(super) fn new(address: Address, reads: bool) -> Self {
        Self { address, reads, session: None }
    }

    /// Makes the connection, and the schema where it is missing.
    pub(super) fn begin(&mut self) -> Result<(), DbError> {
        self.session().map(|_| ())
    }

    fn session(&mut self) -> Result<&Session, DbError> {
        if self.session.as_ref().is_none_or(Session::is_broken) {
            self.session = None;
            let client = open(&self.address, self.reads)?;
            let live = Live { client, statements: Statements::new() };
            self.session = Some(Session(RefCell::new(live)));
        }
        Ok(self.session.as_ref().expect("it was just made"))
    }

    /// Runs one batch of writing and commits it.
    pub(super) fn write<T>(
        &mut self,
        job: impl FnOnce(&Session) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.begun(&format!("BEGIN; {LOCK}"))?.end(job)
    }

    /// Runs one job on one state, writing nothing.
    pub(super) fn read<T>(
        &mut self,
        job: impl FnOnce(&Tx<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        self.begun(begin)?.end(|session| job(&Tx::postgres(session)))
    }

    /// Begins a transaction. That a connection broke while nobody used it, as it does when the
    /// server is started anew, shows only here; then it is made again, since nothing was done yet.
    fn begun(&mut self, begin: &str) -> Result<&Session, DbError> {
        if let Err(error) = self.session()?.script(begin) {
            let unreachable = matches!(error, DbError::Unreachable(_));
            if !unreachable && self.session.as_ref().is_some_and(|session| !session.is_broken()) {
                // The transaction may have begun, and its turn not come.
                drop(self.session()?.script("ROLLBACK"));
                return Err(error);
            }
            self.session = None;
            self.session()?.script(begin)?;
        }
        self.session()
    }

    /// Removes the schema with all that is in it.
    pub(super) fn drop_schema(&mut self) -> Result<(), DbError> {
        let Some(schema) = self.address.schema.clone() else { return Ok(()) };
        self.session()?.script(&format!("DROP SCHEMA IF EXISTS {} CASCADE", quoted(&schema)))
    }
}

impl Session {
    fn is_broken(&self) -> bool {
        self.0.borrow().client.is_closed()
    }

    /// Runs a job in the transaction that was begun, and commits. What fails is undone.
    fn end<T>(&self, job: impl FnOnce(&Self) -> Result<T, DbError>) -> Result<T, DbError> {
        match job(self) {
            Ok(value) => self.script("COMMIT").map(|()| value),
            Err(error) => {
                // A connection that cannot even do this is broken, and is made again.
                drop(self.script("ROLLBACK"));
                Err(error)
            }
        }
    }

    pub(in crate::sql) fn execute(
        &self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<usize, DbError> {
        let live = &mut *self.0.borrow_mut();
        let statement = live.prepared(sql, params)?;
        let values: Vec<&(dyn ToSql + Sync)> = params.iter().map(|one| one as _).collect();
        let changed = live.client.execute(&statement, &values)?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    pub(in crate::sql) fn query(
        &self,
        sql: &str,
        params: &[Param<'_>],
    ) -> Result<Vec<postgres::Row>, DbError> {
        let live = &mut *self.0.borrow_mut();
        let statement = live.prepared(sql, params)?;
        let values: Vec<&(dyn ToSql + Sync)> = params.iter().map(|one| one as _).collect();
        Ok(live.client.query(&statement, &values)?)
    }

    /// Hands every row of the answer to `on`, some at a time.
    pub(in crate::sql) fn each(
        &self,
        sql: &str,
        on: &mut dyn FnMut(&Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.script(&format!("DECLARE rows_of CURSOR FOR {sql}"))?;
        loop {
            // Not prepared: its columns are another statement's each time.
            let fetch = format!("FETCH {FETCHED} FROM rows_of");
            let statement = self.0.borrow_mut().client.prepare(&fetch)?;
            let rows = self.0.borrow_mut().client.query(&statement, &[])?;
            rows.iter().try_for_each(|row| on(&Row::Postgres(row)))?;
            if rows.is_empty() {
                return self.script("CLOSE rows_of");
            }
        }
    }

    /// Runs several statements without values.
    pub(in crate::sql) fn script(&self, sql: &str) -> Result<(), DbError> {
        Ok(self.0.borrow_mut().client.batch_execute(sql)?)
    }
}

impl Live {
    /// The statement, prepared for values of these types: what a value is follows from us, never
    /// from the server's guess.
    fn prepared(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Statement, DbError> {
        let types: Vec<Type> = params.iter().map(kind).collect();
        let letters: String = types.iter().map(|kind| format!("{} ", kind.name())).collect();
        let key = letters + sql;
        if let Some(statement) = self.statements.get(&key) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare_typed(sql, &types)?;
        if self.statements.len() >= STATEMENTS_MAX {
            self.statements.clear();
        }
        self.statements.insert(key, statement.clone());
        Ok(statement)
    }
}

fn kind(param: &Param<'_>) -> Type {
    match param {
        Param::Int(_) | Param::Null(Kind::Int) => Type::INT8,
        Param::Real(_) | Param::Null(Kind::Real) => Type::FLOAT8,
        Param::Text(_) | Param::Null(Kind::Text) => Type::TEXT,
        Param::Blob(_) | Param::Null(Kind::Blob) => Type::BYTEA,
    }
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Param::Null(_) => Ok(IsNull::Yes),
            Param::Int(number) => number.to_sql(kind, out),
            Param::Real(number) => number.to_sql(kind, out),
            Param::Text(text) => text.to_sql(kind, out),
            Param::Blob(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn open(address: &Address, reads: bool) -> Result<Client, DbError> {
    let unreachable = |error: &dyn std::error::Error| {
        let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
        DbError::Unreachable(format!("{error}{cause}"))
    };
    let mut config = Config::from_str(&address.url).map_err(|error| unreachable(&error))?;
    config.connect_timeout(CONNECT_WITHIN).application_name("vestibule");
    config.keepalives_idle(SILENT_MAX).tcp_user_timeout(SILENT_MAX);
    let mut client = if config.get_hosts().iter().all(is_here) {
        config.ssl_mode(SslMode::Disable).connect(NoTls)
    } else {
        config.ssl_mode(SslMode::Require).connect(tls(address)?)
    }
    .map_err(|error| unreachable(&error))?;
    if let Some(schema) = &address.schema {
        // Looked for first: to ask for one that is there would take the right to make others.
        let there = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1";
        if !reads && client.query_opt(there, &[schema])?.is_none() {
            let make = format!("CREATE SCHEMA IF NOT EXISTS {}", quoted(schema));
            client.batch_execute(&make)?;
        }
        client.batch_execute(&format!("SET search_path TO {}", quoted(schema)))?;
    }
    client.batch_execute(MANNERS)?;
    Ok(client)
}

/// A name as a statement takes it, whatever is in it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Whether a server is on this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
    }
}

fn tls(address: &Address) -> Result<MakeRustlsConnect, DbError> {
    let wrong = |why: String| DbError::Unreachable(why);
    let mut roots = rustls::RootCertStore::empty();
    match &address.authorities {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(file) => {
            let about = |why: &dyn fmt::Display| wrong(format!("{}: {why}", file.display()));
            let found = CertificateDer::pem_file_iter(file).map_err(|why| about(&why))?;
            for certificate in found {
                let certificate = certificate.map_err(|why| about(&why))?;
                roots.add(certificate).map_err(|why| about(&why))?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(error.to_string()))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}
