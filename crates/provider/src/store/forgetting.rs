//! What is forgotten after a while, some rows at a time, so that no batch holds up the others.

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use crate::settings::Settings;

/// Rows of a table that are forgotten at once.
const ROWS: u32 = 1_000;

/// For how many days things are kept, as the settings say; 0: for good.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep {
    pub(crate) letters: u32,
    pub(crate) signups: u32,
    pub(crate) timeline: u32,
    pub(crate) messages: u32,
}

impl Keep {
    pub(crate) fn of(settings: &Settings) -> Self {
        Self {
            letters: settings.keep_letters_days,
            signups: settings.keep_signups_days,
            timeline: settings.keep_timeline_days,
            messages: settings.keep_messages_days,
        }
    }
}

/// Rows that may go: what they are, how long they are kept, in days, and how they are found.
struct Old {
    days: fn(&Keep) -> u32,
    /// Deletes at most `$2` of those from before `$1`. Where the next place is counted from the
    /// highest one, that one stays, so that no place is given twice.
    sql: &'static str,
}

/// What is forgotten.
const OLD: [Old; 8] = [
    // Statuses of messages we do not know: the platform repeats for seven days.
    Old {
        days: |_| 8,
        sql: "DELETE FROM early_status WHERE wamid IN
             (SELECT wamid FROM early_status WHERE at < $1 LIMIT $2)",
    },
    // Registrations of numbers: the budget asks for one day.
    Old {
        days: |_| 8,
        sql: "DELETE FROM register_try WHERE at <= (SELECT max(at) FROM
             (SELECT at FROM register_try WHERE at < $1 ORDER BY at LIMIT $2) AS oldest)",
    },
    // Signups that were started and never finished, counted from the end of their state.
    Old {
        days: |_| 3,
        sql: "DELETE FROM signup_attempt WHERE state_hash IN (SELECT state_hash FROM signup_attempt
             WHERE used_at IS NULL AND expires_at < $1 LIMIT $2)",
    },
    // What browsers brought: so long they may come back to look.
    Old {
        days: |keep| keep.signups,
        sql: "DELETE FROM callback WHERE seq IN (SELECT seq FROM callback WHERE done_at < $1
             AND seq < (SELECT max(seq) FROM callback) ORDER BY done_at LIMIT $2)",
    },
    Old {
        days: |keep| keep.signups,
        sql: "DELETE FROM signup_attempt WHERE state_hash IN (SELECT state_hash FROM signup_attempt
             WHERE used_at < $1 AND NOT EXISTS (SELECT 1 FROM callback
                 WHERE callback.state_hash = signup_attempt.state_hash)
             ORDER BY used_at LIMIT $2)",
    },
    // Letters that were sent or given up.
    Old {
        days: |keep| keep.letters,
        sql: "DELETE FROM mail WHERE seq IN (SELECT seq FROM mail WHERE next_at IS NULL
             AND created_at < $1 AND seq < (SELECT max(seq) FROM mail)
             ORDER BY created_at LIMIT $2)",
    },
    // Messages with customers. Their order is nearly that of their times: the first are looked at.
    Old {
        days: |keep| keep.messages,
        sql: "DELETE FROM message WHERE at < $1
             AND seq IN (SELECT seq FROM message ORDER BY seq LIMIT $2)
             AND seq < (SELECT max(seq) FROM message)",
    },
    // The time line.
    Old {
        days: |keep| keep.timeline,
        sql: "DELETE FROM timeline WHERE seq IN (SELECT seq FROM timeline WHERE at < $1
             AND seq < (SELECT max(seq) FROM timeline) ORDER BY at LIMIT $2)",
    },
];

/// Forgets some of what is old enough at `now`; says whether there may be more.
///
/// # Errors
/// When the database refuses.
pub(crate) fn forget(tx: &Tx<'_>, keep: &Keep, now: Timestamp) -> Result<bool, DbError> {
    let mut more = false;
    for old in &OLD {
        let days = i64::from((old.days)(keep));
        if days == 0 {
            continue;
        }
        let before = later(now, -SignedDuration::from_hours(24 * days));
        let gone = tx.execute(old.sql, params![to_micros(before), ROWS])?;
        more |= gone >= usize::try_from(ROWS).unwrap_or(usize::MAX);
    }
    Ok(more)
}

#[cfg(test)]
mod tests {
    use shell::sql::Sql;

    use super::*;
    use crate::testing::{noon, settings};

    /// A row of each table, made `days` before noon; `n` tells it from others.
    fn furnish(tx: &Tx<'_>, n: i64, days: i64) -> Result<(), DbError> {
        let at = to_micros(later(noon(), -SignedDuration::from_hours(24 * days)));
        let rows = [
            "INSERT INTO early_status (wamid, status, at) VALUES ($1, 'sent', $2)",
            "INSERT INTO register_try (phone_id, at) VALUES ($1, $2)",
            "INSERT INTO signup_attempt (state_hash, session_hash, created_at, expires_at, used_at)
             VALUES ($1, 'x', $2, $2, $2)",
            "INSERT INTO callback (seq, state_hash, received_at, kind, done_at)
             VALUES ($1, 'x', $2, 'token', $2)",
            "INSERT INTO mail (seq, recipient, subject, body, created_at)
             VALUES ($1, 'a@b', 'x', 'x', $2)",
            "INSERT INTO timeline (seq, at, who, what) VALUES ($1, $2, 'us', 'x')",
            "INSERT INTO message (seq, phone_id, customer, direction, kind, body, status, who, at,
                 status_at) VALUES ($1, 1, '49', 'in', 'text', 'x', 'received', 'x', $2, $2)",
        ];
        for (place, sql) in rows.into_iter().enumerate() {
            match place {
                0 | 2 => tx.execute(sql, params![format!("row {n}"), at])?,
                _ => tx.execute(sql, params![n, at])?,
            };
        }
        Ok(())
    }

    const TABLES: [&str; 7] = [
        "early_status",
        "register_try",
        "signup_attempt",
        "callback",
        "mail",
        "timeline",
        "message",
    ];

    fn counts(tx: &Tx<'_>) -> Result<Vec<i64>, DbError> {
        let count =
            |table| tx.one(&format!("SELECT count(*) FROM {table}"), &[], |row| row.get::<i64>(0));
        TABLES.into_iter().map(count).collect()
    }

    /// How many of two rows of each table are left that were made so many days ago.
    async fn left(keep: Keep, days: i64) -> Vec<i64> {
        let db = Sql::scratch().await.unwrap();
        crate::store::migrate(&db).await.unwrap();
        let write = move |tx: &Tx<'_>| {
            (1..=2_u8).try_for_each(|n| furnish(tx, i64::from(n), days))?;
            assert!(!forget(tx, &keep, noon())?);
            counts(tx)
        };
        db.write(write).await.unwrap()
    }

    #[tokio::test]
    async fn each_thing_is_kept_as_long_as_it_may_be_asked_for() {
        let keep = Keep::of(&settings());
        assert_eq!(left(keep, 7).await, [2, 2, 2, 2, 2, 2, 2]);
        assert_eq!(left(keep, 9).await, [0, 0, 2, 2, 2, 2, 2]);
        assert_eq!(left(keep, 89).await, [0, 0, 2, 2, 2, 2, 2]);
        // The highest place of a table stays: the next one is counted from it.
        assert_eq!(left(keep, 91).await, [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(left(keep, 1_094).await, [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(left(keep, 1_096).await, [0, 0, 0, 1, 1, 1, 2]);
    }

    #[tokio::test]
    async fn settings_say_for_how_long_things_are_kept() {
        let (letters, signups) = (10, 20);
        let keep = Keep { letters, signups, timeline: 100, messages: 30 };
        assert_eq!(left(keep, 9).await, [0, 0, 2, 2, 2, 2, 2]);
        assert_eq!(left(keep, 11).await, [0, 0, 2, 2, 1, 2, 2]);
        assert_eq!(left(keep, 21).await, [0, 0, 0, 1, 1, 2, 2]);
        assert_eq!(left(keep, 31).await, [0, 0, 0, 1, 1, 2, 1]);
        assert_eq!(left(keep, 101).await, [0, 0, 0, 1, 1, 1, 1]);
        let for_good = Keep { timeline: 0, messages: 0, ..keep };
        assert_eq!(left(for_good, 9_999).await, [0, 0, 0, 1, 1, 2, 2]);
    }

    #[tokio::test]
    async fn what_waits_is_never_forgotten_and_much_is_forgotten_in_pieces() {
        let db = Sql::scratch().await.unwrap();
        crate::store::migrate(&db).await.unwrap();
        let keep = Keep { messages: 30, ..Keep::of(&settings()) };
        let write = move |tx: &Tx<'_>| {
            (1..=2_500).try_for_each(|n| furnish(tx, n, 2_000))?;
            tx.execute("UPDATE mail SET next_at = 1 WHERE seq = 7", &[])?;
            tx.execute("UPDATE callback SET done_at = NULL, next_at = 1 WHERE seq = 7", &[])?;
            assert!(forget(tx, &keep, noon())? && forget(tx, &keep, noon())?);
            assert!(!forget(tx, &keep, noon())?);
            counts(tx)
        };
        assert_eq!(db.write(write).await.unwrap(), [0, 0, 0, 2, 2, 1, 1]);
    }
}
