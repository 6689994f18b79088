//! Numbers on their way into the state a seed wants: added, proved, registered, named.

use graph::{CodeVerificationStatus, NameStatus, PhoneNumberId, PhoneStatus, PlatformType};
use jiff::SignedDuration;
use world::{Actor, Command, Event, Method, NameReason, NumberCommand, ReviewKind, Verdict};

use super::document::{NumberSeed, OfficialSeed};
use super::part::Part;
use super::read::SeedError;
use super::sower::Sower;

/// The PIN of a registered number for which none is said.
pub(super) const PIN: &str = "123456";

impl Sower<'_> {
    /// Adds and proves a number that was not given in the signup.
    pub(super) async fn add(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let place = Part::Number(w, n);
        let seed = self.number_seed(w, n);
        if !self.placed(w).phones.contains_key(&n) {
            let (waba, by) = (self.placed(w).waba, self.owner(w));
            let name = seed.name.as_ref().unwrap_or(&self.waba_seed(w).name).clone();
            let number = seed.number.clone();
            let add = Command::AddPhoneNumber { waba, number, verified_name: name };
            let events = self.ask(by, add, place).await?;
            let phone = events.iter().find_map(|event| match event {
                Event::PhoneAdded { phone, .. } => Some(*phone),
                _ => None,
            });
            let phone = phone.ok_or_else(|| SeedError::down("the world added no number"))?;
            self.insert_phone(w, n, phone);
            if seed.proof != Some(CodeVerificationStatus::NotVerified) {
                self.prove(phone, place).await?;
            }
        }
        let phone = self.phone(w, n);
        self.hold((ReviewKind::DisplayName, phone.get()), place).await
    }

    /// Asks for a code, and types it.
    pub(super) async fn prove(&self, phone: PhoneNumberId, place: Part) -> Result<(), SeedError> {
        self.desk(Command::RequestCode { phone, method: Method::Sms }, place).await?;
        let code = self.platform.read(|world| {
            let number = &world.phone(phone).ok()?.number;
            world.challenges.get(number).map(|challenge| challenge.code.clone())
        });
        let code = code.ok_or_else(|| SeedError::down("the world sent no code"))?;
        self.desk(Command::VerifyCode { phone, code }, place).await.map(drop)
    }

    pub(super) fn owner(&self, w: usize) -> Actor {
        Actor::Person { person: self.placed(w).owner }
    }

    /// Sets a number up and registers it, where its state takes that.
    pub(super) async fn enrol(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, phone) = (Part::Number(w, n), self.phone(w, n));
        let seed = self.number_seed(w, n);
        if let Some(region) = &seed.storage_region {
            let command = NumberCommand::SetStorage { phone, region: Some(region.clone()) };
            self.desk(Command::Number(command), place).await?;
        }
        let registers = is_registered(seed);
        if let Some(pin) = &seed.pin {
            let (key, pin_valid) = (self.platform.pin_key(pin), is_pin(pin));
            self.desk(Command::SetPin { phone, pin: key, pin_valid }, place).await?;
        }
        if registers && seed.platform != PlatformType::OnPremise {
            self.desk(self.registration(phone, seed), place).await?;
            self.pass(self.platform.read(|world| world.policy.connect_seconds)).await?;
        }
        Ok(())
    }

    /// A client registers the number with its certificate, which waits for the name.
    async fn connect_client(&self, phone: PhoneNumberId, place: Part) -> Result<(), SeedError> {
        let now = self.platform.now();
        let certificate = self.platform.read(|world| {
            world.certificate(world.phone(phone).ok()?, now).map(world::Certificate::text)
        });
        let why = "an on-premises client needs a certificate, and there is none";
        let certificate = certificate.ok_or_else(|| SeedError::at(place, why))?;
        self.desk(Command::ConnectClient { phone, certificate }, place).await?;
        self.pass(self.platform.read(|world| world.policy.connect_seconds)).await
    }

    /// The registration with the number's own PIN.
    pub(super) fn registration(&self, phone: PhoneNumberId, seed: &NumberSeed) -> Command {
        let pin = self.platform.pin_key(seed.pin.as_deref().unwrap_or(PIN));
        Command::Register { phone, pin, pin_valid: true }
    }

    /// Decides the review of the name, renews the certificate, and decides about the mark.
    pub(super) async fn settle_name(&mut self, w: usize, n: usize) -> Result<(), SeedError> {
        let (place, phone) = (Part::Number(w, n), self.phone(w, n));
        let seed = self.number_seed(w, n);
        let review = (ReviewKind::DisplayName, phone.get());
        if self.platform.read(|world| world.review(review.0, review.1).is_some()) {
            match seed.name_status.unwrap_or(NameStatus::Approved) {
                NameStatus::Approved | NameStatus::Expired => {
                    self.approve(review, seed, place).await?;
                }
                NameStatus::Declined => {
                    let reason = Some(NameReason::Unknown.as_str().to_owned());
                    self.decide(review, Verdict::Decline { reason }, place).await?;
                }
                // The last look at the state says whether that is so.
                NameStatus::PendingReview
                | NameStatus::AvailableWithoutReview
                | NameStatus::None => {}
            }
        } else if seed.certificate_days.is_some() {
            self.renew_certificate(phone, place).await?;
        }
        if is_registered(seed) && seed.platform == PlatformType::OnPremise {
            self.connect_client(phone, place).await?;
        }
        match seed.official {
            Some(official) => self.apply_for_mark((phone, official), place).await,
            None => Ok(()),
        }
    }

    /// The name is approved; if regular use begins with that, it begins at the limit wanted.
    async fn approve(
        &self,
        review: (ReviewKind, u64),
        seed: &NumberSeed,
        place: Part,
    ) -> Result<(), SeedError> {
        let policy = self.platform.read(|world| world.policy.clone());
        let tier = seed.tier.filter(|tier| *tier != policy.regular_tier);
        let Some(tier) = tier else {
            return self.decide(review, Verdict::Approve, place).await;
        };
        let mut other = policy.clone();
        other.regular_tier = tier;
        self.desk(Command::SetPolicy(Box::new(other)), place).await?;
        let approved = self.decide(review, Verdict::Approve, place).await;
        self.desk(Command::SetPolicy(Box::new(policy)), place).await?;
        approved
    }

    /// Another certificate, if the first is too old by now; otherwise the first is the one wanted.
    async fn renew_certificate(&self, phone: PhoneNumberId, place: Part) -> Result<(), SeedError> {
        let expired = self.platform.read(|world| {
            let phone = world.phone(phone).ok();
            phone.is_some_and(|phone| world.expired_current(phone, self.platform.now()))
        });
        if !expired {
            return Ok(());
        }
        self.desk(Command::RenewCertificate { phone }, place).await.map(drop)
    }

    async fn apply_for_mark(
        &self,
        (phone, official): (PhoneNumberId, OfficialSeed),
        place: Part,
    ) -> Result<(), SeedError> {
        let statement = "A business people know.".to_owned();
        let links = vec!["https://news.example/about".to_owned()];
        let apply = Command::ApplyForOfficial { phone, statement, links };
        self.desk(apply, place).await?;
        let review = (ReviewKind::OfficialAccount, phone.get());
        match official {
            OfficialSeed::Pending => self.hold(review, place).await,
            OfficialSeed::Approved => self.decide(review, Verdict::Approve, place).await,
            OfficialSeed::Rejected => {
                self.decide(review, Verdict::Decline { reason: None }, place).await
            }
            OfficialSeed::Cancelled => {
                self.desk(Command::WithdrawOfficial { phone }, place).await.map(drop)
            }
        }
    }

    /// How long ago the certificate that is granted now was issued.
    pub(super) fn certificate_age(&self, phone: PhoneNumberId) -> Option<SignedDuration> {
        let issued = self
            .platform
            .read(|world| world.phone(phone).ok()?.certificate.as_ref().map(|one| one.issued_at));
        issued.map(|issued| self.platform.now().duration_since(issued))
    }
}

/// Whether a number of this state was registered at least once.
pub(super) fn is_registered(seed: &NumberSeed) -> bool {
    let live = matches!(
        seed.status,
        PhoneStatus::Connected
            | PhoneStatus::Disconnected
            | PhoneStatus::Flagged
            | PhoneStatus::Restricted
    );
    live || seed.registrations > 0
}

/// Whether a text is a PIN: six digits.
fn is_pin(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}
