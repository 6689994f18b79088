//! A run of the signup without pages: the commands of the pop-up, by a person.

use std::collections::BTreeSet;

use anyhow::{Context, anyhow, bail};
use graph::{
    id::{AppId, PersonId, SignupId},
    phone_number::E164,
    status::Vertical,
};
use platform::Platform;
use world::{
    Actor, BusinessChoice, Command, Event, Feature, Login, LoginGrant, Method, ProfileEntry, Step,
    WabaChoice,
};

use crate::founding;

/// Somebody new at Meta.
///
/// # Errors
/// When the platform refuses.
pub async fn person(platform: &Platform, name: &str, email: &str) -> anyhow::Result<PersonId> {
    let (name, email) = (name.to_owned(), email.to_owned());
    let create = Command::CreatePerson { name, email, locale: "en_US".to_owned() };
    let answer = platform.ask(Actor::Desk, create).await.map_err(|error| anyhow!("{error}"))?;
    let made = answer.events.iter().find_map(|event| match event {
        Event::PersonCreated { person, .. } => Some(*person),
        _ => None,
    });
    made.context("nobody was made")
}

/// What somebody enters who says no more of an account than its name.
pub fn profile(name: &str) -> ProfileEntry {
    ProfileEntry {
        waba_name: name.to_owned(),
        timezone_id: 1,
        display_name: name.to_owned(),
        vertical: Vertical::Other,
        description: None,
        website: None,
    }
}

/// One person's way through the pop-up.
pub struct Run {
    /// Who.
    pub person: PersonId,
    /// The provider's app.
    pub app: AppId,
    /// The business portfolio.
    pub business: BusinessChoice,
    /// The account.
    pub waba: WabaChoice,
    /// What is entered.
    pub profile: ProfileEntry,
    /// The number; without one it is the way through the pop-up that asks for none.
    pub number: Option<E164>,
}

impl Run {
    /// Goes through it. `secret` is the token, or with `login` `code` the code, that the page gets
    /// at the end.
    ///
    /// # Errors
    /// When the rules refuse a step.
    pub async fn go(&self, platform: &Platform, login: &str, secret: &str) -> anyhow::Result<()> {
        let signup = self.start(platform, login).await?;
        while let Some(step) = platform.read(|world| world.signup(signup).ok()?.step()) {
            let command = match step {
                Step::Authorization => Command::Consent { signup },
                Step::Business => Command::ChooseBusiness { signup, choice: self.business.clone() },
                Step::Waba => Command::ChooseWaba { signup, choice: self.waba },
                Step::Profile => Command::DescribeProfile { signup, profile: self.profile.clone() },
                Step::Number => {
                    let number = self.number.clone().context("a number was asked for")?;
                    Command::GiveNumber { signup, number, method: Method::Sms }
                }
                Step::Verify => Command::VerifyNumber { signup, code: self.code(platform).await? },
                Step::Permissions => {
                    return self.finish(platform, (signup, login, secret)).await;
                }
            };
            self.ask(platform, command).await?;
        }
        bail!("the pop-up ended early")
    }

    async fn start(&self, platform: &Platform, login: &str) -> anyhow::Result<SignupId> {
        let command = Command::StartSignup {
            app: self.app,
            origin: format!("https://{}", founding::PROVIDER_HOST),
            login: if login == "code" { Login::Code } else { Login::Token },
            feature: match self.number {
                Some(_) => Feature::Full,
                None => Feature::OnlyWabaSharing,
            },
            scopes: BTreeSet::new(),
        };
        let events = self.ask(platform, command).await?;
        let signup = events.iter().find_map(|event| match event {
            Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => {
                Some(*signup)
            }
            _ => None,
        });
        signup.context("no signup was started")
    }

    /// The code that was sent to the number.
    async fn code(&self, platform: &Platform) -> anyhow::Result<String> {
        let number = self.number.clone().context("no number was given")?;
        let code = platform.read(|world| Some(world.challenges.get(&number)?.code.clone()));
        code.context("no code was sent")
    }

    async fn finish(
        &self,
        platform: &Platform,
        (signup, login, secret): (SignupId, &str, &str),
    ) -> anyhow::Result<()> {
        let grant = match login {
            "code" => LoginGrant::Code { key: platform.code_key(secret), redirect_uri: None },
            _ => LoginGrant::Token { key: platform.token_key(secret) },
        };
        self.ask(platform, Command::FinishSignup { signup, grant }).await.map(drop)
    }

    async fn ask(&self, platform: &Platform, command: Command) -> anyhow::Result<Vec<Event>> {
        let by = Actor::Person { person: self.person };
        let answer = platform.ask(by, command).await;
        answer.map(|answer| answer.events).map_err(|error| anyhow!("{error}"))
    }
}
