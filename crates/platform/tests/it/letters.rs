//! Who is told what: every occasion comes as an e-mail and as a notification in the Business
//! Manager, or as the latter alone; to the owner, to its provider, or to both (rules A09, A11, D05,
//! D06, D08, D10, E03, E08, F03, G01 to G03, H03, I02; contract §2.5, §3.9, §6.7 to §6.11).

use serde_json::json;
use world::{Outcome, Policy};

use crate::graph_scene::{Run, Scene};
use crate::live::{CLIENT, OPERATORS, accepted, customer};
use crate::messaging_scene::Work;
use crate::review_scene::{Office, PAPER};
use crate::rules_number_life::owner_of;

/// By which ways something is told.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// By mail and by notification.
    Letter,
    /// By notification alone.
    Notice,
}

impl Scene {
    /// The owner was told, and its provider was not.
    async fn owner_alone_was_told(&self, outcome: &Outcome, way: Way, words: &str) {
        self.told_to((CLIENT, outcome.business), way, words).await;
        let others = self.mails(OPERATORS).await;
        assert!(!others.iter().any(|it| it.contains(words)), "{words}: {others:?}");
        let others = self.notices(self.provider.business).await;
        assert!(!others.iter().any(|it| it.contains(words)), "{words}: {others:?}");
    }

    /// The provider was told.
    async fn provider_was_told(&self, way: Way, words: &str) {
        self.told_to((OPERATORS, self.provider.business), way, words).await;
    }

    async fn told_to(&self, (to, business): (&str, graph::BusinessId), way: Way, words: &str) {
        let notices = self.notices(business).await;
        assert!(notices.iter().any(|it| it.contains(words)), "{words}: {notices:?}");
        let mails = self.mails(to).await;
        let mailed = mails.iter().any(|it| it.contains(words));
        assert_eq!(mailed, matches!(way, Way::Letter), "{words}: {mails:?}");
    }
}

#[tokio::test]
async fn the_fate_of_a_template_is_told_to_its_owner() {
    let work = Work::begun(Policy::classic()).await;
    let told =
        |words: &'static str| work.scene.owner_alone_was_told(&work.outcome, Way::Letter, words);
    told("The message template order_ready was approved").await;
    work.template("refused", "UTILITY", "Please reject this one.").await;
    told("The message template refused was rejected").await;
    let id = work.template("weekly", "UTILITY", "News of the week for you.").await;
    work.treats(&id, json!({"act": "pause"})).await;
    told("The message template weekly is paused").await;
    work.treats(&id, json!({"act": "recategorise", "category": "MARKETING"})).await;
    told("The message template weekly will be of the category MARKETING").await;
    work.treats(&id, json!({"act": "disable"})).await;
    told("The message template weekly was disabled").await;
}

#[tokio::test]
async fn e03_f03_the_trial_and_what_follows_it_are_told_to_both() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.pass("29d").await;
    for left in ["7 days", "3 days", "1 day"] {
        scene.both_were_told(&outcome, &format!("ends in {left}")).await;
    }
    scene.pass("2d").await;
    scene.both_were_told(&outcome, "has ended").await;
    scene.verify_business(&outcome, true).await;
    scene.owner_alone_was_told(&outcome, Way::Letter, "Your business is verified").await;
    scene.provider_was_told(Way::Letter, "can be registered again").await;
    scene.review_name(phone, true).await;
    scene.pass("2m").await;
    scene.both_were_told(&outcome, "is in regular use").await;
}

#[tokio::test]
async fn d05_every_turn_of_a_verification_is_told_to_the_owner() {
    let (scene, outcome, _, _) = Scene::live(Run::default()).await;
    let mut office = Office::of(&scene, scene.owner_of(outcome.business), outcome.business).await;
    office.start().await;
    office.submit(&[], PAPER).await;
    let told = |way: Way, words: &'static str| scene.owner_alone_was_told(&outcome, way, words);
    told(Way::Notice, "Your business verification is in review").await;
    let decide = async |verdict: &str| {
        let body = json!({"kind": "business_verification", "verdict": verdict,
            "subject": outcome.business.to_string()});
        let mut body = body;
        if verdict == "ask_for_more" {
            body["what"] = json!("A bill.");
        }
        scene.control("reviews/decide", body).await;
    };
    decide("ask_for_more").await;
    told(Way::Letter, "Your business verification needs more information").await;
    office.submit(&[], PAPER).await;
    decide("decline").await;
    told(Way::Letter, "Your business could not be verified").await;
    scene.verify_business(&outcome, true).await;
    let end = json!({"business_id": outcome.business, "how": "revoke"});
    scene.control("verification/end", end).await;
    told(Way::Letter, "Your business verification was revoked").await;
}

#[tokio::test]
async fn d08_a_name_that_is_put_off_is_told_to_both() {
    let scene = Scene::in_era(Policy::classic()).await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    scene.verify_business(&outcome, true).await;
    let path = format!("/v21.0/{phone}?new_display_name=Lucky+Defer");
    assert_eq!(scene.post(&path, &scene.provider.admin, None).await.status, 200);
    scene.pass("10m").await;
    scene.both_were_told(&outcome, "Lucky Defer was put off").await;
}

#[tokio::test]
async fn e08_a_number_that_moved_is_told_to_all_three() {
    let mut scene = Scene::new().await;
    let rival = scene.another_provider().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let phone = outcome.phone.unwrap();
    assert_eq!(scene.register(phone).await.status, 200);
    let mut owner = owner_of(&scene, person).await;
    owner.send(&format!("/wa/phones/{phone}/two-step"), &[]).await;
    let asked = "Turn off two-step verification of";
    scene.owner_alone_was_told(&outcome, Way::Letter, asked).await;
    let mail = scene.letters(CLIENT).await.remove(0);
    let link = mail.split_whitespace().find(|word| word.starts_with("/wa/two-step/")).unwrap();
    owner.send(link, &[]).await.says("Off");
    scene.verify_business(&outcome, true).await;
    scene.pass("2m").await;
    scene.review_name(phone, true).await;

    let first = std::mem::replace(&mut scene.provider, rival);
    let run = Run {
        person: Some(person),
        business: Some(outcome.business),
        number: None,
        code: "b",
        ..Run::default()
    };
    let target = scene.sign_up(run).await.1.waba;
    scene.pass("2m").await;
    scene.listen(target).await;
    scene.share_credit(target).await;
    let body = json!({"cc": "1", "phone_number": "6505550123", "migrate_phone_number": true});
    let path = format!("/v21.0/{target}/phone_numbers");
    let moved = scene.post(&path, &scene.provider.admin, Some(body)).await;
    let moved = moved.json()["id"].as_str().expect("its id").to_owned();
    let ask = format!("/v21.0/{moved}/request_code?code_method=SMS&language=en_US");
    assert_eq!(scene.post(&ask, &scene.provider.admin, None).await.status, 200);
    let told = scene.stage.get("/_control/handsets/+16505550123").await;
    let code = told["data"][0]["body"].as_str().unwrap().chars();
    let code: String = code.filter(char::is_ascii_digit).collect();
    let before = scene.letters(OPERATORS).await.len();
    let verify = format!("/v21.0/{moved}/verify_code?code={code}");
    assert_eq!(scene.post(&verify, &scene.provider.admin, None).await.status, 200);
    scene.told_to((CLIENT, outcome.business), Way::Letter, "was migrated").await;
    let mails = scene.letters(OPERATORS).await;
    let mails: Vec<&String> = mails[..mails.len() - before].iter().collect();
    assert_eq!(mails.len(), 2, "one for each provider: {mails:?}");
    for (provider, next) in [
        (&scene.provider, "register the number to put it to use"),
        (&first, "shut down the client instance of this number"),
    ] {
        let id = provider.business.to_string();
        let told = mails.iter().any(|mail| mail.contains(next) && mail.contains(&id));
        assert!(told, "{next}: {mails:?}");
        let notices = scene.told(provider.business).await;
        assert!(notices.iter().any(|it| it.contains(next)), "{next}: {notices:?}");
    }
}

/// Customers write, are answered, and report the business: no template is to blame.
async fn angry(work: &Work, customers: std::ops::Range<usize>) {
    for number in customers.clone() {
        assert!(work.scene.hears(work.phone, &customer(number)).await);
        accepted(&work.scene.send_text(work.phone, &customer(number)).await);
    }
    work.scene.pass("2s").await;
    for number in customers {
        work.acts(&customer(number), "report").await;
    }
    work.scene.pass("1s").await;
}

#[tokio::test]
async fn quality_and_its_consequences_are_told_to_both() {
    let work = Work::regular(Policy::classic()).await;
    let both = |words: &'static str| work.scene.both_were_told(&work.outcome, words);
    work.write_to(0..40).await;
    for number in 0..2 {
        work.acts(&customer(number), "block").await;
    }
    work.scene.pass("1s").await;
    let quality = async |word: &str| {
        let words = format!("is {word}");
        work.scene.told_to((CLIENT, work.outcome.business), Way::Letter, &words).await;
        work.scene.provider_was_told(Way::Notice, &words).await;
    };
    quality("medium").await;
    angry(&work, 100..110).await;
    quality("low").await;
    both("is flagged").await;
    for day in 0..8 {
        angry(&work, 1_000 + day * 40..1_020 + day * 40).await;
        work.scene.pass("24h").await;
    }
    both("was lowered").await;
    work.scene.pass("9d").await;
    quality("no longer low").await;
}

#[tokio::test]
async fn a11_g03_the_end_of_sharing_and_paying_is_told_to_both_sides() {
    let (scene, outcome, _, _) = Scene::live(Run::default()).await;
    let share = scene.share_credit(outcome.waba).await;
    scene.told_to((CLIENT, outcome.business), Way::Notice, "pays for your messages").await;
    let path = format!("/v21.0/{share}");
    assert_eq!(scene.delete(&path, &scene.provider.admin).await.status, 200);
    let words = "no longer pays for your messages";
    scene.told_to((CLIENT, outcome.business), Way::Letter, words).await;
    let mut owner = owner_of(&scene, scene.owner_of(outcome.business)).await;
    let page = format!("/business/{}", outcome.business);
    let app = scene.provider.app.to_string();
    owner.send(&format!("{page}/apps/remove"), &[("app", &app)]).await;
    scene.provider_was_told(Way::Letter, "Lucky Shrub removed your app").await;
    scene.owner_alone_was_told(&outcome, Way::Notice, "You removed the app").await;
    let partner = scene.provider.business.to_string();
    owner.send(&format!("{page}/partners/remove"), &[("partner", &partner)]).await;
    scene.provider_was_told(Way::Letter, "no longer shares an account with you").await;
    let words = "You no longer share an account with";
    scene.owner_alone_was_told(&outcome, Way::Letter, words).await;
}

#[tokio::test]
async fn i02_g02_what_the_office_does_is_told_to_the_provider() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    let app = scene.provider.app.to_string();
    let mut operator = scene.operator().await;
    let path = scene.office("support");
    operator.send(&format!("{path}/check"), &[("app", &app)]).await;
    let entry = [("app", app.as_str()), ("subject", "Help"), ("steps", "1"), ("outcome", "2")];
    operator.send(&path, &entry).await.says("Help");
    scene.provider_was_told(Way::Notice, ": Help").await;

    scene.regular(&outcome).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    accepted(&scene.send_template(phone, &customer(1)).await);
    scene.pass("31d").await;
    scene.provider_was_told(Way::Letter, "Your WhatsApp invoice for").await;
    let invoices = scene.stage.get("/_control/invoices").await;
    let invoice = invoices["data"][0]["invoice_id"].as_str().expect("an invoice").to_owned();
    operator.send(&scene.office(&format!("billing/invoices/{invoice}/pay")), &[]).await;
    scene.provider_was_told(Way::Notice, "is paid").await;

    let edge = format!("/v21.0/{}/business_users", scene.provider.business);
    let body = json!({"email": "ada@shrub.example", "role": "ADMIN"});
    let told = scene.post(&edge, &scene.provider.admin, Some(body)).await.json();
    let invitation = told["id"].as_str().expect("its id");
    let mut ada = owner_of(&scene, scene.owner_of(outcome.business)).await;
    ada.send(&format!("/business/invitations/{invitation}"), &[]).await.says("You accepted");
    scene.provider_was_told(Way::Notice, "Ada joined Solution Co").await;
}

#[tokio::test]
async fn d06_d02_what_is_refused_and_allowed_again_is_noticed_by_both() {
    let work = Work::begun(Policy::classic()).await;
    let both = async |words: &str| {
        work.scene.told_to((CLIENT, work.outcome.business), Way::Notice, words).await;
        work.scene.provider_was_told(Way::Notice, words).await;
    };
    work.write_to(0..50).await;
    assert_eq!(work.send("order_ready", &customer(50)).await.error().1, 131_048);
    work.scene.pass("1s").await;
    both("was refused: the messaging limit is reached").await;
    let measure = json!({"waba_id": work.outcome.waba, "violation": "SPAM", "days": 1,
        "measure": "restrict", "restrictions": ["add_phone_number"]});
    work.scene.control("measures", measure).await;
    work.scene.pass("25h").await;
    both("A restriction of Lucky Shrub is over").await;
}

#[tokio::test]
async fn a09_d10_wishes_and_their_answers_are_told() {
    let scene = Scene::in_era(Policy::today().by_hand()).await;
    let rival = scene.another_provider().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let waba = outcome.waba;
    let body = json!({"business": rival.business, "access_token": rival.admin});
    let (status, told) = scene.stage.post(&format!("/v21.0/{waba}/agencies"), body).await;
    assert!(status.is_success(), "{told}");
    let owner = (CLIENT, outcome.business);
    scene.told_to(owner, Way::Letter, "Rival Co asks to work with your account").await;

    let path = format!("/v23.0/{}/whatsapp_business_solution", scene.provider.app);
    let body = json!({"solution_name": "Together", "partner_app_id": rival.app,
        "owner_permissions": ["MESSAGING"]});
    let made = scene.post(&path, &scene.provider.admin, Some(body)).await.json();
    let id = made["solution_id"].as_str().expect("a solution");
    let accept = format!("/v23.0/{id}/accept");
    assert_eq!(scene.post(&accept, &rival.admin, Some(json!({}))).await.status, 200);
    let ask = format!("/v23.0/{waba}/set_solution_migration_intent");
    let body = json!({ "solution_id": id });
    assert_eq!(scene.post(&ask, &scene.provider.admin, Some(body)).await.status, 200);
    scene.told_to(owner, Way::Letter, "Together asks for one of your accounts").await;

    let mut office = Office::of(&scene, person, outcome.business).await;
    office.start().await;
    let phone = outcome.phone.unwrap();
    let why = [
        ("statement", "People know us."),
        ("link_1", "https://news.example/1"),
        ("link_2", "https://news.example/2"),
        ("link_3", "https://news.example/3"),
        ("link_4", "https://news.example/4"),
        ("link_5", "https://news.example/5"),
    ];
    office.visitor.send(&format!("/wa/phones/{phone}/official"), &why).await.says("In review");
    let verdict = json!({"kind": "official_account", "subject": phone.to_string(),
        "verdict": "decline"});
    scene.control("reviews/decide", verdict).await;
    for business in [outcome.business, scene.provider.business] {
        let notices = scene.notices(business).await;
        let told = notices.iter().any(|it| it.contains("did not become an official business"));
        assert!(told, "{business}: {notices:?}");
    }
    let person = scene.person().await;
    let business = outcome.business;
    let join = world::Command::AddMember { business, person, role: world::Role::Admin };
    scene.stage.done(&world::Actor::Desk, join).await;
    let page = format!("/business/{business}/people/remove");
    office.visitor.send(&page, &[("person", &person.to_string())]).await;
    scene.owner_alone_was_told(&outcome, Way::Notice, "Ada no longer belongs to").await;
}

#[tokio::test]
async fn h03_the_verdict_of_app_review_is_told_to_the_provider() {
    let scene = Scene::new().await;
    let app = scene.provider.app;
    let path = format!("/v21.0/{}", scene.provider.own_waba);
    assert_eq!(scene.get(&path, &scene.provider.admin).await.status, 200);
    let mut operator = scene.operator().await;
    let proofs = [
        ("whatsapp_business_management", "yes"),
        ("afterwards", "The number is registered."),
        ("sandbox", "A user sends within the trial."),
        ("notes", "Press Connect."),
        ("data_use", "To send the client's own messages."),
        ("certify", "yes"),
        ("submit", "1"),
    ];
    let review = scene.office(&format!("apps/{app}/review"));
    for (verdict, words) in
        [("decline", "was not granted Advanced access"), ("approve", "was granted Advanced access")]
    {
        let video = ("video", ("demo.mp4", "video/mp4", "frames"));
        operator.upload(&review, &proofs, video).await.says("In review");
        let body = json!({"kind": "app_review", "subject": app.to_string(), "verdict": verdict});
        scene.control("reviews/decide", body).await;
        scene.provider_was_told(Way::Letter, words).await;
    }
}
