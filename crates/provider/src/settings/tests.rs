//! Weak, missing and contradicting settings are refused.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::testing;

#[test]
fn weak_secrets_are_refused_by_name_and_never_shown() {
    type Spoil = fn(&mut Settings);
    let weak: [(&str, Spoil); 5] = [
        ("app_secret is blank", |s| s.app_secret = "  ".into()),
        ("employee_token is too short", |s| s.employee_token = "EAAshort".into()),
        ("webhook_verify_token has the same", |s| {
            s.webhook_verify_token = "aaaaaaaaaaaaaaaaaaaa".into();
        }),
        ("console_password is a word", |s| s.console_password = "Password1234".into()),
        ("master_key cannot be used", |s| s.master_key = Some("change-me".into())),
    ];
    for (expected, spoil) in weak {
        let mut settings = testing::settings();
        settings.check().unwrap();
        spoil(&mut settings);
        let error = settings.check().unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
        assert!(!error.contains("EAAshort") && !error.contains("Password1234"), "{error}");
    }
}

#[test]
fn what_the_choices_ask_for_must_be_there() {
    let mut settings = testing::settings();
    settings.platform_onprem_url = None;
    assert!(settings.check().unwrap_err().to_string().contains("platform_onprem_url"));
    settings.hosting = HostingChoice::Cloud;
    settings.check().unwrap();
    settings.login = Login::Code;
    assert!(settings.check().unwrap_err().to_string().contains("config_id"));
}

#[test]
fn printing_the_settings_shows_no_secret() {
    let shown = format!("{:?}", testing::settings());
    assert!(!shown.contains(testing::APP_SECRET), "{shown}");
}

#[test]
fn spans_that_lose_what_is_needed_or_mean_nothing_are_refused_by_name() {
    type Spoil = fn(&mut Settings);
    let wrong: [(&str, Spoil); 10] = [
        ("sweep_seconds would look", |s| s.sweep_seconds = 0),
        ("full_pass_per_minute would never", |s| s.full_pass_per_minute = 0),
        ("keep_webhooks_days is too short: give 8 days or more", |s| s.keep_webhooks_days = 7),
        ("keep_webhooks_days is too short", |s| s.keep_webhooks_days = 0),
        ("keep_letters_days is too short", |s| s.keep_letters_days = 6),
        ("keep_signups_days is too short", |s| s.keep_signups_days = 0),
        ("keep_timeline_days is too short", |s| s.keep_timeline_days = 89),
        ("keep_messages_days is too short", |s| s.keep_messages_days = 29),
        ("keep_messages_days is longer than a hundred", |s| s.keep_messages_days = 36_501),
        ("console_session_hours is out of bounds", |s| s.console_session_hours = 0),
    ];
    for (expected, spoil) in wrong {
        let mut settings = testing::settings();
        spoil(&mut settings);
        let error = settings.check().unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let right: [Spoil; 3] = [
        |s| (s.keep_timeline_days, s.keep_messages_days) = (0, 0),
        |s| (s.keep_timeline_days, s.keep_messages_days) = (90, 30),
        |s| s.console_session_hours = 168,
    ];
    for choose in right {
        let mut settings = testing::settings();
        choose(&mut settings);
        settings.check().unwrap();
    }
}

#[test]
fn authorities_that_cannot_be_read_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("authorities.pem");
    type Choose = fn(&mut Settings, PathBuf);
    let choices: [(&str, Choose); 2] = [
        ("client_authorities", |s, file| s.client_authorities = Some(file)),
        ("database_authorities", |s, file| s.database_authorities = Some(file)),
    ];
    for (name, choose) in choices {
        let mut settings = testing::settings();
        choose(&mut settings, file.clone());
        let refused = |settings: &Settings| settings.check().unwrap_err().to_string();
        let _ = std::fs::remove_file(&file);
        let why = refused(&settings);
        assert!(why.contains(name) && why.contains("No such file"), "{why}");
        std::fs::write(&file, "no certificate").unwrap();
        assert!(refused(&settings).contains("there is no certificate in it"));
        let made = rcgen::generate_simple_self_signed(vec!["db.example".into()]).unwrap();
        let text = STANDARD.encode(made.cert.der());
        let pem = format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n");
        std::fs::write(&file, pem).unwrap();
        settings.check().unwrap();
    }
}
