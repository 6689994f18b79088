//! Tests of the crate `shell` through its public face, one module per room.

mod clock;
mod config;
mod db;
mod http;
mod locale;
mod smtp;
mod sql;
mod web;
