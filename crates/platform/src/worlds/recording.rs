//! Recorded worlds: everything that happens in one is kept, and can be played again.

use std::sync::Arc;

use shell::http::{Client, Switchboard};
use shell::secret::Secrets;
use shell::shutdown::Tasks;

use super::copying::written;
use super::making::Made;
use super::{Inner, Options, TextError, Worlds, WorldsError, text};
use crate::session::{self, Header, Replayed, Session, Tape};

impl Worlds {
    /// From now on everything that happens in a recorded world is kept; in others, nothing.
    pub(super) async fn keep_all(&self, name: &str, made: &Made) -> Result<(), WorldsError> {
        let Made { platform, options, .. } = made;
        let Some(draw) = platform.secrets().seed().filter(|_| options.record) else {
            return Ok(());
        };
        let world = written(platform, name, true).await?;
        let header = Header::new(name, options.port, draw, self.0.webhooks);
        platform.record_on(Tape::recording(platform, header, world));
        Ok(())
    }

    /// What a recorded world went through so far, as the text of a session file.
    ///
    /// # Errors
    /// When there is no such world, or it is not recorded.
    pub fn session(&self, name: &str) -> Result<String, WorldsError> {
        let occupant = self.seat(name)?.occupant();
        let tape = occupant.made.platform.tape();
        let tape = tape.ok_or_else(|| WorldsError::NotRecorded(name.to_owned()))?;
        Ok(tape.session().to_text())
    }
}

/// Plays a session again in a world of its own that nobody else reaches, and compares what comes
/// out, byte for byte. Must be called inside a tokio runtime.
///
/// # Errors
/// When the text is no session, or its world cannot be opened.
pub async fn replay(text: &str) -> Result<Replayed, WorldsError> {
    let session = Session::parse(text)?;
    let header = &session.header;
    let nobody = Client::inside(Arc::new(Switchboard::new()));
    let (tasks, seats, made) = (Tasks::new(), Default::default(), Default::default());
    let worlds =
        Worlds(Arc::new(Inner { http: nobody, webhooks: header.webhooks(), tasks, seats, made }));
    // The world begins on the second line of the file.
    let below = |error: TextError| TextError { line: error.line + 1, ..error };
    let (db, head) = text::read(&session.world).await?.map_err(below)?;
    let options = Options { port: header.port, record: true, ..Options::default() };
    let outside = (db, Some(head.at), Secrets::seeded(header.draw));
    let platform = worlds.begun(&header.name, &options, outside).await?;
    let tape = Tape::replaying(&platform, header.clone(), session.world.clone());
    platform.record_on(Arc::clone(&tape));
    Ok(session::play(&platform, &tape, &session).await)
}
