//! A fault as one would type it.

use serde_json::{Value, json};

use super::orders::Fault;

impl Fault {
    /// The command line that orders the same fault.
    #[must_use]
    pub fn command_line(&self) -> String {
        let mut words = vec![format!("vestibule fault add {}", self.kind.name())];
        let mut say = |flag: &str, value: &Value| {
            let flag = flag.trim_end_matches("_id").trim_end_matches("_number");
            let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            words.push(format!("--{flag} {}", quoted(&text)));
        };
        let members = json!(self.kind);
        for (name, value) in members[self.kind.name()].as_object().into_iter().flatten() {
            say(name, value);
        }
        for said in [json!(self.when), json!({ "times": self.times }), json!(self.matching)] {
            let said = said.as_object().into_iter().flatten();
            said.filter(|(_, value)| !value.is_null()).for_each(|(name, value)| say(name, value));
        }
        words.join(" ")
    }
}

/// A text as a shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._:/+-@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use graph::{PhoneNumberId, WabaId};
    use jiff::Timestamp;

    use crate::fault::{Fault, Kind, Matching, When};

    #[test]
    fn a_fault_can_be_typed() {
        let fault = Fault {
            id: 1,
            kind: Kind::Error { code: 2, subcode: None, message: Some("Meta's out".into()) },
            when: When::Chance { chance: 0.5, seed: 7 },
            times: Some(3),
            matching: Matching {
                operation: Some("phone.*".into()),
                waba_id: Some(WabaId::new(1)),
                phone_number_id: Some(PhoneNumberId::new(2)),
                ..Matching::default()
            },
            ordered_at: Timestamp::UNIX_EPOCH,
            after: 0,
            seen: 0,
            struck: 0,
        };
        assert_eq!(
            fault.command_line(),
            "vestibule fault add error --code 2 --message 'Meta'\\''s out' --chance 0.5 --seed 7 \
             --times 3 --operation 'phone.*' --waba 1 --phone 2"
        );
    }
}
