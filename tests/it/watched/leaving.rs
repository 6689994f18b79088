//! A watched client leaves: what is ours of it ends, and what is not is said.

use graph::id::PhoneNumberId;
use onboard::{Kind, State, Whose};
use provider::store::{clients::Stage, instances, keeping};
use shell::sql::Tx;
use stories::village::Village;

use super::{condition, deeds, import, revoke, shared_elsewhere, watch};

#[tokio::test]
async fn a11_what_is_ours_of_a_watched_client_ends_when_it_leaves() -> anyhow::Result<()> {
    for (seed, hosting) in [(821, "client"), (822, "cloud")] {
        let mut village = Village::found(seed, hosting).await?;
        let mut owner = village.person(1);
        let made = village.live(&mut owner).await?;
        watch(&village, &made).await?;
        village.pass("2h").await?;
        let running = village.town.running_instances().len();
        assert_eq!((village.shares().1, running), (1, usize::from(hosting == "client")));
        village.unshare(&mut owner, &made).await?;
        village.pass("10m").await?;
        let row = village.is(&made.waba, Stage::Left).await?;
        assert!(row.left.confirmed && row.left.forgotten, "{row:?}");
        assert_eq!((village.shares().1, village.town.running_instances().len()), (0, 0));
        let phone = PhoneNumberId::new(made.phone.parse()?);
        let read = move |db: &Tx<'_>| {
            Ok(keeping::has_pin(db, phone)? || instances::get(db, phone)?.is_some())
        };
        assert!(!village.provider().db.read(read).await?, "a secret is kept");
        let told = village.town.letters();
        let told = told.iter().filter(|one| one.subject.contains("no longer shared")).count();
        assert_eq!(told, 1);
        let credit = condition(&village, &made, Kind::CreditShared).await?;
        assert_eq!(credit.words, "no credit of ours is shared with it any more");
    }
    Ok(())
}

#[tokio::test]
async fn g03_credit_that_others_shared_stays_until_an_operator_takes_it_back() -> anyhow::Result<()>
{
    let mut village = Village::found(823, "cloud").await?;
    let mut owner = village.person(1);
    let made = stories::signup::Made::of(&village.unreported(&mut owner).await?)?;
    import(&village, &made).await?;
    shared_elsewhere(&village, &made).await?;
    village.pass("2h").await?;
    assert_eq!(deeds(&village, &made).await?.join("\n").matches("shared the credit").count(), 0);
    village.unshare(&mut owner, &made).await?;
    village.pass("2h").await?;
    let row = village.is(&made.waba, Stage::Left).await?;
    // It is none of ours to take, and operators hear of it once.
    assert_eq!((village.shares().1, row.left.confirmed), (1, false));
    let letters = village.town.letters();
    let told = letters.iter().filter(|one| one.subject.contains("credit line stays")).count();
    assert_eq!(told, 1);
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.next.map(|next| next.whose), Some(Whose::Operator));
    revoke(&village, &made).await?;
    village.pass("2h").await?;
    assert_eq!(village.shares().1, 0, "what an operator ordered is done");
    let row = village.is(&made.waba, Stage::Left).await?;
    assert!(row.left.confirmed, "{:?}", row.waiting);
    let credit = condition(&village, &made, Kind::CreditShared).await?;
    assert_eq!(credit.state, State::No);
    Ok(())
}
