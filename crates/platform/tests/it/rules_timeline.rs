//! The time line (requirement I03): what happened, when, by whom, for the owner, the provider, the
//! desk, and `/_control/events`.

use graph::AppId;
use http::StatusCode;
use serde_json::{Value, json};

use crate::signup::{Made, Walk, operator};
use crate::stage::Stage;
use crate::visitor::Visitor;

async fn town() -> (Stage, Value, Walk, Made) {
    let stage = Stage::new().await;
    let (_, told) = stage.post("/_control/provider", json!({})).await;
    let app: AppId = told["app_id"].as_str().unwrap().parse().unwrap();
    let (mut walk, _) = Walk::begin(&stage, app, "").await;
    walk.walk_to_the_end().await;
    let made = walk.made(&stage);
    (stage, told, walk, made)
}

/// The lines of a page: what and who.
fn lines(html: &str) -> Vec<(String, String)> {
    let rows = html.split("<tr>").skip(2);
    let cells = rows.map(|row| {
        let cells: Vec<&str> = row.split("<td>").skip(2).collect();
        let cell = |at: usize| cells[at].split("</td>").next().unwrap().to_owned();
        (cell(0), cell(1))
    });
    cells.collect()
}

#[tokio::test]
async fn i03_the_owner_reads_what_happened_to_its_own_in_words() {
    let (stage, told, mut walk, made) = town().await;
    let token = &told["employee_token"];
    let assign = json!({"user": told["employee_system_user_id"], "tasks": ["MANAGE"],
        "access_token": told["admin_token"]});
    stage.post(&format!("/v21.0/{}/assigned_users", made.waba), assign).await;
    let subscribe = json!({"access_token": token});
    stage.post(&format!("/v21.0/{}/subscribed_apps", made.waba), subscribe).await;
    let path = format!("/business/{}/activity", made.business);
    let page = walk.visitor.open(&path).await;
    let said = lines(&page.html);
    let place = |what: &str, who: &str| {
        said.iter()
            .position(|(one, by)| one == what && by == who)
            .unwrap_or_else(|| panic!("no `{what}` by `{who}` in {said:#?}"))
    };
    let subscribed = place(
        "The app “Example App” gets the webhooks of the account “Lucky Cat Accounts”",
        "Example App employee (system user)",
    );
    let shared =
        place("The account “Lucky Cat Accounts” was shared with Example Provider", "Ada Cat");
    let created = place("Lucky Cat created the account “Lucky Cat Accounts”", "Ada Cat");
    let number = place("+49 151 234 5678 began its trial", "Ada Cat");
    assert!(subscribed < number && number < shared && shared < created, "newest first");
    page.never_says("A token that is gone");
    let secret = told["app_secret"].as_str().unwrap();
    page.never_says(secret).never_says("code_sent");
}

#[tokio::test]
async fn i03_the_log_is_narrowed_and_paged() {
    let (stage, _, mut walk, made) = town().await;
    let path = format!("/business/{}/activity", made.business);
    let page = walk.visitor.open(&format!("{path}?phone={}", made.phone)).await;
    let said = lines(&page.html);
    assert!(
        !said.is_empty()
            && said.iter().all(|(what, _)| {
                what.contains("+49 151") || what.contains("finished the signup")
            }),
        "{said:?}"
    );
    let bert = json!({"name": "Bert", "email": "bert@cat.example"});
    let (_, bert) = stage.post("/_control/people", bert).await;
    let people = format!("/business/{}/people", made.business);
    walk.visitor.send(&people, &[("email", "bert@cat.example")]).await;
    let bert = bert["person_id"].as_str().unwrap();
    let page = walk.visitor.open(&format!("{path}?person={bert}")).await;
    assert_eq!(lines(&page.html).len(), 1);
    page.says("Bert became an employee of Lucky Cat");
    for _ in 0..60 {
        let rename = format!("/wa/manage/{}/rename", made.waba);
        walk.visitor.send(&rename, &[("account_name", "Lucky Cat Accounts")]).await;
    }
    let page = walk.visitor.open(&format!("{path}?waba={}", made.waba)).await;
    assert_eq!(lines(&page.html).len(), 50);
    let older = page.between("<p><a href=\"/business/", "\">Older");
    assert!(older.contains("waba="), "the filter stays: {older}");
    let older = format!("/business/{}", older.replace("&amp;", "&"));
    let page = walk.visitor.open(&older).await;
    page.says("Lucky Cat created the account");
}

#[tokio::test]
async fn i03_the_provider_reads_what_its_clients_share_and_no_more() {
    let (stage, told, mut walk, made) = town().await;
    let provider = told["business_id"].as_str().unwrap();
    let bert = json!({"name": "Bert", "email": "bert@cat.example"});
    stage.post("/_control/people", bert).await;
    let people = format!("/business/{}/people", made.business);
    walk.visitor.send(&people, &[("email", "bert@cat.example")]).await;
    let mut operator = operator(&stage, provider.parse().unwrap()).await;
    let path = format!("/business/{provider}/activity");
    let page = operator.open(&path).await;
    page.says("was shared with Example Provider").says("+49 151 234 5678 began its trial");
    page.never_says("Bert became an employee").never_says("Ada Cat described the new business");
    let foreign = operator.open(&format!("/business/{}/activity", made.business)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let partner = [("partner", provider)];
    let path_of_removal = format!("/business/{}/partners/remove", made.business);
    walk.visitor.send(&path_of_removal, &partner).await;
    let page = operator.open(&path).await;
    page.says("is no longer shared with Example Provider");
    page.never_says("began its trial");
    let page = walk.visitor.open(&format!("/business/{}/activity", made.business)).await;
    page.says("began its trial").says("Lucky Cat removed the partner Example Provider");
}

#[tokio::test]
async fn i03_the_desk_and_the_control_interface_tell_everything_in_words() {
    let (stage, _, walk, made) = town().await;
    let mut desk = Visitor::new(&stage);
    let page = desk.open("/desk/timeline").await;
    page.says("Ada Cat finished the signup with the account")
        .says("A code went to +49 151 234 5678");
    let page = desk.open(&format!("/desk/timeline?person={}", made.person)).await;
    page.says("Ada Cat opened an account").never_says("became a provider");
    let told = stage.get(&format!("/_control/events?phone={}&limit=3", made.phone)).await;
    let rows = told["data"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    let newest = (&rows[0]["words"], &rows[0]["who"]);
    let finished = "Ada Cat finished the signup with the account “Lucky Cat Accounts”";
    assert_eq!(newest, (&json!(finished), &json!("Ada Cat")));
    assert_eq!(rows[1]["words"], "+49 151 234 5678 got a certificate");
    let first = stage.get("/_control/events?after=0&limit=1").await;
    assert_eq!(
        (&first["data"][0]["seq"], &first["data"][0]["who"]),
        (&json!(1), &json!("Olive Hall"))
    );
    let none = stage.get("/_control/events?waba=4711").await;
    assert_eq!(none["data"], json!([]));
    drop(walk);
}

#[tokio::test]
async fn i03_what_meta_decides_is_metas_and_what_passes_is_times() {
    let (stage, _, mut walk, made) = town().await;
    walk.visitor.send("/desk/clock", &[("advance", "31d")]).await;
    let page = walk.visitor.open(&format!("/business/{}/activity", made.business)).await;
    let said = lines(&page.html);
    let by = |what: &str| {
        let found = said.iter().find(|(one, _)| one.contains(what));
        found.unwrap_or_else(|| panic!("no `{what}` in {said:#?}")).1.clone()
    };
    assert_eq!(by("passed the check"), "Meta");
    assert_eq!(by("was turned off: its trial ended"), "time");
    drop(stage);
}
