//! Sending calls and what comes of them: a message that its client cannot take now waits for it.

use graph::id::PhoneNumberId;
use jiff::Timestamp;
use serde_json::Value;
use shell::db::DbError;
use shell::http::is_loopback_url;
use shell::sql::Tx;

use super::NotSent;
use crate::Provider;
use crate::graph_api::CallError;
use crate::observe::running;
use crate::perform::StepError;
use crate::settings::HostingChoice;
use crate::store::instances::Instance;
use crate::store::messages;
use crate::store::outbox::{self, Waiting};
use crate::store::{MessageRow, clients, instances, phones};

/// The status of a message that waits for its client.
pub(super) const WAITING: &str = "waiting";
/// A message waits at most so long, in hours.
pub(super) const WAIT_HOURS: i64 = 24;

/// Whether a message goes behind others that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// It has just been written: those that wait go first.
    ItsOwn,
    /// It is the first of those.
    Next,
}

/// A sending call.
pub(super) struct Call {
    /// From which number.
    pub(super) phone: PhoneNumberId,
    /// The message's place.
    pub(super) seq: i64,
    /// What it is sent with.
    pub(super) body: String,
    /// Until when it may wait.
    pub(super) keep_until: Timestamp,
}

impl NotSent {
    fn waiting(why: impl Into<String>) -> Self {
        Self { status: WAITING, why: why.into() }
    }
}

impl Provider {
    pub(super) async fn dispatch(
        &self,
        phone: PhoneNumberId,
        body: &Value,
        turn: Turn,
    ) -> Result<Result<String, NotSent>, DbError> {
        match self.settings.hosting {
            HostingChoice::Cloud => {
                let mut sent = self.graph.send(phone, body).await;
                let refused = sent.as_ref().is_err_and(CallError::is_permission);
                if refused && self.assign_once_more(phone).await? {
                    sent = self.graph.send(phone, body).await;
                }
                Ok(sent.map_err(|error| NotSent::of(&error, error.had_no_effect())))
            }
            HostingChoice::Client => {
                let read =
                    move |db: &Tx<'_>| Ok((instances::get(db, phone)?, outbox::count(db, phone)?));
                let (instance, ahead) = self.db.read(read).await?;
                let Some(instance) = instance.filter(|instance| instance.wanted) else {
                    return Ok(Err(NotSent::of(&"the number's client does not run", true)));
                };
                if turn == Turn::ItsOwn && ahead > 0 {
                    return Ok(Err(NotSent::waiting("others that wait are sent first")));
                }
                Ok(self.through_client(&instance, body).await)
            }
        }
    }

    async fn through_client(&self, instance: &Instance, body: &Value) -> Result<String, NotSent> {
        if instance.standing.again.is_some() {
            return Err(NotSent::waiting("the number's client is down"));
        }
        let running = running(self, instance);
        let running = running.ok_or_else(|| NotSent::waiting("the number's client is starting"))?;
        if is_loopback_url(&running.address) && instance.home.as_deref() != self.fleet.home() {
            // Its own home sends it.
            return Err(NotSent::waiting("the number's client runs on another machine"));
        }
        let sent = self.fleet.send(&running, body).await;
        sent.map_err(|error| match error.may_pass() {
            true => NotSent::waiting(error.to_string()),
            false => NotSent::of(&error, error.had_no_effect()),
        })
    }

    /// Writes down what came of a sending call. For one that waits the client is looked at.
    pub(super) async fn settle(
        &self,
        call: Call,
        answer: Result<String, NotSent>,
    ) -> Result<MessageRow, DbError> {
        let now = self.clock.now();
        let waits = answer.as_ref().is_err_and(|not| not.status == WAITING);
        let settle = move |tx: &Tx<'_>| {
            let Call { phone, seq, body, keep_until } = &call;
            match &answer {
                Ok(wamid) => messages::accepted(tx, *seq, wamid, now)?,
                Err(not) if not.status == WAITING => {
                    outbox::wait(tx, *seq, body, &not.why, (now, *keep_until))?;
                    if let Some(waba) = phones::account_of(tx, *phone)? {
                        clients::wake(tx, waba, now)?;
                    }
                }
                Err(not) => messages::not_accepted(tx, *seq, not.status, &not.why, now)?,
            }
            messages::get(tx, *seq)?.ok_or(DbError::NoRows)
        };
        let row = self.db.write(settle).await?;
        if waits {
            self.nudge();
        }
        Ok(row)
    }

    /// Sends the messages of a number that wait for its client, in their order, until none is left
    /// or one has to wait again.
    ///
    /// # Errors
    /// When the client still does not take them, or the database refuses.
    pub(crate) async fn send_waiting(&self, phone: PhoneNumberId) -> Result<(), StepError> {
        loop {
            let now = self.clock.now();
            let node = self.node.clone();
            let taken = self.db.write(move |tx| outbox::take(tx, phone, &node, now)).await?;
            let Some(Waiting { seq, call }) = taken else { return Ok(()) };
            let body: Value = serde_json::from_str(&call).unwrap_or_default();
            let answer = self.dispatch(phone, &body, Turn::Next).await?;
            let why = answer.as_ref().err().filter(|not| not.status == WAITING);
            let why = why.map(|not| not.why.clone());
            // How long it may wait was written down when it began to.
            self.settle(Call { phone, seq, body: call, keep_until: now }, answer).await?;
            if let Some(why) = why {
                return Err(StepError::Failed(why));
            }
        }
    }
}
