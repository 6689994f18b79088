//! The platform through its own front door: keeper, delivery, clock, gates, on-premises client.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod clock;
mod control;
mod delivery;
mod example;
mod gates;
mod graph_access;
mod graph_browser;
mod graph_finding;
mod graph_login;
mod graph_money;
mod graph_phones;
mod graph_scene;
mod graph_seed;
mod graph_wire;
mod keeper;
mod live;
mod onprem;
mod pages_desk;
mod pages_dialog;
mod pages_manager;
mod pages_words;
mod rules_account;
mod rules_messages;
mod rules_numbers;
mod signup;
mod snapshots;
mod stage;
mod visitor;
