//! The command that starts a client instance: the setting `client_command`, or this program's own.

use std::path::{Path, PathBuf};

use super::InstanceSpec;

/// The environment variable with the secret an instance signs its webhooks with.
pub(super) const SECRET_VARIABLE: &str = "VESTIBULE_ONPREM_WEBHOOK_SECRET";
/// What environment variables of this server's own settings begin with: no instance gets them.
const OWN_VARIABLES: &str = "VESTIBULE_PROVIDER_";

/// Program and arguments, with placeholders.
#[derive(Debug, Clone)]
pub(super) struct CommandLine(Vec<String>);

impl CommandLine {
    /// What the settings say.
    pub(super) fn of_settings(words: &[String]) -> Self {
        Self(words.to_vec())
    }

    /// This program's own stand-in for the on-premises client.
    pub(super) fn own(exe: &Path) -> Self {
        let exe = exe.to_string_lossy().into_owned();
        let args = ["onprem-client", "--port", "0", "--platform", "{platform_url}", "--data-dir"];
        let args = args.into_iter().chain(["{folder}"]).map(str::to_owned);
        Self(std::iter::once(exe).chain(args).collect())
    }

    /// Whether we choose the port at which the instance listens; otherwise it says where.
    pub(super) fn takes_port(&self) -> bool {
        self.0.iter().any(|word| word.contains("{port}"))
    }

    /// Program and arguments of one instance. Secrets are in its environment, never here.
    pub(super) fn words(
        &self,
        spec: &InstanceSpec,
        folder: &Path,
        port: Option<u16>,
    ) -> Vec<String> {
        let port = port.map(|port| port.to_string()).unwrap_or_default();
        let values = [
            ("{phone_number_id}", spec.phone.to_string()),
            ("{folder}", folder.to_string_lossy().into_owned()),
            ("{platform_url}", spec.platform_url.clone()),
            ("{webhook_url}", spec.webhook_url.clone()),
            ("{port}", port),
        ];
        let fill = |word: &String| {
            values.iter().fold(word.clone(), |word, (name, value)| word.replace(name, value))
        };
        self.0.iter().map(fill).collect()
    }
}

/// Variables of this process's environment that are ours alone.
pub(super) fn private_variables() -> impl Iterator<Item = std::ffi::OsString> {
    let names = std::env::vars_os().map(|(name, _)| name);
    names.filter(|name| name.to_string_lossy().starts_with(OWN_VARIABLES))
}

/// Where a program is that the system would start under this name.
///
/// # Errors
/// Why there is none, in words.
pub(crate) fn find(program: &str) -> Result<PathBuf, String> {
    if program.contains('/') {
        return runs(Path::new(program)).map(|()| program.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(program));
    let found = places.find(|place| runs(place).is_ok());
    found.ok_or_else(|| format!("no folder of PATH has a program {program}"))
}

fn runs(file: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    let shown = file.display();
    let about = std::fs::metadata(file).map_err(|why| format!("{shown}: {why}"))?;
    if !about.is_file() {
        return Err(format!("{shown} is no file"));
    }
    if about.permissions().mode() & 0o111 == 0 {
        return Err(format!("{shown} may not be executed"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use graph::id::PhoneNumberId;

    use super::*;

    #[test]
    fn placeholders_are_replaced_and_no_secret_is_among_the_words() {
        let spec = InstanceSpec {
            phone: PhoneNumberId::new(7),
            platform_url: "http://p.example".to_owned(),
            webhook_url: "https://w.example/7".to_owned(),
            webhook_secret: "hidden-from-argv".to_owned(),
        };
        let words = ["run", "-n", "{phone_number_id}:{port}", "{folder}/x", "{webhook_url}"];
        let words: Vec<String> = words.map(str::to_owned).to_vec();
        let line = CommandLine::of_settings(&words);
        assert!(line.takes_port());
        let told = line.words(&spec, Path::new("/data/7"), Some(4_000));
        assert_eq!(told, ["run", "-n", "7:4000", "/data/7/x", "https://w.example/7"]);
        let own = CommandLine::own(Path::new("/bin/vestibule"));
        let told = own.words(&spec, Path::new("/data/7"), None).join(" ");
        assert!(told.ends_with("--platform http://p.example --data-dir /data/7"), "{told}");
        assert!(!own.takes_port());
    }

    #[test]
    fn a_program_is_found_as_the_system_finds_it() {
        assert!(find("sh").unwrap().ends_with("sh"));
        assert!(find("no-such-program-here").unwrap_err().contains("PATH"));
        let file = tempfile::NamedTempFile::new().unwrap();
        let why = find(file.path().to_str().unwrap()).unwrap_err();
        assert!(why.contains("may not be executed"), "{why}");
    }
}
