//! A and B in turn, several rounds, medians and their ratio.

/// The middle of some figures.
pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The figures of two contestants that ran in turn.
#[derive(Debug, Default)]
pub struct Rounds {
    /// The baseline's figures.
    pub baseline: Vec<f64>,
    /// Ours.
    pub ours: Vec<f64>,
}

impl Rounds {
    /// Our median as a share of the baseline's.
    pub fn ratio(&self) -> f64 {
        median(&self.ours) / median(&self.baseline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_that_of_the_medians() {
        let rounds = Rounds { baseline: vec![100.0, 400.0, 200.0], ours: vec![50.0, 90.0, 100.0] };
        assert!((rounds.ratio() - 0.45).abs() < 1e-9);
    }
}
