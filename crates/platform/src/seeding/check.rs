//! The last look: whether each number is as the seed wants it. What the rules made otherwise is
//! said, not hidden.

use graph::{PhoneNumberId, PhoneStatus, PlatformType, QualityRating};
use jiff::SignedDuration;
use world::World;

use super::document::NumberSeed;
use super::part::Part;
use super::read::SeedError;
use super::sower::Sower;

impl Sower<'_> {
    pub(super) fn require_wanted(&self) -> Result<(), SeedError> {
        for (w, waba) in self.seed.waba.iter().enumerate() {
            for (n, number) in waba.number.iter().enumerate() {
                self.require_number((self.phone(w, n), number), Part::Number(w, n))?;
            }
        }
        for (b, business) in self.seed.business.iter().enumerate() {
            let Some(wanted) = business.verification else { continue };
            let known = self.businesses.get(&b).map(|known| known.0);
            let is = self.platform.read(|world| {
                let business = world.businesses.get(&known?)?;
                Some(business.verification.status())
            });
            if is != Some(wanted) {
                let is = is.map_or("unknown", |is| is.as_str());
                let why = format!("`verification` came out as `{is}`, not `{wanted}`");
                return Err(SeedError::at((Part::Business(b), "verification"), why));
            }
        }
        Ok(())
    }

    fn require_number(
        &self,
        (phone, seed): (PhoneNumberId, &NumberSeed),
        place: Part,
    ) -> Result<(), SeedError> {
        let now = self.platform.now();
        let differs = self.platform.read(|world| {
            let known = world.phone(phone).ok()?;
            let asked = Asked { world, phone: known, now };
            asked.difference(seed)
        });
        if let Some((member, why)) = differs {
            return Err(SeedError::at((place, member), why));
        }
        let Some(days) = seed.certificate_days else { return Ok(()) };
        let age = self.certificate_age(phone).unwrap_or_default();
        let day = SignedDuration::from_hours(24);
        let wanted = SignedDuration::from_hours(24 * i64::from(days));
        if age < wanted - day || age >= wanted + day {
            let why = format!(
                "`certificate_days` is {days}, but its certificate was issued {} days ago: one is \
                 issued with the proof, with the approval of the name, and in place of one that \
                 is too old",
                age.as_hours() / 24
            );
            return Err(SeedError::at((place, "certificate_days"), why));
        }
        Ok(())
    }
}

struct Asked<'a> {
    world: &'a World,
    phone: &'a world::Phone,
    now: jiff::Timestamp,
}

impl Asked<'_> {
    /// The first thing that is otherwise, with what would make it so.
    fn difference(&self, seed: &NumberSeed) -> Option<(&'static str, String)> {
        let Self { world, phone, now } = *self;
        let said = |member: &'static str, is: &str, wanted: &str, hint: &str| {
            let why = || format!("`{member}` came out as `{is}`, not `{wanted}`: {hint}");
            (is != wanted).then(|| (member, why()))
        };
        let status = world.phone_status(phone, now);
        let hint = status_hint(seed, status);
        if let Some(why) = said("status", status.as_str(), seed.status.as_str(), hint) {
            return Some(why);
        }
        if let Some(wanted) = seed.proof {
            let is = phone.proof(world.policy.proof_days, now);
            let hint = "a proof expires where the number was never registered";
            if let Some(why) = said("proof", is.as_str(), wanted.as_str(), hint) {
                return Some(why);
            }
        }
        if let Some(wanted) = seed.name_status {
            let is = world.name_status(phone, now);
            let hint = "the review of a name begins when the business is verified; one without \
                        proof has none; certificates age where the number is not on the Cloud API";
            if let Some(why) = said("name_status", is.as_str(), wanted.as_str(), hint) {
                return Some(why);
            }
        }
        if let Some(wanted) = seed.new_name_status {
            let is = world.new_name_status(phone, now);
            let hint = "say `new_name`; its review begins when the business is verified";
            if let Some(why) = said("new_name_status", is.as_str(), wanted.as_str(), hint) {
                return Some(why);
            }
        }
        if let Some(wanted) = seed.tier {
            let is = world.tier(phone);
            let hint = "another limit than the first takes a verified business and an approved \
                        name";
            if let Some(why) = said("tier", is.as_str(), wanted.as_str(), hint) {
                return Some(why);
            }
        }
        let wanted = seed.quality.filter(|wanted| *wanted != QualityRating::Unknown)?;
        let is = world.quality(phone, now);
        let hint = "what becomes of the number's account stands against it";
        said("quality", is.as_str(), wanted.as_str(), hint)
    }
}

/// What would make it the status wanted, looking at both and at what else is said.
fn status_hint(seed: &NumberSeed, is: PhoneStatus) -> &'static str {
    match (seed.status, is) {
        (PhoneStatus::Restricted, _) => {
            "its messages use its limit up; a `measure` of its account does not make it so"
        }
        (PhoneStatus::Connected, PhoneStatus::Restricted) => {
            "its limit is used up, by the other numbers of its business as well: say `RESTRICTED`"
        }
        (PhoneStatus::Banned, _) => {
            "say `review = \"REJECTED\"` or a measure `disable` for its account"
        }
        (_, PhoneStatus::Banned) => {
            "the `review` or the `measure` of its account made it so: say `BANNED`"
        }
        (PhoneStatus::Unverified, _) => {
            "a trial ends in eras that have one, for a number whose business is not verified"
        }
        (_, PhoneStatus::Unverified) => {
            "its trial is over by its age: say `UNVERIFIED`, or verify its business"
        }
        (PhoneStatus::Disconnected, _) => "only a number on the Cloud API is deregistered",
        (_, PhoneStatus::Disconnected) if seed.platform == PlatformType::CloudApi => {
            "its account was taken back (`shared`) or its certificate expired: say `DISCONNECTED`"
        }
        _ => "what became of its account or its business stands against it",
    }
}
