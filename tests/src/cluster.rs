//! A PostgreSQL server of a test's own, which can be stopped and started: with a password, and with
//! a certificate for `db.example`.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// Where Debian puts the server's programs.
const PLACE: &str = "/usr/lib/postgresql";
/// The first user, of the machine and of the database.
const USER: &str = "postgres";
/// That user's password.
const PASSWORD: &str = "a-password-of-this-test";
/// Makes an authority, and a certificate that it signed.
const CERTIFICATES: &str = "set -e; umask 077
    new='-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes'
    openssl req -x509 $new -keyout ca.key -out ca.pem -subj '/CN=an authority' -days 2
    openssl req -x509 $new -keyout other.key -out other.pem -subj '/CN=another' -days 2
    openssl req $new -keyout server.key -out server.csr -subj '/CN=db.example'
    echo subjectAltName=DNS:db.example > ext
    openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 \\
        -extfile ext -out server.crt";

/// The server. It is stopped and its files are removed when this is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
    /// As whom it runs, where we are root, which it refuses to be.
    as_user: bool,
}

impl Cluster {
    /// Starts one on a free port.
    ///
    /// # Errors
    /// When PostgreSQL or openssl is not installed, or does not do as it is told.
    pub fn start() -> anyhow::Result<Self> {
        let versions = std::fs::read_dir(PLACE).context("no PostgreSQL server is installed")?;
        let programs = versions.flatten().map(|entry| entry.path().join("bin")).max();
        let programs = programs.context("no PostgreSQL server is installed")?;
        let folder = tempfile::tempdir()?;
        let id = Command::new("id").arg("-u").output()?;
        let as_user = id.stdout.trim_ascii() == b"0";
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { programs, folder, port, as_user };
        std::fs::write(server.file("password"), PASSWORD)?;
        run(Command::new("sh").args(["-c", CERTIFICATES]).current_dir(server.folder.path()))?;
        if as_user {
            run(Command::new("chown").args(["-R", USER]).arg(server.folder.path()))?;
        }
        let mut init = server.program("initdb");
        init.args(["-U", USER, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C"]);
        let (secret, data) = (server.file("password"), server.file("data"));
        run(init.arg("--pwfile").arg(secret).arg("-D").arg(data))?;
        server.go_on()?;
        Ok(server)
    }

    /// Starts it again after [`Self::stop`].
    ///
    /// # Errors
    /// When it does not start.
    pub fn go_on(&self) -> anyhow::Result<()> {
        let at = |name: &str| self.file(name).display().to_string();
        let options = format!(
            "-p {} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off \\
             -c ssl=on -c ssl_cert_file={} -c ssl_key_file={}",
            self.port,
            at("server.crt"),
            at("server.key")
        );
        let mut start = self.program("pg_ctl");
        start.arg("-D").arg(self.file("data")).arg("-l").arg(self.file("log"));
        run(start.args(["-w", "-o", &options, "start"]))
    }

    /// Stops it as an operator does who starts it anew: what is under way is broken off.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn stop(&self) -> anyhow::Result<()> {
        let mut stop = self.program("pg_ctl");
        run(stop.arg("-D").arg(self.file("data")).args(["-w", "-m", "fast", "stop"]))
    }

    /// Its address for a user and password.
    pub fn url_for(&self, user: &str, password: &str) -> String {
        format!("postgres://{user}:{password}@127.0.0.1:{}/postgres", self.port)
    }

    /// Its address for the first user.
    pub fn url(&self) -> String {
        self.url_for(USER, PASSWORD)
    }

    /// Its address under the name in its certificate, so that it is spoken to with TLS.
    pub fn url_by_name(&self) -> String {
        let port = self.port;
        format!("postgres://{USER}:{PASSWORD}@db.example:{port}/postgres?hostaddr=127.0.0.1")
    }

    /// A file of it: `ca.pem` is the authority that signed its certificate, `other.pem` another
    /// one.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn program(&self, name: &str) -> Command {
        let path: &Path = &self.programs.join(name);
        let mut command = Command::new(if self.as_user { Path::new("runuser") } else { path });
        if self.as_user {
            command.args(["-u", USER, "--"]).arg(path);
        }
        command.current_dir("/");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // One that is stopped already is as good.
        let _ = self.stop();
    }
}

/// Runs a program whose words matter only when it fails. They go to a file, since a server that
/// goes on running would keep a pipe open.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let words = tempfile::NamedTempFile::new()?;
    let status = command.stdout(words.reopen()?).stderr(words.reopen()?).status();
    let status = status.with_context(|| format!("could not run {command:?}"))?;
    let said = std::fs::read_to_string(words.path())?;
    ensure!(status.success(), "{command:?} failed: {said}");
    Ok(())
}
