//! What each role of operators may do: the one table that the console, the command line and
//! docs/security.md are made from.

use std::fmt;
use std::str::FromStr;

/// What an operator is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Sees how clients stand, neither secrets nor money.
    Viewer,
    /// Acts on clients, numbers and webhooks.
    Operator,
    /// Sees and acts on the ledger.
    Finance,
    /// May do everything, also about operators, keys and settings.
    Admin,
}

/// Something that not every operator may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Clients, numbers, conversations and webhooks, for reading.
    LookAround,
    /// A client's look at once, with its failed steps.
    ActOnClients,
    /// Writing with the customers of a number.
    ActOnNumbers,
    /// Reading the two-step PIN of a number.
    RevealPins,
    /// Deciding about webhooks that were set aside.
    ActOnInbox,
    /// The ledger of the credit line, for reading.
    SeeMoney,
    /// Releasing and confirming shares, and sharing again with a business.
    DecideOnShares,
    /// Taking the credit line back from a business.
    RevokeCredit,
    /// The settings, for reading.
    SeeSettings,
    /// Who may use the console, and as what.
    ManageOperators,
    /// The master keys.
    ManageKeys,
}

impl Role {
    /// Every role, those that may less first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Operator, Self::Finance, Self::Admin];

    /// Whether this role may do that.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        match right {
            Right::LookAround => true,
            Right::ActOnClients | Right::ActOnNumbers | Right::RevealPins | Right::ActOnInbox => {
                matches!(self, Self::Operator | Self::Admin)
            }
            Right::SeeMoney | Right::DecideOnShares | Right::RevokeCredit => {
                matches!(self, Self::Finance | Self::Admin)
            }
            Right::SeeSettings | Right::ManageOperators | Right::ManageKeys => self == Self::Admin,
        }
    }

    /// Whether this role may do all that another may.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        Right::ALL.into_iter().all(|right| self.may(right) || !other.may(right))
    }

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Finance => "finance",
            Self::Admin => "admin",
        }
    }
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 11] = [
        Self::LookAround,
        Self::ActOnClients,
        Self::ActOnNumbers,
        Self::RevealPins,
        Self::ActOnInbox,
        Self::SeeMoney,
        Self::DecideOnShares,
        Self::RevokeCredit,
        Self::SeeSettings,
        Self::ManageOperators,
        Self::ManageKeys,
    ];

    /// Whether the console asks for the password again before anything is done by this right.
    #[must_use]
    pub fn asks_again(self) -> bool {
        matches!(
            self,
            Self::RevealPins | Self::RevokeCredit | Self::ManageOperators | Self::ManageKeys
        )
    }

    /// What one does by it, after "to".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::LookAround => "see clients, numbers, conversations and webhooks",
            Self::ActOnClients => "have a client looked at again",
            Self::ActOnNumbers => "write with the customers of a number",
            Self::RevealPins => "see the two-step PIN of a number",
            Self::ActOnInbox => "decide about webhooks that were set aside",
            Self::SeeMoney => "see the credit line and its shares",
            Self::DecideOnShares => {
                "release and confirm shares of the credit line, and share it again"
            }
            Self::RevokeCredit => "take the credit line back from a business",
            Self::SeeSettings => "see the settings",
            Self::ManageOperators => "add, change and remove operators",
            Self::ManageKeys => "rotate the master keys and give keys up",
        }
    }

    /// The roles that have it, in words: `finance or admin`.
    #[must_use]
    pub fn roles(self) -> String {
        let having = Role::ALL.into_iter().filter(|role| role.may(self));
        having.map(Role::as_str).collect::<Vec<_>>().join(" or ")
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = NoRole;

    fn from_str(word: &str) -> Result<Self, NoRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or(NoRole)
    }
}

/// Not the word of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a role is one of viewer, operator, finance, admin")]
pub struct NoRole;

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of docs/security.md.
    fn table() -> String {
        let mut rows = vec![
            "| to | viewer | operator | finance | admin | password again |".to_owned(),
            "|---|---|---|---|---|---|".to_owned(),
        ];
        let mark = |yes: bool| if yes { "yes" } else { "" };
        for right in Right::ALL {
            let mut cells = vec![right.words()];
            cells.extend(Role::ALL.map(|role| mark(role.may(right))));
            cells.push(mark(right.asks_again()));
            rows.push(format!("| {} |", cells.join(" | ")));
        }
        rows.join("\n")
    }

    #[test]
    fn security_roles_stand_in_the_documentation_as_they_are() {
        let told = include_str!("../../../docs/security.md");
        assert!(told.contains(&table()), "docs/security.md should hold\n{}", table());
    }

    #[test]
    fn roles_are_said_and_read_in_the_same_words() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
            assert!(Role::Admin.covers(role) && role.covers(Role::Viewer), "{role}");
        }
        assert_eq!("root".parse::<Role>(), Err(NoRole));
        assert!(!Role::Operator.covers(Role::Finance) && !Role::Finance.covers(Role::Operator));
    }
}
