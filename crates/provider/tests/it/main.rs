//! The provider through its pages, called in this process.

mod browser;
mod console;
mod house;
mod signup;
