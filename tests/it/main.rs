//! Stories: both servers and everybody around them, through what they show to the outside.

mod callbacks;
mod cli;
mod cli_control;
mod cli_ledger;
mod cli_operations;
mod cli_provider;
mod cli_signals;
mod cli_world;
mod doctor;
mod durability;
mod finding;
mod inbox;
mod keeping;
mod kills;
mod lost_callbacks;
mod money;
mod operations;
mod postgres_operations;
mod postgres_worlds;
mod road;
mod security;
mod sim_seeds;
mod taking_back;
mod trial;
mod two_processes;
