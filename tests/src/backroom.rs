//! What a provider's operators have in a village: the console, the commands, the line to the
//! platform; and who writes to their clients.

use anyhow::ensure;
use graph::id::PhoneNumberId;
use http::Method;
use provider::store::messages;
use provider::{Office, Provider};
use serde_json::{Value, json};
use shell::http::get;
use shell::secret::ExposeSecret;
use simulation::browser::{Browser, Page};

use crate::{signup::Made, village::Village};

impl Village {
    /// What the commands of operators work with, beside the running server.
    pub fn office(&self) -> Office {
        let provider: &Provider = self.provider();
        Office {
            settings: provider.settings.clone(),
            db: provider.db.clone(),
            clock: provider.clock.clone(),
            secrets: provider.secrets.clone(),
            sealer: provider.sealer.clone(),
            graph: provider.graph.clone(),
            http: self.town.http.clone(),
        }
    }

    /// A browser in which the first operator has logged in.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn operator(&self) -> anyhow::Result<Browser> {
        let settings = &self.provider().settings;
        let mut browser = Browser::new(self.town.http.clone());
        let form = browser.open(&format!("{}/console/login", settings.public_url)).await?;
        let password = settings.console_password.expose_secret();
        let fill = [("name", settings.console_user.as_str()), ("password", password)];
        browser.submit(&form, "#login", &fill).await?;
        Ok(browser)
    }

    /// A page of the console, as the first operator sees it: `path` begins after `/console`.
    ///
    /// # Errors
    /// When the login is refused or there is no such page.
    pub async fn console(&self, path: &str) -> anyhow::Result<Page> {
        let site = self.town.sites().provider;
        self.operator().await?.open(&format!("{site}/console{path}")).await
    }

    /// The console's page of a client.
    ///
    /// # Errors
    /// When there is no such client.
    pub async fn shown(&self, waba: &str) -> anyhow::Result<Page> {
        self.console(&format!("/clients/{waba}")).await
    }

    /// A call of the Graph API with a token; status and answer.
    ///
    /// # Errors
    /// When nobody answers, or something that is no JSON.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        token: &str,
    ) -> anyhow::Result<(u16, Value)> {
        let url = format!("{}/v21.0/{path}", self.town.sites().platform);
        let mut request = get(&url, Some(token))?;
        *request.method_mut() = method;
        let answer = self.town.http.send(request).await?;
        Ok((answer.status().as_u16(), serde_json::from_slice(answer.body())?))
    }

    /// The same with the admin's token, which must go well.
    ///
    /// # Errors
    /// What was refused.
    pub async fn asks(&self, method: Method, path: &str) -> anyhow::Result<Value> {
        let settings = self.provider().settings.clone();
        let (status, said) = self.call(method, path, settings.admin_token.expose_secret()).await?;
        ensure!(status == 200, "{path} was answered with {status}: {said}");
        Ok(said)
    }

    /// A customer writes to a number.
    ///
    /// # Errors
    /// When the platform refuses.
    pub async fn writes(&self, customer: &str, phone: &str, text: &str) -> anyhow::Result<()> {
        let order = json!({"to_phone_number_id": phone, "text": text, "name": "Zoë"});
        self.control(&format!("customers/+{customer}/messages"), &order).await.map(drop)
    }

    /// What a customer and a number wrote to each other, as our server has it, oldest first.
    ///
    /// # Errors
    /// When its database refuses.
    pub async fn talk(&self, phone: &str, customer: &str) -> anyhow::Result<Vec<String>> {
        let (phone, customer): (PhoneNumberId, String) = (phone.parse()?, customer.to_owned());
        let read =
            move |db: &shell::sql::Tx<'_>| messages::with_customer(db, phone, &customer, 100);
        let rows = self.provider().db.read(read).await?;
        Ok(rows.into_iter().map(|row| row.body).collect())
    }

    /// Shares of our credit line with businesses of others: all there ever were, and the living.
    pub fn shares(&self) -> (usize, usize) {
        self.town.platform.read(|world| {
            let ours = || world.allocations.values().filter(|one| one.owner != one.receiving);
            (ours().count(), ours().filter(|one| one.is_active()).count())
        })
    }

    /// Whether the platform shows a number as connected.
    ///
    /// # Errors
    /// When it does not show it at all.
    pub async fn connected(&self, made: &Made) -> anyhow::Result<bool> {
        let number = self.asks(Method::GET, &format!("{}?fields=status", made.phone)).await?;
        Ok(number["status"] == "CONNECTED")
    }
}
