//! Small pieces that many pages show.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

/// How good the news on a badge are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// All is well.
    Good,
    /// Somebody should look, or is awaited.
    Warn,
    /// It does not work.
    Bad,
    /// Neither.
    Plain,
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
    let shown = at.to_zoned(TimeZone::UTC).strftime("%-d %b %Y, %H:%M:%S").to_string();
    html! { time datetime=(machine) { (shown) " UTC" } }
}

/// What a list says when it has nothing to show.
pub(crate) fn empty(words: &str) -> Markup {
    html! { p.empty { (words) } }
}

/// Says why something was not done, and leads back.
pub(crate) fn not_done(why: &str, back: &str) -> Markup {
    html! {
        h1 { "That was not done" }
        div.problem role="alert" { strong { (why) } }
        p { a href=(back) { "Back" } }
    }
}

/// One labelled text field; `name` is also its id.
pub(crate) fn text_field(name: &str, label: &str, value: &str) -> Markup {
    html! {
        label for=(name) { (label) }
        input id=(name) name=(name) value=(value);
    }
}

/// Whole days from `now` until `end`, rounded up; none once it has passed.
pub(crate) fn days_left(end: Timestamp, now: Timestamp) -> i64 {
    let seconds = end.as_second() - now.as_second();
    (seconds.max(0) + 86_399) / 86_400
}

#[cfg(test)]
mod tests {
    use super::{Tone, badge, days_left, time};

    #[test]
    fn pieces_print_as_expected() {
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
