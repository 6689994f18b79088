//! An imported client is not lost, whatever a look does not show of it.

use onboard::{Kind, Mode, State};
use provider::store::{clients::Stage, ledger};
use stories::{signup::Made, village::Village};

use super::{condition, import, revoke, shared_elsewhere};

#[tokio::test]
async fn c04_an_imported_client_that_left_unseen_is_kept_and_its_credit_can_be_taken_back()
-> anyhow::Result<()> {
    let mut village = Village::found(824, "cloud").await?;
    let mut owner = village.person(1);
    let made = Made::of(&village.unreported(&mut owner).await?)?;
    import(&village, &made).await?;
    shared_elsewhere(&village, &made).await?;
    village.unshare(&mut owner, &made).await?;
    village.pass("2h").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    assert_eq!(row.business_id, None, "it was seen before it left");
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.state, State::Unknown, "nobody asked: {credit:?}");
    village.office().adopt(None, None, "anna").await?;
    village.pass("2h").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    assert_eq!(row.mode, Mode::Managed);
    // Only the platform's list knows of the share.
    assert_eq!(village.shares().1, 1);
    revoke(&village, &made).await?;
    village.pass("10m").await?;
    assert_eq!(village.shares().1, 0);
    let business = made.business.parse()?;
    let read = move |db: &shell::sql::Tx<'_>| ledger::of_business(db, business);
    let known = village.provider().db.read(read).await?;
    let stands: Vec<_> = known.iter().map(|share| (share.state.as_str(), share.waba)).collect();
    assert_eq!(stands, [("confirmed", None)]);
    // A business that our line is shared with nowhere is unknown all the same.
    let nobody = Made { business: "4711".to_owned(), ..made };
    let refused = revoke(&village, &nobody).await.unwrap_err();
    assert!(refused.to_string().contains("no client and no share"), "{refused}");
    Ok(())
}

#[tokio::test]
async fn g03_the_business_of_an_imported_client_is_learned_before_it_is_assigned()
-> anyhow::Result<()> {
    let mut village = Village::found(825, "cloud").await?;
    let made = Made::of(&village.unreported(&mut village.person(1)).await?)?;
    import(&village, &made).await?;
    village.pass("10m").await?;
    let row = village.is(&made.waba, Stage::Onboarding).await?;
    assert_eq!(row.business_id.map(|id| id.to_string()), Some(made.business.clone()));
    let assigned = condition(&village, &made, Kind::SystemUserAssigned).await?;
    assert_eq!(assigned.state, State::No, "somebody assigned our employee");
    Ok(())
}
