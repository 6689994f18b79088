//! For how long things are kept, and how often they are looked for: the settings `keep_…`,
//! `console_session_hours`, `sweep_seconds` and `full_pass_per_minute`.

use super::{Settings, SettingsError};

/// Nothing is kept for longer, in days, unless it is kept for good: a hundred years.
const DAYS_MAX: u32 = 36_500;
/// A session of the console is no longer, in hours.
const SESSION_HOURS_MAX: u32 = 168;

/// Within what bounds a span of days lies.
struct Bounds {
    name: &'static str,
    days: u32,
    least: u32,
    /// Whether 0 stands for ever.
    or_for_good: bool,
    fix: &'static str,
}

impl Settings {
    /// Refuses spans that would lose what is still needed, or that nobody can mean.
    pub(super) fn check_keeping(&self) -> Result<(), SettingsError> {
        let wrong = |name, why, fix| Err(SettingsError::Weak { name, why, fix });
        if !(1..=SESSION_HOURS_MAX).contains(&self.console_session_hours) {
            let why = "is out of bounds";
            return wrong("console_session_hours", why, "give 1 to 168 hours");
        }
        for bounds in self.kept() {
            if bounds.days == 0 && bounds.or_for_good {
                continue;
            }
            if bounds.days < bounds.least {
                return wrong(bounds.name, "is too short", bounds.fix);
            }
            if bounds.days > DAYS_MAX {
                return wrong(bounds.name, "is longer than a hundred years", bounds.fix);
            }
        }
        Ok(())
    }

    /// Refuses to look for accounts without a pause, or never to come to an end.
    pub(super) fn check_pace(&self) -> Result<(), SettingsError> {
        let wrong = |name, why, fix| Err(SettingsError::Weak { name, why, fix });
        if self.sweep_seconds == 0 {
            let fix = "give 1 second or more; 60 is one call a minute";
            return wrong("sweep_seconds", "would look for accounts without a pause", fix);
        }
        if self.full_pass_per_minute == 0 {
            let fix = "give the number of accounts that a minute may take, 1 or more: a pass of \
                10,000 takes 17 minutes at 600";
            return wrong("full_pass_per_minute", "would never end a pass", fix);
        }
        Ok(())
    }

    fn kept(&self) -> [Bounds; 5] {
        let bounds =
            |name, days, least, or_for_good, fix| Bounds { name, days, least, or_for_good, fix };
        [
            bounds(
                "keep_webhooks_days",
                self.keep_webhooks_days,
                8,
                false,
                "give 8 days or more: the platform repeats webhooks for seven days, and one that \
                 was forgotten would be applied again",
            ),
            bounds(
                "keep_letters_days",
                self.keep_letters_days,
                7,
                false,
                "give 7 days or more: `vestibule doctor` tells of letters that did not go out",
            ),
            bounds(
                "keep_signups_days",
                self.keep_signups_days,
                7,
                false,
                "give 7 days or more: businesses come back to see how their signup stands",
            ),
            bounds(
                "keep_timeline_days",
                self.keep_timeline_days,
                90,
                true,
                "give 90 days or more, or 0 to keep it for good",
            ),
            bounds(
                "keep_messages_days",
                self.keep_messages_days,
                30,
                true,
                "give 30 days or more, or 0 to keep them for good",
            ),
        ]
    }
}
