//! Who may do what: one table of holders and needs (requirements A03, A05, A11, E05, H01, H02).

use graph::id::{SystemUserId, WabaId};
use graph::status::{Permission, Task};

use super::{Caller, Need};
use crate::actor::{Actor, TokenKey};
use crate::command::{Command, TokenOrder};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::scene::{Client, Scene, actor};
use crate::signup::Login;
use crate::system_user::SystemUserKind;
use crate::token::Holder;

/// A need, and how it is called.
type Asked = (&'static str, fn(WabaId) -> Need);

/// What a row asks for, in the order of its letters.
const NEEDS: [Asked; 7] = [
    ("read", Need::ReadWaba),
    ("manage numbers", Need::ManagePhones),
    ("message", Need::Send),
    ("read users", Need::ReadUsers),
    ("assign users", Need::AssignUsers),
    ("fund", Need::Fund),
    ("certificate", Need::ReadCertificates),
];

/// One client is granted everywhere, the other only to those who reach all their business does.
struct Stage {
    scene: Scene,
    granted: Client,
    other: Client,
    /// Integration of the app with the granted client's business.
    integration: SystemUserId,
}

impl Stage {
    fn new() -> Self {
        let mut scene = Scene::new();
        let granted = scene.sign_up("Shrub", "+16505550123");
        let signup = scene.start(Login::Code);
        let again = crate::signup::BusinessChoice::Existing { business: granted.business };
        scene.until_number(signup, "Hedge", again);
        scene.prove(signup, "+16505550124");
        let other = scene.finish(signup, "code");
        let exchange = Command::ExchangeCode {
            code: crate::actor::CodeKey::new("code"),
            key: TokenKey::new("both"),
            redirect_uri: None,
        };
        scene.ask(&Actor::App { app: scene.app }, exchange).unwrap();
        let integration = scene.world.integrations[&(granted.business, scene.app)];
        Self { scene, granted, other, integration }
    }

    /// A caller with all permissions.
    fn caller(&self, holder: Holder, wabas: Option<Vec<WabaId>>) -> Caller {
        let scopes = Permission::ALL.iter().copied().collect();
        Caller { app: self.scene.app, holder, scopes, wabas }
    }

    fn user(&self, user: SystemUserId) -> Caller {
        self.caller(Holder::SystemUser(user), None)
    }

    /// A system user of the granted client's own business, which has all tasks there are.
    fn own_user(&mut self, user: u64, kind: SystemUserKind) -> Caller {
        let (user, waba) = (SystemUserId::new(user), self.granted.waba);
        let (business, name) = (self.granted.business, "own".to_owned());
        let at = self.scene.now;
        self.scene.world.evolve(&Event::SystemUserCreated { user, business, name, kind }, at);
        let tasks = Task::ALL.iter().copied().collect();
        self.scene.world.evolve(&Event::UserAssigned { waba, user, tasks }, at);
        self.user(user)
    }

    fn assign(&mut self, tasks: &[Task]) {
        let (waba, user) = (self.granted.waba, self.scene.employee);
        let tasks = tasks.iter().copied().collect();
        self.scene.ask(&actor("admin"), Command::AssignUser { waba, user, tasks }).unwrap();
    }

    /// One letter for each need: `+` may, `2` error 200, `1` error 10, `-` error 100/33.
    fn row(&self, caller: &Caller, waba: WabaId) -> String {
        let letter = |(name, need): &Asked| {
            let Err(refusal) = self.scene.world.permit(caller, need(waba)) else { return '+' };
            let error = refusal.to_graph();
            match (error.status, error.code, error.subcode) {
                (403, 200, None) => '2',
                (403, 10, None) => '1',
                (400, 100, Some(33)) => '-',
                other => panic!("{name}: {other:?}"),
            }
        };
        NEEDS.iter().map(letter).collect()
    }

    /// The rows of both WABAs.
    fn rows(&self, caller: &Caller) -> [String; 2] {
        [self.row(caller, self.granted.waba), self.row(caller, self.other.waba)]
    }
}

#[test]
fn a03_a05_e05_the_table_of_access() {
    let mut stage = Stage::new();
    let granted = Some(vec![stage.granted.waba]);
    let person = Holder::Person(stage.scene.person_id());
    let (foreign, other_app) = stage.scene.found("Other", "other.example");
    let foreign = stage.scene.world.businesses[&foreign].system_users[0];
    let own_admin = stage.own_user(9_001, SystemUserKind::Admin);
    let own_employee = stage.own_user(9_002, SystemUserKind::Employee);
    let Scene { admin, employee, .. } = stage.scene;
    let limited = stage.caller(Holder::SystemUser(admin), granted.clone());
    let integration = stage.caller(Holder::SystemUser(stage.integration), granted.clone());
    let unlimited = stage.user(stage.integration);
    let signed_up = stage.caller(person, granted);
    let stranger = Caller { app: other_app, ..signed_up.clone() };

    // Letters: read, manage numbers, message, read users, assign users, fund, certificate.
    for (who, caller, [here, there]) in [
        ("the owner's admin system user", own_admin, ["++++++2", "++++++2"]),
        ("the owner's employee, all tasks", own_employee, ["++++2+2", "2222222"]),
        ("the partner's admin", stage.user(admin), ["+++++++", "+++++++"]),
        ("the partner's employee, not assigned", stage.user(employee), ["2222222", "2222222"]),
        ("a token limited to one WABA", limited, ["+++++++", "-------"]),
        ("a business token", integration, ["++++22+", "-------"]),
        ("a business token without limit", unlimited, ["++++22+", "++++22+"]),
        ("the user token of a signup", signed_up, ["++++222", "-------"]),
        ("the person through another app", stranger, ["-------", "-------"]),
        ("another provider's admin", stage.user(foreign), ["-------", "-------"]),
        ("the app itself", stage.caller(Holder::App, None), ["-------", "-------"]),
        ("a system user that is none", stage.user(SystemUserId::new(1)), ["-------", "-------"]),
    ] {
        assert_eq!(stage.rows(&caller), [here, there], "{who}");
    }
}

#[test]
fn a03_an_employee_may_what_its_tasks_say_where_it_is_assigned() {
    // Letters: read, manage numbers, message, read users, assign users, fund, certificate.
    for (tasks, row) in [
        (&[Task::Manage][..], "++++2++"),
        (&[Task::FullControl], "++++2++"),
        (&[Task::Develop], "+2++222"),
        (&[Task::Messaging], "+2++222"),
        (&[Task::ManagePhone], "++2+22+"),
        (&[Task::ManagePhoneAssets], "++2+22+"),
        (&[Task::ManageBilling], "+22+2+2"),
        (&[Task::ManageUsers], "+22+222"),
        (&[Task::ViewTemplates], "+22+222"),
        (&[Task::ManageTemplates], "+22+222"),
        (&[Task::Develop, Task::ManagePhone], "++++22+"),
    ] {
        let mut stage = Stage::new();
        stage.assign(tasks);
        let employee = stage.user(stage.scene.employee);
        assert_eq!(stage.rows(&employee), [row, "2222222"], "{tasks:?}");
    }
}

#[test]
fn h01_h02_each_permission_opens_its_part() {
    // Letters: read, manage numbers, message, read users, assign users, fund, certificate.
    for (scopes, row) in [
        (&[][..], "1111111"),
        (&[Permission::PublicProfile], "1111111"),
        (&[Permission::BusinessManagement], "11111+1"),
        (&[Permission::WhatsappBusinessManagement], "+++++1+"),
        (&[Permission::WhatsappBusinessMessaging], "11+1111"),
    ] {
        let stage = Stage::new();
        let mut admin = stage.user(stage.scene.admin);
        admin.scopes = scopes.iter().copied().collect();
        assert_eq!(stage.rows(&admin), [row, row], "{scopes:?}");
    }
}

#[test]
fn a11_an_end_of_sharing_or_of_membership_ends_access() {
    let mut stage = Stage::new();
    let (waba, partner) = (stage.granted.waba, stage.scene.provider);
    let limit = Some(vec![waba, stage.other.waba]);
    let person = stage.scene.person_id();
    let admin = stage.user(stage.scene.admin);
    let integration = stage.caller(Holder::SystemUser(stage.integration), limit.clone());
    let signed_up = stage.caller(Holder::Person(person), limit);
    let people = stage.scene.person.clone();
    stage.scene.ask(&people, Command::UnshareWaba { waba, partner }).unwrap();
    for (caller, left) in [(&admin, "+++++++"), (&integration, "++++22+"), (&signed_up, "++++222")]
    {
        assert_eq!(stage.rows(caller), ["-------", left]);
    }
    let business = stage.scene.world.businesses.get_mut(&stage.granted.business).unwrap();
    business.people.remove(&person);
    assert_eq!(stage.rows(&signed_up), ["-------", "-------"], "no longer in the business");
    assert_eq!(stage.rows(&admin), ["-------", "+++++++"]);
}

#[test]
fn e05_a_provider_reads_the_certificates_of_its_own_numbers() {
    let mut stage = Stage::new();
    let own = stage.scene.world.businesses[&stage.scene.provider].owned_wabas[0];
    let (admin, employee) = (stage.scene.admin, stage.scene.employee);
    let need = Need::ReadCertificates(own);
    assert_eq!(stage.scene.world.permit(&stage.user(admin), need), Ok(()));
    let unassigned = Refusal::NotAssigned { user: employee, waba: own };
    assert_eq!(stage.scene.world.permit(&stage.user(employee), need), Err(unassigned));
    let order = TokenOrder {
        key: TokenKey::new("own"),
        app: stage.scene.app,
        holder: Holder::SystemUser(employee),
        scopes: Permission::ALL.iter().copied().collect(),
        wabas: None,
        expires_at: None,
    };
    stage.scene.desk(Command::IssueToken(Box::new(order)));
    let tasks = [Task::ManagePhone].into();
    let assign = Command::AssignUser { waba: own, user: employee, tasks };
    stage.scene.ask(&actor("admin"), assign).unwrap();
    let caller = stage.scene.world.caller(&TokenKey::new("own"), stage.scene.now).unwrap();
    assert_eq!(stage.scene.world.permit(&caller, need), Ok(()));
}
