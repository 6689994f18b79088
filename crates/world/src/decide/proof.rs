//! Codes: when one is sent, and what a guess at it means (contract §4.3, §4.4).

use graph::phone_number::E164;
use jiff::SignedDuration;

use super::Ask;
use crate::event::Event;
use crate::handset::Handset;
use crate::ownership::{Method, Purpose};
use crate::refusal::Refusal;
use crate::time::seconds;

impl Ask<'_> {
    /// That a person can get a code at the number and no WhatsApp account is on it
    /// (requirements B09, B10).
    pub(super) fn require_usable(self, number: &E164) -> Result<(), Refusal> {
        let number = number.clone();
        match self.world.handsets.get(&number).copied().unwrap_or_default() {
            Handset::Plain => Ok(()),
            Handset::Messenger => Err(Refusal::NumberOnMessenger { number }),
            Handset::BusinessApp => Err(Refusal::NumberOnBusinessApp { number }),
            Handset::VoiceMenu => Err(Refusal::NumberBehindVoiceMenu { number }),
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
        if let Some(challenge) = self.world.challenges.get(number) {
            if let Some(until) = challenge.locked_until.filter(|&until| until > self.now) {
                return Err(Refusal::GuessesLocked { until });
            }
            let again_at = seconds(challenge.sent_at, policy.code_resend_seconds);
            if again_at > self.now {
                let wait = again_at.duration_since(self.now);
                return Err(Refusal::CodeTooSoon { seconds: wait.as_secs().max(1) });
            }
            let day = SignedDuration::from_hours(24);
            let recent = challenge.sent_times.iter().filter(|&&sent| sent + day > self.now);
            if recent.clone().count() >= policy.codes_per_day
                && let Some(&oldest) = recent.min()
            {
                return Err(Refusal::TooManyCodes { until: oldest + day });
            }
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
