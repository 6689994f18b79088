//! `docs/scenarios.md`, made of the scenarios themselves.

use std::fmt::Write as _;

use super::{Scenario, Step, all};

/// How the page begins.
const HEAD: &str = "\
# Scenarios

What people who build on Embedded Signup ran into, as named scenarios: each brings the platform into
the state in which a program shows the fault, shows it, and shows the right way by it.

```sh
vestibule scenario list
vestibule scenario show override-before-subscribe
vestibule scenario run override-before-subscribe     # sets it up, plays both ways, exits 1 if
                                                     # anything is otherwise than written here
```

Lines under \"In a browser\" that are no calls are for a person, and `run` ends with what it has not
played. They take a page of your own on the first of the provider's domains, for example
`http://provider.localhost:8080`, that loads `$PAGES_URL/en_US/sdk.js` and calls `FB.login` with
the app's id and configuration.

`POST /_control/scenarios/{name}` sets the present world up and answers with ids and tokens; then
point your own program at it and see which of the two ways it goes. Each scenario has its own
provider, business and numbers, so several fit into one world. A world of its own is made with
`POST /_control/worlds {\"scenario\": \"…\"}`.

`$NAMES` in calls stand for what was answered when the scenario was set up, or at the step that says
where. The numbers of the
threads are those of the projects named; they were read, not copied.

<!-- This page is generated from crates/platform/src/scenario/rows: a test compares it, and writes
it anew with VESTIBULE_WRITE_DOCS=1. -->
";

/// The whole page.
#[must_use]
pub fn guide() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n| # | Scenario | What is seen |\n|---|---|---|\n");
    for one in all() {
        let _ = writeln!(page, "| {} | [`{}`](#{}) | {} |", one.row, one.name, one.name, one.title);
    }
    all().iter().for_each(|one| section(&mut page, one));
    page
}

fn section(page: &mut String, one: &Scenario) {
    let _ = write!(page, "\n## {}\n\n**{}** ", one.name, one.title);
    let _ = writeln!(page, "({})\n\n{}", one.threads.join(", "), one.cause.trim());
    if let Some(era) = &one.era {
        let _ = writeln!(page, "\nRules: `{era}`.");
    }
    if !one.by_hand.is_empty() {
        page.push_str("\nIn a browser:\n\n");
        one.by_hand.iter().for_each(|line| {
            let _ = writeln!(page, "- {line}");
        });
    }
    page.push_str("\nWhat happens:\n\n");
    one.wrong.iter().for_each(|step| shown(page, step));
    let _ = writeln!(page, "\nThe right way: {}\n", one.remedy.trim());
    one.right.iter().for_each(|step| shown(page, step));
}

fn shown(page: &mut String, step: &Step) {
    let _ = write!(page, "1. {}\n   `{}`", step.say, step.call);
    if let Some(token) = &step.token {
        let _ = write!(page, " with `{token}`");
    }
    if let Some(browser) = &step.browser {
        let _ = write!(page, " in the browser of {}", super::whose(browser));
    }
    if let Some(form) = &step.form {
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let fields =
            if fields.is_empty() { String::new() } else { format!(" `{}`", fields.join("` `")) };
        let _ = write!(page, ", the form{fields}");
    }
    if step.at_once > 1 {
        let _ = write!(page, ", {} times at once", step.at_once);
    }
    if let Some(body) = &step.body {
        let _ = write!(page, " and `{body}`");
    }
    let mut seen = vec![step.expect.status.to_string()];
    let whose = if step.browser.is_some() { "the page is told: " } else { "" };
    seen.extend(step.expect.is.iter().enumerate().map(|(at, (place, value))| {
        let whose = if at == 0 { whose } else { "" };
        format!("{whose}`{place}` is `{value}`")
    }));
    seen.extend(step.expect.says.iter().map(|words| format!("says `{words}`")));
    seen.extend(step.expect.once.iter().map(|words| format!("says `{words}` once")));
    seen.extend(step.expect.lacks.iter().map(|words| format!("never says `{words}`")));
    seen.extend(step.keep.iter().map(|(name, place)| format!("`${name}` is `{place}`")));
    let _ = writeln!(page, "\n   → {}", seen.join(", "));
}
