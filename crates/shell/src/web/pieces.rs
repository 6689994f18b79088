//! Small pieces that the pages of both servers show.

use jiff::Timestamp;
use maud::{Markup, html};

/// How good the news on a badge are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// All is well.
    Good,
    /// Somebody is awaited, or should look.
    Warn,
    /// It does not work.
    Bad,
    /// Neither.
    Plain,
}

/// A word in a coloured pill. The word says everything; the colour only helps.
#[must_use]
pub fn badge(tone: Tone, word: &str) -> Markup {
    let class = match tone {
        Tone::Good => "badge good",
        Tone::Warn => "badge warn",
        Tone::Bad => "badge bad",
        Tone::Plain => "badge",
    };
    html! { span class=(class) { (word) } }
}

/// A point in time, in UTC, to the second.
#[must_use]
pub fn time(at: Timestamp) -> Markup {
    let machine = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    html! { time datetime=(machine) { (at.strftime("%-d %b %Y, %H:%M:%S").to_string()) " UTC" } }
}

/// What a list says when it has nothing to show.
#[must_use]
pub fn empty(words: &str) -> Markup {
    html! { p.empty { (words) } }
}

/// Whole days from `now` until `end`, rounded up; none once it has passed.
#[must_use]
pub fn days_left(end: Timestamp, now: Timestamp) -> i64 {
    let seconds = end.as_second() - now.as_second();
    (seconds.max(0) + 86_399) / 86_400
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_and_times_readable() {
        let at = "2026-11-02T09:05:00Z".parse().unwrap();
        assert_eq!(
            time(at).into_string(),
            r#"<time datetime="2026-11-02T09:05:00Z">2 Nov 2026, 09:05:00 UTC</time>"#
        );
        let words = badge(Tone::Warn, "<Pending>").into_string();
        assert_eq!(words, r#"<span class="badge warn">&lt;Pending&gt;</span>"#);
    }

    #[test]
    fn a_started_day_counts_as_a_day() {
        let now = "2026-11-02T00:00:00Z".parse().unwrap();
        assert_eq!(days_left("2026-11-03T00:00:00Z".parse().unwrap(), now), 1);
        assert_eq!(days_left("2026-11-03T00:00:01Z".parse().unwrap(), now), 2);
        assert_eq!(days_left("2026-11-01T00:00:00Z".parse().unwrap(), now), 0);
    }
}
