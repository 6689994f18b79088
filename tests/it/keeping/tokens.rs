//! Our own tokens die in many ways: each is said once, no call is wasted, and clients are kept.

use onboard::{Kind, State, Whose};
use provider::store::clients::Stage;
use serde_json::json;
use shell::secret::ExposeSecret;
use stories::village::Village;

use super::{fault, letters, mend, met, stands};

#[tokio::test]
async fn peer_18_each_death_of_a_token_is_told_apart_and_costs_no_calls() -> anyhow::Result<()> {
    let mut village = Village::found(761, "cloud").await?;
    let mut wabas = Vec::new();
    for seed in 1..4 {
        wabas.push(village.live(&mut village.person(seed)).await?.waba);
    }
    let settings = village.provider().settings.clone();
    let token = settings.employee_token.expose_secret();
    let words = [
        (458, "the app was removed"),
        (459, "confirms who they are"),
        (460, "password changed"),
        (463, "has expired"),
        (464, "not confirmed"),
        (467, "was withdrawn"),
    ];
    for (told, (subcode, expected)) in words.into_iter().enumerate() {
        let kind = json!({"error": {"code": 190, "subcode": subcode, "message": "refused"}});
        let dead = fault(&village, kind, json!({"every": 1}), json!({"token": token})).await?;
        // Nobody can be asked about it either: what the refusal said is believed.
        let away = json!({"error": {"code": 2}});
        let debug = json!({"operation": "debug_token.get"});
        fault(&village, away, json!({"every": 1}), debug).await?;
        village.pass("5h").await?;
        let (_, struck) = met(&village, dead)?;
        assert!((1..=3).contains(&struck), "{subcode}: {struck} calls with a dead token");
        for waba in &wabas {
            let whose = (State::No, Some(Whose::Operator));
            let said = stands(&village, waba, Kind::Authorised, whose).await?;
            assert!(said.contains(expected) && said.contains("employee_token"), "{said}");
            village.is(waba, Stage::Live).await?;
        }
        let mails = letters(&village, &settings.operators_mail).await?;
        let about = mails.iter().filter(|subject| subject.contains("token is refused")).count();
        assert_eq!(about, told + 1, "{subcode}: {mails:?}");
        mend(&village).await?;
        village.pass("40m").await?;
        for waba in &wabas {
            stands(&village, waba, Kind::Authorised, (State::Yes, None)).await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn peer_18_a_single_refusal_is_looked_into_and_forgotten() -> anyhow::Result<()> {
    let mut village = Village::found(762, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let token = village.provider().settings.employee_token.expose_secret().to_owned();
    let kind = json!({"error": {"code": 190}});
    fault(&village, kind, json!({"first": 1}), json!({"token": token})).await?;
    village.provider().look_now(made.waba.parse()?, "ops").await?;
    village.pass("1m").await?;
    stands(&village, &made.waba, Kind::Authorised, (State::Yes, None)).await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    assert_eq!(row.problem, None);
    Ok(())
}
