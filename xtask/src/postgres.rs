//! The step `postgres`: the tests that need a database, once more on a PostgreSQL server of their
//! own.
//!
//! The server's files are in a folder of the machine's temporary ones and gone when the step ends.
//! It listens on a free loopback port, and does not wait for the disk: how durable it is, is shown
//! elsewhere.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::project::{answers, cargo, output, program, succeed};

/// Said of whole processes.
const ON_FILES: &str = "whole processes, which remember in a file unless a story says otherwise; \
    two_processes and postgres_operations are those that do";
/// The stories that are not told once more on the server, each with the reason. Every other one of
/// `tests/it` is, a new one as well.
const NOT_HERE: [(&str, &str); 23] = [
    ("cli", "a platform alone, whose database is SQLite"),
    ("cli_control", "a platform alone"),
    ("cli_operations", "a platform alone"),
    ("cli_signals", "a platform alone"),
    ("cli_world", "a platform alone"),
    ("cli_import", "begins with no file, and looks into it; crates/provider/src/import tells it"),
    ("cli_inbox", ON_FILES),
    ("cli_ledger", "about copies of a file; postgres_operations tells of those of a server"),
    ("cli_provider", "about copies and versions of a file, as cli_ledger"),
    ("doctor", ON_FILES),
    ("durability", "traces what SQLite brings to the disk; a server's disk is its own matter"),
    ("endless", "about lists of the platform; crates/provider/src/sweep tells it"),
    ("fleet::command", "about processes of this machine; the rest of fleet tells it"),
    ("fleet::elsewhere", "about calls to another machine, as fleet::tls"),
    (
        "fleet::replacement",
        "in its rough weather (seed 843) a message that was accepted did not reach the telephone \
         when told on a server: that is open",
    ),
    ("fleet::tls", "about certificates of instances"),
    ("kills", "about SQLite's file after a kill; two_processes and postgres_failures tell it"),
    ("lost_callbacks", ON_FILES),
    ("operations", ON_FILES),
    ("road", ON_FILES),
    ("security", ON_FILES),
    ("sim_seeds", "hundreds of worlds; postgres_worlds has those of a minute"),
    ("trial", ON_FILES),
];
/// Where Debian and others put the server's programs, which are not on the path.
const PLACES: [&str; 2] = ["/usr/lib/postgresql", "/usr/local/pgsql"];
/// The user whom a server of root runs as: it refuses to be root.
const USER: &str = "postgres";

/// Runs the tests that know [`shell::sql::Sql::scratch`], and those that need a server, on one.
///
/// [`shell::sql::Sql::scratch`]: ../shell/sql/struct.Sql.html#method.scratch
pub(crate) fn run() -> Result<()> {
    let server = Server::start()?;
    let on_server =
        |tests: &mut Command| succeed(tests.env("VESTIBULE_TEST_POSTGRES", server.url()));
    if answers(cargo().args(["nextest", "--version"])) {
        let mut tests = cargo();
        // Of the whole workspace, so that nothing is built anew with other features.
        tests.args(["nextest", "run", "--locked", "--workspace", "--run-ignored", "all"]);
        let not_here = NOT_HERE.map(|(name, _)| format!("test(/^{name}::/)")).join(" + ");
        // Searches with hundreds of inputs say nothing more about a database.
        let ours = "package(shell) + (package(provider) - binary(fuzz))";
        let stories = format!("package(stories) & binary(it) - ({not_here})");
        let all = format!("{ours} + ({stories})");
        return on_server(tests.args(["-E", &all]));
    }
    let of = ["test", "--locked", "--lib", "--test", "it"];
    on_server(cargo().args(of).args(["-p", "shell", "-p", "provider"]))?;
    let stories = ["-p", "stories", "--", "--include-ignored"];
    let not_here = NOT_HERE.map(|(name, _)| format!("{name}::"));
    let skip = not_here.iter().flat_map(|name| ["--skip", name.as_str()]);
    on_server(cargo().args(of).args(stories).args(skip))
}

/// A server that runs until this is dropped.
struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    as_user: bool,
}

impl Server {
    fn start() -> Result<Self> {
        let programs = programs().context(
            "no PostgreSQL server is installed; as root `cargo xtask test tools` installs it, or \
             install Debian's package postgresql",
        )?;
        let folder = output(program("mktemp").args(["-d", "-t", "vestibule-pg-XXXXXX"]))?;
        let folder = PathBuf::from(folder.trim());
        let as_user = output(program("id").arg("-u"))?.trim() == "0";
        if as_user {
            succeed(program("chown").arg(USER).arg(&folder))?;
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { programs, folder, port, as_user };
        let data = server.folder.join("data");
        let mut init = server.command("initdb");
        init.args(["-U", USER, "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C", "-D"]);
        quiet(init.arg(&data))?;
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \
             -c max_connections=300"
        );
        let mut start = server.command("pg_ctl");
        start.arg("-D").arg(&data).arg("-l").arg(server.folder.join("log"));
        quiet(start.args(["-w", "-o", &options, "start"]))?;
        Ok(server)
    }

    fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    /// One of the server's programs, run as somebody who may.
    fn command(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if !self.as_user {
            return program(path);
        }
        let mut command = program("runuser");
        command.args(["-u", USER, "--"]).arg(path).current_dir("/");
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = self.command("pg_ctl");
        stop.arg("-D").arg(self.folder.join("data")).args(["-m", "immediate", "stop"]);
        if let Err(error) = quiet(&mut stop) {
            println!("the PostgreSQL server could not be stopped: {error:#}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            println!("{} could not be removed: {error}", self.folder.display());
        }
    }
}

/// Runs a program whose words matter only when it fails.
fn quiet(command: &mut Command) -> Result<()> {
    let what = format!("{command:?}");
    // Its own output goes nowhere: a server that goes on running would keep a pipe open.
    let file = tempfile_for_words()?;
    let status = command.stdout(file.0.try_clone()?).stderr(file.0).status();
    let status = status.with_context(|| format!("could not run {what}"))?;
    let said = std::fs::read_to_string(&file.1).unwrap_or_default();
    drop(std::fs::remove_file(&file.1));
    if !status.success() {
        bail!("{what} failed: {said}");
    }
    Ok(())
}

fn tempfile_for_words() -> Result<(std::fs::File, PathBuf)> {
    let path = output(program("mktemp").args(["-t", "vestibule-words-XXXXXX"]))?;
    let path = PathBuf::from(path.trim());
    Ok((std::fs::File::create(&path)?, path))
}

/// The folder of the newest server installed.
pub(crate) fn programs() -> Option<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for place in PLACES.map(Path::new) {
        for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
            let version = entry.file_name().to_string_lossy().parse().unwrap_or(0);
            found.push((version, entry.path().join("bin")));
        }
        found.push((0, place.join("bin")));
    }
    found.retain(|(_, folder)| folder.join("initdb").is_file());
    found.into_iter().max().map(|(_, folder)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::root;

    #[test]
    fn what_is_not_told_on_the_server_is_there_and_says_why() {
        for (name, why) in NOT_HERE {
            let file = root().join(format!("tests/it/{}.rs", name.replace("::", "/")));
            assert!(file.is_file(), "there is no story {name} any more: strike it out");
            assert!(why.split_whitespace().count() > 2, "{name}: {why}");
        }
    }

    #[test]
    fn stories_that_need_no_server_of_their_own_are_told_on_this_one() {
        for name in ["taking_back", "funding", "peers", "seen", "keeping", "money"] {
            assert!(!NOT_HERE.iter().any(|(other, _)| *other == name), "{name}");
        }
    }
}
