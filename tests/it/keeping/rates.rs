//! The platform's budget of calls is obeyed (contract §7.6).

use provider::store::clients::Stage;
use serde_json::json;
use stories::village::Village;

use super::{fault, met};

#[tokio::test]
async fn a_used_up_budget_is_waited_for_and_no_call_is_wasted() -> anyhow::Result<()> {
    let mut village = Village::found(741, "cloud").await?;
    let made = village.live(&mut village.person(1)).await?;
    let kind = json!({"rate_limit": {"minutes": 45}});
    let waba = json!({"waba_id": made.waba});
    let limited = fault(&village, kind, json!({"every": 1}), waba).await?;
    for _ in 0..5 {
        village.provider().look_now(made.waba.parse()?, "ops").await?;
        village.pass("8m").await?;
    }
    assert_eq!(met(&village, limited)?.0, 1, "one refusal says it all");
    village.town.platform.clear_faults(None).await?;
    village.pass("10m").await?;
    let row = village.is(&made.waba, Stage::Live).await?;
    assert_eq!(row.problem, None);
    let looked = row.looked_at.expect("it was looked at");
    assert!(village.town.clock.now().duration_since(looked).as_mins() < 6, "{looked}");
    Ok(())
}
