//! A part that most things of a kind never fill in: it takes a pointer's room until they do.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is nearly always blank. It reads as the blank value, and makes room for one of its
/// own when it is first written to; in every form it is written down like the value itself.
#[derive(Clone, Debug)]
pub struct Rare<T>(Option<Box<T>>);

/// What a value is before anything is known.
pub trait Blank: Default + PartialEq + 'static {
    /// The one that all who have none of their own share.
    fn blank() -> &'static Self;
}

/// Says of types that [`Default`] is their blank value.
macro_rules! blank {
    ($($name:ty),+) => {$(
        impl $crate::rare::Blank for $name {
            fn blank() -> &'static Self {
                static BLANK: std::sync::LazyLock<$name> =
                    std::sync::LazyLock::new(Default::default);
                &BLANK
            }
        }
    )+};
}
pub(crate) use blank;

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Blank> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::blank()).then(|| Box::new(value)))
    }
}

impl<T: Blank> Deref for Rare<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::blank())
    }
}

impl<T: Blank> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Blank> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Blank + Eq> Eq for Rare<T> {}

impl<T: Blank + Serialize> Serialize for Rare<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(to)
    }
}

impl<'de, T: Blank + Deserialize<'de>> Deserialize<'de> for Rare<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phone::Profile;

    #[test]
    fn it_takes_room_only_when_it_is_filled_in() {
        let mut profile = Rare::<Profile>::default();
        assert_eq!((profile.about.as_deref(), profile.0.is_some()), (None, false));
        profile.about = Some("Plants".to_owned());
        assert_eq!(profile.about.as_deref(), Some("Plants"));
        profile.about = None;
        assert_eq!(profile, Rare::default(), "what is blank again is like what always was");
        let back: Rare<Profile> =
            serde_json::from_value(serde_json::to_value(&profile).unwrap()).unwrap();
        assert!(back.0.is_none());
    }
}
