//! What searches have found, kept: each of these calls was answered badly once. What they found in
//! a single function is kept in the tests beside it.

use bytes::Bytes;
use http::Method;

use crate::town::{Sent, Town, judge};
use crate::visitor::Visitor;

/// Path and JSON body of a call that must be refused, and how it was answered instead.
const FOUND: &[(&str, &str, &str)] = &[
    (
        "$waba/phone_numbers",
        r#"{"cc":"NaN","phone_number":"1000","verified_name":"Lucky Shrub"}"#,
        "a country code of letters became part of the number",
    ),
    (
        "$waba/phone_numbers",
        r#"{"cc":"\u0661\u0662","phone_number":"650555","verified_name":"Lucky Shrub"}"#,
        "so did digits of another script",
    ),
    ("$waba", r#"{"name":{"a":1}}"#, "an object became the name of an account"),
    (
        "$phone/whatsapp_business_profile",
        r#"{"messaging_product":"whatsapp","about":["x"]}"#,
        "a list became a profile's text",
    ),
];

#[tokio::test]
async fn past_findings_stay_mended() {
    let town = Town::new().await;
    for (path, body, was) in FOUND {
        let sent = Sent {
            method: Method::POST,
            path: (*path).to_owned(),
            body: Some(("application/json".to_owned(), Bytes::from_static(body.as_bytes()))),
            ..Sent::default()
        };
        let told = town.send(&sent).await;
        let well = judge(&told).is_ok() && told.error().1 == 100;
        assert!(well, "again, {was}: {body}: {}", told.text);
    }
}

#[tokio::test]
async fn after_a_login_only_an_address_is_gone_to() {
    let town = Town::new().await;
    for next in ["/ b'usiness", "/\u{e9}"] {
        let fields = [("name", "Lucky Cat"), ("email", "ada@cat.example"), ("next", next)];
        let page = Visitor::new(&town.scene.stage).send("/login", &fields).await;
        assert_eq!((page.status.as_u16(), page.path.as_str()), (200, "/business"), "{next}");
    }
}
