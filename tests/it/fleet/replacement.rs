//! A new certificate: what is written to and from the number meanwhile arrives.

use anyhow::ensure;
use graph::id::PhoneNumberId;
use graph::phone_number::E164;
use provider::messages::Content;
use provider::store::{MessageRow, clients::Stage, instances, messages};
use serde_json::json;
use simulation::person::Person;
use simulation::weather::Chances;
use stories::{signup::Made, village::Village};

const CUSTOMER: &str = "+1 415-555-0177";
const DIGITS: &str = "14155550177";

struct Scene {
    village: Village,
    owner: Person,
    made: Made,
    phone: PhoneNumberId,
    written: Vec<String>,
}

impl Scene {
    /// A verified business with an approved name whose customer has just written.
    async fn set(seed: u64) -> anyhow::Result<Self> {
        let mut village = Village::found(seed, "client").await?;
        let mut owner = village.person(1);
        let made = village.live(&mut owner).await?;
        let verdict = json!({"business_id": made.business, "approved": true});
        village.control("reviews/verification", &verdict).await?;
        let verdict = json!({"phone_number_id": made.phone, "approved": true});
        village.control("reviews/name", &verdict).await?;
        village.pass("5m").await?;
        let phone = PhoneNumberId::new(made.phone.parse()?);
        let mut scene = Self { village, owner, made, phone, written: Vec::new() };
        scene.customer_writes("hello").await?;
        scene.village.pass("1m").await?;
        Ok(scene)
    }

    async fn customer_writes(&mut self, text: &str) -> anyhow::Result<()> {
        let body = json!({"to_phone_number_id": self.made.phone, "text": text});
        self.village.control(&format!("customers/{DIGITS}/messages"), &body).await?;
        self.written.push(text.to_owned());
        Ok(())
    }

    /// An operator answers; says what became of it at first.
    async fn we_write(&mut self, text: &str) -> anyhow::Result<String> {
        let to = E164::parse(CUSTOMER)?;
        let content = Content::Text(text.to_owned());
        let row = self.village.provider().send(self.phone, &to, content, "anna").await?;
        self.written.push(text.to_owned());
        Ok(row.status)
    }

    /// Another name is asked for and approved: a new certificate is there.
    async fn rename(&mut self, name: &str) -> anyhow::Result<()> {
        let site = self.village.town.sites().platform;
        let manager = format!("{site}/wa/manage/{}", self.made.waba);
        let page = self.owner.browser.open(&manager).await?;
        self.owner.browser.submit(&page, "form[action$='/name']", &[("name", name)]).await?;
        let held = json!({"kind": "display_name", "subject": self.made.phone, "hold": true});
        self.village.control("reviews/hold", &held).await?;
        let verdict = json!({"phone_number_id": self.made.phone, "approved": true});
        self.village.control("reviews/name", &verdict).await.map(drop)
    }

    async fn installed(&self) -> anyhow::Result<Option<String>> {
        let phone = self.phone;
        let db = &self.village.provider().db;
        let instance = db.read(move |db| instances::get(db, phone)).await?;
        Ok(instance.and_then(|instance| instance.installed))
    }

    async fn conversation(&self) -> anyhow::Result<Vec<MessageRow>> {
        let phone = self.phone;
        let read =
            move |db: &shell::sql::Tx<'_>| messages::with_customer(db, phone, DIGITS, 10_000);
        Ok(self.village.provider().db.read(read).await?)
    }

    /// Everything that was written, in either direction, arrived once. What may have been lost with
    /// the answer to its sending call is shown so, and went out at most once.
    async fn everything_arrived(&self) -> anyhow::Result<usize> {
        let rows = self.conversation().await?;
        let handset = self.village.read(&format!("handsets/{DIGITS}")).await?;
        let on_handset = handset["data"].as_array().cloned().unwrap_or_default();
        let mut unsure = 0;
        for text in &self.written {
            let here: Vec<_> = rows.iter().filter(|row| row.body == *text).collect();
            ensure!(here.len() == 1, "{text}: {} times in the conversation", here.len());
            if here[0].inbound {
                continue;
            }
            let there = on_handset.iter().filter(|row| row["body"] == text.as_str()).count();
            match here[0].status.as_str() {
                "accepted" | "sent" | "delivered" | "read" => {
                    ensure!(there == 1, "{text}: {there} times on the telephone");
                }
                "unknown" => {
                    ensure!(there <= 1, "{text}: {there} times on the telephone");
                    unsure += 1;
                }
                other => anyhow::bail!("{text} is {other}: {:?}", here[0].problem),
            }
        }
        Ok(unsure)
    }
}

#[tokio::test]
async fn d08_what_is_written_while_the_certificate_is_replaced_arrives() -> anyhow::Result<()> {
    let mut scene = Scene::set(791).await?;
    let before = scene.installed().await?;
    let name = format!("{} Mitte", scene.owner.who.business);
    scene.rename(&name).await?;
    scene.customer_writes("in, before").await?;
    assert_eq!(scene.we_write("out, before").await?, "accepted");
    // The machine under the client dies just then; the new one knows nothing.
    assert!(scene.village.town.kill_instance(scene.phone));
    scene.customer_writes("in, meanwhile").await?;
    assert_eq!(scene.we_write("out, meanwhile").await?, "waiting");
    assert_eq!(scene.we_write("out, behind it").await?, "waiting");
    scene.village.pass("10m").await?;
    assert_ne!(scene.installed().await?, before);
    assert_eq!(scene.everything_arrived().await?, 0);
    let rows = scene.conversation().await?;
    let order: Vec<&str> = rows.iter().map(|row| row.body.as_str()).collect();
    let place = |text: &str| order.iter().position(|one| *one == text);
    assert!(place("out, meanwhile") < place("out, behind it"), "{order:?}");
    scene.village.is(&scene.made.waba, Stage::Live).await?;
    Ok(())
}

#[tokio::test]
async fn d08_a_crash_between_any_two_steps_of_a_replacement_loses_no_message() -> anyhow::Result<()>
{
    for step in 1..=24 {
        let mut scene = Scene::set(800 + step).await?;
        let name = format!("{} Nord", scene.owner.who.business);
        scene.rename(&name).await?;
        // A webhook or the sweep says so; the look that follows dies at its n-th wait.
        scene.customer_writes("in 1").await?;
        scene.we_write("out 1").await?;
        for _ in 0..3 {
            scene.village.work_or_crash(step * 3).await?;
        }
        scene.customer_writes("in 2").await?;
        scene.we_write("out 2").await?;
        if step % 3 == 0 {
            scene.village.town.kill_instance(scene.phone);
        }
        scene.we_write("out 3").await?;
        scene.village.pass("20m").await?;
        let unsure = scene.everything_arrived().await;
        let unsure = unsure.map_err(|why| why.context(format!("crash at wait {}", step * 3)))?;
        ensure!(unsure == 0, "crash at wait {}: {unsure} are lost", step * 3);
        scene.village.is(&scene.made.waba, Stage::Live).await?;
    }
    Ok(())
}

#[tokio::test]
async fn d08_rough_weather_during_a_replacement_doubles_nothing_and_hides_nothing()
-> anyhow::Result<()> {
    for seed in 841..853 {
        let mut scene = Scene::set(seed).await?;
        let name = format!("{} West", scene.owner.who.business);
        // What is answered with 200 and thrown away is lost for good: no wire of ours does that.
        scene.village.town.weather.turn(Chances { slow: 0, lost: 0, ..Chances::ROUGH });
        scene.rename(&name).await?;
        for round in 0..4 {
            scene.customer_writes(&format!("in {round}")).await?;
            scene.we_write(&format!("out {round}")).await?;
            scene.village.work_or_crash(10 + 13 * round).await?;
        }
        scene.village.pass("5m").await?;
        scene.village.town.weather.turn(Chances::CALM);
        scene.village.pass("4h").await?;
        let told = scene.everything_arrived().await;
        told.map_err(|why| why.context(format!("seed {seed}")))?;
        scene.village.is(&scene.made.waba, Stage::Live).await?;
    }
    Ok(())
}
