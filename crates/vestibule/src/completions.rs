//! `vestibule completions`: what a shell needs to complete our commands.

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

/// Prints a script that completes commands and options for a shell.
///
/// Examples:
///   vestibule completions bash > /etc/bash_completion.d/vestibule
///   vestibule completions zsh > "${fpath[1]}/_vestibule"
///   vestibule completions fish > ~/.config/fish/completions/vestibule.fish
///
/// Names and words are completed too (scenarios, operations, kinds, errors, rules …): in bash and
/// zsh for arguments and options, in fish for options; in elvish and powershell there are commands
/// and options only.
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        let mut command = crate::Cli::command();
        clap_complete::generate(self.shell, &mut command, "vestibule", &mut script);
        crate::print::bytes(&script);
        Ok(())
    }
}
