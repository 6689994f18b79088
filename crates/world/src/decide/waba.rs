//! WABAs: users, subscriptions, the end of sharing.

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, SystemUserId, WabaId};
use graph::status::Task;

use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::event::Event;
use crate::phone::{OffReason, Phone, Standing};
use crate::refusal::Refusal;
use crate::waba::CallbackOverride;
use crate::world::World;

impl Ask<'_> {
    pub(super) fn assign_user(
        self,
        waba: WabaId,
        user: SystemUserId,
        tasks: &BTreeSet<Task>,
    ) -> Decision {
        self.allow(Need::AssignUsers(waba))?;
        self.require_own_user(waba, user)?;
        if tasks.is_empty() {
            return Err(Refusal::BadValue { field: "tasks", value: "[]".to_owned() });
        }
        if self.world.waba(waba)?.assigned.get(&user) == Some(tasks) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::UserAssigned { waba, user, tasks: tasks.clone() }])
    }

    pub(super) fn unassign_user(self, waba: WabaId, user: SystemUserId) -> Decision {
        self.allow(Need::AssignUsers(waba))?;
        self.require_own_user(waba, user)?;
        if !self.world.waba(waba)?.assigned.contains_key(&user) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::UserUnassigned { waba, user }])
    }

    /// That the user belongs to whoever asks: nobody touches the other party's people
    /// (requirement A08).
    fn require_own_user(self, waba: WabaId, user: SystemUserId) -> Result<(), Refusal> {
        let unseen = Refusal::NotVisible { id: user.get(), verb: Verb::Post };
        let business = self.world.system_users.get(&user).map(|user| user.business);
        let waba = self.world.waba(waba)?;
        let own = match self.by {
            Actor::Token { key } => {
                self.world.business_of(&self.world.caller(key, self.now)?) == business
            }
            Actor::Person { .. } => business == Some(waba.owner),
            _ => business.is_some_and(|one| one == waba.owner || waba.is_shared_with(one)),
        };
        if own && business.is_some() { Ok(()) } else { Err(unseen) }
    }

    pub(super) fn subscribe(
        self,
        waba: WabaId,
        app: AppId,
        callback: Option<&CallbackOverride>,
    ) -> Decision {
        self.require_subscriber(waba, app)?;
        if let Some(callback) = callback
            && callback.url.len() > 200
        {
            let value = callback.url.clone();
            return Err(Refusal::BadValue { field: "override_callback_uri", value });
        }
        // An override takes the place of something: of a plain subscription, and of the app's own
        // callback: without either Meta refuses it in the same words (docs/scenarios.md, row 1).
        if matches!(self.by, Actor::Token { .. }) && callback.is_some() {
            let subscribed = self.world.waba(waba)?.subscriptions.contains_key(&app);
            if !subscribed || self.world.app(app)?.callback.is_none() {
                return Err(Refusal::NotSubscribed);
            }
        }
        Ok(vec![Event::AppSubscribed { waba, app, callback: callback.cloned() }])
    }

    pub(super) fn unsubscribe(self, waba: WabaId, app: AppId) -> Decision {
        self.require_subscriber(waba, app)?;
        if !self.world.waba(waba)?.subscriptions.contains_key(&app) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::AppUnsubscribed { waba, app }])
    }

    /// A token subscribes its own app only, and only apps of the two parties get webhooks.
    fn require_subscriber(self, waba: WabaId, app: AppId) -> Result<(), Refusal> {
        self.allow(Need::ManageWaba(waba))?;
        if let Actor::Token { key } = self.by
            && self.world.caller(key, self.now)?.app != app
        {
            return Err(Refusal::NotVisible { id: app.get(), verb: Verb::Post });
        }
        let business = self.world.app(app)?.business;
        let known = self.world.waba(waba)?;
        if known.owner == business || known.is_shared_with(business) {
            Ok(())
        } else {
            Err(Refusal::NotVisible { id: waba.get(), verb: Verb::Post })
        }
    }

    pub(super) fn unshare(self, waba: WabaId, partner: BusinessId) -> Decision {
        let known = self.world.waba(waba)?;
        match self.by {
            Actor::Desk => {}
            Actor::Person { person } => self.world.require_admin(*person, known.owner)?,
            _ => return Err(Refusal::NotForThisActor),
        }
        if !known.is_shared_with(partner) {
            return Err(Refusal::NotShared { waba });
        }
        let mut events = vec![Event::WabaUnshared { waba, partner }];
        if known.shared_with.len() == 1 {
            let on = known.phones.iter().filter_map(|id| self.world.phones.get(id));
            let off = on
                .filter(|phone| phone.off().is_none())
                .map(|phone| Event::PhoneTurnedOff { phone: phone.id, why: OffReason::Unshared });
            events.extend(off);
        }
        Ok(events)
    }

    /// What becomes of the numbers of a WABA that were turned off for a reason that is over: on
    /// again, or off for the next reason.
    pub(super) fn cure(self, waba: WabaId, over: OffReason) -> Vec<Event> {
        let phones = self.world.wabas.get(&waba).map(|waba| waba.phones.as_slice());
        let phones = phones.unwrap_or_default().iter().filter_map(|id| self.world.phones.get(id));
        phones.flat_map(|phone| self.cure_phone(phone, over)).collect()
    }

    /// The same for one number. What comes on again can be registered, so that it gets another
    /// certificate if its own is too old to be downloaded.
    pub(super) fn cure_phone(self, phone: &Phone, over: OffReason) -> Vec<Event> {
        if phone.off() != Some(over) {
            return Vec::new();
        }
        let id = phone.id;
        if let Some(why) = self.world.other_reason(phone, over) {
            return vec![Event::PhoneTurnedOff { phone: id, why }];
        }
        let mut events = vec![Event::PhoneTurnedOn { phone: id }];
        events.extend(self.replacement(phone));
        events
    }
}

impl World {
    /// Why a number has to be off apart from the reason that is over.
    fn other_reason(&self, phone: &Phone, over: OffReason) -> Option<OffReason> {
        let waba = self.wabas.get(&phone.waba)?;
        let lapsed = matches!(phone.standing, Standing::Lapsed { .. });
        let provider = self.businesses.get(&waba.owner).is_some_and(|owner| owner.provider);
        let reasons = [
            (waba.is_disabled(), OffReason::CheckFailed),
            (lapsed, OffReason::TrialEnded),
            (waba.shared_with.is_empty() && !provider, OffReason::Unshared),
        ];
        reasons.into_iter().find(|(holds, why)| *holds && *why != over).map(|(_, why)| why)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use graph::status::{Permission, Task};

    use crate::Command;
    use crate::phone::OffReason;
    use crate::refusal::Refusal;
    use crate::scene::{Scene, actor, number};
    use crate::token::Holder;

    #[test]
    fn a03_a05_an_employee_needs_assignment_an_admin_does_not() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (waba, app) = (client.waba, scene.app);
        let subscribe = Command::SubscribeApp { waba, app, callback: None };
        let refused = scene.ask(&actor("employee"), subscribe.clone()).unwrap_err();
        assert_eq!(refused, Refusal::NotAssigned { user: scene.employee, waba });
        let error = refused.to_graph();
        assert_eq!((error.status, error.code), (403, 200));
        assert!(scene.ask(&actor("admin"), subscribe.clone()).is_ok());
        let user = scene.employee;
        let tasks = BTreeSet::from([Task::Manage]);
        let assign = Command::AssignUser { waba, user, tasks };
        let by_employee = scene.ask(&actor("employee"), assign.clone()).unwrap_err();
        assert_eq!(by_employee, Refusal::AdminSystemUserNeeded);
        scene.ask(&actor("admin"), assign.clone()).unwrap();
        assert_eq!(scene.ask(&actor("admin"), assign), Ok(Vec::new()), "assigned already");
        assert!(scene.ask(&actor("employee"), subscribe).is_ok());
    }

    #[test]
    fn a_task_permits_what_it_names_and_no_more() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (waba, user, app) = (client.waba, scene.employee, scene.app);
        let tasks = BTreeSet::from([Task::Develop]);
        scene.ask(&actor("admin"), Command::AssignUser { waba, user, tasks }).unwrap();
        let employee = actor("employee");
        assert!(scene.ask(&employee, Command::SubscribeApp { waba, app, callback: None }).is_ok());
        assert!(matches!(scene.register(client.phone), Err(Refusal::NotAssigned { .. })));
    }

    #[test]
    fn h02_permissions_are_asked_for() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (waba, app, admin) = (client.waba, scene.app, scene.admin);
        let scopes = [Permission::BusinessManagement, Permission::WhatsappBusinessMessaging];
        scene.scoped_token("no-management", app, Holder::SystemUser(admin), &scopes);
        let subscribe = Command::SubscribeApp { waba, app, callback: None };
        let refused = scene.ask(&actor("no-management"), subscribe).unwrap_err();
        let permission = Permission::WhatsappBusinessManagement;
        assert_eq!(refused, Refusal::MissingPermission { permission });
        assert_eq!((refused.to_graph().status, refused.to_graph().code), (403, 10));
    }

    #[test]
    fn strangers_see_nothing() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (rival, app) = scene.found("Rival", "rival.example");
        let user = scene.world.businesses[&rival].system_users[0];
        scene.token("rival", app, user);
        let (waba, phone) = (client.waba, client.phone);
        let subscribe = Command::SubscribeApp { waba, app, callback: None };
        let error = scene.ask(&actor("rival"), subscribe).unwrap_err().to_graph();
        assert_eq!((error.status, error.code, error.subcode), (400, 100, Some(33)));
        let error =
            scene.ask(&actor("rival"), Command::Deregister { phone }).unwrap_err().to_graph();
        assert!(error.message.contains(&phone.to_string()), "{}", error.message);
        let unknown = scene.ask(&actor("nobody"), Command::Deregister { phone }).unwrap_err();
        assert_eq!((unknown.to_graph().status, unknown.to_graph().code), (401, 190));
    }

    #[test]
    fn a08_the_provider_cannot_touch_the_owners_people() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        let (waba, partner) = (client.waba, scene.provider);
        let unshare = Command::UnshareWaba { waba, partner };
        assert_eq!(scene.ask(&actor("admin"), unshare), Err(Refusal::NotForThisActor));
        let rival = scene.found("Rival", "rival.example").0;
        let user = scene.world.businesses[&rival].system_users[1];
        let unassign = Command::UnassignUser { waba, user };
        assert!(matches!(scene.ask(&actor("admin"), unassign), Err(Refusal::NotVisible { .. })));
    }

    #[test]
    fn a11_unsharing_ends_access_at_once_and_tells_the_provider() {
        let mut scene = Scene::new();
        let client = scene.sign_up("Lucky Shrub", "+4915112345678");
        scene.go_live(client);
        scene.effects.clear();
        let (waba, partner) = (client.waba, scene.provider);
        scene.person(Command::UnshareWaba { waba, partner }).unwrap();
        let gone = scene.template(client.phone, &number("+16505551234")).unwrap_err();
        assert_eq!(gone.to_graph().subcode, Some(33));
        let known = &scene.world.wabas[&waba];
        assert!(known.assigned.is_empty() && known.subscriptions.is_empty());
        assert_eq!(scene.world.phones[&client.phone].off(), Some(OffReason::Unshared));
        let mail = &scene.mails()[0];
        assert_eq!(mail.0, "ops@provider.example");
        assert!(mail.1.contains(&client.business.to_string()), "the client's business id");
        assert_eq!(scene.webhooks("account_update")[0].1["event"], "PARTNER_REMOVED");
    }
}
