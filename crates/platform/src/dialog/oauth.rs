//! The pop-up's entrance: who asks, from where, and who is there (contract §1.5).

use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use graph::{AppId, Permission, Version};
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use shell::web::{Cookie, Cookies, see_other};
use url::Url;
use world::{Actor, Command, Feature, FlowCommand, Login, Opening};

use super::context::Context;
use super::screens;
use super::screens::refused::Refused;
use super::{Dialog, Words, gather, refusals, submit, trouble};
use crate::pages::fields::Fields;
use crate::pages::{missing, session};

/// The longest address kept in the cookie of a run, in bytes.
const OPENED_MAX: usize = 1_600;

/// `/{version}/dialog/oauth`.
pub(crate) async fn open_versioned(
    Path(version): Path<String>,
    State(dialog): State<Dialog>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if Version::parse(&version).is_none() {
        return missing::page(dialog.platform.secrets(), uri.path());
    }
    open(State(dialog), OriginalUri(uri), headers).await
}

/// `/dialog/oauth`: checks who asks, logs in, and leads to the first screen that is open.
pub(crate) async fn open(
    State(dialog): State<Dialog>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let words = browser_words(&headers);
    let fields = Fields::parse(uri.query().unwrap_or_default().as_bytes());
    if on_mobile(&headers) && dialog.platform.read(|world| world.policy.desktop_only) {
        return refuse(&words, &Refused::Device);
    }
    let (app, mut context) = match checked(&dialog, &fields) {
        Ok(checked) => checked,
        Err(refused) => return refuse(&words, &refused),
    };
    let here = uri.path_and_query().map_or("/", |here| here.as_str());
    let person = session::person(&dialog.platform, &Cookies::read(&headers));
    if fields.get("auth_type") == "reauthenticate" {
        let here = here.replace("auth_type=reauthenticate", "auth_type=");
        return see_other(&session::login_path(&here));
    }
    let Some(person) = person else { return see_other(&session::login_path(here)) };
    let own = Words::of(&person.locale);
    match trouble::at_opening(&dialog, (app, &context), &own).await {
        Ok(None) => {}
        Ok(Some(page)) => return (StatusCode::BAD_REQUEST, page).into_response(),
        Err(trouble) => return unopened(&own, &trouble),
    }
    if here.len() <= OPENED_MAX {
        context.opened = here.to_owned();
    }
    let command = Command::Flow(FlowCommand::Open(Box::new(opening(app, &context, &fields))));
    match dialog.platform.ask(Actor::Person { person: person.id }, command).await {
        Ok(answer) => {
            let Some(run) = submit::started(&answer) else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let again = fields.get("auth_type") == "rerequest";
            let step = gather::run(&dialog.platform, run, person.id).map(|run| run.step);
            let step = step.filter(|_| !again);
            let path = format!("/signup/{run}");
            let next = step.map_or("authorization", super::step::Step::path);
            let cookie = Cookie::new(Context::COOKIE, context.to_cookie(), false).path(&path);
            (cookie, see_other(&format!("{path}/{next}"))).into_response()
        }
        Err(error) => unopened(&own, &refusals::Trouble::Asked(error)),
    }
}

/// The page for what is refused before the first screen.
fn unopened(words: &Words, trouble: &refusals::Trouble) -> Response {
    let page = screens::refused::problem(words, &trouble.problem(words), &maud::html! {});
    (StatusCode::BAD_REQUEST, page).into_response()
}

/// What the page asks for (contract §1.2).
fn opening(app: AppId, context: &Context, fields: &Fields) -> Opening {
    let extras = extras(fields);
    let setup = &extras["setup"];
    let filled = setup.as_object().is_some_and(|setup| !setup.is_empty());
    Opening {
        app,
        origin: context.origin.clone(),
        login: match (context.code, context.both) {
            (true, true) => Login::Both,
            (true, false) => Login::Code,
            (false, _) => Login::Token,
        },
        feature: feature(&extras),
        scopes: scopes(fields),
        configuration: fields.given("config_id"),
        prefill: filled.then(|| setup.to_string()),
    }
}

/// The app, and where the outcome goes; or why nothing starts (requirements B01, B02).
fn checked(dialog: &Dialog, fields: &Fields) -> Result<(AppId, Context), Refused> {
    let asked = fields.given("app_id").or_else(|| fields.given("client_id")).unwrap_or_default();
    let unknown = || Refused::App(asked.clone());
    let id = asked.parse::<AppId>().map_err(|_| unknown())?;
    let app = gather::app(&dialog.platform, id).ok_or_else(unknown)?;
    let context = context(fields);
    if context.origin.is_empty() {
        return Err(Refused::NoDomain);
    }
    if let Some(uri) = &context.redirect_uri {
        let named = dialog.platform.read(|world| world.flows.allows_redirect(id, uri));
        if !named || !app.allows_origin(&context.origin) {
            let domain = host(&context.origin);
            return Err(Refused::Redirect { app: app.name, domain, uri: uri.clone() });
        }
    }
    if !app.allows_origin(&context.origin) {
        let domain = host(&context.origin);
        let right = right_page(&context.origin, &app.domains);
        return Err(Refused::Domain { app: app.name, domain, right });
    }
    Ok((id, context))
}

/// The address a page of this very computer should have been opened with: that of the app's first
/// domain that is a name of this computer too.
fn right_page(origin: &str, domains: &[String]) -> Option<String> {
    let mut page = Url::parse(origin).ok()?;
    let here = |host: &str| host == "localhost" || host.ends_with(".localhost");
    let host = page.host_str()?;
    if !here(host) && !matches!(host, "127.0.0.1" | "[::1]") {
        return None;
    }
    let domain = domains.iter().find(|domain| here(domain))?;
    page.set_host(Some(domain)).ok()?;
    Some(page.into())
}

/// Where the outcome goes. With a channel it is the page that opened the pop-up; a browser gives
/// the message to that origin only, so a wrong one reaches nobody. Otherwise it is the redirect.
fn context(fields: &Fields) -> Context {
    let channel = fields.given("channel");
    let redirect_uri = fields.given("redirect_uri").filter(|_| channel.is_none());
    let told = match &redirect_uri {
        Some(redirect) => origin(redirect),
        None => origin(fields.get("origin")),
    };
    let extras = extras(fields);
    let version = match &extras["sessionInfoVersion"] {
        Value::String(text) => text.parse().unwrap_or(3),
        other => other.as_u64().unwrap_or(3),
    };
    Context {
        origin: told.unwrap_or_default(),
        channel,
        redirect_uri,
        state: fields.given("state"),
        code: wants_code(fields),
        both: wants_code(fields) && asks(fields, "token"),
        granted: asks(fields, "granted_scopes"),
        version: if version == 2 { 2 } else { 3 },
        opened: String::new(),
    }
}

/// A code is given where it is asked for, or where a configuration asks for it (contract §1.2).
fn wants_code(fields: &Fields) -> bool {
    let asked = fields.get("response_type");
    asks(fields, "code") || (asked.is_empty() && fields.given("config_id").is_some())
}

/// Whether this is one of the response types asked for.
fn asks(fields: &Fields, wanted: &str) -> bool {
    fields.get("response_type").split([',', ' ']).any(|part| part == wanted)
}

fn extras(fields: &Fields) -> Value {
    serde_json::from_str(fields.get("extras")).unwrap_or(Value::Null)
}

fn feature(extras: &Value) -> Feature {
    match extras["featureType"].as_str() {
        Some("only_waba_sharing") => Feature::OnlyWabaSharing,
        _ => Feature::Full,
    }
}

fn scopes(fields: &Fields) -> std::collections::BTreeSet<Permission> {
    fields.get("scope").split([',', ' ']).filter_map(|word| word.parse().ok()).collect()
}

fn origin(address: &str) -> Option<String> {
    let origin = Url::parse(address).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

fn host(origin: &str) -> String {
    let host = Url::parse(origin).ok().and_then(|url| url.host_str().map(ToOwned::to_owned));
    host.unwrap_or_else(|| origin.to_owned())
}

/// Whether a telephone or tablet asks: the flow is for desktop browsers (requirement B03).
fn on_mobile(headers: &HeaderMap) -> bool {
    let hint = headers.get("sec-ch-ua-mobile").is_some_and(|hint| hint == "?1");
    let agent = text(headers, &header::USER_AGENT);
    let named = ["Mobile", "Android", "iPhone", "iPad", "iPod"];
    hint || named.iter().any(|name| agent.contains(name))
}

/// The texts in the language the browser asks for.
pub(crate) fn browser_words(headers: &HeaderMap) -> Words {
    Words::of_header(text(headers, &header::ACCEPT_LANGUAGE))
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The page that says why nothing starts.
pub(crate) fn refuse(words: &Words, refused: &Refused) -> Response {
    let status = match refused {
        Refused::Gone => StatusCode::NOT_FOUND,
        _ => StatusCode::BAD_REQUEST,
    };
    (status, refused.page(words)).into_response()
}

#[cfg(test)]
mod tests {
    use super::{context, feature, on_mobile, right_page, wants_code};
    use crate::pages::fields::Fields;
    use http::HeaderMap;
    use http::header::USER_AGENT;
    use serde_json::json;
    use world::Feature;

    #[test]
    fn b02_a_redirect_address_is_judged_by_its_own_origin() {
        let fields = Fields::parse(b"origin=http://good.test&redirect_uri=http://evil.test/x");
        assert_eq!(context(&fields).origin, "http://evil.test");
        let fields = Fields::parse(b"channel=n&origin=http://good.test&redirect_uri=http://x.test");
        let context = context(&fields);
        assert_eq!((context.origin.as_str(), context.redirect_uri), ("http://good.test", None));
    }

    #[test]
    fn b02_a_page_opened_by_another_name_of_this_computer_is_told_the_right_one() {
        let one = ["provider.localhost".to_owned()];
        let right = Some("http://provider.localhost:8080/".to_owned());
        for origin in ["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"] {
            assert_eq!(right_page(origin, &one), right, "{origin}");
        }
        assert_eq!(right_page("https://evil.example", &one), None);
        assert_eq!(right_page("http://127.0.0.1:8080", &["shop.example".to_owned()]), None);
        let two = ["shop.example".to_owned(), "provider.localhost".to_owned()];
        assert_eq!(right_page("http://127.0.0.1:8080", &two), right);
    }

    #[test]
    fn b12_token_or_code_as_asked() {
        let asked = |query: &str| wants_code(&Fields::parse(query.as_bytes()));
        assert!(!asked("response_type=token,signed_request,graph_domain"));
        assert!(asked("response_type=code"));
        assert!(asked("config_id=7"));
        assert!(!asked("config_id=7&response_type=token"));
        let both = context(&Fields::parse(b"response_type=code%20token"));
        assert!(both.code && both.both && !both.granted);
        let only = json!({ "featureType": "only_waba_sharing" });
        assert_eq!(feature(&only), Feature::OnlyWabaSharing);
    }

    #[test]
    fn b03_telephones_are_known() {
        let agent = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, text.parse().unwrap());
            on_mobile(&headers)
        };
        assert!(agent("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148"));
        assert!(agent("Mozilla/5.0 (Linux; Android 14; Tablet) Chrome/130"));
        assert!(!agent("Mozilla/5.0 (X11; Linux x86_64) Chrome/130"));
    }
}
