//! One business of the demo: its person, the operator who looks after it, and its customer.

use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use shell::{clock::Stopwatch, http};
use simulation::{
    browser::Page,
    cast::Applicant,
    desk::Desk,
    operator::Operator,
    person::{Person, Sites},
};

/// Steps that the progress bar counts.
pub(super) const STAGES: u64 = 8;
/// How long anything may take in real time before the demo gives up on it.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a page is looked at again.
const GLANCE: Duration = Duration::from_millis(200);

/// What a business is watched with.
pub(super) struct Watch {
    /// Calls out.
    pub(super) http: http::Client,
    /// Where the two sites are.
    pub(super) sites: Sites,
    /// Shows how far it is.
    pub(super) bar: ProgressBar,
}

/// A business that signed up and went live.
pub(super) struct Client {
    /// Who it is.
    pub(super) who: Applicant,
    /// Id of its business portfolio.
    pub(super) business: String,
    /// Id of its WABA.
    pub(super) waba: String,
    /// Id of its number.
    pub(super) phone: String,
    /// Real time from the click to live.
    pub(super) took: Duration,
    /// How its messages went.
    pub(super) messages: Vec<(String, String)>,
    /// What the console shows of it at last.
    pub(super) stage: String,
    /// What it waits for at last.
    pub(super) waiting: Vec<String>,
    operator: Operator,
    watch: Watch,
}

impl Client {
    /// Signs up, waits until live, sends the template, is answered, sends free text.
    pub(super) async fn onboard(
        who: Applicant,
        watch: Watch,
        user: &str,
        password: &str,
    ) -> anyhow::Result<Self> {
        let name = who.business.clone();
        let done = Self::whole(who, watch, user, password).await;
        done.with_context(|| format!("{name} did not get through"))
    }

    async fn whole(
        who: Applicant,
        watch: Watch,
        user: &str,
        password: &str,
    ) -> anyhow::Result<Self> {
        watch.bar.set_message("walks through the pop-up");
        let clock = Stopwatch::start();
        let mut person = Person::new(who.clone(), watch.http.clone(), watch.sites.clone());
        let handed = person.sign_up().await?;
        let told = |name: &str| {
            let id = handed.session_event["data"][name].as_str().map(ToOwned::to_owned);
            id.with_context(|| format!("the pop-up told no {name}"))
        };
        let (business, waba, phone) =
            (told("business_id")?, told("waba_id")?, told("phone_number_id")?);
        watch.step("signed up; the provider takes over");
        live(&mut person, &watch).await?;
        let took = clock.elapsed();
        watch.step("live; the operator writes");
        let operator = Operator::sign_in(watch.http.clone(), &watch.sites, user, password).await?;
        let mut client = Self {
            who,
            business,
            waba,
            phone,
            took,
            operator,
            watch,
            messages: Vec::new(),
            stage: "live".to_owned(),
            waiting: Vec::new(),
        };
        client.talk().await?;
        Ok(client)
    }

    /// The first conversation: template, read, answer, free text inside the window.
    async fn talk(&mut self) -> anyhow::Result<()> {
        let customer = format!("1415555{}", &self.phone[self.phone.len() - 4..]);
        let mut desk = Desk::new(self.watch.http.clone(), &self.watch.sites);
        let talk = self.operator.talk(&self.waba, &self.phone, &customer).await?;
        self.operator.send_template(&talk, &format!("+{customer}")).await?;
        self.watch.step("template sent");
        self.status(&customer, "delivered").await?;
        self.watch.step("delivered; the customer opens the chat");
        desk.open_chat(&customer, &self.phone).await?;
        self.status(&customer, "read").await?;
        self.messages.push(("template".to_owned(), "sent → delivered → read".to_owned()));
        self.watch.step("read; the customer answers");
        desk.write(&customer, &self.phone, "Noor", "Are you open on Sunday?").await?;
        let talk = self.shows(&customer, "[data-window=open]").await?;
        self.watch.step("answered; the 24-hour window is open");
        let to = format!("+{customer}");
        self.operator.send_text(&talk, &to, "Yes, from nine to one.").await?;
        self.status(&customer, "delivered").await?;
        self.messages.push(("text in the window".to_owned(), "sent → delivered".to_owned()));
        self.watch.step("free text delivered");
        self.watch.bar.finish_with_message("live, and talking");
        Ok(())
    }

    /// Waits until the newest outgoing message has a status.
    async fn status(&mut self, customer: &str, status: &str) -> anyhow::Result<Page> {
        let shown = format!("[data-message][data-status={status}]:last-of-type");
        self.shows(customer, &shown).await
    }

    /// Waits until the conversation's page shows something.
    async fn shows(&mut self, customer: &str, css: &str) -> anyhow::Result<Page> {
        let Self { operator, waba, phone, .. } = self;
        shown(css, async || operator.talk(waba, phone, customer).await).await
    }

    /// Waits until the console shows the client stopped.
    pub(super) async fn see_trial_end(&mut self) -> anyhow::Result<()> {
        let Self { operator, waba, .. } = self;
        let page = shown("[data-stage=off]", async || operator.client(waba).await).await?;
        self.stage = "off".to_owned();
        self.waiting = page.texts("[data-waiting]")?;
        Ok(())
    }

    /// What happened, oldest first, as the console tells it.
    pub(super) async fn time_line(&mut self) -> anyhow::Result<Vec<String>> {
        let page = self.operator.client(&self.waba).await?;
        let mut facts = page.texts("#timeline li")?;
        facts.reverse();
        Ok(facts)
    }
}

impl Watch {
    fn step(&self, message: &'static str) {
        self.bar.inc(1);
        self.bar.set_message(message);
    }
}

/// Waits until the business's own page says that it is live; the bar says what it does meanwhile.
async fn live(person: &mut Person, watch: &Watch) -> anyhow::Result<()> {
    let look = async || {
        let page = person.status().await?;
        let doing = page.texts("[data-sign=wait]")?.into_iter().next();
        watch.bar.set_message(doing.unwrap_or_default());
        Ok(page)
    };
    shown("[data-live=true]", look).await.map(drop)
}

/// Looks at a page again and again until it shows something.
async fn shown(
    css: &str,
    mut look: impl AsyncFnMut() -> anyhow::Result<Page>,
) -> anyhow::Result<Page> {
    let watch = Stopwatch::start();
    loop {
        let page = look().await?;
        if page.has(css) {
            return Ok(page);
        }
        if watch.elapsed() > PATIENCE {
            let (path, text) = (page.url.path(), page.text("main")?);
            bail!("{path} does not show {css} after {} s: {text}", PATIENCE.as_secs());
        }
        tokio::time::sleep(GLANCE).await;
    }
}
