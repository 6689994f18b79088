//! Words that a shell completes where any other may be said as well: the platform asked knows best
//! what there is, so nothing is refused here.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::sync::LazyLock;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use platform::{fault, scenario, vocabulary};

/// The numbers of errors: any other number may be said as well.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Codes;

impl TypedValueParser for Codes {
    type Value = u32;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<u32, Error> {
        clap::value_parser!(u32).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
            vocabulary::error_codes().into_iter().map(|code| code.to_string()).collect()
        });
        Some(Box::new(ALL.iter().map(|code| PossibleValue::new(code.as_str()))))
    }
}

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
    /// How far a webhook may be.
    States,
    /// The kinds of reviews.
    Reviews,
    /// What a telephone may be used for.
    Handsets,
    /// The values of the rules.
    Rules,
    /// The paths of the control interface.
    Paths,
    /// The same, and the methods they are asked with.
    Requests,
}

impl Offered {
    fn words(self) -> Vec<&'static str> {
        match self {
            Self::Scenarios => scenario::all().iter().map(|one| one.name.as_str()).collect(),
            Self::Reviews => vocabulary::review_kinds(),
            Self::Handsets => vocabulary::handsets(),
            Self::Paths => {
                let paths = vocabulary::control_paths().into_iter().map(|(_, path)| path);
                paths.collect::<BTreeSet<&str>>().into_iter().collect()
            }
            Self::Requests => {
                let both = vocabulary::control_paths().into_iter();
                let words = both.flat_map(|(method, path)| [method, path]);
                words.collect::<BTreeSet<&str>>().into_iter().collect()
            }
            Self::States => {
                static ALL: LazyLock<Vec<String>> = LazyLock::new(vocabulary::webhook_states);
                ALL.iter().map(String::as_str).collect()
            }
            Self::Rules => {
                static ALL: LazyLock<Vec<String>> = LazyLock::new(vocabulary::rules);
                ALL.iter().map(String::as_str).collect()
            }
            Self::Operations => {
                static ALL: LazyLock<Vec<fault::Operation>> = LazyLock::new(fault::operations);
                ALL.iter().map(|one| one.name.as_str()).collect()
            }
            Self::Fields => fault::caused_fields().collect(),
            Self::Events => {
                let events = fault::caused_fields().flat_map(fault::caused_events);
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
