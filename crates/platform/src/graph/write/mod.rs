//! Changing objects: `POST` and `DELETE` become commands of the caller (contract §3 to §6).

mod app;
mod backup;
mod business;
mod certification;
mod credit;
mod message;
mod partner;
mod phone;
mod preverified;
mod settings;
mod solution;
mod staff;
mod template;
mod waba;

pub(crate) use self::message::content;

use graph::error::Method as Verb;
use graph::{GraphError, Params};
use serde_json::{Value, json};
use world::{Command, NodeKind, Refusal};

use super::call::Call;
use super::session::Session;
use crate::{Answer, AskError, Platform};

/// One caller changing one object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing<'a> {
    pub(crate) platform: &'a Platform,
    pub(crate) call: &'a Call,
    pub(crate) session: &'a Session,
    /// The object's id as the call names it.
    pub(crate) id: u64,
}

impl Writing<'_> {
    /// Carries out what the call wants of the object or of one of its edges.
    pub(crate) async fn carry_out(
        &self,
        kind: NodeKind,
        edge: Option<&str>,
    ) -> Result<Value, GraphError> {
        match kind {
            NodeKind::Waba(waba) => self.on_waba(waba, edge).await,
            NodeKind::Phone(phone) => self.on_phone(phone, edge).await,
            NodeKind::CreditLine(line) => self.on_credit_line(line, edge).await,
            NodeKind::Allocation(allocation) => self.on_allocation(allocation, edge).await,
            NodeKind::App(app) => self.on_app(app, edge).await,
            NodeKind::Preverified(id) => self.on_preverified(id, edge).await,
            NodeKind::Business(business) => {
                match self.on_numbers_of_business(business, edge).await {
                    Some(answer) => answer,
                    None => self.on_business(business, edge).await,
                }
            }
            NodeKind::Template(template) => self.on_template(template, edge).await,
            NodeKind::Solution(solution) => self.on_solution(solution, edge).await,
            NodeKind::Person(_) | NodeKind::SystemUser(_) | NodeKind::MigrationIntent(_) => {
                Err(self.unsupported())
            }
        }
    }

    /// What the call says.
    fn params(&self) -> &Params {
        &self.call.params
    }

    /// Asks the world in the caller's name.
    async fn ask(&self, command: Command) -> Result<Answer, GraphError> {
        let answer = self.platform.ask(self.session.actor.clone(), command).await;
        answer.map_err(|error| self.told(error))
    }

    /// Asks for several changes of one call. Nothing is changed where one of them would be refused.
    async fn all_done(&self, commands: Vec<Command>) -> Result<Value, GraphError> {
        let (actor, now) = (&self.session.actor, self.session.now);
        let refusal = self.platform.read(|world| {
            commands.iter().find_map(|command| world.decide(actor, command, now).err())
        });
        if let Some(refusal) = refusal {
            return Err(self.told(AskError::Refused(refusal)));
        }
        for command in commands {
            self.ask(command).await?;
        }
        Ok(success())
    }

    /// Whether this would be done and not refused, a wrong guess included, if it were asked now.
    fn would_do(&self, command: &Command) -> bool {
        let (actor, now) = (&self.session.actor, self.session.now);
        let decided = self.platform.read(|world| world.decide(actor, command, now));
        decided.is_ok_and(|events| events.iter().all(|event| event.refusal().is_none()))
    }

    /// What the call is answered; what it names itself is called by the name it used.
    fn told(&self, error: AskError) -> GraphError {
        match error {
            AskError::Refused(Refusal::NotVisible { id, .. }) if self.stands_for(id) => {
                self.unsupported()
            }
            other => refused(other),
        }
    }

    /// Asks, where success says nothing more.
    async fn done(&self, command: Command) -> Result<Value, GraphError> {
        self.ask(command).await.map(|_| success())
    }

    /// Whether this id is that of the object, or of the WABA it belongs to.
    fn stands_for(&self, id: u64) -> bool {
        let waba = self.platform.read(|world| match world.kind_of(self.id)? {
            NodeKind::Phone(phone) => Some(world.phone(phone).ok()?.waba.get()),
            _ => None,
        });
        id == self.id || Some(id) == waba
    }

    /// The object does not take this call, or the caller does not see it: Graph does not say which.
    fn unsupported(&self) -> GraphError {
        GraphError::unsupported(self.call.verb, self.id)
    }

    /// That the call names the product it is for, as the Cloud endpoints demand.
    fn require_product(&self) -> Result<(), GraphError> {
        match self.params().required("messaging_product")? {
            product if product.eq_ignore_ascii_case("whatsapp") => Ok(()),
            other => Err(GraphError::bad_value("messaging_product", other)),
        }
    }

    /// That the verb is the only one this takes.
    fn require_verb(&self, verb: Verb) -> Result<(), GraphError> {
        if self.call.verb == verb { Ok(()) } else { Err(self.unsupported()) }
    }
}

/// `{"success":true}`.
fn success() -> Value {
    json!({"success": true})
}

/// What a call is answered whose command was not carried out.
pub(crate) fn refused(error: AskError) -> GraphError {
    match error {
        AskError::Refused(refusal) => refusal.to_graph(),
        AskError::Down(why) => {
            tracing::error!(error = why, "a command was not stored");
            GraphError::unavailable()
        }
    }
}
