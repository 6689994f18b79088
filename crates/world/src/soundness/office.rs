//! Moves in offices: money, staff, apps under review, tickets, solutions, partners, sessions.

use std::collections::{BTreeMap, BTreeSet};

use graph::id::{AppId, BusinessId};
use graph::status::{Currency, Permission};

use super::moves::{Move, nth};
use crate::account::AccountCommand;
use crate::actor::{Actor, TokenKey};
use crate::app_access::{AppCommand, AppMode, Proofs, Upload};
use crate::business::Role;
use crate::command::Command;
use crate::money::{MoneyCommand, ShareTerms};
use crate::partnership::PartnershipCommand;
use crate::scene::{Scene, actor};
use crate::session::{SessionCommand, TokenEnd};
use crate::solution::{Party, SolutionCommand};
use crate::staff::{ChildEntry, Finance, StaffCommand};
use crate::system_user::SystemUserKind;
use crate::ticket::{TicketCommand, TicketEntry};
use crate::world::World;

impl Move {
    /// What happens in the offices of both sides and of Meta.
    pub(super) fn administer(self, scene: &mut Scene) {
        let world = &scene.world;
        let command = match self.kind {
            60 => self.pay(world).map(Command::Money),
            61 => self.employ(world).map(Command::Staff),
            62 => self.apply(world).map(Command::App),
            63 => self.write_to_support(world).map(Command::Ticket),
            64 => self.join(world).map(Command::Solution),
            65 => self.part(world).map(Command::Partnership),
            66 => self.end(world).map(Command::Session),
            _ => {
                let waba = self.waba(world);
                Some(Command::Account(match self.second {
                    0 => AccountCommand::EnableInsights { waba },
                    _ => AccountCommand::SetPurchaseOrder { waba, number: "PO 7".to_owned() },
                }))
            }
        };
        let Some(command) = command else { return };
        let owner = self.owner_of(world);
        let business = scene.provider;
        let operator = self.admin_of(world, business);
        if let (None, Some(person)) = (&operator, world.people.keys().next().copied()) {
            let join = Command::AddMember { business, person, role: Role::Admin };
            let _ = scene.ask(&Actor::Desk, join);
        }
        for by in [Some(actor("admin")), Some(Actor::Desk), owner, operator].into_iter().flatten() {
            if scene.ask(&by, command.clone()).is_ok() {
                return;
            }
        }
    }

    fn business(self, world: &World) -> BusinessId {
        nth(world.businesses.keys().copied(), self.first).unwrap_or(BusinessId::new(1))
    }

    fn app(self, world: &World) -> AppId {
        nth(world.apps.keys().copied(), self.second).unwrap_or(AppId::new(1))
    }

    fn admin_of(self, world: &World, business: BusinessId) -> Option<Actor> {
        let person = *world.businesses.get(&business)?.people.keys().next()?;
        Some(Actor::Person { person })
    }

    fn owner_of(self, world: &World) -> Option<Actor> {
        let waba = world.wabas.get(&self.waba(world))?;
        self.admin_of(world, waba.owner)
    }

    fn pay(self, world: &World) -> Option<MoneyCommand> {
        let line = nth(world.credit_lines.keys().copied(), self.first)?;
        let (business, waba) = (self.business(world), self.waba(world));
        Some(match self.second {
            0 => MoneyCommand::ShareLine { line, receiving: business },
            1 => MoneyCommand::AttachLine { line, waba, currency: Currency::Usd },
            2 => MoneyCommand::Allocate { line, receiving: business, terms: ShareTerms::default() },
            3 => {
                let max = (self.seconds % 3 != 0).then_some(1_000);
                MoneyCommand::SetMaxBalance { line, max }
            }
            4 => {
                let accepted = self.seconds % 4 != 0;
                MoneyCommand::SetTerms { business, accepted }
            }
            _ => match nth(world.money.invoices.keys().copied(), self.first) {
                Some(invoice) => MoneyCommand::SettleInvoice { invoice },
                None => MoneyCommand::PayDirectly { waba, currency: Currency::Eur },
            },
        })
    }

    fn employ(self, world: &World) -> Option<StaffCommand> {
        let business = self.business(world);
        let user = nth(world.system_users.keys().copied(), self.first)?;
        Some(match self.second {
            0 => {
                let (name, kind) = ("Night shift".to_owned(), SystemUserKind::Employee);
                StaffCommand::CreateSystemUser { business, name, kind, finance: Finance::None }
            }
            1 => StaffCommand::SetFinance { user, finance: Finance::Editor },
            2 => {
                let email = world.people.values().next()?.email.clone();
                StaffCommand::Invite { business, email, role: Role::Employee }
            }
            3 => {
                let invite = nth(world.staff.invites.keys().copied(), self.first)?;
                StaffCommand::AcceptInvite { invite }
            }
            4 => {
                let (name, child) = ("A branch".to_owned(), ChildEntry::default());
                StaffCommand::AddChild { parent: business, name, child }
            }
            _ => {
                let (&child, known) = nth(world.staff.children.iter(), self.first)?;
                StaffCommand::RemoveChild { parent: known.parent, child }
            }
        })
    }

    fn apply(self, world: &World) -> Option<AppCommand> {
        let app = self.app(world);
        Some(match self.second {
            0 => AppCommand::BeginFresh { app },
            1 => AppCommand::SetMode { app, mode: AppMode::Live },
            2 => AppCommand::SetMode { app, mode: AppMode::Development },
            3 => {
                let advanced = [Permission::WhatsappBusinessManagement].into();
                AppCommand::SetAdvanced { app, advanced }
            }
            _ => {
                let permissions: BTreeSet<Permission> =
                    [Permission::WhatsappBusinessManagement].into();
                let uses: BTreeMap<Permission, u64> =
                    permissions.iter().map(|&one| (one, 3)).collect();
                let (name, media_type) = ("demo.mp4".to_owned(), "video/mp4".to_owned());
                let video = Upload { name, media_type, bytes: 7, sha256: "0".repeat(64) };
                let text = || "We send order updates to customers who asked for them.".to_owned();
                let proofs = Proofs {
                    permissions,
                    video,
                    afterwards: text(),
                    sandbox: text(),
                    notes: text(),
                    data_use: text(),
                };
                AppCommand::Submit { app, proofs: Box::new(proofs), uses }
            }
        })
    }

    fn write_to_support(self, world: &World) -> Option<TicketCommand> {
        let (app, business) = (self.app(world), self.business(world));
        let ticket = nth(world.support.tickets.keys().copied(), self.first);
        let text = "It still fails.".to_owned();
        Some(match (self.second, ticket) {
            (0, _) => TicketCommand::CheckPermissions { app },
            (3, Some(ticket)) => TicketCommand::Reply { ticket, text },
            (4, Some(ticket)) => {
                let close = self.first.is_multiple_of(2);
                TicketCommand::Answer { ticket, text, close }
            }
            (5, Some(ticket)) => TicketCommand::Close { ticket },
            _ => {
                let (subject, steps) = ("Sending fails".to_owned(), "Send a text".to_owned());
                let outcome = "Error 131000".to_owned();
                let entry = TicketEntry { app, subject, steps, outcome, trace: None };
                TicketCommand::Open { business, entry: Box::new(entry) }
            }
        })
    }

    fn join(self, world: &World) -> Option<SolutionCommand> {
        let solution = nth(world.solutions.all.keys().copied(), self.first);
        let Some(solution) = solution.filter(|_| self.second > 0) else {
            let (owner, partner) = (self.app(world), *world.apps.keys().next_back()?);
            let name = "Both of us".to_owned();
            return Some(SolutionCommand::Create { owner, partner, name, sender: Party::Owner });
        };
        let (waba, accept) = (self.waba(world), self.seconds % 3 != 0);
        Some(match self.second {
            1 | 2 => SolutionCommand::AnswerInvitation { solution, accept },
            3 => SolutionCommand::AskForDeactivation { solution },
            4 => SolutionCommand::AnswerDeactivation { solution, accept },
            _ => SolutionCommand::AskForMigration { waba, solution },
        })
    }

    fn part(self, world: &World) -> Option<PartnershipCommand> {
        let (business, waba) = (self.business(world), self.waba(world));
        let partner = world.businesses.values().find(|one| one.provider)?.id;
        Some(match self.second {
            0 => {
                let person = *world.businesses.get(&business)?.people.keys().next_back()?;
                PartnershipCommand::RemoveMember { business, person }
            }
            1 => PartnershipCommand::AskToShare { waba, partner },
            2 => {
                let request = nth(world.partnerships.requests.keys().copied(), self.first)?;
                PartnershipCommand::AnswerRequest { request, accept: self.seconds % 3 != 0 }
            }
            3 if self.seconds > 500 => PartnershipCommand::RemovePartner { business, partner },
            4 if self.seconds > 500 => {
                PartnershipCommand::UninstallApp { business, app: self.app(world) }
            }
            5 => PartnershipCommand::SetTimeZone { waba, timezone_id: 138 },
            _ => PartnershipCommand::RenameWaba { waba, name: "Another name".to_owned() },
        })
    }

    fn end(self, world: &World) -> Option<SessionCommand> {
        let app = self.app(world);
        Some(match self.second {
            0 => {
                // Never the two tokens the game itself plays with.
                let own = [TokenKey::new("admin"), TokenKey::new("employee")];
                let mut others = world.tokens.keys().filter(|key| !own.contains(key));
                SessionCommand::EndToken { token: others.next()?.clone(), why: TokenEnd::Revoked }
            }
            1 | 2 => {
                let person = nth(world.people.keys().copied(), self.first)?;
                SessionCommand::EndSessions { person, why: TokenEnd::PasswordChanged }
            }
            _ => SessionCommand::RequireProof { app, required: self.first.is_multiple_of(2) },
        })
    }
}
