//! What a benchmark is told on its command line.

use anyhow::Context;

/// The number after a flag, or the default.
///
/// # Errors
/// When what stands there is no number.
pub fn number(flag: &str, default: usize) -> anyhow::Result<usize> {
    let mut arguments = std::env::args();
    match arguments.find(|argument| argument == flag) {
        None => Ok(default),
        Some(_) => {
            let value = arguments.next().with_context(|| format!("{flag} needs a number"))?;
            value.parse().with_context(|| format!("{flag} needs a number, not {value}"))
        }
    }
}

/// Whether a flag is there.
pub fn flag(flag: &str) -> bool {
    std::env::args().any(|argument| argument == flag)
}

/// The word after a flag, if it is there.
pub fn word(flag: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == flag)?;
    arguments.next()
}
