//! Signatures and proofs: the exact one passes, whatever else is sent does not.

use graph::webhook::{sign, sign_legacy, verify};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use crate::input::{edited, text};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

/// What is shown for a signature, a proof, a token.
#[derive(Clone, Debug)]
enum Shown {
    /// Header and body of a delivery: is it taken for signed?
    Delivery { secret: String, header: String, signed: Vec<u8>, body: Vec<u8> },
    /// `appsecret_proof` beside a token.
    Proof(String),
    /// `Authorization`.
    Authorization(String),
    /// `access_token`, and the token that `debug_token` is asked about.
    Token(String),
}

fn shown(town: &Town) -> BoxedStrategy<Shown> {
    let body = vec(any::<u8>(), 0..40);
    let delivery =
        (text(), body.clone(), body, 0_u8..4).prop_flat_map(|(secret, one, two, kind)| {
            let signature = match kind {
                0 => sign_legacy(&secret, &one),
                1 => sign(&secret, &one).to_uppercase(),
                _ => sign(&secret, &one),
            };
            let header = prop_oneof![Just(signature.clone()), edited(Just(signature)), text()];
            let body = prop_oneof![2 => Just(one.clone()), 1 => Just(two)];
            (header, body).prop_map(move |(header, body)| {
                let (secret, signed) = (secret.clone(), one.clone());
                Shown::Delivery { secret, header, signed, body }
            })
        });
    let secret = town.scene.provider.secret.clone();
    let proof = graph::appsecret_proof(&town.tokens[0], &secret);
    let proof = prop_oneof![1 => Just(proof.clone()), 4 => edited(Just(proof)), 2 => text()];
    let tokens = proptest::sample::select(town.tokens.clone());
    let schemes = proptest::sample::select(vec!["Bearer ", "OAuth ", "bearer ", "Basic ", "", " "]);
    let header =
        (schemes, edited(tokens.clone())).prop_map(|(scheme, token)| scheme.to_owned() + &token);
    prop_oneof![
        3 => delivery,
        2 => proof.prop_map(Shown::Proof),
        2 => edited(header).prop_map(Shown::Authorization),
        1 => text().prop_map(Shown::Authorization),
        2 => prop_oneof![edited(tokens), text()].prop_map(Shown::Token),
    ]
    .boxed()
}

async fn check(town: &Town, shown: &Shown) -> TestCaseResult {
    match shown {
        Shown::Delivery { secret, header, signed, body } => {
            let right = signed == body && *header == sign(secret, signed);
            prop_assert_eq!(verify(secret, header, body), right);
            Ok(())
        }
        Shown::Proof(proof) => {
            let query = vec![("appsecret_proof".to_owned(), proof.clone())];
            let told = town.send(&Sent::get("$business", query)).await;
            let right = graph::appsecret_proof(&town.tokens[0], &town.scene.provider.secret);
            let passes = *proof == right || proof.trim().is_empty();
            prop_assert_eq!(told.status == 200, passes, "{}", told.text);
            judge(&told)
        }
        Shown::Authorization(header) => {
            if http::HeaderValue::from_bytes(header.as_bytes()).is_err() {
                return Ok(());
            }
            let headers = [("authorization", header.as_str())];
            let told = town.send_as(&Sent::get("$waba", Vec::new()), &headers).await;
            let known = town.tokens.iter().any(|token| header.contains(token.as_str()));
            prop_assert!(known || told.status != 200, "{header:?} was taken: {}", told.text);
            judge(&told)
        }
        Shown::Token(token) => {
            let known = town.tokens.iter().any(|one| one == token.trim());
            let query = vec![("access_token".to_owned(), token.clone())];
            let told = town.send_as(&Sent::get("$waba", query), &[]).await;
            prop_assert!(known || told.status != 200, "{token:?} was taken: {}", told.text);
            judge(&told)?;
            let query = vec![("input_token".to_owned(), token.clone())];
            let told = town.send(&Sent { token: 2, ..Sent::get("debug_token", query) }).await;
            let valid = told.json()["data"]["is_valid"] == true;
            prop_assert!(known || !valid, "{token:?} is said to be good: {}", told.text);
            judge(&told)
        }
    }
}

#[test]
fn signatures() {
    search(ROUND, shown, &check);
}
