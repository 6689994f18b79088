//! What numbers and customers wrote to each other before a world began: it makes the quality, uses
//! the limit up, and opens windows.

use graph::{E164, PhoneNumberId, PhoneStatus, QualityRating};
use world::{Act, Actor, Command, Content, CustomerCommand, Extras, Hosting, Outgoing};

use super::document::NumberSeed;
use super::part::Part;
use super::read::SeedError;
use super::sower::Sower;
use super::together::Together;

/// The most customers of a number that write to it before it answers.
const WRITERS_MAX: u64 = 1_000;

impl Sower<'_> {
    pub(super) async fn traffic(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, phone) = (Part::Number(w, n), self.phone(w, n));
        let seed = self.number_seed(w, n);
        self.knock(phone, seed, place).await?;
        let (tier, left, rules) = self.platform.read(|world| {
            let phone = world.phone(phone).ok();
            let tier = phone.map_or(world.policy.start_tier, |phone| world.tier(phone));
            let used = phone.map_or(0, |phone| world.usage(phone).count(self.platform.now()));
            let used = u32::try_from(used).unwrap_or(u32::MAX);
            let left = tier.customers().map(|limit| limit.saturating_sub(used));
            (tier, left, world.policy.messaging.clone())
        });
        let (flags, least_messages) = (rules.downgrades, rules.quality.least_messages);
        let together = Together { seed, tier, left, flags, least_messages };
        if let Some((member, why)) = together.contradiction() {
            return Err(SeedError::at((place, member), why));
        }
        let count = match seed.status {
            PhoneStatus::Restricted => left.unwrap_or(seed.customers_today),
            _ => seed.customers_today,
        };
        self.write_first(phone, (w, n, count), place).await?;
        match wanted_quality(seed) {
            Some(quality) => self.earn((phone, quality), (w, n, count), place).await,
            None => Ok(()),
        }
    }

    /// Customers write, the number answers, and some of them block it: as many as the policy says
    /// make this rating, of these messages and the `first` that went out before.
    async fn earn(
        &self,
        (phone, quality): (PhoneNumberId, QualityRating),
        (w, n, first): (usize, usize, u32),
        place: Part,
    ) -> Result<(), SeedError> {
        let rules = self.platform.read(|world| world.policy.messaging.quality.clone());
        let percent = match quality {
            QualityRating::Unknown => return Ok(()),
            QualityRating::Green => 0,
            QualityRating::Yellow => rules.yellow_percent,
            QualityRating::Red => rules.red_percent,
        };
        let first = u64::from(first);
        // Who got a template blocks nothing: that would be counted against the template as well.
        let enough = (percent * first).div_ceil(100_u64.saturating_sub(percent).max(1)) + 1;
        let count = rules.least_messages.max(20).max(enough).min(WRITERS_MAX);
        let blocks = (percent * (count + first)).div_ceil(100);
        let customers: Vec<E164> = (0..count).map(|at| customer((w, n), at)).collect();
        for chunk in customers.chunks(40) {
            for from in chunk {
                let (from, name) = (from.clone(), "A customer".to_owned());
                let text = "Are you open?".to_owned();
                let writes = Command::CustomerWrites { from, name, to_phone: phone, text };
                self.desk(writes, place).await?;
            }
            for to in chunk {
                let body = "Yes, until six.".to_owned();
                self.send(phone, (to, Content::Text { body }), place).await?;
            }
            self.pass(1).await?;
        }
        self.pass(self.platform.read(|world| world.policy.delivery_seconds)).await?;
        for customer in customers.iter().take(usize::try_from(blocks).unwrap_or(usize::MAX)) {
            let (customer, act) = (customer.clone(), Act::Block);
            let command = CustomerCommand { customer, phone, act };
            self.desk(Command::Customer(command), place).await?;
        }
        Ok(())
    }

    /// The number writes first to so many customers.
    async fn write_first(
        &self,
        phone: PhoneNumberId,
        (w, n, count): (usize, usize, u32),
        place: Part,
    ) -> Result<(), SeedError> {
        for at in 0..u64::from(count) {
            let to = customer((w, n), WRITERS_MAX + at);
            let content = Content::Template {
                name: "hello_world".to_owned(),
                language: "en_US".to_owned(),
                parameters: Vec::new(),
                extras: Extras::default(),
            };
            self.send(phone, (&to, content), place).await?;
            if at % 40 == 39 {
                self.pass(1).await?;
            }
        }
        if count == 0 {
            return Ok(());
        }
        self.pass(self.platform.read(|world| world.policy.delivery_seconds)).await?;
        let written = self.platform.read(|world| {
            let phone = world.phone(phone).ok()?;
            Some(world.usage(phone).count(self.platform.now()))
        });
        let written = written.unwrap_or_default();
        if u64::try_from(written).unwrap_or(u64::MAX) < u64::from(count) {
            let why = format!(
                "of the messages to {count} customers {written} were sent: nobody pays for the \
                 others, say `credit` for the account"
            );
            return Err(SeedError::at((place, "customers_today"), why));
        }
        Ok(())
    }

    async fn send(
        &self,
        phone: PhoneNumberId,
        (to, content): (&E164, Content),
        place: Part,
    ) -> Result<(), SeedError> {
        let on_premise = self.platform.read(|world| {
            world.phone(phone).is_ok_and(|phone| phone.hosting() == Some(Hosting::OnPremise))
        });
        let by = if on_premise { Actor::Client { phone } } else { Actor::Desk };
        let (to, context, callback_data) = (to.clone(), None, None);
        let outgoing = Outgoing { phone, to, content, context, callback_data };
        self.ask(by, Command::SendMessage(Box::new(outgoing)), place).await.map(drop)
    }

    /// What customers wrote just before the world begins.
    pub(super) async fn receive(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, to_phone) = (Part::Number(w, n), self.phone(w, n));
        for message in &self.number_seed(w, n).message {
            let (from, name) = (message.from.clone(), message.name.clone());
            let text = message.text.clone();
            let command = Command::CustomerWrites { from, name, to_phone, text };
            self.desk(command, place).await?;
        }
        Ok(())
    }
}

/// The rating to be earned: a flagged number has a low one.
fn wanted_quality(seed: &NumberSeed) -> Option<QualityRating> {
    let flagged = (seed.status == PhoneStatus::Flagged).then_some(QualityRating::Red);
    seed.quality.or(flagged)
}

/// A telephone of a customer of a number, one of 10000.
fn customer((w, n): (usize, usize), at: u64) -> E164 {
    let number = 16_316_000_000 + (u64::try_from(w * 40 + n).unwrap_or(0) % 390) * 10_000 + at;
    E164::parse(&format!("+{number}")).expect("eleven digits that begin with 1631 are a number")
}
