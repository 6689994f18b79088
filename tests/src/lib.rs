//! What the stories stand on: the program as a process, both servers of one provider, a wire that
//! can be cut between them, and waiting that ends.

pub mod backroom;
pub mod balancer;
pub mod cluster;
pub mod collector;
pub mod console;
pub mod ear;
pub mod house;
pub mod leaks;
pub mod mirror;
pub mod office;
pub mod once;
pub mod program;
pub mod schema;
pub mod signup;
pub mod tls;
pub mod village;
pub mod wait;
pub mod wire;
