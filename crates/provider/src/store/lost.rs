//! Messages whose sending call brought no answer: a report that comes later tells that they went
//! out, and under which id.

use jiff::{SignedDuration, Timestamp};
use onboard::later;
use shell::db::DbError;
use shell::sql::{Tx, params, to_micros};

use super::messages::{self, Report};
use super::{clients, key, moment, phones, timeline};

/// Reports come within this time, in hours.
const WITHIN_HOURS: i64 = 24;

/// Takes a report on an unknown id for news of the message to that customer whose answer was lost,
/// if there is one; says whether there was.
pub(super) fn claim(db: &Tx<'_>, report: &Report<'_>) -> Result<bool, DbError> {
    let (phone, customer) = (key(report.phone.get()), report.customer);
    // Its time is in whole seconds, so it may seem to come up to a second before the message.
    let until = later(report.at, SignedDuration::from_secs(1));
    let since = later(report.at, -SignedDuration::from_hours(WITHIN_HOURS));
    let found: Option<(i64, String)> = db.maybe(
        "SELECT seq, who FROM message WHERE phone_id = $1 AND customer = $2 AND direction = 'out'
            AND status = 'unknown' AND wamid IS NULL AND at BETWEEN $3 AND $4
            AND NOT EXISTS (SELECT 1 FROM message AS other WHERE other.phone_id = $1
                AND other.customer = $2 AND other.status = 'sending')
         ORDER BY seq LIMIT 1",
        params![phone, customer, to_micros(since), to_micros(until)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((seq, who)) = found else {
        return Ok(false);
    };
    messages::accepted(db, seq, report.wamid, report.at)?;
    if who == timeline::PROVIDER {
        phones::set_probed(db, report.phone, report.at)?;
        if let Some(waba) = phones::account_of(db, report.phone)? {
            clients::wake(db, waba, report.at)?;
        }
    }
    Ok(true)
}

/// The id of a message whose answer was lost, if a report on it came before we knew that.
pub(super) fn reported_early(db: &Tx<'_>, seq: i64) -> Result<Option<String>, DbError> {
    let (phone, customer, at): (i64, String, Timestamp) =
        db.one("SELECT phone_id, customer, at FROM message WHERE seq = $1", params![seq], |row| {
            Ok((row.get(0)?, row.get(1)?, moment(row, "at")?))
        })?;
    let since = later(at, -SignedDuration::from_secs(1));
    db.maybe(
        "SELECT wamid FROM early_status WHERE phone_id = $1 AND customer = $2 AND at >= $3
         ORDER BY at LIMIT 1",
        params![phone, customer, to_micros(since)],
        |row| row.get(0),
    )
}

#[cfg(test)]
mod tests {
    use graph::id::{PhoneNumberId, WabaId};

    use shell::sql::Sql;

    use super::*;
    use crate::store::messages::Outbound;
    use crate::store::phones::PhoneSeen;
    use crate::testing::noon;

    const PHONE: PhoneNumberId = PhoneNumberId::new(101);
    const WABA: WabaId = WabaId::new(1);

    fn after(seconds: i64) -> Timestamp {
        later(noon(), SignedDuration::from_secs(seconds))
    }

    fn sent(wamid: &'static str, customer: &'static str, at: Timestamp) -> Report<'static> {
        Report { phone: PHONE, customer, wamid, status: "sent", problem: None, at }
    }

    fn probe(tx: &Tx<'_>) -> Result<i64, DbError> {
        let who = timeline::PROVIDER;
        let (customer, kind, body, node) = ("49170", "text", "hi", "one");
        let out = Outbound { phone: PHONE, customer, kind, body, who, node };
        messages::add_outbound(tx, out, noon())
    }

    async fn furnished() -> Sql {
        let db = Sql::scratch().await.unwrap();
        crate::store::migrate(&db).await.unwrap();
        let text = String::new;
        let seen = PhoneSeen {
            phone_id: PHONE,
            display: "+49 30 1".to_owned(),
            verified_name: text(),
            status: text(),
            name_status: text(),
            new_name_status: String::new(),
            account_mode: text(),
            tier: text(),
            quality: text(),
            on_cloud: false,
            certificate: None,
            trial_ends: None,
        };
        let add = move |tx: &Tx<'_>| {
            clients::add(tx, WABA, noon())?;
            phones::seen(tx, WABA, &seen, noon())
        };
        db.write(add).await.unwrap();
        db
    }

    #[tokio::test]
    async fn a_report_tells_that_a_message_with_a_lost_answer_went_out() {
        let db = furnished().await;
        db.write(|tx| {
            let seq = probe(tx)?;
            messages::not_accepted(tx, seq, "unknown", "no answer", after(30))?;
            messages::report(tx, sent("w1", "49171", after(31)))?;
            assert_eq!(messages::get(tx, seq)?.unwrap().wamid, None, "another customer's");
            messages::report(tx, sent("w2", "49170", after(31)))?;
            let row = messages::get(tx, seq)?.unwrap();
            assert_eq!((row.wamid.as_deref(), row.status.as_str()), (Some("w2"), "sent"));
            assert_eq!(row.problem, None);
            assert_eq!(phones::get(tx, PHONE)?.unwrap().probed_at, Some(after(31)));
            Ok(())
        })
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn a_report_may_come_before_the_answer_is_known_to_be_lost() {
        let db = furnished().await;
        db.write(|tx| {
            let seq = probe(tx)?;
            messages::report(tx, sent("w1", "49170", noon()))?;
            assert_eq!(messages::get(tx, seq)?.unwrap().status, "sending");
            messages::not_accepted(tx, seq, "unknown", "no answer", after(30))?;
            let row = messages::get(tx, seq)?.unwrap();
            assert_eq!((row.wamid.as_deref(), row.status.as_str()), (Some("w1"), "sent"));
            Ok(())
        })
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn what_was_being_sent_when_the_server_stopped_is_unknown() {
        let db = furnished().await;
        db.write(|tx| {
            let seq = probe(tx)?;
            messages::end_sending(tx, Some("another"), after(60))?;
            assert_eq!(messages::get(tx, seq)?.unwrap().status, "sending");
            messages::end_sending(tx, Some("one"), after(60))?;
            assert_eq!(messages::get(tx, seq)?.unwrap().status, "unknown");
            assert_eq!(messages::unsure(tx, PHONE, "49170", timeline::PROVIDER, noon())?, [noon()]);
            Ok(())
        })
        .await
        .unwrap();
    }
}
