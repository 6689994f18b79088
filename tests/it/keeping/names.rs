//! Names, disabling and reinstatement, with the client instance that follows (D02, D04, D08).

use graph::id::PhoneNumberId;
use onboard::{Kind, State, Whose};
use provider::store::{clients::Stage, instances};
use serde_json::json;
use simulation::person::Person;
use stories::{signup::Made, village::Village};

use super::{past, stands};

/// The digest of the certificate that a number's instance registered with.
async fn installed(village: &Village, made: &Made) -> anyhow::Result<Option<String>> {
    let phone = PhoneNumberId::new(made.phone.parse()?);
    let instance = village.provider().db.read(move |db| instances::get(db, phone)).await?;
    Ok(instance.and_then(|instance| instance.installed))
}

/// A verified business with an approved name; its number runs in a client.
async fn established(village: &mut Village, owner: &mut Person) -> anyhow::Result<Made> {
    let made = village.live(owner).await?;
    let verdict = json!({"business_id": made.business, "approved": true});
    village.control("reviews/verification", &verdict).await?;
    let verdict = json!({"phone_number_id": made.phone, "approved": true});
    village.control("reviews/name", &verdict).await?;
    village.pass("5m").await?;
    village.is(&made.waba, Stage::Live).await?;
    Ok(made)
}

/// Checks that the operators had one letter with such words in its subject.
async fn heard(village: &Village, words: &str) -> anyhow::Result<()> {
    let letters = super::letters(village, &village.provider().settings.operators_mail).await?;
    let found = letters.iter().filter(|subject| subject.contains(words)).count();
    anyhow::ensure!(found == 1, "{found} letters about {words}: {letters:?}");
    Ok(())
}

/// The owner asks for another display name in the WhatsApp Manager.
async fn rename(
    village: &Village,
    owner: &mut Person,
    made: &Made,
    name: &str,
) -> anyhow::Result<()> {
    let site = village.town.sites().platform;
    let page = owner.browser.open(&format!("{site}/wa/manage/{}", made.waba)).await?;
    let form = format!("form[action$='/name']:has(input[value='{}'])", made.phone);
    let form = if page.has(&form) { form } else { "form[action$='/name']".to_owned() };
    owner.browser.submit(&page, &form, &[("name", name)]).await?;
    // The desk decides, not the platform by itself.
    let held = json!({"kind": "display_name", "subject": made.phone, "hold": true});
    village.control("reviews/hold", &held).await.map(drop)
}

#[tokio::test]
async fn d08_an_approved_name_brings_a_certificate_that_the_client_gets_by_itself()
-> anyhow::Result<()> {
    let mut village = Village::found(771, "client").await?;
    let mut owner = village.person(1);
    let made = established(&mut village, &mut owner).await?;
    let before = installed(&village, &made).await?;
    let new = format!("{} Pankow", owner.who.business);
    rename(&village, &mut owner, &made, &new).await?;
    village.pass("10m").await?;
    stands(&village, &made.waba, Kind::NameApproved, (State::No, Some(Whose::Platform))).await?;
    assert_eq!(installed(&village, &made).await?, before, "the old one serves until then");
    village.is(&made.waba, Stage::Live).await?;
    let verdict = json!({"phone_number_id": made.phone, "approved": true});
    village.control("reviews/name", &verdict).await?;
    village.pass("10m").await?;
    assert_ne!(installed(&village, &made).await?, before);
    heard(&village, "the new display name of").await?;
    stands(&village, &made.waba, Kind::CertificateCurrent, (State::Yes, None)).await?;
    stands(&village, &made.waba, Kind::NameApproved, (State::Yes, None)).await?;
    village.is(&made.waba, Stage::Live).await?;
    let past = past(&village, &made.waba).await?.join("\n");
    assert!(
        past.contains("issued a certificate") && past.contains("installed the certificate"),
        "{past}"
    );
    Ok(())
}

#[tokio::test]
async fn d08_a_declined_name_leaves_name_and_certificate_as_they_are() -> anyhow::Result<()> {
    let mut village = Village::found(772, "client").await?;
    let mut owner = village.person(1);
    let made = established(&mut village, &mut owner).await?;
    let before = installed(&village, &made).await?;
    let new = format!("{} Pankow", owner.who.business);
    rename(&village, &mut owner, &made, &new).await?;
    let verdict = json!({"phone_number_id": made.phone, "approved": false});
    village.control("reviews/name", &verdict).await?;
    village.pass("2h").await?;
    assert_eq!(installed(&village, &made).await?, before);
    village.is(&made.waba, Stage::Live).await?;
    let past = past(&village, &made.waba).await?.join("\n");
    assert!(past.to_lowercase().contains("declined"), "{past}");
    heard(&village, "was declined").await?;
    // A look that shows nothing new tells nothing.
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    village.town.settle().await?;
    heard(&village, "was declined").await?;
    Ok(())
}

#[tokio::test]
async fn d08_a_name_declined_again_between_two_looks_is_told_again() -> anyhow::Result<()> {
    let mut village = Village::found(775, "client").await?;
    let mut owner = village.person(1);
    let made = established(&mut village, &mut owner).await?;
    for (place, told) in [("Pankow", 1), ("Mitte", 2)] {
        let new = format!("{} {place}", owner.who.business);
        // Asking is told to nobody, so that no look shows it: the next one sees a name declined,
        // as the one before did.
        rename(&village, &mut owner, &made, &new).await?;
        village.pass("5s").await?;
        let verdict = json!({"phone_number_id": made.phone, "approved": false});
        village.control("reviews/name", &verdict).await?;
        village.pass("2h").await?;
        let letters = super::letters(&village, &village.provider().settings.operators_mail).await?;
        let found = letters.iter().filter(|subject| subject.contains("was declined")).count();
        anyhow::ensure!(found == told, "{place}: {letters:?}");
    }
    Ok(())
}

/// The owner asks for a review of what was decided against its account; the desk decides on it.
async fn appeal(village: &Village, owner: &mut Person, made: &Made) -> anyhow::Result<()> {
    let site = village.town.sites().platform;
    let page = owner.browser.open(&format!("{site}/business/{}/quality", made.business)).await?;
    let fill = [("statement", "We sell bread and nothing else.")];
    owner.browser.submit(&page, "#appeal", &fill).await?;
    let held = json!({"kind": "appeal", "subject": made.waba, "hold": true});
    village.control("reviews/hold", &held).await.map(drop)
}

#[tokio::test]
async fn d02_the_console_shows_who_is_disabled_and_how_the_appeal_stands() -> anyhow::Result<()> {
    let mut village = Village::found(774, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    let mut other = village.person(2);
    let left_alone = village.live(&mut other).await?;
    let measure = json!({"waba_id": made.waba, "violation": "SCAM", "measure": "disable"});
    village.control("measures", &measure).await?;
    let stands = async |village: &mut Village, words: &str| {
        village.pass("1h").await?;
        let page = village.shown(&made.waba).await?;
        let waiting = page.texts("li[data-waiting]")?.join("; ");
        let off = page.has("[data-waba][data-stage=off]");
        anyhow::ensure!(off && waiting.contains(words), "{words}: {waiting}");
        anyhow::ensure!(waiting.contains("disabled the account"), "{waiting}");
        let next = page.texts("li[data-condition=live] .next")?.join("; ");
        anyhow::ensure!(next.contains(words), "{next}");
        anyhow::Ok(())
    };
    stands(&mut village, "can appeal in its Business Manager").await?;
    let letters = super::letters(&village, &village.provider().settings.operators_mail).await?;
    assert!(letters.iter().any(|one| one.contains("disabled")), "{letters:?}");
    appeal(&village, &mut owner, &made).await?;
    stands(&mut village, "The appeal is under review").await?;
    let verdict = json!({"waba_id": made.waba, "granted": false});
    village.control("reviews/appeal", &verdict).await?;
    stands(&mut village, "The appeal was declined: the decision is final").await?;
    // Nobody else's page says anything of it.
    let page = village.shown(&left_alone.waba).await?;
    assert!(page.has("[data-stage=live]") && !page.text("#client")?.contains("appeal"));
    Ok(())
}

#[tokio::test]
async fn d04_a_disabled_account_s_client_is_shut_down_and_started_again() -> anyhow::Result<()> {
    let mut village = Village::found(773, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    assert_eq!(village.town.running_instances().len(), 1);
    let measure = json!({"waba_id": made.waba, "violation": "SCAM", "measure": "disable"});
    village.control("measures", &measure).await?;
    village.pass("5m").await?;
    assert!(village.town.running_instances().is_empty());
    village.is(&made.waba, Stage::Off).await?;
    let said =
        stands(&village, &made.waba, Kind::ClientRunning, (State::No, Some(Whose::Business)));
    assert!(said.await?.contains("appeal"));
    appeal(&village, &mut owner, &made).await?;
    village.pass("30m").await?;
    assert!(village.town.running_instances().is_empty(), "nothing is decided yet");
    let verdict = json!({"waba_id": made.waba, "granted": true});
    village.control("reviews/appeal", &verdict).await?;
    village.pass("10m").await?;
    assert_eq!(village.town.running_instances().len(), 1);
    village.is(&made.waba, Stage::Live).await?;
    Ok(())
}
