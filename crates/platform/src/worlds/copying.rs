//! Worlds that go from one place to another: written down as text, read again, copied at a moment.

use std::sync::Arc;

use jiff::Timestamp;

use super::making::{Made, bounded};
use super::options::{Begin, Options};
use super::seat::Seat;
use super::text::{self, Head};
use super::{Address, Worlds, WorldsError, dawn, strict, to_its_end};
use crate::platform::Platform;

impl Worlds {
    /// A world as readable text, as it is at one moment.
    ///
    /// # Errors
    /// When there is none, or it cannot be read.
    pub async fn export(&self, name: &str) -> Result<String, WorldsError> {
        let occupant = self.seat(name)?.occupant();
        let Made { platform, options, .. } = &occupant.made;
        written(platform, name, options.record).await
    }

    /// Makes a world from an exported one; in place of what is there where the name is taken. It
    /// goes on from the moment of the export, and is a recorded one if that was, unless said
    /// otherwise.
    ///
    /// # Errors
    /// When the text is no world, or nothing could be stored; then nothing has changed.
    pub async fn import(
        &self,
        name: Option<String>,
        text: &str,
        record: Option<bool>,
    ) -> Result<Address, WorldsError> {
        let record = record.unwrap_or(text::head(text)?.record);
        strict::events(text)?;
        let mut options = Options { record, ..Options::exported(text) };
        let seat = loop {
            let there = match &name {
                Some(name) => self.present(name).await,
                None => None,
            };
            if let Some(seat) = there {
                break seat;
            }
            match self.create(name.clone(), options.clone()).await {
                // Somebody else makes one of this name, whose place this one takes.
                Err(WorldsError::Taken(_)) => {}
                made => return made,
            }
        };
        options.port = seat.port;
        options.record = seat.disk.is_none() && record;
        let worlds = self.clone();
        to_its_end(async move {
            let _one = seat.changing.lock().await;
            worlds.replace(&seat, options).await
        })
        .await
    }

    /// Makes a copy of a world under another name: as it is now, or as it was at `at`.
    ///
    /// # Errors
    /// As [`Worlds::create`], and when the world has not come that far.
    pub async fn fork(
        &self,
        of: &str,
        name: Option<String>,
        at: Option<Timestamp>,
    ) -> Result<Address, WorldsError> {
        let occupant = self.seat(of)?.occupant();
        let Made { platform, options, .. } = &occupant.made;
        let (now, at) = (platform.now(), at.map(bounded).transpose()?);
        if let Some(at) = at.filter(|at| *at > now) {
            return Err(WorldsError::NotYet { at, now });
        }
        if let Some(at) = at
            && let Some(began) = dawn::of(platform).await?.filter(|began| at < *began)
        {
            return Err(WorldsError::Before { at, began });
        }
        let record = options.record;
        let text = written(platform, of, record).await?.into();
        let begin = Begin::Export { text, upto: at };
        self.create(name, Options { record, begin, ..Options::default() }).await
    }

    /// The world of this name; one that is being made is waited for.
    async fn present(&self, name: &str) -> Option<Arc<Seat>> {
        let mut changes = self.0.made.subscribe();
        loop {
            changes.borrow_and_update();
            let known = self.seats().get(name).cloned();
            match known {
                None => return None,
                Some(Some(seat)) => return Some(seat),
                // The sender lives in `self`: this cannot fail.
                Some(None) => drop(changes.changed().await),
            }
        }
    }
}

/// A world as text.
pub(super) async fn written(
    platform: &Platform,
    name: &str,
    record: bool,
) -> Result<String, WorldsError> {
    platform.keep_uses().await;
    let (name, clock) = (name.to_owned(), platform.clock().clone());
    let head = move || Head::of(&name, clock.now(), record);
    Ok(text::write(platform.store().db(), head).await?)
}
