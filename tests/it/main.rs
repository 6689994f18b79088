//! Stories: both servers and everybody around them, through what they show to the outside.

mod cli;
mod cli_control;
mod cli_operations;
mod cli_signals;
mod cli_world;
mod durability;
mod kills;
mod lost_callbacks;
mod road;
mod sim_seeds;
mod trial;
