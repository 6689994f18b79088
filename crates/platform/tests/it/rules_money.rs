//! Credit lines in all their forms, and what cannot be paid (rules F04, G01 to G06; contract §5
//! and §9.10, point 11).

use graph::Permission;
use serde_json::{Value, json};
use world::{Holder, Policy};

use crate::graph_scene::{NO_ACCESS, Run, Scene, UNSEEN};
use crate::live::{DONE, customer};

fn line(scene: &Scene, edge: &str) -> String {
    format!("/v21.0/{}/{edge}", scene.provider.line)
}

#[tokio::test]
async fn g01_the_two_steps_share_with_the_business_and_attach_with_its_own_token() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let own = scene.business_token("AQBcode").await;
    let admin = &scene.provider.admin;
    let attach = line(&scene, "whatsapp_credit_attach");
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "EUR"}));
    let early = scene.post(&attach, &own, body.clone()).await;
    assert_eq!(early.error(), (400, 100, None), "{}", early.text);

    let share = line(&scene, "whatsapp_credit_sharing");
    let with = Some(json!({"receiving_business_id": outcome.business}));
    assert_eq!(scene.post(&share, &own, with.clone()).await.error(), UNSEEN);
    let shared = scene.post(&share, admin, with.clone()).await.json();
    assert_eq!(shared["success"], true);
    let id = shared["allocation_config_id"].as_str().unwrap().to_owned();
    let again = scene.post(&share, admin, with).await.json();
    assert_eq!(again["allocation_config_id"], id.as_str());

    assert_eq!(scene.member(outcome.waba, "primary_funding_id").await, Value::Null);
    let attached = scene.post(&attach, &own, body).await;
    assert_eq!(
        attached.json(),
        json!({"success": true, "waba_id": outcome.waba, "allocation_config_id": id})
    );
    assert_eq!(scene.member(outcome.waba, "currency").await, "EUR");
    let node = format!("/v21.0/{id}?fields=receiving_credential");
    let credential = scene.get(&node, admin).await.json()["receiving_credential"]["id"].clone();
    assert_eq!(scene.member(outcome.waba, "primary_funding_id").await, credential);
}

#[tokio::test]
async fn g01_a_line_is_shared_with_clients_only_and_of_ones_own() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let rival = scene.another_provider().await;
    let share = line(&scene, "whatsapp_credit_sharing");
    let with = Some(json!({"receiving_business_id": outcome.business}));
    assert_eq!(scene.post(&share, &rival.admin, with.clone()).await.error(), UNSEEN);
    let theirs = format!("/v21.0/{}/whatsapp_credit_sharing", rival.line);
    let stranger = scene.post(&theirs, &rival.admin, with).await;
    assert_eq!(stranger.error(), (400, 100, None), "{}", stranger.text);
    let both = line(&scene, "whatsapp_credit_sharing_and_attach");
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "CHF"}));
    assert_eq!(scene.post(&both, &scene.provider.admin, body).await.error(), (400, 100, None));
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "INR"}));
    assert_eq!(scene.post(&both, &scene.provider.admin, body).await.status, 200);
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "USD"}));
    let fixed = scene.post(&both, &scene.provider.admin, body).await;
    assert!(fixed.message().contains("INR"), "the currency is frozen: {}", fixed.text);
}

#[tokio::test]
async fn g01_it_takes_a_system_user_with_a_role_in_money_and_accepted_terms() {
    let scene = Scene::new().await;
    let (_, outcome) = scene.sign_up(Run::default()).await;
    let create = format!("/v21.0/{}/system_users", scene.provider.business);
    let body = json!({"name": "Dispatcher", "role": "EMPLOYEE"});
    let made = scene.post(&create, &scene.provider.admin, Some(body)).await.json();
    let user: graph::SystemUserId = made["id"].as_str().expect("its id").parse().unwrap();
    scene.token("EAAdispatcher", Holder::SystemUser(user), Permission::ALL).await;
    let tasks = json!({"user": user, "tasks": ["MANAGE"]});
    let assign = format!("/v21.0/{}/assigned_users", outcome.waba);
    assert_eq!(scene.post(&assign, &scene.provider.admin, Some(tasks)).await.text, DONE);
    let share = line(&scene, "whatsapp_credit_sharing_and_attach");
    let body = Some(json!({"waba_id": outcome.waba, "waba_currency": "USD"}));
    let refused = scene.post(&share, "EAAdispatcher", body.clone()).await;
    assert_eq!(refused.error(), NO_ACCESS, "{}", refused.text);
    assert!(refused.message().contains("financial editor"), "{}", refused.text);
    let lines = format!("/v21.0/{}/extendedcredits", scene.provider.business);
    assert_eq!(scene.get(&lines, "EAAdispatcher").await.error(), NO_ACCESS);

    let mut operator = scene.operator().await;
    let id = user.to_string();
    let fields = [("user", id.as_str()), ("finance", "editor")];
    let page = operator.send(&scene.office("system-users/finance"), &fields).await;
    page.says("Financial editor");
    assert_eq!(scene.get(&lines, "EAAdispatcher").await.status, 200);

    let terms = json!({"business_id": scene.provider.business, "accepted": false});
    assert!(scene.stage.post("/_control/credit-terms", terms).await.0.is_success());
    let open = scene.post(&share, "EAAdispatcher", body.clone()).await;
    assert_eq!(open.error(), NO_ACCESS);
    assert!(open.message().contains("terms"), "{}", open.text);
    operator.open(&scene.office("billing")).await.says("Not accepted");
    operator.send(&scene.office("billing/terms"), &[]).await.says("Accepted");
    assert_eq!(scene.post(&share, "EAAdispatcher", body).await.status, 200);
}

#[tokio::test]
async fn g03_revoking_takes_every_account_of_the_business_and_sharing_again_mends_one() {
    let scene = Scene::new().await;
    let (person, first) = scene.sign_up(Run::default()).await;
    let again = Run {
        person: Some(person),
        business: Some(first.business),
        number: Some("+16505550124"),
        code: "AQBagain",
        ..Run::default()
    };
    let (_, second) = scene.sign_up(again).await;
    let (_, other) = scene.second_client().await;
    let id = scene.share_credit(first.waba).await;
    assert_eq!(scene.share_credit(second.waba).await, id, "one share serves the business");
    let others = scene.share_credit(other.waba).await;
    assert_ne!(others, id);

    let mut operator = scene.operator().await;
    let page = scene.office("revoke");
    let sent = operator.send(&page, &[("allocation", &id)]).await;
    sent.says("Revoked");
    for waba in [first.waba, second.waba] {
        assert_eq!(scene.member(waba, "primary_funding_id").await, Value::Null);
        assert_eq!(scene.member(waba, "currency").await, "USD", "stays frozen");
    }
    assert!(scene.member(other.waba, "primary_funding_id").await.is_string());
    let node = format!("/v21.0/{id}?fields=request_status");
    let node = scene.get(&node, &scene.provider.admin).await;
    assert_eq!(node.json()["request_status"], "DELETED");
    let told = scene.notices(first.business).await;
    assert!(told.iter().any(|one| one.contains("no longer pays")), "{told:?}");

    let renewed = scene.share_credit(first.waba).await;
    assert_ne!(renewed, id, "a new share");
    assert!(scene.member(first.waba, "primary_funding_id").await.is_string());
    assert_eq!(scene.member(second.waba, "primary_funding_id").await, Value::Null);
    let path = format!("/v21.0/{renewed}");
    assert_eq!(scene.delete(&path, &scene.provider.admin).await.text, DONE);
    assert_eq!(scene.member(first.waba, "primary_funding_id").await, Value::Null);
}

#[tokio::test]
async fn g04_the_credit_line_shows_who_pays_and_how_much_is_left() {
    let scene = Scene::new().await;
    let admin = &scene.provider.admin;
    let path =
        format!("/v21.0/{}/extendedcredits?fields=id,legal_entity_name", scene.provider.business);
    let told = scene.get(&path, admin).await.json();
    let expected = json!({"id": scene.provider.line, "legal_entity_name": "Solution Co"});
    assert_eq!(told["data"], json!([expected]));
    let limit = format!("/_control/credit-lines/{}/limit", scene.provider.line);
    let (status, told) = scene.stage.post(&limit, json!({"max_thousandths": 2_500})).await;
    assert!(status.is_success(), "{told}");
    let fields = "max_balance,balance,credit_available,send_bill_to_biz_name,owner_business_name";
    let node = scene.get(&line(&scene, &format!("?fields={fields}")), admin).await.json();
    assert_eq!(node["max_balance"]["amount"], "2.50");
    assert_eq!(node["balance"]["amount_in_hundredths"], "0");
    assert_eq!(node["credit_available"], node["max_balance"]);
    assert_eq!(node["send_bill_to_biz_name"], "Solution Co");
    assert_eq!(node["owner_business_name"], "Solution Co");
}

#[tokio::test]
async fn g05_g06_shares_are_listed_by_business_and_keep_their_terms() {
    let scene = Scene::new().await;
    let (_, first) = scene.sign_up(Run::default()).await;
    let (_, other) = scene.second_client().await;
    let admin = &scene.provider.admin;
    let edge = line(&scene, "owning_credit_allocation_configs");
    let body = json!({"receiving_business_id": first.business, "amount": 12_500,
        "liability_type": "Normal", "partition_type": "FIXED", "send_bill_to": "Agency"});
    let made = scene.post(&edge, admin, Some(body)).await.json();
    let id = made["id"].as_str().expect("its id").to_owned();
    let theirs = scene.share_credit(other.waba).await;
    let of =
        |business| format!("{edge}?receiving_business_id={business}&fields=id,receiving_business");
    let told = scene.get(&of(first.business), admin).await.json();
    let receiving = json!({"name": "Lucky Shrub", "id": first.business});
    assert_eq!(told["data"], json!([{"id": id, "receiving_business": receiving}]));
    assert_eq!(scene.get(&of(other.business), admin).await.ids(), [theirs]);
    let fields = "liability_type,partition_type,send_bill_to,currency_amount,request_status";
    let node = scene.get(&format!("/v21.0/{id}?fields={fields}"), admin).await.json();
    assert_eq!(node["liability_type"], "Normal");
    assert_eq!(node["partition_type"], "FIXED");
    assert_eq!(node["send_bill_to"], "Agency");
    assert_eq!(node["currency_amount"]["amount"], "125.00");
    let bad = json!({"receiving_business_id": first.business, "liability_type": "MINE"});
    assert_eq!(scene.post(&edge, admin, Some(bad)).await.error(), (400, 100, None));
}

#[tokio::test]
async fn g02_f04_a_business_cannot_pay_itself_in_classic_and_can_today() {
    for (policy, pays) in [(Policy::classic(), false), (Policy::today(), true)] {
        let scene = Scene::in_era(policy).await;
        let (person, outcome) = scene.sign_up(Run::default()).await;
        let (waba, phone) = (outcome.waba, outcome.phone.unwrap());
        let inbox = scene.listen(waba).await;
        assert_eq!(scene.register(phone).await.text, DONE);
        scene.make_template(waba).await;
        let mut owner = scene.visitor(person).await;
        let path = format!("/wa/manage/{waba}/payment");
        let page = owner.open(&path).await;
        page.says("There is no payment method");
        let sent = owner.send(&path, &[("currency", "GBP")]).await;
        if pays {
            sent.says("You pay yourself, in GBP");
            assert_eq!(scene.member(waba, "currency").await, "GBP");
            let line = line(&scene, "whatsapp_credit_sharing_and_attach");
            let body = Some(json!({"waba_id": waba, "waba_currency": "GBP"}));
            let refused = scene.post(&line, &scene.provider.admin, body).await;
            assert_eq!(refused.error(), (400, 100, None), "paid for already: {}", refused.text);
        } else {
            page.says("Businesses cannot pay here");
            assert_eq!(sent.status, 422);
            sent.says("Businesses cannot pay here");
        }
        let told = scene.send_template(phone, &customer(1)).await;
        let id = crate::live::accepted(&told);
        scene.pass("10s").await;
        let statuses = inbox.statuses(&id);
        let unpaid = statuses.iter().any(|one| one["errors"][0]["code"] == 131_042);
        assert_eq!(unpaid, !pays, "{statuses:?}");
    }
}

#[tokio::test]
async fn f04_over_the_limit_of_the_line_templates_fail_until_the_invoice_is_paid() {
    let (scene, outcome, phone, inbox) = Scene::live(Run::default()).await;
    scene.regular(&outcome).await;
    scene.make_template(outcome.waba).await;
    scene.share_credit(outcome.waba).await;
    // A utility conversation with a customer in the United States costs 10 thousandths.
    let limit = format!("/_control/credit-lines/{}/limit", scene.provider.line);
    let (status, told) = scene.stage.post(&limit, json!({"max_thousandths": 20})).await;
    assert!(status.is_success(), "{told}");
    let mut codes = Vec::new();
    for number in 1..=3 {
        let id = crate::live::accepted(&scene.send_template(phone, &customer(number)).await);
        scene.pass("10s").await;
        let failed = inbox.statuses(&id);
        let code = failed.iter().find_map(|status| status["errors"][0]["code"].as_i64());
        codes.push(code.unwrap_or(0));
    }
    assert_eq!(codes, [0, 0, 131_042]);
    let line = line(&scene, "?fields=balance,credit_available");
    let node = scene.get(&line, &scene.provider.admin).await.json();
    assert_eq!(node["balance"]["amount"], "0.02");
    assert_eq!(node["credit_available"]["amount"], "0.00");
    let page = scene.operator().await.open(&scene.office("billing")).await;
    page.says("Used up: templates fail");

    scene.pass("31d").await;
    let invoices = scene.stage.get("/_control/invoices").await;
    let invoice = invoices["data"][0]["invoice_id"].as_str().expect("an invoice").to_owned();
    let mut operator = scene.operator().await;
    let path = scene.office(&format!("billing/invoices/{invoice}"));
    operator.open(&path).await.says("Open");
    operator.send(&format!("{path}/pay"), &[]).await.says("Paid");
    let id = crate::live::accepted(&scene.send_template(phone, &customer(4)).await);
    scene.pass("10s").await;
    let statuses = inbox.statuses(&id);
    assert!(statuses.iter().any(|one| one["status"] == "delivered"), "{statuses:?}");
}

#[tokio::test]
async fn g01_the_time_zone_is_frozen_once_a_line_is_attached() {
    let scene = Scene::new().await;
    let (person, outcome) = scene.sign_up(Run::default()).await;
    let mut owner = scene.visitor(person).await;
    let path = format!("/wa/manage/{}/timezone", outcome.waba);
    let before = owner.send(&path, &[("timezone_id", "47")]).await;
    assert_eq!(before.status, 200, "{}", before.html);
    assert_eq!(scene.member(outcome.waba, "timezone_id").await, "47");
    scene.share_credit(outcome.waba).await;
    let after = owner.send(&path, &[("timezone_id", "1")]).await;
    assert_eq!(after.status, 422, "{}", after.html);
    assert_eq!(scene.member(outcome.waba, "timezone_id").await, "47");
}
