//! `vestibule backup`, `restore` and `migrate`: the provider's database as a file.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use provider::office;
use serde_json::json;
use shell::db;

use crate::office::{EXIT, Which};

/// Writes a copy of the database, also while the server runs.
///
/// The copy shows one moment, whole. Tokens, PINs and passwords are in it as in the database:
/// sealed under keys that are in the settings, not in the copy. Keep the settings file elsewhere.
#[derive(Args)]
#[command(after_help = format!(
    "Examples:\n  vestibule backup provider-2026-12-01.db\n  \
     vestibule backup /mnt/backup/provider.db --config provider.toml\n\n{EXIT}"
))]
pub(crate) struct Backup {
    #[command(flatten)]
    which: Which,
    /// The copy; must not be there yet.
    file: PathBuf,
}

/// Puts a copy made by `vestibule backup` in the place of the database.
///
/// The server must not be running. What was there is kept beside it as provider.db.replaced.
/// Afterwards the server looks at every client again, so what happened since the copy is found.
#[derive(Args)]
#[command(after_help = format!(
    "Examples:\n  vestibule restore provider-2026-12-01.db\n  \
     vestibule restore old.db --force   # over newer data\n\n{EXIT}"
))]
pub(crate) struct Restore {
    #[command(flatten)]
    which: Which,
    /// The copy.
    file: PathBuf,
    /// Also when the data in place are newer than the copy.
    #[arg(long)]
    force: bool,
}

/// Brings the database to this program's version, without starting the server.
///
/// The server does the same when it starts. A database of a newer program is refused.
#[derive(Args)]
#[command(after_help = format!(
    "Examples:\n  vestibule migrate --check   # says what would be done\n  \
     vestibule backup before.db && vestibule migrate\n\n{EXIT}"
))]
pub(crate) struct Migrate {
    #[command(flatten)]
    which: Which,
    /// Changes nothing; says whether there is something to do (exit status 1 if so).
    #[arg(long)]
    check: bool,
}

impl Backup {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let settings = self.which.settings()?;
        if let Some(advice) = office::dump_advice(&settings, &self.file) {
            bail!("{advice}");
        }
        let to = self.file.display();
        anyhow::ensure!(!self.file.exists(), "{to} is there already; choose another name");
        let (from, file) = (office::file(&settings), self.file.clone());
        let bytes = busy("copying the database", move || db::copy(&from, &file)).await?;
        let told = json!({ "file": to.to_string(), "bytes": bytes });
        self.which.one(&told, || format!("{to}: {bytes} bytes"));
        Ok(())
    }
}

impl Restore {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let settings = self.which.settings()?;
        if let Some(advice) = office::dump_advice(&settings, &self.file) {
            bail!("{advice}");
        }
        let place = office::file(&settings);
        let (shown, copy) = (self.file.display(), self.file.clone());
        // Looked at in a copy of its own: opening a database writes beside it.
        let looked = tempfile::tempdir().context("could not make a folder to look at the copy")?;
        let inside = looked.path().join("copy.db");
        std::fs::copy(&copy, &inside).with_context(|| format!("could not read {shown}"))?;
        let theirs =
            office::newest(&inside).await.with_context(|| format!("cannot use {shown}"))?;
        drop(looked);
        if place.exists() && !self.force {
            let ours = office::newest(&place).await;
            if let Ok(ours) = ours
                && ours > theirs
            {
                let (ours, theirs) = (said(ours), said(theirs));
                bail!(
                    "the data in place go up to {ours}, the copy only up to {theirs}: with --force \
                     they are replaced (and kept beside it)"
                );
            }
        }
        let put = {
            let place = place.clone();
            move || db::put_back(&copy, &place)
        };
        let kept = busy("putting the copy back", put).await?;
        office::look_again(&settings).await?;
        let kept = kept.map(|kept| kept.display().to_string());
        let told = json!({ "database": place.display().to_string(), "kept": kept });
        self.which.one(&told, || match &kept {
            Some(kept) => format!("{} is as in {shown}; before: {kept}", place.display()),
            None => format!("{} is as in {shown}", place.display()),
        });
        Ok(())
    }
}

fn said(at: Option<jiff::Timestamp>) -> String {
    at.map_or_else(|| "its beginning".to_owned(), |at| at.to_string())
}

impl Migrate {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let settings = self.which.settings()?;
        let database = office::database(&settings).await?;
        let (found, known) = office::versions(&database).await?;
        let told = json!({ "found": found, "known": known });
        if self.check || found == known {
            self.which.one(&told, || match found == known {
                true => format!("nothing to do: the database is at version {known}"),
                false => format!("the database is at version {found}, this program at {known}"),
            });
            if found != known {
                bail!("the database is older than this program: `vestibule migrate` mends that");
            }
            return Ok(());
        }
        provider::store::migrate(&database).await?;
        self.which.one(&told, || format!("from version {found} to {known}"));
        Ok(())
    }
}

/// Works on a thread of its own while something turns on stderr.
async fn busy<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> Result<T, db::DbError> + Send + 'static,
) -> anyhow::Result<T> {
    let turning = ProgressBar::new_spinner().with_message(what);
    turning.set_style(ProgressStyle::default_spinner());
    turning.enable_steady_tick(std::time::Duration::from_millis(120));
    let done = tokio::task::spawn_blocking(work).await;
    turning.finish_and_clear();
    Ok(done.context("the work was broken off")??)
}
