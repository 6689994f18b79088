//! Thirty days pass: the trial ends, the client stops; after verification it comes back (E03).

use anyhow::ensure;
use serde_json::json;
use stories::{
    console::Console,
    house::House,
    signup::{applicant, sign_up},
    wait::until,
};

const SEED: u64 = 31;

/// Waits for a letter whose subject or text has these words.
async fn letter(house: &House, to: &str, words: &str) -> anyhow::Result<()> {
    until(&format!("a letter to {to} about {words}"), async || {
        let mails = house.control(&format!("mail?to={to}"), None).await?;
        let found = mails["data"].as_array().into_iter().flatten().any(|mail| {
            let text = format!("{} {}", mail["subject"], mail["text"]).to_lowercase();
            text.contains(words)
        });
        Ok(found.then_some(()))
    })
    .await
}

#[tokio::test]
async fn e03_e02_process_the_trial_ends_and_verification_brings_the_number_back()
-> anyhow::Result<()> {
    let house = House::open("client").await?;
    let made = sign_up(&house, SEED).await?;
    let mut console = Console::log_in(&house).await?;
    let page = console.live(&made.waba).await?;
    let said = page.text("#client")?;
    assert!(said.contains("30 days left") || said.contains("29 days left"), "{said}");

    // The end is announced before it comes.
    house.advance("24d").await?;
    let mut console = Console::log_in(&house).await?;
    letter(&house, "operators@hallway.example", "trial").await?;
    letter(&house, &applicant(SEED).email, "trial").await?;
    assert_eq!(house.client_processes().len(), 1);

    // It comes: the number is off on both sides, and everybody is told.
    house.advance("7d").await?;
    let mut later = Console::log_in(&house).await?;
    std::mem::swap(&mut console, &mut later);
    let page = console.client_becomes(&made.waba, "off").await?;
    house.number_becomes(&made.phone, "UNVERIFIED").await?;
    until("the client instance to stop", async || {
        Ok(house.client_processes().is_empty().then_some(()))
    })
    .await?;
    assert!(!page.has("li[data-condition=live][data-state=true]"));
    letter(&house, &applicant(SEED).email, "ended").await?;
    let notices = house.control(&format!("notices?business={}", made.business), None).await?;
    ensure!(notices["data"].to_string().to_lowercase().contains("trial"), "{notices}");

    // Verified, and the display name reviewed with it: it comes back by itself.
    let verdict = json!({ "business_id": made.business, "approved": true });
    house.control("reviews/verification", Some(verdict)).await?;
    let verdict = json!({ "phone_number_id": made.phone, "approved": true });
    house.control("reviews/name", Some(verdict)).await?;
    console.live(&made.waba).await?;
    house.number_becomes(&made.phone, "CONNECTED").await?;
    assert_eq!(house.client_processes().len(), 1);
    letter(&house, "operators@hallway.example", "may be used again").await?;
    Ok(())
}
