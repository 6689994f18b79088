//! `vestibule scenario save` and `replay`: what happened in a recorded world, kept and played
//! again.

use std::path::Path;

use anyhow::{Context as _, bail};
use clap::error::ErrorKind;
use platform::session::Replayed;
use serde_json::json;

use crate::control::{At, escaped, fetch};
use crate::private_file;

/// Writes down what happened in a recorded world so far; `-` is stdout.
pub(crate) async fn save(at: &At, world: &str, file: &Path) -> anyhow::Result<()> {
    let url = at.control(&format!("worlds/{}/session", escaped(world)));
    let bytes = fetch(shell::http::get(&url, None)?).await?;
    let text = String::from_utf8(bytes.to_vec()).context("the platform's answer is no text")?;
    let steps = platform::session::Session::parse(&text)?.steps.len();
    if file == Path::new("-") {
        crate::print::bytes(text.as_bytes());
        return Ok(());
    }
    private_file::replace(file, text.as_bytes()).with_context(|| could_not("write", file))?;
    let told = json!({ "file": file, "steps": steps });
    at.show(&told, |_| format!("{}: {steps} steps", file.display()));
    Ok(())
}

/// Plays a session again and says what came out differently; fails if anything did. `-` is stdin.
pub(crate) async fn replay(json: bool, file: &Path, keep: bool) -> anyhow::Result<()> {
    let stdin = file == Path::new("-");
    if stdin && keep {
        let why = "`--keep` writes into the file, and stdin is none\n";
        clap::Error::raw(ErrorKind::ArgumentConflict, why).exit();
    }
    let text = if stdin {
        std::io::read_to_string(std::io::stdin()).context("could not read from stdin")?
    } else {
        std::fs::read_to_string(file).with_context(|| could_not("read", file))?
    };
    let replayed = platform::replay(&text).await.with_context(|| file.display().to_string())?;
    let different = replayed.differences.len();
    if json {
        say!("{}", as_json(&replayed));
    } else {
        say!("{}", words(&replayed));
    }
    if different == 0 {
        return Ok(());
    }
    let (played, steps) = (replayed.played, replayed.steps);
    if played < steps {
        bail!("{played} of {steps} steps played: there the stories part; record it anew");
    }
    if keep {
        let fresh = replayed.session.to_text();
        private_file::replace(file, fresh.as_bytes()).with_context(|| could_not("write", file))?;
        return Ok(());
    }
    bail!("{different} steps or more came out differently; `--keep` writes down what comes out now")
}

fn could_not(what: &str, file: &Path) -> String {
    format!("could not {what} {}", file.display())
}

fn words(replayed: &Replayed) -> String {
    let Replayed { steps, played, answers, calls, differences, .. } = replayed;
    let all = if played == steps { format!("{steps}") } else { format!("{played} of {steps}") };
    let mut text = format!("{all} steps played: {answers} answers, {calls} calls to others");
    if differences.is_empty() {
        text.push_str(", all of them byte for byte as recorded");
    }
    for different in differences {
        text.push_str(&format!("\n\nline {}, {}", different.line, different.about));
        for line in &different.words {
            text.push_str(&format!("\n  {line}"));
        }
    }
    text
}

fn as_json(replayed: &Replayed) -> serde_json::Value {
    let Replayed { steps, played, answers, calls, differences, .. } = replayed;
    let differences: Vec<_> = differences
        .iter()
        .map(|one| json!({ "line": one.line, "about": one.about, "words": one.words }))
        .collect();
    json!({
        "steps": steps, "played": played, "answers": answers, "calls": calls,
        "differences": differences,
    })
}
