//! Signed webhooks as Meta sends them, no two alike.

use std::sync::Arc;

use bytes::Bytes;

use crate::load::{Shots, post};

/// The secret they are signed with.
pub const APP_SECRET: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
/// Where they are posted to.
pub const PATH: &str = "/webhooks/whatsapp";

/// `count` status updates of 600 to 900 bytes, ready to be sent.
pub fn shots(count: usize) -> Shots {
    Arc::new((0..count).map(shot).collect())
}

fn shot(number: usize) -> Bytes {
    let body = body(number);
    let signature = graph::webhook::sign(APP_SECRET, body.as_bytes());
    let headers = [(graph::webhook::SIGNATURE_HEADER, signature.as_str())];
    post(PATH, &headers, body.as_bytes())
}

fn body(number: usize) -> String {
    let pad = "x".repeat(number % 300);
    format!(
        "{{\"object\":\"whatsapp_business_account\",\"entry\":[{{\"id\":\"102290129340398\",\
         \"changes\":[{{\"value\":{{\"messaging_product\":\"whatsapp\",\"metadata\":{{\
         \"display_phone_number\":\"15550783881\",\"phone_number_id\":\"106540352242922\"}},\
         \"statuses\":[{{\"id\":\"wamid.HBgLMTY1MDU1NTEyMzQVAgARGBI{number:016}\",\
         \"status\":\"delivered\",\"timestamp\":\"1750030073\",\"recipient_id\":\"16505551234\",\
         \"conversation\":{{\"id\":\"72b14d6bd5407799e66f64d1b338e567\",\"origin\":{{\
         \"type\":\"marketing\"}}}},\"pricing\":{{\"billable\":true,\"pricing_model\":\"CBP\",\
         \"category\":\"marketing\"}},\"biz_opaque_callback_data\":\"{pad}\"}}]}},\
         \"field\":\"messages\"}}]}}]}}"
    )
}
