//! What is said of a watched client is seen, also before our employee may look.

use http::Method;
use onboard::{Kind, State, Whose};
use provider::store::clients::Stage;
use stories::village::Village;

use super::{condition, deeds, watch};

#[tokio::test]
async fn a04_a_watched_client_is_looked_at_with_the_admins_token() -> anyhow::Result<()> {
    let mut village = Village::found(826, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    watch(&village, &made).await?;
    let before = deeds(&village, &made).await?;
    let employee = village.provider().settings.employee_system_user_id;
    let path = format!("{}/assigned_users?user={employee}", made.waba);
    village.asks(Method::DELETE, &path).await?;
    village.pass("2h").await?;
    village.is(&made.waba, Stage::Live).await?;
    for kind in [Kind::Registered, Kind::Live, Kind::NameApproved, Kind::Subscribed] {
        let found = condition(&village, &made, kind).await?;
        assert_eq!(found.state, State::Yes, "{found:?}");
    }
    let assigned = condition(&village, &made, Kind::SystemUserAssigned).await?;
    let next = assigned.next.map(|next| next.whose);
    assert_eq!((assigned.state, next), (State::No, Some(Whose::Operator)));
    assert_eq!(deeds(&village, &made).await?, before, "a watched client is assigned to nobody");
    // Where the admin may not look either, nothing is claimed.
    let admin = village.provider().settings.admin_token.clone();
    let order = serde_json::json!({
        "token": shell::secret::ExposeSecret::expose_secret(&admin), "reason": "logged_out"
    });
    village.control("tokens/end", &order).await?;
    village.pass("2h").await?;
    let registered = condition(&village, &made, Kind::Registered).await?;
    assert_eq!(registered.state, State::Unknown, "{registered:?}");
    Ok(())
}
