//! What one part of a seed means by the name of another.

use super::document::Seed;
use super::part::{Part, Spot};
use super::read::SeedError;

/// Parts that others mean by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Provider,
    Business,
    Waba,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Provider => "provider",
            Self::Business => "business",
            Self::Waba => "waba",
        }
    }

    fn many(self) -> &'static str {
        match self {
            Self::Person => "people",
            Self::Provider => "providers",
            Self::Business => "businesses",
            Self::Waba => "accounts",
        }
    }

    fn part(self, at: usize) -> Part {
        match self {
            Self::Person => Part::Person(at),
            Self::Provider => Part::Provider(at),
            Self::Business => Part::Business(at),
            Self::Waba => Part::Waba(at),
        }
    }
}

impl Seed {
    fn names(&self, kind: Kind) -> Vec<&str> {
        match kind {
            Kind::Person => self.person.iter().map(|one| one.name.as_str()).collect(),
            Kind::Provider => self.provider.iter().map(|one| one.name.as_str()).collect(),
            Kind::Business => self.business.iter().map(|one| one.name.as_str()).collect(),
            Kind::Waba => self.waba.iter().map(|one| one.name.as_str()).collect(),
        }
    }

    /// The place of the only part of this kind that has this name.
    ///
    /// # Errors
    /// When there is none, or several have it.
    pub(super) fn named(
        &self,
        kind: Kind,
        name: &str,
        spot: impl Into<Spot>,
    ) -> Result<usize, SeedError> {
        let (word, names) = (kind.word(), self.names(kind));
        let mut places = names.iter().enumerate().filter(|one| *one.1 == name).map(|one| one.0);
        match (places.next(), places.next()) {
            (Some(at), None) => Ok(at),
            (Some(first), Some(second)) => {
                let lines = [first, second].map(|at| self.lines.line(kind.part(at)));
                let lines = match lines {
                    [Some(first), Some(second)] => format!(" (lines {first} and {second})"),
                    _ => String::new(),
                };
                let why = format!(
                    "the name \"{name}\" stands twice{lines}: which [[{word}]] is meant cannot be \
                     told, so give each a name of its own"
                );
                Err(SeedError::at(spot, why))
            }
            (None, _) => {
                let known = match names.len() {
                    0 => "the seed has none".to_owned(),
                    _ => format!("say one of {}", quoted(&names)),
                };
                let why = format!("there is no [[{word}]] named \"{name}\": {known}");
                Err(SeedError::at(spot, why))
            }
        }
    }

    /// The place of the first part of this kind.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn first(&self, kind: Kind, spot: impl Into<Spot>) -> Result<usize, SeedError> {
        if !self.names(kind).is_empty() {
            return Ok(0);
        }
        let why = format!("there is no [[{}]], and this takes one: add it", kind.word());
        Err(SeedError::at(spot, why))
    }

    /// The place of the only part of this kind.
    ///
    /// # Errors
    /// When there is none, or several.
    pub(super) fn only(&self, kind: Kind, spot: impl Into<Spot>) -> Result<usize, SeedError> {
        let (word, names) = (kind.word(), self.names(kind));
        if names.len() < 2 {
            return self.first(kind, spot);
        }
        let why = format!(
            "there are {} {}: say which in `{word}`, one of {}",
            names.len(),
            kind.many(),
            quoted(&names)
        );
        Err(SeedError::at(spot, why))
    }

    /// That no two parts of this kind have the same name.
    ///
    /// # Errors
    /// At the second of two.
    pub(super) fn require_own_names(&self, kind: Kind) -> Result<(), SeedError> {
        let names = self.names(kind);
        for (at, name) in names.iter().enumerate() {
            let Some(first) = names[..at].iter().position(|other| other == name) else { continue };
            let line = self.lines.line(kind.part(first));
            let line = line.map_or_else(String::new, |line| format!(", first in line {line}"));
            let why = format!(
                "the name \"{name}\" stands twice{line}: others mean a [[{}]] by its name, so \
                 give each its own",
                kind.word()
            );
            return Err(SeedError::at((kind.part(at), "name"), why));
        }
        Ok(())
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
