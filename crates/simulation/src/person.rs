//! A person who walks through the signup pop-up, form by form.

use anyhow::{Context, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use shell::http::Client;

use crate::{
    browser::{Browser, Page},
    cast::Applicant,
};

/// How many screens one walk may show before something is wrong.
const SCREENS_MAX: usize = 20;

/// Where the two sites are.
#[derive(Clone, Debug)]
pub struct Sites {
    /// Such as `http://provider.localhost:8080`.
    pub provider: String,
    /// Such as `http://platform.localhost:8090`.
    pub platform: String,
}

/// A person at their own computer.
pub struct Person {
    /// The person's browser.
    pub browser: Browser,
    /// Who this is and what they will type.
    pub who: Applicant,
    /// What they choose where the pop-up offers something.
    pub wish: Wish,
    sites: Sites,
}

/// What a person chooses in the pop-up; by default everything new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// An existing business of the person's, by its id.
    pub business: Option<String>,
    /// An existing account of that business, by its id.
    pub waba: Option<String>,
    /// An existing number of that account, by its id; a new one where nothing is said.
    pub phone: Option<String>,
    /// The page asks for an account only, without a number (`featureType` `only_waba_sharing`).
    pub only_waba: bool,
    /// The page asks for a code instead of a token.
    pub code: bool,
}

/// What the pop-up handed to the page that opened it.
#[derive(Clone, Debug, PartialEq)]
pub struct Handed {
    /// The `WA_EMBEDDED_SIGNUP` message.
    pub session_event: Value,
    /// The `authResponse` of the login callback.
    pub auth_response: Value,
}

impl Person {
    /// A person with a fresh browser.
    pub fn new(who: Applicant, http: Client, sites: Sites) -> Self {
        Self { browser: Browser::new(http), who, wish: Wish::default(), sites }
    }

    /// Opens the provider's page, clicks the button, walks through the pop-up to its end, and lets
    /// the page hand the result to its server, as the page's script does.
    ///
    /// # Errors
    /// When a screen refuses what was typed (its words are quoted) or a site is away.
    pub async fn sign_up(&mut self) -> anyhow::Result<Handed> {
        let (page, state) = self.arrive().await?;
        let handed = self.walk_popup(&page).await?;
        self.report(&page, &state, &handed).await?;
        Ok(handed)
    }

    /// Opens the provider's page; its script fetches the `state` of this visit.
    ///
    /// # Errors
    /// When the page is away or has no button.
    pub async fn arrive(&mut self) -> anyhow::Result<(Page, String)> {
        let page = self.browser.open(&format!("{}/", self.sites.provider)).await?;
        let started =
            self.browser.script_posts(&page, "/signup/start", &serde_json::json!({})).await?;
        let state = started["state"].as_str().context("the page got no state")?.to_owned();
        Ok((page, state))
    }

    /// Clicks the button: the pop-up opens, and the person walks through it.
    ///
    /// # Errors
    /// When a screen refuses what was typed, in its words.
    pub async fn walk_popup(&mut self, page: &Page) -> anyhow::Result<Handed> {
        let mut shown = self.browser.open(&self.dialog(page)?).await?;
        for _ in 0..SCREENS_MAX {
            if shown.has("#relay[data-mode=done]") {
                return handed(&shown);
            }
            shown = self.answer(&shown).await?;
        }
        bail!("the pop-up does not come to an end: {}", shown.url.path())
    }

    /// The page's server learns the result.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn report(
        &mut self,
        page: &Page,
        state: &str,
        handed: &Handed,
    ) -> anyhow::Result<Value> {
        let mut body = handed.auth_response.clone();
        body["state"] = state.into();
        body["session"] = handed.session_event.clone();
        self.browser.script_posts(page, "/signup/callback", &body).await
    }

    /// The provider's page that tells how far it is.
    ///
    /// # Errors
    /// When the page is away.
    pub async fn status(&mut self) -> anyhow::Result<Page> {
        self.browser.open(&format!("{}/signup/status", self.sites.provider)).await
    }

    /// The address that the SDK opens on the click, from what the page's button says.
    fn dialog(&self, page: &Page) -> anyhow::Result<String> {
        let of_button = |name: &str| page.attribute("#signup", name);
        let feature = if self.wish.only_waba { "only_waba_sharing" } else { "" };
        let extras = serde_json::json!({
            "feature": "whatsapp_embedded_signup", "featureType": feature, "setup": {},
            "sessionInfoVersion": "3",
        });
        let kind = if self.wish.code { "code" } else { "token,signed_request,graph_domain" };
        let version = of_button("data-version")?;
        let app = of_button("data-app-id")?;
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("app_id", &app)
            .append_pair("client_id", &app)
            .append_pair("display", "popup")
            .append_pair("domain", page.url.host_str().unwrap_or_default())
            .append_pair("origin", &page.url.origin().ascii_serialization())
            .append_pair("channel", "a1b2c3d4")
            .append_pair("response_type", kind)
            .append_pair("scope", &of_button("data-scope")?)
            .append_pair("extras", &extras.to_string())
            .finish();
        Ok(format!("{}/{version}/dialog/oauth?{query}", self.sites.platform))
    }

    /// Fills in whatever screen is shown and presses its button.
    async fn answer(&mut self, shown: &Page) -> anyhow::Result<Page> {
        if let Ok(problem) = shown.text("[role=alert]") {
            bail!("{} says: {problem}", shown.url.path());
        }
        if shown.has("#person-new") {
            return self.log_in(shown).await;
        }
        let step = shown.url.path().rsplit('/').next().unwrap_or_default().to_owned();
        let (who, wish) = (self.who.clone(), self.wish.clone());
        let site = who.website.as_str();
        match (step.as_str(), &wish) {
            ("business", Wish { business: Some(id), .. }) => {
                self.browser.submit(shown, "#step", &[("business", id.as_str())]).await
            }
            ("waba", Wish { waba: Some(id), .. }) => {
                let phone = wish.phone.as_deref().unwrap_or("new");
                let fill = [("waba", id.as_str()), ("profile", phone)];
                self.browser.submit(shown, "#step", &fill).await
            }
            ("business", _) => {
                let fill = [
                    ("business", "new"),
                    ("name", who.business.as_str()),
                    ("email", &who.email),
                    ("website", site),
                    ("country", who.country),
                ];
                self.browser.submit(shown, "#step", &fill).await
            }
            ("profile", _) => {
                let fill = [
                    ("waba_name", who.business.as_str()),
                    ("display_name", &who.business),
                    ("timezone_id", who.timezone_id),
                    ("vertical", who.vertical),
                    ("website", site),
                ];
                // Of what exists already less is asked.
                let asked = |name: &str| shown.has(&format!("#step [name='{name}']"));
                let fill: Vec<_> = fill.into_iter().filter(|(name, _)| asked(name)).collect();
                self.browser.submit(shown, "#step", &fill).await
            }
            ("number", _) => {
                let fill = [
                    ("country", who.country),
                    ("number", who.national.as_str()),
                    ("method", "sms"),
                ];
                self.browser.submit(shown, "#step", &fill).await
            }
            ("verify", _) => {
                let code = self.read_code().await?;
                self.browser.submit(shown, "#step", &[("code", code.as_str())]).await
            }
            ("authorization" | "waba" | "permissions", _) => {
                self.browser.submit(shown, "#step", &[]).await
            }
            (other, _) => bail!("the pop-up shows {other}: {}", shown.text("main, body")?),
        }
    }

    /// Picks the account this person has, or creates it.
    async fn log_in(&mut self, shown: &Page) -> anyhow::Result<Page> {
        let who = self.who.clone();
        let fill = [("name", who.person.as_str()), ("email", &who.email)];
        self.browser.submit(shown, "#person-new", &fill).await
    }

    /// Looks at the telephone for the code in the newest message.
    async fn read_code(&mut self) -> anyhow::Result<String> {
        let number = self.who.digits();
        let address = format!("{}/desk/phones/{number}", self.sites.platform);
        let page = self.browser.open(&address).await?;
        let codes = page.texts(".bubble.code .text")?;
        let newest = codes.last().with_context(|| format!("no code arrived on +{number}"))?;
        Ok(newest.chars().filter(char::is_ascii_digit).collect())
    }
}

/// Reads what the last screen hands over, as the pop-up's script would post it.
fn handed(shown: &Page) -> anyhow::Result<Handed> {
    let message = shown.attribute("#relay", "data-message")?;
    let coded = message.split_once(':').context("the pop-up hands over something else")?.1;
    let said: Value = serde_json::from_slice(&STANDARD.decode(coded)?)?;
    Ok(Handed {
        session_event: said["session_event"].clone(),
        auth_response: said["auth_response"].clone(),
    })
}
