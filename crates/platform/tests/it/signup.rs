//! The pop-up walked screen by screen, as a person does.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::{AppId, BusinessId, PersonId, PhoneNumberId, WabaId};
use serde_json::Value;

use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// The page that opens the pop-up in these tests.
pub(crate) const OPENER: &str = "http://provider.localhost:8080";

/// A person in front of the pop-up.
pub(crate) struct Walk {
    pub(crate) visitor: Visitor,
    pub(crate) app: AppId,
    /// Address of the run, without the screen.
    pub(crate) run: String,
}

/// What the pop-up says to its opener.
pub(crate) fn relayed(page: &Page) -> Value {
    assert_eq!(page.between("data-receiver=\"", "\""), OPENER);
    let message = page.between("data-message=\"vestibule:", "\"");
    serde_json::from_slice(&STANDARD.decode(message).unwrap()).unwrap()
}

/// Address of the pop-up as the SDK opens it.
pub(crate) fn dialog(app: AppId, more: &str) -> String {
    format!("/v21.0/dialog/oauth?app_id={app}&display=popup&channel=n0nce&origin={OPENER}&{more}")
}

/// The login configuration an app began with.
pub(crate) fn configuration(stage: &Stage, app: AppId) -> String {
    stage.platform.read(|world| world.flows.of(app)[0].id.to_string())
}

/// Someone logged in, in a browser of their own.
pub(crate) async fn log_in(stage: &Stage, person: PersonId) -> Visitor {
    let mut visitor = Visitor::new(stage);
    let person = person.to_string();
    visitor.send("/login", &[("next", "/business"), ("person", &person)]).await;
    visitor
}

/// The person who administers a provider from the beginning.
pub(crate) async fn operator(stage: &Stage, provider: BusinessId) -> Visitor {
    let admin = stage
        .platform
        .read(|world| *world.businesses[&provider].people.keys().next().expect("an admin"));
    log_in(stage, admin).await
}

/// What a finished run made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Made {
    pub(crate) business: BusinessId,
    pub(crate) waba: WabaId,
    pub(crate) phone: PhoneNumberId,
    pub(crate) person: PersonId,
}

impl Walk {
    /// What the run made, once it is over.
    pub(crate) fn made(&self, stage: &Stage) -> Made {
        let id = self.run.rsplit('/').next().unwrap().parse().unwrap();
        stage.platform.read(|world| {
            let run = &world.signups[&id];
            let world::SignupStage::Done(outcome) = &run.stage else { panic!("{:?}", run.stage) };
            let (business, waba) = (outcome.business, outcome.waba);
            Made { business, waba, phone: outcome.phone.unwrap(), person: run.person }
        })
    }

    /// A new person opens the pop-up.
    pub(crate) async fn begin(stage: &Stage, app: AppId, more: &str) -> (Self, Page) {
        Self::begin_in(stage, app, more, "en_US").await
    }

    /// A new person who uses the platform in this language opens the pop-up.
    pub(crate) async fn begin_in(
        stage: &Stage,
        app: AppId,
        more: &str,
        locale: &str,
    ) -> (Self, Page) {
        let mut visitor = Visitor::new(stage);
        let login = visitor.open(&dialog(app, more)).await;
        assert!(login.path.starts_with("/login?next="), "{}", login.path);
        let next = form_urlencoded::parse(login.path.split_once('?').unwrap().1.as_bytes())
            .find_map(|(name, value)| (name == "next").then(|| value.into_owned()));
        let fields = [
            ("next", next.as_deref().unwrap()),
            ("name", "Ada Cat"),
            ("email", "ada@cat.example"),
            ("locale", locale),
        ];
        let page = visitor.send("/login", &fields).await;
        let run = page.path.rsplit_once('/').unwrap().0.to_owned();
        (Self { visitor, app, run }, page)
    }

    /// Opens the pop-up again.
    pub(crate) async fn again(&mut self) -> Page {
        let page = self.visitor.open(&dialog(self.app, "")).await;
        self.run = page.path.rsplit_once('/').unwrap().0.to_owned();
        page
    }

    pub(crate) async fn step(&mut self, step: &str, fields: &[(&str, &str)]) -> Page {
        self.visitor.send(&format!("{}/{step}", self.run), fields).await
    }

    /// Consent, a new business, a new account.
    pub(crate) async fn up_to_profile(&mut self) -> Page {
        self.step("authorization", &[]).await;
        self.business().await;
        self.step("waba", &[("waba", "new")]).await
    }

    /// A new business.
    pub(crate) async fn business(&mut self) -> Page {
        let business = [
            ("business", "new"),
            ("name", "Lucky Cat"),
            ("email", "hello@cat.example"),
            ("website", "https://cat.example"),
            ("country", "DE"),
        ];
        self.step("business", &business).await
    }

    pub(crate) async fn profile(&mut self) -> Page {
        let profile = [
            ("waba_name", "Lucky Cat Accounts"),
            ("display_name", "Lucky Cat"),
            ("timezone_id", "47"),
            ("vertical", "RETAIL"),
            ("description", "Lucky cats."),
            ("website", "https://cat.example"),
        ];
        self.step("profile", &profile).await
    }

    pub(crate) async fn number(&mut self, number: &str) -> Page {
        self.step("number", &[("country", "DE"), ("number", number), ("method", "sms")]).await
    }

    /// The code on the telephone, read from the desk.
    pub(crate) async fn code(&mut self, digits: &str) -> String {
        let phone = self.visitor.open(&format!("/desk/phones/{digits}")).await;
        let shown = phone.between("<p class=\"bubble code\"><span class=\"text\">", "</span>");
        let code: String = shown.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(code.len(), 6, "{shown}");
        code
    }

    /// All screens to the last.
    pub(crate) async fn walk_to_the_end(&mut self) -> Page {
        self.up_to_profile().await;
        self.profile().await;
        self.number("1512345678").await;
        let code = self.code("491512345678").await;
        self.step("verify", &[("code", &code)]).await;
        self.step("permissions", &[]).await
    }
}
