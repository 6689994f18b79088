//! The calls that change something, and what each may say.

use http::Method;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};

/// A call as the reference writes it.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) members: Vec<(&'static str, Value)>,
}

/// One of all, with all of its members or some of them.
pub(crate) fn operation() -> BoxedStrategy<Operation> {
    select(all())
        .prop_flat_map(|whole| {
            let (count, members) = (whole.members.len(), whole.members.clone());
            let some =
                prop_oneof![2 => Just(members.clone()), 1 => subsequence(members, 0..=count)];
            some.prop_map(move |members| Operation { members, ..whole.clone() })
        })
        .boxed()
}

fn all() -> Vec<Operation> {
    let read = |(path, members): (&'static str, Value)| {
        let (method, path) = path.split_once(' ').unwrap();
        let Value::Object(members) = members else { panic!("{members}") };
        let members = members.into_iter().map(|(name, value)| {
            let name: &'static str = Box::leak(name.into_boxed_str());
            (name, value)
        });
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        Operation { method, path, members: members.collect() }
    };
    [on_accounts(), on_numbers(), on_businesses(), on_the_rest()]
        .concat()
        .into_iter()
        .map(read)
        .collect()
}

type Line = (&'static str, Value);

fn on_accounts() -> Vec<Line> {
    let template = json!({"name": "news", "language": "en_US", "category": "MARKETING",
        "parameter_format": "POSITIONAL", "allow_category_change": true,
        "message_send_ttl_seconds": 600, "components": [
            {"type": "HEADER", "format": "TEXT", "text": "Hi {{1}}",
             "example": {"header_text": ["Kim"]}},
            {"type": "BODY", "text": "Bread at {{1}}.", "example": {"body_text": [["nine"]]}},
            {"type": "FOOTER", "text": "Bye"},
            {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "No"},
             {"type": "URL", "text": "Go", "url": "https://x.example/{{1}}", "example": ["a"]},
             {"type": "PHONE_NUMBER", "text": "Call", "phone_number": "+16505550111"}]}]});
    let code = json!({"name": "code", "language": "de", "category": "AUTHENTICATION",
        "components": [{"type": "BODY", "add_security_recommendation": true},
            {"type": "FOOTER", "code_expiration_minutes": 10},
            {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE"}]}]});
    vec![
        (
            "POST $waba",
            json!({"name": "Shrub", "timezone_id": 7, "purchase_order_number": "12",
            "is_enabled_for_insights": true}),
        ),
        (
            "POST $waba/phone_numbers",
            json!({"cc": "1", "phone_number": "6505550177",
            "verified_name": "Lucky Shrub", "migrate_phone_number": false}),
        ),
        ("POST $waba/phone_numbers", json!({"preverified_id": "$ready", "verified_name": "Lucky"})),
        ("POST $waba/assigned_users", json!({"user": "$employee", "tasks": ["MANAGE"]})),
        ("DELETE $waba/assigned_users", json!({"user": "$employee"})),
        ("POST $waba/agencies", json!({"business": "$business", "permitted_tasks": ["MANAGE"]})),
        (
            "POST $waba/subscribed_apps",
            json!({"subscribed_fields": ["messages"],
            "override_callback_uri": "http://hooks.example/in", "verify_token": "vt"}),
        ),
        ("DELETE $waba/subscribed_apps", json!({})),
        ("POST $waba/message_templates", template),
        ("POST $waba/message_templates", code),
        ("DELETE $waba/message_templates", json!({"name": "hello", "hsm_id": "$template"})),
        (
            "POST $waba/migrate_message_templates",
            json!({"source_waba_id": "$own",
            "page_number": 0, "count": 10}),
        ),
        ("POST $waba/set_solution_migration_intent", json!({"solution_id": "$app"})),
        (
            "POST $template",
            json!({"category": "UTILITY", "message_send_ttl_seconds": 60,
            "components": [{"type": "BODY", "text": "Hello."}]}),
        ),
        ("DELETE $template", json!({})),
    ]
}

fn on_numbers() -> Vec<Line> {
    let text = json!({"messaging_product": "whatsapp", "recipient_type": "individual",
        "to": "+1 631-555-1000", "type": "text", "biz_opaque_callback_data": "x",
        "text": {"body": "Hi", "preview_url": true}, "context": {"message_id": "wamid.X"}});
    let template = json!({"messaging_product": "whatsapp", "to": "16315551000", "type": "template",
        "template": {"name": "hello", "language": {"code": "en_US", "policy": "deterministic"},
            "components": [
                {"type": "header", "parameters": [{"type": "text", "text": "Kim"}]},
                {"type": "body", "parameters": [{"type": "text", "text": "nine"},
                    {"type": "currency", "currency": {"fallback_value": "$1", "code": "USD",
                     "amount_1000": 1000}}]},
                {"type": "button", "sub_type": "url", "index": "0",
                 "parameters": [{"type": "text", "text": "a"}]}]}});
    vec![
        ("POST $phone/request_code", json!({"code_method": "SMS", "language": "en_US"})),
        ("POST $phone/verify_code", json!({"code": "123456"})),
        (
            "POST $phone/register",
            json!({"messaging_product": "whatsapp", "pin": "123456",
            "data_localization_region": "DE", "backup": {"password": "x", "data": "eA=="}}),
        ),
        ("POST $phone/deregister", json!({})),
        ("POST $phone", json!({"new_display_name": "Lucky Shrub Two", "pin": "654321"})),
        (
            "POST $phone",
            json!({"webhook_configuration": {
            "override_callback_uri": "http://hooks.example/in", "verify_token": "vt"}}),
        ),
        (
            "POST $phone/settings",
            json!({"storage_configuration": {
            "status": "IN_COUNTRY_STORAGE_ENABLED", "data_localization_region": "DE"},
            "user_identity_change": {"enable_identity_key_check": true}}),
        ),
        (
            "POST $phone/whatsapp_business_profile",
            json!({"messaging_product": "whatsapp",
            "about": "Bread", "address": "Here", "description": "Bread", "email": "a@b.example",
            "websites": ["https://a.example", "https://b.example"], "vertical": "RETAIL",
            "profile_picture_handle": "4:abc"}),
        ),
        (
            "POST $phone/official_business_account",
            json!({"business_website_url":
            "https://x.example", "primary_country_of_operation": "DE", "primary_language": "de",
            "supporting_links": ["https://x.example"], "parent_business_or_brand": "None"}),
        ),
        ("POST $phone/messages", text),
        ("POST $phone/messages", template),
        (
            "POST $phone/messages",
            json!({"messaging_product": "whatsapp", "status": "read",
            "message_id": "wamid.X", "typing_indicator": {"type": "text"}}),
        ),
    ]
}

fn on_businesses() -> Vec<Line> {
    vec![
        ("POST $business/system_users", json!({"name": "robot", "role": "EMPLOYEE"})),
        (
            "POST $business/system_user_access_tokens",
            json!({"system_user_id": "$employee",
            "scope": ["whatsapp_business_management"], "asset": ["$waba"], "fetch_only": false,
            "set_token_expires_in_60_days": true, "appsecret_proof": "00"}),
        ),
        ("POST $business/business_users", json!({"email": "k@x.example", "role": "ADMIN"})),
        (
            "POST $business/owned_businesses",
            json!({"name": "Child", "vertical": "RETAIL",
            "child_business_external_id": "c1", "survey_business_type": "AGENCY",
            "timezone_id": 1, "page_permitted_tasks": ["MANAGE"]}),
        ),
        ("DELETE $business/owned_businesses", json!({"client_id": "$client"})),
        ("POST $business/add_phone_numbers", json!({"phone_number": "+16505550188"})),
        (
            "POST $business/share_preverified_numbers",
            json!({"preverified_id": "$ready",
            "partner_business_id": "$client"}),
        ),
        (
            "DELETE $business/share_preverified_numbers",
            json!({"preverified_id": "$ready",
            "partner_business_id": "$client"}),
        ),
        (
            "POST $business/self_certify_whatsapp_business",
            json!({"end_business_id": "$client",
            "average_monthly_revenue_spend_with_partner": {"amount": "1", "currency": "USD"},
            "business_documents": ["x"], "num_billing_cycles_with_partner": 3,
            "end_business_legal_name": "Lucky", "end_business_website": "https://x.example",
            "end_business_address": "x", "end_business_phone_number": "1",
            "end_business_local_name": "x", "end_business_trade_names": ["x"]}),
        ),
        ("POST $ready/request_code", json!({"code_method": "VOICE", "language": "en_US"})),
        ("POST $ready/verify_code", json!({"code": "123-456"})),
        ("DELETE $ready", json!({})),
    ]
}

fn on_the_rest() -> Vec<Line> {
    let share = json!({"waba_id": "$waba", "waba_currency": "USD"});
    let batch = json!({"batch": [{"method": "GET", "relative_url": "$waba?fields=id"},
        {"method": "POST", "relative_url": "v21.0/$phone/register", "body": "pin=1&a=b",
         "name": "one", "omit_response_on_success": false, "depends_on": "one"}],
        "include_headers": false});
    vec![
        ("POST $line/whatsapp_credit_sharing_and_attach", share.clone()),
        (
            "POST $line/whatsapp_credit_sharing",
            json!({"receiving_business_id": "$client",
            "amount": "100.0"}),
        ),
        ("POST $line/whatsapp_credit_attach", share),
        (
            "POST $line/owning_credit_allocation_configs",
            json!({"receiving_business_id": "$client",
            "amount": {"amount": "1", "currency": "USD"}, "liability_type": "MSA",
            "partition_type": "FIXED", "send_bill_to": "$business"}),
        ),
        ("DELETE $allocation", json!({})),
        (
            "POST $app/subscriptions",
            json!({"object": "whatsapp_business_account",
            "callback_url": "http://hooks.example/in", "verify_token": "vt",
            "include_values": true, "fields": ["messages", "account_update"]}),
        ),
        (
            "DELETE $app/subscriptions",
            json!({"object": "whatsapp_business_account",
            "fields": "messages"}),
        ),
        (
            "POST $app/uploads",
            json!({"file_length": 4, "file_type": "image/png",
            "file_name": "a.png"}),
        ),
        (
            "POST $app/whatsapp_business_solution",
            json!({"solution_name": "Both",
            "partner_app_id": "$app", "owner_permissions": ["MESSAGING"],
            "partner_permissions": ["MESSAGING"]}),
        ),
        (
            "POST oauth/access_token",
            json!({"client_id": "$app", "client_secret": "$secret", "code": "x",
            "grant_type": "authorization_code", "redirect_uri": "", "fb_exchange_token": "x"}),
        ),
        (
            "POST oauth/revoke",
            json!({"client_id": "$app", "client_secret": "$secret",
            "revoke_token": "x", "access_token": "x"}),
        ),
        ("POST /", batch),
    ]
}
