//! Small pieces that many pages show.

use jiff::Timestamp;
use maud::{Markup, Render, html};

/// How good the news on a badge are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// All is well.
    Good,
    /// Somebody is awaited, or should look.
    Warn,
    /// It does not work.
    Bad,
    /// Neither.
    Plain,
}

/// The sign before a line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Done.
    Yes,
    /// Under way, or not known yet.
    Wait,
    /// Not begun.
    Todo,
    /// Wrong.
    No,
}

impl Sign {
    /// The word for style sheets.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Wait => "wait",
            Self::Todo => "todo",
            Self::No => "no",
        }
    }

    /// The same for those who hear the page.
    pub(crate) fn aloud(self) -> Markup {
        let word = match self {
            Self::Yes => "Done: ",
            Self::Wait => "Under way: ",
            Self::Todo => "To come: ",
            Self::No => "Not so: ",
        };
        html! { span.unseen { (word) } }
    }
}

/// A word in a coloured pill. The word says everything; the colour only helps.
pub(crate) fn badge(tone: Tone, word: &str) -> Markup {
    let class = match tone {
        Tone::Good => "badge good",
        Tone::Warn => "badge warn",
        Tone::Bad => "badge bad",
        Tone::Plain => "badge",
    };
    html! { span class=(class) { (word) } }
}

/// A point in time, in UTC, to the second.
pub(crate) fn time(at: Timestamp) -> Markup {
    let machine = at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    html! { time datetime=(machine) { (at.strftime("%-d %b %Y, %H:%M:%S").to_string()) " UTC" } }
}

/// What a list says when it has nothing to show.
pub(crate) fn empty(words: &str) -> Markup {
    html! { p.empty { (words) } }
}

/// One line of a list of facts.
pub(crate) fn fact(name: &str, value: impl Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

/// Whole days from `now` until `end`, rounded up; none once it has passed.
pub(crate) fn days_left(end: Timestamp, now: Timestamp) -> i64 {
    let seconds = end.as_second() - now.as_second();
    (seconds.max(0) + 86_399) / 86_400
}

/// `1 day`, `2 days`.
pub(crate) fn plural(count: i64, word: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{count} {word}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_started_day_counts_as_a_day() {
        let now = "2026-11-02T00:00:00Z".parse().unwrap();
        assert_eq!(days_left("2026-11-03T00:00:00Z".parse().unwrap(), now), 1);
        assert_eq!(days_left("2026-11-03T00:00:01Z".parse().unwrap(), now), 2);
        assert_eq!(days_left("2026-11-01T00:00:00Z".parse().unwrap(), now), 0);
        assert_eq!(plural(1, "day"), "1 day");
        assert_eq!(plural(0, "day"), "0 days");
    }

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
}
