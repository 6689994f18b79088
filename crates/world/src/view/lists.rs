//! The rows of the other edges, with access decided (contract §2.4, §3.4, §3.6 to §3.8, §5.1,
//! §5.3).

use graph::{
    AllocationId, BusinessId, CreditLineId, GraphError, Key, Node, QualityRating, TemplateCategory,
    TemplateId, TemplateStatus, WabaId,
};
use serde_json::{Map, Value, json};

use super::app::app_link;
use super::{Sight, unseen};
use crate::access::Need;
use crate::system_user::SystemUserKind;
use crate::template::Template;

/// One row of a list: what it is sorted by, and the object.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is sorted by.
    pub key: Key,
    /// The object.
    pub node: Node,
}

/// Which templates are wanted; empty means all (contract §3.8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateFilter {
    /// The exact name.
    pub name: Option<String>,
    /// Part of the name or of the body.
    pub name_or_content: Option<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Categories.
    pub categories: Vec<TemplateCategory>,
    /// Values of `status`.
    pub statuses: Vec<TemplateStatus>,
    /// Values of `quality_score`.
    pub scores: Vec<QualityRating>,
    /// Part of the body.
    pub content: Option<String>,
}

impl TemplateFilter {
    fn admits(&self, template: &Template) -> bool {
        fn any<T: PartialEq>(wanted: &[T], is: impl Fn(&T) -> bool) -> bool {
            wanted.is_empty() || wanted.iter().any(is)
        }
        let part = self.name_or_content.as_deref().map(str::to_lowercase);
        self.name.as_deref().is_none_or(|name| template.name == name)
            && part.is_none_or(|part| {
                template.name.contains(&part) || template.body().to_lowercase().contains(&part)
            })
            && any(&self.languages, |it| it.eq_ignore_ascii_case(&template.language))
            && any(&self.categories, |it| *it == template.category)
            && any(&self.statuses, |it| *it == template.status())
            && any(&self.scores, |it| *it == template.rated.0)
            && self
                .content
                .as_deref()
                .map(str::to_lowercase)
                .is_none_or(|part| template.wording.components.to_lowercase().contains(&part))
    }
}

impl Sight<'_> {
    /// The numbers of a WABA, those onboarded last first unless asked otherwise (requirement C06).
    ///
    /// # Errors
    /// As for the WABA, and `(#100)` for an unknown order.
    pub fn phone_numbers(&self, waba: WabaId, sort: Option<&str>) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadPhones(waba), waba.get())?;
        let rising = match sort.unwrap_or_default().trim_matches(['[', ']', '"', '\'', ' ']) {
            "" | "last_onboarded_time_descending" | "creation_time_descending" => false,
            "last_onboarded_time_ascending" | "creation_time_ascending" => true,
            other => return Err(super::waba_list::unsortable(other)),
        };
        let phones = self.world.waba(waba).map(|waba| waba.phones.as_slice()).unwrap_or_default();
        let rows = phones.iter().filter_map(|id| self.world.phone(*id).ok()).map(|phone| {
            let at = phone.onboarded_at.unwrap_or(phone.created_at).as_microsecond();
            let id = phone.id.get();
            let key = if rising { Key::rising(at, id) } else { Key::falling(at, id) };
            Row { key, node: self.phone_node(phone, |_| true) }
        });
        Ok(rows.collect())
    }

    /// The templates of a WABA, newest first (requirement H02).
    ///
    /// # Errors
    /// As for the WABA.
    pub fn templates(&self, id: WabaId, filter: &TemplateFilter) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadTemplates(id), id.get())?;
        let templates: &[TemplateId] =
            self.world.waba(id).map(|waba| waba.templates.as_slice()).unwrap_or_default();
        let found = templates.iter().filter_map(|id| self.world.template(*id).ok());
        let rows = found.filter(|template| filter.admits(template)).map(|template| Row {
            key: Key::falling(template.created_at.as_microsecond(), template.id.get()),
            node: self.template_node(template),
        });
        Ok(rows.collect())
    }

    /// The system users of a business, oldest first. Those of apps' integrations are not listed.
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn system_users(&self, of: BusinessId) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        let business = self.world.business(of).map_err(|_| unseen(of.get()))?;
        let users = business.system_users.iter().filter_map(|id| self.world.system_users.get(id));
        let rows = users
            .filter(|user| !matches!(user.kind, SystemUserKind::Integration { .. }))
            .map(|user| Row {
                key: Key::rising(user.created_at.as_microsecond(), user.id.get()),
                node: self.system_user_node(user),
            });
        Ok(rows.collect())
    }

    /// The credit lines of a business (requirement G04).
    ///
    /// # Errors
    /// 100/33 when the business is not the caller's own, 10 without `business_management`.
    pub fn credit_lines(&self, of: BusinessId) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadOwnBusiness(of), of.get())?;
        self.may_see_money()?;
        let business = self.world.business(of).map_err(|_| unseen(of.get()))?;
        let lines = business.credit_lines.iter().filter_map(|id| self.world.credit_line(*id).ok());
        let rows = lines.map(|line| Row {
            key: Key::rising(line.opened_at.as_microsecond(), line.id.get()),
            node: self.credit_line_node(line),
        });
        Ok(rows.collect())
    }

    /// The shares of a credit line, with one business or with all (requirement G05).
    ///
    /// # Errors
    /// 100/33 when the line is not the caller's own, 10 without `business_management`.
    pub fn allocations(
        &self,
        line: CreditLineId,
        receiving: Option<BusinessId>,
    ) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::UseCreditLine(line), line.get())?;
        let line = self.world.credit_line(line).map_err(|_| unseen(line.get()))?;
        let shares: &[AllocationId] = &line.allocations;
        let found = shares.iter().filter_map(|id| self.world.allocation(*id).ok());
        let wanted = found.filter(|share| receiving.is_none_or(|one| share.receiving == one));
        let rows = wanted.enumerate().map(|(place, share)| Row {
            key: Key::rising(i64::try_from(place).unwrap_or(i64::MAX), share.id.get()),
            node: self.allocation_node(share),
        });
        Ok(rows.collect())
    }

    /// The users of a business who are assigned to a WABA, with their tasks (contract §3.6).
    ///
    /// # Errors
    /// As for the WABA.
    pub fn assigned_users(&self, id: WabaId, of: BusinessId) -> Result<Vec<Row>, GraphError> {
        self.permit(Need::ReadUsers(id), id.get())?;
        let waba = self.world.waba(id).map_err(|_| unseen(id.get()))?;
        let found = waba.assigned.iter().filter_map(|(user, tasks)| {
            let user = self.world.system_users.get(user).filter(|user| user.business == of)?;
            let node = Node::new("AssignedUser", user.id)
                .set("name", user.name.as_str())
                .set("tasks", json!(tasks))
                .set("business", json!({"id": user.business}))
                .set("user_type", "SYSTEM_USER")
                .defaults(&["id", "name", "tasks"]);
            Some(Row { key: Key::rising(user.created_at.as_microsecond(), user.id.get()), node })
        });
        Ok(found.collect())
    }

    /// The apps that get the webhooks of a WABA (contract §3.7).
    ///
    /// # Errors
    /// As for the WABA.
    pub fn subscribed_apps(&self, id: WabaId) -> Result<Vec<Value>, GraphError> {
        self.may_read(id, id.get())?;
        let waba = self.world.waba(id).map_err(|_| unseen(id.get()))?;
        let rows = waba.subscriptions.iter().filter_map(|(app, subscription)| {
            let app = self.world.app(*app).ok()?;
            let data = json!({"link": app_link(app.id), "name": app.name, "id": app.id});
            let mut row = Map::from_iter([("whatsapp_business_api_data".to_owned(), data)]);
            if let Some(callback) = &subscription.callback {
                row.insert("override_callback_uri".to_owned(), callback.url.as_str().into());
            }
            Some(Value::Object(row))
        });
        Ok(rows.collect())
    }
}
