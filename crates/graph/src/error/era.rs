//! What older versions say instead: the same errors in the words of their time (contract §4.8,
//! §7.1, §7.8).

use super::GraphError;
use crate::Version;

/// The subcode that the Cloud endpoints sent before v16.
const CLOUD_SUBCODE: u32 = 2_494_010;
/// The same for errors of templates.
const TEMPLATE_SUBCODE: u32 = 2_494_073;

impl GraphError {
    /// The error as this version of the API tells it.
    #[must_use]
    pub fn in_version(self, version: Version) -> Self {
        let replaced = match self.code {
            // Told apart since v17.
            132_015 | 132_016 if version < Version::V17 => Some(132_001),
            // A number of its own since v23.
            132_018 if version < Version::V23 => Some(132_012),
            _ => None,
        };
        let error = match replaced {
            Some(code) => {
                let details = self.details.clone();
                let mut told = Self::messaging(code);
                told.details = details;
                told
            }
            None => self,
        };
        let cloud = error.details.is_some() && error.subcode.is_none() && error.code > 100_000;
        match error.code / 1_000 {
            132 if cloud && version < Version::V16 => error.subcode(TEMPLATE_SUBCODE),
            _ if cloud && version < Version::V16 => error.subcode(CLOUD_SUBCODE),
            _ => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{GraphError, Version};

    #[test]
    fn cloud_errors_had_a_subcode_before_v16() {
        let told = |code, version| GraphError::messaging(code).in_version(version).subcode;
        assert_eq!(told(131_009, Version::V15), Some(2_494_010));
        assert_eq!(told(132_000, Version::V15), Some(2_494_073));
        assert_eq!(told(131_009, Version::V16), None);
        let other = GraphError::missing_token().in_version(Version::V15);
        assert_eq!(other.subcode, None, "only the Cloud endpoints");
    }

    #[test]
    fn newer_numbers_are_told_as_the_older_ones_they_came_from() {
        let told = |code, version| GraphError::messaging(code).in_version(version).code;
        assert_eq!(told(132_015, Version::V16), 132_001);
        assert_eq!(told(132_015, Version::V17), 132_015);
        assert_eq!(told(132_018, Version::V22), 132_012);
        assert_eq!(told(132_018, Version::V23), 132_018);
    }
}
