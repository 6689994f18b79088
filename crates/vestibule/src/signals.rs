//! Signals that ask this process to stop, and whether they went to its whole process group.

use std::io::IsTerminal as _;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::{Child, Command};

/// How long the witness may take to answer before it counts as alive.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// A signal that asks to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Ctrl-C.
    Interrupt,
    /// Asked by a program, such as a supervisor.
    Terminate,
    /// The terminal was closed.
    #[cfg_attr(not(unix), expect(dead_code, reason = "known on Unix only"))]
    HangUp,
    /// Ctrl-\.
    #[cfg_attr(not(unix), expect(dead_code, reason = "known on Unix only"))]
    Quit,
}

impl Sign {
    /// As `kill -s` takes it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Interrupt => "INT",
            Self::Terminate => "TERM",
            Self::HangUp => "HUP",
            Self::Quit => "QUIT",
        }
    }
}

/// The signals as they come. As long as it lives they do not end this process.
pub(crate) struct Signals {
    #[cfg(unix)]
    of: [tokio::signal::unix::Signal; 3],
    /// `None` where this process was started to ignore it, as `nohup` does: it goes on being
    /// ignored, here and by the program that is run.
    #[cfg(unix)]
    hang_up: Option<tokio::signal::unix::Signal>,
}

/// Whether this process ignores SIGHUP, before a handler is installed. The kernel says so on Linux;
/// to ask it elsewhere would take unsafe code.
#[cfg(unix)]
fn ignores_hang_up() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // SIGHUP is number 1, which has the lowest bit.
    mask.is_some_and(|mask| mask & 1 == 1)
}

impl Signals {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the operating system refuses to install a signal handler.
    pub(crate) fn listen() -> std::io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let hang_up = match ignores_hang_up() {
                true => None,
                false => Some(signal(SignalKind::hangup())?),
            };
            let of = [
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::quit())?,
            ];
            Ok(Self { of, hang_up })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Sign {
        #[cfg(unix)]
        {
            let [interrupt, terminate, quit] = &mut self.of;
            let hang_up = async {
                match &mut self.hang_up {
                    Some(hang_up) => hang_up.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = interrupt.recv() => Sign::Interrupt,
                _ = terminate.recv() => Sign::Terminate,
                _ = hang_up => Sign::HangUp,
                _ = quit.recv() => Sign::Quit,
            }
        }
        #[cfg(not(unix))]
        match tokio::signal::ctrl_c().await {
            Ok(()) => Sign::Interrupt,
            Err(_) => std::future::pending().await,
        }
    }
}

/// A process of the same group that ends at any signal. Whether it still answers after a signal
/// tells whether that went to the whole group or to this process alone; nothing else does without
/// unsafe code. It ends with this process: it reads from a pipe that is closed then.
pub(crate) struct Witness(Option<Child>);

impl Witness {
    /// Starts it.
    pub(crate) fn start() -> Self {
        let mut cat = Command::new("cat");
        cat.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        Self(cat.kill_on_drop(true).spawn().ok())
    }

    /// Whether the signal that came just now went to the group. Where there is no witness, Ctrl-C
    /// in a terminal is taken for granted.
    pub(crate) async fn was_struck_too(&mut self) -> bool {
        let Some(cat) = &mut self.0 else { return std::io::stdin().is_terminal() };
        let answered = tokio::time::timeout(ANSWERS_WITHIN, answers(cat)).await;
        let struck = matches!(answered, Ok(None));
        if struck {
            *self = Self::start();
        }
        struck
    }
}

/// What is written to it comes back, unless it has ended.
async fn answers(cat: &mut Child) -> Option<()> {
    cat.stdin.as_mut()?.write_all(b".").await.ok()?;
    let mut back = [0];
    cat.stdout.as_mut()?.read_exact(&mut back).await.ok().map(|_| ())
}
