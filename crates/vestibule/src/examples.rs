//! An example for every command that asks a running platform, shown at the end of its `--help`.

use clap::Command;

/// Commands below `vestibule`, each with lines that can be typed as they are but for the names.
/// Those that tell examples in their own words stand there.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("clock", "now", "vestibule clock now"),
    ("clock", "show", "vestibule clock show\nvestibule clock show --json"),
    ("clock", "next", "vestibule clock next"),
    ("clock", "advance", "vestibule clock advance 30d\nvestibule clock advance 90m"),
    ("clock", "set", "vestibule clock set 2027-01-01T00:00:00Z"),
    ("control", "list", "vestibule control list\nvestibule control list measure"),
    ("control", "show", "vestibule control show post measures/lift"),
    ("control", "get", "vestibule control get mail --json\nvestibule control get events limit=5"),
    (
        "control",
        "post",
        "vestibule control post people name=Ada email=ada@example.test\n\
         vestibule control post faults 'kind:={\"latency\":{\"ms\":800}}' 'when:={\"every\":5}'",
    ),
    ("control", "delete", "vestibule control delete faults/2"),
    ("fault", "list", "vestibule fault list\nvestibule fault list --json"),
    ("fault", "clear", "vestibule fault clear 2\nvestibule fault clear"),
    ("fault", "operations", "vestibule fault operations"),
    ("fault", "errors", "vestibule fault errors --json"),
    ("phone", "list", "vestibule phone list"),
    ("phone", "show", "vestibule phone show +16505550123"),
    ("phone", "describe", "vestibule phone describe +16505550123 --in-use messenger"),
    ("phone", "delete-account", "vestibule phone delete-account +16505550123"),
    ("phone", "write", "vestibule phone write +16315551000 106540352242922 \"Do you have bread?\""),
    ("phone", "read", "vestibule phone read +16315551000 106540352242922"),
    ("phone", "block", "vestibule phone block +16315551000 106540352242922"),
    ("phone", "unblock", "vestibule phone unblock +16315551000 106540352242922"),
    ("phone", "report", "vestibule phone report +16315551000 106540352242922"),
    ("review", "list", "vestibule review list\nvestibule review list --kind template"),
    ("review", "approve", "vestibule review approve business_verification 506914307656634"),
    (
        "review",
        "decline",
        "vestibule review decline display_name 106540352242922 --reason NAME_NOT_CONSISTENT",
    ),
    (
        "review",
        "ask-more",
        "vestibule review ask-more business_verification 506914307656634 --what \"a utility bill\"",
    ),
    ("review", "hold", "vestibule review hold template 1689556908129835"),
    ("review", "release", "vestibule review release template 1689556908129835"),
    ("scenario", "list", "vestibule scenario list"),
    ("scenario", "show", "vestibule scenario show override-before-subscribe"),
    (
        "scenario",
        "run",
        "vestibule scenario run override-before-subscribe\n\
         vestibule scenario run 17 --wrong --json\n\
         vestibule scenario run token-ended --set-up --platform http://127.0.0.1:41873",
    ),
    (
        "scenario",
        "save",
        "vestibule scenario save tape session.jsonl\nvestibule scenario save tape -",
    ),
    ("webhook", "list", "vestibule webhook list --state dropped --field messages"),
    ("webhook", "show", "vestibule webhook show 12"),
    ("webhook", "request", "vestibule webhook request 31"),
    (
        "webhook",
        "redeliver",
        "vestibule webhook redeliver 12\nvestibule webhook redeliver --from 12 --to 20",
    ),
    ("webhook", "break-signature", "vestibule webhook break-signature 3"),
    ("world", "list", "vestibule world list\nvestibule world list --json"),
    ("world", "delete", "vestibule world delete trial"),
    ("world", "reset", "vestibule world reset trial\nvestibule world reset"),
    ("world", "env", "export $(vestibule world env)\nvestibule world env trial --code --json"),
    ("world", "seed", "vestibule world seed shop.toml\nvestibule world seed shop.toml trial"),
];

/// The command line with the examples in it.
pub(crate) fn with(mut cli: Command) -> Command {
    for (group, name, lines) in EXAMPLES {
        let lines: Vec<String> = lines.lines().map(|line| format!("  {line}")).collect();
        let text = format!("Examples:\n{}", lines.join("\n"));
        cli = cli.mut_subcommand(group, |group| {
            group.mut_subcommand(name, |command| command.after_help(text))
        });
    }
    cli
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The words of a line as a shell would hand them over, without what follows a `#`.
    fn words(line: &str) -> Vec<String> {
        let line = line.split("  #").next().unwrap_or_default();
        let line = line.trim().trim_start_matches("export $(").trim_end_matches(')');
        let (mut all, mut word, mut quote) = (Vec::new(), String::new(), None);
        for c in line.chars() {
            match (c, quote) {
                (c, Some(open)) if c == open => quote = None,
                ('"' | '\'', None) => quote = Some(c),
                (' ', None) => all.push(std::mem::take(&mut word)),
                (c, _) => word.push(c),
            }
        }
        all.push(word);
        all.retain(|word| !word.is_empty());
        all
    }

    #[test]
    fn every_command_for_a_platform_has_examples_that_can_be_typed() {
        let mut cli = with(crate::Cli::command());
        let (mut seen, mut typed) = (0, 0);
        for group in
            ["clock", "control", "fault", "phone", "review", "scenario", "webhook", "world"]
        {
            let found = cli.find_subcommand_mut(group).expect("it is a command");
            for command in found.get_subcommands_mut() {
                let help = command.clone().render_long_help().to_string();
                let (_, examples) = help.split_once("Examples:\n").unwrap_or_else(|| {
                    panic!("`vestibule {group} {}` has no example", command.get_name())
                });
                let own = format!("vestibule {group} {}", command.get_name());
                let lines: Vec<&str> =
                    examples.lines().take_while(|l| l.contains("vestibule")).collect();
                assert!(!lines.is_empty(), "{help}");
                for line in lines {
                    assert!(line.contains(&own), "{line} is no example of {own}");
                    let parsed = crate::Cli::command().try_get_matches_from(words(line));
                    assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
                    typed += 1;
                }
                seen += 1;
            }
        }
        assert!(seen >= 40 && typed >= seen, "{seen} {typed}");
    }

    #[test]
    fn no_example_is_of_a_command_that_is_gone() {
        let cli = crate::Cli::command();
        for (group, name, _) in EXAMPLES {
            let group = cli.find_subcommand(group).expect("it is a command");
            assert!(group.find_subcommand(name).is_some(), "{name}");
        }
    }
}
