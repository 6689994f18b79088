//! The newest accounts shared with us: whether we may work on them, what pays for them, and whether
//! the first message's template is there. Every call is a GET.

use graph::id::WabaId;

use super::Finding;
use super::platform::{Platform, refused};
use crate::graph_api::{CallError, WabaNode};
use crate::settings::Worker;

/// Accounts that are looked at, newest first.
const SAMPLE: u32 = 5;

/// What pays for an account.
enum Pays {
    /// Our line of credit.
    We,
    /// Something of its own.
    Itself,
    /// Not seen to: says why and what to do.
    Nobody(Finding),
}

impl Platform<'_> {
    /// The newest accounts shared with us: access, payment, template.
    pub(super) async fn accounts(&self) -> Vec<Finding> {
        const CHECK: &str = "accounts";
        let business = self.settings.business_id;
        let wabas = match self.graph.newest_wabas(business, SAMPLE).await {
            Ok(wabas) => wabas,
            Err(error) => {
                let fix = "the admin's token needs business_management and \
                    whatsapp_business_management";
                let said = "the shared accounts cannot be listed";
                return vec![self.of_business(CHECK, said, &error, fix)];
            }
        };
        let mut found = Vec::new();
        let mut own = 0;
        for waba in &wabas {
            if let Some(access) = self.access(*waba).await {
                // Without access nothing else of the account can be seen.
                found.push(access);
                continue;
            }
            match self.payment(*waba).await {
                Pays::We => {}
                Pays::Itself => own += 1,
                Pays::Nobody(finding) => found.push(finding),
            }
        }
        found.push(match wabas.first() {
            Some(waba) => self.template(*waba).await,
            None => Finding::ok("template", "no account is shared yet, so none is asked"),
        });
        if found.iter().all(|finding| finding.fix.is_none()) {
            found.push(Finding::ok(CHECK, seen(wabas.len(), own)));
        }
        found
    }

    async fn access(&self, waba: WabaId) -> Option<Finding> {
        let (business, user) = (self.settings.business_id, self.settings.employee_system_user_id);
        let fix = format!(
            "the server assigns it by itself once the client is managed (`vestibule clients adopt \
             {waba}` where it is only watched); or Business settings › Accounts › WhatsApp \
             accounts › {waba} › Add people: {user} with full control"
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

    /// What pays for an account, as the platform shows it: what funds it is held against the shares
    /// of our line with its business (contract §5.6).
    async fn payment(&self, waba: WabaId) -> Pays {
        const CHECK: &str = "payment_method";
        const FIX: &str = "the server shares the credit line by itself: `vestibule ledger list` \
            and the client's page say why it did not";
        match self.paid_by_us(waba).await {
            Ok(Some(true)) => Pays::We,
            Ok(Some(false)) => Pays::Itself,
            Ok(None) => {
                let said = format!("account {waba} has no payment method");
                Pays::Nobody(Finding::warning(CHECK, said, FIX))
            }
            Err(error) => {
                let said = format!("what pays for account {waba} cannot be asked");
                let fix = "see what is said of the employee's token and of the credit line";
                Pays::Nobody(refused(CHECK, &said, &error, fix))
            }
        }
    }

    /// Whether our line pays, or the account itself; `None` when nothing does.
    async fn paid_by_us(&self, waba: WabaId) -> Result<Option<bool>, CallError> {
        let WabaNode { primary_funding_id, owner_business_info, .. } =
            self.graph.waba(waba).await?;
        let Some(funds) = primary_funding_id else { return Ok(None) };
        let unseen = || CallError::Unreadable("owner_business_info is missing".to_owned());
        let owner = owner_business_info.ok_or_else(unseen)?;
        let shares = self.graph.allocations(self.settings.credit_line_id, owner.id).await?;
        let mut ours = shares.iter().filter(|share| {
            share.receiving_credential.as_ref().is_some_and(|credential| credential.id == funds)
        });
        // One that was taken back pays for nothing, whatever is still shown.
        Ok(match ours.clone().next() {
            None => Some(false),
            Some(_) => ours.any(|share| share.alive()).then_some(true),
        })
    }

    async fn template(&self, waba: WabaId) -> Finding {
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

/// What was seen of accounts all of which are as they should be; `own` of them pay by themselves.
fn seen(all: usize, own: usize) -> String {
    let what = match all {
        0 => return "none is shared yet".to_owned(),
        1 => "the newest one can be worked on and is paid for".to_owned(),
        many => format!("the newest {many} can be worked on and are paid for"),
    };
    match own {
        0 => format!("{what} by our credit line"),
        own => format!("{what}: {} by our credit line, {own} by themselves", all - own),
    }
}
