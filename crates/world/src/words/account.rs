//! Accounts: sharing, users, subscriptions, checks, who pays.

use super::sentence;
use crate::event::Event;
use crate::world::World;

impl Event {
    pub(super) fn words_about_accounts(&self, world: &World) -> Option<String> {
        Some(match self {
            Self::WabaCreated { owner, name, .. } => {
                format!("{} created the account “{name}”", world.say_business(*owner))
            }
            Self::WabaShared { waba, partner, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} was shared with {}", world.say_business(*partner))
            }
            Self::WabaUnshared { waba, partner, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} is no longer shared with {}", world.say_business(*partner))
            }
            Self::UserAssigned { waba, user, tasks, .. } => {
                let tasks: Vec<String> = tasks.iter().map(ToString::to_string).collect();
                let (user, waba) = (world.say_user(*user), world.say_waba(*waba));
                format!("{user} was assigned to {waba} ({})", tasks.join(", "))
            }
            Self::UserUnassigned { waba, user, .. } => {
                let user = world.say_user(*user);
                format!("{user} was taken off {}", world.say_waba(*waba))
            }
            Self::AppSubscribed { waba, app, .. } => {
                let app = sentence(&world.say_app(*app));
                format!("{app} gets the webhooks of {}", world.say_waba(*waba))
            }
            Self::AppUnsubscribed { waba, app, .. } => {
                let app = sentence(&world.say_app(*app));
                format!("{app} no longer gets the webhooks of {}", world.say_waba(*waba))
            }
            Self::PolicyCheckStarted { waba, .. } => {
                format!("The check of {} began", world.say_waba(*waba))
            }
            Self::PolicyCheckPassed { waba, .. } => {
                format!("{} passed the check", sentence(&world.say_waba(*waba)))
            }
            Self::PolicyCheckFailed { waba, violation, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} was disabled: {}", violation.as_str())
            }
            Self::AppealMade { waba, .. } => {
                format!("An appeal was made for {}", world.say_waba(*waba))
            }
            Self::AppealDeclined { waba, .. } => {
                format!("The appeal for {} was declined", world.say_waba(*waba))
            }
            Self::AppealGranted { waba, .. } => {
                format!("The appeal for {} was granted", world.say_waba(*waba))
            }
            _ => return self.words_about_money(world),
        })
    }

    fn words_about_money(&self, world: &World) -> Option<String> {
        let parties = |allocation| {
            let known = world.allocations.get(allocation)?;
            Some((world.say_business(known.owner), world.say_business(known.receiving)))
        };
        Some(match self {
            Self::CreditLineOpened { owner, .. } => {
                format!("{} got a credit line", world.say_business(*owner))
            }
            Self::OwnFundingSet { waba, currency, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} is paid from its owner’s credit line in {currency}")
            }
            Self::AllocationCreated { owner, receiving, .. } => {
                let receiving = world.say_business(*receiving);
                format!("{} shared its credit line with {receiving}", world.say_business(*owner))
            }
            Self::CreditAttached { waba, currency, .. } => {
                let waba = sentence(&world.say_waba(*waba));
                format!("{waba} is paid from a provider’s credit line in {currency}")
            }
            Self::AllocationRevoked { allocation, .. } => match parties(allocation) {
                Some((owner, receiving)) => {
                    format!("{owner} took its credit line back from {receiving}")
                }
                None => format!("The share {allocation} of a credit line was taken back"),
            },
            _ => return None,
        })
    }
}
