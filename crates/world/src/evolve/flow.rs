//! Configurations, prefilled fields, and the profile a run takes.

use graph::status::Vertical;
use jiff::Timestamp;

use crate::flow::{Configuration, FlowEvent};
use crate::ownership::Ownership;
use crate::signup::{Feature, ProfileEntry, Stage, Step};
use crate::world::World;

impl World {
    pub(super) fn evolve_flow(&mut self, event: &FlowEvent, at: Timestamp) {
        match event {
            FlowEvent::ConfigurationCreated {
                configuration,
                app,
                name,
                permissions,
                token_seconds,
            } => {
                let new = Configuration {
                    id: *configuration,
                    app: *app,
                    name: name.clone(),
                    permissions: permissions.clone(),
                    token_seconds: *token_seconds,
                    created_at: at,
                };
                self.flows.configurations.insert(*configuration, new);
            }
            FlowEvent::ConfigurationRemoved { configuration } => {
                self.flows.configurations.remove(configuration);
            }
            FlowEvent::RedirectUrisSet { app, uris } if uris.is_empty() => {
                self.flows.redirect_uris.remove(app);
            }
            FlowEvent::RedirectUrisSet { app, uris } => {
                self.flows.redirect_uris.insert(*app, uris.clone());
            }
            FlowEvent::Configured { signup, configuration } => {
                self.signup_mut(*signup).configuration = *configuration;
            }
            FlowEvent::Prefilled { signup, setup } => {
                self.signup_mut(*signup).prefill = Some(setup.clone());
            }
            FlowEvent::ProfileChosen { signup, phone } => {
                let Some(known) = self.phones.get(phone) else { return };
                let waba = self.wabas.get(&known.waba);
                let entry = ProfileEntry {
                    waba_name: waba.map(|waba| waba.name.clone()).unwrap_or_default(),
                    timezone_id: waba.map_or(0, |waba| waba.timezone_id),
                    display_name: known.name.current.clone(),
                    vertical: known.profile.vertical.unwrap_or(Vertical::Other),
                    description: known.profile.description.clone(),
                    website: known.profile.websites.first().cloned(),
                };
                let number = known.number.clone();
                let proved = known.ownership != Ownership::NotVerified;
                let entered = &mut self.signup_mut(*signup).entered;
                entered.profile_of = Some(*phone);
                entered.profile = Some(entry);
                entered.number = Some(number);
                entered.verified_at = proved.then_some(at);
            }
            FlowEvent::ProfileKept { signup } => {
                let run = self.signup_mut(*signup);
                run.stage = Stage::At(match run.feature {
                    Feature::Full => Step::Number,
                    Feature::OnlyWabaSharing => Step::Permissions,
                });
            }
            FlowEvent::ProblemReported { .. } => {}
        }
    }
}
