//! Words that a shell completes where any other may be said as well: the platform asked knows best
//! what there is, so nothing is refused here.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::sync::LazyLock;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use graph::webhook::{FIELDS, events_of};
use platform::{fault, scenario};

/// What a shell offers for an argument.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Offered {
    /// The named scenarios.
    Scenarios,
    /// The operations of the Graph API.
    Operations,
    /// The fields of webhooks.
    Fields,
    /// The events that webhooks tell.
    Events,
}

impl Offered {
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Scenarios => scenario::all().iter().map(|one| one.name.as_str()).collect(),
            Self::Operations => {
                static ALL: LazyLock<Vec<fault::Operation>> = LazyLock::new(fault::operations);
                ALL.iter().map(|one| one.name.as_str()).collect()
            }
            Self::Fields => FIELDS.to_vec(),
            Self::Events => {
                let events = FIELDS.into_iter().flat_map(events_of).copied();
                events.collect::<BTreeSet<&str>>().into_iter().collect()
            }
        }
    }
}

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words().into_iter().map(PossibleValue::new)))
    }
}
