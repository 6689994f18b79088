//! Client instances: one for each number, as processes of this machine or inside a simulation.
//!
//! An instance outlives a crash of this server: it is found again by the file `address` in its
//! folder and adopted. It never outlives an orderly stop.

mod client;
mod process;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use graph::id::PhoneNumberId;
use serde_json::{Value, json};
use shell::http::{Client, HttpError};
use tokio::time::timeout;

use self::client::Conversation;
pub use self::client::InstanceError;
use self::process::Processes;
use crate::settings::Settings;

/// An instance of this machine that does not answer within this time hangs.
const ANSWER_LIMIT: Duration = Duration::from_secs(2);
/// How long an instance may take to say how it is, a login included.
const HEALTH_LIMIT: Duration = Duration::from_secs(5);

/// Where client instances run.
pub enum Host {
    /// As child processes of this one.
    Process {
        /// The program that has the subcommand `onprem-client`.
        exe: PathBuf,
    },
    /// As routers of the same process.
    Inside {
        /// Starts an instance and answers with its authority, such as `onprem-5:9090`.
        start: Arc<Starter>,
        /// Stops it.
        stop: Arc<Stopper>,
    },
}

/// Starts an instance inside this process, or says in words why not.
pub type Starter = dyn Fn(&InstanceSpec) -> Result<String, String> + Send + Sync;
/// Stops an instance inside this process.
pub type Stopper = dyn Fn(PhoneNumberId) + Send + Sync;

impl fmt::Debug for Host {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Process { exe } => to.debug_struct("Process").field("exe", exe).finish(),
            Self::Inside { .. } => to.write_str("Inside"),
        }
    }
}

/// What an instance is started with.
#[derive(Clone)]
pub struct InstanceSpec {
    /// Whose.
    pub phone: PhoneNumberId,
    /// The platform, as the instance reaches it.
    pub platform_url: String,
    /// What it signs its webhooks with.
    pub webhook_secret: String,
}

impl fmt::Debug for InstanceSpec {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_struct("InstanceSpec")
            .field("phone", &self.phone)
            .field("platform_url", &self.platform_url)
            .finish_non_exhaustive()
    }
}

/// How to reach one running instance.
#[derive(Debug, Clone)]
pub(crate) struct Running {
    /// Whose.
    pub(crate) phone: PhoneNumberId,
    /// Its address, such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
    /// Its admin password.
    pub(crate) password: String,
}

/// A certificate for a number, as an instance takes it.
#[derive(Debug, Clone)]
pub(crate) struct Registration {
    /// Country calling code.
    pub(crate) cc: String,
    /// National number.
    pub(crate) national: String,
    /// The certificate as the platform gave it.
    pub(crate) certificate: String,
}

/// All client instances.
#[derive(Debug)]
pub struct Fleet {
    host: Host,
    http: Client,
    platform_url: String,
    public_url: String,
    processes: Processes,
    /// Instances of an earlier run, with their addresses.
    adopted: Mutex<BTreeMap<PhoneNumberId, String>>,
    tokens: Mutex<BTreeMap<PhoneNumberId, String>>,
}

impl Fleet {
    pub(crate) fn new(host: Host, http: Client, settings: &Settings) -> Self {
        Self {
            host,
            http,
            platform_url: settings.platform_onprem_url.clone().unwrap_or_default(),
            public_url: settings.public_url.trim_end_matches('/').to_owned(),
            processes: Processes::new(settings.data_dir.join("clients")),
            adopted: Mutex::default(),
            tokens: Mutex::default(),
        }
    }

    /// Starts a number's instance, or adopts the one that still runs, and returns its address.
    pub(crate) async fn start(
        &self,
        phone: PhoneNumberId,
        webhook_secret: String,
    ) -> Result<String, String> {
        let platform_url = self.platform_url.clone();
        let spec = InstanceSpec { phone, platform_url, webhook_secret };
        match &self.host {
            Host::Inside { start, .. } => {
                start(&spec).map(|authority| format!("http://{authority}"))
            }
            Host::Process { exe } => {
                if let Some(address) = self.processes.left_over(phone)
                    && self.answers(&address).await
                {
                    self.adopted().insert(phone, address.clone());
                    return Ok(address);
                }
                self.adopted().remove(&phone);
                self.processes.start(exe, &spec).await
            }
        }
    }

    /// Stops a number's instance. Stopping one that does not run is no error.
    pub(crate) async fn stop(&self, phone: PhoneNumberId) -> Result<(), String> {
        self.tokens().remove(&phone);
        self.adopted().remove(&phone);
        match &self.host {
            Host::Inside { stop, .. } => {
                stop(phone);
                Ok(())
            }
            Host::Process { .. } => self.processes.stop(phone).await,
        }
    }

    /// Stops the processes of this machine, also those of an earlier run.
    pub(crate) async fn stop_all(&self) {
        let adopted = std::mem::take(&mut *self.adopted());
        let stops = adopted.into_keys().map(async |phone| {
            if let Err(why) = self.processes.stop(phone).await {
                tracing::warn!(%phone, %why, "a client instance could not be stopped");
            }
        });
        tokio::join!(self.processes.stop_all(), join_all(stops));
    }

    /// Takes over the instances of an earlier run that ought to be running.
    pub(crate) fn adopt(&self, wanted: Vec<(PhoneNumberId, String)>) {
        if matches!(self.host, Host::Process { .. }) {
            self.adopted().extend(wanted);
        }
    }

    /// The numbers whose processes ended since this was last asked.
    pub(crate) async fn ended(&self) -> Vec<PhoneNumberId> {
        let mut ended = self.processes.ended();
        let adopted = self.adopted().clone();
        let asked = adopted
            .into_iter()
            .map(async |(phone, address)| (!self.answers(&address).await).then_some(phone));
        for phone in join_all(asked).await.into_iter().flatten() {
            self.adopted().remove(&phone);
            ended.push(phone);
        }
        ended
    }

    /// Whether an instance answers there, soon.
    async fn answers(&self, address: &str) -> bool {
        let talk = Conversation::new(&self.http, address);
        timeout(ANSWER_LIMIT, talk.answers()).await.unwrap_or(false)
    }

    /// What an instance says of its connection, such as `connected` (contract §8).
    pub(crate) async fn health(&self, running: &Running) -> Result<String, InstanceError> {
        let answer = self.ask(running, |talk, token| async move { talk.health(&token).await });
        let late = |_| HttpError::Timeout { to: running.address.clone() };
        timeout(HEALTH_LIMIT, answer).await.map_err(late)?
    }

    /// Tells an instance where its webhooks go.
    pub(crate) async fn set_webhooks(&self, running: &Running) -> Result<(), InstanceError> {
        let url = format!("{}/webhooks/onprem/{}", self.public_url, running.phone);
        let body = json!({"webhooks": {"url": url}});
        let answer = self.ask(running, |talk, token| {
            let body = body.clone();
            async move { talk.settings(&token, &body).await }
        });
        answer.await
    }

    /// Registers an instance with its certificate.
    pub(crate) async fn register(
        &self,
        running: &Running,
        registration: &Registration,
    ) -> Result<(), InstanceError> {
        let answer = self.ask(running, |talk, token| {
            let registration = registration.clone();
            async move { talk.account(&token, &registration).await }
        });
        answer.await
    }

    /// Sends a message and returns its id.
    pub(crate) async fn send(
        &self,
        running: &Running,
        message: &Value,
    ) -> Result<String, InstanceError> {
        let answer = self.ask(running, |talk, token| {
            let message = message.clone();
            async move { talk.send(&token, &message).await }
        });
        answer.await
    }

    /// Asks with the token at hand, and once more with a fresh one if that is refused.
    async fn ask<T, F, A>(&self, running: &Running, ask: F) -> Result<T, InstanceError>
    where
        F: Fn(Conversation, String) -> A,
        A: Future<Output = Result<T, InstanceError>>,
    {
        let talk = Conversation::new(&self.http, &running.address);
        let known = self.tokens().get(&running.phone).cloned();
        if let Some(token) = known {
            match ask(talk.clone(), token).await {
                Err(error) if error.is_unauthorized() => {}
                answer => return answer,
            }
        }
        let token = talk.login(&running.password).await?;
        self.tokens().insert(running.phone, token.clone());
        ask(talk, token).await
    }

    fn adopted(&self) -> std::sync::MutexGuard<'_, BTreeMap<PhoneNumberId, String>> {
        self.adopted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tokens(&self) -> std::sync::MutexGuard<'_, BTreeMap<PhoneNumberId, String>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
