//! Runs of the signup, and the proof of numbers.

use jiff::{SignedDuration, Timestamp};

use crate::event::Event;
use crate::handset::Handset;
use crate::ownership::Challenge;
use crate::signup::{Entered, Feature, Signup, Stage, Step};
use crate::world::World;

impl World {
    pub(super) fn evolve_run(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::SignupStarted { signup, app, person, origin, login, feature, scopes } => {
                let new = Signup {
                    id: *signup,
                    app: *app,
                    person: *person,
                    origin: origin.clone(),
                    login: *login,
                    feature: *feature,
                    scopes: scopes.clone(),
                    started_at: at,
                    configuration: None,
                    prefill: None,
                    entered: Entered::default(),
                    stage: Stage::At(Step::Authorization),
                };
                self.signups.insert(*signup, new);
                self.open_signups.insert((*person, *app), *signup);
            }
            Event::SignupResumed { signup, origin, login, feature, scopes } => {
                let run = self.signup_mut(*signup);
                run.origin = origin.clone();
                run.login = *login;
                run.feature = *feature;
                run.scopes = scopes.clone();
                run.resume();
            }
            Event::SignupFinished { signup, outcome } => {
                let run = self.signup_mut(*signup);
                run.stage = Stage::Done(*outcome);
                let key = (run.person, run.app);
                self.open_signups.remove(&key);
            }
            Event::HandsetDescribed { number, handset } => {
                if *handset == Handset::of_pattern(number) {
                    self.handsets.remove(number);
                } else {
                    self.handsets.insert(number.clone(), *handset);
                }
                self.freed.remove(number);
            }
            Event::CodeSent { number, purpose, code, expires_at, .. } => {
                let before = self.challenges.get(number);
                let mut sent_times = before.map(|old| old.sent_times.clone()).unwrap_or_default();
                sent_times.retain(|&sent| sent + SignedDuration::from_hours(24) > at);
                sent_times.push(at);
                let challenge = Challenge {
                    purpose: *purpose,
                    code: code.clone(),
                    sent_at: at,
                    expires_at: *expires_at,
                    sent_times,
                    wrong_guesses: before.map_or(0, |old| old.wrong_guesses),
                    locked_until: None,
                };
                self.challenges.insert(number.clone(), challenge);
            }
            Event::CodeGuessedWrong { number, locked_until } => {
                let challenge = self.challenges.get_mut(number);
                let challenge = challenge.expect("a guess is made at a code that was sent");
                challenge.wrong_guesses += 1;
                if locked_until.is_some() {
                    challenge.locked_until = *locked_until;
                    challenge.wrong_guesses = 0;
                }
            }
            _ => self.evolve_step(event, at),
        }
    }

    fn evolve_step(&mut self, event: &Event, at: Timestamp) {
        match event {
            Event::SignupConsented { signup } => {
                self.signup_mut(*signup).stage = Stage::At(Step::Business);
            }
            Event::SignupBusinessChosen { signup, choice } => {
                let run = self.signup_mut(*signup);
                if run.entered.business.as_ref() != Some(choice) {
                    run.entered.waba = None;
                    run.entered.leave_profile();
                }
                run.entered.business = Some(choice.clone());
                run.stage = Stage::At(Step::Waba);
            }
            Event::SignupWabaChosen { signup, choice } => {
                let run = self.signup_mut(*signup);
                run.entered.waba = Some(*choice);
                run.entered.leave_profile();
                run.stage = Stage::At(Step::Profile);
            }
            Event::SignupProfileDescribed { signup, profile } => {
                let run = self.signup_mut(*signup);
                run.entered.leave_profile();
                run.entered.profile = Some(profile.clone());
                run.stage = Stage::At(match run.feature {
                    Feature::Full => Step::Number,
                    Feature::OnlyWabaSharing => Step::Permissions,
                });
            }
            Event::SignupNumberGiven { signup, number, proved } => {
                let run = self.signup_mut(*signup);
                run.entered.number = Some(number.clone());
                run.entered.verified_at = proved.then_some(at);
                run.stage = Stage::At(if *proved { Step::Permissions } else { Step::Verify });
            }
            Event::SignupNumberVerified { signup } => {
                let run = self.signup_mut(*signup);
                run.entered.verified_at = Some(at);
                run.stage = Stage::At(Step::Permissions);
                let number = run.entered.number.clone();
                if let Some(number) = number {
                    self.challenges.remove(&number);
                }
            }
            Event::SignupCancelled { signup, step } => {
                self.signup_mut(*signup).stage = Stage::Cancelled(*step);
            }
            _ => unreachable!("World::evolve sends only its own events here"),
        }
    }
}

impl Entered {
    /// An existing profile is no longer taken; neither are its number and its texts.
    fn leave_profile(&mut self) {
        if self.profile_of.take().is_some() {
            (self.profile, self.number, self.verified_at) = (None, None, None);
        }
    }
}

impl Signup {
    /// Back to the step it was left at, as far as the variant of the flow has that step.
    fn resume(&mut self) {
        let Some(step) = self.step() else { return };
        let step = match (step, self.feature) {
            (Step::Number | Step::Verify, Feature::OnlyWabaSharing) => Step::Permissions,
            (Step::Permissions, Feature::Full) if self.entered.verified_at.is_none() => {
                Step::Number
            }
            (step, _) => step,
        };
        self.stage = Stage::At(step);
    }
}
