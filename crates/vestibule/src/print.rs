//! What is said on stdout: the one place that knows what happens when nobody reads it any more.

use std::fmt::Arguments;
use std::io::Write as _;

/// The exit status of a program that a closed pipe ended, as a shell tells it: 128 and SIGPIPE.
const PIPE_CLOSED: i32 = 141;

/// Prints a line, like `println!`, but ends quietly where stdout is closed: see [`line`].
macro_rules! say {
    ($($words:tt)*) => { $crate::print::line(format_args!($($words)*)) };
}

/// Prints a line. When the reader has gone away, as `head` does, this process ends without a word.
pub(crate) fn line(words: Arguments<'_>) {
    bytes(format!("{words}\n").as_bytes());
}

/// Prints bytes as they are; ends as [`line`] does.
pub(crate) fn bytes(bytes: &[u8]) {
    let mut stdout = std::io::stdout().lock();
    if stdout.write_all(bytes).and_then(|()| stdout.flush()).is_err() {
        std::process::exit(PIPE_CLOSED);
    }
}

/// Prints a line of a server, which goes on whether anybody reads it or not.
pub(crate) fn line_if_read(words: Arguments<'_>) {
    let mut stdout = std::io::stdout().lock();
    // A reader that has gone away is no reason to stop.
    let _ = stdout.write_all(format!("{words}\n").as_bytes()).and_then(|()| stdout.flush());
}
