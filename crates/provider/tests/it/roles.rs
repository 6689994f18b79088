//! What each role may do at the console, place by place; and the password that is asked for again.

use graph::id::{BusinessId, WabaId};
use jiff::SignedDuration;
use provider::console::{Door, PASSWORD_COUNTS_MINUTES, places};
use provider::pin;
use provider::roles::{Right, Role};
use provider::store::ledger::{self, Mark, State};
use provider::store::{Operator, accounts, phones};
use shell::secret::{Cost, Secrets, hash_password};
use shell::sql::Tx;

use crate::browser::{Browser, Page};
use crate::console::{PHONE, furnished};
use crate::console_inbox::deliver;
use crate::house::{House, PASSWORD, USER, noon};
use crate::security::log;

const PIN: &str = "481516";
const REVOKE: &str = "/console/credit/business/1901/revoke";

/// Every place and what a viewer, an operator, finance and an admin are answered there.
const EXPECTED: &[(&str, &str, [u16; 4])] = &[
    ("GET", "/console", [200, 200, 200, 200]),
    ("GET", "/console/table", [200, 200, 200, 200]),
    ("GET", "/console/clients/{waba}", [200, 200, 200, 200]),
    ("GET", "/console/clients/{waba}/state", [200, 200, 200, 200]),
    ("POST", "/console/clients/{waba}/look", [403, 303, 403, 303]),
    ("GET", "/console/clients/{waba}/phones/{phone}", [200, 200, 200, 200]),
    ("GET", "/console/clients/{waba}/phones/{phone}/state", [200, 200, 200, 200]),
    // What is let through is refused for the number that is none.
    ("POST", "/console/clients/{waba}/phones/{phone}/template", [403, 422, 403, 422]),
    ("POST", "/console/clients/{waba}/phones/{phone}/text", [403, 422, 403, 422]),
    ("POST", "/console/clients/{waba}/phones/{phone}/pin", [403, 200, 403, 200]),
    ("GET", "/console/inbox", [200, 200, 200, 200]),
    ("GET", "/console/inbox/{seq}", [200, 200, 200, 200]),
    ("POST", "/console/inbox/{seq}/retry", [403, 303, 403, 303]),
    ("POST", "/console/inbox/{seq}/discard", [403, 303, 403, 303]),
    ("GET", "/console/credit", [403, 403, 200, 200]),
    ("GET", "/console/credit/{share}", [403, 403, 200, 200]),
    ("POST", "/console/credit/{share}/release", [403, 403, 303, 303]),
    ("POST", "/console/credit/{share}/confirm", [403, 403, 303, 303]),
    ("POST", "/console/credit/business/{business}/revoke", [403, 403, 303, 303]),
    ("POST", "/console/credit/business/{business}/share", [403, 403, 303, 303]),
    ("GET", "/console/settings", [403, 403, 403, 200]),
    ("GET", "/console/operators", [403, 403, 403, 200]),
    ("POST", "/console/operators/add", [403, 403, 403, 303]),
    ("POST", "/console/operators/role", [403, 403, 403, 303]),
    ("POST", "/console/operators/remove", [403, 403, 403, 303]),
    ("GET", "/console/keys", [403, 403, 403, 200]),
    ("POST", "/console/keys/rotate", [403, 403, 403, 303]),
    // There is no such key.
    ("POST", "/console/keys/give-up", [403, 403, 403, 409]),
];

/// Fields that every form finds its own among.
const FIELDS: &[(&str, &str)] = &[
    ("to", "nobody"),
    ("text", "Hello"),
    ("reason", "because"),
    ("name", "nina"),
    ("password", PASSWORD),
    ("role", "finance"),
    ("id", "00000000"),
];

/// The house of the console's tests, with something that every form can be about.
async fn full_house() -> House {
    let house = furnished().await;
    for body in ["{\"object\": 7", "{\"object\": 8"] {
        deliver(&house, body).await;
    }
    let sealed = pin::seal(&house.provider.sealer, &house.provider.secrets, PHONE, PIN).unwrap();
    let furnish = move |tx: &Tx<'_>| {
        let mark = Mark::new(noon(), "provider", "for a test");
        let waba = WabaId::new(501);
        for (business, state) in [(1901, State::Waiting), (1902, State::Waiting)] {
            ledger::enter(tx, (BusinessId::new(business), waba), None, state, &mark)?;
        }
        ledger::released(tx, 2, USER, &mark)?;
        ledger::put_hold(tx, BusinessId::new(1903), &mark)?;
        phones::pin(tx, PHONE, &sealed).map(drop)
    };
    house.provider.db.write(furnish).await.unwrap();
    hire(&house, "ben", Role::Viewer).await;
    house
}

async fn hire(house: &House, name: &str, role: Role) {
    let password_hash = hash_password(PASSWORD, &Secrets::seeded(3), Cost::Cheap);
    let operator = Operator { name: name.to_owned(), password_hash, role, created_at: noon() };
    let put = move |tx: &Tx<'_>| accounts::put_operator(tx, &operator);
    house.provider.db.write(put).await.unwrap();
}

/// Somebody of that role, logged in.
async fn person(house: &House, role: Role) -> Browser {
    let name = format!("the-{role}");
    hire(house, &name, role).await;
    let mut browser = house.browser();
    let fields = [("name", name.as_str()), ("password", PASSWORD)];
    assert_eq!(browser.post_form("/console/login", &fields).await.location(), "/console");
    browser
}

/// The path of one thing of the full house.
fn one(path: &str) -> String {
    let discard = path.ends_with("/discard");
    let business = if path.ends_with("/share") { "1903" } else { "1901" };
    path.replace("{waba}", "501")
        .replace("{phone}", "601")
        .replace("{seq}", if discard { "2" } else { "1" })
        .replace("{share}", if path.ends_with("/confirm") { "2" } else { "1" })
        .replace("{business}", business)
}

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [FIELDS, more].concat()
}

async fn ask(browser: &mut Browser, method: &str, path: &str) -> Page {
    match method {
        "GET" => browser.get(path).await,
        _ => browser.post_form(path, &with(&[("password-again", PASSWORD)])).await,
    }
}

#[test]
fn security_roles_every_place_of_the_console_is_in_the_table() {
    let (mut there, mut open) = (Vec::new(), Vec::new());
    for place in places() {
        match place.door {
            Door::Open => open.push((place.method, place.path)),
            Door::For(_) => there.push((place.method, place.path)),
        }
    }
    let login = ("GET", "/console/login");
    assert_eq!(open, [login, ("POST", "/console/login"), ("POST", "/console/logout")]);
    let mut told: Vec<_> = EXPECTED.iter().map(|(method, path, _)| (*method, *path)).collect();
    there.sort_unstable();
    told.sort_unstable();
    assert_eq!(there, told);
}

#[tokio::test]
async fn security_roles_each_place_answers_each_role_as_the_table_says() {
    for (index, role) in Role::ALL.into_iter().enumerate() {
        let house = full_house().await;
        let mut browser = person(&house, role).await;
        for (method, path, answers) in EXPECTED {
            let page = ask(&mut browser, method, &one(path)).await;
            assert_eq!(page.status, answers[index], "{role}: {method} {path}: {}", page.text);
            let refused = page.text.contains("This takes another role");
            assert_eq!(refused, answers[index] == 403, "{role}: {method} {path}");
        }
    }
}

#[tokio::test]
async fn security_roles_nothing_but_the_login_answers_a_stranger() {
    let house = full_house().await;
    for (method, path, _) in EXPECTED {
        let page = ask(&mut house.browser(), method, &one(path)).await;
        assert_eq!(page.status, 303, "{method} {path}");
        assert!(page.location().starts_with("/console/login"), "{method} {path}");
    }
}

#[tokio::test]
async fn security_roles_a_refusal_says_what_it_takes_and_who_has_it() {
    let house = full_house().await;
    let mut viewer = person(&house, Role::Viewer).await;
    let page = viewer.get("/console/credit").await;
    assert_eq!(page.status, 403);
    for words in ["finance or admin", "the-viewer", "anna (admin)"] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    assert!(!page.text.contains("ben (viewer)"), "{}", page.text);
}

#[tokio::test]
async fn security_roles_what_a_role_cannot_use_is_not_offered() {
    let house = full_house().await;
    let places = [
        ("/console", "href=\"/console/credit\"", Right::SeeMoney),
        ("/console", "href=\"/console/settings\"", Right::SeeSettings),
        ("/console", "href=\"/console/operators\"", Right::ManageOperators),
        ("/console", "href=\"/console/keys\"", Right::ManageKeys),
        ("/console/clients/501", "id=\"look\"", Right::ActOnClients),
        ("/console/clients/501/phones/601", "id=\"send-text\"", Right::ActOnNumbers),
        ("/console/clients/501/phones/601", "id=\"reveal-pin\"", Right::RevealPins),
        ("/console/inbox", "/discard", Right::ActOnInbox),
        ("/console/inbox/1", "/retry", Right::ActOnInbox),
    ];
    for role in Role::ALL {
        let mut browser = person(&house, role).await;
        for (path, offer, right) in places {
            let page = browser.get(path).await;
            assert_eq!(page.text.contains(offer), role.may(right), "{role}: {offer} on {path}");
        }
    }
}

#[tokio::test]
async fn security_roles_another_role_counts_from_the_next_click_on() {
    let house = full_house().await;
    let mut browser = person(&house, Role::Finance).await;
    assert_eq!(browser.get("/console/credit").await.status, 200);
    let release = browser.post_form("/console/credit/1/release", &[]).await;
    assert_eq!(release.status, 303, "{}", release.text);
    let mut admin = house.operator().await;
    let demote = [("name", "the-finance"), ("role", "viewer"), ("password-again", PASSWORD)];
    let page = admin.post_form("/console/operators/role", &demote).await;
    assert_eq!(page.location(), "/console/operators");
    assert_eq!(browser.get("/console/credit").await.status, 403);
    // What was released alone waits for two others.
    let share = house.provider.db.read(|tx| ledger::get(tx, 1)).await.unwrap().unwrap();
    assert_eq!((share.state, share.released_by), (State::Waiting, None));
    // Nobody takes their own role, so an admin is left.
    for deed in ["role", "remove"] {
        let own = [("name", USER), ("role", "viewer")];
        let page = admin.post_form(&format!("/console/operators/{deed}"), &own).await;
        assert_eq!(page.status, 422, "{deed}");
        assert!(page.text.contains("This is you"), "{}", page.text);
    }
    let gone = [("name", "the-finance")];
    assert_eq!(admin.post_form("/console/operators/remove", &gone).await.status, 303);
    assert_eq!(browser.get("/console").await.status, 303, "the session ended with it");
}

#[tokio::test]
async fn security_again_what_cannot_be_undone_asks_for_the_password_and_keeps_the_form() {
    let house = full_house().await;
    let mut browser = person(&house, Role::Finance).await;
    let fields = [("reason", "unpaid <since> \"October\"")];
    let page = browser.post_form(REVOKE, &fields).await;
    assert_eq!(page.status, 200);
    let kept = "value=\"unpaid &lt;since&gt; &quot;October&quot;\"";
    for words in ["id=\"again\"", "Your password again", kept] {
        assert!(page.text.contains(words), "{words} in {}", page.text);
    }
    let held = async || {
        let read = |tx: &Tx<'_>| ledger::hold(tx, BusinessId::new(1901));
        house.provider.db.read(read).await.unwrap().map(|mark| mark.reason)
    };
    assert_eq!(held().await, None, "nothing is done before");
    let wrong = [fields[0], ("password-again", "guess")];
    let page = browser.post_form(REVOKE, &wrong).await;
    assert_eq!(page.status, 401);
    assert!(page.text.contains("The password is wrong") && page.text.contains(kept));
    assert_eq!(held().await, None);
    let right = [fields[0], ("password-again", PASSWORD)];
    let page = browser.post_form(REVOKE, &right).await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/console/credit"));
    assert_eq!(held().await.as_deref(), Some("unpaid <since> \"October\""));
    let log = log(&house).await;
    for entry in [
        "the-finance: was refused when asked for the password again: to take the credit line back",
        "the-finance: re-authenticated: to take the credit line back",
        "the-finance: took the credit line back: business 1901",
    ] {
        assert_eq!(log.iter().filter(|line| line.starts_with(entry)).count(), 1, "{log:#?}");
    }
    assert!(!log.join(" ").contains(PASSWORD) && !log.join(" ").contains("guess"));
}

#[tokio::test]
async fn security_again_the_password_counts_for_a_while_and_in_one_session() {
    let house = full_house().await;
    let mut browser = house.operator().await;
    let (path, fields) = ("/console/clients/501/phones/601/pin", [("password-again", PASSWORD)]);
    let asked = |page: &Page| page.text.contains("id=\"again\"") && !page.text.contains(PIN);
    assert!(asked(&browser.post_form(path, &[]).await), "the login is not enough");
    let page = browser.post_form(path, &fields).await;
    assert!(page.text.contains(PIN) && !asked(&page), "{}", page.text);
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(asked(&house.operator().await.post_form(path, &[]).await), "another session");
    house.clock.advance(SignedDuration::from_mins(PASSWORD_COUNTS_MINUTES - 1)).unwrap();
    assert!(browser.post_form(path, &[]).await.text.contains(PIN));
    house.clock.advance(SignedDuration::from_mins(1)).unwrap();
    assert!(asked(&browser.post_form(path, &[]).await), "it is over");
    let log = log(&house).await;
    let saw = log.iter().filter(|line| line.as_str() == "anna: saw the two-step PIN: number 601");
    assert_eq!(saw.count(), 2, "{log:#?}");
}

#[tokio::test]
async fn security_again_guessing_is_slowed_down_as_at_the_login() {
    let house = full_house().await;
    let mut browser = house.operator().await;
    let path = "/console/keys/rotate";
    for _ in 0..5 {
        let page = browser.post_form(path, &[("password-again", "guess")]).await;
        assert_eq!(page.status, 401);
    }
    let right = [("password-again", PASSWORD)];
    let page = browser.post_form(path, &right).await;
    assert_eq!(page.status, 429);
    assert!(page.text.contains("Please wait"), "{}", page.text);
    house.clock.advance(SignedDuration::from_mins(16)).unwrap();
    assert_eq!(browser.post_form(path, &right).await.location(), "/console/keys");
}

#[tokio::test]
async fn security_roles_operators_are_added_with_care() {
    let house = full_house().await;
    let mut admin = house.operator().await;
    let add = async |admin: &mut Browser, name: &str, password: &str, role: &str| {
        let fields =
            [("name", name), ("password", password), ("role", role), ("password-again", PASSWORD)];
        admin.post_form("/console/operators/add", &fields).await
    };
    let long = "quite long enough";
    for (name, password, role, why) in [
        ("carla", "short", "viewer", "at least 10 characters"),
        (" ", long, "viewer", "1 to 100 bytes"),
        ("carla", long, "root", "this page's form"),
        ("ben", long, "admin", "There is an operator ben already"),
    ] {
        let page = add(&mut admin, name, password, role).await;
        assert_eq!(page.status, 422, "{name} {role}");
        assert!(page.text.replace("&#39;", "'").contains(why), "{why} in {}", page.text);
        assert!(!page.text.contains(long), "a password stands on the page");
    }
    let page = add(&mut admin, "carla", long, "finance").await;
    assert_eq!((page.status.as_u16(), page.location()), (303, "/console/operators"));
    let mut carla = house.browser();
    let fields = [("name", "carla"), ("password", long)];
    assert_eq!(carla.post_form("/console/login", &fields).await.location(), "/console");
    assert_eq!(carla.get("/console/credit").await.status, 200);
    assert_eq!(carla.get("/console/operators").await.status, 403);
    assert!(log(&house).await.contains(&"anna: added an operator: operator carla".to_owned()));
}
