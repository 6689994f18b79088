//! `Platform::start`: a whole platform inside the process that wants one, such as a test.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::time::Duration;

use serde_json::Value;
use shell::http::{Client, TIMEOUT};
use shell::shutdown::Tasks;
use tokio::net::TcpListener;

use super::{House, MAIN, Options, Worlds, WorldsError};
use crate::platform::Platform;
use crate::settings::Webhooks;

/// How long what is under way may take to end.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// A platform that runs in this process, in memory, on ports of its own. It stops when it is
/// dropped, or in good order with [`Running::stop`].
#[derive(Debug)]
pub struct Running {
    /// Where its Graph API is: `http://127.0.0.1:PORT`.
    pub api: String,
    /// Where its pages are, for browsers: `http://platform.localhost:PORT`.
    pub pages: String,
    /// Where its mailbox takes letters (SMTP): `127.0.0.1:PORT`.
    pub smtp: String,
    /// The platform itself, as it was started; [`Worlds::main`] has the one after a reset.
    pub platform: Platform,
    /// Its worlds; more can be made, each with an address of its own.
    pub worlds: Worlds,
    tasks: Tasks,
}

impl Platform {
    /// Starts a platform in memory and serves it on a free port. Must be called inside a tokio
    /// runtime, which it lives in.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), platform::WorldsError> {
    /// use platform::{Options, Platform};
    ///
    /// let platform = Platform::start(Options::default()).await?;
    /// let env = platform.environment().await?;
    /// println!("{}/v21.0/{}", platform.api, env["PHONE_NUMBER_ID"]);
    /// platform.stop().await;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// When the options cannot be, or no port is free.
    pub async fn start(options: Options) -> Result<Running, WorldsError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let mailbox = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let smtp = mailbox.local_addr()?.to_string();
        let http = Client::net(TIMEOUT).map_err(std::io::Error::other)?;
        let (db, webhooks, tasks) = (None, Webhooks::default(), Tasks::new());
        let house = House { db, listener, http, webhooks, options };
        let worlds = Worlds::open(house, &tasks).await?;
        worlds.receive_mail(mailbox);
        let platform = worlds.main();
        let settings = platform.settings();
        let (api, pages) = (settings.api_base.clone(), settings.pages_origin.clone());
        Ok(Running { api, pages, smtp, platform, worlds, tasks })
    }
}

impl Running {
    /// Ids and tokens by name, as `vestibule world env` prints them: of what the world was seeded
    /// with, otherwise of an example client, which is made when there is none.
    ///
    /// # Errors
    /// When the example could not be made.
    pub async fn environment(&self) -> Result<BTreeMap<String, String>, WorldsError> {
        self.worlds.environment(MAIN).await
    }

    /// Ends it: requests under way are answered first.
    pub async fn stop(self) {
        self.tasks.stop(STOP_WITHIN).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tasks.signal();
    }
}

impl Worlds {
    /// Takes letters for the main world's mailbox until the worlds stop.
    pub fn receive_mail(&self, listener: TcpListener) {
        let worlds = self.clone();
        crate::mailbox::listen(move || worlds.main(), listener, &self.0.tasks);
    }

    /// Ids and tokens of a world by name, as the environment of a program.
    ///
    /// # Errors
    /// When there is no such world, or its example could not be made.
    pub async fn environment(&self, name: &str) -> Result<BTreeMap<String, String>, WorldsError> {
        let platform = self.get(name).ok_or_else(|| self.unknown(name))?;
        let told = crate::control::environment(platform).await.map_err(WorldsError::Example)?;
        let text = |value: Value| match value {
            Value::String(text) => text,
            other => other.to_string(),
        };
        let known = told.into_iter().filter(|(_, value)| !value.is_null());
        Ok(known.map(|(name, value)| (name, text(value))).collect())
    }
}
