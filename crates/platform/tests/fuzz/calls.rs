//! Sequences of calls, right and wrong, while time passes: each is answered, and a platform that
//! was killed afterwards comes back as it was.

use bytes::Bytes;
use jiff::SignedDuration;
use platform::Turn;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::{Map, Value};

use crate::input::changed;
use crate::operation::{Operation, operation};
use crate::search::search;
use crate::stage::Stage;
use crate::town::{Sent, Town, judge};

/// Each takes a world of its own.
const FEW: u32 = 24;

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Call(Sent),
    Wait(i64),
}

fn call(operation: Operation) -> BoxedStrategy<Step> {
    let Operation { method, path, members } = operation;
    let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
    let whole = Value::Object(members.collect::<Map<String, Value>>());
    let body = prop_oneof![3 => Just(whole.clone()), 1 => changed(whole)];
    let token = prop_oneof![6 => Just(0_usize), 3 => Just(1), 1 => 0_usize..4];
    (body, token)
        .prop_map(move |(body, token)| {
            let body = Some(("application/json".to_owned(), Bytes::from(body.to_string())));
            let (method, path) = (method.clone(), path.to_owned());
            Step::Call(Sent { method, path, body, token, ..Sent::default() })
        })
        .boxed()
}

fn sequences(_: &Town) -> BoxedStrategy<Vec<Step>> {
    let wait = select(vec![1, 30, 700, 3_600, 90_000, 700_000, 2_700_000]).prop_map(Step::Wait);
    vec(prop_oneof![5 => operation().prop_flat_map(call), 1 => wait], 1..24).boxed()
}

async fn happen(steps: &[Step]) -> TestCaseResult {
    let town = Town::new().await;
    let Stage { disk, clock, board, platform } = &town.scene.stage;
    for step in steps {
        match step {
            Step::Call(sent) => judge(&town.send(sent).await)?,
            Step::Wait(seconds) => {
                let turn = Turn::By(SignedDuration::from_secs(*seconds));
                let turned = platform.turn_clock(turn).await;
                prop_assert!(turned.is_ok(), "{turned:?}");
            }
        }
    }
    let again = crate::stage::reopen(disk, (clock, board), |same| same).await;
    let same = platform.read(|before| again.read(|world| world == before));
    prop_assert!(same, "it did not come back as it was");
    Ok(())
}

#[test]
fn calls_in_any_order() {
    // Each on a town of its own: killed platforms do not come back for the next.
    search(FEW, sequences, &async |_, steps| happen(steps).await);
}
