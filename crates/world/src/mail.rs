//! The words of mails and notices: what happened, to whom, what to do next.

use jiff::Timestamp;

/// A time as people read it, in UTC.
pub(crate) fn when(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y at %H:%M UTC").to_string()
}
