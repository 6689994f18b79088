//! A and B in turn, several rounds, medians and their ratio.
#![expect(clippy::print_stdout, reason = "a benchmark prints its rounds, and which were disturbed")]

use crate::load::Measured;
use crate::machine::Quiet;

/// How often a disturbed round is repeated.
const TRIES: usize = 3;

/// The middle of some figures.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The figures of two contestants that run in turn. They are printed as they come.
#[derive(Debug)]
pub struct Rounds {
    /// What the two are called, the baseline first.
    names: [&'static str; 2],
    baseline: Vec<f64>,
    ours: Vec<f64>,
}

impl Rounds {
    /// No round yet of these two, the baseline first.
    pub const fn of(names: [&'static str; 2]) -> Self {
        Self { names, baseline: Vec::new(), ours: Vec::new() }
    }

    /// One round more: what both did in it, and how long our slowest answers took.
    pub fn add(&mut self, baseline: &Measured, ours: &Measured) {
        let [first, second] = self.names;
        self.baseline.push(baseline.per_second);
        self.ours.push(ours.per_second);
        println!(
            "round {}: {first} {:>7.0}/s   {second} {:>7.0}/s   ratio {:.2}   {second} p99 {:.1?}",
            self.ours.len(),
            baseline.per_second,
            ours.per_second,
            ours.per_second / baseline.per_second,
            ours.percentile(0.99)
        );
    }

    /// The medians of all rounds, and what was aimed at.
    pub fn conclude(&self, goal: f64) {
        let [first, second] = self.names;
        let (baseline, ours) = (median(&self.baseline), median(&self.ours));
        println!(
            "median: {first} {baseline:.0}/s, {second} {ours:.0}/s, ratio {:.2} (goal {goal:.2})",
            self.ratio()
        );
    }

    /// The median of the baseline: answers in a second.
    pub fn baseline(&self) -> f64 {
        median(&self.baseline)
    }

    /// Our median: answers in a second.
    pub fn ours(&self) -> f64 {
        median(&self.ours)
    }

    /// Our median as a share of the baseline's.
    pub fn ratio(&self) -> f64 {
        median(&self.ours) / median(&self.baseline)
    }
}

/// Repeats a measurement that was disturbed: more than 0.3 of a core went to others, or more than a
/// tenth was stolen.
///
/// # Errors
/// When the measurement fails.
pub async fn quiet<F>(measure: impl Fn() -> F) -> anyhow::Result<Measured>
where
    F: Future<Output = anyhow::Result<Measured>>,
{
    for attempt in 1..=TRIES {
        let watch = Quiet::start();
        let measured = measure().await?;
        let (others, stolen) = watch.and_then(|watch| watch.disturbed()).unwrap_or((0.0, 0.0));
        if (others <= 0.3 && stolen <= 0.1) || attempt == TRIES {
            if attempt > 1 {
                println!("  (try {attempt}: others took {others:.2} cores, {stolen:.2} stolen)");
            }
            return Ok(measured);
        }
    }
    unreachable!("the last try returns")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_medians() {
        let mut rounds = Rounds::of(["baseline", "ours"]);
        (rounds.baseline, rounds.ours) = (vec![100.0, 400.0, 200.0], vec![50.0, 90.0, 100.0]);
        assert!((rounds.ratio() - 0.45).abs() < 1e-9);
    }
}
