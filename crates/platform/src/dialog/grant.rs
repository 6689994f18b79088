//! The end of a run: everything is created and shared, and the login result is made.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use url::Url;
use world::{Actor, Command, LoginGrant, Person, SignupStage as Stage, World};

use super::Dialog;
use super::context::Context;
use super::handover::{Grant, Handover, UserToken};
use super::refusals::{self, Trouble};
use super::run::Run;
use super::trouble;

/// Random bytes in a token or code.
const SECRET_BYTES: usize = 96;

/// Finishes the run and keeps the login result for the last screen. The world gets the
/// fingerprint of the token or code only.
///
/// # Errors
/// What the world refuses.
pub(crate) async fn finish(
    dialog: &Dialog,
    run: &Run,
    person: &Person,
    context: &Context,
) -> Result<(), Trouble> {
    let secrets = dialog.platform.secrets();
    let token = (!context.code || context.both).then(|| secrets.token("EAA", SECRET_BYTES));
    let code = context.code.then(|| secrets.token("AQB", SECRET_BYTES));
    let token_key = token.as_deref().map(|text| dialog.platform.token_key(text));
    let code_key = code.as_deref().map(|text| dialog.platform.code_key(text));
    let redirect_uri = context.redirect_uri.clone();
    let grant = match (token_key, code_key) {
        (Some(key), Some(code)) => LoginGrant::Both { key, code, redirect_uri },
        (None, Some(key)) => LoginGrant::Code { key, redirect_uri },
        (Some(key), None) => LoginGrant::Token { key },
        (None, None) => return Ok(()),
    };
    let command = Command::FinishSignup { signup: run.id, grant };
    let by = Actor::Person { person: person.id };
    refusals::tried(&dialog.platform, by, command).await?;
    let now = dialog.platform.now();
    let handover = dialog.platform.read(|world| {
        let token = token.map(|text| user_token(world, run, text, now));
        handover(world, run, Grant { token, code })
    });
    if let Some(mut handover) = handover {
        handover.fault = trouble::at_the_end(dialog, (run.app, context), &handover).await?;
        dialog.handovers.keep(run.id, handover);
    }
    Ok(())
}

fn user_token(world: &World, run: &Run, text: String, now: Timestamp) -> UserToken {
    let seconds = world.policy.user_token_seconds;
    let secret = world.apps.get(&run.app).map(|app| app.secret.clone()).unwrap_or_default();
    let person =
        world.signups.get(&run.id).map(|signup| signup.person.to_string()).unwrap_or_default();
    UserToken {
        text,
        seconds,
        expires: now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(now),
        signed_request: signed_request(&person, &secret, now),
    }
}

/// Who logged in, signed with the app's secret: `signature.payload`, both base64url.
fn signed_request(person: &str, secret: &str, now: Timestamp) -> String {
    let payload = json!({
        "user_id": person,
        "algorithm": "HMAC-SHA256",
        "issued_at": now.as_second(),
    });
    let payload = URL_SAFE_NO_PAD.encode(payload.to_string());
    let hex = shell::secret::hmac_sha256_hex(secret.as_bytes(), payload.as_bytes());
    let digits = hex.as_bytes().chunks_exact(2);
    let bytes: Vec<u8> = digits
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    format!("{}.{payload}", URL_SAFE_NO_PAD.encode(bytes))
}

fn handover(world: &World, run: &Run, grant: Grant) -> Option<Handover> {
    let signup = world.signups.get(&run.id)?;
    let Stage::Done(outcome) = &signup.stage else { return None };
    let phone = outcome.phone.and_then(|id| world.phones.get(&id));
    Some(Handover {
        business: outcome.business,
        business_name: world.businesses.get(&outcome.business)?.profile.name.clone(),
        waba: outcome.waba,
        waba_name: world.wabas.get(&outcome.waba)?.name.clone(),
        phone: phone.map(|phone| (phone.id, phone.number.display())),
        person: signup.person,
        grant,
        scopes: signup.scopes.iter().map(ToString::to_string).collect(),
        fault: None,
    })
}

/// Where a run in redirect mode leads (contract §1.5).
pub(crate) fn redirect(context: &Context, handover: &Handover) -> Option<Url> {
    let Grant { token, code } = &handover.grant;
    let mut pairs: Vec<(&str, String)> = Vec::new();
    if let Some(token) = token {
        pairs.push(("access_token", token.text.clone()));
        pairs.push(("data_access_expiration_time", token.expires.as_second().to_string()));
        pairs.push(("expires_in", token.seconds.to_string()));
    }
    if let Some(code) = code {
        pairs.push(("code", code.clone()));
    }
    if context.granted {
        pairs.push(("granted_scopes", handover.scopes.join(",")));
        pairs.push(("denied_scopes", String::new()));
    }
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    context.redirect(&pairs, token.is_some())
}

#[cfg(test)]
mod tests {
    use super::signed_request;

    #[test]
    fn a_signed_request_has_two_parts() {
        let signed = signed_request("7", "secret", jiff::Timestamp::UNIX_EPOCH);
        let (signature, payload) = signed.split_once('.').unwrap();
        assert_eq!(signature.len(), 43);
        assert!(payload.starts_with("eyJ"));
        assert_ne!(signed, signed_request("7", "other", jiff::Timestamp::UNIX_EPOCH));
    }
}
