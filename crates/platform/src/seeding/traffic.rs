//! What numbers and customers wrote to each other before a world began: it makes the quality, uses
//! the limit up, and opens windows.

use graph::{E164, PhoneNumberId, PhoneStatus, QualityRating};
use world::{Act, Actor, Command, Content, CustomerCommand, Extras, Hosting, Outgoing};

use super::document::{CUSTOMERS_MAX, NumberSeed};
use super::numbers::is_registered;
use super::part::Part;
use super::read::SeedError;
use super::sower::Sower;

impl Sower<'_> {
    pub(super) async fn traffic(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, phone) = (Part::Number(w, n), self.phone(w, n));
        let seed = self.number_seed(w, n);
        self.knock(phone, seed, place).await?;
        require_messages(seed, place)?;
        if let Some(quality) = wanted_quality(seed) {
            self.earn((phone, quality), (w, n), place).await?;
        }
        let mut count = seed.customers_today;
        if seed.status == PhoneStatus::Restricted {
            let limit = self.platform.read(|world| {
                let phone = world.phone(phone).ok()?;
                let left = world.tier(phone).customers()?;
                let used = world.usage(phone).count(self.platform.now());
                Some(left.saturating_sub(u32::try_from(used).unwrap_or(u32::MAX)))
            });
            count = count.max(limit.unwrap_or(u32::MAX));
        }
        self.write_first(phone, (w, n, count), place).await
    }

    /// Customers write, the number answers, and some of them block it: as many as the policy says
    /// make this rating.
    async fn earn(
        &self,
        (phone, quality): (PhoneNumberId, QualityRating),
        (w, n): (usize, usize),
        place: Part,
    ) -> Result<(), SeedError> {
        let rules = self.platform.read(|world| world.policy.messaging.quality.clone());
        let count = rules.least_messages.max(20);
        let percent = match quality {
            QualityRating::Unknown => return Ok(()),
            QualityRating::Green => 0,
            QualityRating::Yellow => rules.yellow_percent,
            QualityRating::Red => rules.red_percent,
        };
        let blocks = (percent * count).div_ceil(100);
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
        if count > CUSTOMERS_MAX {
            let why = format!("no seed writes to more than {CUSTOMERS_MAX} customers");
            return Err(SeedError::at((place, "customers_today"), why));
        }
        for at in 0..u64::from(count) {
            let to = customer((w, n), 1_000 + at);
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

/// Only a number that is registered has sent messages.
fn require_messages(seed: &NumberSeed, place: Part) -> Result<(), SeedError> {
    let rated = seed.quality.is_some_and(|quality| quality != QualityRating::Unknown);
    if is_registered(seed) || (!rated && seed.customers_today == 0) {
        return Ok(());
    }
    let member = if rated { "quality" } else { "customers_today" };
    let words = if rated { "is earned by messages" } else { "are messages" };
    let why = format!(
        "`{member}` {words}, which takes a registered number: say `status = \"CONNECTED\"`"
    );
    Err(SeedError::at((place, member), why))
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
