//! The screens of the pop-up in their order, and the name each has in a CANCEL message.

/// One screen after the login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// What is asked for, and who is billed.
    Authorization,
    /// Choose or create the business.
    Business,
    /// Choose or create the account.
    Waba,
    /// Name, time zone, category of the account.
    Profile,
    /// The phone number.
    Number,
    /// The code.
    Verify,
    /// Summary and consent.
    Permissions,
    /// What was connected.
    Done,
}

impl Step {
    /// All screens in order.
    pub(crate) const ALL: [Self; 8] = [
        Self::Authorization,
        Self::Business,
        Self::Waba,
        Self::Profile,
        Self::Number,
        Self::Verify,
        Self::Permissions,
        Self::Done,
    ];

    /// The step of the world this screen belongs to; the last screen has none.
    pub(crate) fn in_world(self) -> Option<world::Step> {
        use world::Step as InWorld;
        match self {
            Self::Authorization => Some(InWorld::Authorization),
            Self::Business => Some(InWorld::Business),
            Self::Waba => Some(InWorld::Waba),
            Self::Profile => Some(InWorld::Profile),
            Self::Number => Some(InWorld::Number),
            Self::Verify => Some(InWorld::Verify),
            Self::Permissions => Some(InWorld::Permissions),
            Self::Done => None,
        }
    }

    /// The screen of a step of the world.
    pub(crate) fn of(step: world::Step) -> Self {
        let found = Self::ALL.into_iter().find(|screen| screen.in_world() == Some(step));
        found.expect("every step of the world has a screen")
    }

    /// Last part of the screen's address.
    pub(crate) fn path(self) -> &'static str {
        self.in_world().map_or("done", world::Step::slug)
    }

    /// The screen with this address.
    pub(crate) fn from_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.path() == path)
    }

    /// The `current_step` of a CANCEL message (contract §1.4). The authorization has none, and the
    /// last screen cannot be cancelled.
    pub(crate) fn on_wire(self) -> Option<&'static str> {
        self.in_world()?.wire()
    }

    /// Position, counted from 1.
    pub(crate) fn position(self) -> usize {
        self as usize + 1
    }

    /// The screen a Back link leads to. A verified number is not given a second time, so there is
    /// no way back from the review into the number.
    pub(crate) fn before(self) -> Option<Self> {
        match self {
            Self::Authorization | Self::Permissions | Self::Done => None,
            Self::Business => Some(Self::Authorization),
            Self::Waba => Some(Self::Business),
            Self::Profile => Some(Self::Waba),
            Self::Number => Some(Self::Profile),
            Self::Verify => Some(Self::Number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn addresses_read_back_and_six_steps_are_on_the_wire() {
        for step in Step::ALL {
            assert_eq!(Step::from_path(step.path()), Some(step));
            assert_eq!(step.in_world().map_or(Step::Done, Step::of), step);
        }
        assert_eq!(Step::ALL.iter().filter_map(|step| step.on_wire()).count(), 6);
        assert_eq!(Step::Done.position(), 8);
    }
}
