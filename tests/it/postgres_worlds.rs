//! Whole simulated worlds whose provider remembers in PostgreSQL. Run by `cargo xtask test
//! postgres`.
//!
//! A server answers when it likes, so a world is not the same again; what must hold, holds.

use provider::Defects;
use simulation::many;

/// The first seed.
const FIRST: u64 = 2022;
/// How many worlds: about a minute's worth.
const WORLDS: u64 = 8;

#[ignore = "needs a PostgreSQL server: cargo xtask test postgres"]
#[test]
fn sim_all_invariants_hold_on_postgres() {
    let named = shell::sql::Address::scratch();
    assert!(named.is_some(), "no server is named: run `cargo xtask test postgres`");
    let tally = many::run(FIRST..FIRST + WORLDS, 1, &Defects::default(), &|_, _| {});
    let failed: Vec<String> = tally
        .failures
        .iter()
        .map(|(seed, broken)| format!("seed {seed}: {}", broken.why))
        .collect();
    assert!(failed.is_empty(), "on PostgreSQL:\n{}", failed.join("\n"));
    assert!(tally.crashes > tally.worlds, "hardly anything crashed: {}", tally.verdict());
    assert!(tally.clients > tally.worlds, "{}", tally.verdict());
}
