//! What a world is like, drawn from its seed before it begins.

use serde_json::{Value, json};

use crate::{cast, dice::Dice, founding};

/// After so many days every trial has ended.
const A_TRIAL_AND_A_DAY: i64 = 31;

/// A world, drawn.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// What everything else was drawn from.
    pub seed: u64,
    /// Where numbers run: `client` or `cloud`.
    pub hosting: &'static str,
    /// What the signup hands over: `token` or `code`.
    pub login: &'static str,
    /// As whom the provider works: `employee` or `admin`.
    pub worker: &'static str,
    /// How many processes of the provider share its database.
    pub processes: usize,
    /// Whether the first newcomer walks through the real pages of the pop-up.
    pub pages: bool,
    /// Whether webhooks of the platform arrive at all.
    pub webhooks: bool,
    /// Whether businesses may pay the platform by a means of their own (requirement G02).
    pub businesses_pay: bool,
    /// Businesses that were there before the provider's server: how many numbers each has.
    pub fleet: Vec<Old>,
    /// How many businesses sign up while everything goes wrong.
    pub newcomers: u64,
    /// How many turns everything goes wrong for.
    pub turns: u64,
    /// By how many days the clock is turned at once, and again, on the way: together more than a
    /// trial, in one piece or in pieces that fall between its warnings. Empty: not at all.
    pub leaps: Vec<i64>,
    /// Whether a process of the provider does all kinds of work side by side, as a real server
    /// does, or one after the other.
    pub beside: bool,
}

/// A business of before.
#[derive(Clone, Debug)]
pub struct Old {
    /// How old its account is, in days.
    pub days: u64,
    /// Whether Meta has verified it.
    pub verified: bool,
    /// How many accounts it shares.
    pub accounts: u64,
    /// Whether its numbers are connected already.
    pub connected: bool,
    /// Whether it took its accounts back before.
    pub left: bool,
}

impl Sketch {
    /// Draws a world.
    pub fn draw(seed: u64) -> Self {
        let dice = Dice::new(seed, 0x5CE7);
        let hosting = if dice.once_in(2) { "cloud" } else { "client" };
        let fleet = (0..dice.below(3)).map(|_| Old::draw(&dice)).collect::<Vec<_>>();
        Self {
            seed,
            hosting,
            login: if dice.once_in(3) { "code" } else { "token" },
            worker: if dice.once_in(5) { "admin" } else { "employee" },
            processes: if dice.once_in(3) { 2 } else { 1 },
            businesses_pay: false,
            pages: dice.once_in(12),
            webhooks: !dice.once_in(6),
            newcomers: dice.between(u64::from(fleet.is_empty()), 3),
            fleet,
            turns: dice.between(20, 70),
            leaps: if dice.once_in(4) { leaps(&dice) } else { Vec::new() },
            beside: dice.once_in(2),
        }
    }

    /// By how many days the clock is turned at this turn: the leaps are spread over all of them.
    pub fn leap(&self, turn: u64) -> Option<i64> {
        let pause = self.turns / (self.leaps.len() as u64 + 1);
        let nth = turn.checked_div(pause).filter(|nth| *nth > 0 && turn == nth * pause)?;
        self.leaps.get(usize::try_from(nth).ok()? - 1).copied()
    }

    /// How many words of the sketch say what kind of world it is: for the log.
    pub fn words(&self) -> String {
        format!(
            "hosting {}, login {}, works as {}, {} process(es){}, webhooks {}, {} of before, {} new\
             , {} turns, leaps of {:?} days",
            self.hosting,
            self.login,
            self.worker,
            self.processes,
            if self.beside { " with all work side by side" } else { "" },
            if self.webhooks { "on" } else { "off" },
            self.fleet.len(),
            self.newcomers,
            self.turns,
            self.leaps,
        )
    }

    /// The beginning, as a seed document of the platform: the provider and who was there before.
    pub fn document(&self) -> Value {
        let mut businesses = Vec::new();
        let mut accounts = Vec::new();
        for (nth, old) in self.fleet.iter().enumerate() {
            let name = format!("Old Mill {nth}");
            businesses.push(old.business(&name));
            let account = |of: u64| old.account(self.hosting, (&name, nth, of));
            accounts.extend((0..old.accounts).map(account));
        }
        json!({
            "provider": [{
                "name": "Hallway Messaging",
                "email": "operators@hallway.example",
                "website": "https://hallway.example",
                "app_name": "Hallway Connect",
                "domains": [founding::PROVIDER_HOST],
            }],
            "handset": [{ "number": format!("+{}", founding::PROBE_NUMBER), "is": "plain" }],
            "business": businesses,
            "waba": accounts,
        })
    }
}

/// A trial and a day, in one leap or in several.
fn leaps(dice: &Dice) -> Vec<i64> {
    if dice.once_in(2) {
        return vec![A_TRIAL_AND_A_DAY];
    }
    let (mut left, mut leaps) = (A_TRIAL_AND_A_DAY, Vec::new());
    while left > 0 {
        let days = i64::from(dice.small(1, 12)).min(left);
        leaps.push(days);
        left -= days;
    }
    leaps
}

impl Old {
    fn draw(dice: &Dice) -> Self {
        Self {
            days: dice.between(1, 60),
            verified: dice.once_in(2),
            accounts: dice.between(1, 2),
            connected: dice.once_in(2),
            left: dice.once_in(8),
        }
    }

    fn business(&self, name: &str) -> Value {
        let mut business = json!({ "name": name });
        if self.verified {
            business["verification"] = "verified".into();
            business["verification_days"] = self.days.into();
        }
        business
    }

    fn account(&self, hosting: &str, (business, nth, of): (&str, usize, u64)) -> Value {
        // An unverified number that is older than a trial is off; a certificate is good for a week.
        let over = !self.verified && self.days >= 30;
        let status = match (self.left, over, self.connected && hosting == "cloud") {
            (true, _, _) => "DISCONNECTED",
            (false, true, _) => "UNVERIFIED",
            (false, false, true) => "CONNECTED",
            (false, false, false) => "PENDING",
        };
        let number = json!({
            "number": cast::old_number(nth, of),
            "status": status,
            "certificate_days": self.days.min(2),
        });
        json!({
            "name": format!("{business} {of}"),
            "business": business,
            "age_days": self.days,
            "shared": !self.left,
            "number": [number],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sketch;

    #[test]
    fn worlds_differ_in_every_way_that_is_drawn() {
        let many: Vec<Sketch> = (0..200).map(Sketch::draw).collect();
        let has = |what: fn(&Sketch) -> bool| many.iter().any(what) && !many.iter().all(what);
        assert!(has(|one| one.hosting == "cloud") && has(|one| one.login == "code"));
        assert!(has(|one| one.worker == "admin") && has(|one| one.processes == 2));
        assert!(has(|one| one.pages) && has(|one| one.webhooks) && has(|one| one.beside));
        assert!(has(|one| one.leaps.len() == 1) && has(|one| one.leaps.len() > 3));
        assert!(has(|one| one.fleet.is_empty()) && has(|one| one.newcomers > 1));
        assert!(has(|one| one.fleet.iter().any(|old| old.accounts > 1 && old.verified)));
        assert!(many.iter().all(|one| one.newcomers > 0 || !one.fleet.is_empty()));
    }
}
