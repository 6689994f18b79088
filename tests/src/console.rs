//! An operator at the provider's console.

use anyhow::{Context, ensure};
use simulation::browser::{Browser, Page};

use crate::{house::House, wait::until};

/// A browser logged in to the console.
pub struct Console {
    browser: Browser,
    site: String,
}

impl Console {
    /// Logs in with the first operator's password.
    ///
    /// # Errors
    /// When the login is refused.
    pub async fn log_in(house: &House) -> anyhow::Result<Self> {
        let site = house.sites().provider;
        let mut browser = house.browser();
        let form = browser.open(&format!("{site}/console/login")).await?;
        let (user, password) = (house.setting("console_user")?, house.setting("console_password")?);
        let page =
            browser.submit(&form, "#login", &[("name", user), ("password", password)]).await?;
        ensure!(page.url.path() == "/console", "the login leads to {}", page.url.path());
        Ok(Self { browser, site })
    }

    /// The table of clients.
    ///
    /// # Errors
    /// When the page is away.
    pub async fn clients(&mut self) -> anyhow::Result<Page> {
        self.browser.open(&format!("{}/console", self.site)).await
    }

    /// The page of one client.
    ///
    /// # Errors
    /// When there is none.
    pub async fn client(&mut self, waba: &str) -> anyhow::Result<Page> {
        self.browser.open(&format!("{}/console/clients/{waba}", self.site)).await
    }

    /// Waits until the client of this account is in this stage, and gives its page.
    ///
    /// # Errors
    /// When it never is; the error quotes where it stands.
    pub async fn client_becomes(&mut self, waba: &str, stage: &str) -> anyhow::Result<Page> {
        let mut last = String::new();
        let waited = until(&format!("the client to be {stage}"), async || {
            let page = self.client(waba).await?;
            last = page.text("#client").unwrap_or_default();
            Ok(page.has(&format!("[data-waba][data-stage={stage}]")).then_some(page))
        })
        .await;
        waited.with_context(|| format!("the console says: {last}"))
    }

    /// Waits until the client of this account is live.
    ///
    /// # Errors
    /// When it never is.
    pub async fn live(&mut self, waba: &str) -> anyhow::Result<Page> {
        self.client_becomes(waba, "live").await
    }

    /// The page of a number, with one conversation.
    ///
    /// # Errors
    /// When there is none.
    pub async fn talk(&mut self, waba: &str, phone: &str, customer: &str) -> anyhow::Result<Page> {
        let path = format!("console/clients/{waba}/phones/{phone}?customer={customer}");
        self.browser.open(&format!("{}/{path}", self.site)).await
    }

    /// Fills in a form of a page and sends it; the answer may be a refusal.
    ///
    /// # Errors
    /// When the form is not there.
    pub async fn send(
        &mut self,
        page: &Page,
        form: &str,
        fill: &[(&str, &str)],
    ) -> anyhow::Result<Page> {
        self.browser.submit_any(page, form, fill).await
    }
}
