//! Codes: when one is sent, and what a guess at it means (contract §4.3, §4.4).

use graph::phone_number::E164;
use jiff::{SignedDuration, Timestamp};

use super::Ask;
use crate::event::Event;
use crate::handset::Handset;
use crate::ownership::{Method, Purpose};
use crate::refusal::Refusal;
use crate::time::seconds;
use crate::world::World;

impl Ask<'_> {
    /// That a person can get a code at the number and no WhatsApp account is on it
    /// (requirements B09, B10).
    pub(super) fn require_usable(self, number: &E164) -> Result<(), Refusal> {
        let number = number.clone();
        if let Some(until) = self.world.freed_until(&number, self.now) {
            return Err(Refusal::NumberBeingFreed { number, until });
        }
        match self.world.handset(&number) {
            Handset::Messenger => Err(Refusal::NumberOnMessenger { number }),
            Handset::BusinessApp => Err(Refusal::NumberOnBusinessApp { number }),
            Handset::VoiceMenu => Err(Refusal::NumberBehindVoiceMenu { number }),
            Handset::Plain
            | Handset::NoCodes
            | Handset::Blocker
            | Handset::Reporter
            | Handset::NotOnWhatsapp
            | Handset::NeverOpens => Ok(()),
        }
    }

    /// Whether a code that still counts went out for this so recently that another is not due.
    pub(super) fn just_sent(self, number: &E164, purpose: Purpose) -> bool {
        let wait = self.world.policy.code_resend_seconds;
        self.world.challenges.get(number).is_some_and(|challenge| {
            challenge.purpose == purpose
                && challenge.locked_until.is_none_or(|until| until <= self.now)
                && seconds(challenge.sent_at, wait) > self.now
        })
    }

    /// A new code for the number, unless codes go out too often.
    pub(super) fn send_code(
        self,
        number: &E164,
        purpose: Purpose,
        method: Method,
    ) -> Result<Event, Refusal> {
        let policy = &self.world.policy;
        self.require_usable(number)?;
        if let Some(until) = self.world.guesses_locked_until(number, self.now) {
            return Err(Refusal::GuessesLocked { until });
        }
        if let Some(challenge) = self.world.challenges.get(number) {
            let again_at = seconds(challenge.sent_at, policy.code_resend_seconds);
            if again_at > self.now {
                let wait = again_at.duration_since(self.now);
                return Err(Refusal::CodeTooSoon { seconds: wait.as_secs().max(1) });
            }
        }
        if let Some(until) = self.world.codes_spent_until(number, self.now) {
            return Err(Refusal::TooManyCodes { until });
        }
        Ok(Event::CodeSent {
            number: number.clone(),
            purpose,
            method,
            code: self.world.chance().code(),
            expires_at: seconds(self.now, policy.code_seconds),
        })
    }

    /// Compares a guess; `None` means it is right, an event that it is wrong and remembered.
    pub(super) fn guess(
        self,
        number: &E164,
        purpose: Purpose,
        code: &str,
    ) -> Result<Option<Event>, Refusal> {
        let policy = &self.world.policy;
        let challenge = self.world.challenges.get(number).filter(|one| one.purpose == purpose);
        let challenge = challenge.ok_or(Refusal::NoCodeSent)?;
        if let Some(until) = challenge.locked_until.filter(|&until| until > self.now) {
            return Err(Refusal::GuessesLocked { until });
        }
        if challenge.expires_at <= self.now {
            return Err(Refusal::CodeExpired);
        }
        let digits: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits == challenge.code && challenge.locked_until.is_none() {
            return Ok(None);
        }
        let last = challenge.wrong_guesses + 1 >= policy.wrong_guesses_max;
        let locked_until = last.then(|| seconds(self.now, policy.guess_lock_seconds));
        Ok(Some(Event::CodeGuessedWrong { number: number.clone(), locked_until }))
    }
}

impl World {
    /// Until when neither a guess nor a new code is accepted for this number, because the code was
    /// guessed wrong too often. Guesses count for the number, whoever makes them (contract §4.4).
    pub fn guesses_locked_until(&self, number: &E164, now: Timestamp) -> Option<Timestamp> {
        self.challenges.get(number)?.locked_until.filter(|&until| until > now)
    }

    /// Until when no further code is sent to this number, because as many went out in 24 hours as
    /// may.
    pub fn codes_spent_until(&self, number: &E164, now: Timestamp) -> Option<Timestamp> {
        let day = SignedDuration::from_hours(24);
        let sent_times = &self.challenges.get(number)?.sent_times;
        let recent = sent_times.iter().filter(|&&sent| sent + day > now);
        let spent = recent.clone().count() >= self.policy.codes_per_day;
        recent.min().filter(|_| spent).map(|&oldest| oldest + day)
    }
}
