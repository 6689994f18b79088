//! Who calls: the access token of a call, checked (contract §0, §7.6).

use graph::token::{appsecret_proof, proof_matches, same_secret};
use graph::{AppId, AppToken, GraphError};
use jiff::Timestamp;
use world::view::Sight;
use world::{Actor, Caller, Refusal, World};

use super::call::Call;
use crate::Platform;

/// The text whose proof under an app's secret is the opaque half of its issued app token.
const APP_TOKEN_SEED: &str = "app access token";

/// How long a text must be to pass for a token that was issued.
const ISSUED_LENGTH_MIN: usize = 40;

/// A caller whose token was found good.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// Whom the token speaks for.
    pub(crate) caller: Caller,
    /// The same for commands.
    pub(crate) actor: Actor,
    /// When the call is answered.
    pub(crate) now: Timestamp,
}

impl Session {
    /// Checks the token of a call, and its `appsecret_proof` if one was sent.
    ///
    /// # Errors
    /// 104 without token (2500 on `/me`), 190 for a token that is none, ended or expired, 100 for a
    /// wrong proof, or for none where the app demands one.
    pub(crate) fn open(platform: &Platform, call: &Call) -> Result<Self, GraphError> {
        let Some(token) = call.token.as_deref() else {
            return Err(match call.path().first() {
                Some(&"me") => GraphError::missing_token_for_me(),
                _ => GraphError::missing_token(),
            });
        };
        let now = platform.now();
        let (caller, actor) = platform.read(|world| holder(platform, world, token, now))?;
        let required = platform.read(|world| world.sessions.proof_required.contains(&caller.app));
        let proof = call.params.non_empty("appsecret_proof");
        if required && proof.is_none() {
            return Err(GraphError::proof_missing());
        }
        if let Some(proof) = proof {
            let secret = platform.read(|world| world.app(caller.app).map(|app| app.secret.clone()));
            let secret = secret.map_err(|refusal| refusal.to_graph())?;
            if !proof_matches(token, &secret, proof) {
                return Err(GraphError::proof_invalid());
            }
        }
        Ok(Self { caller, actor, now })
    }

    /// The caller looking at the world, in the version of the call.
    pub(crate) fn sight<'a>(&'a self, world: &'a World, call: &Call) -> Sight<'a> {
        let (version, now) = (call.target.version, self.now);
        Sight { world, caller: &self.caller, version, now, wanted: None }
    }

    /// Whether it is this app itself that calls.
    pub(crate) fn is_app(&self, app: AppId) -> bool {
        self.actor == Actor::App { app }
    }
}

/// Whom a token speaks for.
fn holder(
    platform: &Platform,
    world: &World,
    token: &str,
    now: Timestamp,
) -> Result<(Caller, Actor), GraphError> {
    if let Some(token) = AppToken::parse(token) {
        let app = token.app;
        return match app_caller(world, &token) {
            Some(caller) => Ok((caller, Actor::App { app })),
            None => Err(GraphError::token_signature()),
        };
    }
    let key = platform.token_key(token);
    let caller = world.caller(&key, now).map_err(|refusal| match refusal {
        Refusal::UnknownToken if looks_issued(token) => GraphError::undecryptable_token(),
        other => other.to_graph(),
    })?;
    Ok((caller, Actor::Token { key }))
}

/// Whether a text has the form of the tokens Meta issues.
fn looks_issued(token: &str) -> bool {
    token.len() >= ISSUED_LENGTH_MIN
        && token.starts_with("EAA")
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The app behind an app token, written by the app itself or issued by [`issued_app_token`].
pub(crate) fn app_caller(world: &World, token: &AppToken) -> Option<Caller> {
    let secret = &world.app(token.app).ok()?.secret;
    let issued = opaque_half(secret);
    let known = same_secret(&token.secret, secret) || same_secret(&token.secret, &issued);
    known.then(|| world.app_caller(token.app, secret).ok()).flatten()
}

/// The app token that `client_credentials` answers: it proves the app without showing its secret.
pub(crate) fn issued_app_token(app: AppId, secret: &str) -> AppToken {
    AppToken { app, secret: opaque_half(secret) }
}

fn opaque_half(secret: &str) -> String {
    appsecret_proof(APP_TOKEN_SEED, secret)[..27].to_owned()
}
