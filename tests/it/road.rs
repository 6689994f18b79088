//! From the end of the pop-up to a number that writes, with nobody doing anything.

use anyhow::ensure;
use http::Method;
use simulation::browser::Page;
use stories::{
    console::Console,
    ear::listening_in,
    house::House,
    signup::{Made, sign_up},
    wait::until,
};

const OPERATORS: &str = "operators@hallway.example";
const CUSTOMER: &str = "14155550142";

/// The conditions of a client's page that do not hold although it is this server's turn.
fn open_conditions(page: &Page) -> anyhow::Result<Vec<String>> {
    let all = page.texts("li[data-condition]")?;
    ensure!(!all.is_empty(), "the page shows no conditions");
    page.texts("li[data-condition][data-next=us]")
}

/// The ids of the system users assigned to an account.
async fn assigned(house: &House, waba: &str) -> anyhow::Result<Vec<String>> {
    let business = house.setting("business_id")?;
    let rows = house.rows(&format!("{waba}/assigned_users?business={business}")).await?;
    Ok(rows.iter().filter_map(|row| row["id"].as_str().map(ToOwned::to_owned)).collect())
}

/// Requirement A06: notice, letter, webhook, console.
async fn everybody_was_told_of_the_share(house: &House, made: &Made) -> anyhow::Result<()> {
    let mails = house.control(&format!("mail?to={OPERATORS}"), None).await?;
    let from_platform = |text: &str| mails["data"].to_string().contains(text);
    ensure!(from_platform(&made.waba), "no letter names the account: {mails}");
    let business = house.setting("business_id")?;
    let notices = house.control(&format!("notices?business={business}"), None).await?;
    ensure!(notices["data"].to_string().contains(&made.waba), "no notice: {notices}");
    let webhooks = house.control("webhooks", None).await?;
    ensure!(webhooks["data"].to_string().contains("PARTNER_ADDED"), "no webhook: {webhooks}");
    Ok(())
}

#[tokio::test]
async fn a04_a06_e01_e06_g01_process_a_business_goes_live_by_itself() -> anyhow::Result<()> {
    let house = House::open("client").await?;
    assert_eq!(house.setting("system_user")?, "employee");
    let made = sign_up(&house, 21).await?;
    let mut console = Console::log_in(&house).await?;
    let page = console.live(&made.waba).await?;

    // A04: the employee was assigned, nobody else was.
    let employee = house.setting("employee_system_user_id")?;
    assert_eq!(assigned(&house, &made.waba).await?, [employee]);
    let words = page.text("#system-user")?;
    assert!(words.contains("Employee system user") && words.contains("admin"), "{words}");
    // E01, E06: registered, its own client runs, though nothing is verified.
    house.number_becomes(&made.phone, "CONNECTED").await?;
    assert_eq!(house.client_processes().len(), 1);
    assert_eq!(open_conditions(&page)?, [""; 0]);
    for name in ["certificate_current", "client_running", "live"] {
        assert!(page.has(&format!("li[data-condition={name}][data-state=true]")), "{name}");
    }
    let path = format!("{}?fields=account_mode,platform_type,name_status", made.phone);
    let (_, number) = house.graph(Method::GET, &path, "admin_token").await?;
    assert_eq!(number["account_mode"], "SANDBOX");
    assert_eq!(number["platform_type"], "ON_PREMISE");
    // E06: it can write: the first message is on the operator's own handset.
    let probe: String =
        house.setting("probe_number")?.chars().filter(char::is_ascii_digit).collect();
    until("the first message on the operator's handset", async || {
        let handset = house.control(&format!("handsets/{probe}"), None).await?;
        Ok(handset["data"].to_string().contains(&made.phone).then_some(()))
    })
    .await?;
    // G01: the credit line is shared once.
    let line = house.setting("credit_line_id")?;
    let path = format!("{line}/owning_credit_allocation_configs?receiving_business_id=");
    assert_eq!(house.rows(&format!("{path}{}", made.business)).await?.len(), 1);

    everybody_was_told_of_the_share(&house, &made).await?;
    let past = page.text("#timeline")?;
    assert!(past.to_lowercase().contains("shared"), "{past}");
    Ok(())
}

#[tokio::test]
async fn a05_process_a_refused_call_is_repeated_after_the_assignment() -> anyhow::Result<()> {
    let house = House::open("cloud").await?;
    let made = sign_up(&house, 22).await?;
    let mut console = Console::log_in(&house).await?;
    console.live(&made.waba).await?;
    let employee = house.setting("employee_system_user_id")?.to_owned();

    // Somebody takes the assignment away: the platform refuses an update by this system user.
    let path = format!("{}/assigned_users?user={employee}", made.waba);
    let (status, body) = house.graph(Method::DELETE, &path, "admin_token").await?;
    assert_eq!(status, 200, "{body}");
    let update = format!("{}/subscribed_apps", made.waba);
    let (status, body) = house.graph(Method::POST, &update, "employee_token").await?;
    assert!(status >= 400, "{body}");
    assert!([10, 100, 200].contains(&body["error"]["code"].as_i64().unwrap_or_default()), "{body}");

    // An operator sends a template all the same.
    let page = console.talk(&made.waba, &made.phone, CUSTOMER).await?;
    let answer = console.send(&page, "#send-template", &[("to", "+1 415-555-0142")]).await?;
    assert_eq!(answer.status, 200, "{}", answer.text("main")?);
    let shown = answer.text("#conversation")?;
    assert!(!answer.has("#conversation [data-status=failed]"), "{shown}");
    until("the message on the customer's telephone", async || {
        let handset = house.control(&format!("handsets/{CUSTOMER}"), None).await?;
        Ok(handset["data"].as_array().filter(|rows| !rows.is_empty()).map(drop))
    })
    .await?;
    assert_eq!(assigned(&house, &made.waba).await?, [employee]);
    let (status, body) = house.graph(Method::POST, &update, "employee_token").await?;
    assert_eq!(status, 200, "{body}");
    Ok(())
}

#[tokio::test]
async fn c09_process_every_call_goes_under_the_version_with_the_token_in_the_header()
-> anyhow::Result<()> {
    let mut house = House::found("cloud").await?;
    house.start_platform().await?;
    let (url, heard) = listening_in(house.platform_at()).await?;
    house.graph_url = Some(url);
    house.start_provider().await?;
    let made = sign_up(&house, 23).await?;
    Console::log_in(&house).await?.live(&made.waba).await?;
    let heard = heard.so_far();
    let app = format!("{}|{}", house.setting("app_id")?, house.setting("app_secret")?);
    let mut known = vec![app.as_str()];
    for token in ["employee_token", "admin_token"] {
        known.push(house.setting(token)?);
    }
    let mut bearers = std::collections::BTreeSet::<&str>::new();
    let parts: Vec<&str> = heard.split(" HTTP/1.1\r\n").collect();
    for pair in parts.windows(2) {
        let line = pair[0].lines().last().unwrap_or_default();
        let (method, path) = line.split_once(' ').unwrap_or_default();
        // A form's body stands right before the next request.
        let method = ["GET", "POST", "DELETE"].into_iter().find(|one| method.ends_with(one));
        ensure!(method.is_some() && path.starts_with("/v21.0/"), "{line}");
        ensure!(!path.contains("access_token="), "a token is in the address: {line}");
        let head = pair[1].split("\r\n\r\n").next().unwrap_or_default().to_ascii_lowercase();
        let bearer = head.lines().find_map(|line| line.strip_prefix("authorization: bearer "));
        let bearer = known.iter().find(|token| Some(token.to_lowercase().as_str()) == bearer);
        ensure!(bearer.is_some(), "{line} carries no token of ours");
        bearers.extend(bearer.copied());
    }
    ensure!(parts.len() > 15 && bearers.len() == 3, "{} calls", parts.len());
    ensure!(!heard.contains("access_token="), "a token is in a body");
    // The platform takes it in the query as well, as the page shows it, and nothing without it.
    let path = format!("{}?fields=id", made.waba);
    for (more, expected) in [(format!("&access_token={}", known[1]), 200), (String::new(), 400)] {
        let url = format!("http://{}/v21.0/{path}{more}", house.platform_at());
        let (status, said) = house.send(shell::http::get(&url, None)?).await?;
        ensure!(status == expected, "{status}: {said}");
    }
    Ok(())
}
