//! Small pieces that many pages show.

use maud::{Markup, Render, html};

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

/// One line of a list of facts.
pub(crate) fn fact(name: &str, value: impl Render) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
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
    fn one_is_not_many() {
        assert_eq!(plural(1, "day"), "1 day");
        assert_eq!(plural(0, "day"), "0 days");
    }
}
