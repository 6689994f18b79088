//! What is read out of the platform's words about a number.

use super::*;

fn node(name: &str, new_name: Option<&str>) -> PhoneNode {
    PhoneNode {
        name_status: Some(name.to_owned()),
        new_name_status: new_name.map(str::to_owned),
        account_mode: Some("SANDBOX".to_owned()),
        last_onboarded_time: Some("2026-11-01T19:05:53+0000".to_owned()),
        ..PhoneNode::default()
    }
}

#[test]
fn d08_a_changed_name_under_review_counts_and_a_declined_one_does_not() {
    let cases = [
        ("DECLINED", None, NameStatus::Declined),
        ("DECLINED", Some("PENDING_REVIEW"), NameStatus::PendingReview),
        ("DECLINED", Some("APPROVED"), NameStatus::Approved),
        ("APPROVED", Some("DECLINED"), NameStatus::Approved),
        ("", None, NameStatus::None),
    ];
    for (name, new_name, expected) in cases {
        assert_eq!(name_status(&node(name, new_name)), expected, "{name} {new_name:?}");
    }
}

#[test]
fn d09_a_verified_business_has_a_trial_without_an_end() {
    let node = node("PENDING_REVIEW", None);
    assert!(phone_seen(&node, false).trial_ends.is_some());
    assert_eq!(phone_seen(&node, true).trial_ends, None);
}

#[test]
fn peer_09_a_pin_that_nobody_told_us_of_is_not_guessed() {
    let node = |enabled: Option<bool>, platform: &str| PhoneNode {
        is_pin_enabled: enabled,
        platform_type: Some(platform.to_owned()),
        ..node("APPROVED", None)
    };
    assert_eq!(pin(&node(None, "NOT_APPLICABLE"), false), Pin::Free);
    assert_eq!(pin(&node(None, "ON_PREMISE"), false), Pin::Foreign);
    assert_eq!(pin(&node(None, "CLOUD_API"), false), Pin::Foreign);
    assert_eq!(pin(&node(None, "CLOUD_API"), true), Pin::Known);
    assert_eq!(pin(&node(Some(false), "CLOUD_API"), false), Pin::Free);
    assert_eq!(pin(&node(Some(true), "NOT_APPLICABLE"), false), Pin::Foreign);
}
