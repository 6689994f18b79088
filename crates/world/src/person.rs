//! A person with a Facebook account, who signs businesses up and administers them.

use graph::id::{BusinessId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The language used on the platform, such as `de_DE` (requirement B05).
    pub locale: String,
    /// When the account was opened.
    pub created_at: Timestamp,
    /// The businesses it belongs to, in the order it joined them.
    pub businesses: Vec<BusinessId>,
}
