//! One consolidated invoice a month per provider (rule G02).

use serde_json::{Value, json};

use crate::graph_scene::{Run, Scene};
use crate::live::{OPERATORS, accepted, customer};

/// Thousandths on one line of an invoice.
fn amount(line: &Value) -> i64 {
    line["thousandths"].as_i64().unwrap()
}

impl Scene {
    async fn invoices(&self) -> Vec<Value> {
        let told = self.stage.get("/_control/invoices").await;
        told["data"].as_array().unwrap().clone()
    }

    async fn share_in(&self, waba: graph::WabaId, currency: &str) {
        let path = format!("/v21.0/{}/whatsapp_credit_sharing_and_attach", self.provider.line);
        let body = json!({"waba_id": waba, "waba_currency": currency});
        let told = self.post(&path, &self.provider.admin, Some(body)).await;
        assert_eq!(told.status, 200, "{}", told.text);
    }
}

#[tokio::test]
async fn g02_all_clients_of_a_provider_are_on_one_invoice_at_the_end_of_the_month() {
    let (scene, first, phone, _) = Scene::live(Run::default()).await;
    let (_, second) = scene.second_client().await;
    scene.regular(&first).await;
    scene.make_template(first.waba).await;
    scene.make_template(second.waba).await;
    scene.share_in(first.waba, "USD").await;
    scene.share_in(second.waba, "EUR").await;
    let order = json!({"waba": first.waba.to_string(), "number": "PO-7"});
    let fields = [("waba", order["waba"].as_str().unwrap()), ("number", "PO-7")];
    let mut operator = scene.operator().await;
    operator.send(&scene.office("billing/orders"), &fields).await.says("PO-7");
    assert_eq!(scene.member(first.waba, "purchase_order_number").await, "PO-7");

    // Two customers in the United States, one in Germany; and one of a client in its trial.
    for to in [&customer(1), &customer(2), "4915112345000"] {
        accepted(&scene.send_template(phone, to).await);
    }
    let abroad = format!("+{}", customer(3));
    accepted(&scene.send_template(second.phone.unwrap(), &abroad).await);
    scene.pass("10s").await;
    accepted(&scene.send_template(phone, &customer(1)).await);
    scene.pass("10s").await;
    assert_eq!(scene.invoices().await, Vec::<Value>::new(), "the month goes on");
    let page = operator.open(&scene.office("billing")).await;
    page.says("This month so far").says("There is no invoice yet");

    scene.pass("8d").await;
    scene.pass("20h").await;
    let invoices = scene.invoices().await;
    let [invoice] = invoices.as_slice() else { panic!("one invoice: {invoices:?}") };
    assert_eq!(invoice["month"], "2026-11");
    assert_eq!(invoice["business_id"], scene.provider.business.to_string());
    assert_eq!(invoice["issued_at"], "2026-12-01T00:00:00Z");
    let lines = invoice["lines"].as_array().unwrap();
    let shown: Vec<Value> = lines
        .iter()
        .map(|line| {
            json!([
                line["business_id"],
                line["country"],
                line["count"],
                line["billable"],
                line["thousandths"],
                line["currency"]
            ])
        })
        .collect();
    let (one, two) = (first.business.to_string(), second.business.to_string());
    for wanted in [
        json!([one, "+1", 2, 2, 20, "USD"]),
        json!([one, "+49", 1, 1, 90, "USD"]),
        json!([two, "+1", 1, 0, 0, "EUR"]),
    ] {
        assert!(shown.contains(&wanted), "no {wanted} in {shown:?}");
    }
    assert_eq!(shown.len(), 3, "{shown:?}");
    assert_eq!(lines.iter().map(amount).sum::<i64>(), 110, "amounts add up exactly");
    let total = |currency: &str| {
        let totals = invoice["totals"].as_array().unwrap();
        totals.iter().find(|one| one["currency"] == currency).map(|one| one["amount"].clone())
    };
    assert_eq!(total("USD"), Some(json!("0.110")));
    assert_eq!(total("EUR"), Some(json!("0.000")));
    let ordered = lines.iter().filter(|line| line["purchase_order_number"] == "PO-7").count();
    assert_eq!(ordered, 2);
    the_provider_is_told_and_reads_it(&scene, invoice).await;
    the_client_sees_its_use_and_no_invoice(&scene, &first).await;
}

async fn the_provider_is_told_and_reads_it(scene: &Scene, invoice: &Value) {
    let mails = scene.mails(OPERATORS).await;
    assert!(mails[0].contains("invoice for November 2026"), "{mails:?}");
    let notices = scene.notices(scene.provider.business).await;
    assert!(notices[0].contains("invoice for November 2026"), "{notices:?}");
    let mut operator = scene.operator().await;
    let id = invoice["invoice_id"].as_str().unwrap();
    operator.open(&scene.office("billing")).await.says("November 2026").says("0.110 USD");
    let page = operator.open(&scene.office(&format!("billing/invoices/{id}"))).await;
    page.says("Lucky Shrub").says("Lemon Grove").says("PO-7").says("0.090 USD");
    let csv = operator.open(&scene.office(&format!("billing/invoices/{id}/csv"))).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    let rows: Vec<&str> = csv.html.lines().collect();
    assert_eq!(rows.len(), 4, "{}", csv.html);
    assert!(rows[0].starts_with("invoice,month,business_id,"), "{}", rows[0]);
    assert!(rows.iter().any(|row| row.ends_with("utility,+49,1,1,0.090,USD")), "{}", csv.html);
}

async fn the_client_sees_its_use_and_no_invoice(scene: &Scene, client: &world::Outcome) {
    let told = scene.mails(crate::live::CLIENT).await;
    assert!(!told.iter().any(|mail| mail.contains("invoice")), "{told:?}");
    let mut owner = scene.visitor(scene.owner_of(client.business)).await;
    let page = owner.open(&format!("/business/{}/billing", client.business)).await;
    page.says("You get no invoice here").says("Solution Co").says("0.090 USD").says("2026-11");
    page.never_says("Lemon Grove").never_says("Invoices");
    let theirs = owner.open(&scene.office("billing")).await;
    assert_eq!(theirs.status, 404);
}

#[tokio::test]
async fn g02_a_month_without_use_has_no_invoice_and_each_month_has_one() {
    let (scene, outcome, phone, _) = Scene::live(Run::default()).await;
    scene.regular(&outcome).await;
    scene.make_template(outcome.waba).await;
    scene.share_credit(outcome.waba).await;
    scene.pass("20d").await;
    assert_eq!(scene.invoices().await.len(), 0, "November had no use");
    for _ in 0..2 {
        accepted(&scene.send_template(phone, &customer(1)).await);
        scene.pass("31d").await;
    }
    let months: Vec<Value> =
        scene.invoices().await.iter().map(|invoice| invoice["month"].clone()).collect();
    assert_eq!(months, ["2027-01", "2026-12"]);
}
