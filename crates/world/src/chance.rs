//! Chance that can be repeated: drawn from the world's seed and the number of events so far.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use graph::phone_number::E164;

use crate::message::MessageId;

/// A stream of numbers nobody expects and everybody can reproduce (SplitMix64).
pub(crate) struct Chance {
    state: u64,
}

impl Chance {
    /// The stream of this seed after so many events.
    pub(crate) fn new(seed: u64, applied: u64) -> Self {
        let mut start = Self { state: seed ^ 0x5649_4143_5245_4d41 };
        let mixed = start.next();
        Self { state: mixed ^ applied.wrapping_mul(0xd134_2543_de82_ef95) }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// An id of 15 or 16 digits that also fits into a number of JavaScript.
    pub(crate) fn id(&mut self) -> u64 {
        100_000_000_000_000 + self.next() % 8_900_000_000_000_000
    }

    /// A verification code: six digits.
    pub(crate) fn code(&mut self) -> String {
        format!("{:06}", self.next() % 1_000_000)
    }

    /// So many hexadecimal digits, at most 32.
    pub(crate) fn hex(&mut self, digits: usize) -> String {
        let both = format!("{:016x}{:016x}", self.next(), self.next());
        both[..digits.min(both.len())].to_owned()
    }

    /// The namespace of a WABA's templates: a UUID with underscores (contract §3.1).
    pub(crate) fn namespace(&mut self) -> String {
        let hex = self.hex(32);
        let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
        parts.join("_")
    }

    /// The id of a message with a customer (contract §4.8): 0x11 marks the business's, 0x12 the
    /// customer's.
    pub(crate) fn wamid(&mut self, customer: &E164, from_business: bool) -> MessageId {
        let digits = customer.digits().as_bytes();
        let length = u8::try_from(digits.len()).unwrap_or(u8::MAX);
        let mut bytes = vec![0x1c, 0x18, length];
        bytes.extend_from_slice(digits);
        bytes.extend_from_slice(&[0x15, 0x02, 0x00, if from_business { 0x11 } else { 0x12 }]);
        bytes.extend_from_slice(&[0x18, 0x12]);
        bytes.extend_from_slice(self.hex(18).to_uppercase().as_bytes());
        bytes.push(0x00);
        MessageId::new(format!("wamid.{}", STANDARD.encode(bytes)))
    }

    /// The id of a message of an on-premises client (contract §8).
    pub(crate) fn client_message_id(&mut self, customer: &E164) -> MessageId {
        let seed = format!("{}{}", customer.digits(), self.hex(20));
        MessageId::new(format!("gBEG{}", STANDARD.encode(seed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_draws_the_same_lot() {
        let draw = |seed, applied| Chance::new(seed, applied).id();
        assert_eq!(draw(7, 3), draw(7, 3));
        assert_ne!(draw(7, 3), draw(7, 4));
        assert_ne!(draw(7, 3), draw(8, 3));
        for applied in 0..1000 {
            let id = draw(1, applied);
            assert!((100_000_000_000_000..9_007_199_254_740_992).contains(&id));
        }
    }

    #[test]
    fn a_wamid_decodes_to_the_customers_number() {
        let customer = E164::parse("13437772910").unwrap();
        let id = Chance::new(1, 1).wamid(&customer, true);
        assert!(id.as_str().starts_with("wamid.HBgLMTM0Mzc3NzI5MTAVAgARGB"), "{id}");
        let inbound = Chance::new(1, 1).wamid(&customer, false);
        assert!(inbound.as_str().starts_with("wamid.HBgLMTM0Mzc3NzI5MTAVAgASGB"), "{inbound}");
    }

    #[test]
    fn a_namespace_has_the_form_of_a_uuid() {
        let lengths: Vec<usize> = Chance::new(1, 1).namespace().split('_').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
    }
}
