//! Telephone numbers as people and programs write them: in calls, in messages, in the pop-up.

use bytes::Bytes;
use graph::E164;
use http::Method;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use serde_json::json;

use crate::input::{edited, text};
use crate::search::{ROUND, search};
use crate::signup::Walk;
use crate::town::{Sent, Town, judge};

/// Which field the number is typed into.
#[derive(Clone, Copy, Debug)]
enum Place {
    Account,
    Recipient,
    Preverified,
    PopUp,
}

fn numbers(_: &Town) -> BoxedStrategy<(Place, String, String)> {
    let written = [
        "+1 (650) 555-0123",
        "0044 (0)7400 123456",
        "0151 2345678",
        "5511987654321",
        "+49-151-23456789",
        "１６５０５５５",
        "+1 650 555 0199 ext 5",
        "00",
        "+",
    ];
    let written = edited(select(written.to_vec()).prop_map(str::to_owned));
    let digits = prop_oneof!["[0-9]{0,18}", "\\+[0-9]{0,18}", "[+0-9() ./\u{2011}-]{0,24}"];
    let number = prop_oneof![3 => written, 3 => digits, 1 => text()];
    let code = prop_oneof![4 => "[0-9]{1,3}", 1 => "\\+[0-9]{1,4}", 1 => text()];
    let place = prop_oneof![
        4 => Just(Place::Account),
        4 => Just(Place::Recipient),
        2 => Just(Place::Preverified),
        1 => Just(Place::PopUp),
    ];
    (place, number, code).boxed()
}

async fn typed(town: &Town, (place, number, code): &(Place, String, String)) -> TestCaseResult {
    for read in [E164::parse(number), E164::parse_in(number, code)].into_iter().flatten() {
        prop_assert!((7..=15).contains(&read.digits().len()), "{read:?}");
        prop_assert_eq!(E164::parse(&read.display()), Ok(read.clone()));
        prop_assert_eq!(E164::parse(read.digits()), Ok(read));
    }
    let (path, body) = match place {
        Place::Account => (
            "$waba/phone_numbers",
            json!({"cc": code, "phone_number": number, "verified_name": "L"}),
        ),
        Place::Preverified => ("$business/add_phone_numbers", json!({"phone_number": number})),
        Place::Recipient => {
            let message = json!({"messaging_product": "whatsapp", "to": number,
                "text": {"body": "Hi"}});
            ("$phone/messages", message)
        }
        Place::PopUp => return popped_up(town, number, code).await,
    };
    let sent = Sent {
        method: Method::POST,
        path: path.to_owned(),
        body: Some(("application/json".to_owned(), Bytes::from(body.to_string()))),
        ..Sent::default()
    };
    judge(&town.send(&sent).await)
}

/// The screen of the pop-up that asks for the number: the next screen, or the same again.
async fn popped_up(town: &Town, number: &str, country: &str) -> TestCaseResult {
    let (mut walk, _) = Walk::begin(&town.scene.stage, town.scene.provider.app, "").await;
    walk.up_to_profile().await;
    walk.profile().await;
    let fields = [("country", country), ("number", number), ("method", "sms")];
    let page = walk.step("number", &fields).await;
    prop_assert!(page.status.as_u16() < 500, "{}: {}", page.status, page.html);
    Ok(())
}

#[test]
fn phone_numbers() {
    search(ROUND, numbers, &typed);
}
