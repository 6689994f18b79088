//! Telling a phone from a computer: the dialog works in desktop browsers only (requirement B03).

use http::HeaderMap;
use http::header::USER_AGENT;

/// Words in the `User-Agent` of phones and tablets.
const MOBILE_WORDS: [&str; 8] =
    ["mobi", "android", "iphone", "ipad", "ipod", "windows phone", "opera mini", "blackberry"];

/// Whether a request comes from a phone or tablet. Browsers that send `Sec-CH-UA-Mobile` are
/// believed; of the others the `User-Agent` is read.
pub(crate) fn is_mobile(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if text("sec-ch-ua-mobile") == Some("?1") {
        return true;
    }
    let agent = text(USER_AGENT.as_str()).unwrap_or_default().to_ascii_lowercase();
    MOBILE_WORDS.iter().any(|word| agent.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn b03_phones_are_told_from_computers() {
        let linux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile";
        assert!(!is_mobile(&headers(&[("user-agent", linux)])));
        assert!(!is_mobile(&headers(&[("user-agent", linux), ("sec-ch-ua-mobile", "?0")])));
        assert!(!is_mobile(&HeaderMap::new()));
        assert!(is_mobile(&headers(&[("user-agent", iphone)])));
        assert!(is_mobile(&headers(&[("user-agent", linux), ("sec-ch-ua-mobile", "?1")])));
        assert!(is_mobile(&headers(&[("user-agent", "Mozilla/5.0 (Linux; Android 15)")])));
    }
}
