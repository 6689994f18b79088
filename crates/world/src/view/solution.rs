//! Multi-partner solutions as Graph shows them (contract §3.9).

use graph::{AppId, GraphError, Key, MigrationIntentId, Node, SolutionId, WabaId};
use serde_json::json;

use super::{Row, Sight, unseen};
use crate::solution::Solution;
use crate::token::Holder;

impl Sight<'_> {
    /// The solution with this id, for its two apps.
    ///
    /// # Errors
    /// 100/33 for everybody else.
    pub fn solution(&self, id: SolutionId) -> Result<Node, GraphError> {
        let known = self.world.solutions.all.get(&id);
        let known = known.filter(|solution| self.acts_for_app() && solution.has(self.caller.app));
        Ok(self.solution_node(known.ok_or_else(|| unseen(id.get()))?))
    }

    /// The wish to move a WABA into a solution, for the solution's apps.
    ///
    /// # Errors
    /// 100/33 for everybody else.
    pub fn migration_intent(&self, id: MigrationIntentId) -> Result<Node, GraphError> {
        let intent = self.world.solutions.intents.get(&id).ok_or_else(|| unseen(id.get()))?;
        let solution = self.solution(intent.solution).map_err(|_| unseen(id.get()))?;
        Ok(Node::new("WhatsAppBusinessSolutionMigrationIntent", id)
            .set("status", intent.status())
            .set_node("solution", solution)
            .set("waba", json!({"id": intent.waba}))
            .defaults(&["id", "status"]))
    }

    /// The solutions a WABA belongs to, as far as they are the caller's.
    ///
    /// # Errors
    /// As for the WABA.
    pub fn solutions_of(&self, waba: WabaId) -> Result<Vec<Row>, GraphError> {
        self.may_read(waba, waba.get())?;
        Ok(self.solution_rows(|solution| {
            solution.wabas.contains(&waba) && solution.has(self.caller.app)
        }))
    }

    /// The solutions of an app, in one role or in both.
    ///
    /// # Errors
    /// 100/33 for other apps, `(#100)` for an unknown role.
    pub fn solutions_of_app(&self, app: AppId, role: Option<&str>) -> Result<Vec<Row>, GraphError> {
        if !self.acts_for_app() || self.caller.app != app {
            return Err(unseen(app.get()));
        }
        let (owner, partner) = match role.unwrap_or_default().to_ascii_uppercase().as_str() {
            "" | "ALL" => (true, true),
            "OWNER" => (true, false),
            "PARTNER" => (false, true),
            other => return Err(GraphError::bad_value("role", other)),
        };
        Ok(self.solution_rows(|solution| {
            (owner && solution.owner == app) || (partner && solution.partner == app)
        }))
    }

    /// The businesses an app works for, oldest connection first.
    ///
    /// # Errors
    /// 100/33 for other apps.
    pub fn connected_businesses(&self, app: AppId) -> Result<Vec<Row>, GraphError> {
        if !self.acts_for_app() || self.caller.app != app {
            return Err(unseen(app.get()));
        }
        let clients = self.world.integrations.iter().filter(|((_, of), _)| *of == app);
        let rows = clients.filter_map(|((business, _), user)| {
            let since = self.world.system_users.get(user)?.created_at;
            let node = self.business_member(*business)?;
            Some(Row { key: Key::rising(since.as_microsecond(), business.get()), node })
        });
        Ok(rows.collect())
    }

    /// Whether the caller is the app itself, or a system user of the business the app belongs to.
    fn acts_for_app(&self) -> bool {
        let business = self.world.app(self.caller.app).map(|app| app.business).ok();
        self.caller.holder == Holder::App
            || (business.is_some() && business == self.world.business_of(self.caller))
    }

    fn solution_rows(&self, wanted: impl Fn(&Solution) -> bool) -> Vec<Row> {
        let found = self.world.solutions.all.values().filter(|solution| wanted(solution));
        let row = |solution: &Solution| Row {
            key: Key::falling(solution.created_at.as_microsecond(), solution.id.get()),
            node: self.solution_node(solution),
        };
        found.map(row).collect()
    }

    fn solution_node(&self, solution: &Solution) -> Node {
        let app = |id: AppId| {
            let name = self.world.app(id).map(|app| app.name.as_str()).ok();
            Node::new("Application", id).set_opt("name", name).defaults(&["id", "name"])
        };
        let (status, pending) = solution.stage.words();
        let sends = solution.sending_app() == solution.owner;
        let permissions = |sends: bool| if sends { json!(["MESSAGING"]) } else { json!([]) };
        Node::new("WhatsAppBusinessSolution", solution.id)
            .set("name", solution.name.as_str())
            .set("status", status)
            .set("status_for_pending_request", pending)
            .set_node("owner_app", app(solution.owner))
            .set("owner_permissions", permissions(sends))
            .set_node("partner_app", app(solution.partner))
            .set("partner_permissions", permissions(!sends))
            .defaults(&["id", "name", "status", "status_for_pending_request"])
    }
}
