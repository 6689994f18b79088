//! Reading objects and their edges, also nested in `fields` (contract §7.4, §7.5).

use std::fmt::Display;
use std::str::FromStr;

use graph::page::{base_url, unpaged};
use graph::{
    Field, GraphError, PageLink, PageRequest, Params, QualityRating, TemplateCategory,
    TemplateStatus, Version, page,
};
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use world::NodeKind;
use world::view::{ActivityFilter, PreverifiedFilter, Row, Sight, TemplateFilter, WabaQuery};

use super::call::Call;
use super::metadata;

/// One caller reading.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// What it sees.
    pub(crate) sight: Sight<'a>,
    /// The call it reads for.
    pub(crate) call: &'a Call,
}

/// The fields a call asks for; none means the default ones.
pub(crate) fn fields_of(call: &Call) -> Result<Vec<Field>, GraphError> {
    let text = call.params.get("fields").unwrap_or_default();
    if text.is_empty() {
        return graph::fields::parse(&call.params.list("fields").join(","));
    }
    graph::fields::parse(text)
}

impl Reading<'_> {
    /// The object with this id and what was asked of it.
    pub(crate) fn node(&self, id: u64, fields: &[Field]) -> Result<Value, GraphError> {
        let node = self.sight.only(fields).node(id)?;
        let mut answer = node.select_with(fields, |field| self.nested(id, field))?;
        if self.call.asks("metadata")
            && let Some(kind) = self.sight.world.kind_of(id)
        {
            let place = (self.call.origin.as_str(), self.call.target.version);
            answer["metadata"] = metadata::of(&node, kind, place);
        }
        Ok(answer)
    }

    /// The edge a call is addressed to.
    pub(crate) fn edge_of_call(&self, id: u64, edge: &str) -> Result<Value, GraphError> {
        let mut field = Field::named(edge);
        field.sub = fields_of(self.call)?;
        let params = self.call.params.iter().filter(|(name, _)| *name != "fields");
        field.args = params.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        // Where a parameter came twice, the later counts: the first match is what a field finds.
        field.args.reverse();
        let link = PageLink::new(self.call.address(), &self.call.params.query());
        self.edge(id, &field, &link).unwrap_or_else(|| {
            let node = self.sight.node(id)?;
            Err(GraphError::nonexisting_field(edge, node.type_name()))
        })
    }

    /// An edge inside `fields`; left out when it is empty.
    fn nested(&self, id: u64, field: &Field) -> Option<Result<Value, GraphError>> {
        if let Some(answer) = self.reference(id, field) {
            return Some(answer);
        }
        let sub: Vec<String> = field.sub.iter().map(ToString::to_string).collect();
        let mut query = self.call.params.query();
        query.retain(|(name, _)| name == "access_token");
        if !sub.is_empty() {
            query.push(("fields".to_owned(), sub.join(",")));
        }
        let modifiers = field.args.iter().filter(|(name, _)| name != "as");
        query.extend(modifiers.cloned());
        let path = format!("{id}/{}", field.name);
        let base = base_url(&self.call.origin, self.call.target.version, &path);
        let answer = self.edge(id, field, &PageLink::new(base, &query))?;
        let empty = |value: &Value| value["data"].as_array().is_some_and(Vec::is_empty);
        Some(answer.map(|value| if empty(&value) { Value::Null } else { value }))
    }

    /// A member that is an object of its own, with more than the reference carries; `None` where
    /// the reference is all there is.
    fn reference(&self, id: u64, field: &Field) -> Option<Result<Value, GraphError>> {
        let world = self.sight.world;
        let target = match (world.kind_of(id)?, field.name.as_str()) {
            (NodeKind::Waba(waba), "owner_business") => world.waba(waba).ok()?.owner.get(),
            _ => return None,
        };
        let seen = self.sight.node(target).ok()?;
        Some(seen.select_with(&field.sub, |field| self.nested(target, field)))
    }

    /// One edge of one object; `None` if its type has none of this name.
    fn edge(&self, id: u64, field: &Field, link: &PageLink) -> Option<Result<Value, GraphError>> {
        let kind = self.sight.world.kind_of(id)?;
        let sight = &self.sight.only(&field.sub);
        let rows = match (kind, field.name.as_str()) {
            (NodeKind::Business(id), "owned_whatsapp_business_accounts") => {
                waba_query(field).and_then(|query| sight.owned_wabas(id, &query))
            }
            (NodeKind::Business(id), "client_whatsapp_business_accounts") => {
                waba_query(field).and_then(|query| sight.client_wabas(id, &query))
            }
            (NodeKind::Business(id), "extendedcredits") => sight.credit_lines(id),
            (NodeKind::Business(id), "self_certified_whatsapp_business_submissions") => {
                optional(field, "end_business_id").and_then(|of| sight.certifications(id, of))
            }
            (NodeKind::Business(id), "system_users") => sight.system_users(id),
            (NodeKind::Business(id), "business_users") => sight.business_users(id),
            (NodeKind::Business(id), "pending_users") => sight.pending_users(id),
            (NodeKind::Business(id), "owned_businesses") => {
                sight.owned_businesses(id, field.arg("child_business_external_id"))
            }
            (NodeKind::Waba(id), "phone_numbers") => {
                sight.phone_numbers(id, field.arg("sort")).and_then(|rows| matching(rows, field))
            }
            (NodeKind::Waba(id), "message_templates") => {
                template_filter(field).and_then(|filter| sight.templates(id, &filter))
            }
            (NodeKind::Waba(id), "assigned_users") => {
                required(field, "business").and_then(|of| sight.assigned_users(id, of))
            }
            (NodeKind::Waba(id), "solutions") => sight.solutions_of(id),
            (NodeKind::Waba(id), "activities") => {
                activity_filter(field).and_then(|filter| sight.activities(id, &filter))
            }
            // Nothing of the kind is ever made here, so the lists are empty.
            (NodeKind::Waba(id), "schedules" | "in_progress_onbehalf_request") => {
                sight.waba(id).map(|_| Vec::new())
            }
            (NodeKind::App(id), "whatsapp_business_solutions") => {
                sight.solutions_of_app(id, field.arg("role"))
            }
            (NodeKind::App(id), "connected_client_businesses") => sight.connected_businesses(id),
            (NodeKind::SystemUser(id), "assigned_whatsapp_business_accounts") => {
                sight.assigned_wabas(id)
            }
            (NodeKind::Business(id), "preverified_numbers") => {
                sight.preverified_numbers(id, &preverified_filter(field))
            }
            (NodeKind::Preverified(id), "partners") => sight.preverified_partners(id),
            (NodeKind::CreditLine(id), "owning_credit_allocation_configs") => {
                optional(field, "receiving_business_id").and_then(|of| sight.allocations(id, of))
            }
            _ => return self.unpaged_edge(kind, field),
        };
        Some(rows.and_then(|rows| self.page(rows, field, link)))
    }

    /// The edges that have no pages.
    fn unpaged_edge(&self, kind: NodeKind, field: &Field) -> Option<Result<Value, GraphError>> {
        let sight = &self.sight;
        Some(match (kind, field.name.as_str()) {
            (NodeKind::Waba(id), "subscribed_apps") => sight.subscribed_apps(id).map(unpaged),
            (NodeKind::Phone(id), "whatsapp_business_profile") => {
                sight.profile(id, &field.sub, &self.call.origin).map(|row| unpaged([row]))
            }
            (NodeKind::Phone(id), "settings") => sight.settings(id, &field.sub),
            (NodeKind::Phone(id), "official_business_account") => {
                sight.official(id).and_then(|node| node.select(&field.sub))
            }
            (NodeKind::Waba(id), "analytics" | "conversation_analytics" | "template_analytics") => {
                sight.statistics(id, field)
            }
            (NodeKind::App(id), "subscriptions") => sight.subscriptions(id).map(unpaged),
            (NodeKind::App(id), "permissions") => sight.app_permissions(id).map(unpaged),
            _ => return None,
        })
    }

    /// The part of a list that was asked for. Of an object the caller may list but not open,
    /// nested edges are left out.
    fn page(&self, rows: Vec<Row>, field: &Field, link: &PageLink) -> Result<Value, GraphError> {
        let newer = self.call.target.version >= Version::V24;
        let request = PageRequest::of_field(field).map_err(|error| {
            let cursor = error == GraphError::invalid_cursor();
            match cursor && newer && field.name == "message_templates" {
                true => GraphError::invalid_template_cursor(),
                false => error,
            }
        });
        let mut request = request?;
        // Clients name the totals they want; the page itself knows only one.
        request.summary = false;
        let summary = self.summary(&rows, field);
        let part = page(rows, |row| row.key, request);
        let mut answer = part.to_json(Some(link), |row| {
            let id = row.node.id().parse().unwrap_or_default();
            row.node.select_with(&field.sub, |field| {
                let answer = self.nested(id, field)?;
                Some(match answer {
                    Err(error) if error.is_permission() => Ok(Value::Null),
                    other => other,
                })
            })
        })?;
        if let Some(summary) = summary {
            answer["summary"] = summary;
        }
        Ok(answer)
    }

    /// The totals a call asks for with `summary`: `true`, or their names.
    fn summary(&self, rows: &[Row], field: &Field) -> Option<Value> {
        let asked = field.arg("summary").filter(|text| !matches!(*text, "" | "0" | "false"))?;
        let mut totals = json!({"total_count": rows.len()});
        if field.name == "message_templates" {
            totals["message_template_count"] = rows.len().into();
            let world = self.sight.world;
            let first = rows.first().and_then(|row| row.node.id().parse().ok());
            let waba = first.and_then(|id| world.template(id).ok()).map(|one| one.waba);
            let most = waba.map_or(world.policy.templates_per_waba, |id| world.template_limit(id));
            totals["message_template_limit"] = most.into();
            totals["are_translations_complete"] = true.into();
        }
        if !matches!(asked, "1" | "true" | "True") {
            let names: Vec<&str> = asked.split(',').map(str::trim).collect();
            totals.as_object_mut()?.retain(|name, _| names.contains(&name.as_str()));
        }
        Some(totals)
    }
}

fn waba_query(field: &Field) -> Result<WabaQuery, GraphError> {
    let owned = field.name.starts_with("owned");
    WabaQuery::read(field.arg("filtering"), field.arg("sort"), owned)
        .and_then(|query| Ok(query.only(optional(field, "find")?)))
}

/// `since`, `until` and `activity_type` of a list of activities.
fn activity_filter(field: &Field) -> Result<ActivityFilter, GraphError> {
    let time = |name: &str| match field.arg(name).map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => {
            let seconds = text.parse::<i64>().ok().and_then(|at| Timestamp::from_second(at).ok());
            let found = seconds.or_else(|| text.parse().ok());
            found.map(Some).ok_or_else(|| GraphError::bad_value(name, text))
        }
    };
    let kinds = field.arg("activity_type").unwrap_or_default();
    let kinds = kinds.split(',').map(|word| word.trim_matches(['[', ']', '"', '\'', ' ']));
    let kinds = kinds.filter(|word| !word.is_empty()).map(str::to_owned).collect();
    Ok(ActivityFilter { since: time("since")?, until: time("until")?, kinds })
}

/// A parameter of an edge that it cannot do without.
fn required<T: std::str::FromStr>(field: &Field, name: &str) -> Result<T, GraphError> {
    optional(field, name)?.ok_or_else(|| GraphError::missing_parameter(name))
}

fn optional<T: std::str::FromStr>(field: &Field, name: &str) -> Result<Option<T>, GraphError> {
    let text = field.arg(name).map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.parse().map_err(|_| GraphError::bad_value(name, text))).transpose()
}

fn preverified_filter(field: &Field) -> PreverifiedFilter {
    let text = |name: &str| field.arg(name).map(str::to_owned).filter(|text| !text.is_empty());
    PreverifiedFilter { status: text("code_verification_status"), number: text("phone_number") }
}

fn template_filter(field: &Field) -> Result<TemplateFilter, GraphError> {
    let mut params = Params::new();
    for (name, value) in field.args.iter().rev() {
        params.push(name.as_str(), value.as_str());
    }
    let text = |name: &str| params.non_empty(name).map(str::to_owned);
    Ok(TemplateFilter {
        name: text("name"),
        name_or_content: text("name_or_content"),
        content: text("content"),
        scores: words(&params, "quality_score", QualityRating::ALL)?,
        languages: params.list("language"),
        categories: words(&params, "category", TemplateCategory::ALL)?,
        statuses: words(&params, "status", TemplateStatus::ALL)?,
    })
}

/// The values of a list parameter, in any case, each one of `all`.
fn words<T: FromStr + Display>(
    params: &Params,
    name: &str,
    all: &[T],
) -> Result<Vec<T>, GraphError> {
    let word = |(index, text): (usize, String)| {
        text.to_ascii_uppercase().parse().map_err(|_| {
            let known: Vec<String> = all.iter().map(T::to_string).collect();
            let known = known.join(", ");
            let sentence =
                format!("Param {name}[{index}] must be one of {{{known}}} - got \"{text}\".");
            GraphError::parameter(&sentence)
        })
    };
    params.list(name).into_iter().enumerate().map(word).collect()
}

/// The numbers that pass `filtering`: members of the node compared for equality (contract §3.4).
fn matching(rows: Vec<Row>, field: &Field) -> Result<Vec<Row>, GraphError> {
    let Some(text) = field.arg("filtering") else { return Ok(rows) };
    let bad = || GraphError::bad_value("filtering", text);
    let filters: Vec<Map<String, Value>> = serde_json::from_str(text).map_err(|_| bad())?;
    let mut wanted = Vec::new();
    for filter in &filters {
        let name = filter.get("field").and_then(Value::as_str).ok_or_else(bad)?;
        let known = ["account_mode", "is_official_business_account", "messaging_limit_tier"];
        let equal = filter.get("operator").and_then(Value::as_str) == Some("EQUAL");
        if !known.contains(&name) || !equal {
            return Err(GraphError::parameter(&format!("Filtering by '{name}' is not supported")));
        }
        let value = match filter.get("value").ok_or_else(bad)? {
            Value::String(text) if text == "true" || text == "false" => json!(text == "true"),
            other => other.clone(),
        };
        wanted.push((name, value));
    }
    let passes = |row: &Row| wanted.iter().all(|(name, value)| row.node.get(name) == Some(value));
    Ok(rows.into_iter().filter(passes).collect())
}
