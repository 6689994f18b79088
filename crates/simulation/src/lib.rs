//! Both servers in one process, on one turned clock and one seed, and the people who use them.

pub mod browser;
pub mod cast;
pub mod crash;
pub mod desk;
pub mod founding;
pub mod operator;
pub mod person;
pub mod story;
pub mod town;
pub mod weather;
