//! `vestibule scenario save` and `replay`: what happened in a recorded world, kept and played
//! again.

use std::path::Path;

use anyhow::{Context as _, bail};
use platform::session::Replayed;
use serde_json::json;

use crate::control::{At, escaped, fetch};

/// Writes down what happened in a recorded world so far.
pub(crate) async fn save(at: &At, world: &str, file: &Path) -> anyhow::Result<()> {
    let url = at.control(&format!("worlds/{}/session", escaped(world)));
    let bytes = fetch(shell::http::get(&url, None)?).await?;
    let text = String::from_utf8(bytes.to_vec()).context("the platform's answer is no text")?;
    std::fs::write(file, &text).with_context(|| could_not("write", file))?;
    let steps = platform::session::Session::parse(&text)?.steps.len();
    let told = json!({ "file": file, "steps": steps });
    at.show(&told, |_| format!("{}: {steps} steps", file.display()));
    Ok(())
}

/// Plays a session again and says what came out differently; fails if anything did.
pub(crate) async fn replay(json: bool, file: &Path, keep: bool) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| could_not("read", file))?;
    let replayed = platform::replay(&text).await.with_context(|| file.display().to_string())?;
    let (played, different) = (words(&replayed), replayed.differences.len());
    if json {
        println!("{}", as_json(&replayed));
    } else {
        println!("{played}");
    }
    if different == 0 {
        return Ok(());
    }
    if keep {
        let fresh = replayed.session.to_text();
        std::fs::write(file, fresh).with_context(|| could_not("write", file))?;
        return Ok(());
    }
    bail!(
        "{different} of {} steps came out differently; `--keep` writes down what comes out now",
        replayed.steps
    )
}

fn could_not(what: &str, file: &Path) -> String {
    format!("could not {what} {}", file.display())
}

fn words(replayed: &Replayed) -> String {
    let Replayed { steps, answers, calls, differences, .. } = replayed;
    let mut text = format!("{steps} steps played: {answers} answers, {calls} calls to others");
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
    let Replayed { steps, answers, calls, differences, .. } = replayed;
    let differences: Vec<_> = differences
        .iter()
        .map(|one| json!({ "line": one.line, "about": one.about, "words": one.words }))
        .collect();
    json!({ "steps": steps, "answers": answers, "calls": calls, "differences": differences })
}
