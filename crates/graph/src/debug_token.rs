//! The answer of `debug_token`: what a token may do and until when (contract §1.7).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{AppId, Permission, TokenKind, WabaId};

/// The whole answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebugAnswer {
    /// What is known about the token.
    pub data: DebugToken,
}

/// What is known about a token. An invalid one has `is_valid` false and an `error`, and little
/// else. Times are seconds since 1970; 0 means never.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebugToken {
    /// The app the token was issued to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<AppId>,
    /// Whose token it is: see [`DebugToken::kind`].
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// The app's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// When the app's access to the holder's data ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_access_expires_at: Option<i64>,
    /// Why the token is invalid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<TokenFault>,
    /// When the token ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<i64>,
    /// Whether the token can be used now.
    pub is_valid: bool,
    /// When the token was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<i64>,
    /// The permissions granted.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The same, with the assets they were granted for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granular_scopes: Vec<GranularScope>,
    /// The person or system user who holds the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

/// One permission and the assets it was granted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GranularScope {
    /// The permission.
    pub scope: String,
    /// The assets, newest first; absent when the grant covers all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_ids: Option<Vec<String>>,
}

/// Why a token is invalid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenFault {
    /// The error's number, 190 as a rule.
    pub code: u32,
    /// The finer number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subcode: Option<u32>,
    /// The sentence for developers.
    pub message: String,
}

/// Which WABAs a token reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// The permission was not granted.
    Nothing,
    /// All the holder can see; the answer does not name them.
    Everything,
    /// These, newest first.
    Only(Vec<WabaId>),
}

impl DebugToken {
    /// The holder's kind, if it is one we know.
    pub fn kind(&self) -> Option<TokenKind> {
        self.type_name.as_deref()?.parse().ok()
    }

    /// The WABAs the permission was granted for.
    pub fn granted(&self, permission: Permission) -> Granted {
        let named = |scope: &&GranularScope| scope.scope == permission.as_str();
        match self.granular_scopes.iter().find(named).map(|scope| &scope.target_ids) {
            Some(Some(ids)) => Granted::Only(ids.iter().filter_map(|id| id.parse().ok()).collect()),
            Some(None) => Granted::Everything,
            None if self.scopes.iter().any(|scope| scope == permission.as_str()) => {
                Granted::Everything
            }
            None => Granted::Nothing,
        }
    }

    /// When the token ends; `None` when it does not.
    pub fn ends(&self) -> Option<Timestamp> {
        let seconds = self.expires_at.filter(|seconds| *seconds != 0)?;
        Timestamp::from_second(seconds).ok()
    }
}

impl From<DebugToken> for Value {
    /// The answer's body.
    fn from(data: DebugToken) -> Self {
        serde_json::to_value(DebugAnswer { data }).expect("texts and numbers always serialise")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{DebugAnswer, DebugToken, Granted, TokenFault};
    use crate::{Permission, TokenKind, WabaId};

    const SAMPLE: &str = concat!(
        r#"{"data":{"app_id":"670843887433847","type":"USER","application":"JaspersMarket","#,
        r#""data_access_expires_at":1672092840,"expires_at":1665090000,"is_valid":true,"#,
        r#""issued_at":1664000000,"scopes":["whatsapp_business_management","#,
        r#""public_profile"],"granular_scopes":[{"scope":"whatsapp_business_management","#,
        r#""target_ids":["102289599326934","101569239400667"]}],"#,
        r#""user_id":"10222270944537964"}}"#,
    );

    #[test]
    fn reads_and_writes_the_sample() {
        let answer: DebugAnswer = serde_json::from_str(SAMPLE).unwrap();
        assert_eq!(Value::from(answer.data.clone()).to_string(), SAMPLE);
        assert_eq!(answer.data.kind(), Some(TokenKind::User));
        assert_eq!(answer.data.ends().unwrap().to_string(), "2022-10-06T21:00:00Z");
        assert_eq!(
            answer.data.granted(Permission::WhatsappBusinessManagement),
            Granted::Only(vec![WabaId::new(102_289_599_326_934), WabaId::new(101_569_239_400_667)])
        );
        assert_eq!(answer.data.granted(Permission::BusinessManagement), Granted::Nothing);
        assert_eq!(answer.data.granted(Permission::PublicProfile), Granted::Everything);
    }

    #[test]
    fn an_invalid_token_says_why() {
        let error = TokenFault { code: 190, subcode: Some(460), message: "m".to_owned() };
        let token = DebugToken { error: Some(error), ..DebugToken::default() };
        assert_eq!(
            Value::from(token).to_string(),
            concat!(
                r#"{"data":{"error":{"code":190,"subcode":460,"message":"m"},"is_valid":false,"#,
                r#""scopes":[]}}"#,
            )
        );
    }

    #[test]
    fn zero_means_never() {
        let token: DebugToken =
            serde_json::from_str(r#"{"is_valid":true,"expires_at":0,"type":"PAGE"}"#).unwrap();
        assert_eq!((token.ends(), token.kind()), (None, None));
    }
}
