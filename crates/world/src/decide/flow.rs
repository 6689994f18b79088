//! How a page starts the signup, which profile is taken, and the exit by a reported problem.

use std::collections::BTreeSet;

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, ConfigurationId, PersonId, PhoneNumberId, SignupId};
use graph::status::Permission;
use jiff::Timestamp;

use super::setup::{require_length, require_text};
use super::{Ask, Decision};
use crate::command::Command;
use crate::event::Event;
use crate::flow::{FlowCommand, FlowEvent, Opening, PREFILL_MAX, SIXTY_DAYS};
use crate::ownership::{Method, Purpose};
use crate::refusal::Refusal;
use crate::signup::{Feature, Step, WabaChoice};
use crate::time::seconds;

/// How many configurations an app may have.
const CONFIGURATIONS_MAX: usize = 100;

impl Ask<'_> {
    pub(super) fn decide_flow(self, command: &FlowCommand) -> Decision {
        match command {
            FlowCommand::Open(opening) => self.open_signup(opening),
            FlowCommand::CreateConfiguration { app, name, permissions, sixty_days } => {
                self.create_configuration(*app, name, (permissions, *sixty_days))
            }
            FlowCommand::RemoveConfiguration { configuration } => {
                let known = self.world.flows.configurations.get(configuration);
                let id = configuration.get();
                let unseen = Refusal::NotVisible { id, verb: Verb::Delete };
                self.require_app(known.ok_or(unseen)?.app)?;
                let configuration = *configuration;
                Ok(vec![Event::Flow(FlowEvent::ConfigurationRemoved { configuration })])
            }
            FlowCommand::SetRedirectUris { app, uris } => {
                self.require_app(*app)?;
                for uri in uris {
                    let formed = uri.starts_with("https://") || uri.starts_with("http://");
                    if !formed || uri.contains(char::is_whitespace) || uri.len() > 1_000 {
                        let value = uri.clone();
                        return Err(Refusal::BadValue { field: "redirect_uris", value });
                    }
                }
                let (app, uris) = (*app, uris.clone());
                Ok(vec![Event::Flow(FlowEvent::RedirectUrisSet { app, uris })])
            }
            FlowCommand::ChooseProfile { signup, phone } => self.choose_profile(*signup, *phone),
            FlowCommand::KeepProfile { signup } => self.keep_profile(*signup),
            FlowCommand::ReportProblem { signup, message, error_id, session_id } => {
                let run = self.run(*signup, Step::Authorization)?;
                let step = run.step().ok_or(Refusal::SignupOver)?;
                require_length("error_message", message, 2_000)?;
                require_length("session_id", session_id, 64)?;
                let reported = FlowEvent::ProblemReported {
                    signup: *signup,
                    step,
                    message: message.clone(),
                    error_id: *error_id,
                    session_id: session_id.clone(),
                };
                let cancelled = Event::SignupCancelled { signup: *signup, step };
                Ok(vec![Event::Flow(reported), cancelled])
            }
        }
    }

    fn open_signup(self, opening: &Opening) -> Decision {
        let named = match &opening.configuration {
            Some(text) => Some(self.world.configuration_of(opening.app, text)?),
            None => None,
        };
        let configuration = named.map(|one| one.id);
        let scopes = named.map_or(&opening.scopes, |one| &one.permissions).clone();
        let start = Command::StartSignup {
            app: opening.app,
            origin: opening.origin.clone(),
            login: opening.login,
            feature: opening.feature,
            scopes,
        };
        let mut events = self.decide_run(&start)?;
        let signup = events.iter().find_map(|event| match event {
            Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => {
                Some(*signup)
            }
            _ => None,
        });
        let signup = signup.ok_or(Refusal::NotForThisActor)?;
        let known = self.world.signups.get(&signup);
        if known.and_then(|run| run.configuration) != configuration {
            events.push(Event::Flow(FlowEvent::Configured { signup, configuration }));
        }
        let before = known.and_then(|run| run.prefill.as_deref()).unwrap_or_default();
        let setup = opening.prefill.as_deref().filter(|setup| setup.len() <= PREFILL_MAX);
        if let Some(setup) = setup.filter(|setup| *setup != before) {
            events.push(Event::Flow(FlowEvent::Prefilled { signup, setup: setup.to_owned() }));
        }
        Ok(events)
    }

    fn create_configuration(
        self,
        app: AppId,
        name: &str,
        (permissions, sixty_days): (&BTreeSet<Permission>, bool),
    ) -> Decision {
        self.require_app(app)?;
        require_text("name", name, 100)?;
        if self.world.flows.of(app).len() >= CONFIGURATIONS_MAX {
            let value = name.to_owned();
            return Err(Refusal::BadValue { field: "name", value });
        }
        let permissions = if permissions.is_empty() {
            self.world.policy.signup_scopes.iter().copied().collect()
        } else {
            permissions.clone()
        };
        let configuration = ConfigurationId::new(self.world.chance().id());
        Ok(vec![Event::Flow(FlowEvent::ConfigurationCreated {
            configuration,
            app,
            name: name.to_owned(),
            permissions,
            token_seconds: sixty_days.then_some(SIXTY_DAYS),
        })])
    }

    /// A profile of the chosen WABA is taken as it is (requirement B08).
    fn choose_profile(self, signup: SignupId, phone: Option<PhoneNumberId>) -> Decision {
        let run = self.run(signup, Step::Profile)?;
        let Some(phone) = phone else { return Ok(Vec::new()) };
        let known = self.world.phone(phone)?;
        if run.entered.waba == Some(WabaChoice::Existing { waba: known.waba }) {
            Ok(vec![Event::Flow(FlowEvent::ProfileChosen { signup, phone })])
        } else {
            Err(Refusal::BadValue { field: "profile", value: known.number.display() })
        }
    }

    fn keep_profile(self, signup: SignupId) -> Decision {
        let run = self.run(signup, Step::Profile)?;
        let phone = run.entered.profile_of.ok_or(Refusal::WrongStep { at: Step::Profile })?;
        let kept = Event::Flow(FlowEvent::ProfileKept { signup });
        if run.feature == Feature::OnlyWabaSharing {
            return Ok(vec![kept]);
        }
        let number = self.world.phone(phone)?.number.clone();
        let proved = self.check_number(run, &number)?;
        let given = Event::SignupNumberGiven { signup, number: number.clone(), proved };
        let purpose = Purpose::Signup(signup);
        if proved || self.just_sent(&number, purpose) {
            return Ok(vec![kept, given]);
        }
        Ok(vec![kept, given, self.send_code(&number, purpose, Method::Sms)?])
    }

    /// That the person may create another business.
    pub(super) fn require_new_business(self, person: PersonId) -> Result<(), Refusal> {
        self.world.may_create_business(person, self.now)
    }
}

impl crate::world::World {
    /// The configuration of an app that a page names by `config_id`.
    ///
    /// # Errors
    /// [`Refusal::UnknownConfiguration`].
    pub fn configuration_of(
        &self,
        app: AppId,
        named: &str,
    ) -> Result<&crate::flow::Configuration, Refusal> {
        let unknown = || Refusal::UnknownConfiguration { configuration: named.to_owned() };
        let id: ConfigurationId = named.trim().parse().map_err(|_| unknown())?;
        let known = self.flows.configurations.get(&id).filter(|one| one.app == app);
        known.ok_or_else(unknown)
    }

    /// Whether a person may create another business: not too many, and with an account old enough
    /// (experience §1.3).
    ///
    /// # Errors
    /// [`Refusal::AccountTooNew`], [`Refusal::BusinessLimit`].
    pub fn may_create_business(&self, person: PersonId, now: Timestamp) -> Result<(), Refusal> {
        let known = self.person(person)?;
        let old_enough_at = seconds(known.created_at, self.policy.account_age_seconds);
        if old_enough_at > now {
            return Err(Refusal::AccountTooNew { until: old_enough_at });
        }
        let created = |id: &&BusinessId| {
            let business = self.businesses.get(id);
            business.is_some_and(|one| one.created_by == Some(person) && !one.provider)
        };
        let max = self.policy.businesses_per_person;
        if known.businesses.iter().filter(created).count() >= max {
            return Err(Refusal::BusinessLimit { max });
        }
        Ok(())
    }

    /// Whether a business may have another WABA (contract §3.2, experience §1.3).
    ///
    /// # Errors
    /// [`Refusal::WabaLimit`], [`Refusal::WabaQuota`].
    pub fn may_create_waba(&self, owner: BusinessId) -> Result<(), Refusal> {
        let Some(business) = self.businesses.get(&owner) else { return Ok(()) };
        let count = business.owned_wabas.len();
        if count >= self.policy.wabas_per_business {
            return Err(Refusal::WabaLimit { max: self.policy.wabas_per_business });
        }
        let max = self.policy.wabas_before_verification;
        if count >= max && !business.is_verified() {
            return Err(Refusal::WabaQuota { max });
        }
        Ok(())
    }
}
