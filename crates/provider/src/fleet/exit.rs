//! How a client instance ended.

use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use graph::id::PhoneNumberId;

/// An instance that has ended by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exit {
    /// Whose.
    pub(crate) phone: PhoneNumberId,
    /// How, in words that follow "it": "ended with exit code 3".
    pub(crate) how: String,
    /// What it wrote last.
    pub(crate) last_lines: String,
}

/// How a process ended, in words that follow "it".
pub(super) fn words(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("ended with exit code {code}"),
        (None, Some(signal)) => match name(signal) {
            Some(name) => format!("was ended by signal {signal} ({name})"),
            None => format!("was ended by signal {signal}"),
        },
        (None, None) => "ended".to_owned(),
    }
}

/// The names of signals that end programs, where all systems number them alike.
fn name(signal: i32) -> Option<&'static str> {
    Some(match signal {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        15 => "SIGTERM",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_signals_are_told_apart() {
        assert_eq!(words(ExitStatus::from_raw(3 << 8)), "ended with exit code 3");
        assert_eq!(words(ExitStatus::from_raw(9)), "was ended by signal 9 (SIGKILL)");
        assert_eq!(words(ExitStatus::from_raw(50)), "was ended by signal 50");
    }
}
