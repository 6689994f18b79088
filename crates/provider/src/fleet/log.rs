//! What a client instance writes: one file, bounded, with the one before it beside it.
//!
//! The instance writes into the file itself, not through this server, so that it goes on when this
//! server is gone. The file is therefore kept small by copying and emptying it: what is written in
//! the microseconds in between is lost.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// The file in an instance's folder.
pub(crate) const NAME: &str = "log";
/// The one before it.
const OLDER: &str = "older.log";
/// The file is put aside once it is longer, in bytes.
const LONGEST: u64 = 1 << 20;
/// What is looked at for the last lines, in bytes.
const TAIL: u64 = 4 << 10;
/// Last lines that are kept.
const LINES: usize = 10;
/// The longest of them, in characters.
const LINE: usize = 300;

/// The log of one instance.
#[derive(Debug, Clone)]
pub(super) struct Log {
    folder: PathBuf,
}

impl Log {
    pub(super) fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    fn file(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// Opens it for a process, at its end.
    pub(super) fn open(&self) -> std::io::Result<File> {
        use std::os::unix::fs::OpenOptionsExt as _;
        File::options().create(true).append(true).mode(0o600).open(self.file())
    }

    /// How long it is, in bytes; 0 when there is none.
    pub(super) fn length(&self) -> u64 {
        std::fs::metadata(self.file()).map_or(0, |about| about.len())
    }

    /// Puts it aside if it has become long.
    pub(super) fn keep_short(&self) -> std::io::Result<()> {
        if self.length() <= LONGEST {
            return Ok(());
        }
        let (file, aside) = (self.file(), self.folder.join("older.log.new"));
        std::fs::copy(&file, &aside)?;
        std::fs::rename(&aside, self.folder.join(OLDER))?;
        File::options().write(true).open(&file)?.set_len(0)
    }

    /// What was written after a place.
    pub(super) fn after(&self, place: u64) -> String {
        let read = || -> std::io::Result<Vec<u8>> {
            let mut file = File::open(self.file())?;
            file.seek(SeekFrom::Start(place))?;
            let mut bytes = Vec::new();
            file.take(LONGEST).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        String::from_utf8_lossy(&read().unwrap_or_default()).into_owned()
    }

    /// The last lines, shortened.
    pub(super) fn last_lines(&self) -> String {
        let text = self.after(self.length().saturating_sub(TAIL));
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let shorten = |line: &&str| line.chars().take(LINE).collect::<String>();
        let last: Vec<String> = lines.iter().rev().take(LINES).rev().map(shorten).collect();
        last.join("\n")
    }
}

/// The address in a line such as `{"ready":"onprem-client","http":"http://127.0.0.1:40123"}`, by
/// which an instance says that it listens.
pub(super) fn ready_address(line: &str) -> Option<String> {
    let line: serde_json::Value = serde_json::from_str(line.trim()).ok()?;
    let address = line["http"].as_str().filter(|_| line["ready"].is_string())?;
    Some(address.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_long_log_is_put_aside_and_goes_on_short() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::of(folder.path());
        let mut writer = log.open().unwrap();
        for n in 0..=30_000 {
            writeln!(writer, "line {n} of what an instance says all day long").unwrap();
        }
        assert!(log.length() > LONGEST);
        assert!(log.last_lines().ends_with("line 30000 of what an instance says all day long"));
        log.keep_short().unwrap();
        assert_eq!(log.length(), 0);
        writeln!(writer, "the same file is written to").unwrap();
        assert_eq!(log.last_lines(), "the same file is written to");
        let older = std::fs::read_to_string(folder.path().join(OLDER)).unwrap();
        assert!(older.contains("line 30000 "));
        log.keep_short().unwrap();
        assert!(log.length() > 0, "a short one stays");
        assert_eq!(log.last_lines().lines().count(), 1);
    }

    #[test]
    fn only_a_ready_line_names_an_address() {
        let line = r#"{"ready":"onprem-client","http":"http://127.0.0.1:40123/"}"#;
        assert_eq!(ready_address(line).as_deref(), Some("http://127.0.0.1:40123"));
        assert_eq!(ready_address(r#"{"http":"http://x"}"#), None);
        assert_eq!(ready_address("error: address in use"), None);
    }
}
