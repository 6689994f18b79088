//! Moves of a number's life: freed, moved, set up, deleted, pre-verified.

use graph::id::PhoneNumberId;

use super::moves::{Move, nth};
use crate::actor::{Actor, PinKey};
use crate::command::Command;
use crate::handset::Handset;
use crate::number::NumberCommand;
use crate::ownership::Method;
use crate::preverified::PreverifiedCommand;
use crate::scene::{Scene, actor, number};
use crate::waba::CallbackOverride;

impl Move {
    /// What an owner does in the WhatsApp Manager, and a provider with numbers.
    pub(super) fn live(self, scene: &mut Scene) {
        let (waba, phone) = (self.waba(&scene.world), self.phone(&scene.world));
        let number = number(&self.digits());
        let command = match self.kind {
            47 => NumberCommand::FreeHandset { number },
            48 => NumberCommand::Migrate { waba, number },
            49 => {
                let (url, verify_token) = ("https://x.example".to_owned(), "vt".to_owned());
                let callback = CallbackOverride { url, verify_token };
                let callback = Some(callback).filter(|_| self.second > 1);
                NumberCommand::SetCallback { phone, callback }
            }
            50 => {
                let region = ["CH", "BR", "XX"][self.second % 3].to_owned();
                NumberCommand::SetStorage { phone, region: Some(region) }
            }
            51 => return self.owner(scene, phone),
            _ => return self.prove_before(scene),
        };
        let by = if self.kind == 47 { Actor::Desk } else { actor("admin") };
        if self.kind == 47 && self.second == 0 {
            let handset = Handset::BusinessApp;
            let number = crate::scene::number(&self.digits());
            let _ = scene.ask(&Actor::Desk, Command::DescribeHandset { number, handset });
        }
        let _ = scene.ask(&by, Command::Number(command));
    }

    /// The owner's admin: two-step verification, another PIN, deletion.
    fn owner(self, scene: &mut Scene, phone: PhoneNumberId) {
        let Some(known) = scene.world.phones.get(&phone) else { return };
        let Some(waba) = scene.world.wabas.get(&known.waba) else { return };
        let people = scene.world.businesses.get(&waba.owner).map(|owner| &owner.people);
        let Some(&person) = people.and_then(|people| people.keys().next()) else { return };
        let pin = PinKey::new(if self.first.is_multiple_of(2) { "a" } else { "b" });
        let command = match self.second {
            0 => NumberCommand::RequestPinReset { phone },
            1 | 2 => {
                let Some(reset) = &known.pin_reset else { return };
                NumberCommand::ConfirmPinReset { phone, key: reset.key.clone() }
            }
            3 => NumberCommand::ChangePin { phone, pin, pin_valid: true },
            _ => NumberCommand::Delete { phone, pin: Some(pin) },
        };
        let _ = scene.ask(&Actor::Person { person }, Command::Number(command));
    }

    /// A provider proves a number before a client has it.
    fn prove_before(self, scene: &mut Scene) {
        let business = scene.provider;
        let known = nth(scene.world.preverified.values(), self.first).cloned();
        let command = match (known, self.second) {
            (None, _) | (Some(_), 0) => {
                PreverifiedCommand::Add { business, number: number(&self.digits()) }
            }
            (Some(one), 1) => PreverifiedCommand::RequestCode { id: one.id, method: Method::Sms },
            (Some(one), 2 | 3) => {
                let Some(sent) = scene.world.challenges.get(&one.number) else { return };
                PreverifiedCommand::VerifyCode { id: one.id, code: sent.code.clone() }
            }
            (Some(one), 4) => {
                let (waba, verified_name) = (self.waba(&scene.world), "Lucky Shrub".to_owned());
                PreverifiedCommand::Claim { id: one.id, waba, verified_name }
            }
            (Some(one), _) => PreverifiedCommand::Delete { id: one.id },
        };
        let _ = scene.ask(&actor("admin"), Command::Preverified(command));
    }
}
