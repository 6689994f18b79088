//! The truth of the platform: everything there is, with the indexes that find it.

use std::collections::{BTreeMap, BTreeSet};

use graph::error::Method as Verb;
use graph::id::{
    AllocationId, AppId, BusinessId, CreditLineId, MigrationIntentId, PersonId, PhoneNumberId,
    PreverifiedId, SignupId, SolutionId, SystemUserId, TemplateId, WabaId,
};
use graph::phone_number::E164;
use jiff::Timestamp;

use crate::actor::{CodeKey, TokenKey};
use crate::app::App;
use crate::business::Business;
use crate::chance::Chance;
use crate::credit::{Allocation, CreditLine};
use crate::due::Due;
use crate::flow::Flows;
use crate::handset::Handset;
use crate::limit::{MarketingSent, Usage};
use crate::message::{Chat, Message, MessageId};
use crate::ownership::Challenge;
use crate::packed::packed;
use crate::partnership::Partnerships;
use crate::person::Person;
use crate::phone::Phone;
use crate::policy::Policy;
use crate::preverified::Preverified;
use crate::refusal::Refusal;
use crate::signup::Signup;
use crate::system_user::SystemUser;
use crate::template::{Template, shared_wordings};
use crate::token::{LoginCode, Token};
use crate::verdict::{Review, ReviewKind};
use crate::verification::Certification;
use crate::waba::Waba;

/// The world. Its fields are for reading; only [`World::evolve`] changes them.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct World {
    /// The rules of the era.
    pub policy: Policy,
    /// People with an account.
    #[serde(deserialize_with = "packed")]
    pub people: BTreeMap<PersonId, Person>,
    /// Business portfolios, providers included.
    #[serde(deserialize_with = "packed")]
    pub businesses: BTreeMap<BusinessId, Business>,
    /// Apps.
    pub apps: BTreeMap<AppId, App>,
    /// System users.
    #[serde(deserialize_with = "packed")]
    pub system_users: BTreeMap<SystemUserId, SystemUser>,
    /// The system user through which an app works for a business (contract §1.6).
    #[serde(deserialize_with = "packed")]
    pub integrations: BTreeMap<(BusinessId, AppId), SystemUserId>,
    /// Access tokens by fingerprint.
    #[serde(deserialize_with = "packed")]
    pub tokens: BTreeMap<TokenKey, Token>,
    /// Login codes by fingerprint.
    pub codes: BTreeMap<CodeKey, LoginCode>,
    /// WhatsApp Business Accounts.
    #[serde(deserialize_with = "packed")]
    pub wabas: BTreeMap<WabaId, Waba>,
    /// Business phone numbers.
    #[serde(deserialize_with = "packed")]
    pub phones: BTreeMap<PhoneNumberId, Phone>,
    /// Which business phone number a number is.
    #[serde(deserialize_with = "packed")]
    pub numbers: BTreeMap<E164, PhoneNumberId>,
    /// Codes sent to numbers that are not proved yet.
    pub challenges: BTreeMap<E164, Challenge>,
    /// What answers at numbers outside the platform, where it is not a plain line.
    pub handsets: BTreeMap<E164, Handset>,
    /// Until when numbers whose account was deleted in an app are still refused (requirement B09).
    pub freed: BTreeMap<E164, Timestamp>,
    /// Numbers that providers proved before a client has them.
    pub preverified: BTreeMap<PreverifiedId, Preverified>,
    /// Until when numbers that were deleted cannot be registered again (contract §4.5).
    pub deleted_numbers: BTreeMap<E164, Timestamp>,
    /// Businesses that have not accepted the terms of the Cloud API (contract §4.5).
    pub terms_refused: BTreeSet<BusinessId>,
    /// What apps may ask of others; those not named are reviewed (requirement H03).
    pub app_access: BTreeMap<AppId, crate::app_access::AppAccess>,
    /// System users made later, invitations, child businesses.
    pub staff: crate::staff::Staff,
    /// Support tickets.
    pub support: crate::ticket::Support,
    /// What was used, and the invoices.
    pub money: crate::money::Money,
    /// Credit lines.
    pub credit_lines: BTreeMap<CreditLineId, CreditLine>,
    /// Shares of credit lines.
    #[serde(deserialize_with = "packed")]
    pub allocations: BTreeMap<AllocationId, Allocation>,
    /// Message templates.
    #[serde(deserialize_with = "shared_wordings")]
    pub templates: BTreeMap<TemplateId, Template>,
    /// Messages.
    pub messages: BTreeMap<MessageId, Message>,
    /// Chats by business number and customer.
    pub chats: BTreeMap<(PhoneNumberId, E164), Chat>,
    /// The customers that count towards limits shared by all numbers of a business.
    pub portfolio_usage: BTreeMap<BusinessId, Usage>,
    /// The marketing customers got, where that is limited.
    pub marketing_sent: MarketingSent,
    /// Until when names of deleted templates are not free, by WABA, name and language.
    pub gone_templates: BTreeMap<(WabaId, String, String), Timestamp>,
    /// Runs of the signup.
    pub signups: BTreeMap<SignupId, Signup>,
    /// Login configurations and redirect addresses.
    pub flows: Flows,
    /// Requests between owners and partners.
    pub partnerships: Partnerships,
    /// The unfinished run of a person with an app.
    pub open_signups: BTreeMap<(PersonId, AppId), SignupId>,
    /// Papers that providers handed in for their clients, by id (contract §2.5).
    pub certifications: BTreeMap<u64, Certification>,
    /// What waits for a verdict, by kind and the id of what is looked at.
    pub reviews: BTreeMap<(ReviewKind, u64), Review>,
    /// Tokens that ended before their time, and apps that demand proof.
    pub sessions: crate::session::Sessions,
    /// The accounts' own settings and histories.
    pub accounts: crate::account::Accounts,
    /// Multi-partner solutions.
    pub solutions: crate::solution::Solutions,
    pub(crate) seed: u64,
    pub(crate) applied: u64,
    /// The chat that was last looked through for old messages.
    pub(crate) swept: Option<(PhoneNumberId, E164)>,
    pub(crate) due: BTreeSet<(Timestamp, Due)>,
}

/// What kind of object an id belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[expect(missing_docs, reason = "each variant is the object of its name")]
pub enum NodeKind {
    Person(PersonId),
    Business(BusinessId),
    App(AppId),
    SystemUser(SystemUserId),
    Waba(WabaId),
    Phone(PhoneNumberId),
    CreditLine(CreditLineId),
    Allocation(AllocationId),
    Template(TemplateId),
    Solution(SolutionId),
    MigrationIntent(MigrationIntentId),
    Preverified(PreverifiedId),
}

impl World {
    /// An empty world. The same seed and the same commands at the same times make the same world.
    pub fn new(seed: u64, policy: Policy) -> Self {
        Self {
            policy,
            people: BTreeMap::new(),
            businesses: BTreeMap::new(),
            apps: BTreeMap::new(),
            system_users: BTreeMap::new(),
            integrations: BTreeMap::new(),
            tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            wabas: BTreeMap::new(),
            phones: BTreeMap::new(),
            numbers: BTreeMap::new(),
            challenges: BTreeMap::new(),
            handsets: BTreeMap::new(),
            freed: BTreeMap::new(),
            preverified: BTreeMap::new(),
            deleted_numbers: BTreeMap::new(),
            terms_refused: BTreeSet::new(),
            app_access: BTreeMap::new(),
            staff: crate::staff::Staff::default(),
            support: crate::ticket::Support::default(),
            money: crate::money::Money::default(),
            credit_lines: BTreeMap::new(),
            allocations: BTreeMap::new(),
            templates: BTreeMap::new(),
            messages: BTreeMap::new(),
            chats: BTreeMap::new(),
            portfolio_usage: BTreeMap::new(),
            marketing_sent: MarketingSent::default(),
            gone_templates: BTreeMap::new(),
            swept: None,
            signups: BTreeMap::new(),
            flows: Flows::default(),
            partnerships: Partnerships::default(),
            open_signups: BTreeMap::new(),
            certifications: BTreeMap::new(),
            reviews: BTreeMap::new(),
            sessions: crate::session::Sessions::default(),
            accounts: crate::account::Accounts::default(),
            solutions: crate::solution::Solutions::default(),
            seed,
            applied: 0,
            due: BTreeSet::new(),
        }
    }

    /// When the world next changes by itself.
    pub fn due(&self) -> Option<Timestamp> {
        self.due.first().map(|(at, _)| *at)
    }

    /// What happens by itself, and when; the earliest first.
    pub fn due_list(&self) -> impl Iterator<Item = &(Timestamp, Due)> {
        self.due.iter()
    }

    /// How many events made this world.
    pub const fn applied(&self) -> u64 {
        self.applied
    }

    /// What kind of object an id belongs to; `None` if there is none.
    pub fn kind_of(&self, id: u64) -> Option<NodeKind> {
        macro_rules! first_of {
            ($($map:ident $key:ident $kind:ident),+) => {
                $(if self.$map.contains_key(&$key::new(id)) {
                    return Some(NodeKind::$kind($key::new(id)));
                })+
            };
        }
        first_of!(
            wabas WabaId Waba, phones PhoneNumberId Phone, businesses BusinessId Business,
            templates TemplateId Template, preverified PreverifiedId Preverified,
            allocations AllocationId Allocation, credit_lines CreditLineId CreditLine,
            system_users SystemUserId SystemUser,
            apps AppId App, people PersonId Person
        );
        if self.solutions.all.contains_key(&SolutionId::new(id)) {
            return Some(NodeKind::Solution(SolutionId::new(id)));
        }
        if self.solutions.intents.contains_key(&MigrationIntentId::new(id)) {
            return Some(NodeKind::MigrationIntent(MigrationIntentId::new(id)));
        }
        None
    }

    /// A stream of chance for the next decision.
    pub(crate) fn chance(&self) -> Chance {
        Chance::new(self.seed, self.applied)
    }

    /// The phone of a number.
    pub fn phone_of(&self, number: &E164) -> Option<&Phone> {
        self.numbers.get(number).and_then(|id| self.phones.get(id))
    }

    /// The chat of a business number with a customer, if they ever wrote.
    pub fn chat(&self, phone: PhoneNumberId, customer: &E164) -> Option<&Chat> {
        self.chats.get(&(phone, customer.clone()))
    }
}

macro_rules! finders {
    ($($(#[$doc:meta])* $name:ident, $change:ident: $map:ident $id:ident $value:ident;)+) => {
        impl World {$(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`Refusal::NotVisible`] if there is none.
            pub fn $name(&self, id: $id) -> Result<&$value, Refusal> {
                let unseen = Refusal::NotVisible { id: id.get(), verb: Verb::Post };
                self.$map.get(&id).ok_or(unseen)
            }

            pub(crate) fn $change(&mut self, id: $id) -> &mut $value {
                self.$map.get_mut(&id).expect("an event names what an earlier event made")
            }
        )+}
    };
}

finders! {
    /// The business with this id.
    business, business_mut: businesses BusinessId Business;
    /// The person with this id.
    person, person_mut: people PersonId Person;
    /// The app with this id.
    app, app_mut: apps AppId App;
    /// The WABA with this id.
    waba, waba_mut: wabas WabaId Waba;
    /// The phone with this id.
    phone, phone_mut: phones PhoneNumberId Phone;
    /// The template with this id.
    template, template_mut: templates TemplateId Template;
    /// The credit line with this id.
    credit_line, credit_line_mut: credit_lines CreditLineId CreditLine;
    /// The allocation with this id.
    allocation, allocation_mut: allocations AllocationId Allocation;
    /// The run of the signup with this id.
    signup, signup_mut: signups SignupId Signup;
}
