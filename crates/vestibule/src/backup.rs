//! `vestibule backup`, `restore` and `migrate`: the provider's database as a file.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use provider::put_back::{self, Carried, PutBack};
use provider::{Settings, copies, office, store};
use serde_json::json;
use shell::db;
use shell::sql::Sql;

use crate::office::{EXIT, Which, net};

/// What takes long in the end.
const PUTTING: &str = "putting the copy back";

/// Writes a copy of the database, also while the server runs.
///
/// The copy shows one moment, whole. Tokens, PINs and passwords are in it as in the database:
/// sealed under keys that are in the settings, not in the copy. Keep the settings file elsewhere.
/// It is a SQLite file also where the database is PostgreSQL, and can be put back into either.
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
/// Afterwards the server looks at every client again: what happened since at the platform is found.
/// Businesses that the credit line was taken back from since, operators who were removed since, and
/// clients that are only watched since are carried over from the replaced data; decisions that gave
/// something are not.
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
    /// Also when the data in place are newer than the copy, or the settings lack a master key that
    /// it was sealed with.
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
        let to = self.file.display();
        anyhow::ensure!(!self.file.exists(), "{to} is there already; choose another name");
        let what = "copying the database";
        let bytes = match settings.postgres() {
            Some(_) => {
                let database = current(&settings).await?;
                busy(what, store::copy_out(&database, &self.file)).await?
            }
            None => {
                let (from, file) = (office::file(&settings), self.file.clone());
                blocking(what, move || db::copy(&from, &file)).await?
            }
        };
        let told = json!({ "file": to.to_string(), "bytes": bytes });
        self.which.one(&told, || format!("{to}: {bytes} bytes"));
        Ok(())
    }
}

impl Restore {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let settings = self.which.settings()?;
        let shown = self.file.display();
        // Looked at in a copy of its own: opening a database writes beside it.
        let looked = tempfile::tempdir().context("could not make a folder to look at the copy")?;
        let inside = looked.path().join("copy.db");
        std::fs::copy(&self.file, &inside).with_context(|| format!("could not read {shown}"))?;
        let found = copies::look(&inside, &settings.sealer()?).await;
        let found = found.with_context(|| format!("cannot use {shown}"))?;
        if !self.force {
            found.keys.with_context(|| format!("{shown} is put back with --force only"))?;
        }
        let kept = match settings.postgres() {
            Some(_) => self.replace_in_server(&settings, &inside, found.newest).await?,
            None => self.replace_file(&settings, found.newest).await?,
        };
        let done = PutBack { copy: shown.to_string(), up_to: found.newest, replaced: kept.clone() };
        let carried = put_back::settle(&settings, &net()?, done).await?;
        let watched: Vec<String> = carried.watched.iter().map(ToString::to_string).collect();
        let held: Vec<String> = carried.held.iter().map(|one| one.business.to_string()).collect();
        let kept = kept.map(|kept| kept.display().to_string());
        let place = match settings.postgres() {
            Some(_) => "the PostgreSQL database".to_owned(),
            None => office::file(&settings).display().to_string(),
        };
        let told = json!({
            "database": place, "kept": kept, "replaced_data_read": carried.read,
            "stay_taken_back": held, "operators_stay_removed": carried.removed,
            "stay_watched": watched,
        });
        self.which.one(&told, || {
            let before = kept.as_ref().map(|kept| format!("; before: {kept}")).unwrap_or_default();
            words(format!("{place} is as in {shown}{before}"), kept.is_some(), &carried)
        });
        Ok(())
    }

    /// Puts the copy in the place of a database file; says where that is kept.
    async fn replace_file(
        &self,
        settings: &Settings,
        theirs: Option<Timestamp>,
    ) -> anyhow::Result<Option<PathBuf>> {
        let place = office::file(settings);
        // Before anything that --force would get past.
        db::unclaimed(&place)?;
        if place.exists() && !self.force {
            // One that cannot be read is what a copy is put back for.
            refuse_newer(office::newest(&place).await.ok().flatten(), theirs)?;
        }
        let copy = self.file.clone();
        blocking(PUTTING, move || db::put_back(&copy, &place)).await
    }

    /// Puts what is in the copy in the place of what is in a PostgreSQL database; says in which
    /// file that is kept.
    async fn replace_in_server(
        &self,
        settings: &Settings,
        copy: &Path,
        theirs: Option<Timestamp>,
    ) -> anyhow::Result<Option<PathBuf>> {
        let database = office::database(settings).await?;
        let (found, _) = office::versions(&database).await?;
        store::migrate(&database).await?;
        if office::is_served(&database).await? {
            bail!("a server works on the database: stop every server first");
        }
        if !self.force {
            refuse_newer(database.read(store::figures::newest).await?, theirs)?;
        }
        let kept = (found > 0).then(|| db::free_name(&office::file(settings)));
        if let Some(kept) = &kept {
            busy("keeping what is there", store::copy_out(&database, kept)).await?;
        }
        busy(PUTTING, database.copy_in(copy)).await?;
        Ok(kept)
    }
}

/// Refuses to replace data that go further than the copy.
fn refuse_newer(ours: Option<Timestamp>, theirs: Option<Timestamp>) -> anyhow::Result<()> {
    if ours <= theirs {
        return Ok(());
    }
    let (ours, theirs) = (said(ours), said(theirs));
    bail!(
        "the data in place go up to {ours}, the copy only up to {theirs}: with --force they are \
         replaced (and kept beside it)"
    );
}

/// The database that settings name, when it is of this program's version.
async fn current(settings: &Settings) -> anyhow::Result<Sql> {
    let database = office::database(settings).await?;
    let (found, known) = office::versions(&database).await?;
    anyhow::ensure!(
        found == known,
        "the database is at version {found}, this program at {known}: run `vestibule migrate`"
    );
    Ok(database)
}

/// What came of putting a copy back, and what does not come back.
fn words(head: String, replaced: bool, carried: &Carried) -> String {
    let mut lines = vec![head];
    for one in &carried.held {
        let (business, mark) = (one.business, &one.mark);
        lines.push(format!(
            "our credit line stays taken back from business {business}: {}: {}",
            mark.who, mark.reason
        ));
    }
    for name in &carried.removed {
        lines.push(format!("operator {name} stays removed"));
    }
    for waba in &carried.watched {
        lines.push(format!("client {waba} stays only watched: nothing of it is changed"));
    }
    if replaced && !carried.read {
        lines.push(
            "the replaced data cannot be read. Look at `vestibule operators list`: whoever was \
             removed since the copy is back. A share of our credit line that was taken back since \
             is not made again: the platform shows it"
                .to_owned(),
        );
    }
    lines.push(
        "the next server finds what happened since at the platform. What was only here is lost: \
         releases and other decisions, PINs and passwords, messages, the audit log from then on"
            .to_owned(),
    );
    lines.join("\n")
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
async fn blocking<T: Send + 'static>(
    what: &'static str,
    work: impl FnOnce() -> Result<T, db::DbError> + Send + 'static,
) -> anyhow::Result<T> {
    let done = tokio::task::spawn_blocking(work);
    busy(what, async move { anyhow::Ok(done.await.context("the work was broken off")??) }).await
}

/// Waits while something turns on stderr.
async fn busy<T, E: Into<anyhow::Error>>(
    what: &'static str,
    work: impl Future<Output = Result<T, E>>,
) -> anyhow::Result<T> {
    let turning = ProgressBar::new_spinner().with_message(what);
    turning.set_style(ProgressStyle::default_spinner());
    turning.enable_steady_tick(std::time::Duration::from_millis(120));
    let done = work.await;
    turning.finish_and_clear();
    done.map_err(Into::into)
}
