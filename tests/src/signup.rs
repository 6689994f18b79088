//! What a finished signup gave, in ids.

use anyhow::Context;
use simulation::{
    cast::{Applicant, applicants},
    person::Handed,
};

use crate::house::House;

/// The ids of what a signup created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The account.
    pub waba: String,
    /// The number.
    pub phone: String,
    /// The business.
    pub business: String,
}

impl Made {
    /// Reads the session message of the pop-up.
    ///
    /// # Errors
    /// When an id is missing.
    pub fn of(handed: &Handed) -> anyhow::Result<Self> {
        let id = |key: &str| {
            let value = handed.session_event["data"][key].as_str().map(ToOwned::to_owned);
            value.with_context(|| format!("the session message has no {key}"))
        };
        Ok(Self {
            waba: id("waba_id")?,
            phone: id("phone_number_id")?,
            business: id("business_id")?,
        })
    }
}

/// The one applicant of a seed.
pub fn applicant(seed: u64) -> Applicant {
    let mut all = applicants(seed, 1);
    all.remove(0)
}

/// The applicant of a seed signs up from the provider's page to its end.
///
/// # Errors
/// When a screen refuses.
pub async fn sign_up(house: &House, seed: u64) -> anyhow::Result<Made> {
    let handed = house.person(applicant(seed)).sign_up().await?;
    Made::of(&handed)
}
