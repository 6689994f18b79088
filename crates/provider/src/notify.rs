//! Letters to operators and businesses, through an outbox in the database.

use jiff::{SignedDuration, Timestamp};
use onboard::{Notice, later};
use shell::db::DbError;
use shell::mail::Letter;
use shell::sql::Tx;

use crate::Provider;
use crate::settings::Settings;
use crate::store::{ClientRow, mail};

/// Letters sent in one round.
const BATCH: u32 = 20;
/// A letter that failed this often is given up.
const ATTEMPTS_MAX: u32 = 20;

/// A letter about to be put into the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// The letters a notice asks for: to the operators and to the business, to each where it concerns
/// them; to the business only if it left an address.
pub(crate) fn letters(settings: &Settings, row: &ClientRow, notice: &Notice) -> Vec<Draft> {
    let said = Said { subject: subject(notice), words: notice.words() };
    let mut drafts = Vec::new();
    if notice.concerns_operators() {
        drafts.push(to_operators(settings, row, &said));
    }
    if notice.concerns_business() {
        drafts.extend(to_business(settings, row, &said));
    }
    drafts
}

/// What a letter says: a line, and a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) subject: String,
    pub(crate) words: String,
}

/// The letter of a client to the operators.
pub(crate) fn to_operators(settings: &Settings, row: &ClientRow, said: &Said) -> Draft {
    let (name, waba, words) = (name(row), row.waba_id, &said.words);
    let console = format!("{}/console/clients/{waba}", settings.public_url.trim_end_matches('/'));
    Draft {
        to: settings.operators_mail.clone(),
        subject: format!("{name}: {}", said.subject),
        body: format!("{name} (account {waba}): {words}.\n\n{console}\n"),
    }
}

/// The letter to the business, if it left an address.
pub(crate) fn to_business(settings: &Settings, row: &ClientRow, said: &Said) -> Option<Draft> {
    Some(Draft {
        to: row.contact.clone()?,
        subject: format!("WhatsApp: {}", said.subject),
        body: format!(
            "Hello {},\n\nabout your WhatsApp Business Account: {}.\n\n{}\n",
            name(row),
            said.words,
            settings.name
        ),
    })
}

/// Writes to the operators and to the business, in the transaction of what it is about.
///
/// # Errors
/// When the database refuses.
pub(crate) fn tell_both(
    tx: &Tx<'_>,
    (settings, row): (&Settings, &ClientRow),
    said: &Said,
    now: Timestamp,
) -> Result<(), DbError> {
    let letters = to_business(settings, row, said).into_iter();
    let mut letters = letters.chain([to_operators(settings, row, said)]);
    letters.try_for_each(|letter| mail::add(tx, &letter.to, &letter.subject, &letter.body, now))
}

/// How a client is called.
fn name(row: &ClientRow) -> String {
    let names = [&row.business_name, &row.waba_name];
    let known = names.into_iter().find(|name| !name.trim().is_empty());
    known.cloned().unwrap_or_else(|| format!("account {}", row.waba_id))
}

fn subject(notice: &Notice) -> String {
    match notice {
        Notice::TrialEnds { display, days: 1, .. } => {
            format!("the trial of {display} ends within one day")
        }
        Notice::TrialEnds { display, days, .. } => {
            format!("the trial of {display} ends within {days} days")
        }
        Notice::TrialEnded { display, .. } => format!("{display} is switched off"),
        Notice::NumberBack { display, .. } => format!("{display} may be used again"),
        Notice::ClientDown { display, .. } => format!("the client of {display} does not stay up"),
        Notice::ClientUp { display, .. } => format!("the client of {display} runs again"),
        Notice::AccountDisabled => "the account was disabled".to_owned(),
        Notice::AccountBack => "the account was restored".to_owned(),
        Notice::Unshared => "the account is no longer shared with us".to_owned(),
        Notice::LineStays { .. } => "our credit line stays shared with it".to_owned(),
        Notice::SharedAgain => "the account is shared with us again".to_owned(),
    }
}

/// Sends the letters that are due; says whether there were any.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn work(provider: &Provider) -> Result<bool, DbError> {
    let now = provider.clock.now();
    let due = provider.db.read(move |db| mail::due(db, now, BATCH)).await?;
    for letter in &due {
        // Sending takes its time, and whoever does this work now sends the rest.
        if !provider.has_errands().await? {
            break;
        }
        send(provider, letter).await?;
    }
    Ok(!due.is_empty())
}

async fn send(provider: &Provider, letter: &mail::Letter) -> Result<(), DbError> {
    let settings = &provider.settings;
    let outgoing = Letter {
        from: settings.mail_from.clone(),
        to: vec![letter.recipient.clone()],
        subject: letter.subject.clone(),
        text: letter.body.clone(),
        html: None,
        message_id: format!("{}.{}@vestibule", letter.seq, settings.business_id),
    };
    let answer = provider.mail.send(&outgoing).await;
    provider.counts.mails.count([if answer.is_ok() { "ok" } else { "failed" }]);
    let now = provider.clock.now();
    let (seq, attempts) = (letter.seq, letter.attempts + 1);
    match answer {
        Ok(()) => provider.db.write(move |tx| mail::sent(tx, seq, now)).await,
        Err(error) => {
            let again = error.is_transient() && attempts < ATTEMPTS_MAX;
            let pause: SignedDuration = onboard::backoff(attempts, provider.secrets.number());
            let next = again.then(|| later(now, pause));
            let problem = error.to_string();
            tracing::warn!(mail.seq = seq, attempts, %error, "a letter could not be sent");
            provider.db.write(move |tx| mail::failed(tx, seq, &problem, next)).await
        }
    }
}

#[cfg(test)]
mod tests {
    use shell::mail::Mail;

    use super::*;
    use crate::store::clients;
    use crate::testing;

    #[tokio::test]
    async fn e03_a_warning_goes_to_the_business_and_on_the_last_day_to_operators() {
        let provider = testing::provider().await;
        let waba = graph::id::WabaId::new(98);
        let now = testing::noon();
        let add = move |tx: &Tx<'_>| {
            clients::add(tx, waba, now)?;
            clients::set_contact(tx, waba, "anna@shop.example")?;
            clients::name(tx, waba, "Blumen", None, None)?;
            clients::get(tx, waba)
        };
        let row = provider.db.write(add).await.unwrap().unwrap();
        let display = "+49 30 1".to_owned();
        let phone = graph::id::PhoneNumberId::new(101);
        let notice = |days| {
            let (display, alone) = (display.clone(), false);
            Notice::TrialEnds { phone, display, days, ends: now, alone }
        };
        let mut drafts = letters(&provider.settings, &row, &notice(3));
        drafts.extend(letters(&provider.settings, &row, &notice(1)));
        provider
            .db
            .write(move |tx| {
                drafts.iter().try_for_each(|d| mail::add(tx, &d.to, &d.subject, &d.body, now))
            })
            .await
            .unwrap();
        assert!(work(&provider).await.unwrap());
        assert!(!work(&provider).await.unwrap());
        let Mail::Memory(sent) = &provider.mail else { unreachable!("tests use memory") };
        let sent = sent.lock().unwrap();
        let to: Vec<&str> = sent.iter().map(|letter| letter.to[0].as_str()).collect();
        assert_eq!(to, ["anna@shop.example", "ops@provider.example", "anna@shop.example"]);
        assert_eq!(sent[0].subject, "WhatsApp: the trial of +49 30 1 ends within 3 days");
        assert_eq!(sent[1].subject, "Blumen: the trial of +49 30 1 ends within one day");
        assert!(sent[1].text.contains("/console/clients/98"));
        assert!(sent[1].text.contains("Nothing has to be done by hand"));
    }
}
