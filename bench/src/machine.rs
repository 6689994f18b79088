//! How quiet the machine is, so that a disturbed round can be told apart.

use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use shell::clock::Stopwatch;

/// How long a small write to a quiet disk takes at most.
const QUICK: Duration = Duration::from_millis(10);
/// So many quick ones in a row mean that it is quiet.
const QUICK_SYNCS: u32 = 20;
/// How long a disk is waited for.
const DISK_PATIENCE: Duration = Duration::from_secs(30);

/// Share of a core that went to other processes or was stolen while a round ran.
#[derive(Debug)]
pub struct Quiet {
    watch: Stopwatch,
    busy: f64,
    stolen: f64,
    own: f64,
}

impl Quiet {
    /// Starts watching. `None` where there is no `/proc`.
    pub fn start() -> Option<Self> {
        let (busy, stolen) = machine()?;
        Some(Self { watch: Stopwatch::start(), busy, stolen, own: own()? })
    }

    /// Cores that others took, and cores stolen by the host, since the start.
    pub fn disturbed(&self) -> Option<(f64, f64)> {
        let (busy, stolen) = machine()?;
        let took = self.watch.elapsed().max(Duration::from_millis(1)).as_secs_f64();
        let others = (busy - self.busy) - (own()? - self.own);
        Some(((others / took).max(0.0), ((stolen - self.stolen) / took).max(0.0)))
    }
}

/// Waits until the disk below a file is done with what was written before: until small writes
/// beside it reach it quickly, several in a row, or half a minute has passed.
///
/// # Errors
/// When nothing can be written there.
pub async fn quiet_disk(path: &Path) -> std::io::Result<()> {
    let mut probe = tempfile::tempfile_in(path.parent().unwrap_or(path))?;
    let (watch, mut quick) = (Stopwatch::start(), 0);
    while quick < QUICK_SYNCS && watch.elapsed() < DISK_PATIENCE {
        let sync = Stopwatch::start();
        probe.write_all(&[0; 4096])?;
        probe.sync_data()?;
        quick = if sync.elapsed() < QUICK { quick + 1 } else { 0 };
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// A runtime with two threads, as a server has on the machine all figures are about.
///
/// # Errors
/// When the system has no threads left.
pub fn two_threads() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()
}

/// Bytes of memory this process has. `None` where there is no `/proc`.
pub fn resident_bytes() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib << 10)
}

/// Seconds that all processes ran, and seconds stolen.
fn machine() -> Option<(f64, f64)> {
    let text = std::fs::read_to_string("/proc/stat").ok()?;
    let fields: Vec<f64> =
        text.lines().next()?.split_whitespace().skip(1).filter_map(|n| n.parse().ok()).collect();
    let busy: f64 = [0, 1, 2, 5, 6].iter().filter_map(|&at| fields.get(at)).sum();
    Some((busy / 100.0, fields.get(7)? / 100.0))
}

/// Seconds that this process ran.
fn own() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after = text.rsplit_once(')')?.1;
    let fields: Vec<&str> = after.split_whitespace().collect();
    let user: f64 = fields.get(11)?.parse().ok()?;
    let system: f64 = fields.get(12)?.parse().ok()?;
    Some((user + system) / 100.0)
}
