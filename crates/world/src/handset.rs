//! What a telephone number is used for outside the platform, which decides whether the signup
//! can take it (requirements B09, B10).

use serde::{Deserialize, Serialize};

/// What answers at a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handset {
    /// A person or a plain line: codes arrive.
    #[default]
    Plain,
    /// An account of WhatsApp Messenger: must be deleted first (requirement B09).
    Messenger,
    /// An account of the WhatsApp Business App: must be deleted first (requirement B09).
    BusinessApp,
    /// An interactive voice menu: no code can reach a person (requirement B10).
    VoiceMenu,
}
