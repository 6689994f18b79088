//! The mailbox of everybody: letters that others hand in over SMTP land beside the platform's own.

use shell::shutdown::Tasks;
use shell::smtp::{self, ReceivedLetter};
use tokio::net::TcpListener;

use crate::platform::Platform;
use crate::store::NewMail;

/// Takes letters until told to stop, each for the world that is there when it comes; one that
/// reached several people is kept once for each.
pub(crate) fn listen(
    current: impl Fn() -> Platform + Send + Sync + 'static,
    listener: TcpListener,
    tasks: &Tasks,
) {
    smtp::listen(listener, tasks, move |letter| {
        let platform = current();
        async move {
            let stored = match platform.tape() {
                Some(tape) => tape.letter(&platform, letter).await,
                None => keep(&platform, letter).await,
            };
            stored.map_err(|error| tracing::error!(%error, "a letter was not stored"))
        }
    });
}

/// Stores a letter, once for each who got it.
pub(crate) async fn keep(
    platform: &Platform,
    letter: ReceivedLetter,
) -> Result<(), shell::db::DbError> {
    let ReceivedLetter { from, to, subject, text, .. } = letter;
    let copy =
        |to| NewMail { from: from.clone(), to, subject: subject.clone(), text: text.clone() };
    let copies = to.into_iter().map(copy).collect();
    platform.store().add_mails(platform.now(), copies).await
}
