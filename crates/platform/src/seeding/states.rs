//! What becomes of a number in the end: disconnected, deleted, moved, renamed, broken.

use graph::{NameStatus, PhoneNumberId, PhoneStatus};
use world::{Command, Event, NumberCommand, NumberEvent, ReviewKind, Verdict};

use super::accounts::override_of;
use super::document::NumberSeed;
use super::numbers::PIN;
use super::part::Part;
use super::read::SeedError;
use super::reference::Kind;
use super::sower::Sower;

impl Sower<'_> {
    pub(super) async fn meet_fate(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, phone) = (Part::Number(w, n), self.phone(w, n));
        let seed = self.number_seed(w, n);
        if let Some(name) = &seed.new_name {
            self.rename((phone, name), seed, place).await?;
        }
        if let Some(callback) = &seed.callback {
            let callback = Some(override_of(callback));
            let command = NumberCommand::SetCallback { phone, callback };
            self.desk(Command::Number(command), place).await?;
        }
        match seed.status {
            PhoneStatus::Disconnected if self.placed_is_shared(w) => {
                self.desk(Command::Deregister { phone }, place).await?;
            }
            PhoneStatus::Deleted => {
                let pin = seed.pin.as_deref().map(|pin| self.platform.pin_key(pin));
                let delete = NumberCommand::Delete { phone, pin };
                self.ask(self.owner(w), Command::Number(delete), place).await?;
            }
            PhoneStatus::Migrated => self.migrate((w, n), seed, place).await?,
            // No seed says the last two: no number of this platform comes to be either.
            PhoneStatus::Disconnected
            | PhoneStatus::Pending
            | PhoneStatus::Connected
            | PhoneStatus::Flagged
            | PhoneStatus::Restricted
            | PhoneStatus::Banned
            | PhoneStatus::Unverified
            | PhoneStatus::RateLimited
            | PhoneStatus::Unknown => {}
        }
        if let Some(fault) = seed.fault {
            let command = NumberCommand::SetFault { phone, fault: Some(fault) };
            self.desk(Command::Number(command), place).await?;
        }
        Ok(())
    }

    /// A number of an account that will be taken back is disconnected by that.
    fn placed_is_shared(&self, w: usize) -> bool {
        self.waba_seed(w).shared
    }

    async fn rename(
        &self,
        (phone, name): (PhoneNumberId, &str),
        seed: &NumberSeed,
        place: Part,
    ) -> Result<(), SeedError> {
        self.desk(Command::ChangeName { phone, name: name.to_owned() }, place).await?;
        let review = (ReviewKind::DisplayName, phone.get());
        self.hold(review, place).await?;
        match seed.new_name_status {
            Some(NameStatus::Approved) => self.decide(review, Verdict::Approve, place).await,
            Some(NameStatus::Declined) => {
                self.decide(review, Verdict::Decline { reason: None }, place).await
            }
            _ => Ok(()),
        }
    }

    /// The number moves to another account of its business.
    async fn migrate(
        &mut self,
        (w, n): (usize, usize),
        seed: &NumberSeed,
        place: Part,
    ) -> Result<(), SeedError> {
        let why = "say in `moved_to` to which other [[waba]] of the same business it moved";
        let Some(name) = &seed.moved_to else {
            return Err(SeedError::at((place, "status"), why));
        };
        let to = self.seed.named(Kind::Waba, name, (place, "moved_to"))?;
        if to == w {
            return Err(SeedError::at((place, "moved_to"), why));
        }
        let (waba, number) = (self.placed(to).waba, seed.number.clone());
        let moving = Command::Number(NumberCommand::Migrate { waba, number });
        let events = self.desk(moving, place).await?;
        let phone = events.iter().find_map(|event| match event {
            Event::Number(NumberEvent::MigrationStarted { phone, .. }) => Some(*phone),
            _ => None,
        });
        let phone = phone.ok_or_else(|| SeedError::down("the world moved no number"))?;
        self.prove(phone, place).await?;
        let next = self.seed.waba[to].number.len() + n;
        self.insert_phone(to, next, phone);
        Ok(())
    }

    /// Registers again and again, and guesses the PIN wrong.
    pub(super) async fn knock(
        &self,
        phone: PhoneNumberId,
        seed: &NumberSeed,
        place: Part,
    ) -> Result<(), SeedError> {
        for _ in 0..seed.registrations {
            self.desk(self.registration(phone, seed), place).await?;
        }
        if seed.wrong_pins > 0 && self.platform.read(|world| no_pin(world, phone)) {
            let why = "`wrong_pins` takes a number with a PIN: say `pin`";
            return Err(SeedError::at((place, "wrong_pins"), why));
        }
        let patience = self.platform.read(|world| world.policy.pin_retry_seconds);
        for _ in 0..seed.wrong_pins {
            let right = seed.pin.as_deref().unwrap_or(PIN);
            let wrong = if right == "000000" { "000001" } else { "000000" };
            let pin = self.platform.pin_key(wrong);
            let guess = Command::Register { phone, pin, pin_valid: true };
            match self.desk(guess, place).await {
                Err(error) if !error.down => {}
                Err(down) => return Err(down),
                Ok(_) => return Err(SeedError::at(place, "no PIN was asked for")),
            }
            self.pass(patience).await?;
        }
        Ok(())
    }
}

fn no_pin(world: &world::World, phone: PhoneNumberId) -> bool {
    world.phone(phone).is_ok_and(|phone| phone.pin.is_none())
}
