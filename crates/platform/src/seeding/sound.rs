//! What is wrong with a seed on its face, before anything is done: addresses that are none, webhook
//! fields nobody knows, names and texts of tokens that are given twice.

use std::collections::BTreeMap;

use graph::webhook::{FIELDS, is_field};
use url::Url;

use super::document::Seed;
use super::part::{Part, Spot};
use super::read::SeedError;
use super::reference::Kind;
use crate::pages::lists::country;
use crate::platform::Platform;

/// Refuses what cannot be, with its place and what could stand there.
pub(super) fn require(seed: &Seed, platform: &Platform) -> Result<(), SeedError> {
    for kind in [Kind::Person, Kind::Provider, Kind::Business] {
        seed.require_own_names(kind)?;
    }
    for (at, provider) in seed.provider.iter().enumerate() {
        let place = Part::Provider(at);
        require_country(&provider.country, place)?;
        let Some(callback) = &provider.callback else { continue };
        require_url(&callback.url, "callback.url", (place, "callback"))?;
        if let Some(strange) = callback.fields.iter().find(|field| !is_field(field)) {
            let all = FIELDS.join(", ");
            let why = format!(
                "`callback.fields`: no field of webhooks is called `{strange}`: there are {all}"
            );
            return Err(SeedError::at((place, "callback"), why));
        }
    }
    for (at, business) in seed.business.iter().enumerate() {
        require_country(&business.country, Part::Business(at))?;
    }
    for (w, waba) in seed.waba.iter().enumerate() {
        let of_waba = waba.callback.iter().map(|callback| (Part::Waba(w), callback));
        let of_numbers = waba
            .number
            .iter()
            .enumerate()
            .filter_map(|(n, number)| Some((Part::Number(w, n), number.callback.as_ref()?)));
        for (place, callback) in of_waba.chain(of_numbers) {
            require_url(&callback.url, "callback.url", (place, "callback"))?;
        }
    }
    for (at, code) in seed.code.iter().enumerate() {
        if let Some(uri) = &code.redirect_uri {
            require_url(uri, "redirect_uri", (Part::Code(at), "redirect_uri"))?;
        }
    }
    require_tokens(seed, platform)
}

/// Scheme, name and port of an address, if it is one.
pub(super) fn origin(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.host_str().is_some();
    web.then(|| url.origin().ascii_serialization())
}

fn require_country(code: &str, place: Part) -> Result<(), SeedError> {
    if country(code).is_some() {
        return Ok(());
    }
    let why = format!("`country` is `{code}`, which is no country: say two letters such as `US`");
    Err(SeedError::at((place, "country"), why))
}

fn require_url(text: &str, member: &str, spot: impl Into<Spot>) -> Result<(), SeedError> {
    if origin(text).is_some() {
        return Ok(());
    }
    let why = format!(
        "`{member}` is `{text}`, which is no address: write it in full, such as \
         `https://provider.localhost/back`"
    );
    Err(SeedError::at(spot, why))
}

/// Each token has a text of its own, here and in the world.
fn require_tokens(seed: &Seed, platform: &Platform) -> Result<(), SeedError> {
    let of_providers = seed.provider.iter().enumerate().flat_map(|(at, provider)| {
        let texts = [
            ("admin_token", provider.admin_token.as_deref()),
            ("employee_token", provider.employee_token.as_deref()),
        ];
        texts.map(|(member, text)| (Spot::from((Part::Provider(at), member)), member, text))
    });
    let of_providers = of_providers.filter_map(|(spot, member, text)| Some((spot, member, text?)));
    let others = seed.token.iter().enumerate();
    let others =
        others.map(|(at, token)| ((Part::Token(at), "text").into(), "text", token.text.as_str()));
    let mut known: BTreeMap<&str, String> = BTreeMap::new();
    for (spot, member, text) in of_providers.chain(others) {
        if text.is_empty() || text.contains(char::is_whitespace) {
            let why =
                format!("`{member}`: the text of a token is not empty and has no white space");
            return Err(SeedError::at(spot, why));
        }
        if let Some(first) = known.get(text) {
            let why =
                format!("`{member}`: `{text}` is the text of {first} already: give each its own");
            return Err(SeedError::at(spot, why));
        }
        let key = platform.token_key(text);
        if platform.read(|world| world.tokens.contains_key(&key)) {
            let why = format!("a token `{text}` is in this world already: give it another text");
            return Err(SeedError::at(spot, why));
        }
        known.insert(text, format!("{}, `{member}`", spot.words(seed)));
    }
    Ok(())
}
