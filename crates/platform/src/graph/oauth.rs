//! Tokens: `oauth/access_token` and `debug_token` (contract §1.6, §1.7).

use graph::error::Method as Verb;
use graph::{AppId, AppToken, GraphError, Params};
use serde_json::{Value, json};
use world::{Actor, App, Command, StaffCommand};

use super::call::Call;
use super::session::{Session, app_caller, issued_app_token};
use super::write::refused;
use super::{faults, limits};
use crate::Platform;

/// How many random bytes an access token has.
const TOKEN_BYTES: usize = 120;

/// `GET` or `POST /oauth/access_token`: an app token, a token for a login code, or a longer one for
/// a short one. A bearer token sent along means nothing here.
pub(crate) async fn access_token(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    if call.verb == Verb::Delete {
        return Err(GraphError::unsupported(call.verb, "oauth"));
    }
    let params = &call.params;
    let app = proven_app(platform, params)?;
    match (params.text("grant_type")?, params.text("code")?) {
        (Some("client_credentials"), None) => {
            Ok(bearer(&issued_app_token(app.id, &app.secret).reveal(), None))
        }
        (Some("fb_exchange_token"), _) => extended(platform, app.id, params).await,
        // A client in use sends its code with the grant of app tokens: the code says what it wants.
        (None | Some("authorization_code" | "client_credentials"), Some(code)) => {
            exchanged(platform, app.id, code, params.text("redirect_uri")?).await
        }
        (None | Some("authorization_code"), None) => {
            Err(GraphError::missing_login_parameter("code"))
        }
        (Some(other), _) => Err(GraphError::bad_value("grant_type", other)),
    }
}

/// The app that shows its id and secret.
fn proven_app(platform: &Platform, params: &Params) -> Result<App, GraphError> {
    let missing = GraphError::missing_login_parameter;
    let id = params.non_empty("client_id").ok_or_else(|| missing("client_id"))?;
    let id: AppId = id.trim().parse().map_err(|_| GraphError::unknown_app())?;
    let app =
        platform.read(|world| world.app(id).cloned()).map_err(|_| GraphError::unknown_app())?;
    let secret = params.text("client_secret")?.ok_or_else(|| missing("client_secret"))?;
    if !graph::token::same_secret(secret, &app.secret) {
        return Err(GraphError::wrong_secret());
    }
    Ok(app)
}

/// A login code becomes the token of the app's integration with the business.
async fn exchanged(
    platform: &Platform,
    app: AppId,
    code: &str,
    redirect_uri: Option<&str>,
) -> Result<Value, GraphError> {
    let token = new_token(platform);
    let command = Command::ExchangeCode {
        code: platform.code_key(code),
        key: platform.token_key(&token),
        redirect_uri: redirect_uri.map(str::to_owned),
    };
    let key = platform.token_key(&token);
    let answer = platform.ask(Actor::App { app }, command).await.map_err(refused)?;
    let ends_at = platform.read(|world| world.tokens.get(&key).and_then(|token| token.expires_at));
    Ok(bearer(&token, ends_at.map(|end| end.duration_since(answer.at).as_secs())))
}

/// A token of the app is issued once more: a person's lives longer, a system user's as long as
/// before.
async fn extended(platform: &Platform, app: AppId, params: &Params) -> Result<Value, GraphError> {
    let sent = params.text("fb_exchange_token")?;
    let sent = sent.ok_or_else(|| GraphError::missing_login_parameter("fb_exchange_token"))?;
    let token = new_token(platform);
    let key = platform.token_key(&token);
    let command = Command::ExtendToken { token: platform.token_key(sent), key: key.clone() };
    let answer = platform.ask(Actor::App { app }, command).await.map_err(refused)?;
    let ends_at = platform.read(|world| world.tokens.get(&key).and_then(|token| token.expires_at));
    Ok(bearer(&token, ends_at.map(|end| end.duration_since(answer.at).as_secs())))
}

/// `GET` or `POST /oauth/revoke`: an app ends one of its own tokens.
pub(crate) async fn revoke(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    let app = proven_app(platform, &call.params)?;
    let token = call.params.required("revoke_token")?;
    let command = StaffCommand::RevokeToken { key: platform.token_key(token) };
    platform.ask(Actor::App { app: app.id }, Command::Staff(command)).await.map_err(refused)?;
    Ok(json!({"success": true}))
}

/// `GET /debug_token`: what a token of the caller's app may do.
pub(crate) fn debug_token(platform: &Platform, call: &Call) -> Result<Value, GraphError> {
    if call.verb != Verb::Get {
        return Err(GraphError::unsupported(call.verb, "debug_token"));
    }
    let session = Session::open(platform, call)?;
    limits::count(platform, &session, call, (None, None))?;
    let input = call.params.required("input_token")?.trim();
    faults::look(platform, call, |world| {
        let sight = session.sight(world, call);
        let Some(token) = AppToken::parse(input) else {
            return sight.debug_token(&platform.token_key(input)).map(Value::from);
        };
        match app_caller(world, &token) {
            Some(caller) if caller.app == session.caller.app => Ok(sight.debug_app_token().into()),
            Some(_) => Err(GraphError::token_of_another_app()),
            None => Ok(sight.invalid_token().into()),
        }
    })
}

/// The text of a new access token.
pub(super) fn new_token(platform: &Platform) -> String {
    platform.secrets().token("EAA", TOKEN_BYTES)
}

fn bearer(token: &str, seconds: Option<i64>) -> Value {
    let mut answer = json!({"access_token": token, "token_type": "bearer"});
    if let Some(seconds) = seconds {
        answer["expires_in"] = seconds.into();
    }
    answer
}
