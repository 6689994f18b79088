//! The steps of a signup up to the summary (requirement B06).

use graph::error::Method as Verb;
use graph::id::{AppId, BusinessId, SignupId, WabaId};
use graph::phone_number::E164;

use super::setup::{require_email, require_length, require_text, require_website};
use super::{Ask, Decision};
use crate::actor::Actor;
use crate::command::Command;
use crate::event::Event;
use crate::name::judge;
use crate::ownership::{Method, Ownership, Purpose};
use crate::refusal::Refusal;
use crate::signup::{BusinessChoice, ProfileEntry, Signup, Step, WabaChoice};

impl Ask<'_> {
    /// Everything a person does in the pop-up.
    pub(super) fn decide_run(self, command: &Command) -> Decision {
        use Command as C;
        match command {
            C::StartSignup { .. } => self.start_signup(command),
            C::Consent { signup } => {
                self.run(*signup, Step::Authorization)?;
                Ok(vec![Event::SignupConsented { signup: *signup }])
            }
            C::ChooseBusiness { signup, choice } => self.choose_business(*signup, choice),
            C::ChooseWaba { signup, choice } => self.choose_waba(*signup, *choice),
            C::DescribeProfile { signup, profile } => self.describe_profile(*signup, profile),
            C::GiveNumber { signup, number, method } => self.give_number(*signup, number, *method),
            C::ResendCode { signup, method } => {
                let run = self.run(*signup, Step::Verify)?;
                let number = run.entered.number.as_ref().ok_or(Refusal::NoCodeSent)?;
                Ok(vec![self.send_code(number, Purpose::Signup(*signup), *method)?])
            }
            C::VerifyNumber { signup, code } => self.verify_number(*signup, code),
            C::FinishSignup { signup, grant } => self.finish(*signup, grant),
            C::CancelSignup { signup } => {
                let step = self.run(*signup, Step::Authorization)?.step();
                let step = step.ok_or(Refusal::SignupOver)?;
                Ok(vec![Event::SignupCancelled { signup: *signup, step }])
            }
            _ => Err(Refusal::NotForThisActor),
        }
    }

    fn start_signup(self, command: &Command) -> Decision {
        let Command::StartSignup { app, origin, login, feature, scopes } = command else {
            return Err(Refusal::NotForThisActor);
        };
        let Actor::Person { person } = self.by else { return Err(Refusal::NotForThisActor) };
        self.world.person(*person)?;
        self.world.may_start_signup(*app, origin)?;
        let scopes = if scopes.is_empty() {
            self.world.policy.signup_scopes.iter().copied().collect()
        } else {
            scopes.clone()
        };
        self.require_app_open(*app, *person)?;
        // What the app's access level does not cover is silently not offered (contract §0).
        let scopes = self.world.grantable(*app, *person, &scopes);
        let (origin, login, feature) = (origin.clone(), *login, *feature);
        Ok(vec![match self.world.open_signups.get(&(*person, *app)) {
            Some(&signup) => Event::SignupResumed { signup, origin, login, feature, scopes },
            None => Event::SignupStarted {
                signup: SignupId::new(self.world.chance().id()),
                app: *app,
                person: *person,
                origin,
                login,
                feature,
                scopes,
            },
        }])
    }

    /// The run, if this person's, unfinished, and at least at this step: earlier steps may be
    /// repeated, later ones not be jumped to.
    pub(super) fn run(&self, id: SignupId, step: Step) -> Result<&Signup, Refusal> {
        let run = self.world.signup(id)?;
        match self.by {
            Actor::Desk => {}
            Actor::Person { person } if *person == run.person => {}
            _ => return Err(Refusal::NotVisible { id: id.get(), verb: Verb::Post }),
        }
        let at = run.step().ok_or(Refusal::SignupOver)?;
        if at < step { Err(Refusal::WrongStep { at }) } else { Ok(run) }
    }

    fn choose_business(self, signup: SignupId, choice: &BusinessChoice) -> Decision {
        let run = self.run(signup, Step::Business)?;
        match choice {
            BusinessChoice::Existing { business } => {
                let known = self.world.business(*business)?;
                if !known.people.contains_key(&run.person) {
                    let (id, verb) = (business.get(), Verb::Post);
                    return Err(Refusal::NotVisible { id, verb });
                }
                self.world.require_admin(run.person, *business)?;
            }
            BusinessChoice::New { name, email, website, country, .. } => {
                self.require_new_business(run.person)?;
                require_text("name", name, 100)?;
                require_email(email)?;
                require_website(website)?;
                if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
                    let value = country.clone();
                    return Err(Refusal::BadValue { field: "country", value });
                }
            }
        }
        Ok(vec![Event::SignupBusinessChosen { signup, choice: choice.clone() }])
    }

    fn choose_waba(self, signup: SignupId, choice: WabaChoice) -> Decision {
        let run = self.run(signup, Step::Waba)?;
        self.check_waba(run, choice)?;
        Ok(vec![Event::SignupWabaChosen { signup, choice }])
    }

    /// That the run may use this WABA: of the chosen business, not disabled, free to be shared.
    pub(super) fn check_waba(self, run: &Signup, choice: WabaChoice) -> Result<(), Refusal> {
        let owner = run.chosen_business();
        match choice {
            WabaChoice::New => owner.map_or(Ok(()), |owner| self.world.may_create_waba(owner)),
            WabaChoice::Existing { waba } => {
                let known = self.world.waba(waba)?;
                if Some(known.owner) != owner {
                    return Err(Refusal::NotVisible { id: waba.get(), verb: Verb::Post });
                }
                self.world.may_connect(waba, self.world.app(run.app)?.business)
            }
        }
    }

    fn describe_profile(self, signup: SignupId, profile: &ProfileEntry) -> Decision {
        self.run(signup, Step::Profile)?;
        require_text("waba_name", &profile.waba_name, 255)?;
        judge(&profile.display_name).map_err(|problem| Refusal::NameUnacceptable { problem })?;
        if profile.timezone_id > 592 {
            let value = profile.timezone_id.to_string();
            return Err(Refusal::BadValue { field: "timezone_id", value });
        }
        if let Some(description) = &profile.description {
            require_length("description", description, 512)?;
        }
        if let Some(website) = &profile.website {
            require_website(website)?;
        }
        Ok(vec![Event::SignupProfileDescribed { signup, profile: profile.clone() }])
    }

    fn give_number(self, signup: SignupId, number: &E164, method: Method) -> Decision {
        let run = self.run(signup, Step::Number)?;
        if run.entered.profile_of.is_some() && run.entered.number.as_ref() != Some(number) {
            return Err(Refusal::WrongStep { at: Step::Profile });
        }
        let proved = self.check_number(run, number)?;
        let given = Event::SignupNumberGiven { signup, number: number.clone(), proved };
        let purpose = Purpose::Signup(signup);
        if proved || self.just_sent(number, purpose) {
            return Ok(vec![given]);
        }
        Ok(vec![given, self.send_code(number, purpose, method)?])
    }

    /// That the run may use this number; says whether it is proved already.
    pub(super) fn check_number(self, run: &Signup, number: &E164) -> Result<bool, Refusal> {
        if let Some(phone) = self.world.phone_of(number) {
            let same = run.entered.waba == Some(WabaChoice::Existing { waba: phone.waba });
            if !same {
                self.require_movable_by(run, phone)?;
                return Ok(self.proved_before(run, number));
            }
            if phone.ownership != Ownership::NotVerified {
                return Ok(true);
            }
        } else {
            match run.entered.waba {
                Some(WabaChoice::Existing { waba }) => self.require_room(waba)?,
                Some(WabaChoice::New) | None => {
                    run.chosen_business()
                        .map_or(Ok(()), |owner| self.require_room_of_business(owner))?;
                }
            }
            let provider = self.world.app(run.app)?.business;
            if self.world.preverified_for(provider, number, self.now).is_some() {
                return Ok(true);
            }
            self.require_usable(number)?;
        }
        Ok(self.proved_before(run, number))
    }

    /// Whether this run has proved the number already.
    fn proved_before(self, run: &Signup, number: &E164) -> bool {
        let entered = &run.entered;
        entered.number.as_ref() == Some(number) && entered.verified_at.is_some()
    }

    fn verify_number(self, signup: SignupId, code: &str) -> Decision {
        let run = self.run(signup, Step::Verify)?;
        let number = run.entered.number.as_ref().ok_or(Refusal::NoCodeSent)?;
        if run.entered.verified_at.is_some() {
            return Err(Refusal::AlreadyVerified);
        }
        Ok(vec![match self.guess(number, Purpose::Signup(signup), code)? {
            Some(wrong) => wrong,
            None => Event::SignupNumberVerified { signup },
        }])
    }
}

impl Signup {
    /// The business the run is about, if it exists already.
    pub fn chosen_business(&self) -> Option<BusinessId> {
        match self.entered.business {
            Some(BusinessChoice::Existing { business }) => Some(business),
            Some(BusinessChoice::New { .. }) | None => None,
        }
    }
}

impl crate::world::World {
    /// Whether a run for this provider may take a WABA: not disabled, free to be shared
    /// (requirement A07).
    ///
    /// # Errors
    /// [`Refusal::WabaDisabled`], [`Refusal::SharedWithAnother`].
    pub fn may_connect(&self, waba: WabaId, provider: BusinessId) -> Result<(), Refusal> {
        let known = self.waba(waba)?;
        if known.is_disabled() {
            return Err(Refusal::WabaDisabled);
        }
        let parties = &known.shared_with;
        if parties.contains_key(&provider) || parties.len() < self.policy.parties_per_waba {
            return Ok(());
        }
        let first = parties.keys().next().and_then(|first| self.businesses.get(first));
        let partner = first.map(|first| first.profile.name.clone()).unwrap_or_default();
        Err(Refusal::SharedWithAnother { waba, partner })
    }

    /// Whether pages of this origin may start the signup for this app (requirements B01, B02).
    ///
    /// # Errors
    /// [`Refusal::NotAProvider`], [`Refusal::OriginNotAllowed`], [`Refusal::NotVisible`].
    pub fn may_start_signup(&self, app: AppId, origin: &str) -> Result<(), Refusal> {
        let app = self.app(app)?;
        if !self.business(app.business)?.provider {
            return Err(Refusal::NotAProvider { business: app.business });
        }
        if app.allows_origin(origin) {
            Ok(())
        } else {
            Err(Refusal::OriginNotAllowed { origin: origin.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests;
