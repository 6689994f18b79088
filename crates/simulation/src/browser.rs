//! A browser without a screen: it reads pages, fills in forms and keeps cookies per site.
//!
//! It does what a person could do on the page and nothing else: it opens addresses, follows
//! links and redirects, and submits forms that are really there, with the fields they have.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use bytes::Bytes;
use http::{Method, Request, Response, header};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use shell::http::Client;
use url::Url;

/// How many redirects one step may take.
const REDIRECTS_MAX: usize = 10;
/// What the browser says it is: a desktop browser.
const USER_AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Vestibule-Person/1";

/// A person's browser.
pub struct Browser {
    http: Client,
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// A page as it was shown.
pub struct Page {
    /// Where it was shown.
    pub url: Url,
    /// Its HTTP status.
    pub status: u16,
    html: String,
}

impl Browser {
    /// A fresh browser without cookies.
    pub fn new(http: Client) -> Self {
        Self { http, cookies: BTreeMap::new() }
    }

    /// Opens an address as if typed, following redirects.
    ///
    /// # Errors
    /// When the site cannot be reached or answers with an error page (its text is quoted).
    pub async fn open(&mut self, url: &str) -> anyhow::Result<Page> {
        let url = Url::parse(url).with_context(|| format!("{url} is no address"))?;
        self.walk(Method::GET, url, None, None).await?.sound()
    }

    /// Fills in fields of a form on the page and submits it.
    ///
    /// `form` is a CSS selector; fields not named keep the values they have on the page.
    ///
    /// # Errors
    /// When the form or a field is not on the page, or the answer is an error page.
    pub async fn submit(
        &mut self,
        page: &Page,
        form: &str,
        fill: &[(&str, &str)],
    ) -> anyhow::Result<Page> {
        self.submit_any(page, form, fill).await?.sound()
    }

    /// As [`Browser::submit`], but an answer with an error status is a page like any other.
    ///
    /// # Errors
    /// When the form or a field is not on the page or the site cannot be reached.
    pub async fn submit_any(
        &mut self,
        page: &Page,
        form: &str,
        fill: &[(&str, &str)],
    ) -> anyhow::Result<Page> {
        let form = page.form(form, fill)?;
        let from = page.url.clone();
        if form.method == Method::GET {
            let mut url = form.action;
            url.query_pairs_mut().clear().extend_pairs(&form.fields);
            return self.walk(Method::GET, url, None, Some(&from)).await;
        }
        let body =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(&form.fields).finish();
        self.walk(Method::POST, form.action, Some(body), Some(&from)).await
    }

    /// Follows the first link whose address or text contains `what`.
    ///
    /// # Errors
    /// When there is no such link or its page is an error page.
    pub async fn follow(&mut self, page: &Page, what: &str) -> anyhow::Result<Page> {
        let url = page.link(what)?;
        let from = page.url.clone();
        self.walk(Method::GET, url, None, Some(&from)).await?.sound()
    }

    /// What a page's own script does: posts JSON to its own site and reads JSON back.
    ///
    /// # Errors
    /// When the site refuses or answers something else than JSON.
    pub async fn script_posts(
        &mut self,
        page: &Page,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let url = page.url.join(path)?;
        let request = self
            .request(&Method::POST, &url, Some(&page.url))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(Bytes::from(body.to_string()))?;
        let answer = self.send(&url, request).await?;
        let text = String::from_utf8_lossy(answer.body()).into_owned();
        if !answer.status().is_success() {
            bail!("{} answered {}: {text}", url.path(), answer.status());
        }
        serde_json::from_str(&text).with_context(|| format!("{} answered no JSON", url.path()))
    }

    /// One request and the redirects after it.
    async fn walk(
        &mut self,
        method: Method,
        url: Url,
        body: Option<String>,
        from: Option<&Url>,
    ) -> anyhow::Result<Page> {
        let (mut method, mut url, mut body) = (method, url, body);
        for _ in 0..REDIRECTS_MAX {
            let mut request = self.request(&method, &url, from);
            if body.is_some() {
                let form = "application/x-www-form-urlencoded";
                request = request.header(header::CONTENT_TYPE, form);
            }
            let request = request.body(Bytes::from(body.take().unwrap_or_default()))?;
            let answer = self.send(&url, request).await?;
            let next = answer.headers().get(header::LOCATION);
            let Some(next) = next.filter(|_| answer.status().is_redirection()) else {
                let html = String::from_utf8_lossy(answer.body()).into_owned();
                return Ok(Page { url, status: answer.status().as_u16(), html });
            };
            url = url.join(next.to_str().context("a redirect to something unreadable")?)?;
            method = Method::GET;
        }
        bail!("more than {REDIRECTS_MAX} redirects, last to {}", url.path())
    }

    fn request(&self, method: &Method, url: &Url, from: Option<&Url>) -> http::request::Builder {
        let mut request = Request::builder()
            .method(method)
            .uri(url.as_str())
            .header(header::HOST, authority(url))
            .header(header::USER_AGENT, USER_AGENT)
            .header(header::ACCEPT_LANGUAGE, "en-US,en;q=0.9");
        let same = from.is_some_and(|from| from.origin() == url.origin());
        let site = match from {
            None => "none",
            Some(_) if same => "same-origin",
            Some(_) => "cross-site",
        };
        request = request.header("sec-fetch-site", site);
        if let Some(from) = from.filter(|_| *method != Method::GET) {
            request = request.header(header::ORIGIN, from.origin().ascii_serialization());
        }
        match self.cookies.get(url.host_str().unwrap_or_default()) {
            Some(jar) if !jar.is_empty() => {
                let pairs: Vec<_> =
                    jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
                request.header(header::COOKIE, pairs.join("; "))
            }
            _ => request,
        }
    }

    async fn send(
        &mut self,
        url: &Url,
        request: Request<Bytes>,
    ) -> anyhow::Result<Response<Bytes>> {
        let answer = self
            .http
            .send(request)
            .await
            .with_context(|| format!("could not reach {}", authority(url)))?;
        let jar = self.cookies.entry(url.host_str().unwrap_or_default().to_owned()).or_default();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            keep(jar, cookie.to_str().unwrap_or_default());
        }
        Ok(answer)
    }
}

/// Takes one `Set-Cookie` line into a site's jar.
fn keep(jar: &mut BTreeMap<String, String>, line: &str) {
    let mut parts = line.split(';');
    let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
    let gone = parts.any(|part| part.trim().eq_ignore_ascii_case("max-age=0"));
    if gone {
        jar.remove(name.trim());
    } else {
        jar.insert(name.trim().to_owned(), value.trim().to_owned());
    }
}

fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// A form, filled in.
struct Form {
    method: Method,
    action: Url,
    fields: Vec<(String, String)>,
}

impl Page {
    /// The page itself, unless it is an error page.
    fn sound(self) -> anyhow::Result<Self> {
        if self.status < 400 {
            return Ok(self);
        }
        bail!("{} answered {}: {}", self.url.path(), self.status, self.text("main, body")?)
    }

    /// Text of the first element that a CSS selector finds, white space folded.
    ///
    /// # Errors
    /// When nothing on the page matches.
    pub fn text(&self, css: &str) -> anyhow::Result<String> {
        let html = Html::parse_document(&self.html);
        let element = html.select(&selector(css)?).next();
        let element = element.with_context(|| format!("{} has no {css}", self.url.path()))?;
        Ok(fold(&element))
    }

    /// Texts of all elements that a CSS selector finds.
    ///
    /// # Errors
    /// When the selector cannot be read.
    pub fn texts(&self, css: &str) -> anyhow::Result<Vec<String>> {
        let html = Html::parse_document(&self.html);
        Ok(html.select(&selector(css)?).map(|element| fold(&element)).collect())
    }

    /// An attribute of the first element that a CSS selector finds.
    ///
    /// # Errors
    /// When there is no such element or attribute.
    pub fn attribute(&self, css: &str, name: &str) -> anyhow::Result<String> {
        let html = Html::parse_document(&self.html);
        let element = html.select(&selector(css)?).next();
        let value = element.and_then(|element| element.value().attr(name).map(ToOwned::to_owned));
        value.with_context(|| format!("{} has no {css} with {name}", self.url.path()))
    }

    /// An attribute of all elements that a CSS selector finds; those without it are left out.
    ///
    /// # Errors
    /// When the selector cannot be read.
    pub fn attributes(&self, css: &str, name: &str) -> anyhow::Result<Vec<String>> {
        let html = Html::parse_document(&self.html);
        let css = selector(css)?;
        let found = html.select(&css).filter_map(|element| element.value().attr(name));
        Ok(found.map(ToOwned::to_owned).collect())
    }

    /// Whether anything on the page matches a CSS selector.
    pub fn has(&self, css: &str) -> bool {
        let html = Html::parse_document(&self.html);
        selector(css).is_ok_and(|selector| html.select(&selector).next().is_some())
    }

    /// Address of the first link whose address or text contains `what`.
    ///
    /// # Errors
    /// When there is no such link.
    pub fn link(&self, what: &str) -> anyhow::Result<Url> {
        let html = Html::parse_document(&self.html);
        let links = selector("a[href]")?;
        let mut found = html.select(&links).filter_map(|link| {
            let href = link.value().attr("href")?;
            (href.contains(what) || fold(&link).contains(what)).then(|| href.to_owned())
        });
        let href = found.next();
        let href = href.with_context(|| format!("{} has no link to {what}", self.url.path()))?;
        Ok(self.url.join(&href)?)
    }

    fn form(&self, css: &str, fill: &[(&str, &str)]) -> anyhow::Result<Form> {
        let html = Html::parse_document(&self.html);
        let form = html.select(&selector(css)?).next();
        let form = form.with_context(|| {
            format!(
                "{} has no form {css}: {}",
                self.url.path(),
                self.text("body").unwrap_or_default()
            )
        })?;
        let mut fields = fields(&form)?;
        for (name, value) in fill {
            let there =
                form.select(&selector("[name]")?).any(|e| e.value().attr("name") == Some(name));
            if !there {
                bail!("the form {css} on {} has no field {name}", self.url.path());
            }
            fields.retain(|(field, _)| field != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let method = match form.value().attr("method") {
            Some(method) if method.eq_ignore_ascii_case("post") => Method::POST,
            _ => Method::GET,
        };
        let action = match form.value().attr("action") {
            Some(action) => self.url.join(action)?,
            None => self.url.clone(),
        };
        Ok(Form { method, action, fields })
    }
}

/// The fields that a browser would send for a form nobody touched.
fn fields(form: &ElementRef<'_>) -> anyhow::Result<Vec<(String, String)>> {
    let mut fields = Vec::new();
    for element in form.select(&selector("input[name], textarea[name], select[name]")?) {
        let name = element.value().attr("name").unwrap_or_default().to_owned();
        let kind = element.value().attr("type").unwrap_or("text");
        let value = match element.value().name() {
            "textarea" => Some(element.text().collect::<String>()),
            "select" => chosen(&element)?,
            _ if matches!(kind, "submit" | "button" | "file") => None,
            _ if matches!(kind, "radio" | "checkbox") => {
                let value = element.value().attr("value").unwrap_or("on").to_owned();
                element.value().attr("checked").map(|_| value)
            }
            _ => Some(element.value().attr("value").unwrap_or_default().to_owned()),
        };
        fields.extend(value.map(|value| (name, value)));
    }
    Ok(fields)
}

/// The option of a select that counts: the selected one, else the first.
fn chosen(select: &ElementRef<'_>) -> anyhow::Result<Option<String>> {
    let options = selector("option")?;
    let marked = select.select(&options).find(|option| option.value().attr("selected").is_some());
    let usable = |option: &ElementRef<'_>| option.value().attr("disabled").is_none();
    let option = marked.or_else(|| select.select(&options).find(usable));
    Ok(option.map(|option| match option.value().attr("value") {
        Some(value) => value.to_owned(),
        None => fold(&option),
    }))
}

fn selector(css: &str) -> anyhow::Result<Selector> {
    Selector::parse(css).map_err(|error| anyhow::anyhow!("{css} is no selector: {error}"))
}

fn fold(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page {
        let url = Url::parse("http://platform.localhost:1/a").unwrap();
        Page { url, status: 200, html: html.to_owned() }
    }

    #[test]
    fn a_form_sends_what_it_shows_and_what_was_filled_in() {
        let page = page(
            "<form id=f method=post action='/b'><input name=a value=1><input type=radio name=r \
             value=x><input type=radio name=r value=y checked><select name=s><option value=p>P\
             <option value=q selected>Q</select><textarea name=t>hi</textarea></form>",
        );
        let form = page.form("#f", &[("a", "2")]).unwrap();
        assert_eq!(form.method, Method::POST);
        assert_eq!(form.action.path(), "/b");
        let pairs: Vec<_> = form.fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(pairs, ["r=y", "s=q", "t=hi", "a=2"]);
    }

    #[test]
    fn a_field_that_is_not_there_cannot_be_filled_in() {
        let page = page("<form id=f><input name=a></form>");
        assert!(page.form("#f", &[("b", "2")]).is_err());
        assert!(page.form("#g", &[]).is_err());
    }

    #[test]
    fn a_cookie_is_kept_until_it_is_taken_back() {
        let mut jar = BTreeMap::new();
        keep(&mut jar, "a=b; Path=/; HttpOnly");
        assert_eq!(jar.get("a").map(String::as_str), Some("b"));
        keep(&mut jar, "a=; Max-Age=0");
        assert!(jar.is_empty());
    }
}
