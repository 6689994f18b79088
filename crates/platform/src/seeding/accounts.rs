//! People, providers, businesses and their accounts, as a seed wants them.

use graph::{
    AccountReviewStatus, CodeVerificationStatus, PersonId, PhoneNumberId, VerificationStatus,
};
use world::{
    Actor, BusinessChoice, CallbackOverride, Command, Currencies, Document, DocumentFormat,
    DocumentKind, Measure, ProfileEntry, ProviderSetup, RestrictionKind, ReviewKind, Verdict,
    VerificationCommand, VerificationForm, WabaChoice,
};

use super::agenda::{number_days, waba_days};
use super::document::{BusinessSeed, CallbackSeed, MeasureSeed, MeasureStep, NumberSeed, WabaSeed};
use super::founding::{self, FirstDay};
use super::part::{Part, Spot};
use super::read::SeedError;
use super::reference::Kind;
use super::signup::{self, Run};
use super::sower::{Placed, Provided, Sower, refused};
use crate::store::Paper;

/// What every seeded business hands in to be verified.
const PAPER: &[u8] = b"%PDF-1.4\n% A certificate of incorporation.\n%%EOF\n";

impl Sower<'_> {
    pub(super) async fn create_person(&mut self, at: usize) -> Result<(), SeedError> {
        let person = &self.seed.person[at];
        let email = person.email.clone().unwrap_or_else(|| address(&person.name));
        self.person(&person.name, (email, &person.locale), Part::Person(at)).await
    }

    async fn person(
        &mut self,
        name: &str,
        (email, locale): (String, &str),
        place: Part,
    ) -> Result<(), SeedError> {
        let entry = (name.to_owned(), email, locale.to_owned());
        let made = founding::person(self.platform, entry).await;
        let person = made.map_err(|error| refused(error, place))?;
        self.people.insert(name.to_owned(), person);
        Ok(())
    }

    /// The person of this name, or one of the business's own.
    async fn admin(
        &mut self,
        (named, own): (Option<&str>, &str),
        place: Part,
    ) -> Result<PersonId, SeedError> {
        let own = format!("{own} admin");
        let name = named.unwrap_or(&own);
        if named.is_none() && !self.people.contains_key(name) {
            self.person(name, (address(name), "en_US"), place).await?;
        }
        self.person_of(name, (place, "admin"))
    }

    /// A person of the seed, by name.
    pub(super) fn person_of(
        &self,
        name: &str,
        spot: impl Into<Spot>,
    ) -> Result<PersonId, SeedError> {
        match self.people.get(name) {
            Some(person) => Ok(*person),
            None => {
                let at = self.seed.named(Kind::Person, name, spot)?;
                let place = Part::Person(at);
                Err(SeedError::at(place, "it has no account yet"))
            }
        }
    }

    pub(super) async fn found_provider(&mut self, at: usize) -> Result<(), SeedError> {
        let seed = &self.seed.provider[at];
        let place = Part::Provider(at);
        let admin = self.admin((seed.admin.as_deref(), &seed.name), place).await?;
        let secret = seed.app_secret.clone();
        let secret = secret.unwrap_or_else(|| founding::hex_secret(self.platform));
        let mut currencies = Currencies::default();
        if let Some(own) = seed.currency {
            currencies.own = own;
        }
        let website = seed.website.clone();
        let setup = ProviderSetup {
            name: seed.name.clone(),
            legal_name: seed.legal_name.clone().unwrap_or_else(|| seed.name.clone()),
            email: seed.email.clone().unwrap_or_else(|| address(&seed.name)),
            website: website.unwrap_or_else(|| "https://provider.example".to_owned()),
            country: seed.country.clone(),
            app_name: seed.app_name.clone().unwrap_or_else(|| format!("{} app", seed.name)),
            app_secret: secret.clone(),
            domains: seed.domains.clone(),
            admin: Some(admin),
            currencies,
            own_number: seed.own_number.clone(),
        };
        // What is not so in the end is taken back at the end: clients sign up before.
        let ready = FirstDay { fresh: false, credit_terms: true, cloud_api_terms: true };
        let founded = founding::found(self.platform, setup, ready).await;
        let founded = founded.map_err(|error| refused(error, place))?;
        self.providers.insert(at, Provided { founded, secret });
        Ok(())
    }

    pub(super) async fn describe_handset(&mut self, at: usize) -> Result<(), SeedError> {
        let seed = &self.seed.handset[at];
        let place = Part::Handset(at);
        let command = Command::DescribeHandset { number: seed.number.clone(), handset: seed.is };
        self.desk(command, place).await.map(drop)
    }

    /// A business signs up with its provider, and the provider does what it does afterwards.
    pub(super) async fn sign_up(&mut self, w: usize) -> Result<(), SeedError> {
        let seed = self.waba_seed(w);
        let place = Part::Waba(w);
        let provider = self.provider_of(seed.provider.as_deref(), place)?;
        let founded = self.providers[&provider].founded;
        let b = match &seed.business {
            Some(name) => self.seed.named(Kind::Business, name, (place, "business"))?,
            None => self.seed.only(Kind::Business, place)?,
        };
        let business = &self.seed.business[b];
        let known = self.businesses.get(&b).copied();
        let person = match known {
            Some((_, person)) => person,
            None => {
                self.admin((business.admin.as_deref(), &business.name), Part::Business(b)).await?
            }
        };
        let choice = match known {
            Some((business, _)) => BusinessChoice::Existing { business },
            None => new_business(business),
        };
        let given = self.given_in_signup(seed);
        let number = given.map(|number| number.number.clone());
        let profile = profile(seed, given);
        let app = founded.app;
        let waba = WabaChoice::New;
        let redirect_uri = None;
        let run = Run { person, app, business: choice, waba, profile, number, redirect_uri };
        let went = run.go(self.platform).await.map_err(|error| refused(error, place))?;
        let integration = signup::exchange(self.platform, app, &went.1).await;
        let integration = integration.map_err(|error| refused(error, place))?;
        let outcome = went.0;
        self.businesses.insert(b, (outcome.business, person));
        let phones = outcome.phone.map(|phone| (0, phone)).into_iter().collect();
        let (business, waba) = (outcome.business, outcome.waba);
        let placed = Placed { business, owner: person, provider, waba, phones, integration };
        self.wabas.insert(w, placed);
        self.work_with(w, place).await
    }

    /// The number given in the signup: the first, unless it is younger than the account or was
    /// never proved.
    fn given_in_signup<'s>(&self, waba: &'s WabaSeed) -> Option<&'s NumberSeed> {
        let first = waba.number.first()?;
        let same_age = self.platform.read(|world| {
            let age = waba_days(waba, &world.policy);
            number_days(first, age, &world.policy) == age
        });
        let proved = first.proof != Some(CodeVerificationStatus::NotVerified);
        (same_age && proved).then_some(first)
    }

    pub(super) fn provider_of(&self, named: Option<&str>, place: Part) -> Result<usize, SeedError> {
        match named {
            Some(name) => self.seed.named(Kind::Provider, name, (place, "provider")),
            None => self.seed.first(Kind::Provider, place),
        }
    }

    /// The check of a new account, and what its provider does with it.
    async fn work_with(&self, w: usize, place: Part) -> Result<(), SeedError> {
        let seed = self.waba_seed(w);
        let placed = self.placed(w);
        let (waba, founded) = (placed.waba, self.providers[&placed.provider].founded);
        let check = (ReviewKind::PolicyCheck, waba.get());
        match seed.review {
            None | Some(AccountReviewStatus::Approved) => {
                self.decide(check, Verdict::Approve, place).await?;
            }
            Some(AccountReviewStatus::Pending | AccountReviewStatus::Rejected) => {
                self.hold(check, place).await?;
            }
        }
        if !seed.assigned.is_empty() {
            let tasks = seed.assigned.iter().copied().collect();
            let user = founded.employee;
            self.desk(Command::AssignUser { waba, user, tasks }, place).await?;
        }
        if seed.subscribed || seed.callback.is_some() {
            let (app, callback) = (founded.app, seed.callback.as_ref().map(override_of));
            self.desk(Command::SubscribeApp { waba, app, callback }, place).await?;
        }
        if let Some(currency) = seed.credit {
            let line = founded.line;
            self.desk(Command::ShareCredit { line, waba, currency }, place).await?;
        }
        Ok(())
    }

    pub(super) async fn verify(&mut self, b: usize) -> Result<(), SeedError> {
        use VerificationStatus as S;
        let seed = &self.seed.business[b];
        let place = Part::Business(b);
        let Some(&(business, _)) = self.businesses.get(&b) else {
            let why = "it has no [[waba]]: a business comes into being by its first signup";
            return Err(SeedError::at(place, why));
        };
        let Some(wanted) = seed.verification.filter(|wanted| *wanted != S::NotVerified) else {
            return Ok(());
        };
        self.desk(Command::StartVerification { business }, place).await?;
        if wanted == S::PendingSubmission {
            return Ok(());
        }
        let review = (ReviewKind::BusinessVerification, business.get());
        let tries = match wanted {
            S::Failed => self.platform.read(|world| world.policy.verification_tries),
            _ => 1,
        };
        for _ in 0..tries.max(1) {
            let form = self.papers(seed).await?;
            let submit = VerificationCommand::Submit { business, form };
            self.desk(Command::Verification(submit), place).await?;
            match wanted {
                S::Verified | S::Expired | S::Revoked => {
                    self.decide(review, Verdict::Approve, place).await?;
                }
                S::Rejected | S::Failed => {
                    self.decide(review, Verdict::Decline { reason: None }, place).await?;
                }
                S::PendingNeedMoreInfo => {
                    self.decide(review, Verdict::AskForMore { what: None }, place).await?;
                }
                S::Pending => self.hold(review, place).await?,
                S::Ineligible | S::NotVerified | S::PendingSubmission => {
                    let why = format!("`{wanted}` is no state of this platform's businesses");
                    return Err(SeedError::at(place, why));
                }
            }
        }
        self.hold_names(b, place).await
    }

    /// The reviews of names that began with the verification wait for what the seed says.
    async fn hold_names(&self, b: usize, place: Part) -> Result<(), SeedError> {
        let business = self.businesses[&b].0;
        let of_business = self.wabas.values().filter(|placed| placed.business == business);
        for phone in of_business.flat_map(|placed| placed.phones.values()) {
            self.hold((ReviewKind::DisplayName, phone.get()), place).await?;
        }
        Ok(())
    }

    async fn papers(&self, seed: &BusinessSeed) -> Result<VerificationForm, SeedError> {
        let sha256 = shell::secret::sha256_hex(PAPER);
        let kind = DocumentFormat::Pdf.media_type().to_owned();
        let paper = Paper { sha256: sha256.clone(), kind, body: PAPER.into() };
        let kept = self.platform.store().keep_papers(vec![paper]).await;
        kept.map_err(|error| SeedError::down(error.to_string()))?;
        Ok(VerificationForm {
            legal_name: seed.name.clone(),
            address: "1 Harbour Street".to_owned(),
            registration: "12345".to_owned(),
            phone: "+1 650 555 0100".to_owned(),
            website: seed.website.clone().unwrap_or_else(|| website(&seed.name)),
            documents: vec![Document {
                kind: DocumentKind::Incorporation,
                name: "incorporation.pdf".to_owned(),
                format: Some(DocumentFormat::Pdf),
                size: PAPER.len() as u64,
                sha256,
            }],
        })
    }

    /// What is done against an account, and whether it is shared still.
    pub(super) async fn settle_account(&mut self, w: usize) -> Result<(), SeedError> {
        let seed = self.waba_seed(w);
        let place = Part::Waba(w);
        let placed = self.placed(w);
        let (waba, founded) = (placed.waba, self.providers[&placed.provider].founded);
        if seed.review == Some(AccountReviewStatus::Rejected) {
            let check = (ReviewKind::PolicyCheck, waba.get());
            self.decide(check, Verdict::Decline { reason: None }, place).await?;
        }
        if let Some(seed) = &seed.measure {
            let (violation, measure) = (seed.violation, measure(seed));
            self.desk(Command::Enforce { waba, violation, measure }, place).await?;
        }
        if !seed.shared {
            let (by, partner) = (Actor::Person { person: placed.owner }, founded.business);
            self.ask(by, Command::UnshareWaba { waba, partner }, place).await?;
        }
        Ok(())
    }

    /// Ends what was verified once: at the end, because numbers live on what they got by it.
    pub(super) async fn end_verifications(&self) -> Result<(), SeedError> {
        for (b, seed) in self.seed.business.iter().enumerate() {
            let Some(&(business, _)) = self.businesses.get(&b) else { continue };
            let end = match seed.verification {
                Some(VerificationStatus::Expired) => VerificationCommand::Expire { business },
                Some(VerificationStatus::Revoked) => VerificationCommand::Revoke { business },
                _ => continue,
            };
            let place = Part::Business(b);
            self.desk(Command::Verification(end), place).await?;
        }
        Ok(())
    }

    pub(super) fn insert_phone(&mut self, w: usize, n: usize, phone: PhoneNumberId) {
        if let Some(placed) = self.wabas.get_mut(&w) {
            placed.phones.insert(n, phone);
        }
    }
}

/// Another address as the world keeps it.
pub(super) fn override_of(seed: &CallbackSeed) -> CallbackOverride {
    CallbackOverride { url: seed.url.clone(), verify_token: seed.verify_token.clone() }
}

fn measure(seed: &MeasureSeed) -> Measure {
    let days = i64::from(seed.days);
    match seed.step {
        MeasureStep::Warn => Measure::Warn,
        MeasureStep::Restrict => {
            let all = || RestrictionKind::ALL.into_iter().collect();
            let said = seed.restrictions.iter().copied().collect();
            let kinds = if seed.restrictions.is_empty() { all() } else { said };
            Measure::Restrict { kinds, days }
        }
        MeasureStep::Lock => Measure::Lock,
        MeasureStep::ScheduleDisable => Measure::ScheduleDisable { days },
        MeasureStep::Disable => Measure::Disable,
    }
}

fn new_business(seed: &BusinessSeed) -> BusinessChoice {
    BusinessChoice::New {
        name: seed.name.clone(),
        email: seed.email.clone().unwrap_or_else(|| address(&seed.name)),
        website: seed.website.clone().unwrap_or_else(|| website(&seed.name)),
        country: seed.country.clone(),
        address: None,
        phone: None,
    }
}

/// What is entered in the pop-up; without a number only the account's own part counts.
pub(super) fn profile(waba: &WabaSeed, number: Option<&NumberSeed>) -> ProfileEntry {
    let name = number.and_then(|number| number.name.clone());
    ProfileEntry {
        waba_name: waba.name.clone(),
        timezone_id: waba.timezone_id,
        display_name: name.unwrap_or_else(|| waba.name.clone()),
        vertical: number.map_or(graph::Vertical::Other, |number| number.vertical),
        description: number.and_then(|number| number.description.clone()),
        website: number.and_then(|number| number.website.clone()),
    }
}

/// A name as a part of an address: its letters and digits.
fn label(name: &str) -> String {
    let plain = name.to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let label = words.collect::<Vec<_>>().join("-");
    if label.is_empty() { "somebody".to_owned() } else { label }
}

fn address(name: &str) -> String {
    format!("{}@mail.example", label(name))
}

fn website(name: &str) -> String {
    format!("https://{}.example", label(name))
}
