//! The conditions of one number.

use graph::status::{NameStatus, QualityRating};
use jiff::Timestamp;

use super::account::{START_VERIFICATION, blind, ours};
use super::{Condition, Finding, Kind, Next, Whose};
use crate::limit::{self, Use};
use crate::seen::{CRASH_LOOP, ClientState, Hosting, Mode, Off, Seen, SeenPhone};

/// From so many days before its end on, a trial puts the number at risk.
const TRIAL_RISK_DAYS: i64 = 7;

/// All of them, in order.
pub(super) fn conditions(seen: &Seen, phone: &SeenPhone, now: Timestamp) -> Vec<Condition> {
    let number = Number { seen, phone, now, off: seen.off(phone) };
    let mut found = vec![(Kind::NameApproved, number.seen_only(number.name()))];
    if seen.hosting == Hosting::Client {
        found.push((Kind::CertificateCurrent, number.certificate()));
        found.push((Kind::ClientRunning, number.client()));
    }
    found.extend([
        (Kind::Registered, number.seen_only(number.registered())),
        (Kind::TrialEnds, number.seen_only(number.trial())),
        (Kind::Limit, number.seen_only(number.limit())),
        (Kind::Quality, number.seen_only(number.quality())),
        (Kind::Live, number.live()),
    ]);
    found.into_iter().map(|(kind, found)| found.about(kind, Some(&phone.display))).collect()
}

struct Number<'a> {
    seen: &'a Seen,
    phone: &'a SeenPhone,
    now: Timestamp,
    off: Option<Off>,
}

impl Number<'_> {
    /// What only the platform can say is not claimed without access.
    fn seen_only(&self, found: Finding) -> Finding {
        match blind(self.seen) {
            _ if !self.seen.shared => Finding::unknown("no longer ours to see", None),
            Some((why, next)) => Finding::unknown(why, Some(next)),
            None => found,
        }
    }

    /// What keeps us from seeing whether it is in use elsewhere: of a client that is only watched,
    /// and that no client of ours was registered for, only the platform can say so.
    fn unseen(&self) -> Option<(String, Next)> {
        let elsewhere = self.seen.mode == Mode::Watched && !self.phone.hosted;
        blind(self.seen).filter(|_| self.seen.shared && elsewhere)
    }

    fn ours(&self, words: &str) -> Option<Next> {
        Some(ours(self.seen, words))
    }

    /// What this server does by itself for a client that it keeps, also while that is only watched.
    fn keeps(&self, words: &str) -> Option<Next> {
        if self.phone.hosted { Some(Next::of(Whose::Us, words)) } else { self.ours(words) }
    }

    fn name(&self) -> Finding {
        match self.phone.name {
            NameStatus::Approved => Finding::yes("the platform approved the display name"),
            NameStatus::AvailableWithoutReview => {
                Finding::yes("the display name may be used without a review")
            }
            NameStatus::PendingReview => Finding::no(
                "the platform reviews the display name",
                Some(Next::of(Whose::Platform, "review the display name")),
            ),
            NameStatus::Declined => {
                Finding::no("the platform declined the display name", Some(self.another_name()))
            }
            NameStatus::Expired => Finding::no(
                "the approval of the display name has expired",
                Some(Next::of(
                    Whose::Business,
                    "ask for the display name again in its WhatsApp Manager",
                )),
            ),
            NameStatus::None => Finding::unknown(
                "the platform says nothing about the display name yet",
                Some(Next::of(Whose::Platform, "review the display name")),
            ),
        }
    }

    fn another_name(&self) -> Next {
        Next::of(Whose::Business, "choose another display name in its Business Manager")
    }

    fn certificate(&self) -> Finding {
        let phone = self.phone;
        if self.off.is_some() {
            return Finding::no("none is used: the number is off", self.until_back());
        }
        if let Some((why, next)) = self.unseen().filter(|_| phone.lacks_certificate()) {
            return Finding::unknown(why, Some(next));
        }
        let install = || self.ours("install the certificate");
        match (&phone.certificate, &phone.installed) {
            (None, _) if phone.lacks_certificate() => self.no_certificate(),
            (None, _) => Finding::yes(
                "the client goes on with the certificate it has; no newer one is offered",
            ),
            (Some(_), None) => Finding::no("the certificate is not installed yet", install()),
            (Some(_), Some(_)) if phone.client == ClientState::None => Finding::no(
                "the certificate is installed once the client runs",
                self.ours("start the client"),
            ),
            (Some(new), Some(old)) if new != old => {
                Finding::no("a newer certificate is to be installed", install())
            }
            (Some(_), Some(_)) => Finding::yes("the client has the newest certificate"),
        }
    }

    /// Why the platform offers no certificate, as far as that is known (requirement E04).
    fn no_certificate(&self) -> Finding {
        match self.phone.name {
            NameStatus::PendingReview => Finding::no(
                "the platform offers none before it has reviewed the display name",
                Some(Next::of(Whose::Platform, "review the display name")),
            ),
            NameStatus::Declined => Finding::no(
                "the platform offers none: it declined the display name",
                Some(self.another_name()),
            ),
            _ => Finding::no(
                "the platform offers none yet",
                Some(Next::of(Whose::Platform, "issue the certificate")),
            ),
        }
    }

    fn client(&self) -> Finding {
        match self.phone.client {
            ClientState::None if self.off.is_some() => {
                Finding::no("no client runs: the number is off", self.until_back())
            }
            ClientState::None if self.unseen().is_some() => {
                Finding::no("no client of ours runs", self.unseen().map(|(_, next)| next))
            }
            ClientState::None if self.phone.lacks_certificate() => Finding {
                words: "no client runs: it is started as soon as there is a certificate".to_owned(),
                ..self.no_certificate()
            },
            ClientState::None => Finding::no("no client runs yet", self.keeps("start the client")),
            ClientState::Starting => {
                Finding::no("the client is starting", self.keeps("wait until it answers"))
            }
            ClientState::Running { connected: true } => {
                Finding::yes("the client runs and is connected")
            }
            ClientState::Running { connected: false } => self.degraded(),
            ClientState::Silent { since, until } => Finding::no(
                format!("the client has not answered since {}", second(since)),
                self.keeps(&format!("start it anew should it stay silent until {}", second(until))),
            ),
            ClientState::Failed { since, again, crashes, remote } => {
                let down = format!("the client is down since {}", second(since));
                let says = &self.phone.client_says;
                let words = if says.is_empty() { down } else { format!("{down}: {says}") };
                self.gone(words, again, crashes, remote)
            }
        }
    }

    /// A client that answers and is not connected, in its own words.
    fn degraded(&self) -> Finding {
        const TIES: [&str; 4] = ["connecting", "disconnected", "unregistered", "uninitialized"];
        let says = self.phone.client_says.as_str();
        if says.is_empty() || TIES.contains(&says) {
            let says = if says.is_empty() { "connecting" } else { says };
            return Finding::no(
                format!("the client runs and is not connected yet: it says “{says}”"),
                Some(Next::of(Whose::Platform, "connect the number")),
            );
        }
        Finding::no(
            format!("the client runs and does not do what it is asked: {says}"),
            Some(Next::of(Whose::Operator, "mend what the client says")),
        )
    }

    fn gone(&self, words: String, again: Timestamp, crashes: u32, remote: bool) -> Finding {
        let id = self.phone.id;
        if remote {
            let next = format!(
                "start the client at its address (vestibule numbers show {id}); it is asked again \
                 at {}",
                second(again)
            );
            return Finding::no(words, Some(Next::of(Whose::Operator, next)));
        }
        if crashes >= CRASH_LOOP {
            let words = format!("{words}; it ended {crashes} times in a row soon after its start");
            let next = format!(
                "mend what ends the client: vestibule numbers show {id} tells its last words and \
                 its log; it is started again at {}",
                second(again)
            );
            return Finding::no(words, Some(Next::of(Whose::Operator, next)));
        }
        let words = if crashes > 1 { format!("{words} ({crashes} times in a row)") } else { words };
        Finding::no(words, self.keeps(&format!("start the client again at {}", second(again))))
    }

    fn registered(&self) -> Finding {
        let phone = self.phone;
        if self.off.is_some() {
            return Finding::no("not registered: the number is off", self.until_back());
        }
        if phone.connected() && (self.seen.hosting == Hosting::Client || phone.registered) {
            return Finding::yes("registered and connected");
        }
        if !phone.code_verified && !phone.connected() {
            let next = "prove by a code that the number is its own";
            return Finding::no(
                "nobody has proved by a code that the business has the number",
                Some(Next::of(Whose::Business, next)),
            );
        }
        if self.seen.hosting == Hosting::Cloud && !phone.registered {
            return self.not_in_cloud();
        }
        if phone.lacks_certificate() && self.seen.hosting == Hosting::Client {
            let words = "not registered before there is a certificate".to_owned();
            return Finding { words, ..self.no_certificate() };
        }
        Finding::no(
            "the platform has not connected the number yet",
            Some(Next::of(Whose::Platform, "connect the number")),
        )
    }

    fn not_in_cloud(&self) -> Finding {
        if self.phone.pin_awaited() {
            return Finding::no(
                "not registered: the number has a two-step PIN that is not ours, and it is never \
                 guessed",
                Some(Next::of(
                    Whose::Operator,
                    "enter the PIN the business tells (vestibule numbers pin), or have the \
                     business switch two-step verification off in WhatsApp Manager",
                )),
            );
        }
        if let Some((until, row)) = self.phone.rests(self.now) {
            return Finding::no(
                format!(
                    "the platform refused the registration (error {}); it is tried again at {}",
                    row.subcode.unwrap_or(row.code),
                    until.strftime("%Y-%m-%d %H:%M UTC")
                ),
                Some(Next::of(row.whose, row.words)),
            );
        }
        Finding::no("not registered yet", self.ours("register the number"))
    }

    fn trial(&self) -> Finding {
        let phone = self.phone;
        if self.off == Some(Off::TrialEnded) {
            let words = "the trial has ended and the number is switched off";
            return Finding::no(words, self.until_back());
        }
        let Some(ends) = phone.trial_ends.filter(|_| phone.trial && !self.seen.verified) else {
            let words = if phone.trial {
                "verified: the trial ends no more; its limits stay until the name is reviewed"
            } else {
                "in regular use"
            };
            return Finding::yes(words);
        };
        let days = days_left(ends, self.now);
        let at = ends.strftime("%Y-%m-%d %H:%M UTC");
        let words = format!("in the trial until {at}: {days} days left");
        if days > TRIAL_RISK_DAYS {
            return Finding::yes(words);
        }
        Finding::at_risk(words, self.verification())
    }

    fn verification(&self) -> Next {
        if self.seen.verifying {
            return Next::of(Whose::Platform, "decide on the verification it reviews");
        }
        Next::of(Whose::Business, START_VERIFICATION)
    }

    fn limit(&self) -> Finding {
        let tier = self.phone.tier.filter(|tier| limit::known(*tier));
        let Some(tier) = tier else {
            let next = Next::of(Whose::Platform, "set a limit once the number is in use");
            return Finding::unknown("the platform names no limit yet", Some(next));
        };
        let used = self.phone.used;
        let words = match limit::customers(tier) {
            None => "no limit".to_owned(),
            Some(most) => format!("wrote first to {used} of {most} customers within 24 hours"),
        };
        let next =
            limit::raised_by(tier, self.seen.verified).map(|(whose, words)| Next::of(whose, words));
        match (limit::used(tier, used), next) {
            (Use::Full, next) => Finding::no(words, next),
            (Use::Near, Some(next)) => Finding::at_risk(words, next),
            (Use::Unlimited | Use::Room | Use::Near, _) => Finding::yes(words),
        }
    }

    fn quality(&self) -> Finding {
        let better = || {
            let words = "write only to customers who asked for it: recipients block or report it";
            Next::of(Whose::Business, words)
        };
        match self.phone.quality {
            QualityRating::Green => Finding::yes("recipients rate it well"),
            QualityRating::Yellow => Finding::at_risk("recipients rate it middling", better()),
            QualityRating::Red => Finding::no("recipients rate it badly", Some(better())),
            QualityRating::Unknown => Finding::unknown(
                "not rated yet",
                Some(Next::of(Whose::Platform, "rate it once enough was written from it")),
            ),
        }
    }

    /// Who brings a number back that is off.
    fn until_back(&self) -> Option<Next> {
        match self.off? {
            Off::TrialEnded => Some(self.verification()),
            Off::Banned => Some(match &self.seen.remedy {
                Some(remedy) => Next::of(
                    Whose::Business,
                    format!("do what the platform says of the disabled account: {remedy}"),
                ),
                None => Next::of(
                    Whose::Business,
                    "appeal in its Business Manager against the platform's decision",
                ),
            }),
            Off::Gone | Off::Unshared => None,
        }
    }

    fn live(&self) -> Finding {
        let (seen, phone) = (self.seen, self.phone);
        if let Some(off) = self.off {
            let why = match off {
                Off::TrialEnded => "the trial has ended",
                Off::Banned => "the platform disabled it",
                Off::Gone => "the number was removed",
                Off::Unshared => "the account is no longer shared",
            };
            return Finding::no(format!("switched off: {why}"), self.until_back());
        }
        if seen.runs_elsewhere(phone) {
            return Finding::yes("in use, as before we took it over");
        }
        if !phone.usable(seen.hosting) {
            let unseen = self.unseen().map(|(why, next)| Finding::unknown(why, Some(next)));
            return unseen.unwrap_or_else(|| self.not_usable());
        }
        if phone.probed.is_none() {
            return Finding::no(
                "connected; the first message is not accepted yet",
                self.ours("send the first message, to our own handset"),
            );
        }
        Finding::yes(match phone.trial_ends.filter(|_| phone.trial && !seen.verified) {
            Some(ends) => {
                format!("in use, in the trial for another {} days", days_left(ends, self.now))
            }
            None => "in use".to_owned(),
        })
    }

    fn not_usable(&self) -> Finding {
        let held = self.seen.hosting == Hosting::Client && self.phone.lacks_certificate();
        if !held {
            let next = self.registered().next.or_else(|| self.ours("connect the number"));
            return Finding::no("not connected yet", next);
        }
        let words = match self.phone.name {
            NameStatus::PendingReview => "not in use: the platform reviews the display name first",
            NameStatus::Declined => {
                "not in use: the platform declined the display name, and the business has to \
                 choose another"
            }
            _ => "not in use: the platform offers no certificate yet",
        };
        Finding { words: words.to_owned(), ..self.no_certificate() }
    }
}

/// A moment to the second.
fn second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// Days that are left, a part of one counted as a whole one.
fn days_left(ends: Timestamp, now: Timestamp) -> i64 {
    let hours = ends.duration_since(now).as_hours().max(0);
    (hours + 23) / 24
}
