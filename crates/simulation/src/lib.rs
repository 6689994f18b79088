//! The crate `simulation`.
