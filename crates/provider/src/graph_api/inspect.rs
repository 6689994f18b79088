//! What `doctor` asks: reading calls only, about the app, its tokens and its business.

use graph::debug_token::DebugToken;
use graph::id::{BusinessId, CreditLineId, WabaId};
use serde_json::Value;
use shell::secret::ExposeSecret;

use super::{As, CallError, GraphApi};

/// Fields of the app that are looked at.
const APP_FIELDS: &str = "id,name,app_domains";
/// Fields of a line of credit that are looked at.
const LINE_FIELDS: &str = "id,legal_entity_name,max_balance,credit_available,is_access_revoked";

impl GraphApi {
    /// The app itself: `id`, `name`, `app_domains`.
    ///
    /// # Errors
    /// As every call; a token error when the app's id or secret is wrong.
    pub async fn app(&self) -> Result<Value, CallError> {
        self.get(As::App, &self.app.app.to_string(), &[("fields", APP_FIELDS)]).await
    }

    /// The app's permissions: rows of `permission`, `status` and, where the platform says it,
    /// `access_level`.
    ///
    /// # Errors
    /// As every call.
    pub async fn app_permissions(&self) -> Result<Vec<Value>, CallError> {
        let answer = self.get(As::App, &format!("{}/permissions", self.app.app), &[]).await?;
        Ok(rows(&answer))
    }

    /// Where the app's webhooks go (contract §6.1).
    ///
    /// # Errors
    /// As every call.
    pub async fn subscriptions(&self) -> Result<Vec<Value>, CallError> {
        let answer = self.get(As::App, &format!("{}/subscriptions", self.app.app), &[]).await?;
        Ok(rows(&answer))
    }

    /// Our business's system users: `id`, `name`, `role` (contract §2.4).
    ///
    /// # Errors
    /// As every call.
    pub async fn system_users(&self, business: BusinessId) -> Result<Vec<Value>, CallError> {
        let query = [("fields", "id,name,role"), ("limit", "100")];
        let answer = self.get(As::Admin, &format!("{business}/system_users"), &query).await?;
        Ok(rows(&answer))
    }

    /// A line of credit (contract §5.1).
    ///
    /// # Errors
    /// As every call; gone when it is not ours.
    pub async fn credit_line(&self, line: CreditLineId) -> Result<Value, CallError> {
        self.get(As::Admin, &line.to_string(), &[("fields", LINE_FIELDS)]).await
    }

    /// Templates of a name on an account: `name`, `language`, `status`.
    ///
    /// # Errors
    /// As every call.
    pub async fn templates(&self, waba: WabaId, name: &str) -> Result<Vec<Value>, CallError> {
        let query = [("name", name), ("fields", "name,language,status"), ("limit", "100")];
        let answer = self.get(As::Admin, &format!("{waba}/message_templates"), &query).await?;
        Ok(rows(&answer))
    }

    /// The accounts shared with us, newest first, at most `limit`.
    ///
    /// # Errors
    /// As every call.
    pub async fn newest_wabas(
        &self,
        business: BusinessId,
        limit: u32,
    ) -> Result<Vec<WabaId>, CallError> {
        let limit = limit.to_string();
        let query =
            [("fields", "id"), ("sort", "creation_time_descending"), ("limit", limit.as_str())];
        let path = format!("{business}/client_whatsapp_business_accounts");
        let answer = self.get(As::Admin, &path, &query).await?;
        let id = |row: Value| row["id"].as_str().and_then(|id| id.parse().ok());
        Ok(rows(&answer).into_iter().filter_map(id).collect())
    }

    /// What the platform says of the employee's token and of the admin's.
    pub async fn own_tokens(&self) -> [(&'static str, Result<DebugToken, CallError>); 2] {
        let employee = self.debug_token(self.employee_token.expose_secret()).await;
        let admin = self.debug_token(self.admin_token.expose_secret()).await;
        [("employee", employee), ("admin", admin)]
    }
}

fn rows(answer: &Value) -> Vec<Value> {
    answer["data"].as_array().cloned().unwrap_or_default()
}
