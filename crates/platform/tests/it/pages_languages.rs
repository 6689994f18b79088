//! The pop-up speaks the language of the person who uses it (requirement B05, experience §2).

use std::path::Path;

use shell::locale::{Direction, Locale, Locales};

use crate::signup::{Walk, dialog};
use crate::stage::Stage;
use crate::visitor::{Page, Visitor};

/// The thirty languages of the pop-up, and the two that come besides.
const TAGS: [&str; 32] = [
    "ar_AR", "cs_CZ", "da_DK", "de_DE", "el_GR", "en_GB", "en_US", "es_ES", "es_LA", "fi_FI",
    "fr_FR", "he_IL", "hi_IN", "hu_HU", "id_ID", "it_IT", "ja_JP", "ko_KR", "nb_NO", "nl_NL",
    "pl_PL", "pt_BR", "pt_PT", "ro_RO", "ru_RU", "sv_SE", "th_TH", "tr_TR", "vi_VN", "zh_CN",
    "zh_HK", "zh_TW",
];

fn text(tag: &str) -> String {
    let folder = if tag == "en_US" { "en" } else { tag };
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(here.join("locales").join(folder).join("dialog.ftl")).unwrap()
}

fn locales() -> Locales {
    let texts: Vec<(&str, String)> = TAGS.iter().map(|tag| (*tag, text(tag))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(tag, text)| (*tag, text.as_str())).collect();
    Locales::load(&texts).unwrap()
}

/// Whole sentences of the English source without values, which no other language has.
fn english(other: &str) -> Vec<String> {
    let source = text("en_US");
    let texts = source.lines().filter_map(|line| line.split_once(" = ").map(|(_, text)| text));
    let plain = texts.filter(|text| text.split(' ').count() > 3 && !text.contains('{'));
    plain.filter(|text| !other.contains(text)).map(str::to_owned).collect()
}

/// What every screen in a language must be: marked as that language, with its own heading, and
/// without an English sentence.
fn looks(page: &Page, locale: &Locale, step: &str, foreign: &[String]) {
    let tag = locale.tag();
    page.says(&format!("lang=\"{}\"", locale.lang()));
    page.says(&format!("dir=\"{}\"", locale.direction().as_str()));
    if step != "authorization" {
        let title = locale.text(&format!("{step}-title"), &[]);
        assert!(page.html.contains(&format!("<h1>{title}</h1>")), "{tag} {step}: {}", page.html);
    }
    for sentence in foreign {
        assert!(!page.html.contains(sentence), "{tag} {step}: {sentence}");
    }
    if locale.text("login-title", &[]) != "Log in" {
        assert!(!page.html.contains(">Germany"), "{tag} {step} has English countries");
    }
}

/// The whole way in one language, with a refusal on it.
async fn walks(stage: &Stage, app: graph::AppId, locale: &Locale, nth: usize) {
    let foreign = english(&text(locale.tag()));
    assert_eq!(foreign.is_empty(), locale.tag() == "en_US", "{}", locale.tag());
    let (mut walk, page) = Walk::begin_in(stage, app, "", locale.tag()).await;
    looks(&page, locale, "authorization", &foreign);
    page.says(&locale.text("authorization-owner", &[]));
    looks(&walk.step("authorization", &[]).await, locale, "business", &foreign);
    looks(&walk.business().await, locale, "waba", &foreign);
    looks(&walk.step("waba", &[("waba", "new")]).await, locale, "profile", &foreign);
    looks(&walk.profile().await, locale, "number", &foreign);
    let missing = walk.number("").await;
    looks(&missing, locale, "number", &foreign);
    let label = locale.text("number-number", &[]).into();
    missing.says(&locale.text("frame-check-field", &[("label", label)]));
    let national = format!("15123456{nth:02}");
    looks(&walk.number(&national).await, locale, "verify", &foreign);
    let soon = walk.step("resend", &[("method", "sms")]).await;
    looks(&soon, locale, "verify", &foreign);
    let code = walk.code(&format!("49{national}")).await;
    looks(&walk.step("verify", &[("code", &code)]).await, locale, "permissions", &foreign);
    looks(&walk.step("permissions", &[]).await, locale, "done", &foreign);
}

#[tokio::test]
async fn b05_the_pop_up_speaks_thirty_languages_and_two_more() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let locales = locales();
    assert_eq!(locales.check_keys(), [], "a language says less or more than English");
    for (nth, tag) in TAGS.into_iter().enumerate() {
        walks(&stage, app, &locales.get(tag).unwrap(), nth).await;
    }
    let rtl = TAGS.map(|tag| locales.get(tag).unwrap().direction() == Direction::Rtl);
    assert_eq!(rtl.iter().filter(|rtl| **rtl).count(), 2, "Arabic and Hebrew");
}

/// A language that is not among them is answered by its nearest kin, or in English.
#[tokio::test]
async fn b05_other_languages_fall_back_to_the_nearest() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let pairs = [("es_MX", "es-LA"), ("pt_AO", "pt-BR"), ("zh_SG", "zh-CN"), ("de_AT", "de-DE")];
    for (wanted, lang) in pairs.into_iter().chain([("is_IS", "en-US"), ("en_AU", "en-US")]) {
        let (_, page) = Walk::begin_in(&stage, app, "", wanted).await;
        page.says(&format!("lang=\"{lang}\""));
    }
}

/// Who is not logged in yet is spoken to in the language of the browser.
#[tokio::test]
async fn b05_the_login_speaks_the_language_of_the_browser() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    let locales = locales();
    for (header, tag) in [("de-DE,de;q=0.9,en;q=0.5", "de_DE"), ("ar", "ar_AR"), ("is", "en_US")] {
        let mut visitor = Visitor::new(&stage);
        visitor.speaks(header);
        let page = visitor.open(&dialog(app, "")).await;
        assert!(page.path.starts_with("/login"), "{}", page.path);
        page.says(&format!("<h1>{}</h1>", locales.get(tag).unwrap().text("login-title", &[])));
        page.says(&format!("<option value=\"{tag}\" selected>"));
    }
}

/// A number keeps its order among words from right to left, its plus sign at its beginning.
#[tokio::test]
async fn b05_numbers_read_alike_in_every_direction() {
    let stage = Stage::new().await;
    let (app, _) = stage.provider().await;
    for (tag, national, isolated) in [("he_IL", "1512345678", true), ("el_GR", "1512345679", false)]
    {
        let (mut walk, _) = Walk::begin_in(&stage, app, "", tag).await;
        walk.up_to_profile().await;
        let page = walk.profile().await;
        assert_eq!(page.html.contains("(\u{2066}+49\u{2069})"), isolated, "{tag}");
        assert_eq!(page.html.contains("(+49)"), !isolated, "{tag}");
        let verify = walk.number(national).await;
        let digits = format!("49{national}");
        let code = walk.code(&digits).await;
        let review = walk.step("verify", &[("code", &code)]).await;
        for page in [verify, review] {
            let plain: String = page.html.chars().filter(|one| *one != ' ').collect();
            assert!(plain.contains(&format!("+{digits}")), "{tag}: {}", page.html);
            let marked = plain.contains(&format!("\u{2066}+{digits}\u{2069}"));
            assert_eq!(marked, isolated, "{tag}: {}", page.html);
        }
    }
}
