//! The dialect: the same jobs with the same answers on both engines. They run in memory, and once
//! more on PostgreSQL where `VESTIBULE_TEST_POSTGRES` names a server.

use shell::db::DbError;
use shell::sql::{Row, Sql, Tx, params};

const TABLES: &[(&str, &str)] = &[(
    "0001_things",
    "CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL, at BIGINT, yes BIGINT NOT NULL);
     CREATE UNIQUE INDEX thing_name ON thing (name);",
)];

type Thing = (i64, String, Option<i64>, bool);

async fn furnished() -> Sql {
    let db = Sql::scratch().await.expect("the server is there");
    db.migrate(TABLES).await.expect("the tables are well made");
    db
}

fn put(db: &Tx<'_>, id: i64, name: &str, at: Option<i64>) -> Result<usize, DbError> {
    let sql = "INSERT INTO thing (id, name, at, yes) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, at = excluded.at";
    db.execute(sql, params![id, name, at, at.is_some()])
}

fn thing(row: &Row<'_>) -> Result<Thing, DbError> {
    Ok((row.get("id")?, row.get("name")?, row.get("at")?, row.get(3)?))
}

fn all(db: &Tx<'_>) -> Result<Vec<Thing>, DbError> {
    db.all("SELECT id, name, at, yes FROM thing ORDER BY id", &[], thing)
}

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    let db = furnished().await;
    let changed = db.write(|tx| Ok(put(tx, 1, "ü %_\\'", Some(-7))? + put(tx, 2, "", None)?));
    assert_eq!(changed.await.unwrap(), 2);
    let things = db.read(all).await.unwrap();
    assert_eq!(
        things,
        [(1, "ü %_\\'".to_owned(), Some(-7), true), (2, String::new(), None, false)]
    );
}

#[tokio::test]
async fn what_a_statement_finds_is_counted_compared_and_returned() {
    let db = furnished().await;
    let found = db.write(|tx| {
        (1..=3).try_for_each(|id| put(tx, id, &format!("t{id}"), Some(10 * id)).map(|_| ()))?;
        let count: u64 = tx.one("SELECT count(*) FROM thing", &[], |row| row.get(0))?;
        let sql = "SELECT count(*) > 2 FROM thing WHERE at >= $1";
        let many: bool = tx.one(sql, params![10], |row| row.get(0))?;
        // A value that is missing has a kind all the same.
        let sql = "UPDATE thing SET at = CASE WHEN $1 IS NULL THEN NULL ELSE coalesce(at, $1) END
            WHERE id = $2 RETURNING at";
        let gone: Option<i64> = tx.one(sql, params![None::<i64>, 3], |row| row.get(0))?;
        let largest: Option<i64> = tx.one("SELECT max(at) FROM thing", &[], |row| row.get(0))?;
        Ok((count, many, gone, largest))
    });
    assert_eq!(found.await.unwrap(), (3, true, None, Some(20)));
}

#[tokio::test]
async fn no_row_is_an_answer_where_one_may_be_missing_and_an_error_elsewhere() {
    let db = furnished().await;
    let sql = "SELECT id, name, at, yes FROM thing";
    assert_eq!(db.read(move |db| db.maybe(sql, &[], thing)).await.unwrap(), None);
    let missing = db.read(move |db| db.one(sql, &[], thing)).await.unwrap_err();
    assert!(missing.is_no_rows(), "{missing}");
    let wrong = db.write(|tx| {
        put(tx, 1, "a", None)?;
        tx.one("SELECT name FROM thing", &[], |row| row.get::<i64>("name"))
    });
    let wrong = wrong.await.unwrap_err().to_string();
    assert!(wrong.contains("name holds no i64"), "{wrong}");
    let none = db.read(|db| db.maybe("SELECT 1 AS one", &[], |row| row.get::<i64>("two"))).await;
    assert!(none.unwrap_err().to_string().contains("there is no column two"));
}

#[tokio::test]
async fn a_job_that_fails_or_panics_is_undone_and_no_other() {
    let db = furnished().await;
    let good = db.write(|tx| put(tx, 1, "kept", None));
    let twice = db.write(|tx| {
        put(tx, 2, "lost", None)?;
        put(tx, 3, "kept", None)
    });
    let panics = db.write(|tx| -> Result<usize, DbError> {
        put(tx, 4, "lost as well", None)?;
        panic!("a deliberate panic of this test")
    });
    let after = db.write(|tx| put(tx, 5, "kept too", None));
    let (good, twice, panics, after) = tokio::join!(good, twice, panics, after);
    assert_eq!((good.unwrap(), after.unwrap()), (1, 1));
    assert!(twice.as_ref().unwrap_err().is_constraint(), "{twice:?}");
    assert!(matches!(panics, Err(DbError::Panicked)), "{panics:?}");
    let ids: Vec<i64> = db.read(all).await.unwrap().into_iter().map(|thing| thing.0).collect();
    assert_eq!(ids, [1, 5]);
}

#[tokio::test]
async fn nothing_is_written_while_reading() {
    let db = furnished().await;
    let written = db.read(|db| put(db, 1, "a", None)).await;
    assert!(written.is_err());
    assert_eq!(db.read(all).await.unwrap(), []);
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    let db = furnished().await;
    db.migrate(TABLES).await.unwrap();
    assert_eq!(db.version().await.unwrap(), 1);
    let error = db.migrate(&[]).await.unwrap_err();
    assert!(matches!(error, DbError::Newer { found: 1, known: 0 }), "{error}");
    assert!(error.to_string().contains("run the newer program again"), "{error}");
}

#[tokio::test]
async fn writers_never_lose_what_another_counted() {
    let db = furnished().await;
    db.write(|tx| put(tx, 1, "counter", Some(0))).await.unwrap();
    let count = || {
        let db = db.clone();
        tokio::spawn(async move {
            for _ in 0..20 {
                let add = db.write(|tx| {
                    let sql = "SELECT at FROM thing WHERE id = 1";
                    let seen: i64 = tx.one(sql, &[], |row| row.get(0))?;
                    tx.execute("UPDATE thing SET at = $1 WHERE id = 1", params![seen + 1])
                });
                add.await.unwrap();
            }
        })
    };
    let counting: Vec<_> = (0..8).map(|_| count()).collect();
    for one in counting {
        one.await.unwrap();
    }
    let at = db.read(|db| db.one("SELECT at FROM thing", &[], |row| row.get::<i64>(0)));
    assert_eq!(at.await.unwrap(), 160);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said() {
    // A port that nobody listens on: it was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("postgres://nobody:hidden-word@127.0.0.1:{port}/none");
    let address = shell::sql::Address { url, schema: None, authorities: None };
    let error = Sql::postgres(address).await.unwrap_err().to_string();
    assert!(error.contains("check database_url") && !error.contains("hidden-word"), "{error}");
}
