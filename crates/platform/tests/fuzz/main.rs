//! Whatever is sent to it, the platform stays up and refuses in Meta's words (contract §7.1).
//!
//! Each target is a test of its own. Inside the test command it tries a few hundred inputs drawn
//! from a fixed seed. With `FUZZ_SECONDS` it goes on that long, each round on a fresh world with
//! the next seed; `FUZZ_SEED` sets the first. `cargo xtask fuzz` is the way to say so.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should panic")]

mod bodies;
mod calls;
mod control;
mod cursors;
mod fields;
mod filters;
mod forms;
#[path = "../it/graph_scene.rs"]
#[expect(dead_code, reason = "the scene of the other tests, of which a part is needed here")]
mod graph_scene;
mod input;
mod operation;
mod pages;
mod past;
mod phones;
mod search;
mod signatures;
#[path = "../it/signup.rs"]
#[expect(dead_code, reason = "the signup of the other tests, of which a part is needed here")]
mod signup;
#[path = "../it/stage.rs"]
#[expect(dead_code, reason = "the stage of the other tests, of which a part is needed here")]
mod stage;
mod town;
#[path = "../it/visitor.rs"]
#[expect(dead_code, reason = "the browser of the other tests, of which a part is needed here")]
mod visitor;
