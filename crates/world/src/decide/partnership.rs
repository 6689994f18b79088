//! People, partners, and what an owner settles about its WABA.

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, PersonId, ShareRequestId, WabaId};

use super::setup::require_text;
use super::{Ask, Decision};
use crate::access::Need;
use crate::actor::Actor;
use crate::business::Role;
use crate::event::Event;
use crate::partnership::{PartnershipCommand, PartnershipEvent, ShareRequest};
use crate::phone::OffReason;
use crate::refusal::Refusal;
use crate::time::days;
use crate::waba::Funding;

impl Ask<'_> {
    pub(super) fn decide_partnership(self, command: &PartnershipCommand) -> Decision {
        use PartnershipCommand as C;
        match command {
            C::RemoveMember { business, person } => self.remove_member(*business, *person),
            C::AskToShare { waba, partner } => self.ask_to_share(*waba, *partner),
            C::AnswerRequest { request, accept } => self.answer_request(*request, *accept),
            C::RemovePartner { business, partner } => self.remove_partner(*business, *partner),
            C::UninstallApp { business, app } => self.uninstall(*business, *app),
            C::RenameWaba { waba, name } => {
                self.require_manager(*waba)?;
                require_text("name", name, 255)?;
                let (waba, name) = (*waba, name.trim().to_owned());
                Ok(vec![Event::Partnership(PartnershipEvent::WabaRenamed { waba, name })])
            }
            C::SetTimeZone { waba, timezone_id } => self.set_time_zone(*waba, *timezone_id),
            C::ReadNotices { business, through } => self.read_notices(*business, *through),
        }
    }

    /// That an admin of the owner asks, or the desk: nobody else changes what an owner settles
    /// (requirement A08).
    fn require_own_waba(self, waba: WabaId) -> Result<(), Refusal> {
        self.require_admin_of(self.world.waba(waba)?.owner)
    }

    /// That an admin of the owner asks, or the desk, or a token that may manage the account.
    fn require_manager(self, waba: WabaId) -> Result<(), Refusal> {
        match self.by {
            Actor::Token { .. } => self.allow(Need::ManageWaba(waba)),
            _ => self.require_own_waba(waba),
        }
    }

    /// That an admin of the business asks, or the desk.
    pub(super) fn require_admin_of(self, business: BusinessId) -> Result<(), Refusal> {
        match self.by {
            Actor::Desk => self.world.business(business).map(drop),
            Actor::Person { person } => {
                let known = self.world.business(business)?;
                if known.people.contains_key(person) {
                    self.world.require_admin(*person, business)
                } else {
                    Err(Refusal::NotVisible { id: business.get(), verb: Verb::Post })
                }
            }
            _ => Err(Refusal::NotForThisActor),
        }
    }

    /// Admins remove people, everybody may leave, the last admin stays.
    fn remove_member(self, business: BusinessId, person: PersonId) -> Decision {
        let known = self.world.business(business)?;
        let leaves = *self.by == Actor::Person { person };
        if !leaves {
            self.require_admin_of(business)?;
        }
        if !known.people.contains_key(&person) {
            return Err(Refusal::NotVisible { id: person.get(), verb: Verb::Delete });
        }
        let mut others = known.people.iter().filter(|(id, _)| **id != person);
        if known.is_admin(person) && !others.any(|(_, role)| *role == Role::Admin) {
            return Err(Refusal::LastAdmin);
        }
        Ok(vec![Event::Partnership(PartnershipEvent::MemberRemoved { business, person })])
    }

    /// Outside the signup nothing is shared (requirement A09); where the era allows it, a
    /// provider's wish becomes a request that the owner answers.
    fn ask_to_share(self, waba: WabaId, partner: BusinessId) -> Decision {
        let known = self.world.waba(waba)?;
        let asks = match self.by {
            Actor::Desk => true,
            Actor::Person { person } => {
                let admin = |business| self.world.require_admin(*person, business).is_ok();
                admin(partner) || admin(known.owner)
            }
            Actor::Token { key } => {
                let caller = self.world.caller(key, self.now)?;
                let business = self.world.business_of(&caller);
                business == Some(partner) || business == Some(known.owner)
            }
            _ => false,
        };
        let policy = &self.world.policy;
        // The provider that works with the account already is told why, not that there is none
        // (requirement A07); where owners are asked, only the parties of a share ask.
        let works_with_it = || match self.by {
            Actor::Token { key } => self
                .world
                .caller(key, self.now)
                .is_ok_and(|caller| self.world.sees_waba(&caller, waba)),
            _ => false,
        };
        if !asks && (policy.partner_requests || !works_with_it()) {
            return Err(Refusal::NotVisible { id: waba.get(), verb: Verb::Post });
        }
        if !policy.partner_requests {
            return Err(Refusal::SharingOutsideSignup);
        }
        if !self.world.business(partner)?.provider {
            return Err(Refusal::NotAProvider { business: partner });
        }
        if known.is_shared_with(partner) {
            return Ok(Vec::new());
        }
        self.world.may_connect(waba, partner)?;
        let waiting =
            |one: &ShareRequest| one.open(self.now) && one.waba == waba && one.partner == partner;
        if self.world.partnerships.requests.values().any(waiting) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Partnership(PartnershipEvent::ShareRequested {
            request: ShareRequestId::new(self.world.chance().id()),
            waba,
            partner,
            expires_at: days(self.now, policy.partner_request_days),
        })])
    }

    fn answer_request(self, request: ShareRequestId, accept: bool) -> Decision {
        let unseen = Refusal::NotVisible { id: request.get(), verb: Verb::Post };
        let known = self.world.partnerships.requests.get(&request).ok_or(unseen)?;
        self.require_own_waba(known.waba)?;
        if !known.open(self.now) {
            return Err(Refusal::RequestOver);
        }
        let answered = PartnershipEvent::ShareRequestAnswered { request, accepted: accept };
        let mut events = vec![Event::Partnership(answered)];
        if accept {
            let (waba, partner) = (known.waba, known.partner);
            self.world.may_connect(waba, partner)?;
            events.push(Event::WabaShared { waba, partner });
            events.extend(self.cure(waba, OffReason::Unshared));
        }
        Ok(events)
    }

    /// Every WABA of the business is taken back from the provider at once (requirement A11).
    fn remove_partner(self, business: BusinessId, partner: BusinessId) -> Decision {
        self.require_admin_of(business)?;
        let shared = self.world.shared_wabas(business, partner);
        let first = shared.first().copied();
        let waba = first.ok_or(Refusal::NotVisible { id: partner.get(), verb: Verb::Delete })?;
        debug_assert!(self.world.waba(waba).is_ok(), "a shared WABA exists");
        let removed = PartnershipEvent::PartnerRemoved { business, partner };
        let mut events = vec![Event::Partnership(removed)];
        for waba in shared {
            events.extend(self.unshare(waba, partner)?);
        }
        Ok(events)
    }

    /// The app loses every permission of the business; the partnership itself stays.
    fn uninstall(self, business: BusinessId, app: AppId) -> Decision {
        self.require_admin_of(business)?;
        let wabas = self.world.installed_wabas(business, app);
        if wabas.is_empty() {
            return Err(Refusal::NotVisible { id: app.get(), verb: Verb::Delete });
        }
        let uninstalled = PartnershipEvent::AppUninstalled { business, app, wabas };
        Ok(vec![Event::Partnership(uninstalled)])
    }

    fn set_time_zone(self, waba: WabaId, timezone_id: u32) -> Decision {
        self.require_manager(waba)?;
        if timezone_id > 592 {
            let value = timezone_id.to_string();
            return Err(Refusal::BadValue { field: "timezone_id", value });
        }
        let known = self.world.waba(waba)?;
        if known.timezone_id == timezone_id {
            return Ok(Vec::new());
        }
        if known.funding != Funding::None {
            return Err(Refusal::TimeZoneFixed);
        }
        Ok(vec![Event::Partnership(PartnershipEvent::TimeZoneSet { waba, timezone_id })])
    }

    fn read_notices(self, business: BusinessId, through: i64) -> Decision {
        let Actor::Person { person } = self.by else { return Err(Refusal::NotForThisActor) };
        if !self.world.business(business)?.people.contains_key(person) {
            return Err(Refusal::NotVisible { id: business.get(), verb: Verb::Post });
        }
        let key = (business, *person);
        if self.world.partnerships.read.get(&key).is_some_and(|read| *read >= through) {
            return Ok(Vec::new());
        }
        let person = *person;
        Ok(vec![Event::Partnership(PartnershipEvent::NoticesRead { business, person, through })])
    }
}

impl crate::world::World {
    /// The WABAs of a business that an app works with by a login: it is subscribed to them, or
    /// holds a token of the business's integration or of a person that reaches them.
    pub fn installed_wabas(&self, business: BusinessId, app: AppId) -> Vec<WabaId> {
        let Some(known) = self.businesses.get(&business) else { return Vec::new() };
        let Some(provider) = self.apps.get(&app).map(|app| app.business) else { return Vec::new() };
        if provider == business {
            return Vec::new();
        }
        let mut reached: Vec<WabaId> = Vec::new();
        for token in self.tokens.values().filter(|token| token.app == app) {
            reached.extend(token.wabas.iter().flatten());
        }
        let installed = |id: &WabaId| {
            let waba = self.wabas.get(id);
            waba.is_some_and(|waba| waba.subscriptions.contains_key(&app) || reached.contains(id))
        };
        known.owned_wabas.iter().copied().filter(installed).collect()
    }
}
