//! A whole town in one process, with the few things that stories do to it: people sign up, browsers
//! fall silent, webhooks get lost, and time passes in a moment.

use anyhow::{Context, bail, ensure};
use graph::{
    id::WabaId,
    webhook::{SIGNATURE_HEADER, sign},
};
use jiff::SignedDuration;
use provider::store::{ClientRow, PhoneRow, clients, clients::Stage, phones};
use provider::{Defects, Provider};
use serde_json::{Value, json};
use shell::{
    http::{get, post_json},
    secret::ExposeSecret,
};
use simulation::{
    browser::Page,
    crash::after,
    person::{Handed, Person, Wish},
    sketch::Sketch,
    town::Town,
};

use crate::signup::{Made, applicant};

/// A town, and what stories do in it.
pub struct Village {
    /// Both servers.
    pub town: Town,
}

impl Village {
    /// Founds one; its servers have nothing left to do.
    ///
    /// # Errors
    /// When a server does not open.
    pub async fn found(seed: u64, hosting: &'static str) -> anyhow::Result<Self> {
        Self::founded(seed, hosting, "employee", false).await
    }

    /// The same, whose provider works as `employee` or `admin` system user.
    ///
    /// # Errors
    /// As [`Self::found`].
    pub async fn found_as(
        seed: u64,
        hosting: &'static str,
        worker: &'static str,
    ) -> anyhow::Result<Self> {
        Self::founded(seed, hosting, worker, false).await
    }

    /// The same where businesses may pay by a means of their own.
    ///
    /// # Errors
    /// As [`Self::found`].
    pub async fn where_businesses_pay(seed: u64) -> anyhow::Result<Self> {
        Self::founded(seed, "cloud", "employee", true).await
    }

    async fn founded(
        seed: u64,
        hosting: &'static str,
        worker: &'static str,
        businesses_pay: bool,
    ) -> anyhow::Result<Self> {
        let sketch = Sketch {
            seed,
            hosting,
            businesses_pay,
            login: "token",
            worker,
            processes: 1,
            pages: false,
            webhooks: true,
            fleet: Vec::new(),
            newcomers: 0,
            turns: 0,
            leaps: Vec::new(),
            beside: false,
        };
        let mut town = Town::found(&sketch, &Defects::default()).await?;
        town.settle().await?;
        Ok(Self { town })
    }

    /// The provider's server.
    pub fn provider(&self) -> &Provider {
        &self.town.providers[0]
    }

    /// Lets the provider work until it has waited `steps` times, and crashes it there. One that is
    /// done earlier does not crash.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn work_or_crash(&mut self, steps: u64) -> anyhow::Result<()> {
        let worked = Box::pin(after(steps, self.town.providers[0].tick())).await;
        match worked {
            Some(worked) => worked.map(drop).map_err(Into::into),
            None => self.town.crash_provider(0).await,
        }
    }

    /// Somebody at their own computer: the one applicant of a seed.
    pub fn person(&self, seed: u64) -> Person {
        Person::new(applicant(seed), self.town.http.clone(), self.town.sites())
    }

    /// Somebody goes through the pop-up to its end; the provider's page never hears of it.
    ///
    /// # Errors
    /// When a screen refuses.
    pub async fn unreported(&self, person: &mut Person) -> anyhow::Result<Handed> {
        let (page, _state) = person.arrive().await?;
        person.walk_popup(&page).await
    }

    /// Somebody signs up and is live.
    ///
    /// # Errors
    /// When that does not come about within minutes.
    pub async fn live(&mut self, person: &mut Person) -> anyhow::Result<Made> {
        let made = Made::of(&person.sign_up().await?)?;
        self.pass("10m").await?;
        self.is(&made.waba, Stage::Live).await?;
        Ok(made)
    }

    /// From now on no webhook is sent.
    ///
    /// # Errors
    /// When the platform refuses the fault.
    pub async fn deaf(&self) -> anyhow::Result<()> {
        let order = json!({"kind": "drop", "when": {"every": 1}});
        self.control("faults", &order).await.map(drop)
    }

    /// Asks the platform's control interface to do something.
    ///
    /// # Errors
    /// What it refused.
    pub async fn control(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        let url = format!("{}/_control/{path}", self.town.sites().platform);
        let answer = self.town.http.send(post_json(&url, body, None)?).await?;
        let said = String::from_utf8_lossy(answer.body()).into_owned();
        ensure!(answer.status().is_success(), "{path}: {said}");
        Ok(serde_json::from_str(&said)?)
    }

    /// Reads from the platform's control interface.
    ///
    /// # Errors
    /// What it refused.
    pub async fn read(&self, path: &str) -> anyhow::Result<Value> {
        let url = format!("{}/_control/{path}", self.town.sites().platform);
        let answer = self.town.http.send(get(&url, None)?).await?;
        Ok(serde_json::from_slice(answer.body())?)
    }

    /// Posts a webhook to the provider, signed as the platform signs.
    ///
    /// # Errors
    /// When it is not taken.
    pub async fn webhook(&self, body: &str) -> anyhow::Result<()> {
        let secret = self.provider().settings.app_secret.expose_secret();
        let signature = sign(secret, body.as_bytes());
        let status = self.post_webhook(body, &[&signature]).await?;
        ensure!(status == 200, "the webhook was answered with {status}");
        Ok(())
    }

    /// Posts a body to the provider's webhook address with these signatures; gives the status.
    ///
    /// # Errors
    /// When the provider cannot be reached.
    pub async fn post_webhook(&self, body: &str, signatures: &[&str]) -> anyhow::Result<u16> {
        let url = format!("{}/webhooks/whatsapp", self.town.sites().provider);
        let mut request = http::Request::post(url).header("content-type", "application/json");
        for signature in signatures {
            request = request.header(SIGNATURE_HEADER, *signature);
        }
        let answer = self.town.http.send(request.body(body.to_owned().into())?).await?;
        Ok(answer.status().as_u16())
    }

    /// Lets time pass, such as `7h`.
    ///
    /// # Errors
    /// When the town does not come to rest.
    pub async fn pass(&mut self, time: &str) -> anyhow::Result<()> {
        let time: SignedDuration = time.parse()?;
        self.town.pass(time).await
    }

    /// What the provider knows of an account.
    ///
    /// # Errors
    /// When its database refuses.
    pub async fn client(&self, waba: &str) -> anyhow::Result<Option<ClientRow>> {
        let waba: WabaId = waba.parse()?;
        Ok(self.provider().db.read(move |db| clients::get(db, waba)).await?)
    }

    /// The numbers that the provider knows of an account and that are not gone.
    ///
    /// # Errors
    /// When its database refuses.
    pub async fn numbers(&self, waba: &str) -> anyhow::Result<Vec<PhoneRow>> {
        let waba: WabaId = waba.parse()?;
        let mut rows = self.provider().db.read(move |db| phones::of_client(db, waba)).await?;
        rows.retain(|row| row.gone_at.is_none());
        Ok(rows)
    }

    /// Every client the provider has.
    ///
    /// # Errors
    /// When its database refuses.
    pub async fn clients(&self) -> anyhow::Result<Vec<ClientRow>> {
        Ok(self.provider().db.read(|db| clients::list(db, None, None, 10_000)).await?)
    }

    /// Checks where an account stands.
    ///
    /// # Errors
    /// When it stands elsewhere; the error says what it waits for.
    pub async fn is(&self, waba: &str, stage: Stage) -> anyhow::Result<ClientRow> {
        let row = self.client(waba).await?.with_context(|| format!("{waba} is no client"))?;
        if row.stage != stage {
            bail!("{waba} is {:?}: {:?}, {:?}", row.stage, row.waiting, row.problem);
        }
        Ok(row)
    }

    /// Takes an account out of the provider's queue, as if its place there had been lost.
    ///
    /// # Errors
    /// When its database refuses.
    pub async fn forget_to_look(&self, waba: &str) -> anyhow::Result<()> {
        let waba: i64 = waba.parse()?;
        let sql = "UPDATE client SET again_at = NULL WHERE waba_id = $1";
        let write = move |tx: &shell::sql::Tx<'_>| tx.execute(sql, shell::sql::params![waba]);
        let changed = self.provider().db.write(write).await?;
        ensure!(changed == 1, "{waba} is no client");
        Ok(())
    }

    /// The owner stops sharing an account, in the Business Manager.
    ///
    /// # Errors
    /// When the page refuses.
    pub async fn unshare(&self, person: &mut Person, made: &Made) -> anyhow::Result<()> {
        let site = self.town.sites().platform;
        let page = person.browser.open(&format!("{site}/business/{}", made.business)).await?;
        let form = format!("form[action$='/unshare']:has(input[value='{}'])", made.waba);
        person.browser.submit(&page, &form, &[]).await.map(drop)
    }

    /// The owner adds a number in the WhatsApp Manager and proves it by the code on its telephone.
    ///
    /// # Errors
    /// When a page refuses.
    pub async fn add_number(
        &self,
        person: &mut Person,
        made: &Made,
        number: &str,
    ) -> anyhow::Result<()> {
        let verified = json!({"business_id": made.business, "approved": true});
        self.control("reviews/verification", &verified).await?;
        let site = self.town.sites().platform;
        let manager = format!("{site}/wa/manage/{}", made.waba);
        let page = person.browser.open(&manager).await?;
        let name = person.who.business.clone();
        let fill = [("number", number), ("name", name.as_str())];
        let page = person.browser.submit(&page, "#number-new", &fill).await?;
        let page = person.browser.submit(&page, "form[action$='/code']", &[]).await?;
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let code = newest_code(person, &format!("{site}/desk/phones/{digits}")).await?;
        let fill = [("code", code.as_str())];
        person.browser.submit(&page, "form[action$='/verify']", &fill).await.map(drop)
    }
}

/// A wish for an existing account.
pub fn again(made: &Made) -> Wish {
    let (business, waba) = (Some(made.business.clone()), Some(made.waba.clone()));
    let phone = Some(made.phone.clone()).filter(|phone| !phone.is_empty());
    Wish { business, waba, phone, ..Wish::default() }
}

/// The digits of the newest code on a telephone.
async fn newest_code(person: &mut Person, telephone: &str) -> anyhow::Result<String> {
    let page: Page = person.browser.open(telephone).await?;
    let codes = page.texts(".bubble.code .text")?;
    let newest = codes.last().with_context(|| format!("no code arrived at {telephone}"))?;
    Ok(newest.chars().filter(char::is_ascii_digit).collect())
}
