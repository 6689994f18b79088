//! A whole run of the signup without a browser: the ordinary commands of the pop-up, by a person.

use std::collections::BTreeSet;

use graph::{AppId, E164, PersonId, SignupId, SystemUserId};
use world::{
    Actor, BusinessChoice, Command, Event, Feature, Holder, Login, LoginGrant, Method, Outcome,
    ProfileEntry, Step, WabaChoice, World,
};

use crate::keeper::AskError;
use crate::platform::Platform;

/// A run of the signup, as one person goes through it; what was left unfinished is gone on with.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) person: PersonId,
    pub(crate) app: AppId,
    pub(crate) business: BusinessChoice,
    pub(crate) waba: WabaChoice,
    pub(crate) profile: ProfileEntry,
    /// Without one it is the way through the pop-up that asks for none.
    pub(crate) number: Option<E164>,
    /// Where the login goes back to, in redirect mode.
    pub(crate) redirect_uri: Option<String>,
}

impl Run {
    /// Goes through it: what it made, and the login code at its end, good for 30 seconds.
    ///
    /// # Errors
    /// When the world refuses a step, or it could not be stored.
    pub(crate) async fn go(&self, platform: &Platform) -> Result<(Outcome, String), AskError> {
        let signup = self.start(platform).await?;
        loop {
            let step = platform.read(|world| world.signup(signup).ok()?.step());
            let command = match step {
                Some(Step::Authorization) => Command::Consent { signup },
                Some(Step::Business) => {
                    Command::ChooseBusiness { signup, choice: self.business.clone() }
                }
                Some(Step::Waba) => Command::ChooseWaba { signup, choice: self.waba },
                Some(Step::Profile) => {
                    Command::DescribeProfile { signup, profile: self.profile.clone() }
                }
                Some(Step::Number) => {
                    let number = self.number.clone().ok_or_else(|| down("asked for a number"))?;
                    Command::GiveNumber { signup, number, method: Method::Sms }
                }
                Some(Step::Verify) => {
                    let code = platform.read(|world| code_sent(world, signup));
                    let code = code.ok_or_else(|| down("sent no code"))?;
                    Command::VerifyNumber { signup, code }
                }
                Some(Step::Permissions) | None => break,
            };
            platform.ask(self.by(), command).await?;
        }
        self.finish(platform, signup).await
    }

    fn by(&self) -> Actor {
        Actor::Person { person: self.person }
    }

    /// Starts, or takes up what was left unfinished.
    async fn start(&self, platform: &Platform) -> Result<SignupId, AskError> {
        let app = self.app;
        let feature = match self.number {
            Some(_) => Feature::Full,
            None => Feature::OnlyWabaSharing,
        };
        let domain = platform.read(|world| world.app(app).ok()?.domains.first().cloned());
        let domain = domain.ok_or_else(|| down("knows no domain of the provider's app"))?;
        let origin = format!("https://{domain}");
        let (login, scopes) = (Login::Code, BTreeSet::new());
        let command = Command::StartSignup { app, origin, login, feature, scopes };
        let answer = platform.ask(self.by(), command).await?;
        let signup = answer.events.iter().find_map(|event| match event {
            Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => {
                Some(*signup)
            }
            _ => None,
        });
        signup.ok_or_else(|| down("started no signup"))
    }

    async fn finish(
        &self,
        platform: &Platform,
        signup: SignupId,
    ) -> Result<(Outcome, String), AskError> {
        let code = platform.secrets().token("AQB", 96);
        let grant = LoginGrant::Code {
            key: platform.code_key(&code),
            redirect_uri: self.redirect_uri.clone(),
        };
        let answer = platform.ask(self.by(), Command::FinishSignup { signup, grant }).await?;
        let outcome = answer.events.iter().find_map(|event| match event {
            Event::SignupFinished { outcome, .. } => Some(*outcome),
            _ => None,
        });
        Ok((outcome.ok_or_else(|| down("finished no signup"))?, code))
    }
}

fn down(what: &str) -> AskError {
    AskError::Down(format!("the world {what}"))
}

/// The code that was sent to the number of a run.
fn code_sent(world: &World, signup: SignupId) -> Option<String> {
    let number = world.signup(signup).ok()?.entered.number.as_ref()?;
    world.challenges.get(number).map(|challenge| challenge.code.clone())
}

/// Exchanges a login code: the system user under which the app works for the client from now on,
/// and its token.
///
/// # Errors
/// When the world refuses it or it could not be stored.
pub(crate) async fn exchange(
    platform: &Platform,
    app: AppId,
    code: &str,
) -> Result<(SystemUserId, String), AskError> {
    let text = platform.secrets().token("EAA", 96);
    let key = platform.token_key(&text);
    let command = Command::ExchangeCode { code: platform.code_key(code), key, redirect_uri: None };
    let answer = platform.ask(Actor::App { app }, command).await?;
    let holder = answer.events.iter().find_map(|event| match event {
        Event::TokenIssued { token } => Some(token.holder),
        _ => None,
    });
    match holder {
        Some(Holder::SystemUser(user)) => Ok((user, text)),
        _ => Err(down("exchanged the code for no system user's token")),
    }
}
