//! What an error means to a client. Meta recommends going by `code`, not by HTTP status
//! (contract §7.1). At most one of these is true, except that a rate may also be transient.

use super::GraphError;

impl GraphError {
    /// The token is missing, broken, expired or withdrawn: only a new token helps.
    pub fn is_token(&self) -> bool {
        matches!(self.code, 102 | 104 | 190)
    }

    /// The holder of the token may not do this: somebody has to grant or assign something.
    pub fn is_permission(&self) -> bool {
        matches!(self.code, 3 | 10 | 200..=299 | 131_005)
    }

    /// The object does not exist, no longer exists, or was withdrawn from the caller's sight.
    pub fn is_gone(&self) -> bool {
        self.code == 33 || (self.code == 100 && self.0.subcode == Some(33))
    }

    /// Too many calls or messages: the same call will succeed after a while.
    pub fn is_rate(&self) -> bool {
        const CODES: [u32; 13] = [
            4, 17, 32, 613, 80_007, 80_008, 80_014, 130_429, 131_056, 133_008, 133_009, 133_015,
            133_016,
        ];
        CODES.contains(&self.code) || (self.code == 0 && self.status == 429)
    }

    /// The server or the way to it failed: the same call may succeed at once or soon.
    pub fn is_transient(&self) -> bool {
        if self.is_token() || self.is_permission() || self.is_gone() {
            return false;
        }
        let service = matches!(self.code, 2 | 131_000 | 131_016 | 131_057 | 2_494_100);
        self.transient == Some(true) || service || self.status >= 500 || self.status == 408
    }
}

#[cfg(test)]
mod tests {
    use super::GraphError;
    use crate::error::Method;

    fn meaning(error: &GraphError) -> [bool; 5] {
        [
            error.is_token(),
            error.is_permission(),
            error.is_gone(),
            error.is_rate(),
            error.is_transient(),
        ]
    }

    #[test]
    fn each_error_means_one_thing() {
        assert_eq!(meaning(&GraphError::garbage_token()), [true, false, false, false, false]);
        assert_eq!(meaning(&GraphError::missing_token()), [true, false, false, false, false]);
        assert_eq!(meaning(&GraphError::permission("x")), [false, true, false, false, false]);
        assert_eq!(meaning(&GraphError::capability()), [false, true, false, false, false]);
        let gone = GraphError::unsupported(Method::Get, 1);
        assert_eq!(meaning(&gone), [false, false, true, false, false]);
        let too_often = GraphError::messaging(133_016);
        assert_eq!(meaning(&too_often), [false, false, false, true, false]);
        assert_eq!(meaning(&GraphError::app_rate()), [false, false, false, true, true]);
        assert_eq!(meaning(&GraphError::unknown()), [false, false, false, false, true]);
        let page = GraphError::parse(503, b"");
        assert_eq!(meaning(&page), [false, false, false, false, true]);
    }

    #[test]
    fn a_plain_refusal_means_none_of_them() {
        assert_eq!(meaning(&GraphError::missing_parameter("x")), [false; 5]);
        assert_eq!(meaning(&GraphError::wrong_secret()), [false; 5]);
        assert_eq!(meaning(&GraphError::messaging(131_047)), [false; 5]);
    }

    #[test]
    fn what_never_arrived_is_worth_another_try() {
        assert!(GraphError::unreached("connection refused").is_transient());
    }
}
