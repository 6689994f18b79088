//! Settings: who wins, and sentences for what cannot be used.

use serde::{Deserialize, Serialize};
use shell::config::load_with;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    app_id: String,
    #[serde(default)]
    port: u16,
    #[serde(default)]
    mail: Option<Mail>,
    #[serde(default)]
    login: Login,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mail {
    url: String,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Login {
    #[default]
    Token,
    Code,
}

#[derive(Default, Serialize)]
struct Flags {
    port: Option<u16>,
}

fn read(file: &str, environment: &[(&str, &str)], flags: Flags) -> Result<Settings, String> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("provider.toml");
    std::fs::write(&path, file).expect("a file");
    let environment = environment
        .iter()
        .map(|(name, value)| (format!("VESTIBULE_PROVIDER_{name}"), (*value).to_owned()));
    load_with("provider", Some(&path), flags, environment)
        .map_err(|error| error.to_string().replace(&path.display().to_string(), "FILE"))
}

#[test]
fn flags_win_over_environment_over_file() {
    let file = "app_id = 'a'\nport = 1\n[mail]\nurl = 'smtp://a'";
    let settings = read(file, &[], Flags::default()).unwrap();
    assert_eq!((settings.app_id.as_str(), settings.port), ("a", 1));
    let environment = [("PORT", "2"), ("MAIL__URL", "smtp://b"), ("LOGIN", "code")];
    let settings = read(file, &environment, Flags::default()).unwrap();
    assert_eq!((settings.port, settings.login), (2, Login::Code));
    assert_eq!(settings.mail, Some(Mail { url: "smtp://b".into() }));
    assert_eq!(read(file, &environment, Flags { port: Some(3) }).unwrap().port, 3);
}

#[test]
fn numbers_in_the_environment_may_be_texts() {
    for text in ["0123456789", "true", "1.0", "[x]"] {
        let settings = read("", &[("APP_ID", text)], Flags::default()).unwrap();
        assert_eq!(settings.app_id, text);
    }
}

#[test]
fn what_is_wrong_and_where() {
    let say =
        |file, environment: &[(&str, &str)]| read(file, environment, Flags::default()).unwrap_err();
    assert_eq!(
        say("", &[]),
        "the setting app_id is missing: write it into the settings file, or set \
         VESTIBULE_PROVIDER_APP_ID"
    );
    assert_eq!(say("app_id = 7", &[]), "the setting app_id (in FILE) must be a string");
    assert_eq!(
        say("app_id = 'a'", &[("PORT", "SECRET")]),
        "the setting port (environment variable VESTIBULE_PROVIDER_PORT) must be a whole \
         number from 0 to 65535"
    );
    assert_eq!(
        say("app_id = 'a'\nlogin = 'x'", &[]),
        "the setting login (in FILE) must be one of token, code"
    );
    let unknown = say("app_id = 'a'\nap_id = 'b'", &[]);
    assert!(unknown.starts_with("there is no setting ap_id"), "{unknown}");
    assert!(unknown.contains("app_id, port, mail, login"), "{unknown}");
    let broken = say("app_id = ", &[]);
    assert!(broken.starts_with("FILE: "), "{broken}");
    let missing = load_with::<Settings>(
        "provider",
        Some(std::path::Path::new("/nowhere/provider.toml")),
        Flags::default(),
        std::iter::empty(),
    );
    let missing = missing.unwrap_err().to_string();
    assert!(
        missing.starts_with("cannot read the settings file /nowhere/provider.toml"),
        "{missing}"
    );
}
