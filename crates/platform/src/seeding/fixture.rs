//! What a program needs to know about a seeded world: ids and tokens by name.

use std::collections::{BTreeMap, BTreeSet};

use graph::PhoneNumberId;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use world::{
    Actor, BusinessChoice, Command, Holder, SessionCommand, TokenOrder, WabaChoice, Way, World,
};

use super::accounts::profile;
use super::document::{CodeSeed, HolderSeed, TokenSeed};
use super::founding::{self, FirstDay, permissions};
use super::numbers::PIN;
use super::part::Part;
use super::read::SeedError;
use super::reference::Kind;
use super::signup::Run;
use super::sound;
use super::sower::{Sower, refused};

/// Names and values without white space, as the environment of a program: `BASE_URL`, `WABA_ID`,
/// `SYSTEM_TOKEN` … Of further ones of a kind the name ends with their place: `WABA_ID_2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fixture(BTreeMap<String, String>);

impl Fixture {
    #[expect(clippy::needless_pass_by_value, reason = "ids and borrowed texts alike are named")]
    pub(crate) fn set(&mut self, name: &str, nth: usize, value: impl ToString) {
        let name = if nth == 0 { name.to_owned() } else { format!("{name}_{}", nth + 1) };
        self.0.insert(name, value.to_string());
    }

    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// As a JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.0.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect()
    }

    /// A text with the values of the names it mentions: `$WABA_ID`.
    ///
    /// # Errors
    /// A sentence with the first name that is none.
    pub(crate) fn fill(&self, text: &str) -> Result<String, String> {
        let mut parts = text.split('$');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let part_of_name = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            let end = part.find(|c| !part_of_name(c)).unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            if !name.starts_with(|first: char| first.is_ascii_uppercase()) {
                // A sum of dollars, not a name.
                filled.push('$');
                filled.push_str(part);
                continue;
            }
            let value = self.0.get(name).ok_or_else(|| {
                let names = self.0.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                format!("there is no name `${name}`: the seed gives {names}")
            })?;
            filled.push_str(value);
            filled.push_str(rest);
        }
        Ok(filled)
    }
}

impl Sower<'_> {
    /// What only counts from the beginning: ended verifications, terms, callbacks, tokens.
    pub(super) async fn last(&self) -> Result<(), SeedError> {
        self.end_verifications().await?;
        for (at, provided) in &self.providers {
            let (seed, place) = (&self.seed.provider[*at], Part::Provider(*at));
            let founded = provided.founded;
            let first_day = FirstDay {
                fresh: seed.fresh,
                credit_terms: seed.credit_terms,
                cloud_api_terms: seed.cloud_api_terms,
            };
            let taken = founding::take_back(self.platform, &founded, first_day).await;
            taken.map_err(|error| refused(error, place))?;
            if let Some(callback) = &seed.callback {
                let command = Command::SetAppCallback {
                    app: founded.app,
                    callback_url: callback.url.clone(),
                    verify_token: callback.verify_token.clone(),
                    fields: callback.fields.iter().cloned().collect(),
                };
                self.desk(command, place).await?;
            }
        }
        for (at, token) in self.seed.token.iter().enumerate() {
            self.issue(at, token).await?;
        }
        Ok(())
    }

    async fn issue(&self, at: usize, seed: &TokenSeed) -> Result<(), SeedError> {
        let place = Part::Token(at);
        let provider = self.provider_of(seed.provider.as_deref(), place)?;
        let founded = self.providers[&provider].founded;
        let holder = match seed.holder {
            HolderSeed::Admin => Holder::SystemUser(founded.admin),
            HolderSeed::Employee => Holder::SystemUser(founded.employee),
            HolderSeed::App => Holder::App,
            HolderSeed::Person => {
                let Some(name) = &seed.person else {
                    let why = "say whose it is in `person`: the name of a [[person]]";
                    return Err(SeedError::at((place, "holder"), why));
                };
                Holder::Person(self.person_of(name, (place, "person"))?)
            }
        };
        let wabas = seed.wabas.as_ref().map(|names| self.wabas_named(names, place)).transpose()?;
        let key = self.platform.token_key(&seed.text);
        let days = seed.days.map(|days| SignedDuration::from_hours(24 * i64::from(days)));
        let scopes = seed.permissions.as_ref();
        let order = TokenOrder {
            key: key.clone(),
            app: founded.app,
            holder,
            scopes: scopes.map_or_else(permissions, |some| some.iter().copied().collect()),
            wabas,
            expires_at: days.map(|days| self.begins.checked_add(days).unwrap_or(Timestamp::MAX)),
        };
        self.desk(Command::IssueToken(Box::new(order)), place).await?;
        if let Some(why) = seed.ended {
            let end = SessionCommand::EndToken { token: key, why };
            self.desk(Command::Session(end), place).await?;
        }
        Ok(())
    }

    fn wabas_named(&self, names: &[String], place: Part) -> Result<Vec<graph::WabaId>, SeedError> {
        let waba = |name: &String| {
            let at = self.seed.named(Kind::Waba, name, (place, "wabas"))?;
            Ok(self.placed(at).waba)
        };
        names.iter().map(waba).collect()
    }

    /// Names everything, with fresh tokens of the providers' system users where the seed gives
    /// none.
    pub(super) async fn fixture(&self) -> Result<Fixture, SeedError> {
        let mut env = Fixture::default();
        let settings = self.platform.settings();
        env.set("BASE_URL", 0, &settings.api_base);
        env.set("PAGES_URL", 0, &settings.pages_origin);
        env.set("API_VERSION", 0, "v21.0");
        for at in self.providers.keys() {
            self.name_provider(&mut env, *at).await?;
        }
        let owners: BTreeSet<(usize, graph::BusinessId)> =
            self.businesses.iter().map(|(at, known)| (*at, known.0)).collect();
        for (nth, (_, business)) in owners.into_iter().enumerate() {
            env.set("CLIENT_BUSINESS_ID", nth, business);
        }
        for (nth, person) in self.seed.person.iter().enumerate() {
            let known = self.people.get(&person.name);
            known.into_iter().for_each(|id| env.set("PERSON_ID", nth, id));
        }
        self.name_numbers(&mut env);
        for (nth, code) in self.seed.code.iter().enumerate() {
            env.set("AUTH_CODE", nth, self.log_in(code, Part::Code(nth)).await?);
        }
        Ok(env)
    }

    /// That the dialog would have gone back to this address.
    fn require_redirect(&self, app: graph::AppId, uri: &str, place: Part) -> Result<(), SeedError> {
        let domains = self.platform.read(|world| {
            let known = world.app(app).ok()?;
            let good = known.allows_origin(&sound::origin(uri)?);
            (!good).then(|| known.domains.join(", "))
        });
        match domains {
            None => Ok(()),
            Some(domains) => Err(SeedError::at(
                (place, "redirect_uri"),
                format!(
                    "`redirect_uri` is `{uri}`, but the app's domains are {domains}: choose an \
                     address there, or add its host to `domains` of the provider"
                ),
            )),
        }
    }

    /// The account is shared once more, which ends with a login code.
    async fn log_in(&self, seed: &CodeSeed, place: Part) -> Result<String, SeedError> {
        let at = match &seed.waba {
            Some(name) => self.seed.named(Kind::Waba, name, (place, "waba"))?,
            None => self.seed.first(Kind::Waba, place)?,
        };
        let (waba, placed) = (self.waba_seed(at), self.placed(at));
        let app = self.providers[&placed.provider].founded.app;
        if let Some(uri) = &seed.redirect_uri {
            self.require_redirect(app, uri, place)?;
        }
        let run = Run {
            person: placed.owner,
            app,
            business: BusinessChoice::Existing { business: placed.business },
            waba: WabaChoice::Existing { waba: placed.waba },
            profile: profile(waba, None),
            number: None,
            redirect_uri: seed.redirect_uri.clone(),
        };
        let went = run.go(self.platform).await;
        went.map(|(_, code)| code).map_err(|error| refused(error, place))
    }

    async fn name_provider(&self, env: &mut Fixture, at: usize) -> Result<(), SeedError> {
        let (seed, provided) = (&self.seed.provider[at], &self.providers[&at]);
        let founded = provided.founded;
        let place = Part::Provider(at);
        let config = self
            .platform
            .read(|world| world.flows.of(founded.app).first().map(|one| one.id.to_string()));
        env.set("BUSINESS_ID", at, founded.business);
        env.set("APP_ID", at, founded.app);
        env.set("APP_SECRET", at, &provided.secret);
        env.set("CONFIG_ID", at, config.unwrap_or_default());
        env.set("CREDIT_LINE_ID", at, founded.line);
        env.set("OWN_WABA_ID", at, founded.waba);
        founded.phone.iter().for_each(|phone| env.set("OWN_PHONE_NUMBER_ID", at, phone));
        env.set("ADMIN_SYSTEM_USER_ID", at, founded.admin);
        env.set("SYSTEM_USER_ID", at, founded.employee);
        for (name, user, text) in [
            ("SYSTEM_TOKEN", founded.admin, &seed.admin_token),
            ("EMPLOYEE_TOKEN", founded.employee, &seed.employee_token),
        ] {
            let token = match text {
                Some(text) => self.give((founded.app, user), text, place).await?,
                None => founding::issue(self.platform, founded.app, user)
                    .await
                    .map_err(|error| refused(error, place))?,
            };
            env.set(name, at, token);
        }
        if let Some(callback) = &seed.callback {
            env.set("VERIFY_TOKEN", at, &callback.verify_token);
        }
        Ok(())
    }

    /// A token of this text with every permission, without end.
    async fn give(
        &self,
        (app, user): (graph::AppId, graph::SystemUserId),
        text: &str,
        place: Part,
    ) -> Result<String, SeedError> {
        let order = TokenOrder {
            key: self.platform.token_key(text),
            app,
            holder: Holder::SystemUser(user),
            scopes: permissions(),
            wabas: None,
            expires_at: None,
        };
        self.ask(Actor::Desk, Command::IssueToken(Box::new(order)), place).await?;
        Ok(text.to_owned())
    }

    fn name_numbers(&self, env: &mut Fixture) {
        let mut nth = 0;
        for (at, placed) in self.wabas.values().enumerate() {
            env.set("WABA_ID", at, placed.waba);
            env.set("BUSINESS_TOKEN", at, &placed.integration.1);
        }
        for (w, placed) in &self.wabas {
            for (n, phone) in &placed.phones {
                env.set("PHONE_NUMBER_ID", nth, phone);
                self.platform.read(|world| {
                    if let Ok(known) = world.phone(*phone) {
                        env.set("PHONE_NUMBER", nth, format!("+{}", known.number.digits()));
                    }
                    if let Some(message) = last_received(world, *phone) {
                        env.set("INBOUND_WAMID", nth, message);
                    }
                });
                let pin = self.waba_seed(*w).number.get(*n).and_then(|one| one.pin.as_deref());
                env.set("PIN", nth, pin.unwrap_or(PIN));
                nth += 1;
            }
        }
    }
}

/// The newest message a customer wrote to a number.
fn last_received(world: &World, phone: PhoneNumberId) -> Option<String> {
    let received = world
        .messages
        .values()
        .filter(|message| message.phone == phone && matches!(message.way, Way::In { .. }));
    received.max_by_key(|message| message.at).map(|message| message.id.to_string())
}
