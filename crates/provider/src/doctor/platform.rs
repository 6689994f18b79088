//! The platform's half: the app, its tokens, its business. Every call is a GET.

use graph::debug_token::DebugToken;
use graph::status::Permission;
use jiff::Timestamp;
use serde_json::Value;
use shell::http::Client;
use url::Url;

use super::Finding;
use crate::graph_api::{CallError, GraphApi};
use crate::settings::{Login, Settings};
use crate::subscription;

/// Days before a token's end from which on it is warned of.
const WARN_DAYS: i64 = 14;
/// Seconds that our clock may differ from the platform's.
const SKEW_S: i64 = 30;
/// What is wrong where the answer is none of the Graph API's.
const ELSEWHERE: &str = "check graph_url and graph_version: at this address nobody answers as the \
    Graph API does; with Meta they are https://graph.facebook.com and v21.0";

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
        let users = self.graph.system_users(self.settings.business_id).await;
        found.extend(self.tokens(users.as_deref().unwrap_or_default()).await);
        found.push(self.webhook().await);
        found.push(self.system_user(&users));
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
            Err(error) => return vec![no_app(&error)],
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

    /// Both tokens; `users` are our business's system users, as far as they could be read.
    async fn tokens(&self, users: &[Value]) -> Vec<Finding> {
        let mut found = Vec::new();
        for (whose, told) in self.graph.own_tokens().await {
            let check = if whose == "admin" { "admin_token" } else { "employee_token" };
            let renew = format!(
                "Business settings › Users › System users: generate a new token of the {whose} \
                 system user for this app with the permissions {}, set {check} and restart",
                names(&scopes(self.settings, whose)),
            );
            found.push(match told {
                Ok(token) => self.token((check, whose), &token, users, &renew),
                Err(error) => refused(check, "the token cannot be looked at", &error, &renew),
            });
        }
        found
    }

    fn token(
        &self,
        (check, whose): (&'static str, &str),
        token: &DebugToken,
        users: &[Value],
        fix: &str,
    ) -> Finding {
        if !token.is_valid {
            let why = token.error.as_ref().map(|error| error.message.as_str());
            return Finding::bad(check, why.unwrap_or("the token is not valid"), fix);
        }
        if token.app_id.is_some_and(|app| app != self.settings.app_id) {
            return Finding::bad(check, "the token is of another app", fix);
        }
        let holder = token.user_id.as_deref();
        let wrong = holder.and_then(|id| match whose {
            "admin" => self.no_admin(id, users),
            _ => self.no_employee(id),
        });
        if let Some(said) = wrong {
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

    /// Why the holder of the employee's token is not the employee.
    fn no_employee(&self, id: &str) -> Option<String> {
        let wanted = self.settings.employee_system_user_id.to_string();
        (id != wanted).then(|| format!("the token is of system user {id}, not of {wanted}"))
    }

    /// Why the holder of the admin's token is no admin system user of our business.
    fn no_admin(&self, id: &str, users: &[Value]) -> Option<String> {
        if users.is_empty() {
            // They could not be read, which is said of the system user.
            return None;
        }
        let business = self.settings.business_id;
        let Some(user) = users.iter().find(|user| user["id"] == id) else {
            return Some(format!("the token is of {id}, no system user of business {business}"));
        };
        let role = user["role"].as_str().unwrap_or_default();
        let name = user["name"].as_str().unwrap_or_default();
        let admin = role.is_empty() || role.eq_ignore_ascii_case("ADMIN");
        (!admin).then(|| format!("the token is of {name} ({id}), whose role is {role}, not ADMIN"))
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

    fn system_user(&self, users: &Result<Vec<Value>, CallError>) -> Finding {
        const CHECK: &str = "system_user";
        let wanted = self.settings.employee_system_user_id.to_string();
        let fix = format!(
            "Business settings › Users › System users: add an employee system user and set \
             employee_system_user_id (now {wanted}) to its id"
        );
        match users {
            Err(error) => {
                let said = "the system users cannot be read";
                self.of_business(CHECK, said, error, &fix)
            }
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

    /// What could not be asked of our business: that it is not there is the fault of its id.
    pub(super) fn of_business(
        &self,
        check: &'static str,
        what: &str,
        error: &CallError,
        fix: &str,
    ) -> Finding {
        if !(error.is_gone() || is_another_node(error)) {
            return refused(check, what, error, fix);
        }
        let fix = format!(
            "check business_id (now {}): Business settings › Business info shows the id of our \
             own business, and the admin's token must be of a system user of it",
            self.settings.business_id
        );
        refused(check, what, error, &fix)
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

/// Whether the id is one of something else: that has none of a business's lists.
fn is_another_node(error: &CallError) -> bool {
    matches!(error, CallError::Refused(error)
        if error.code == 100 && error.message.contains("nonexisting field"))
}

/// Why the app could not be read, in the words of the fix.
fn no_app(error: &CallError) -> Finding {
    const WHAT: &str = "the app cannot be read";
    let elsewhere = match error {
        CallError::Unreadable(_) | CallError::Endless(_) => true,
        // Not the form of a Graph error, a path that the Graph API does not take apart, or one that
        // it takes for an object: a wrong id of the app is a wrong token already.
        CallError::Refused(error) => {
            let unread = matches!(error.code, 0 | 2_500) || error.is_gone();
            unread && !error.is_transient() && !error.is_rate()
        }
        _ => false,
    };
    if elsewhere {
        return Finding::bad("app", format!("{WHAT}: {error}"), ELSEWHERE);
    }
    let fix = "copy app_id and app_secret from the App Dashboard, Settings › Basic";
    refused("app", WHAT, error, fix)
}

/// What could not be asked: no answer is nobody's fault yet, a refusal says what is missing.
pub(super) fn refused(check: &'static str, what: &str, error: &CallError, fix: &str) -> Finding {
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
