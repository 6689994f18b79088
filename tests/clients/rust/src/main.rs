//! whatsapp-business-rs 0.5.0, unmodified: its onboarding of a client, its registration of a
//! number, its lists, its messages. Its types are strict, so a member that is missing or of
//! another kind fails the call.
//!
//! `run.py` starts a platform for it and says in the environment what is there.

use futures::TryStreamExt;
use serde_json::Value;
use whatsapp_business_rs::app::SubscriptionField;
use whatsapp_business_rs::client::{AppSecret, Auth};
use whatsapp_business_rs::message::{Draft, MessageRef};
use whatsapp_business_rs::waba::{
    PhoneNumberMetadataField, UnverifiedPhoneNumber, VerificationMethod,
};
use whatsapp_business_rs::{App, Business, Client, Waba};

fn env(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

/// PASS and FAIL lines, and how many there were.
#[derive(Default)]
struct Report {
    passed: u32,
    failed: u32,
}

impl Report {
    fn check<T, E: std::fmt::Display>(&mut self, name: &str, answer: Result<T, E>) -> Option<T> {
        match answer {
            Ok(answer) => {
                self.passed += 1;
                println!("PASS rust: {name}");
                Some(answer)
            }
            Err(why) => {
                self.failed += 1;
                println!("FAIL rust: {name}: {why}");
                None
            }
        }
    }

    fn holds(&mut self, name: &str, holds: bool) {
        self.check(name, if holds { Ok(()) } else { Err("it does not hold") });
    }
}

/// What the platform said of itself, and clients with the tokens that it gave.
struct Story {
    app: Client,
    system: Client,
    business: Client,
    business_token: String,
    app_id: String,
    secret: String,
    waba: String,
    phone: String,
    hook: (String, String),
    report: Report,
}

impl Story {
    fn new() -> Self {
        let client = |auth: Auth| Client::builder().api_version("21.0").auth(auth).build();
        let (app_id, secret, business) = (env("APP_ID"), env("APP_SECRET"), env("BUSINESS_TOKEN"));
        let app = Auth::secret((app_id.clone(), AppSecret(secret.clone())));
        Self {
            app: client(app).expect("a client"),
            system: client(Auth::token(env("SYSTEM_TOKEN"))).expect("a client"),
            business: client(Auth::token(business.clone())).expect("a client"),
            business_token: business,
            app_id,
            secret,
            waba: env("WABA_ID"),
            phone: env("PHONE_NUMBER_ID"),
            hook: (env("VERIFY_TOKEN"), env("WEBHOOK_URL")),
            report: Report::default(),
        }
    }

    async fn tokens(&mut self) {
        let app = self.app.app(App::new(self.app_id.clone()));
        let secret = || AppSecret(self.secret.clone());
        let report = &mut self.report;
        report.check("the app's token", app.get_access_token(secret()).await);
        let longer = app.update_token(self.business_token.clone(), secret()).await;
        report.check("a token is exchanged for a longer one", longer);
        let known = app.debug_token(self.business_token.clone()).await;
        if let Some(known) = report.check("debug_token", known) {
            let ours = known.granular_scopes.iter().any(|one| {
                one.scope == "whatsapp_business_management" && one.target_ids.contains(&self.waba)
            });
            report.holds("  names the account", known.is_valid && ours);
        }
        let events = [SubscriptionField::Messages, SubscriptionField::AccountUpdate];
        let hook = app.configure_webhook(self.hook.clone()).events(events.into()).await;
        report.check("the app's callback, all in the query", hook);
    }

    /// The road its own documentation shows: code, subscription, registration, credit.
    async fn onboarding(&mut self) {
        let app = self.system.app(App::new(self.app_id.clone()));
        let business = Business::new(Waba::new(self.waba.clone()), self.phone.clone());
        let road = async {
            let road = app.start_onboarding(&business);
            let secret = AppSecret(self.secret.clone());
            let road = road.get_access_token(&env("AUTH_CODE"), secret).await?;
            let road = road.subscribe().await?.register_phone_number(&env("PIN")).await?;
            let road = road.share_credit_line(&env("CREDIT_LINE_ID"), &env("CURRENCY")).await?;
            Ok::<_, whatsapp_business_rs::error::Error>(road.finalize())
        };
        let made = road.await;
        if let Some(made) = self.report.check("the onboarding, from the code to the credit", made) {
            self.report.holds("  with an allocation", !made.allocation_config_id.is_empty());
        }
    }

    async fn lists(&mut self) {
        let waba = self.business.waba(Waba::new(self.waba.clone()));
        let fields = [
            PhoneNumberMetadataField::DisplayPhoneNumber,
            PhoneNumberMetadataField::VerifiedName,
            PhoneNumberMetadataField::CodeVerificationStatus,
            PhoneNumberMetadataField::NameStatus,
            PhoneNumberMetadataField::Throughput,
        ];
        let numbers = waba.list_phone_numbers().metadata(fields.into()).into_stream();
        let numbers = numbers.try_collect::<Vec<_>>().await;
        if let Some(numbers) = self.report.check("the numbers, page by page", numbers) {
            let ours = numbers.iter().filter(|number| number.id == self.phone);
            let proven = ours.filter_map(|n| n.metadata.code_verification_status.as_deref());
            self.report.holds("  ours once, verified", proven.eq(["VERIFIED"]));
        }
        let apps = waba.list_subcribed_apps().into_stream().try_collect::<Vec<_>>().await;
        if let Some(apps) = self.report.check("the subscribed apps", apps) {
            self.report.holds("  ours", apps.iter().any(|app| app.id == self.app_id));
        }
        let stranger = Client::builder().api_version("21.0").auth(Auth::token("BAD".to_owned()));
        let stranger = stranger.build().expect("a client").waba(Waba::new(self.waba.clone()));
        let told = stranger.list_phone_numbers().into_stream().try_collect::<Vec<_>>().await;
        let code = told.err().map(|error| format!("{error:?}")).unwrap_or_default();
        self.report.holds("a token that is none is refused with 190", code.contains("190"));
    }

    /// A further number, its code read from the telephone.
    async fn number(&mut self) {
        let waba = self.business.waba(Waba::new(self.waba.clone()));
        let number = UnverifiedPhoneNumber {
            country_code: "1".into(),
            phone_number: env("NEW_NUMBER"),
            verified_name: "Lighthouse Cakes".into(),
        };
        let road = async {
            let road = waba.start_number_registration(&number).register_phone_number().await?;
            let road = road.request_verification_code(VerificationMethod::Sms, "en_US").await?;
            let code = code_on(&format!("1{}", env("NEW_NUMBER"))).await;
            let road = road.verify_phone_number(&code).await?.set_pin(&env("PIN")).await?;
            Ok::<_, whatsapp_business_rs::error::Error>(road.finalize())
        };
        let made = road.await;
        self.report.check("a further number: added, verified, registered", made);
    }

    async fn messages(&mut self) {
        let business = Business::new(Waba::new(self.waba.clone()), self.phone.clone());
        let messages = self.business.message(business.identity.clone());
        let (customer, written) = (env("TO"), env("INBOUND_WAMID"));
        let text = "Yes, until six.";
        let reply = Draft::text(text).reply_to(MessageRef::from_message_id(written.clone()));
        let sent = messages.send(format!("+{customer}").as_str(), reply).await;
        self.report.check("a text in answer to the customer", sent);
        let read = messages.set_read(MessageRef::from_message_id(written)).await;
        self.report.check("the customer's message is marked as read", read);
        control("clock", Some("{\"advance\":\"5s\"}")).await;
        let shown = control(&format!("handsets/{customer}"), None).await.to_string();
        self.report.holds("  the text is on the telephone", shown.contains(text));
        let app = self.business.app(App::new(self.app_id.clone()));
        self.report.check("the subscription ends", app.unsubscribe(&business).await);
    }
}

/// Asks the control interface: GET without a body, POST with one.
async fn control(path: &str, body: Option<&'static str>) -> Value {
    let address = format!("{}/_control/{path}", env("BASE_URL"));
    let client = reqwest::Client::new();
    let request = match body {
        None => client.get(address),
        Some(body) => client.post(address).body(body),
    };
    let answer = request.send().await.expect("the control interface answers");
    answer.json().await.expect("it answers in JSON")
}

/// The newest code on a telephone, its digits alone.
async fn code_on(number: &str) -> String {
    let shown = control(&format!("handsets/{number}"), None).await;
    let rows = shown["data"].as_array().expect("a list of what it shows");
    let codes = rows.iter().filter(|row| row["kind"] == "code");
    let newest = codes.max_by_key(|row| row["seq"].as_u64()).expect("a code came");
    newest["body"].to_string().chars().filter(char::is_ascii_digit).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut story = Story::new();
    story.tokens().await;
    story.onboarding().await;
    story.lists().await;
    story.number().await;
    story.messages().await;
    let Report { passed, failed } = story.report;
    println!("{passed} passed, {failed} failed");
    std::process::exit(i32::from(failed > 0 || passed == 0));
}
