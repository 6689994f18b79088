//! Words that a shell completes where any other may be said as well: the platform asked knows best
//! what there is, so nothing is refused here.

use std::ffi::OsStr;

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
    fn words(self) -> Vec<String> {
        let owned = |word: &&str| (*word).to_owned();
        match self {
            Self::Scenarios => scenario::all().iter().map(|one| one.name.clone()).collect(),
            Self::Operations => fault::operations().iter().map(|one| one.name.clone()).collect(),
            Self::Fields => FIELDS.iter().map(owned).collect(),
            Self::Events => {
                let mut all: Vec<String> =
                    FIELDS.iter().flat_map(|field| events_of(field)).map(owned).collect();
                all.sort();
                all.dedup();
                all
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
