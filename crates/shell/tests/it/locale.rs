//! Texts: falling back, choosing a language, finding what is missing.

use shell::locale::{Direction, LocaleError, Locales};

const EN: &str = "
# Greets a person.
greeting = Hello { $name }
files = { $count ->
    [one] one file
   *[other] { $count } files
}
button = Save
    .title = Save for { $name }
only-en = English
-brand = Vestibule
";

const DE: &str = "
greeting = Hallo { $name }
files = { $count ->
    [one] eine Datei
   *[other] { $count } Dateien
}
button = Sichern
    .title = Für { $nom } sichern
extra = Mehr
";

fn locales() -> Locales {
    Locales::load(&[
        ("en_US", EN),
        ("de_DE", DE),
        ("ar_AR", "greeting = مرحبا { $name }"),
        ("es_ES", "greeting = Hola { $name }"),
        ("es_LA", "greeting = Hola { $name }"),
        ("pt_BR", "greeting = Oi { $name }"),
        ("pt_PT", "greeting = Olá { $name }"),
        ("zh_CN", "greeting = 你好 { $name }"),
        ("zh_TW", "greeting = 您好 { $name }"),
    ])
    .expect("good texts")
}

#[test]
fn texts_are_filled_in_and_fall_back_to_english() {
    let german = locales().get("de_DE").unwrap();
    let greeting = |name: &str| german.text("greeting", &[("name", name.to_owned().into())]);
    assert_eq!(greeting("Ana"), "Hallo Ana");
    assert_eq!(german.text("files", &[("count", 1.into())]), "eine Datei");
    assert_eq!(german.text("files", &[("count", 2.into())]), "2 Dateien");
    assert_eq!(german.text("only-en", &[]), "English");
    let english = locales().base();
    assert_eq!(english.text("button.title", &[("name", "Ana".into())]), "Save for Ana");
    assert_eq!((german.tag(), german.lang().as_str()), ("de_DE", "de-DE"));
}

#[test]
#[should_panic(expected = "no text nonsense in de_DE nor en_US")]
fn a_key_nobody_has_is_a_mistake_of_the_program() {
    let _ = locales().get("de_DE").unwrap().text("nonsense", &[]);
}

#[test]
fn right_to_left_languages_isolate_values() {
    let arabic = locales().get("ar_AR").unwrap();
    assert_eq!(arabic.direction(), Direction::Rtl);
    let text = arabic.text("greeting", &[("name", "Ana".into())]);
    assert_eq!(text, "مرحبا \u{2068}Ana\u{2069}");
    assert_eq!(locales().base().direction().as_str(), "ltr");
}

#[test]
fn the_nearest_language_is_chosen() {
    let locales = locales();
    for (wanted, chosen) in [
        ("de_DE", "de_DE"),
        ("de-at", "de_DE"),
        ("DE", "de_DE"),
        ("pt_BR", "pt_BR"),
        ("zh-Hant", "zh_TW"),
        ("zh-Hans-CN", "zh_CN"),
        ("en_GB", "en_US"),
        ("es_ES", "es_ES"),
        ("es_MX", "es_LA"),
        ("es", "es_LA"),
        ("fr_FR", "en_US"),
        ("", "en_US"),
        ("../etc", "en_US"),
    ] {
        assert_eq!(locales.negotiate(wanted).tag(), chosen, "{wanted}");
    }
    for (header, chosen) in [
        ("fr-FR,fr;q=0.9,pt-PT;q=0.8,en;q=0.7", "pt_PT"),
        ("en;q=0.5, de", "de_DE"),
        ("de;q=0, *", "en_US"),
        ("nonsense;q=x", "en_US"),
    ] {
        assert_eq!(locales.negotiate_header(header).tag(), chosen, "{header}");
    }
}

#[test]
fn differences_to_english_are_found() {
    let all: Vec<String> = locales().check_keys().iter().map(ToString::to_string).collect();
    let german: Vec<&String> = all.iter().filter(|line| line.starts_with("de_DE")).collect();
    assert_eq!(
        german,
        [
            r#"de_DE: button.title uses ["nom"] where English uses ["name"]"#,
            "de_DE: only-en is missing",
            "de_DE: extra is not in English",
        ]
    );
    assert!(all.contains(&"ar_AR: button is missing".to_owned()), "{all:?}");
    let same = Locales::load(&[("en_US", EN), ("de_DE", EN)]).unwrap();
    assert_eq!(same.check_keys(), []);
}

#[test]
fn bad_texts_are_refused_with_their_line() {
    let load = |texts: &[(&str, &str)]| Locales::load(texts).unwrap_err();
    assert_eq!(load(&[("de_DE", "a = b")]), LocaleError::NoBase);
    assert!(matches!(load(&[("not a tag", "a = b")]), LocaleError::BadTag(_)));
    let error = load(&[("en_US", "a = b\nc = { $\n")]).to_string();
    assert!(error.contains("en_US") && error.contains("line "), "{error}");
    let twice = load(&[("en_US", "a = b"), ("en_US", "a = c")]).to_string();
    assert!(twice.contains('a'), "{twice}");
}
