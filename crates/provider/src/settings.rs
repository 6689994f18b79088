//! What the provider must be told before it starts.
//!
//! One TOML file; environment variables `VESTIBULE_PROVIDER_*` and flags go before it. Blank and
//! well-known secrets are refused, because a server that starts with them looks safe and is not.

pub mod clients;
mod keeping;
mod reach;
pub mod reference;
mod secrets;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use graph::id::{AppId, BusinessId, CreditLineId, SystemUserId};
use graph::phone_number::E164;
use graph::status::Currency;
use serde::{Deserialize, Serialize};
use shell::config::ConfigError;
use shell::owner::{self, Exposed};
use shell::secret::{ExposeSecret, SealError, Sealer, Text};
use shell::sql::Address;

use self::secrets::{all_hidden, hidden, maybe_hidden, strong};

/// Secrets shorter than this are refused, in characters.
const SECRET_LEAST: usize = 16;
/// Passwords shorter than this are refused, in characters.
const PASSWORD_LEAST: usize = 10;

/// The settings of `vestibule provider`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The Graph API, such as `https://graph.facebook.com`; plain http on this machine only.
    pub graph_url: String,
    /// The version all calls are made under.
    #[serde(default = "version")]
    pub graph_version: String,
    /// Origins whose messages the signup page believes, such as `https://www.facebook.com`.
    pub dialog_origins: Vec<String>,
    /// The platform's JavaScript SDK; plain http from this machine only.
    pub sdk_url: String,
    /// Our app.
    pub app_id: AppId,
    /// Its secret.
    #[serde(deserialize_with = "hidden")]
    pub app_secret: Text,
    /// Its secret before the last change. While it stands here, webhooks signed with it are taken
    /// as well; take it out once the platform signs with the new one.
    #[serde(default, deserialize_with = "maybe_hidden")]
    pub app_secret_previous: Option<Text>,
    /// Our business.
    pub business_id: BusinessId,
    /// Our credit line (requirement G01).
    pub credit_line_id: CreditLineId,
    /// What clients' accounts are charged in.
    pub currency: Currency,
    /// As whom we work (requirement A04).
    #[serde(default)]
    pub system_user: Worker,
    /// The employee system user.
    pub employee_system_user_id: SystemUserId,
    /// Its token.
    #[serde(deserialize_with = "hidden")]
    pub employee_token: Text,
    /// The token of the admin system user: assigns the employee, and does all else only where
    /// `system_user` says so.
    #[serde(deserialize_with = "hidden")]
    pub admin_token: Text,
    /// How many businesses our credit line is shared with in 24 hours by itself; each one more
    /// waits for two operators. 0: any number.
    #[serde(default = "credit_shares_per_day")]
    pub credit_shares_per_day: u32,
    /// Where browsers, the platform and client instances reach this server.
    pub public_url: String,
    /// What the platform shows when it asks whether webhooks may come here (contract §6.2).
    #[serde(deserialize_with = "hidden")]
    pub webhook_verify_token: Text,
    /// Seals tokens, PINs and passwords in the database: 32 random bytes in base64. Beside
    /// `master_keys` it only opens what it sealed once.
    #[serde(default, deserialize_with = "maybe_hidden")]
    pub master_key: Option<Text>,
    /// Several such keys, each `name:base64`, while they are changed: the first seals, the others
    /// open what they sealed until `vestibule keys rotate` has sealed it anew.
    #[serde(default, deserialize_with = "all_hidden")]
    pub master_keys: Vec<Text>,
    /// Hosts that may be called although they are not public or speak plain http, such as
    /// `127.0.0.1:9090` or `clients.internal`. Concerns only addresses that others chose; by
    /// default none.
    #[serde(default)]
    pub private_hosts_allowed: Vec<String>,
    /// Addresses of proxies whose `X-Forwarded-For` says who sends a request; by default none.
    #[serde(default)]
    pub trusted_proxies: Vec<IpAddr>,
    /// The address of this machine to listen on. Beyond this machine only with https before it.
    #[serde(default = "this_machine")]
    pub listen: IpAddr,
    /// How numbers are run.
    #[serde(default)]
    pub hosting: HostingChoice,
    /// What starts the client instance of a number (`hosting = "client"`): program and arguments,
    /// in which `{phone_number_id}`, `{folder}`, `{platform_url}`, `{webhook_url}` and `{port}` are
    /// replaced (see [fleet.md](fleet.md)). By default this program's own `onprem-client`.
    #[serde(default)]
    pub client_command: Vec<String>,
    /// Where the client instances are that others run, in place of `client_command`: an address
    /// with `{phone_number_id}` in it. One that is not public or speaks plain http has to be in
    /// `private_hosts_allowed`.
    #[serde(default)]
    pub client_endpoint: Option<String>,
    /// The same for single numbers, each `PHONE_NUMBER_ID=ADDRESS`; they go before
    /// `client_endpoint`.
    #[serde(default)]
    pub client_endpoints: Vec<String>,
    /// What client instances that others run sign their webhooks with (`X-Hub-Signature-256`).
    #[serde(default, deserialize_with = "maybe_hidden")]
    pub client_webhook_secret: Option<Text>,
    /// The admin password of client instances that others run; by default each is given one of its
    /// own at its first login.
    #[serde(default, deserialize_with = "maybe_hidden")]
    pub client_password: Option<Text>,
    /// A file (PEM) with the authorities that sign the certificates of client instances that others
    /// run; by default the public ones.
    #[serde(default)]
    pub client_authorities: Option<PathBuf>,
    /// What the signup hands over.
    #[serde(default)]
    pub login: Login,
    /// The login configuration (contract §1.2); needed with `login = "code"`. With Meta it is the
    /// id of a configuration of the app's product “Facebook Login for Business”, which says what
    /// the window asks for; `vestibule platform` takes any id.
    #[serde(default)]
    pub config_id: Option<String>,
    /// The operator's own test handset, which gets the first message of each new number.
    pub probe_number: E164,
    /// The template of the first message.
    #[serde(default = "hello_world")]
    pub probe_template: String,
    /// Its language.
    #[serde(default = "en_us")]
    pub probe_language: String,
    /// The mail server, such as `smtp://127.0.0.1:8025`.
    pub smtp_url: String,
    /// The sender of our letters.
    pub mail_from: String,
    /// Where operators read them.
    pub operators_mail: String,
    /// The platform's address as client instances are told it; needed with `hosting = "client"`.
    #[serde(default)]
    pub platform_onprem_url: Option<String>,
    /// A platform on this machine whose clock is followed.
    #[serde(default)]
    pub clock_url: Option<String>,
    /// The first operator's name.
    pub console_user: String,
    /// The first operator's password.
    #[serde(deserialize_with = "hidden")]
    pub console_password: Text,
    /// Seconds between two looks for new accounts (requirement C08), 1 or more.
    #[serde(default = "sweep_seconds")]
    pub sweep_seconds: u32,
    /// How many accounts the full pass handles in a minute at most, 1 or more (requirements C07,
    /// C08): it compares everything with what is known, and looks at clients nobody has looked at.
    #[serde(default = "full_pass_per_minute")]
    pub full_pass_per_minute: u32,
    /// Hours until an operator of the console has to log in again, 1 to 168.
    #[serde(default = "console_session_hours")]
    pub console_session_hours: u32,
    /// Days that webhooks are kept after they were applied, for `vestibule inbox`; 8 or more, since
    /// the platform repeats them for seven.
    #[serde(default = "keep_webhooks_days")]
    pub keep_webhooks_days: u32,
    /// Days that letters are kept after they were sent or given up; 7 or more.
    #[serde(default = "keep_letters_days")]
    pub keep_letters_days: u32,
    /// Days that a finished signup is kept, for which its browser may come back to see how it
    /// stands; 7 or more.
    #[serde(default = "keep_signups_days")]
    pub keep_signups_days: u32,
    /// Days that the time line is kept; 90 or more. 0: for good.
    #[serde(default = "keep_timeline_days")]
    pub keep_timeline_days: u32,
    /// Days that messages with customers are kept; 30 or more. 0: for good.
    #[serde(default)]
    pub keep_messages_days: u32,
    /// Where database and client instances live.
    #[serde(default = "data_dir")]
    pub data_dir: PathBuf,
    /// A PostgreSQL database to remember in instead of a file in `data_dir`, such as
    /// `postgres://vestibule:password@db.example/vestibule`. Several servers may work on one
    /// database and share what is to be done.
    #[serde(default, deserialize_with = "maybe_hidden")]
    pub database_url: Option<Text>,
    /// The schema of the tables in that database; made if it is not there. By default the one that
    /// the database gives this user.
    #[serde(default)]
    pub database_schema: Option<String>,
    /// A file (PEM) with the authorities that sign the database's certificate; by default the
    /// public ones. A database of this machine is spoken to without TLS.
    #[serde(default)]
    pub database_authorities: Option<PathBuf>,
    /// The port to listen on; 0 takes a free one.
    #[serde(default = "port")]
    pub port: u16,
    /// A port of 127.0.0.1 for `/metrics` (OpenMetrics, for Prometheus) and the health routes; 0
    /// takes a free one. Without it there are no metrics.
    #[serde(default)]
    pub metrics_port: Option<u16>,
    /// Seconds between saying that the server is no longer ready (`/health/ready`) and closing its
    /// door, when it is asked to stop. What balances load needs as long to notice.
    #[serde(default)]
    pub drain_seconds: u32,
    /// Our name, as the business knows us.
    #[serde(default = "name")]
    pub name: String,
    /// Said to the business before it signs up (requirement B04).
    #[serde(default)]
    pub words_before: Option<String>,
    /// Said to the business once it is done.
    #[serde(default)]
    pub next_steps: Option<String>,
    /// Where the business is sent on once it is done.
    #[serde(default)]
    pub next_url: Option<String>,
}

/// As whom the provider works (requirement A04).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worker {
    /// The employee system user, assigned to each account: a token that leaks opens only those.
    #[default]
    Employee,
    /// The admin system user, which reaches every account: a token that leaks opens everything.
    Admin,
}

/// How numbers are run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HostingChoice {
    /// One client instance for each number (requirement E06).
    #[default]
    Client,
    /// The platform's cloud.
    Cloud,
}

/// What the signup hands over (contract §1.2).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Login {
    /// An access token.
    #[default]
    Token,
    /// A code to be exchanged for one.
    Code,
}

/// Why the provider does not start with its settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A setting is missing or of the wrong kind.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A setting protects nothing.
    #[error("the setting {name} {why}: {fix}")]
    Weak {
        /// Which setting.
        name: &'static str,
        /// What is wrong with it.
        why: &'static str,
        /// What to do.
        fix: &'static str,
    },
    /// A setting that the others ask for is missing.
    #[error("the setting {name} is missing: {because}")]
    Missing {
        /// Which setting.
        name: &'static str,
        /// Which setting asks for it.
        because: &'static str,
    },
    /// A file of certificates cannot be used.
    #[error(
        "the setting {name} names {file}, which cannot be used: {why}. Name a readable PEM file \
         with the certificates of the authorities, or leave it out"
    )]
    Authorities {
        /// Which setting.
        name: &'static str,
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The master keys cannot be used.
    #[error("the settings master_keys and master_key cannot be used")]
    MasterKey(#[from] SealError),
    /// Everybody can read what should be the owner's.
    #[error(transparent)]
    Exposed(#[from] Exposed),
}

impl Settings {
    /// Reads and checks the settings. `flags` is any value that serialises to a map; what is `null`
    /// in it counts as not given.
    ///
    /// # Errors
    /// A [`SettingsError`] that says which setting to mend, and how.
    pub fn load(file: Option<&Path>, flags: impl Serialize) -> Result<Self, SettingsError> {
        let settings: Self = shell::config::load("provider", file, flags)?;
        if let Some(file) = file {
            owner::check_file(file)?;
        }
        owner::check_folder(&settings.data_dir)?;
        settings.check()?;
        Ok(settings)
    }

    /// Refuses settings that would start a server nobody should rely on.
    ///
    /// # Errors
    /// The first weak or missing setting.
    pub fn check(&self) -> Result<(), SettingsError> {
        const FROM_META: &str = "copy it from the app's settings or the business's system users";
        const RANDOM: &str = "give random characters, for example from `openssl rand -hex 24`";
        let secrets = [
            ("app_secret", &self.app_secret, FROM_META),
            ("employee_token", &self.employee_token, FROM_META),
            ("admin_token", &self.admin_token, FROM_META),
            ("webhook_verify_token", &self.webhook_verify_token, RANDOM),
        ];
        for (name, secret, fix) in secrets {
            strong(name, secret.expose_secret(), SECRET_LEAST, fix)?;
        }
        let password = self.console_password.expose_secret();
        strong("console_password", password, PASSWORD_LEAST, RANDOM)?;
        self.sealer()?;
        self.check_reach()?;
        self.check_clients()?;
        self.check_keeping()?;
        self.check_pace()?;
        self.check_authorities()?;
        if self.login == Login::Code && self.config_id.is_none() {
            let because = "login = \"code\" uses a login configuration: give the id of one of your \
                app's configurations under “Facebook Login for Business”; `vestibule platform` \
                takes any id";
            return Err(SettingsError::Missing { name: "config_id", because });
        }
        Ok(())
    }

    /// What seals: the keys of `master_keys` in their order, then `master_key`, called `main`,
    /// unless it is among them.
    ///
    /// # Errors
    /// When there is no key, or one that protects nothing.
    pub fn sealer(&self) -> Result<Sealer, SettingsError> {
        let several = self.master_keys.iter().map(|key| key.expose_secret().to_owned());
        let mut ring: Vec<String> = several.collect();
        if let Some(single) = self.master_key.as_ref().map(|key| key.expose_secret().trim()) {
            let is_there = |one: &String| one.split_once(':').is_some_and(|(_, key)| key == single);
            if !ring.iter().any(is_there) {
                ring.push(format!("main:{single}"));
            }
        }
        Ok(Sealer::with_keys(ring.iter().map(String::as_str))?)
    }

    /// The secrets that others gave us, by the names of their settings. Master keys are not among
    /// them.
    pub(crate) fn secrets(&self) -> Vec<(&'static str, Text)> {
        let mut secrets = vec![
            ("app_secret", self.app_secret.clone()),
            ("employee_token", self.employee_token.clone()),
            ("admin_token", self.admin_token.clone()),
            ("webhook_verify_token", self.webhook_verify_token.clone()),
        ];
        let previous = self.app_secret_previous.clone();
        secrets.extend(previous.map(|secret| ("app_secret_previous", secret)));
        let signs = self.client_webhook_secret.clone();
        secrets.extend(signs.map(|secret| ("client_webhook_secret", secret)));
        secrets.extend(self.client_password.clone().map(|secret| ("client_password", secret)));
        secrets
    }

    /// The PostgreSQL database to remember in, if one is named.
    #[must_use]
    pub fn postgres(&self) -> Option<Address> {
        let url = self.database_url.as_ref()?.expose_secret().to_owned();
        let (schema, authorities) = (&self.database_schema, &self.database_authorities);
        Some(Address { url, schema: schema.clone(), authorities: authorities.clone() })
    }

    /// Where the platform sends webhooks.
    #[must_use]
    pub fn webhook_url(&self) -> String {
        format!("{}/webhooks/whatsapp", self.public_url.trim_end_matches('/'))
    }
}

fn this_machine() -> IpAddr {
    Ipv4Addr::LOCALHOST.into()
}

fn version() -> String {
    "v21.0".to_owned()
}

fn hello_world() -> String {
    "hello_world".to_owned()
}

fn en_us() -> String {
    "en_US".to_owned()
}

fn credit_shares_per_day() -> u32 {
    50
}

fn sweep_seconds() -> u32 {
    60
}

fn full_pass_per_minute() -> u32 {
    600
}

fn console_session_hours() -> u32 {
    12
}

fn keep_webhooks_days() -> u32 {
    8
}

fn keep_letters_days() -> u32 {
    90
}

fn keep_signups_days() -> u32 {
    90
}

fn keep_timeline_days() -> u32 {
    1095
}

fn data_dir() -> PathBuf {
    PathBuf::from("vestibule-data")
}

fn port() -> u16 {
    8080
}

fn name() -> String {
    "Your messaging provider".to_owned()
}

#[cfg(test)]
mod tests;
