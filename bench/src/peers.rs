//! What others build for the same task, as processes of Node.js (`bench/peers`).

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, ensure};

use crate::webhooks::APP_SECRET;

/// A server of somebody else; ends when dropped.
pub struct Peer {
    /// Where it listens.
    pub at: SocketAddr,
    process: Child,
}

impl Peer {
    /// Starts `bench/peers/{name}.mjs` with its database below `folder`.
    ///
    /// # Errors
    /// When Node.js or the packages are not there, with what to do.
    pub fn start(name: &str, folder: &Path) -> anyhow::Result<Self> {
        let home = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers");
        ensure!(
            home.join("node_modules").is_dir(),
            "the peers are not installed: run `npm ci` in {}",
            home.display()
        );
        let mut process = Command::new("node")
            .arg(home.join(format!("{name}.mjs")))
            .args([folder.join("peer.db").as_os_str(), APP_SECRET.as_ref()])
            .stdout(Stdio::piped())
            .spawn()
            .context("Node.js 20 or newer is needed for the peers")?;
        let said = process.stdout.take().context("its output is not read")?;
        let mut port = String::new();
        BufReader::new(said).read_line(&mut port)?;
        let port: u16 = port.trim().parse().with_context(|| format!("{name} did not start"))?;
        Ok(Self { at: SocketAddr::from(([127, 0, 0, 1], port)), process })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // One that has ended by itself is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
