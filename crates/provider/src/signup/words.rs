//! What the script of the signup page may say, and the steps of the dialog in words.

use serde_json::{Value, json};

/// The steps of the dialog as it names them (contract §1.4), and what people call them.
const STEPS: [(&str, &str); 6] = [
    ("BUSINESS_ACCOUNT_SELECTION", "choosing the business"),
    ("WABA_PHONE_PROFILE_PICKER", "choosing the WhatsApp Business account"),
    ("WHATSAPP_BUSINESS_PROFILE_SETUP", "filling in the WhatsApp profile"),
    ("PHONE_NUMBER_SETUP", "giving the phone number"),
    ("PHONE_NUMBER_VERIFICATION", "verifying the phone number by its code"),
    ("PERMISSIONS", "the last look at the permissions"),
];

/// The name of a step if it is one of the dialog's.
pub(crate) fn known_step(step: &str) -> Option<&'static str> {
    STEPS.iter().map(|(name, _)| *name).find(|name| *name == step)
}

/// The texts for the script, by the kind of message.
pub(crate) fn for_script() -> String {
    let steps: serde_json::Map<String, Value> =
        STEPS.iter().map(|(name, words)| ((*name).to_owned(), (*words).into())).collect();
    json!({
        "steps": steps,
        "open": "Go on in the window that has opened. This page waits for it.",
        "working": "Thank you. Your account is being handed over to us …",
        "blocked": "Your browser blocked the window. Allow pop-ups for this page (look for a sign \
            in the address bar), then press the button again.",
        "unloaded": "The connection to WhatsApp could not be loaded. If an ad or tracking blocker \
            is active, switch it off for this page, then load the page again.",
        "unanswered": "The window closed without an answer. If you had reached its end, your \
            account reaches us by itself within minutes; otherwise press the button again.",
        "cancelled": "The window was closed before the end. Nothing is lost: press the button \
            again when you like.",
        "stopped": "You stopped at:",
        "kept": "What you entered is kept: press the button again to go on from there.",
        "reported": "The signup reported:",
        "unreachable": "Our server could not be reached.",
        "again": "Press the button again.",
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn b12_every_step_of_the_dialog_has_words() {
        let words: Value = serde_json::from_str(&for_script()).unwrap();
        for step in [
            "BUSINESS_ACCOUNT_SELECTION",
            "WABA_PHONE_PROFILE_PICKER",
            "WHATSAPP_BUSINESS_PROFILE_SETUP",
            "PHONE_NUMBER_SETUP",
            "PHONE_NUMBER_VERIFICATION",
            "PERMISSIONS",
        ] {
            assert!(words["steps"][step].as_str().unwrap().len() > 5, "{step}");
            assert_eq!(known_step(step), Some(step));
        }
        assert_eq!(known_step("ELSEWHERE"), None);
    }

    #[test]
    fn the_script_finds_every_word_it_says() {
        let words: Value = serde_json::from_str(&for_script()).unwrap();
        let script = include_str!("../../assets/connect.js");
        let (mut rest, mut found) = (script, 0);
        while let Some(at) = rest.find("WORDS.") {
            rest = &rest[at + "WORDS.".len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap();
            assert!(!words[&rest[..end]].is_null(), "{}", &rest[..end]);
            found += 1;
        }
        assert!(found > 5, "{found}");
        for said in script.split("say(\"").skip(1) {
            let kind = said.split('"').next().unwrap();
            assert!(kind == "problem" || words[kind].is_string(), "{kind}");
        }
    }
}
