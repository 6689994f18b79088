//! Chance, drawn from a seed: the same seed throws the same dice.

use shell::secret::Secrets;

/// A source of chance.
pub struct Dice(Secrets);

impl Dice {
    /// Dice of their own for one purpose of a world, so that one purpose does not disturb another.
    pub fn new(seed: u64, purpose: u64) -> Self {
        Self(Secrets::seeded(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ purpose))
    }

    /// A number from 0 up to, but not including, `count`, which is at least 1.
    pub fn below(&self, count: u64) -> u64 {
        self.0.number() % count.max(1)
    }

    /// A number from `least` to `most`.
    pub fn between(&self, least: u64, most: u64) -> u64 {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// A small number from `least` to `most`.
    pub fn small(&self, least: u32, most: u32) -> u32 {
        u32::try_from(self.between(least.into(), most.into())).unwrap_or(most)
    }

    /// True once in so many throws.
    pub fn once_in(&self, count: u64) -> bool {
        self.below(count) == 0
    }

    /// One of these, if there are any.
    pub fn pick<T: Clone>(&self, of: &[T]) -> Option<T> {
        let place = usize::try_from(self.below(of.len() as u64)).ok()?;
        of.get(place).cloned()
    }

    /// A text that nobody can guess, beginning with `prefix`.
    pub fn secret(&self, prefix: &str) -> String {
        self.0.token(prefix, 96)
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn throws_repeat_and_stay_within_their_bounds() {
        let throws = |seed| {
            let dice = Dice::new(seed, 1);
            (0..100).map(|_| dice.between(3, 9)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert!(throws(7).iter().all(|throw| (3..=9).contains(throw)));
        assert_eq!(Dice::new(1, 1).pick::<u8>(&[]), None);
    }
}
