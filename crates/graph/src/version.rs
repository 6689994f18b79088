//! The version segment of a Graph path, such as `v21.0` (contract §7.8).

use std::fmt;

/// A version of the Graph API that is answered. Ordered by age, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(u8);

impl Version {
    /// September 2022: the oldest version answered.
    pub const V15: Self = Self(15);
    /// February 2023: the Cloud endpoints dropped `error_subcode`.
    pub const V16: Self = Self(16);
    /// May 2023.
    pub const V17: Self = Self(17);
    /// September 2023.
    pub const V18: Self = Self(18);
    /// January 2024.
    pub const V19: Self = Self(19);
    /// May 2024.
    pub const V20: Self = Self(20);
    /// 2 October 2024: the version this project speaks.
    pub const V21: Self = Self(21);
    /// January 2025.
    pub const V22: Self = Self(22);
    /// 29 May 2025.
    pub const V23: Self = Self(23);
    /// 8 October 2025: the newest version answered.
    pub const V24: Self = Self(24);

    /// Reads a segment such as `v21.0`. The retired `v13.0` and `v14.0` are answered as v15;
    /// versions that never were, and other texts, are `None`.
    pub fn parse(segment: &str) -> Option<Self> {
        let number = segment.strip_prefix('v')?.strip_suffix(".0")?;
        match number.parse::<u8>().ok()? {
            _ if number.len() != 2 || number.starts_with('+') => None,
            13 | 14 => Some(Self::V15),
            major @ 15..=24 => Some(Self(major)),
            _ => None,
        }
    }

    /// Whether the segment names a retired version that is answered as a newer one, with a warning
    /// (contract §7.2).
    pub fn is_retired(segment: &str) -> bool {
        Self::parse(segment).is_some_and(|version| version.to_string() != segment)
    }

    /// Whether the segment has the form of a version, known or not. An unknown one is an unknown
    /// path (contract §7.1), not the name of an object.
    pub fn looks_like_one(segment: &str) -> bool {
        let Some((major, minor)) = segment.strip_prefix('v').and_then(|s| s.split_once('.')) else {
            return false;
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits(major) && digits(minor)
    }

    /// The number before the dot.
    pub const fn major(self) -> u8 {
        self.0
    }
}

impl Default for Version {
    fn default() -> Self {
        Self::V21
    }
}

impl fmt::Display for Version {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "v{}.0", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn reads_the_versions_clients_hard_wire() {
        assert_eq!(Version::parse("v21.0"), Some(Version::default()));
        assert_eq!(Version::parse("v17.0"), Some(Version::V17));
        assert_eq!(Version::parse("v13.0"), Some(Version::V15));
        assert_eq!(Version::parse("v24.0").map(|v| v.to_string()), Some("v24.0".to_owned()));
        for text in ["v99.0", "v12.0", "v25.0", "21.0", "v21", "v21.1", "v+21.0", "v021.0", "me"] {
            assert_eq!(Version::parse(text), None, "{text}");
        }
    }

    #[test]
    fn tells_an_unknown_version_from_a_name() {
        assert!(Version::looks_like_one("v99.0"));
        assert!(!Version::looks_like_one("v"));
        assert!(!Version::looks_like_one("me"));
        assert!(!Version::looks_like_one("vip.list"));
    }
}
