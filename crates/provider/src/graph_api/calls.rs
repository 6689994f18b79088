//! One function for each call we make.

use graph::debug_token::{DebugAnswer, DebugToken};
use graph::id::{AllocationId, BusinessId, CreditLineId, PhoneNumberId, SystemUserId, WabaId};
use graph::status::{Currency, Task};
use jiff::Timestamp;
use onboard::Holder;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shell::secret::ExposeSecret;

use crate::ledger::usage::millionths;
use crate::store::usage::Use;
use crate::subscription::Subscribed;

use super::lists::{ListPage, PAGE_ROWS, page};
use super::{Allocation, As, CallError, GraphApi, PhoneNode, SharedWaba, WabaNode};

/// What one look at a number asks for (requirement C06 and contract §4.1).
const PHONE_FIELDS: &str = "id,display_phone_number,verified_name,name_status,certificate,\
    new_certificate,new_name_status,status,account_mode,code_verification_status,platform_type,\
    last_onboarded_time,messaging_limit_tier,quality_rating,is_pin_enabled";
/// What one look at an account asks for (requirement C05 and contract §3.1).
const WABA_FIELDS: &str = "id,name,message_template_namespace,account_review_status,\
    business_verification_status,status,owner_business_info,primary_funding_id,health_status";

impl GraphApi {
    /// Exchanges the code of a signup for a token. Codes live 30 seconds and work once
    /// (contract §1.6).
    ///
    /// # Errors
    /// As every call.
    pub async fn exchange_code(&self, code: &str) -> Result<String, CallError> {
        let app = self.app.app.to_string();
        let secret = self.app_secret.expose_secret();
        let form = [("client_id", app.as_str()), ("client_secret", secret), ("code", code)];
        let answer = self.post(As::Nobody, "oauth/access_token", &form).await?;
        text(&answer, "access_token")
    }

    /// What a token may do and for which accounts (requirement C01).
    ///
    /// # Errors
    /// As every call.
    pub async fn debug_token(&self, token: &str) -> Result<DebugToken, CallError> {
        let answer = self.get(As::App, "debug_token", &[("input_token", token)]).await?;
        read::<DebugAnswer>(answer).map(|answer| answer.data)
    }

    /// Succeeds where the holder of a token may see an account.
    ///
    /// # Errors
    /// As every call; a permission error, or gone, where it does not reach the account.
    pub(crate) async fn reaches(&self, token: &str, waba: WabaId) -> Result<(), CallError> {
        let path = waba.to_string();
        self.get(As::Bearer(token), &path, &[("fields", "id")]).await.map(drop)
    }

    /// What our own token may do and until when.
    ///
    /// # Errors
    /// As every call.
    pub(crate) async fn debug_own(&self, holder: Holder) -> Result<DebugToken, CallError> {
        self.debug_token(self.token_of(holder)).await
    }

    /// A page of the accounts shared with us, oldest first; only those created after
    /// `created_after` (seconds since 1970) if given (requirements C02, C04).
    ///
    /// # Errors
    /// As every call.
    pub async fn client_wabas(
        &self,
        business: BusinessId,
        created_after: Option<i64>,
        after: Option<&str>,
    ) -> Result<ListPage<SharedWaba>, CallError> {
        let filter = created_after.map(|seconds| {
            serde_json::json!([
                {"field": "creation_time", "operator": "GREATER_THAN", "value": seconds}
            ])
            .to_string()
        });
        let mut query = vec![
            ("fields", "id,creation_time"),
            ("sort", "creation_time_ascending"),
            ("limit", PAGE_ROWS),
        ];
        query.extend(filter.as_deref().map(|filter| ("filtering", filter)));
        query.extend(after.map(|cursor| ("after", cursor)));
        let path = format!("{business}/client_whatsapp_business_accounts");
        page(&self.get(As::Either, &path, &query).await?)
    }

    /// An account, as the system user we work as sees it.
    ///
    /// # Errors
    /// A permission error when our system user is not assigned; gone when it is not shared.
    pub async fn waba(&self, waba: WabaId) -> Result<WabaNode, CallError> {
        self.waba_seen_by(As::Worker, waba).await
    }

    /// An account, as this token shows it.
    pub(crate) async fn waba_seen_by(
        &self,
        by: As<'_>,
        waba: WabaId,
    ) -> Result<WabaNode, CallError> {
        read(self.get(by, &waba.to_string(), &[("fields", WABA_FIELDS)]).await?)
    }

    /// Whether the admin system user sees an account: whether it is shared with us at all.
    ///
    /// # Errors
    /// As every call, except that *gone* is an answer here.
    pub async fn is_shared(&self, waba: WabaId) -> Result<bool, CallError> {
        match self.get(As::Admin, &waba.to_string(), &[("fields", "id")]).await {
            Ok(_) => Ok(true),
            Err(error) if error.is_gone() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The numbers of an account, as this token shows them (requirement C06).
    ///
    /// # Errors
    /// As every call.
    pub(crate) async fn phone_numbers(
        &self,
        by: As<'_>,
        waba: WabaId,
    ) -> Result<Vec<PhoneNode>, CallError> {
        let path = format!("{waba}/phone_numbers");
        self.whole(by, &path, &[("fields", PHONE_FIELDS)]).await
    }

    /// The numbers of an account, as the admin system user sees them.
    ///
    /// # Errors
    /// As every call.
    pub async fn numbers_of(&self, waba: WabaId) -> Result<Vec<PhoneNumberId>, CallError> {
        let path = format!("{waba}/phone_numbers");
        let rows = self.whole::<PhoneNode>(As::Admin, &path, &[("fields", "id")]).await?;
        Ok(rows.iter().map(|row| PhoneNumberId::new(row.id)).collect())
    }

    /// Whether our app gets the account's webhooks, at `callback`: one that was overridden sends
    /// them elsewhere (contract §3.7, §6.1).
    ///
    /// # Errors
    /// As every call.
    pub(crate) async fn is_subscribed(
        &self,
        by: As<'_>,
        waba: WabaId,
        callback: &str,
    ) -> Result<bool, CallError> {
        let path = format!("{waba}/subscribed_apps");
        let rows = self.whole::<Value>(by, &path, &[]).await?;
        let ours = self.app.app.to_string();
        let here = |row: &Value| {
            let other = row["override_callback_uri"].as_str();
            other.is_none_or(|other| other.is_empty() || other == callback)
        };
        let id_of = |row: &Value| text(&row["whatsapp_business_api_data"], "id").ok();
        Ok(rows.iter().filter(|row| here(row)).filter_map(id_of).any(|id| id == ours))
    }

    /// Lets our app get the account's webhooks. Said without another address, as here, this takes
    /// one back that was set before.
    ///
    /// # Errors
    /// As every call.
    pub async fn subscribe(&self, waba: WabaId) -> Result<(), CallError> {
        let answer = self.post(As::Worker, &format!("{waba}/subscribed_apps"), &[]).await;
        succeeded(&answer?)
    }

    /// Ends our app's subscription to the account's webhooks.
    ///
    /// # Errors
    /// As every call; gone when the account is no longer shared with us.
    pub(crate) async fn unsubscribe(&self, waba: WabaId) -> Result<(), CallError> {
        succeeded(&self.delete(As::Either, &format!("{waba}/subscribed_apps")).await?)
    }

    /// Whether a system user of ours is assigned to an account (contract §3.6).
    ///
    /// # Errors
    /// As every call.
    pub async fn is_assigned(
        &self,
        waba: WabaId,
        business: BusinessId,
        user: SystemUserId,
    ) -> Result<bool, CallError> {
        let business = business.to_string();
        let path = format!("{waba}/assigned_users");
        let query = [("business", business.as_str())];
        let rows = self.whole::<Value>(As::Admin, &path, &query).await?;
        let user = user.to_string();
        let may = |row: &Value| {
            let tasks = row["tasks"].as_array();
            tasks.is_none_or(|tasks| tasks.iter().any(|task| task == Task::Manage.as_str()))
        };
        Ok(rows.iter().filter(|row| may(row)).any(|row| text(row, "id").is_ok_and(|id| id == user)))
    }

    /// Assigns a system user of ours to an account, with the admin's token (requirement A04).
    ///
    /// # Errors
    /// As every call.
    pub async fn assign(&self, waba: WabaId, user: SystemUserId) -> Result<(), CallError> {
        let user = user.to_string();
        let tasks = serde_json::json!([Task::Manage]).to_string();
        let form = [("user", user.as_str()), ("tasks", tasks.as_str())];
        succeeded(&self.post(As::Admin, &format!("{waba}/assigned_users"), &form).await?)
    }

    /// The shares of our line with a business (requirement G05): a list, or the bare object that
    /// older documents print (contract §5.3).
    ///
    /// # Errors
    /// As every call.
    pub async fn allocations(
        &self,
        line: CreditLineId,
        business: BusinessId,
    ) -> Result<Vec<Allocation>, CallError> {
        let business = business.to_string();
        let query = [
            ("receiving_business_id", business.as_str()),
            ("fields", "id,receiving_business,receiving_credential,request_status"),
        ];
        let path = format!("{line}/owning_credit_allocation_configs");
        self.whole(As::Either, &path, &query).await
    }

    /// Shares our line with the account's business and makes it the account's payment
    /// (requirement G01).
    ///
    /// # Errors
    /// As every call.
    pub async fn share_credit(
        &self,
        line: CreditLineId,
        waba: WabaId,
        currency: Currency,
    ) -> Result<AllocationId, CallError> {
        let waba = waba.to_string();
        let form = [("waba_id", waba.as_str()), ("waba_currency", currency.as_str())];
        let path = format!("{line}/whatsapp_credit_sharing_and_attach");
        let answer = self.post(As::Worker, &path, &form).await?;
        let id = text(&answer, "allocation_config_id")?;
        id.parse().map_err(|_| CallError::Unreadable(format!("{id} is not an id")))
    }

    /// One share of our line; it stays readable after it was taken back (contract §5.5).
    ///
    /// # Errors
    /// As every call.
    pub(crate) async fn allocation(&self, share: AllocationId) -> Result<Allocation, CallError> {
        let query = [("fields", "id,receiving_business,receiving_credential,request_status")];
        read(self.get(As::Either, &share.to_string(), &query).await?)
    }

    /// What the numbers of an account used between two moments, by number and category, and what it
    /// cost (requirement G02).
    ///
    /// # Errors
    /// As every call.
    pub(crate) async fn used(
        &self,
        waba: WabaId,
        start: Timestamp,
        end: Timestamp,
    ) -> Result<Vec<Use>, CallError> {
        let fields = format!(
            "id,currency,conversation_analytics.start({}).end({}).granularity(MONTHLY)\
             .metric_types([\"COST\",\"CONVERSATION\"])\
             .dimensions([\"PHONE\",\"CONVERSATION_CATEGORY\"])",
            start.as_second(),
            end.as_second()
        );
        let answer =
            self.get(As::Worker, &waba.to_string(), &[("fields", fields.as_str())]).await?;
        let parts = answer["conversation_analytics"]["data"].as_array().into_iter().flatten();
        let points = parts.flat_map(|part| part["data_points"].as_array().into_iter().flatten());
        let points: Vec<&Value> = points.collect();
        // An account that nobody pays for has no currency, and used nothing.
        let currency = match points.is_empty() {
            true => String::new(),
            false => text(&answer, "currency")?,
        };
        let word = |point: &Value, name: &str| text(point, name).unwrap_or_default();
        let one = |point: &&Value| Use {
            number: word(point, "phone_number"),
            category: word(point, "conversation_category"),
            currency: currency.clone(),
            volume: point["conversation"].as_u64().unwrap_or(0),
            cost: millionths(point["cost"].as_f64().unwrap_or(0.0)),
        };
        Ok(points.iter().map(one).collect())
    }

    /// Takes a share of our line back (requirement G03).
    ///
    /// # Errors
    /// As every call.
    pub async fn revoke(&self, allocation: AllocationId) -> Result<(), CallError> {
        succeeded(&self.delete(As::Either, &allocation.to_string()).await?)
    }

    /// Registers a number with the platform's cloud (contract §4.5).
    ///
    /// # Errors
    /// As every call; 133005 when the number has another PIN.
    pub async fn register(&self, phone: PhoneNumberId, pin: &str) -> Result<(), CallError> {
        let form = [("messaging_product", "whatsapp"), ("pin", pin)];
        succeeded(&self.post(As::Worker, &format!("{phone}/register"), &form).await?)
    }

    /// Sends a message from a number of the platform's cloud and returns its id (contract §4.8).
    ///
    /// # Errors
    /// As every call.
    pub async fn send(&self, phone: PhoneNumberId, message: &Value) -> Result<String, CallError> {
        let answer = self.post_json(As::Worker, &format!("{phone}/messages"), message).await?;
        text(&answer["messages"][0], "id")
    }

    /// Whether the app's webhooks go to `callback` with all of `fields` (contract §6.1).
    ///
    /// # Errors
    /// As every call.
    pub async fn subscribed(
        &self,
        callback: &str,
        fields: &[&str],
    ) -> Result<Subscribed, CallError> {
        let answer = self.get(As::App, &format!("{}/subscriptions", self.app.app), &[]).await?;
        let rows = answer["data"].as_array().into_iter().flatten();
        let name = |field: &Value| {
            field["name"].as_str().or_else(|| field.as_str()).unwrap_or_default().to_owned()
        };
        let complete = |row: &Value| {
            let has: Vec<String> =
                row["fields"].as_array().into_iter().flatten().map(name).collect();
            row["object"] == "whatsapp_business_account"
                && row["callback_url"] == callback
                && row["active"] != false
                && fields.iter().all(|field| has.iter().any(|name| name == field))
        };
        Ok(
            match rows.filter(|row| complete(row)).map(|row| row["include_values"].as_bool()).max()
            {
                None | Some(Some(false)) => Subscribed::No,
                Some(Some(true)) => Subscribed::WithValues,
                Some(None) => Subscribed::Unsaid,
            },
        )
    }

    /// Lets the app's webhooks go to `callback`. The platform asks there first (contract §6.2).
    ///
    /// # Errors
    /// As every call.
    pub async fn set_subscription(
        &self,
        callback: &str,
        fields: &[&str],
        verify_token: &str,
    ) -> Result<(), CallError> {
        let fields = fields.join(",");
        let form = [
            ("object", "whatsapp_business_account"),
            ("callback_url", callback),
            ("verify_token", verify_token),
            ("fields", fields.as_str()),
            ("include_values", "true"),
        ];
        let path = format!("{}/subscriptions", self.app.app);
        succeeded(&self.post(As::App, &path, &form).await?)
    }
}

pub(super) fn read<T: DeserializeOwned>(value: Value) -> Result<T, CallError> {
    serde_json::from_value(value).map_err(|why| CallError::Unreadable(why.to_string()))
}

pub(super) fn text(value: &Value, name: &str) -> Result<String, CallError> {
    match &value[name] {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        _ => Err(CallError::Unreadable(format!("{name} is missing"))),
    }
}

fn succeeded(answer: &Value) -> Result<(), CallError> {
    match answer["success"] {
        Value::Bool(true) => Ok(()),
        _ => Err(CallError::Unreadable("it does not say success".to_owned())),
    }
}
