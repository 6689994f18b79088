//! The trial of a number and its end (E03).

use graph::id::WabaId;
use onboard::{Kind, State, Whose};
use provider::store::clients::{self, Stage};
use serde_json::json;
use shell::sql::Tx;
use stories::{
    signup::{Made, applicant},
    village::Village,
};

use super::{letters, stands};

/// Of subjects, those about a trial or its end.
fn of_trials(subjects: Vec<String>) -> Vec<String> {
    let about =
        |subject: &String| subject.contains("the trial of") || subject.contains("is switched off");
    subjects.into_iter().filter(about).collect()
}

/// How the subjects of the letters end, in their order.
const ENDS: [&str; 4] = ["within 7 days", "within 3 days", "within one day", "is switched off"];

#[tokio::test]
async fn e03_business_and_operators_hear_of_the_end_at_seven_three_one_and_no_days()
-> anyhow::Result<()> {
    let mut village = Village::found(781, "client").await?;
    let mut owner = village.person(1);
    let made = village.live(&mut owner).await?;
    let business = applicant(1).email;
    let (waba, contact): (WabaId, String) = (made.waba.parse()?, business.clone());
    let leave = move |tx: &Tx<'_>| clients::set_contact(tx, waba, &contact);
    village.town.providers[0].db.write(leave).await?;
    let operators = village.provider().settings.operators_mail.clone();
    stands(&village, &made.waba, Kind::TrialEnds, (State::Yes, None)).await?;
    village.pass("528h").await?;
    assert_eq!(of_trials(letters(&village, &business).await?), [""; 0]);
    village.pass("48h").await?;
    let risk = (State::AtRisk, Some(Whose::Business));
    let said = stands(&village, &made.waba, Kind::TrialEnds, risk).await?;
    assert!(said.contains("start business verification"), "{said}");
    village.pass("168h").await?;
    let told: Vec<String> = of_trials(letters(&village, &business).await?);
    assert_eq!(told.len(), 4, "{told:?}");
    for (subject, end) in told.iter().zip(ENDS) {
        assert!(subject.ends_with(end), "{subject}");
    }
    let told = of_trials(letters(&village, &operators).await?);
    assert!(told.iter().any(|subject| subject.ends_with("within one day")), "{told:?}");
    assert!(told.iter().any(|subject| subject.ends_with("is switched off")), "{told:?}");
    village.is(&made.waba, Stage::Off).await?;
    assert!(village.town.running_instances().is_empty());

    let verdict = json!({"business_id": made.business, "approved": true});
    village.control("reviews/verification", &verdict).await?;
    let verdict = json!({"phone_number_id": made.phone, "approved": true});
    village.control("reviews/name", &verdict).await?;
    village.pass("30m").await?;
    village.is(&made.waba, Stage::Live).await?;
    stands(&village, &made.waba, Kind::TrialEnds, (State::Yes, None)).await?;
    stands(&village, &made.waba, Kind::BusinessVerified, (State::Yes, None)).await?;
    Ok(())
}

#[tokio::test]
async fn e03_of_a_business_without_an_address_operators_hear_all_four_times() -> anyhow::Result<()>
{
    let mut village = Village::found(782, "cloud").await?;
    let mut owner = village.person(1);
    // Its browser is never heard of again, so nobody said where to write to.
    let handed = village.unreported(&mut owner).await?;
    village.pass("528h").await?;
    let operators = village.provider().settings.operators_mail.clone();
    let waba: WabaId = Made::of(&handed)?.waba.parse()?;
    let row = village.provider().db.read(move |db| clients::get(db, waba)).await?;
    assert_eq!(row.and_then(|row| row.contact), None);
    village.pass("216h").await?;
    let told = of_trials(letters(&village, &operators).await?);
    assert_eq!(told.len(), ENDS.len(), "{told:?}");
    for (subject, end) in told.iter().zip(ENDS) {
        assert!(subject.ends_with(end), "{subject}");
    }
    assert_eq!(of_trials(letters(&village, &applicant(1).email).await?), [""; 0]);
    Ok(())
}
