//! Whether a password is an operator's.

use std::sync::LazyLock;

use shell::secret::{Cost, Secrets, hash_password, verify_password};

use super::throttle::Throttle;
use crate::Provider;
use crate::pages::Trouble;
use crate::store::accounts;

/// Longer passwords are not worth hashing.
const PASSWORD_BYTES_MAX: usize = 1024;

/// A hash nobody knows the password of, so that an unknown name takes as long as a known one.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_password(&Secrets::os().token("", 32), &Secrets::os(), Cost::Normal));

/// Checks a password, off the async threads and few at a time.
pub(super) async fn is_right(
    provider: &Provider,
    throttle: &Throttle,
    name: &str,
    password: &str,
) -> Result<bool, Trouble> {
    if name.is_empty() || password.len() > PASSWORD_BYTES_MAX {
        return Ok(false);
    }
    let (name, password) = (name.to_owned(), password.to_owned());
    let operator = provider.db.read(move |db| accounts::operator(db, &name)).await?;
    let _turn = throttle.checking.acquire().await;
    let check = tokio::task::spawn_blocking(move || {
        let hash = operator.as_ref().map_or(NOBODY.as_str(), |known| &known.password_hash);
        verify_password(&password, hash) && operator.is_some()
    });
    Ok(check.await.unwrap_or(false))
}
