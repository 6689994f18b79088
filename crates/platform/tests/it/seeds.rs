//! Seeds (docs/seeds.md): numbers in any state, seen over the Graph API; dates in the past; what is
//! refused, and how that is said.

use std::sync::Arc;

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use platform::seeding::{self, Fixture};
use platform::{Keeping, Outside, Platform, Seed, Settings};
use serde_json::{Value, json};
use shell::clock::Clock;
use shell::db::Disk;
use shell::http::{Client, Switchboard, get};
use shell::secret::Secrets;
use world::Policy;

use crate::stage::{BASE, Stage, start};

/// A world that lived through its seed.
struct Sown {
    platform: Platform,
    http: Client,
    fixture: Fixture,
}

async fn try_sow(policy: Policy, text: &str) -> Result<Sown, String> {
    let seed = Seed::from_toml(text).map_err(|error| error.to_string())?;
    let born = start() - seed.history(&policy);
    let board = Arc::new(Switchboard::new());
    let http = Client::inside(Arc::clone(&board));
    let outside = Outside {
        db: Disk::memory().unwrap().mount(),
        clock: Clock::manual(born),
        secrets: Secrets::seeded(7),
        http: http.clone(),
    };
    let usual = Settings::on_port(8090);
    let settings = Settings { keeping: Keeping::Inline, seed: Some(7), policy, ..usual };
    let platform = Platform::open(settings, outside).await.unwrap();
    board.connect("platform.localhost:8090", platform.router());
    let fixture = seeding::live_through(&platform, &seed).await;
    let fixture = fixture.map_err(|error| error.to_string())?;
    assert_eq!(platform.now(), start(), "the world begins when it shall");
    Ok(Sown { platform, http, fixture })
}

async fn sow(policy: Policy, text: &str) -> Sown {
    try_sow(policy, text).await.unwrap_or_else(|why| panic!("{why}\n{text}"))
}

impl Sown {
    fn env(&self, name: &str) -> &str {
        self.fixture.get(name).unwrap_or_else(|| panic!("{name}: {:?}", self.fixture))
    }

    async fn read(&self, path: &str, token: &str) -> (StatusCode, Value) {
        let bearer = self.fixture.get(token).unwrap_or(token);
        let request = get(&format!("{BASE}/v21.0/{path}"), Some(bearer)).unwrap();
        let answer = self.http.send(request).await.unwrap();
        (answer.status(), crate::stage::json(&answer))
    }

    /// The first number, as the provider's list shows it.
    async fn number(&self, fields: &str) -> Value {
        let path = format!("{}/phone_numbers?fields={fields}", self.env("WABA_ID"));
        let (status, told) = self.read(&path, "SYSTEM_TOKEN").await;
        assert_eq!(status, StatusCode::OK, "{told}");
        told["data"][0].clone()
    }
}

/// A provider, a business, an account and one number, each with some members more.
fn shop(business: &str, waba: &str, number: &str) -> String {
    format!(
        "[[provider]]\nname = \"Harbour Messaging\"\n\
         [[business]]\nname = \"Lighthouse Bakery\"\n{business}\n\
         [[waba]]\nname = \"Lighthouse Bakery\"\n{waba}\n\
         [[waba.number]]\nnumber = \"+1 650 555 0110\"\n{number}\n"
    )
}

const VERIFIED: &str = "verification = \"verified\"";
const BUSY: &str = "status = \"CONNECTED\"\ncustomers_today = 20";

#[tokio::test]
async fn a_number_in_any_status_is_seen_in_it() {
    for (status, business, waba, number) in [
        ("PENDING", "", "", ""),
        ("PENDING", "", "", "proof = \"NOT_VERIFIED\""),
        ("CONNECTED", "", "", ""),
        ("CONNECTED", VERIFIED, "", "platform = \"ON_PREMISE\""),
        ("DISCONNECTED", "", "", ""),
        ("DISCONNECTED", "", "shared = true\nreview = \"PENDING\"", ""),
        ("FLAGGED", "", "", ""),
        ("RESTRICTED", "", "credit = \"USD\"", ""),
        ("BANNED", "", "review = \"REJECTED\"", ""),
        ("BANNED", "", "measure = { step = \"disable\", violation = \"SCAM\" }", ""),
        ("UNVERIFIED", "", "", ""),
        ("DELETED", "", "", ""),
    ] {
        let number = format!("status = \"{status}\"\n{number}");
        let sown = sow(Policy::classic(), &shop(business, waba, &number)).await;
        if status == "DELETED" {
            let path = format!("{}?fields=status", sown.env("PHONE_NUMBER_ID"));
            let (code, told) = sown.read(&path, "SYSTEM_TOKEN").await;
            assert_eq!((code.as_u16(), &told["error"]["code"]), (400, &json!(33)), "{told}");
            continue;
        }
        assert_eq!(sown.number("status").await["status"], status, "{number}");
    }
}

/// What is said of status, quality, limit and messages comes about all at once.
#[tokio::test]
async fn what_fits_together_comes_about_together() {
    let today = Policy::today;
    for (policy, status, quality, tier, customers) in [
        (Policy::classic(), "RESTRICTED", "YELLOW", "TIER_50", ""),
        (Policy::classic(), "RESTRICTED", "GREEN", "TIER_50", "50"),
        (today(), "RESTRICTED", "RED", "TIER_250", ""),
        (Policy::classic(), "CONNECTED", "YELLOW", "TIER_1K", "200"),
        (Policy::classic(), "CONNECTED", "UNKNOWN", "TIER_1K", "5"),
        (today(), "CONNECTED", "RED", "TIER_10K", "120"),
        (Policy::classic(), "FLAGGED", "RED", "TIER_50", "50"),
        (Policy::classic(), "FLAGGED", "RED", "TIER_10K", "200"),
        (Policy::classic(), "DISCONNECTED", "RED", "TIER_50", "50"),
        (Policy::classic(), "DISCONNECTED", "GREEN", "TIER_1K", ""),
    ] {
        let customers = format!("customers_today = {customers}");
        let customers = if customers.ends_with(' ') { "" } else { &customers };
        let number = format!(
            "status = \"{status}\"\nquality = \"{quality}\"\ntier = \"{tier}\"\n{customers}"
        );
        let sown = sow(policy, &shop(VERIFIED, "credit = \"USD\"", &number)).await;
        let is = sown.number("status,quality_rating,messaging_limit_tier").await;
        assert_eq!(is["status"], status, "{number}: {is}");
        assert_eq!(is["quality_rating"], quality, "{number}: {is}");
        assert_eq!(is["messaging_limit_tier"], tier, "{number}: {is}");
    }
}

#[tokio::test]
async fn a_number_that_moved_is_on_its_new_account() {
    let text = shop(
        VERIFIED,
        "credit = \"USD\"\nsubscribed = true",
        "status = \"MIGRATED\"\nmoved_to = \"Second account\"",
    ) + "[[waba]]\nname = \"Second account\"\ncredit = \"USD\"\nsubscribed = true\n";
    let sown = sow(Policy::classic(), &text).await;
    let path = format!("{}/phone_numbers?fields=display_phone_number", sown.env("WABA_ID_2"));
    let (_, told) = sown.read(&path, "SYSTEM_TOKEN").await;
    assert_eq!(told["data"][0]["id"], sown.env("PHONE_NUMBER_ID_2"), "{told}");
}

#[tokio::test]
async fn every_word_of_a_number_can_be_asked_for() {
    for (field, wanted, business, number) in [
        ("code_verification_status", "NOT_VERIFIED", "", "proof = \"NOT_VERIFIED\""),
        ("code_verification_status", "VERIFIED", "", ""),
        ("code_verification_status", "EXPIRED", "", "proof = \"EXPIRED\""),
        ("name_status", "NONE", "", "proof = \"NOT_VERIFIED\"\nname_status = \"NONE\""),
        ("name_status", "AVAILABLE_WITHOUT_REVIEW", "", ""),
        ("name_status", "PENDING_REVIEW", VERIFIED, "name_status = \"PENDING_REVIEW\""),
        ("name_status", "APPROVED", VERIFIED, ""),
        ("name_status", "DECLINED", VERIFIED, "name_status = \"DECLINED\""),
        ("name_status", "EXPIRED", "", "name_status = \"EXPIRED\""),
        ("new_name_status", "PENDING_REVIEW", VERIFIED, "new_name = \"Harbour Bakery\""),
        (
            "new_name_status",
            "APPROVED",
            VERIFIED,
            "new_name = \"Harbour Bakery\"\nnew_name_status = \"APPROVED\"",
        ),
        (
            "new_name_status",
            "DECLINED",
            VERIFIED,
            "new_name = \"Harbour Bakery\"\nnew_name_status = \"DECLINED\"",
        ),
        ("quality_rating", "UNKNOWN", "", ""),
        ("quality_rating", "GREEN", "", "status = \"CONNECTED\"\nquality = \"GREEN\""),
        ("quality_rating", "YELLOW", "", "status = \"CONNECTED\"\nquality = \"YELLOW\""),
        ("quality_rating", "RED", "", "status = \"FLAGGED\"\nquality = \"RED\""),
        ("messaging_limit_tier", "TIER_50", "", ""),
        ("messaging_limit_tier", "TIER_1K", VERIFIED, ""),
        ("messaging_limit_tier", "TIER_10K", VERIFIED, "tier = \"TIER_10K\""),
        ("messaging_limit_tier", "TIER_100K", VERIFIED, "tier = \"TIER_100K\""),
        ("messaging_limit_tier", "TIER_UNLIMITED", VERIFIED, "tier = \"TIER_UNLIMITED\""),
        ("account_mode", "SANDBOX", "", ""),
        ("account_mode", "LIVE", VERIFIED, ""),
        ("platform_type", "NOT_APPLICABLE", "", ""),
        ("platform_type", "CLOUD_API", "", "status = \"CONNECTED\""),
        ("platform_type", "ON_PREMISE", "", "status = \"CONNECTED\"\nplatform = \"ON_PREMISE\""),
    ] {
        let sown = sow(Policy::classic(), &shop(business, "", number)).await;
        assert_eq!(sown.number(field).await[field], wanted, "{field} {number}");
    }
    let marked = shop(VERIFIED, "", "official = \"APPROVED\"\npin = \"271828\"");
    let sown = sow(Policy::classic(), &marked).await;
    let told = sown.number("is_official_business_account,is_pin_enabled").await;
    assert_eq!(told["is_official_business_account"], true);
    assert_eq!(told["is_pin_enabled"], true);
}

#[tokio::test]
async fn a_business_is_verified_as_far_as_said() {
    for status in [
        "not_verified",
        "pending_submission",
        "pending",
        "pending_need_more_info",
        "verified",
        "rejected",
        "failed",
        "expired",
        "revoked",
    ] {
        let verification = format!("verification = \"{status}\"");
        let sown = sow(Policy::classic(), &shop(&verification, "", "")).await;
        let path = format!("{}?fields=business_verification_status", sown.env("WABA_ID"));
        let (_, told) = sown.read(&path, "SYSTEM_TOKEN").await;
        assert_eq!(told["business_verification_status"], status, "{told}");
    }
}

#[tokio::test]
async fn e02_a_trial_ends_on_its_day_and_the_dates_are_those_asked_for() {
    let sown = sow(Policy::classic(), &shop("", "", "age_days = 12\ncertificate_days = 4")).await;
    let told = sown.number("last_onboarded_time,certificate,status").await;
    assert_eq!(told["last_onboarded_time"], "2026-11-10T08:00:00+0000", "{told}");
    let phone = sown.env("PHONE_NUMBER_ID").parse().unwrap();
    let issued = sown.platform.read(|world| world.phone(phone).unwrap().certificate.clone());
    assert_eq!(issued.unwrap().issued_at, start() - SignedDuration::from_hours(96));
    let ends: Timestamp = "2026-12-10T07:59:59Z".parse().unwrap();
    sown.platform.turn_clock(platform::Turn::To(ends)).await.unwrap();
    assert_eq!(sown.number("status").await["status"], "PENDING");
    sown.platform.turn_clock(platform::Turn::By(SignedDuration::from_secs(1))).await.unwrap();
    assert_eq!(sown.number("status").await["status"], "UNVERIFIED");
}

#[tokio::test]
async fn nothing_of_the_past_is_sent_when_the_world_begins() {
    let text = shop(
        VERIFIED,
        "subscribed = true\ncredit = \"USD\"",
        "status = \"CONNECTED\"\nquality = \"YELLOW\"",
    )
    .replacen(
        "[[business]]",
        "callback = { url = \"http://inbox.example/in\", verify_token = \"vt\", \
         fields = [\"messages\", \"account_update\"] }\n[[business]]",
        1,
    );
    let sown = sow(Policy::classic(), &text).await;
    let log = get(&format!("{BASE}/_control/webhooks"), None).unwrap();
    let log = crate::stage::json(&sown.http.send(log).await.unwrap());
    assert_eq!(log["data"], json!([]), "nothing was planned to be sent");
    assert_eq!(sown.env("VERIFY_TOKEN"), "vt");
}

#[tokio::test]
async fn what_is_known_to_have_happened_counts() {
    let knocked = shop("", "", "status = \"CONNECTED\"\nregistrations = 9\nwrong_pins = 0");
    let sown = sow(Policy::classic(), &knocked).await;
    let register = |pin: &'static str, token: String, phone: String| {
        let url = format!("{BASE}/v21.0/{phone}/register");
        let body = json!({"messaging_product": "whatsapp", "pin": pin});
        shell::http::post_json(&url, &body, Some(&token)).unwrap()
    };
    let names =
        |sown: &Sown| (sown.env("SYSTEM_TOKEN").to_owned(), sown.env("PHONE_NUMBER_ID").to_owned());
    let (token, phone) = names(&sown);
    let answer = sown.http.send(register("123456", token, phone)).await.unwrap();
    assert_eq!(crate::stage::json(&answer)["error"]["code"], 133_016);
    let guessed = shop("", "", "pin = \"271828\"\nwrong_pins = 5");
    let sown = sow(Policy::classic(), &guessed).await;
    let (token, phone) = names(&sown);
    let answer = sown.http.send(register("271828", token, phone)).await.unwrap();
    assert_eq!(crate::stage::json(&answer)["error"]["code"], 133_008);
    let broken = shop("", "", "fault = \"incomplete_deregistration\"");
    let sown = sow(Policy::classic(), &broken).await;
    let (token, phone) = names(&sown);
    let answer = sown.http.send(register("123456", token, phone)).await.unwrap();
    assert_eq!(crate::stage::json(&answer)["error"]["code"], 133_000);
}

#[tokio::test]
async fn tokens_have_the_text_the_holder_and_the_end_that_were_said() {
    let text = "[[person]]\nname = \"Ada Keeper\"\n".to_owned()
        + &shop("admin = \"Ada Keeper\"", "", "")
        + "[[token]]\ntext = \"EAAadmin\"\nholder = \"admin\"\n\
           [[token]]\ntext = \"EAAstranger\"\nholder = \"employee\"\n\
           [[token]]\ntext = \"EAAnarrow\"\nholder = \"admin\"\npermissions = \
           [\"public_profile\"]\n\
           [[token]]\ntext = \"EAAada\"\nholder = \"person\"\nperson = \"Ada Keeper\"\n\
           wabas = [\"Lighthouse Bakery\"]\ndays = 60\n\
           [[token]]\ntext = \"EAAover\"\nholder = \"admin\"\ndays = 0\n\
           [[token]]\ntext = \"EAAremoved\"\nholder = \"admin\"\nended = \"app_removed\"\n";
    let sown = sow(Policy::classic(), &text).await;
    let path = format!("{}?fields=name", sown.env("WABA_ID"));
    for (token, wanted) in [
        ("EAAadmin", (200, Value::Null, Value::Null)),
        ("EAAstranger", (403, json!(200), Value::Null)),
        ("EAAnarrow", (403, json!(10), Value::Null)),
        ("EAAover", (401, json!(190), json!(463))),
        ("EAAremoved", (401, json!(190), json!(458))),
    ] {
        let (status, told) = sown.read(&path, token).await;
        let error = &told["error"];
        let is = (status.as_u16(), error["code"].clone(), error["error_subcode"].clone());
        assert_eq!(is, wanted, "{token}: {told}");
    }
    let (_, told) = sown.read("debug_token?input_token=EAAada", "EAAadmin").await;
    assert_eq!(told["data"]["type"], "USER", "{told}");
    let ends: Timestamp = start() + SignedDuration::from_hours(24 * 60);
    assert_eq!(told["data"]["expires_at"], ends.as_second(), "{told}");
}

#[tokio::test]
async fn what_the_rules_forbid_is_said_with_its_place() {
    for (policy, text, why) in [
        (
            Policy::classic(),
            shop("", "", "status = \"CONNECTED\"") + "[[waba.number]]\nnumber = \"+16505550111\"\n",
            "number +16505550111 of waba \"Lighthouse Bakery\": the platform refuses it",
        ),
        (
            Policy::classic(),
            shop("", "", "name_status = \"APPROVED\""),
            "`name_status` came out as `AVAILABLE_WITHOUT_REVIEW`, not `APPROVED`",
        ),
        (Policy::today(), shop("", "", "status = \"UNVERIFIED\""), "in eras that have one"),
        (Policy::classic(), shop("", "", "status = \"BANNED\""), "review = \"REJECTED\""),
        (Policy::classic(), shop("", "", "status = \"UNKNOWN\""), "is not known here"),
        (Policy::classic(), shop("", "", "tier = \"TIER_10K\""), "takes a verified business"),
        (Policy::classic(), shop("", "", "certificate_days = 3\nage_days = 5"), "5 days ago"),
        (Policy::classic(), shop("", "age_days = 3", "age_days = 5"), "give the account an age"),
        (Policy::classic(), shop("", "", "wrong_pins = 1"), "say `pin`"),
        (Policy::classic(), shop("admin = \"Nobody\"", "", ""), "no [[person]] named \"Nobody\""),
        (
            Policy::classic(),
            shop("", "business = \"Other\"", ""),
            "no [[business]] named \"Other\"",
        ),
        (
            Policy::classic(),
            shop("", "", "").replace("[[provider]]\nname = \"Harbour Messaging\"\n", ""),
            "line 4, waba \"Lighthouse Bakery\": there is no [[provider]], and this takes one",
        ),
        // What cannot be sent uses nothing up.
        (Policy::classic(), shop("", "", BUSY), "of the messages to 20 customers 0 were sent"),
        (Policy::classic(), shop("", "", "status = \"RESTRICTED\""), "say `credit`"),
        (
            Policy::classic(),
            shop("", "", "status = \"CONNECTED\"\nquality = \"RED\""),
            "whose quality is `RED` is flagged: say `status = \"FLAGGED\"`",
        ),
        (
            Policy::classic(),
            shop("", "credit = \"USD\"", &BUSY.replace("20", "50")),
            "uses its limit `TIER_50` up, which makes it a restricted number: say `status",
        ),
        (Policy::classic(), "[[business]]\nname = \"Shop\"\n".to_owned(), "it has no [[waba]]"),
        (Policy::classic(), shop("", "", "name = \"WhatsApp\""), "refuses it"),
        (
            Policy::classic(),
            shop("", "", "") + "[[fault]]\nkind = \"earthquake\"\n",
            "fault[0]: there is no word",
        ),
    ] {
        let error = try_sow(policy, &text).await.err().expect(&text);
        assert!(error.contains(why), "{error}\n{text}");
    }
}

#[tokio::test]
async fn a_seed_is_added_to_a_world_that_exists_and_asks_for_no_past() {
    let stage = Stage::new().await;
    stage.provider().await;
    let seed = json!({
        "provider": [{"name": "Harbour Messaging"}],
        "business": [{"name": "Lighthouse Bakery"}],
        "waba": [{"name": "Lighthouse Bakery", "number": [{"number": "+16505550170",
            "status": "CONNECTED", "message": [{"from": "+16315551000", "text": "Open?"}]}]}],
    });
    let (status, told) = stage.post("/_control/seed", seed.clone()).await;
    assert_eq!(status, StatusCode::OK, "{told}");
    assert!(told["INBOUND_WAMID"].as_str().unwrap().starts_with("wamid."), "{told}");
    let mut old = seed.clone();
    old["waba"][0]["number"][0] = json!({"number": "+16505550171", "age_days": 3});
    let (status, told) = stage.post("/_control/seed", old).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(told["error"]["message"].as_str().unwrap().contains("only a new world"), "{told}");
    let mut wrong = seed;
    wrong["waba"][0]["number"][0]["colour"] = json!("red");
    let (_, told) = stage.post("/_control/seed", wrong).await;
    let said = told["error"]["message"].as_str().unwrap();
    assert!(said.starts_with("waba[0].number[0]: there is no member `colour`"), "{said}");
    let (_, told) = stage.post("/_control/seed", json!({"toml": "[[waba]]\nx = 1\n"})).await;
    assert!(told["error"]["message"].as_str().unwrap().starts_with("line 2: "), "{told}");
}

/// The blocks of TOML on the page of the documentation.
fn documented() -> (String, Vec<String>) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/seeds.md");
    let page = std::fs::read_to_string(path).unwrap();
    let blocks = page.split("```toml\n").skip(1);
    let blocks = blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect();
    (page, blocks)
}

#[tokio::test]
async fn the_examples_of_the_documentation_are_lived_through() {
    let (_, blocks) = documented();
    assert!(blocks.len() >= 2, "{blocks:?}");
    let sown = sow(Policy::classic(), &blocks[0]).await;
    let fields = "status,quality_rating,messaging_limit_tier,is_pin_enabled";
    let path = format!("{}?fields={fields}", sown.env("PHONE_NUMBER_ID"));
    let (_, told) = sown.read(&path, "EAAtestadmin").await;
    let wanted = json!({"status": "CONNECTED", "quality_rating": "YELLOW",
        "messaging_limit_tier": "TIER_10K", "is_pin_enabled": true,
        "id": sown.env("PHONE_NUMBER_ID")});
    assert_eq!(told, wanted);
    for block in &blocks[1..] {
        sow(Policy::classic(), block).await;
    }
}

#[test]
fn the_documentation_names_every_member() {
    let (page, _) = documented();
    for table in [
        "[[person]]",
        "[[provider]]",
        "[[business]]",
        "[[waba]]",
        "[[waba]]\nname = \"A\"\n[[waba.number]]",
        "[[waba]]\nname = \"A\"\n[[waba.template]]",
        "[[handset]]",
        "[[token]]",
        "[[code]]",
        "[[none]]",
    ] {
        let error = Seed::from_toml(&format!("{table}\nnonsense = 1\n")).unwrap_err().to_string();
        let (_, members) = error.split_once("but ").expect(&error);
        for member in
            members.replace(" or ", ", ").split(", ").map(|member| member.trim_matches('`'))
        {
            let named =
                page.contains(&format!("`{member}`")) || page.contains(&format!("[[{member}]]"));
            assert!(named, "{member} of {table}");
        }
    }
}
