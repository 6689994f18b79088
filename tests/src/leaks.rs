//! No secret in any byte of a log: every log of a run is searched for the secrets of that run.
//!
//! A secret is searched for as it is and in the forms in which it gets about: in an address, in
//! base64 (at any place of a longer text) and in hexadecimal. What looks like an access token or a
//! code of the platform is one, whether it is known or not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The settings that are secrets.
const SECRET: [&str; 10] = [
    "app_secret",
    "app_secret_previous",
    "employee_token",
    "admin_token",
    "webhook_verify_token",
    "master_key",
    "master_keys",
    "console_password",
    "database_url",
    "metrics_token",
];
/// Shorter texts occur by accident.
const LEAST: usize = 8;
/// What tokens and codes of the platform begin with, and how much must follow to be one.
const TELLTALES: [(&str, &str, usize); 2] = [("access token", "EAA", 24), ("code", "AQB", 24)];

/// The secrets of one run.
#[derive(Clone, Debug, Default)]
pub struct Leaks {
    /// Name of the secret, form it is written in, and that form.
    forms: Vec<(String, &'static str, Vec<u8>)>,
}

impl Leaks {
    /// The secrets of a settings file, where there is one.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(file: &Path) -> anyhow::Result<Self> {
        let mut leaks = Self::default();
        if !file.is_file() {
            return Ok(leaks);
        }
        let text = std::fs::read_to_string(file)?;
        let table: toml::Table = text.parse().with_context(|| file.display().to_string())?;
        for name in SECRET {
            match table.get(name) {
                Some(toml::Value::String(secret)) => {
                    leaks.add(name, password_in(secret).unwrap_or(secret));
                }
                Some(toml::Value::Array(several)) => {
                    for secret in several.iter().filter_map(toml::Value::as_str) {
                        // `name:base64`: the name is no secret.
                        leaks.add(name, secret.rsplit(':').next().unwrap_or(secret));
                    }
                }
                _ => {}
            }
        }
        Ok(leaks)
    }

    /// One more secret.
    pub fn add(&mut self, name: &str, secret: &str) {
        if secret.len() < LEAST {
            return;
        }
        let bytes = secret.as_bytes();
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let escaped: String = bytes.iter().copied().map(percent).collect();
        let mut forms = vec![
            ("as it is", secret.to_owned()),
            ("in hexadecimal", hex.to_uppercase()),
            ("in hexadecimal", hex),
            ("as in an address", escaped),
        ];
        for before in 0..3 {
            let standard = base64_inside(bytes, before);
            forms.push(("in base64", standard.replace('+', "-").replace('/', "_")));
            forms.push(("in base64", standard));
        }
        for (form, text) in forms {
            self.forms.push((name.to_owned(), form, text.into_bytes()));
        }
    }

    /// Whether there is any.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Searches bytes; the answer names what was found, never the secret itself.
    pub fn search(&self, bytes: &[u8]) -> Option<String> {
        let known = self.forms.iter().find(|(_, _, text)| contains(bytes, text));
        if let Some((name, form, _)) = known {
            return Some(format!("{name} stands in it {form}"));
        }
        let told = TELLTALES.iter().find(|(_, begins, least)| tells(bytes, begins, *least));
        told.map(|(kind, begins, _)| format!("an {kind} ({begins}…) stands in it"))
    }

    /// Searches a file.
    ///
    /// # Errors
    /// What was found, and in which file.
    pub fn check_file(&self, file: &Path) -> anyhow::Result<()> {
        let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
        match self.search(&bytes) {
            Some(found) => bail!("a secret is in the log {}: {found}", file.display()),
            None => Ok(()),
        }
    }

    /// Searches every log below a folder: files called `log` or ending in `.log`.
    ///
    /// # Errors
    /// What was found first, and in which file.
    pub fn check_folder(&self, folder: &Path) -> anyhow::Result<usize> {
        let logs = logs(folder);
        logs.iter().try_for_each(|log| self.check_file(log))?;
        Ok(logs.len())
    }
}

/// The password of an address such as `postgres://user:password@host/name`.
fn password_in(address: &str) -> Option<&str> {
    let (user, _) = address.split_once("://")?.1.rsplit_once('@')?;
    user.split_once(':').map(|(_, password)| password)
}

fn logs(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_log = path.file_name().is_some_and(|name| name == "log")
            || path.extension().is_some_and(|end| end == "log");
        if path.is_dir() {
            found.extend(logs(&path));
        } else if is_log {
            found.insert(path);
        }
    }
    found
}

fn percent(byte: u8) -> String {
    let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

/// The part of the base64 of `..secret..` that does not depend on what stands around it, with
/// `before` bytes (modulo 3) before it.
fn base64_inside(secret: &[u8], before: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let skip = (3 - before) % 3;
    let whole = secret.get(skip..).unwrap_or_default();
    let mut text = String::new();
    for three in whole.chunks_exact(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        for shift in [18, 12, 6, 0] {
            text.push(char::from(LETTERS[bits >> shift & 63]));
        }
    }
    text
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    text.len() >= LEAST && bytes.windows(text.len()).any(|part| part == text)
}

/// Whether a word begins so and goes on for long enough.
fn tells(bytes: &[u8], begins: &str, least: usize) -> bool {
    let wordly = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let words = bytes.split(|byte| !wordly(*byte));
    let begins = begins.as_bytes();
    words.into_iter().any(|word| word.len() >= begins.len() + least && word.starts_with(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "verify-Q7x+2/kd93jfKDL_2lfk0s";

    fn leaks() -> Leaks {
        let mut leaks = Leaks::default();
        leaks.add("webhook_verify_token", TOKEN);
        leaks
    }

    #[test]
    fn security_log_scan_finds_a_secret_in_every_form_and_names_it() {
        let hex: String = TOKEN.bytes().map(|byte| format!("{byte:02x}")).collect();
        for (told, written) in [
            ("as it is", TOKEN.to_owned()),
            ("in hexadecimal", hex.clone()),
            ("in hexadecimal", hex.to_uppercase()),
            ("as in an address", "verify-Q7x%2B2%2Fkd93jfKDL_2lfk0s".to_owned()),
            // `printf 'a%s.'`, `printf 'ab%s.'`, `printf '%s'`, each piped into `base64`.
            ("in base64", base64(&format!("a{TOKEN}."))),
            ("in base64", base64(&format!("ab{TOKEN}."))),
            ("in base64", base64(TOKEN)),
        ] {
            let log = format!("10:00 INFO asked /x?hub.verify_token={written}&y=1 and so on");
            let found = leaks().search(log.as_bytes()).unwrap_or_else(|| panic!("{written}"));
            assert_eq!(found, format!("webhook_verify_token stands in it {told}"));
        }
        assert_eq!(leaks().search(b"10:00 INFO nothing to see, verify-Q7x only"), None);
    }

    #[test]
    fn security_log_scan_knows_tokens_it_was_not_told_of() {
        let token = "EAAGm0PX4ZCpsBAKZCqZBDZBxyzabcdef";
        assert!(leaks().search(format!("bearer {token}").as_bytes()).is_some());
        assert!(leaks().search(b"code=AQBfake0123456789012345678901234567890").is_some());
        assert_eq!(leaks().search(b"EAA and EAAshort are none"), None);
    }

    #[test]
    fn security_log_scan_reads_settings_and_names_the_log() {
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("provider.toml");
        let text = format!(
            "webhook_verify_token = \"{TOKEN}\"\nmaster_keys = [\"a:{TOKEN}x\"]\n\
             database_url = \"postgres://me:hunter2-hunter2@db.example/x\"\n"
        );
        std::fs::write(&settings, text).unwrap();
        let leaks = Leaks::of_file(&settings).unwrap();
        let found = leaks.search(b"could not log in with hunter2-hunter2 at db.example");
        assert_eq!(found.as_deref(), Some("database_url stands in it as it is"));
        let deep = folder.path().join("instances/1");
        std::fs::create_dir_all(&deep).unwrap();
        std::fs::write(folder.path().join("provider.log"), "all is well").unwrap();
        std::fs::write(deep.join("log"), "all is well").unwrap();
        assert_eq!(leaks.check_folder(folder.path()).unwrap(), 2);
        std::fs::write(deep.join("log"), format!("key={TOKEN}x")).unwrap();
        let error = leaks.check_folder(folder.path()).unwrap_err().to_string();
        assert!(error.contains("instances/1/log"), "{error}");
        assert!(error.contains("webhook_verify_token") && !error.contains(TOKEN), "{error}");
    }

    /// Whole, for texts of a length divisible by three or not.
    fn base64(text: &str) -> String {
        let padded: Vec<u8> = text.bytes().chain([0, 0]).collect();
        base64_inside(&padded, 0)
    }
}
