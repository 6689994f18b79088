//! An operator at the provider's console, by its pages and forms only.

use shell::http::Client;

use crate::{
    browser::{Browser, Page},
    person::Sites,
};

/// An operator who is signed in.
pub struct Operator {
    browser: Browser,
    console: String,
}

/// One client as the console's list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Id of the WABA.
    pub waba: String,
    /// `new`, `onboarding`, `live`, `off` or `left`.
    pub stage: String,
}

impl Operator {
    /// Signs in.
    ///
    /// # Errors
    /// When the console refuses name or password.
    pub async fn sign_in(
        http: Client,
        sites: &Sites,
        user: &str,
        password: &str,
    ) -> anyhow::Result<Self> {
        let mut browser = Browser::new(http);
        let console = format!("{}/console", sites.provider);
        let door = browser.open(&format!("{console}/login")).await?;
        let fill = [("name", user), ("password", password)];
        browser.submit(&door, "form#login", &fill).await?;
        Ok(Self { browser, console })
    }

    /// The clients on the first page of the list.
    ///
    /// # Errors
    /// When the console is away.
    pub async fn clients(&mut self) -> anyhow::Result<Vec<Listed>> {
        let page = self.browser.open(&self.console).await?;
        let wabas = page.attributes("tr[data-waba]", "data-waba")?;
        let stages = page.attributes("tr[data-waba]", "data-stage")?;
        let listed = wabas.into_iter().zip(stages);
        Ok(listed.map(|(waba, stage)| Listed { waba, stage }).collect())
    }

    /// One client's page.
    ///
    /// # Errors
    /// When there is no such client.
    pub async fn client(&mut self, waba: &str) -> anyhow::Result<Page> {
        self.browser.open(&format!("{}/clients/{waba}", self.console)).await
    }

    /// The page of a number and its conversation with one customer.
    ///
    /// # Errors
    /// When there is no such number.
    pub async fn talk(&mut self, waba: &str, phone: &str, customer: &str) -> anyhow::Result<Page> {
        let address = format!("{}/clients/{waba}/phones/{phone}", self.console);
        self.browser.open(&format!("{address}?customer={customer}")).await
    }

    /// Sends the approved template.
    ///
    /// # Errors
    /// When the console refuses, in its words.
    pub async fn send_template(&mut self, talk: &Page, to: &str) -> anyhow::Result<Page> {
        self.browser.submit(talk, "form#send-template", &[("to", to)]).await
    }

    /// Sends free text.
    ///
    /// # Errors
    /// When the console refuses, in its words.
    pub async fn send_text(&mut self, talk: &Page, to: &str, text: &str) -> anyhow::Result<Page> {
        self.browser.submit(talk, "form#send-text", &[("to", to), ("text", text)]).await
    }
}
