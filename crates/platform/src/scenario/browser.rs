//! A browser without scripts, for the steps that a person does: it keeps cookies, follows
//! redirects, and sends forms.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{Request, Response, Uri, header};
use serde_json::Value;
use shell::http::{Client, HttpError};

use crate::dialog::PREFIX;

/// The most redirects that are followed.
const REDIRECTS_MAX: usize = 10;
/// What it says it is.
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) vestibule-scenario";

/// The cookies of one person's browser.
pub(super) type Cookies = BTreeMap<String, String>;

/// A page as it was shown.
pub(super) struct Page {
    /// Where it was found in the end, without the server's name; where it leads to another site,
    /// the address there.
    pub(super) path: String,
    pub(super) answer: Response<Bytes>,
    /// The cookies from then on.
    pub(super) cookies: Cookies,
}

/// Opens a page, or sends the form of one, and follows the redirects on the same site.
pub(super) async fn open(
    http: &Client,
    url: &str,
    form: Option<&BTreeMap<String, String>>,
    mut cookies: Cookies,
) -> Result<Page, String> {
    let site = site(url).ok_or_else(|| format!("`{url}` is no address"))?;
    let mut path = url[site.len()..].to_owned();
    let mut body = form.map(|fields| {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    });
    for _ in 0..REDIRECTS_MAX {
        let request = request(&site, &path, body.take(), &cookies)?;
        let answer = http.send(request).await.map_err(|error: HttpError| error.to_string())?;
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let next = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
        match next.map(|next| next.strip_prefix(&site).unwrap_or(next)) {
            Some(next) if next.starts_with('/') => path = next.to_owned(),
            Some(elsewhere) => return Ok(Page { path: elsewhere.to_owned(), answer, cookies }),
            None => return Ok(Page { path, answer, cookies }),
        }
    }
    Err(format!("redirects without end, last to {path}"))
}

fn request(
    site: &str,
    path: &str,
    form: Option<String>,
    cookies: &Cookies,
) -> Result<Request<Bytes>, String> {
    let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut request = Request::builder()
        .uri(format!("{site}{path}"))
        .header(header::USER_AGENT, AGENT)
        .header(header::COOKIE, jar.join("; "));
    if form.is_some() {
        request = request
            .method(http::Method::POST)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, site);
    }
    let request = request.body(Bytes::from(form.unwrap_or_default()));
    request.map_err(|error| error.to_string())
}

/// Scheme, name and port of an address.
fn site(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    Some(format!("{}://{}", uri.scheme_str()?, uri.authority()?))
}

/// What a page of the pop-up tells the page that opened it: its script hands over what stands in
/// the page. `None`: it tells nothing.
pub(super) fn told(html: &str) -> Option<Value> {
    let (_, relay) = html.split_once("id=\"relay\"")?;
    let (relay, _) = relay.split_once('>')?;
    let (_, message) = relay.split_once(&format!("data-message=\"{PREFIX}"))?;
    let (message, _) = message.split_once('"')?;
    serde_json::from_slice(&STANDARD.decode(message).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::told;

    #[test]
    fn what_a_page_is_told_stands_in_the_page() {
        let page = "<p>x</p><div id=\"relay\" hidden data-mode=\"done\" \
                    data-message=\"vestibule:eyJub25jZSI6ImMifQ==\"></div>";
        assert_eq!(told(page), Some(json!({ "nonce": "c" })));
        let silent = "<div id=\"relay\" hidden data-mode=\"done\"></div>";
        assert_eq!(told(silent), None);
        assert_eq!(told("<p>data-message=\"vestibule:e30=\"</p>"), None);
    }
}
