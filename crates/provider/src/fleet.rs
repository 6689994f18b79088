//! Client instances, one for each number: processes of this machine, servers that others run, or
//! routers inside a simulation.
//!
//! A process outlives a crash of this server: it is found again by what stands in its folder and in
//! its environment, and adopted. It never outlives an orderly stop. Servers that others run are
//! reached under guard: their addresses are not ours.

mod client;
pub(crate) mod command;
mod exit;
pub(crate) mod log;
mod mark;
mod process;
pub(crate) mod verdict;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use graph::id::PhoneNumberId;
use serde_json::{Value, json};
use shell::http::{Client, Guard, HttpError, is_loopback_url};
use tokio::time::timeout;

pub(crate) use self::client::Conversation;
pub use self::client::InstanceError;
use self::command::CommandLine;
pub(crate) use self::exit::Exit;
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
    /// Where it is to post its webhooks.
    pub webhook_url: String,
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
    place: Place,
    /// Calls to this machine and into the simulation.
    http: Client,
    /// Calls elsewhere, under guard.
    outside: Client,
    platform_url: String,
    public_url: String,
    tokens: Mutex<BTreeMap<PhoneNumberId, String>>,
}

/// Where instances run.
enum Place {
    /// On this machine, in folders of this one.
    Here { processes: Processes, home: String },
    /// Elsewhere: others run them at these addresses.
    Elsewhere(Box<Settings>),
    /// Inside this process.
    Inside { start: Arc<Starter>, stop: Arc<Stopper> },
}

impl fmt::Debug for Place {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here { processes, .. } => to.debug_tuple("Here").field(processes).finish(),
            Self::Elsewhere(_) => to.write_str("Elsewhere"),
            Self::Inside { .. } => to.write_str("Inside"),
        }
    }
}

/// The client for addresses that others chose: only public servers over https, and those of the
/// setting `private_hosts_allowed`; TLS by the authorities of `client_authorities`, if named.
///
/// # Errors
/// When TLS cannot be set up, or the file of authorities cannot be used.
pub(crate) fn outside(http: &Client, settings: &Settings) -> Result<Client, HttpError> {
    let guarded = http.guarded(Guard::new(&settings.private_hosts_allowed));
    let Some(file) = &settings.client_authorities else { return guarded };
    let bad = |why: String| {
        let to = format!("the authorities in {}", file.display());
        HttpError::BadRequest { to, why }
    };
    let pem = std::fs::read(file).map_err(|why| bad(why.to_string()))?;
    guarded?.trusting(&pem).map_err(|why| bad(why.to_string()))
}

impl Fleet {
    pub(crate) fn new(host: Host, http: Client, settings: &Settings) -> Result<Self, HttpError> {
        let place = match host {
            _ if settings.clients_elsewhere() => Place::Elsewhere(Box::new(settings.clone())),
            Host::Inside { start, stop } => Place::Inside { start, stop },
            Host::Process { exe } => {
                let command = match settings.client_command.as_slice() {
                    [] => CommandLine::own(&exe),
                    words => CommandLine::of_settings(words),
                };
                let processes = Processes::new(settings.data_dir.join("clients"), command);
                Place::Here { processes, home: home(&settings.data_dir) }
            }
        };
        Ok(Self {
            place,
            outside: outside(&http, settings)?,
            http,
            platform_url: settings.platform_onprem_url.clone().unwrap_or_default(),
            public_url: settings.public_url.trim_end_matches('/').to_owned(),
            tokens: Mutex::default(),
        })
    }

    /// The machine and folder that have the instances of this server; none where it has none.
    pub(crate) fn home(&self) -> Option<&str> {
        match &self.place {
            Place::Here { home, .. } => Some(home),
            Place::Elsewhere(_) | Place::Inside { .. } => None,
        }
    }

    /// Whether others run the instances.
    pub(crate) fn is_elsewhere(&self) -> bool {
        matches!(self.place, Place::Elsewhere(_))
    }

    /// Whether instances were ended for good, because this server stops.
    pub(crate) fn is_closed(&self) -> bool {
        self.processes().is_some_and(Processes::is_closed)
    }

    fn processes(&self) -> Option<&Processes> {
        match &self.place {
            Place::Here { processes, .. } => Some(processes),
            Place::Elsewhere(_) | Place::Inside { .. } => None,
        }
    }

    /// Starts a number's instance, adopts the one that still runs, or makes sure that the one that
    /// others run answers; returns its address.
    pub(crate) async fn start(
        &self,
        phone: PhoneNumberId,
        webhook_secret: String,
    ) -> Result<String, String> {
        let platform_url = self.platform_url.clone();
        let webhook_url = self.webhook_url(phone);
        let spec = InstanceSpec { phone, platform_url, webhook_url, webhook_secret };
        match &self.place {
            Place::Inside { start, .. } => {
                start(&spec).map(|authority| format!("http://{authority}"))
            }
            Place::Here { processes, .. } => processes.start(&self.http, &spec).await,
            Place::Elsewhere(settings) => {
                let address = settings.client_address(phone);
                let address = address.ok_or_else(|| {
                    format!("no address is known of the client of {phone}: see client_endpoints")
                })?;
                let talk = Conversation::new(&self.outside, &address);
                let late = |_| format!("{address} did not answer in time");
                let asked = timeout(HEALTH_LIMIT, talk.asked()).await.map_err(late)?;
                asked.map_err(|why| why.advised())?;
                Ok(address)
            }
        }
    }

    /// Stops a number's instance, or lets go of one that others run. Stopping one that does not run
    /// is no error.
    pub(crate) async fn stop(&self, phone: PhoneNumberId) -> Result<(), String> {
        self.tokens().remove(&phone);
        match &self.place {
            Place::Inside { stop, .. } => {
                stop(phone);
                Ok(())
            }
            Place::Here { processes, .. } => processes.stop(phone).await,
            Place::Elsewhere(_) => Ok(()),
        }
    }

    /// Stops a number's instance and removes its folder: nothing of it is left on this machine.
    pub(crate) async fn destroy(&self, phone: PhoneNumberId) -> Result<(), String> {
        self.stop(phone).await?;
        match self.processes() {
            Some(processes) => processes.destroy(phone).await,
            None => Ok(()),
        }
    }

    /// Ends the processes of this machine, also those of an earlier run; none is started any more.
    pub(crate) async fn stop_all(&self) {
        if let Some(processes) = self.processes() {
            processes.stop_all().await;
        }
    }

    /// Watches over instances of an earlier run that ought to be running.
    pub(crate) fn adopt(&self, wanted: impl IntoIterator<Item = PhoneNumberId>) {
        if let Some(processes) = self.processes() {
            wanted.into_iter().for_each(|phone| processes.adopt(phone));
        }
    }

    /// The instances that ended since this was last asked.
    pub(crate) fn ended(&self) -> Vec<Exit> {
        self.processes().map(Processes::ended).unwrap_or_default()
    }

    /// Keeps the logs of the instances short.
    pub(crate) fn keep_logs_short(&self) {
        if let Some(processes) = self.processes() {
            processes.keep_logs_short();
        }
    }

    /// Numbers whose instances run on this machine and that this process does not know of.
    pub(crate) fn strays(&self) -> Vec<PhoneNumberId> {
        self.processes().map(Processes::strays).unwrap_or_default()
    }

    /// Where a number's instance posts its webhooks.
    pub(crate) fn webhook_url(&self, phone: PhoneNumberId) -> String {
        format!("{}/webhooks/onprem/{phone}", self.public_url)
    }

    /// The way to an address: what is not of this machine, and what others run, under guard.
    fn talk(&self, address: &str) -> Conversation {
        let near = !self.is_elsewhere() && is_loopback_url(address);
        let inside = matches!(self.place, Place::Inside { .. });
        Conversation::new(if near || inside { &self.http } else { &self.outside }, address)
    }

    /// What an instance says of its connection, such as `connected` (contract §8).
    pub(crate) async fn health(&self, running: &Running) -> Result<String, InstanceError> {
        let answer = self.ask(running, |talk, token| async move { talk.health(&token).await });
        let late = |_| HttpError::Timeout { to: running.address.clone() };
        timeout(HEALTH_LIMIT, answer).await.map_err(late)?
    }

    /// Tells an instance where its webhooks go, and returns that.
    pub(crate) async fn point(&self, running: &Running) -> Result<String, InstanceError> {
        let url = self.webhook_url(running.phone);
        let body = json!({"webhooks": {"url": url}});
        let answer = self.ask(running, |talk, token| {
            let body = body.clone();
            async move { talk.settings(&token, &body).await }
        });
        answer.await.map(|()| url)
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
        let talk = self.talk(&running.address);
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

    fn tokens(&self) -> std::sync::MutexGuard<'_, BTreeMap<PhoneNumberId, String>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of a machine and a folder on it: processes that share both have the same instances.
fn home(folder: &Path) -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname");
    let name = name.ok().or_else(|| std::env::var("HOSTNAME").ok()).unwrap_or_default();
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = std::fs::canonicalize(&folder).unwrap_or(folder);
    format!("{}:{}", name.trim(), folder.display())
}
