//! What is logged, and whether a secret is in it.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use tracing::{Level, subscriber::DefaultGuard};
use tracing_subscriber::fmt::MakeWriter;

/// Bytes by which a needle is first looked for.
const HEAD: usize = 8;
/// What is no longer than a PIN is looked for where no other digit stands beside it only.
const PIN_DIGITS: usize = 6;

/// Everything that is logged on this thread while it lives.
pub struct Ears {
    heard: Heard,
    _guard: DefaultGuard,
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Ears {
    /// Listens from now on, at the level at which operators look for a fault.
    pub fn prick() -> Self {
        let heard = Heard::default();
        let lines = tracing_subscriber::fmt()
            .with_max_level(Level::DEBUG)
            .with_ansi(false)
            .without_time()
            .with_writer(heard.clone())
            .finish();
        Self { heard, _guard: tracing::subscriber::set_default(lines) }
    }

    /// What was heard so far.
    pub fn heard(&self) -> String {
        let heard = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&heard).into_owned()
    }
}

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Heard {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// The first line of a text that has one of the secrets in it: as it is, in base64, in hexadecimal
/// digits, or as an address writes it. The secret itself is not repeated.
pub fn secret_in(text: &str, secrets: &[String]) -> Option<String> {
    let needles = Needles::of(secrets);
    let line = text.lines().find(|line| needles.are_in(line))?;
    Some(needles.hidden(line))
}

/// Secrets in all their clothes, by their first bytes.
struct Needles(BTreeMap<[u8; HEAD], Vec<String>>, Vec<String>);

impl Needles {
    fn of(secrets: &[String]) -> Self {
        let mut long: BTreeMap<[u8; HEAD], Vec<String>> = BTreeMap::new();
        let mut short = Vec::new();
        for secret in secrets {
            if secret.len() <= PIN_DIGITS {
                short.push(secret.clone());
                continue;
            }
            for needle in dresses(secret) {
                let head: Option<[u8; HEAD]> =
                    needle.as_bytes().get(..HEAD).and_then(|head| head.try_into().ok());
                head.into_iter()
                    .for_each(|head| long.entry(head).or_default().push(needle.clone()));
            }
        }
        Self(long, short)
    }

    fn are_in(&self, line: &str) -> bool {
        self.find(line).is_some()
    }

    fn find(&self, line: &str) -> Option<(usize, usize)> {
        let bytes = line.as_bytes();
        for (at, window) in bytes.windows(HEAD).enumerate() {
            let head: [u8; HEAD] = window.try_into().expect("windows have this length");
            let of_head = self.0.get(&head).into_iter().flatten();
            if let Some(found) =
                of_head.into_iter().find(|needle| bytes[at..].starts_with(needle.as_bytes()))
            {
                return Some((at, found.len()));
            }
        }
        let alone = |at: usize, length: usize| {
            let digit = |place: Option<&u8>| place.is_some_and(u8::is_ascii_digit);
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            !digit(before) && !digit(bytes.get(at + length))
        };
        let short = self.1.iter().filter_map(|pin| Some((line.find(pin.as_str())?, pin.len())));
        short.into_iter().find(|(at, length)| alone(*at, *length))
    }

    /// The line with the secret blacked out.
    fn hidden(&self, line: &str) -> String {
        match self.find(line) {
            Some((at, length)) => {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let bytes = line.as_bytes();
                format!("{}█{}", text(&bytes[..at]), text(&bytes[at + length..]))
            }
            None => line.to_owned(),
        }
    }
}

/// A secret as it is and as it could be written. Base64 of it within something longer is not
/// looked for.
fn dresses(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let mut all = vec![
        secret.to_owned(),
        STANDARD_NO_PAD.encode(bytes),
        URL_SAFE_NO_PAD.encode(bytes),
        shell::secret::hex(bytes),
        form_urlencoded::byte_serialize(bytes).collect(),
    ];
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_in_every_dress_and_not_repeated() {
        let secret = "EAAabc/def+ghi=jkl".to_owned();
        let known = [secret.clone(), "271828".to_owned()];
        for dress in dresses(&secret) {
            let line = format!("one line\na call with {dress} in it\nanother");
            let found = secret_in(&line, &known).expect("it is there");
            assert_eq!(found, "a call with █ in it");
        }
        assert!(secret_in("pin=271828.", &known).is_some());
        assert_eq!(secret_in("number 1271828 and 2718280", &known), None);
        assert_eq!(secret_in("EAAabc/def+gh", &known), None);
    }

    #[test]
    fn what_is_logged_on_this_thread_is_heard() {
        let ears = Ears::prick();
        tracing::debug!(token = "EAAabc", "a call");
        assert!(ears.heard().contains("EAAabc"), "{}", ears.heard());
    }
}
