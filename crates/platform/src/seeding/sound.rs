//! What is wrong with a seed on its face, before anything is done: addresses that are none, webhook
//! fields nobody knows, texts of tokens that are given twice.

use std::collections::BTreeMap;

use graph::webhook::{FIELDS, is_field};
use url::Url;

use super::document::Seed;
use super::read::SeedError;
use crate::platform::Platform;

/// Refuses what cannot be, with its place and what could stand there.
pub(super) fn require(seed: &Seed, platform: &Platform) -> Result<(), SeedError> {
    for provider in &seed.provider {
        let place = format!("provider \"{}\"", provider.name);
        let Some(callback) = &provider.callback else { continue };
        require_url(&callback.url, "callback.url", &place)?;
        if let Some(strange) = callback.fields.iter().find(|field| !is_field(field)) {
            let all = FIELDS.join(", ");
            let why = format!(
                "`callback.fields`: no field of webhooks is called `{strange}`: there are {all}"
            );
            return Err(SeedError::at(place, why));
        }
    }
    for waba in &seed.waba {
        let place = format!("waba \"{}\"", waba.name);
        let of_waba = waba.callback.iter().map(|callback| (place.clone(), callback));
        let of_numbers = waba.number.iter().filter_map(|number| {
            Some((super::agenda::place_of(waba, number), number.callback.as_ref()?))
        });
        for (place, callback) in of_waba.chain(of_numbers) {
            require_url(&callback.url, "callback.url", &place)?;
        }
    }
    for (at, code) in seed.code.iter().enumerate() {
        if let Some(uri) = &code.redirect_uri {
            require_url(uri, "redirect_uri", &format!("code[{at}]"))?;
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

fn require_url(text: &str, member: &str, place: &str) -> Result<(), SeedError> {
    if origin(text).is_some() {
        return Ok(());
    }
    let why = format!(
        "`{member}` is `{text}`, which is no address: write it in full, such as \
         `https://provider.localhost/back`"
    );
    Err(SeedError::at(place, why))
}

/// Each token has a text of its own, here and in the world.
fn require_tokens(seed: &Seed, platform: &Platform) -> Result<(), SeedError> {
    let of_providers = seed.provider.iter().flat_map(|provider| {
        let place = |member: &str| format!("provider \"{}\", `{member}`", provider.name);
        let texts = [
            ("admin_token", provider.admin_token.as_deref()),
            ("employee_token", provider.employee_token.as_deref()),
        ];
        texts.map(|(member, text)| (place(member), text))
    });
    let of_providers = of_providers.filter_map(|(place, text)| Some((place, text?)));
    let others = seed.token.iter().enumerate();
    let others = others.map(|(at, token)| (format!("token[{at}], `text`"), token.text.as_str()));
    let mut known: BTreeMap<&str, String> = BTreeMap::new();
    for (place, text) in of_providers.chain(others) {
        if text.is_empty() || text.contains(char::is_whitespace) {
            let why = "the text of a token is not empty and has no white space";
            return Err(SeedError::at(place, why));
        }
        if let Some(first) = known.get(text) {
            let why = format!("`{text}` is the text of {first} already: give each its own");
            return Err(SeedError::at(place, why));
        }
        let key = platform.token_key(text);
        if platform.read(|world| world.tokens.contains_key(&key)) {
            let why = format!("a token `{text}` is in this world already: give it another text");
            return Err(SeedError::at(place, why));
        }
        known.insert(text, place);
    }
    Ok(())
}
