//! Business verification: what waits for it, its form and papers, its three tries, the provider's
//! part in it (rules D05, D06, D09, I01; contract §9.5).

use http::StatusCode;
use serde_json::{Value, json};
use shell::secret::sha256_hex;
use world::Policy;

use crate::graph_scene::{Run, Scene, UNSEEN};
use crate::live::{CLIENT, accepted, customer};
use crate::review_scene::{Office, PAPER};
use crate::visitor::Visitor;

/// A live client that can pay, its office, and the provider's inbox with every field.
async fn office() -> (Scene, world::Outcome, crate::live::Inbox, Office) {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let inbox = scene.listen(outcome.waba).await;
    scene.wants_all().await;
    let office = Office::of(&scene, person, outcome.business).await;
    (scene, outcome, inbox, office)
}

async fn status(scene: &Scene, outcome: &world::Outcome) -> Value {
    scene.member(outcome.waba, "business_verification_status").await
}

#[tokio::test]
async fn d05_more_numbers_wait_until_verification_is_started() {
    let (scene, outcome, _, mut office) = office().await;
    let path = format!("/v21.0/{}/phone_numbers", outcome.waba);
    let add = json!({"cc": "1", "phone_number": "6505550177", "verified_name": "Lucky Two"});
    let refused = scene.post(&path, &scene.provider.admin, Some(add.clone())).await;
    assert_eq!(refused.status, 400, "{}", refused.text);
    let words = refused.json()["error"]["error_user_msg"].as_str().unwrap().to_owned();
    assert!(words.contains("Start business verification"), "{words}");
    let manager = format!("/wa/manage/{}/numbers", outcome.waba);
    let fields = [("number", "+16505550177"), ("name", "Lucky Two")];
    let page = office.visitor.send(&manager, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Start business verification");
    office.start().await.says("Started: documents missing");
    assert_eq!(status(&scene, &outcome).await, "pending_submission");
    let added = scene.post(&path, &scene.provider.admin, Some(add)).await;
    assert_eq!(added.status, 200, "{}", added.text);
}

#[tokio::test]
async fn d05_d06_scaling_waits_for_verification_and_the_top_of_the_limit_says_so() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.share_credit(outcome.waba).await;
    scene.make_template(outcome.waba).await;
    let person = scene
        .stage
        .platform
        .read(|world| *world.businesses[&outcome.business].people.first_key_value().unwrap().0);
    let mut office = Office::of(&scene, person, outcome.business).await;
    let manager = format!("/wa/manage/{}", outcome.waba);
    for number in 1..50 {
        accepted(&scene.send_template(phone, &customer(number)).await);
        scene.pass("1s").await;
    }
    office.visitor.open(&manager).await.never_says("has reached its messaging limit");
    accepted(&scene.send_template(phone, &customer(50)).await);
    scene.pass("1s").await;
    let refused = scene.send_template(phone, &customer(51)).await;
    assert_ne!(refused.status, 200, "the limit of the unverified");
    let page = office.visitor.open(&manager).await;
    page.says("has reached its messaging limit").says("Start business verification to raise");
    page.says(&format!("/business/{}/security", outcome.business));
    let notices = scene.notices(outcome.business).await;
    let told: Vec<_> =
        notices.iter().filter(|one| one.contains("reached its messaging limit")).collect();
    assert_eq!(told.len(), 1, "{notices:?}");
    let words = scene.told(outcome.business).await;
    assert!(words.iter().any(|words| words.contains("start business verification")), "{words:?}");

    office.start().await;
    office.visitor.open(&manager).await.says("The limit rises once business verification");
    scene.verify_business(&outcome, true).await;
    scene.review_name(phone, true).await;
    accepted(&scene.send_template(phone, &customer(51)).await);
    office.visitor.open(&manager).await.never_says("has reached its messaging limit");
}

/// Fields in place of right ones, a paper (its name, type and content), and what is said to them.
type Wrong = (
    &'static [(&'static str, &'static str)],
    (&'static str, &'static str, &'static str),
    &'static str,
);

#[tokio::test]
async fn d05_i01_the_form_says_which_papers_are_right_and_what_is_wrong() {
    let (scene, outcome, _, mut office) = office().await;
    let page = office.security().await;
    page.says("Not started").says("Certificate or articles of incorporation");
    page.says("Bank statement of the business");
    page.says("Not accepted: invoices and purchase orders");
    office.start().await.says("Submit for verification");
    let wrong: [Wrong; 7] = [
        (&[("legal_name", "")], PAPER, "Enter the legal name of the business"),
        (&[("address", "")], PAPER, "Enter the address of the business"),
        (&[("registration", "")], PAPER, "Enter the registration or tax number"),
        (&[("phone", "no")], PAPER, "Enter the telephone of the business"),
        (&[("website", "shrub")], PAPER, "Enter the website of the business"),
        (&[], ("", "application/octet-stream", ""), "Upload at least one document"),
        (
            &[],
            ("tool.exe", "application/pdf", "MZ"),
            "tool.exe is neither a PDF nor a JPG nor a PNG",
        ),
    ];
    for (fields, paper, words) in wrong {
        let page = office.submit(fields, paper).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        page.says(words);
    }
    let all = [("legal_name", ""), ("registration", ""), ("phone", "no")];
    let page = office.submit(&all, ("", "application/octet-stream", "")).await;
    for words in ["legal name", "registration or tax number", "telephone"] {
        page.says(&format!("Enter the {words}"));
    }
    page.says("Upload at least one document").never_says("Choose the documents again");
    page.never_says("Enter the address").never_says("Enter the website");
    page.says("value=\"1 Hacker Way, 94025 Menlo Park\"").says("value=\"no\"");
    office.submit(&all, PAPER).await.says("Choose the documents again");
    let large = format!("%PDF-{}", "x".repeat(5 << 20));
    let page = office.submit(&[], ("large.pdf", "application/pdf", &large)).await;
    page.says("large.pdf is larger than 5 MB");
    assert_eq!(status(&scene, &outcome).await, "pending_submission");

    office.submit(&[], PAPER).await.says("In review").says("register.pdf");
    assert_eq!(status(&scene, &outcome).await, "pending");
    let page = office.submit(&[], PAPER).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("Nothing can be changed until that is decided");
}

#[tokio::test]
async fn d05_papers_outlive_a_crash_and_the_desk_reads_them() {
    let (scene, outcome, _, mut office) = office().await;
    office.submit(&[], PAPER).await.says("In review");
    let Scene { stage, provider } = scene;
    let scene = Scene { stage: stage.crash().await, provider };
    assert_eq!(status(&scene, &outcome).await, "pending");
    let mut desk = crate::visitor::Visitor::new(&scene.stage);
    let page = desk.open("/desk/reviews").await;
    page.says("Lucky Shrub Inc.").says("DE-1234");
    let paper = page.between("href=\"/desk/documents/", "\"");
    let paper = desk.open(&format!("/desk/documents/{paper}")).await;
    assert_eq!(paper.headers["content-type"], "application/pdf");
    assert_eq!(paper.html, PAPER.2);
}

#[tokio::test]
async fn d05_three_tries_and_no_more_and_questions_do_not_count() {
    let (scene, outcome, inbox, mut office) = office().await;
    let subject = outcome.business.to_string();
    let decide = async |verdict: Value| {
        let mut body = json!({"kind": "business_verification", "subject": subject});
        body.as_object_mut().unwrap().extend(verdict.as_object().unwrap().clone());
        scene.control("reviews/decide", body).await;
    };
    office.submit(&[], PAPER).await;
    decide(json!({"verdict": "ask_for_more", "what": "A bill that shows the address."})).await;
    assert_eq!(status(&scene, &outcome).await, "pending_need_more_info");
    let page = office.security().await;
    page.says("More information needed").says("A bill that shows the address.");
    assert!(scene.letters(CLIENT).await[0].contains("A bill that shows the address."));
    assert_eq!(inbox.alerts(), ["INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO"]);
    let alert = inbox.of("account_alerts").remove(0);
    assert_eq!(alert["entity_type"], "BUSINESS");
    assert_eq!(alert["entity_id"], subject);
    assert_eq!(alert["alert_info"]["alert_status"], "ACTIVE");

    office.submit(&[], PAPER).await.says("In review");
    decide(json!({"verdict": "decline", "reason": "ADDRESS_NOT_MATCHING"})).await;
    assert_eq!(status(&scene, &outcome).await, "rejected");
    office.security().await.says("The address is not that of the documents").says("2 more times");
    assert!(scene.letters(CLIENT).await[0].contains("The address is not that of the documents"));
    for left in ["one more time", "Nothing more can be handed in"] {
        office.submit(&[], PAPER).await.says("In review");
        decide(json!({"verdict": "decline"})).await;
        office.security().await.says(left);
    }
    assert_eq!(status(&scene, &outcome).await, "failed");
    let kinds: Vec<String> = inbox.alerts().split_off(1);
    let kind = |word: &str| format!("INCREASED_CAPABILITIES_ELIGIBILITY_{word}");
    assert_eq!(kinds, [kind("DEFERRED"), kind("DEFERRED"), kind("FAILED")]);
    let page = office.submit(&[], PAPER).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says("declined 3 times. Nothing more can be handed in");
}

#[tokio::test]
async fn d05_the_verdict_comes_by_itself_from_what_the_papers_say() {
    let scene = Scene::in_era(Policy::classic()).await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let mut office = Office::of(&scene, person, outcome.business).await;
    let bad = [("legal_name", "Reject Ltd: website not matching")];
    office.submit(&bad, PAPER).await.says("In review");
    scene.pass("119s").await;
    assert_eq!(status(&scene, &outcome).await, "pending");
    scene.pass("1s").await;
    assert_eq!(status(&scene, &outcome).await, "rejected");
    office.security().await.says("The website does not belong to the business");
    office.submit(&[("address", "1 Moreinfo Street, Berlin")], PAPER).await;
    scene.pass("2m").await;
    assert_eq!(status(&scene, &outcome).await, "pending_need_more_info");

    office.submit(&[], PAPER).await.says("In review");
    let subject = outcome.business.to_string();
    let hold =
        |hold: bool| json!({"kind": "business_verification", "subject": subject, "hold": hold});
    scene.control("reviews/hold", hold(true)).await;
    scene.pass("1d").await;
    assert_eq!(status(&scene, &outcome).await, "pending", "it is held");
    scene.control("reviews/hold", hold(false)).await;
    scene.pass("119s").await;
    assert_eq!(status(&scene, &outcome).await, "pending", "its delay is new");
    scene.pass("1s").await;
    assert_eq!(status(&scene, &outcome).await, "verified");
    scene.pass("60s").await;
    assert_eq!(scene.member(outcome.phone.unwrap(), "name_status").await, "APPROVED");
    let why = scene.control_refused("reviews/hold", hold(true)).await;
    assert!(why.contains("No review of the kind business_verification"), "{why}");
}

#[tokio::test]
async fn d09_a_business_verified_before_keeps_the_trials_limits_until_the_other_checks_pass() {
    let scene = Scene::new().await;
    let (person, first) = scene.sign_up(Run::default()).await;
    scene.verify_business(&first, true).await;
    let run = Run {
        person: Some(person),
        business: Some(first.business),
        number: Some("+16505550124"),
        code: "AQBsecond",
        ..Run::default()
    };
    let (_, second) = scene.sign_up(run).await;
    let phone = second.phone.unwrap();
    let inbox = scene.listen(second.waba).await;
    scene.wants_all().await;
    assert_eq!(status(&scene, &second).await, "verified");
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_50");
    scene.review_name(phone, true).await;
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_50", "the check runs");
    scene.pass("31d").await;
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_1K");
    let capability = inbox.of("business_capability_update").pop().expect("the webhook");
    assert_eq!(capability["max_daily_conversation_per_phone"], 1000);
    assert_eq!(scene.member(phone, "account_mode").await, "LIVE");
}

#[tokio::test]
async fn d09_a_verification_that_is_revoked_takes_the_limit_back() {
    let (scene, outcome, inbox, mut office) = office().await;
    let phone = outcome.phone.unwrap();
    scene.verify_business(&outcome, true).await;
    scene.review_name(phone, true).await;
    scene.pass("60s").await;
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_1K");
    let end = json!({"business_id": outcome.business, "how": "revoke"});
    scene.control("verification/end", end.clone()).await;
    assert_eq!(status(&scene, &outcome).await, "revoked");
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_50");
    let capability = inbox.of("business_capability_update").pop().expect("the webhook");
    assert_eq!(capability["max_daily_conversation_per_phone"], 50);
    let why = scene.control_refused("verification/end", end).await;
    assert_eq!(why, "The business is not verified.");
    office.submit(&[], PAPER).await.says("In review");
    scene.verify_business(&outcome, true).await;
    assert_eq!(scene.member(phone, "messaging_limit_tier").await, "TIER_1K", "nothing is open");
}

/// Whether the desk can read a paper.
async fn kept(scene: &Scene, paper: &[u8]) -> StatusCode {
    let document = format!("/desk/documents/{}", sha256_hex(paper));
    Visitor::new(&scene.stage).open(&document).await.status
}

#[tokio::test]
async fn d05_a_provider_hands_in_its_clients_papers() {
    let (scene, outcome, inbox, mut office) = office().await;
    let client = outcome.business.to_string();
    let partner = (scene.provider.business, scene.provider.admin.as_str());
    let fields = [
        ("end_business_id", client.as_str()),
        ("end_business_legal_name", "Lucky Shrub Inc."),
        ("end_business_website", "https://shrub.example"),
        ("end_business_address", "1 Hacker Way, Menlo Park"),
    ];
    let paper: (&str, &[u8]) = ("register.pdf", b"%PDF-1.7 register");
    let none = scene.certify(partner, &fields, &[]).await;
    assert_eq!(none.error(), (400, 100, None), "{}", none.text);
    assert!(none.text.contains("Upload at least one document"), "{}", none.text);
    let four = scene.certify(partner, &fields, &[paper; 4]).await;
    assert!(four.text.contains("at most 3 documents"), "{}", four.text);
    let rival = scene.another_provider().await;
    let foreign = scene.certify((rival.business, &rival.admin), &fields, &[paper]).await;
    assert_eq!(foreign.error(), UNSEEN, "{}", foreign.text);
    assert_eq!(kept(&scene, paper.1).await, StatusCode::NOT_FOUND, "not of those who may not");
    let not_own = scene.certify((rival.business, partner.1), &fields, &[paper]).await;
    assert_eq!(not_own.error(), UNSEEN, "{}", not_own.text);

    let done = scene.certify(partner, &fields, &[paper; 2]).await;
    let expected = "{\"success\":true,\"message\":\"Your request has been received and will be \
                    reviewed shortly.\",\"verification_attempts\":1}";
    assert_eq!(done.text, expected);
    assert_eq!(kept(&scene, paper.1).await, StatusCode::OK);
    assert_eq!(status(&scene, &outcome).await, "pending");
    let twice = scene.certify(partner, &fields, &[paper]).await;
    assert!(twice.text.contains("The business is being verified"), "{}", twice.text);
    office.security().await.says("In review").says("register.pdf");
    let verdict = json!({"kind": "business_verification", "subject": client,
        "verdict": "decline", "reason": "LEGAL_NAME_NOT_MATCHING"});
    scene.control("reviews/decide", verdict).await;
    let event = "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE";
    let info = inbox.update(event).expect("the webhook");
    let info = &info["partner_client_certification_info"];
    assert_eq!(info["client_business_id"], client);
    assert_eq!(
        (&info["status"], &info["rejection_reasons"]),
        (&json!("FAILED"), &json!(["LEGAL_NAME_NOT_MATCHING"]))
    );

    let edge = "self_certified_whatsapp_business_submissions";
    let path = format!("/v21.0/{}/{edge}?end_business_id={client}", partner.0);
    let page = scene.get(&format!("{path}&limit=1"), partner.1).await.json();
    let again = scene.certify(partner, &fields, &[paper]).await;
    assert_eq!(again.json()["verification_attempts"], 2);
    let after = page["paging"]["cursors"]["after"].as_str().expect("a cursor");
    let next = scene.get(&format!("{path}&after={after}"), partner.1).await;
    assert_eq!(next.text, r#"{"data":[]}"#, "a newer row repeats none");
    scene.verify_business(&outcome, true).await;
    scene.stage.settle().await;
    let last = inbox.of("account_update").into_iter().rfind(|update| update["event"] == event);
    let info = &last.unwrap()["partner_client_certification_info"];
    assert_eq!(
        (&info["status"], &info["rejection_reasons"]),
        (&json!("APPROVED"), &json!(["NONE"]))
    );
    let rows = scene.get(&path, partner.1).await.json();
    let rows = rows["data"].as_array().unwrap().clone();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert_eq!(rows[0]["verification_status"], "APPROVED", "newest first");
    assert_eq!(rows[1]["rejection_reasons"], json!(["LEGAL_NAME_NOT_MATCHING"]));
    assert_eq!(rows[1]["client_business_id"], client);
    assert_eq!(rows[1]["submitted_info"]["end_business_legal_name"], "Lucky Shrub Inc.");
    assert_eq!(scene.get(&path, &rival.admin).await.error(), UNSEEN);
}
