//! The platform's half: the app, its tokens, its business. Every call is a GET.

use graph::debug_token::DebugToken;
use graph::status::Permission;
use jiff::Timestamp;
use serde_json::Value;
use shell::http::Client;
use url::Url;

use super::Finding;
use crate::graph_api::{CallError, GraphApi};
use crate::settings::{Login, Settings, Worker};
use crate::subscription;

/// Days before a token's end from which on it is warned of.
const WARN_DAYS: i64 = 14;
/// Seconds that our clock may differ from the platform's.
const SKEW_S: i64 = 30;
/// Accounts of which access, payment and template are looked at, newest first.
const SAMPLE: u32 = 5;

/// What the platform's side is looked at with.
#[derive(Debug)]
pub struct Platform<'a> {
    /// What the server is told.
    pub settings: &'a Settings,
    /// The platform.
    pub graph: &'a GraphApi,
    /// Calls out.
    pub http: &'a Client,
    /// The system's own time.
    pub now: Timestamp,
    /// What time it is for the server; tokens end by it.
    pub server_now: Timestamp,
}

impl Platform<'_> {
    /// Looks at everything. Does not end early: each finding stands for itself.
    pub async fn examine(&self) -> Vec<Finding> {
        let mut found = vec![self.clock().await];
        let app = self.app().await;
        // Without the app's own token nothing else can be asked that would mean anything.
        let stop = app.iter().any(|finding| finding.check == "app" && finding.fix.is_some());
        found.extend(app);
        if stop {
            return found;
        }
        found.push(self.permissions().await);
        found.extend(self.tokens().await);
        found.push(self.webhook().await);
        found.push(self.system_user().await);
        found.push(self.credit_line().await);
        found.extend(self.accounts().await);
        found
    }

    /// Our time against the header `Date` of an answer.
    async fn clock(&self) -> Finding {
        const CHECK: &str = "clock";
        let url = format!("{}/", self.settings.graph_url.trim_end_matches('/'));
        let asked = shell::http::get(&url, None);
        let answer = match asked {
            Ok(request) => self.http.send(request).await,
            Err(error) => Err(error),
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => {
                let fix = "check graph_url, the network and, where one is needed, HTTPS_PROXY";
                return Finding::bad("platform", error.to_string(), fix);
            }
        };
        let date = answer.headers().get(http::header::DATE).and_then(|date| date.to_str().ok());
        let theirs = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
        let Some(theirs) = theirs else {
            let fix = "compare the clock by hand; webhooks and tokens need it right";
            return Finding::unknown(CHECK, "the platform does not say what time it is", fix);
        };
        let skew = self.now.as_second() - theirs.timestamp().as_second();
        if skew.abs() > SKEW_S {
            let said = format!("our clock is {skew} seconds off the platform's");
            return Finding::bad(CHECK, said, "let the system's clock follow a time server (NTP)");
        }
        Finding::ok(CHECK, format!("within {SKEW_S} seconds of the platform's"))
    }

    /// That the app is there, its secret right, and its domain that of our page (requirement B01).
    async fn app(&self) -> Vec<Finding> {
        let app = match self.graph.app().await {
            Ok(app) => app,
            Err(error) => {
                let fix = "copy app_id and app_secret from the App Dashboard, Settings › Basic";
                return vec![refused("app", "the app cannot be read", &error, fix)];
            }
        };
        let name = app["name"].as_str().unwrap_or_default();
        let mut found = vec![Finding::ok("app", format!("{name} ({})", self.settings.app_id))];
        let public = Url::parse(&self.settings.public_url).ok();
        let host = public.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let domains: Vec<&str> =
            app["app_domains"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let covers = |domain: &str| host == domain || host.ends_with(&format!(".{domain}"));
        found.push(match domains.iter().any(|domain| covers(domain)) {
            true => Finding::ok("domains", format!("{host} is a domain of the app")),
            false => Finding::bad(
                "domains",
                format!("{host} is no domain of the app ({})", listed(&domains)),
                format!(
                    "App Dashboard: add {host} under Settings › Basic › App domains, and under \
                     Facebook Login for Business › Settings › Allowed domains for the JavaScript \
                     SDK"
                ),
            ),
        });
        let local = shell::http::is_loopback_url(&self.settings.public_url);
        if !local && public.is_none_or(|url| url.scheme() != "https") {
            let said = format!("{} is not https", self.settings.public_url);
            let fix = "put a proxy with a certificate before the server and set public_url to it";
            found.push(Finding::bad("https", said, fix));
        }
        found
    }

    /// Requirement H03: a permission reaches foreign businesses with Advanced Access only.
    async fn permissions(&self) -> Finding {
        const CHECK: &str = "app_permissions";
        match missing_permissions(self.graph, &needed(self.settings)).await {
            Ok(missing) if missing.is_empty() => {
                Finding::ok(CHECK, "the app has Advanced Access to what it needs")
            }
            Ok(missing) => Finding::bad(
                CHECK,
                format!("no Advanced Access to {}", missing.join(", ")),
                "App Dashboard, App Review › Permissions and features: request Advanced Access for \
                 each, and switch the app to Live",
            ),
            Err(error) => {
                let fix = "look it up in the App Dashboard, App Review › Permissions and features";
                Finding::unknown(CHECK, format!("cannot be asked: {error}"), fix)
            }
        }
    }

    async fn tokens(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (whose, told) in self.graph.own_tokens().await {
            let check = if whose == "admin" { "admin_token" } else { "employee_token" };
            let renew = format!(
                "Business settings › Users › System users: generate a new token of the {whose} \
                 system user for this app with the permissions {}, set {check} and restart",
                names(&scopes(self.settings, whose)),
            );
            found.push(match told {
                Ok(token) => self.token(check, whose, &token, &renew),
                Err(error) => refused(check, "the token cannot be looked at", &error, &renew),
            });
        }
        found
    }

    fn token(&self, check: &'static str, whose: &str, token: &DebugToken, fix: &str) -> Finding {
        if !token.is_valid {
            let why = token.error.as_ref().map(|error| error.message.as_str());
            return Finding::bad(check, why.unwrap_or("the token is not valid"), fix);
        }
        if token.app_id.is_some_and(|app| app != self.settings.app_id) {
            return Finding::bad(check, "the token is of another app", fix);
        }
        let user = self.settings.employee_system_user_id.to_string();
        let other = token.user_id.as_deref().is_some_and(|id| id != user);
        if whose == "employee" && other {
            let id = token.user_id.as_deref().unwrap_or_default();
            let said = format!("the token is of system user {id}, not of {user}");
            return Finding::bad(check, said, fix);
        }
        let wanted = scopes(self.settings, whose);
        let has = |one: &Permission| token.scopes.iter().any(|scope| scope == one.as_str());
        let missing: Vec<Permission> = wanted.into_iter().filter(|one| !has(one)).collect();
        if !missing.is_empty() {
            return Finding::bad(check, format!("the token lacks {}", names(&missing)), fix);
        }
        let Some(ends) = token.ends() else {
            return Finding::ok(check, "valid, has all permissions, does not expire");
        };
        let days = ends.duration_since(self.server_now).as_hours() / 24;
        let said = format!("expires in {days} days, at {ends}");
        if days < WARN_DAYS { Finding::warning(check, said, fix) } else { Finding::ok(check, said) }
    }

    async fn webhook(&self) -> Finding {
        const CHECK: &str = "webhook";
        let url = self.settings.webhook_url();
        let fix = format!(
            "start the server, which subscribes by itself; or App Dashboard, WhatsApp › \
             Configuration: callback URL {url}, verify token as in webhook_verify_token, fields {}",
            subscription::FIELDS.join(", ")
        );
        let rows = match self.graph.subscriptions().await {
            Ok(rows) => rows,
            Err(error) => return refused(CHECK, "it cannot be asked for", &error, &fix),
        };
        let ours = rows.iter().find(|row| row["object"] == "whatsapp_business_account");
        let Some(ours) = ours else {
            return Finding::bad(CHECK, "the app has no webhook subscription", fix);
        };
        let goes = ours["callback_url"].as_str().unwrap_or_default();
        if goes != url {
            return Finding::bad(CHECK, format!("webhooks go to {goes}, not to {url}"), fix);
        }
        if ours["active"] == false {
            return Finding::bad(CHECK, "the subscription is not active", fix);
        }
        if ours["include_values"] == false {
            return Finding::bad(CHECK, "webhooks do not say what happened (include_values)", fix);
        }
        let fields: Vec<&str> = ours["fields"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|field| field["name"].as_str().or_else(|| field.as_str()))
            .collect();
        let missing: Vec<&str> =
            subscription::FIELDS.into_iter().filter(|field| !fields.contains(field)).collect();
        match missing.is_empty() {
            true => Finding::ok(CHECK, format!("all fields go to {url}")),
            false => Finding::bad(CHECK, format!("fields missing: {}", missing.join(", ")), fix),
        }
    }

    async fn system_user(&self) -> Finding {
        const CHECK: &str = "system_user";
        let wanted = self.settings.employee_system_user_id.to_string();
        let fix = format!(
            "Business settings › Users › System users: add an employee system user and set \
             employee_system_user_id (now {wanted}) to its id"
        );
        match self.graph.system_users(self.settings.business_id).await {
            Err(error) => refused(CHECK, "the system users cannot be read", &error, &fix),
            Ok(users) => match users.iter().find(|user| user["id"] == wanted.as_str()) {
                None => {
                    Finding::bad(CHECK, format!("the business has no system user {wanted}"), fix)
                }
                Some(user) => {
                    let role = user["role"].as_str().unwrap_or_default();
                    let name = user["name"].as_str().unwrap_or_default();
                    Finding::ok(CHECK, format!("{name} ({wanted}), {role}"))
                }
            },
        }
    }

    /// Requirement G01: what clients pay with.
    async fn credit_line(&self) -> Finding {
        const CHECK: &str = "payment_method";
        let line = self.settings.credit_line_id;
        let fix = "Business settings › Billing: get a line of credit from the platform for this \
            business, accept its terms for sharing, and set credit_line_id to its id";
        let seen = match self.graph.credit_line(line).await {
            Ok(seen) => seen,
            Err(error) => return refused(CHECK, "the credit line cannot be read", &error, fix),
        };
        if seen["is_access_revoked"] == true {
            return Finding::bad(CHECK, format!("access to line {line} was revoked"), fix);
        }
        let left = seen["credit_available"]["amount"].as_str();
        if left.and_then(|left| left.parse::<f64>().ok()).is_some_and(|left| left <= 0.0) {
            let fix = "pay the open invoices, or ask for a higher limit: messages of all clients \
                will fail";
            return Finding::bad(CHECK, format!("credit line {line} is used up"), fix);
        }
        let entity = seen["legal_entity_name"].as_str().unwrap_or_default();
        Finding::ok(CHECK, format!("credit line {line} of {entity}"))
    }

    /// The newest accounts shared with us: access, payment, template.
    async fn accounts(&self) -> Vec<Finding> {
        const CHECK: &str = "accounts";
        let business = self.settings.business_id;
        let wabas = match self.graph.newest_wabas(business, SAMPLE).await {
            Ok(wabas) => wabas,
            Err(error) => {
                let fix = "the admin's token needs business_management and \
                    whatsapp_business_management";
                return vec![refused(CHECK, "the shared accounts cannot be listed", &error, fix)];
            }
        };
        let mut found = Vec::new();
        for waba in &wabas {
            found.extend(self.access(*waba).await);
            found.extend(self.payment(*waba).await);
        }
        found.extend(match wabas.first() {
            Some(waba) => Some(self.template(*waba).await),
            None => Some(Finding::ok("template", "no account is shared yet, so none is asked")),
        });
        if found.iter().all(|finding| finding.fix.is_none()) {
            found.push(Finding::ok(
                CHECK,
                match wabas.len() {
                    0 => "none is shared yet".to_owned(),
                    1 => "the newest one can be worked on and pays".to_owned(),
                    many => format!("the newest {many} can be worked on and pay"),
                },
            ));
        }
        found
    }

    async fn access(&self, waba: graph::id::WabaId) -> Option<Finding> {
        let (business, user) = (self.settings.business_id, self.settings.employee_system_user_id);
        let fix = format!(
            "the server assigns it by itself; or Business settings › Accounts › WhatsApp accounts \
             › {waba} › Add people: {user} with full control"
        );
        match self.graph.is_assigned(waba, business, user).await {
            Ok(true) => None,
            Ok(false) if self.settings.system_user == Worker::Admin => None,
            Ok(false) => {
                let said = format!("system user {user} may not work on account {waba}");
                Some(Finding::warning("system_user_access", said, fix))
            }
            Err(error) => {
                let said = format!("access to account {waba} cannot be asked");
                Some(refused("system_user_access", &said, &error, &fix))
            }
        }
    }

    async fn payment(&self, waba: graph::id::WabaId) -> Option<Finding> {
        let node = self.graph.waba(waba).await.ok()?;
        if node.primary_funding_id.is_some() {
            return None;
        }
        let said = format!("account {waba} has no payment method");
        let fix = "the server shares the credit line by itself: see `vestibule ledger` and the \
            client's page for why it did not";
        Some(Finding::warning("payment_method", said, fix))
    }

    async fn template(&self, waba: graph::id::WabaId) -> Finding {
        const CHECK: &str = "template";
        let (name, language) = (&self.settings.probe_template, &self.settings.probe_language);
        let fix = format!(
            "create the template {name} in {language} on the accounts, or name another one in \
             probe_template and probe_language"
        );
        let rows = match self.graph.templates(waba, name).await {
            Ok(rows) => rows,
            Err(error) => return refused(CHECK, "templates cannot be read", &error, &fix),
        };
        let row = rows.iter().find(|row| row["name"] == *name && row["language"] == *language);
        match row.and_then(|row| row["status"].as_str()) {
            Some("APPROVED") => Finding::ok(CHECK, format!("{name} in {language} is approved")),
            Some(status) => {
                Finding::bad(CHECK, format!("{name} in {language} is {status} on {waba}"), fix)
            }
            None => Finding::bad(CHECK, format!("account {waba} has no {name} in {language}"), fix),
        }
    }
}

/// The permissions whose Advanced Access the app lacks, of those that are needed.
///
/// # Errors
/// When the platform does not say.
pub async fn missing_permissions(
    graph: &GraphApi,
    needed: &[Permission],
) -> Result<Vec<&'static str>, CallError> {
    let rows = graph.app_permissions().await?;
    let has = |wanted: &Permission| {
        rows.iter().any(|row| {
            // The platform need not say the level; then `live` is all there is to see.
            let level = row["access_level"].as_str().unwrap_or("advanced");
            row["permission"] == wanted.as_str() && row["status"] == "live" && level == "advanced"
        })
    };
    Ok(needed.iter().filter(|one| !has(one)).map(|one| one.as_str()).collect())
}

/// What the app needs for the way it is used.
fn needed(settings: &Settings) -> Vec<Permission> {
    let mut needed = vec![Permission::BusinessManagement, Permission::WhatsappBusinessManagement];
    // A login by code asks for messaging, as sending in the platform's cloud does.
    let cloud = settings.hosting == crate::settings::HostingChoice::Cloud;
    if cloud || settings.login == Login::Code {
        needed.push(Permission::WhatsappBusinessMessaging);
    }
    needed
}

/// What a token needs.
fn scopes(settings: &Settings, whose: &str) -> Vec<Permission> {
    let all = needed(settings);
    match whose {
        "admin" => vec![Permission::BusinessManagement, Permission::WhatsappBusinessManagement],
        _ => all,
    }
}

fn names(permissions: &[Permission]) -> String {
    permissions.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
}

fn listed(words: &[&str]) -> String {
    if words.is_empty() { "it has none".to_owned() } else { words.join(", ") }
}

/// What could not be asked: no answer is nobody's fault yet, a refusal says what is missing.
fn refused(check: &'static str, what: &str, error: &CallError, fix: &str) -> Finding {
    let said = format!("{what}: {error}");
    let of_token = matches!(check, "app" | "employee_token" | "admin_token");
    match error {
        CallError::Refused(error) if error.is_token() && !of_token => {
            Finding::unknown(check, said, "mend the token first, as said above")
        }
        CallError::Refused(error) if !error.is_transient() && !error.is_rate() => {
            Finding::bad(check, said, fix)
        }
        _ => Finding::unknown(check, said, "try again in a while"),
    }
}
