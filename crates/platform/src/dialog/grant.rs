//! The end of a run: everything is created and shared, and the login result is made.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use url::Url;
use world::{Actor, Command, LoginGrant, Person, SignupStage as Stage, World};

use super::Dialog;
use super::context::Context;
use super::handover::{Grant, Handover};
use super::refusals::{self, Trouble};
use super::run::Run;

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
    let prefix = if context.code { "AQB" } else { "EAA" };
    let text = dialog.platform.secrets().token(prefix, SECRET_BYTES);
    let grant = if context.code {
        let redirect_uri = context.redirect_uri.clone();
        LoginGrant::Code { key: dialog.platform.code_key(&text), redirect_uri }
    } else {
        LoginGrant::Token { key: dialog.platform.token_key(&text) }
    };
    let command = Command::FinishSignup { signup: run.id, grant };
    let by = Actor::Person { person: person.id };
    refusals::tried(&dialog.platform, by, command).await?;
    let now = dialog.platform.now();
    let handover = dialog.platform.read(|world| {
        let grant = if context.code { Grant::Code(text) } else { token(world, run, text, now) };
        handover(world, run, grant)
    });
    if let Some(handover) = handover {
        dialog.handovers.keep(run.id, handover);
    }
    Ok(())
}

fn token(world: &World, run: &Run, text: String, now: Timestamp) -> Grant {
    let seconds = world.policy.user_token_seconds;
    let secret = world.apps.get(&run.app).map(|app| app.secret.clone()).unwrap_or_default();
    let person =
        world.signups.get(&run.id).map(|signup| signup.person.to_string()).unwrap_or_default();
    Grant::Token {
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
    })
}

/// Where a run in redirect mode leads (contract §1.5).
pub(crate) fn redirect(context: &Context, handover: &Handover) -> Option<Url> {
    match &handover.grant {
        Grant::Code(code) => context.redirect(&[("code", code)], false),
        Grant::Token { text, seconds, expires, .. } => {
            let (seconds, until) = (seconds.to_string(), expires.as_second().to_string());
            let pairs = [
                ("access_token", text.as_str()),
                ("data_access_expiration_time", until.as_str()),
                ("expires_in", seconds.as_str()),
            ];
            context.redirect(&pairs, true)
        }
    }
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
