//! Both servers of one provider as processes, on one data folder, each to be stopped and started.

use std::{net::SocketAddr, path::Path, time::Duration};

use anyhow::{Context, ensure};
use bytes::Bytes;
use http::{Method, Request, header};
use serde_json::{Value, json};
use shell::http::Client;
use simulation::{
    browser::Browser,
    cast::Applicant,
    person::{Person, Sites},
};

use crate::{
    program::{Program, processes},
    wait::until,
};

/// A platform and a provider.
pub struct House {
    /// The data folder of both.
    pub folder: tempfile::TempDir,
    /// The platform, while it runs.
    pub platform: Option<Program>,
    /// The provider, while it runs.
    pub provider: Option<Program>,
    /// Where the provider reaches the platform's Graph API, if not directly.
    pub graph_url: Option<String>,
    /// The port under which everybody reaches the provider, if not its own.
    pub public_port: Option<u16>,
    /// How the provider runs numbers: `client` or `cloud`.
    pub hosting: &'static str,
    /// More settings of the provider, by their names.
    pub more_settings: Vec<(&'static str, String)>,
    /// The collector that the provider sends traces to, if any.
    pub traces: Option<String>,
    settings: toml::Table,
    platform_at: SocketAddr,
    smtp_at: SocketAddr,
    provider_at: SocketAddr,
    http: Client,
}

impl House {
    /// Lets `vestibule up` make its first-run set-up and stops it again; nothing runs then.
    /// `hosting` is `client` or `cloud`.
    ///
    /// # Errors
    /// When the set-up fails, or Ctrl-C does not end it with exit code 0.
    pub async fn found(hosting: &'static str) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().display().to_string();
        let mut args = words(&["up", "--guide", "json", "--hosting", hosting, "--data-dir"]);
        args.push(path);
        args.extend(words(&["--platform-port", "0", "--provider-port", "0", "--smtp-port", "0"]));
        let up = Program::start(&args, &[]).await?;
        let at = |key: &str| -> anyhow::Result<SocketAddr> {
            Ok(up.said(key)?.trim_start_matches("http://").parse()?)
        };
        let (platform_at, provider_at) = (at("platform_api")?, at("provider_api")?);
        let smtp_at = at("smtp")?;
        let ended = up.interrupt().await?;
        ensure!(ended.success(), "up ended with {ended}");
        let text = std::fs::read_to_string(folder.path().join("provider.toml"))?;
        Ok(Self {
            folder,
            platform: None,
            provider: None,
            graph_url: None,
            public_port: None,
            hosting,
            more_settings: vec![],
            traces: None,
            settings: text.parse()?,
            platform_at,
            smtp_at,
            provider_at,
            http: Client::net(Duration::from_secs(30))?,
        })
    }

    /// Founds a house and starts both.
    ///
    /// # Errors
    /// As [`House::found`], or when one does not become ready.
    pub async fn open(hosting: &'static str) -> anyhow::Result<Self> {
        let mut house = Self::found(hosting).await?;
        house.start_platform().await?;
        house.start_provider().await?;
        Ok(house)
    }

    /// Starts the platform on the port it had.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn start_platform(&mut self) -> anyhow::Result<()> {
        let args = [
            "platform".to_owned(),
            "--port".to_owned(),
            self.platform_at.port().to_string(),
            "--smtp-port".to_owned(),
            self.smtp_at.port().to_string(),
            "--data-dir".to_owned(),
            self.path(),
        ];
        self.platform = Some(Program::start(&args, &[]).await?);
        Ok(())
    }

    /// Starts the provider on the port it had.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn start_provider(&mut self) -> anyhow::Result<()> {
        let (port, folder) = (self.provider_at.port(), self.folder.path());
        self.provider = Some(self.launch(port, folder, &[]).await?);
        Ok(())
    }

    /// Starts one more process of the provider on a free port, with a data folder of its own and
    /// these settings more, as another machine would.
    ///
    /// # Errors
    /// When it does not become ready.
    pub async fn start_another(
        &self,
        folder: &Path,
        more: &[(&'static str, String)],
    ) -> anyhow::Result<Program> {
        self.launch(0, folder, more).await
    }

    async fn launch(
        &self,
        port: u16,
        folder: &Path,
        more: &[(&'static str, String)],
    ) -> anyhow::Result<Program> {
        let direct = format!("http://{}", self.platform_at);
        let site = self.sites().platform;
        let graph = self.graph_url.clone().unwrap_or_else(|| direct.clone());
        let mut told = vec![
            ("graph_url", graph),
            ("sdk_url", format!("{site}/en_US/sdk.js?honest=1")),
            ("dialog_origins", format!("[\"{site}\"]")),
            ("platform_onprem_url", direct.clone()),
            ("public_url", self.sites().provider),
            ("smtp_url", format!("smtp://{}", self.smtp_at)),
            ("hosting", self.hosting.to_owned()),
        ];
        told.extend(self.more_settings.iter().chain(more).cloned());
        let variable = |name: &str| format!("VESTIBULE_PROVIDER_{}", name.to_ascii_uppercase());
        let told: Vec<(String, String)> =
            told.into_iter().map(|(name, value)| (variable(name), value)).collect();
        let mut environment: Vec<(&str, String)> =
            told.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        environment.extend(self.traces.clone().map(|url| ("OTEL_EXPORTER_OTLP_ENDPOINT", url)));
        let args = [
            "provider".to_owned(),
            "--config".to_owned(),
            self.folder.path().join("provider.toml").display().to_string(),
            "--port".to_owned(),
            port.to_string(),
            "--clock".to_owned(),
            direct,
            "--data-dir".to_owned(),
            folder.display().to_string(),
        ];
        Program::start(&args, &environment).await
    }

    /// SIGKILL to the provider.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill_provider(&mut self) -> anyhow::Result<()> {
        self.provider.take().context("the provider does not run")?.kill().await
    }

    /// SIGKILL to the platform.
    ///
    /// # Errors
    /// When it does not run.
    pub async fn kill_platform(&mut self) -> anyhow::Result<()> {
        self.platform.take().context("the platform does not run")?.kill().await
    }

    /// The address of the platform.
    pub fn platform_at(&self) -> SocketAddr {
        self.platform_at
    }

    /// The address of the provider.
    pub fn provider_at(&self) -> SocketAddr {
        self.provider_at
    }

    /// Both sites for browsers.
    pub fn sites(&self) -> Sites {
        let port = self.public_port.unwrap_or(self.provider_at.port());
        Sites {
            provider: format!("http://provider.localhost:{port}"),
            platform: format!("http://platform.localhost:{}", self.platform_at.port()),
        }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.http.clone())
    }

    /// Somebody with a browser.
    pub fn person(&self, who: Applicant) -> Person {
        Person::new(who, self.http.clone(), self.sites())
    }

    /// A text of the provider's settings file.
    ///
    /// # Errors
    /// When there is no such setting.
    pub fn setting(&self, key: &str) -> anyhow::Result<&str> {
        let value = self.settings.get(key).and_then(toml::Value::as_str);
        value.with_context(|| format!("provider.toml has no {key}"))
    }

    /// The data folder's path.
    pub fn path(&self) -> String {
        self.folder.path().display().to_string()
    }

    /// Sends one request and reads JSON; the status comes with it.
    ///
    /// # Errors
    /// When nobody answers or the answer is no JSON.
    pub async fn send(&self, request: Request<Bytes>) -> anyhow::Result<(u16, Value)> {
        let answer = self.http.send(request).await?;
        let status = answer.status().as_u16();
        let text = String::from_utf8_lossy(answer.body()).into_owned();
        if text.is_empty() {
            return Ok((status, Value::Null));
        }
        let body = serde_json::from_str(&text).with_context(|| format!("{status}: {text}"))?;
        Ok((status, body))
    }

    /// Sends one request; the status of its answer, whatever the body.
    ///
    /// # Errors
    /// When nobody answers.
    pub async fn status(&self, request: Request<Bytes>) -> anyhow::Result<u16> {
        Ok(self.http.send(request).await?.status().as_u16())
    }

    /// A call of the Graph API with a token of the settings, such as `admin_token`.
    ///
    /// # Errors
    /// When nobody answers.
    pub async fn graph(
        &self,
        method: Method,
        path: &str,
        token: &str,
    ) -> anyhow::Result<(u16, Value)> {
        let request = Request::builder()
            .method(method)
            .uri(format!("http://{}/v21.0/{path}", self.platform_at))
            .header(header::AUTHORIZATION, format!("Bearer {}", self.setting(token)?))
            .body(Bytes::new())?;
        self.send(request).await
    }

    /// Reads rows of an edge of the Graph API as the provider's admin system user.
    ///
    /// # Errors
    /// When it refuses.
    pub async fn rows(&self, path: &str) -> anyhow::Result<Vec<Value>> {
        let (status, body) = self.graph(Method::GET, path, "admin_token").await?;
        ensure!(status == 200, "{path} answered {status}: {body}");
        Ok(body["data"].as_array().context("the edge has no rows")?.clone())
    }

    /// Asks the platform's control API: GET without a body, POST with one.
    ///
    /// # Errors
    /// When it refuses.
    pub async fn control(&self, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let url = format!("http://{}/_control/{path}", self.platform_at);
        let request = match body {
            Some(body) => shell::http::post_json(&url, &body, None)?,
            None => shell::http::get(&url, None)?,
        };
        let (status, answer) = self.send(request).await?;
        ensure!(status == 200, "{path} answered {status}: {answer}");
        Ok(answer)
    }

    /// Turns the clock forward by a span such as `30d`.
    ///
    /// # Errors
    /// When the platform refuses.
    pub async fn advance(&self, span: &str) -> anyhow::Result<()> {
        self.control("clock", Some(json!({ "advance": span }))).await.map(drop)
    }

    /// Process ids of the client instances that run for this house.
    pub fn client_processes(&self) -> Vec<u32> {
        processes(&["onprem-client", &self.path()])
    }

    /// Waits until a number has this status on the platform.
    ///
    /// # Errors
    /// When it never has.
    pub async fn number_becomes(&self, phone: &str, status: &str) -> anyhow::Result<()> {
        let path = format!("{phone}?fields=status");
        until(&format!("the number to be {status}"), async || {
            let (_, body) = self.graph(Method::GET, &path, "admin_token").await?;
            Ok((body["status"] == status).then_some(()))
        })
        .await
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // The servers die with their handles; client instances may have outlived a killed provider.
        self.provider = None;
        let clients = self.client_processes();
        for id in clients {
            let killed =
                std::process::Command::new("kill").args(["-KILL", &id.to_string()]).status();
            drop(killed);
        }
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}
