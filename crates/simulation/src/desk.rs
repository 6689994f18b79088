//! Somebody at the platform's desk: plays end customers and Meta, by its pages and forms only.

use anyhow::Context;
use shell::http::Client;

use crate::{
    browser::{Browser, Page},
    person::Sites,
};

/// Somebody at the desk.
pub struct Desk {
    browser: Browser,
    desk: String,
}

impl Desk {
    /// Sits down at the desk of a platform.
    pub fn new(http: Client, sites: &Sites) -> Self {
        Self { browser: Browser::new(http), desk: format!("{}/desk", sites.platform) }
    }

    /// The telephone with this number.
    ///
    /// # Errors
    /// When the desk is away.
    pub async fn telephone(&mut self, number: &str) -> anyhow::Result<Page> {
        self.browser.open(&format!("{}/phones/{number}", self.desk)).await
    }

    /// The customer opens the chat with a business: its messages are read now.
    ///
    /// # Errors
    /// When there is no such chat on the telephone.
    pub async fn open_chat(&mut self, number: &str, phone: &str) -> anyhow::Result<Page> {
        let telephone = self.telephone(number).await?;
        let chat = format!("form[action$='/open']:has(input[value='{phone}'])");
        self.browser.submit(&telephone, &chat, &[]).await
    }

    /// The customer writes to a business.
    ///
    /// # Errors
    /// When the desk refuses.
    pub async fn write(
        &mut self,
        number: &str,
        phone: &str,
        name: &str,
        text: &str,
    ) -> anyhow::Result<Page> {
        let telephone = self.telephone(number).await?;
        let fill = [("phone_number_id", phone), ("name", name), ("text", text)];
        self.browser.submit(&telephone, "form#write", &fill).await
    }

    /// Turns the clock forward by a span such as `30d`.
    ///
    /// # Errors
    /// When the desk does not understand the span.
    pub async fn turn_clock(&mut self, span: &str) -> anyhow::Result<Page> {
        let clock = self.browser.open(&format!("{}/clock", self.desk)).await?;
        self.browser.submit(&clock, "form#turn", &[("advance", span)]).await
    }

    /// Subject and recipient of the newest letters in everybody's mailbox, newest first.
    ///
    /// # Errors
    /// When the desk is away.
    pub async fn letters(&mut self) -> anyhow::Result<Vec<(String, String)>> {
        let page = self.browser.open(&format!("{}/mailbox", self.desk)).await?;
        let subjects = page.texts("tbody td:nth-child(1)")?;
        let recipients = page.texts("tbody td:nth-child(2)")?;
        Ok(subjects.into_iter().zip(recipients).collect())
    }

    /// Verifies a business, as Meta would.
    ///
    /// # Errors
    /// When the business waits for nothing.
    pub async fn verify(&mut self, business: &str) -> anyhow::Result<Page> {
        let reviews = self.browser.open(&format!("{}/reviews", self.desk)).await?;
        let form = format!("form#verification-{business}");
        let fill = [("approved", "true")];
        self.browser.submit(&reviews, &form, &fill).await.context("the business was not verified")
    }
}
