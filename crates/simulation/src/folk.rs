//! Businesses, their customers and Meta: what they do while the provider is at work.
//!
//! They act by the world's own commands, as the pages do; whatever the rules refuse at that moment
//! is simply not done.

mod tokens;

use anyhow::{Context, anyhow};
use graph::{
    id::{BusinessId, PersonId, PhoneNumberId, WabaId},
    phone_number::E164,
};
use platform::{Answer, Platform};
use serde_json::json;
use world::{
    Actor, BusinessChoice, CallLimits, Command, Event, Measure, Method, Violation, WabaChoice,
    World,
};

use crate::{
    browser::{Browser, Page},
    cast::{self, Applicant, applicants},
    dice::Dice,
    person::Person,
    signing::{self, Run},
    town::Town,
};

/// Everybody in a world but the two servers.
pub struct Folk {
    dice: Dice,
    /// Who has not signed up yet; the last one is the next.
    newcomers: Vec<Applicant>,
    /// Whether the next newcomer walks through the real pages.
    pages: bool,
    /// Whom something happened to last, and whether the next thing happens to them too.
    last: Option<WabaId>,
    /// Whether what happens next happens to the same account, where it can.
    pub again: bool,
    /// How many numbers, names and letters were made up so far.
    made_up: u64,
    /// What was done, in words.
    pub done: u64,
}

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// A business signs up.
    SignUp,
    /// A business makes a further account, and one login carries all it shares.
    AnotherAccount,
    /// A business takes an account back.
    Unshare,
    /// A business shares an account that it took back.
    ShareAgain,
    /// A business adds a number in its Business Manager.
    AddNumber,
    /// A business gives a number another name.
    Rename,
    /// Meta verifies a business.
    Verify,
    /// Meta declines to verify a business.
    Decline,
    /// Meta disables an account.
    Disable,
    /// Meta takes that back.
    Reinstate,
    /// A customer writes to a number.
    Write,
    /// The machine under a client instance dies.
    InstanceDies,
    /// Meta ends a token of the provider's system users (190 with its subcodes).
    TokenDies,
    /// An operator makes new tokens for those that are refused.
    NewTokens,
    /// Meta answers fewer calls in an hour from now on, or as many as it usually does.
    OtherLimits,
}

impl Act {
    /// All of them, the common ones more than once.
    pub const COMMON: [Self; 23] = [
        Self::SignUp,
        Self::SignUp,
        Self::SignUp,
        Self::SignUp,
        Self::AnotherAccount,
        Self::Unshare,
        Self::Unshare,
        Self::ShareAgain,
        Self::ShareAgain,
        Self::AddNumber,
        Self::Rename,
        Self::Verify,
        Self::Decline,
        Self::Disable,
        Self::Reinstate,
        Self::Write,
        Self::Write,
        Self::InstanceDies,
        Self::TokenDies,
        Self::NewTokens,
        Self::NewTokens,
        Self::NewTokens,
        Self::OtherLimits,
    ];
    /// What the platform announces by a webhook, so that it takes effect at once.
    pub const ANNOUNCED: [Self; 6] = [
        Self::AnotherAccount,
        Self::Unshare,
        Self::ShareAgain,
        Self::Disable,
        Self::Reinstate,
        Self::Verify,
    ];
}

impl Folk {
    /// The people of a world, of whom so many have not signed up yet.
    pub fn new(seed: u64, newcomers: u64, pages: bool) -> Self {
        let count = usize::try_from(newcomers).unwrap_or_default();
        let mut newcomers = applicants(seed, count);
        newcomers.reverse();
        Self {
            dice: Dice::new(seed, 0xF01C),
            newcomers,
            pages,
            last: None,
            again: false,
            made_up: 0,
            done: 0,
        }
    }

    /// Whether everybody has signed up.
    pub fn all_there(&self) -> bool {
        self.newcomers.is_empty()
    }

    /// Does something; says whether the rules and the moment allowed it.
    ///
    /// # Errors
    /// When the platform could not be asked.
    pub async fn act(&mut self, town: &mut Town, act: Act) -> anyhow::Result<bool> {
        let done = self.try_act(town, act).await;
        let done = match done {
            Ok(done) => done,
            // The rules forbid it now, or one of the servers was away: nobody insists.
            Err(error) => {
                town.watch.note(&format!("{act:?} was not done: {error:#}"));
                false
            }
        };
        if done {
            self.done += 1;
            town.watch.note(&format!("{act:?}"));
        }
        Ok(done)
    }

    async fn try_act(&mut self, town: &mut Town, act: Act) -> anyhow::Result<bool> {
        match act {
            Act::SignUp => self.sign_up(town).await,
            Act::AnotherAccount => self.another_account(town).await,
            Act::Unshare => self.unshare(town).await,
            Act::ShareAgain => self.share_again(town).await,
            Act::AddNumber => self.add_number(town).await,
            Act::Rename => self.rename(town).await,
            Act::Verify | Act::Decline => self.conclude(town, act == Act::Verify).await,
            Act::Disable | Act::Reinstate => self.enforce(town, act == Act::Disable).await,
            Act::Write => self.write(town).await,
            Act::InstanceDies => Ok(self.kill_instance(town)),
            Act::TokenDies => self.end_token(town).await,
            Act::NewTokens => self.renew_tokens(town, false).await,
            Act::OtherLimits => self.limit_calls(town).await.map(|()| true),
        }
    }

    async fn sign_up(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let Some(who) = self.newcomers.pop() else { return Ok(false) };
        if std::mem::take(&mut self.pages) && town.login() == "token" {
            return self.sign_up_by_pages(town, who).await;
        }
        let person = signing::person(&town.platform, &who.person, &who.email).await?;
        let business = BusinessChoice::New {
            name: who.business.clone(),
            email: who.email.clone(),
            website: who.website.clone(),
            country: who.country.to_owned(),
            address: None,
            phone: None,
        };
        let number = E164::parse(&format!("+{}", who.digits()))?;
        let entry = (business, WabaChoice::New, who.business.clone());
        self.run(town, person, entry, Some(number)).await
    }

    async fn sign_up_by_pages(&mut self, town: &mut Town, who: Applicant) -> anyhow::Result<bool> {
        let tells = !self.dice.once_in(4);
        let mut person = Person::new(who, town.http.clone(), town.sites());
        let (page, state) = person.arrive().await?;
        let handed = person.walk_popup(&page).await?;
        if let Some(token) = handed.auth_response["accessToken"].as_str() {
            town.watch.learn(token);
        }
        if tells {
            person.report(&page, &state, &handed).await?;
        }
        Ok(true)
    }

    /// Walks through the pop-up with a browser that came from the provider's page. One in four
    /// closes the page before it can tell its server (requirement C08).
    async fn run(
        &mut self,
        town: &mut Town,
        person: PersonId,
        (business, waba, name): (BusinessChoice, WabaChoice, String),
        number: Option<E164>,
    ) -> anyhow::Result<bool> {
        let mut browser = Browser::new(town.http.clone());
        let arrived = arrive(&mut browser, &town.sites().provider).await;
        let profile = signing::profile(&name);
        let login = town.login();
        let secret = self.dice.secret(if login == "code" { "AQB" } else { "EAA" });
        town.watch.learn(&secret);
        let run = Run { person, app: town.app(), business, waba, profile, number };
        run.go(&town.platform, login, &secret).await?;
        let tells = !self.dice.once_in(4);
        if let (true, Ok((page, state))) = (tells, arrived) {
            let mut body = json!({ "state": state });
            body[if login == "code" { "code" } else { "accessToken" }] = secret.into();
            // A server that is away at that moment never hears of it.
            let heard = browser.script_posts(&page, "/signup/callback", &body).await;
            if let Err(error) = heard {
                town.watch.note(&format!("a callback was lost: {error:#}"));
            }
        }
        Ok(true)
    }

    async fn another_account(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = clients(town, |_, _| true);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let number = E164::parse(&cast::added_number(self.next()))?;
        let name = format!("Branch {}", self.made_up);
        let business = BusinessChoice::Existing { business: client.owner };
        self.run(town, client.person, (business, WabaChoice::New, name), Some(number)).await
    }

    async fn share_again(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = clients(town, |_, shared| !shared);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let business = BusinessChoice::Existing { business: client.owner };
        let waba = WabaChoice::Existing { waba: client.waba };
        self.run(town, client.person, (business, waba, client.name), None).await
    }

    async fn unshare(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = clients(town, |_, shared| shared);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let (by, partner) = (Actor::Person { person: client.person }, town.business());
        let command = Command::UnshareWaba { waba: client.waba, partner };
        ask(&town.platform, by, command).await.map(|_| true)
    }

    async fn add_number(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = clients(town, |_, shared| shared);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let number = E164::parse(&cast::added_number(self.next()))?;
        let by = Actor::Person { person: client.person };
        let verified_name = format!("{} {}", client.name, self.made_up);
        let waba = client.waba;
        let add = Command::AddPhoneNumber { waba, number: number.clone(), verified_name };
        let answer = ask(&town.platform, by.clone(), add).await?;
        let phone = answer.events.iter().find_map(|event| match event {
            Event::PhoneAdded { phone, .. } => Some(*phone),
            _ => None,
        });
        let phone = phone.context("no number was added")?;
        let method = Method::Sms;
        ask(&town.platform, by.clone(), Command::RequestCode { phone, method }).await?;
        let code = town.platform.read(|world| Some(world.challenges.get(&number)?.code.clone()));
        let code = code.context("no code was sent")?;
        ask(&town.platform, by, Command::VerifyCode { phone, code }).await.map(|_| true)
    }

    async fn rename(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = phones(town);
        let Some((phone, person)) = self.dice.pick(&all) else { return Ok(false) };
        let name = format!("New Name {}", self.next());
        let command = Command::ChangeName { phone, name };
        ask(&town.platform, Actor::Person { person }, command).await.map(|_| true)
    }

    async fn conclude(&mut self, town: &mut Town, approved: bool) -> anyhow::Result<bool> {
        let all = clients(town, |_, _| true);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let command = Command::ConcludeVerification { business: client.owner, approved };
        ask(&town.platform, Actor::Desk, command).await.map(|_| true)
    }

    async fn enforce(&mut self, town: &mut Town, disable: bool) -> anyhow::Result<bool> {
        let all = clients(town, |disabled, _| disabled != disable);
        let Some(client) = self.choose(&all) else { return Ok(false) };
        let waba = client.waba;
        let (violation, measure) = (Violation::Scam, Measure::Disable);
        let command = match disable {
            true => Command::Enforce { waba, violation, measure },
            false => Command::LiftEnforcement { waba },
        };
        ask(&town.platform, Actor::Desk, command).await.map(|_| true)
    }

    async fn write(&mut self, town: &mut Town) -> anyhow::Result<bool> {
        let all = phones(town);
        let Some((to_phone, _)) = self.dice.pick(&all) else { return Ok(false) };
        let from = E164::parse(&format!("+1631555{:04}", self.dice.below(3)))?;
        let (name, text) = ("Sam Customer".to_owned(), format!("Hello {}", self.next()));
        let command = Command::CustomerWrites { from, name, to_phone, text };
        ask(&town.platform, Actor::Desk, command).await.map(|_| true)
    }

    /// Some calls of an hour, or the usual number of them: their headers come close to 100 %, and
    /// those beyond are refused (contract §7.6).
    async fn limit_calls(&mut self, town: &mut Town) -> anyhow::Result<()> {
        let few = CallLimits {
            waba: Some(self.dice.small(20, 80)),
            active_waba: Some(self.dice.small(30, 120)),
            credit: Some(self.dice.small(10, 60)),
            app_per_user: Some(self.dice.small(30, 120)),
            user: None,
        };
        let usual = self.dice.once_in(3);
        set_limits(&town.platform, if usual { CallLimits::default() } else { few }).await
    }

    /// One of these accounts: the same as last time, or any.
    fn choose(&mut self, all: &[Client]) -> Option<Client> {
        let same = all.iter().find(|client| self.again && Some(client.waba) == self.last);
        let chosen = same.cloned().or_else(|| self.dice.pick(all))?;
        self.last = Some(chosen.waba);
        Some(chosen)
    }

    fn kill_instance(&mut self, town: &mut Town) -> bool {
        let victim = self.dice.pick(&town.running_instances());
        victim.is_some_and(|phone| town.kill_instance(phone))
    }

    fn next(&mut self) -> u64 {
        self.made_up += 1;
        self.made_up
    }
}

/// One account of a client, as its owner sees it.
#[derive(Clone)]
struct Client {
    waba: WabaId,
    name: String,
    owner: BusinessId,
    person: PersonId,
}

/// The accounts of clients for which `wanted(disabled, shared)` holds, in the order of their ids.
fn clients(town: &Town, wanted: impl Fn(bool, bool) -> bool) -> Vec<Client> {
    let provider = town.business();
    town.platform.read(|world| {
        let all = world.wabas.values().filter(|waba| waba.owner != provider);
        let found = all.filter(|waba| {
            let shared = waba.is_shared_with(provider);
            wanted(waba.is_disabled(), shared)
        });
        let client = |waba: &world::Waba| {
            let (owner, name) = (waba.owner, waba.name.clone());
            Some(Client { waba: waba.id, name, owner, person: admin(world, owner)? })
        };
        found.filter_map(client).collect()
    })
}

/// The numbers of clients that are there, each with the admin of its business.
fn phones(town: &Town) -> Vec<(PhoneNumberId, PersonId)> {
    let provider = town.business();
    town.platform.read(|world| {
        let all = world.phones.values().filter(|phone| !phone.is_gone());
        let of_client = |phone: &world::Phone| {
            let owner = world.wabas.get(&phone.waba)?.owner;
            Some((phone.id, admin(world, owner)?)).filter(|_| owner != provider)
        };
        all.filter_map(of_client).collect()
    })
}

fn admin(world: &World, business: BusinessId) -> Option<PersonId> {
    let business = world.businesses.get(&business)?;
    business.people.keys().copied().find(|person| business.is_admin(*person))
}

/// Opens the provider's page: its script fetches the `state` of the visit.
async fn arrive(browser: &mut Browser, site: &str) -> anyhow::Result<(Page, String)> {
    let page = browser.open(&format!("{site}/")).await?;
    let started = browser.script_posts(&page, "/signup/start", &json!({})).await?;
    let state = started["state"].as_str().context("the page got no state")?.to_owned();
    Ok((page, state))
}

/// How many calls of an hour Meta answers from now on.
///
/// # Errors
/// When the platform refuses.
pub async fn set_limits(platform: &Platform, limits: CallLimits) -> anyhow::Result<()> {
    let mut policy = platform.read(|world| world.policy.clone());
    policy.call_limits = limits;
    ask(platform, Actor::Desk, Command::SetPolicy(Box::new(policy))).await.map(drop)
}

async fn ask(platform: &Platform, by: Actor, command: Command) -> anyhow::Result<Answer> {
    platform.ask(by, command).await.map_err(|error| anyhow!("{error}"))
}
