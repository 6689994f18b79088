//! Parameters that narrow, order or sum up a list.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::json;

use crate::input::{changed, edited, text};
use crate::search::{ROUND, search};
use crate::town::{Sent, Town, judge};

/// Lists, statistics and everything else that is read with parameters.
const PATHS: [&str; 24] = [
    "$business/owned_whatsapp_business_accounts",
    "$business/client_whatsapp_business_accounts",
    "$business/extendedcredits",
    "$business/self_certified_whatsapp_business_submissions",
    "$business/system_users",
    "$business/business_users",
    "$business/owned_businesses",
    "$business/preverified_numbers",
    "$waba/phone_numbers",
    "$waba/message_templates",
    "$waba/assigned_users",
    "$waba/solutions",
    "$waba/activities",
    "$waba/schedules",
    "$waba/subscribed_apps",
    "$waba/analytics",
    "$waba/conversation_analytics",
    "$waba/template_analytics",
    "$app/whatsapp_business_solutions",
    "$app/connected_client_businesses",
    "$line/owning_credit_allocation_configs",
    "$ready/partners",
    "debug_token",
    "",
];

const NAMES: [&str; 34] = [
    "filtering",
    "sort",
    "limit",
    "summary",
    "find",
    "name",
    "status",
    "language",
    "category",
    "content",
    "name_or_content",
    "quality_score",
    "since",
    "until",
    "activity_type",
    "business",
    "end_business_id",
    "receiving_business_id",
    "role",
    "code_verification_status",
    "phone_number",
    "phone_numbers",
    "start",
    "end",
    "granularity",
    "template_ids",
    "metric_types",
    "conversation_categories",
    "dimensions",
    "country_codes",
    "child_business_external_id",
    "ids",
    "input_token",
    "fields",
];

fn filtering() -> BoxedStrategy<String> {
    let names = [
        "creation_time",
        "ownership_type",
        "country",
        "account_mode",
        "messaging_limit_tier",
        "is_official_business_account",
        "nonsense",
    ];
    let operators = ["EQUAL", "IN", "GREATER_THAN", "LESS_THAN", "BEFORE", "CONTAIN", "equal"];
    let one = (select(names.to_vec()), select(operators.to_vec()), text());
    let one = one.prop_flat_map(|(name, is, to)| {
        let value = prop_oneof![
            Just(json!(to)),
            any::<i64>().prop_map(|number| json!(number)),
            Just(json!([to, "DE"])),
        ];
        value.prop_map(move |value| json!({"field": name, "operator": is, "value": value}))
    });
    let list = vec(one, 0..4).prop_map(|filters| json!(filters));
    let list = list.prop_flat_map(changed).prop_map(|filters| filters.to_string());
    prop_oneof![3 => list.clone(), 1 => edited(list)].boxed()
}

fn reads(_: &Town) -> BoxedStrategy<Sent> {
    let words = prop_oneof![
        Just("TRUE"),
        Just("DAY"),
        Just("MONTH"),
        Just("HALF_HOUR"),
        Just("DAILY"),
        Just("COST"),
        Just("[\"COST\",\"CONVERSATION\"]"),
        Just("APPROVED,REJECTED"),
        Just("['en_US']"),
        Just("$business"),
        Just("$waba,$phone"),
        Just("$template"),
        Just("total_count"),
        Just("creation_time_ascending"),
        Just("1700000000"),
        Just("2026-11-22"),
        Just("1800000000"),
    ];
    let words = words.prop_map(str::to_owned);
    let one = select(&NAMES[..]).prop_flat_map(move |name| {
        let value = match name {
            "filtering" => filtering(),
            _ => prop_oneof![words.clone().boxed(), edited(words.clone()), text()].boxed(),
        };
        value.prop_map(move |value| (name.to_owned(), value))
    });
    let business = ("business".to_owned(), "$business".to_owned());
    let span = ["start", "end"].into_iter().zip(["1760000000", "1770000000"]);
    let span: Vec<(String, String)> = span.map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let usual = [span, vec![("granularity".to_owned(), "DAY".to_owned()), business]].concat();
    (select(&PATHS[..]), vec(one, 0..5), any::<bool>(), 0_usize..4)
        .prop_map(move |(path, mut query, helped, token)| {
            if helped {
                query.extend(usual.iter().cloned());
            }
            Sent { token, ..Sent::get(path, query) }
        })
        .boxed()
}

#[test]
fn filters() {
    search(ROUND, reads, &async |town, sent| judge(&town.send(sent).await));
}
