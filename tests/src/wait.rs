//! Waiting with an end.

use std::time::{Duration, Instant};

use anyhow::bail;

/// How long anything may take before a test gives up: generous, for a busy machine.
pub const LIMIT: Duration = Duration::from_secs(90);
/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks again and again until there is an answer, and gives that; errors count as no answer.
///
/// # Errors
/// After [`LIMIT`], with the last error if there was one.
pub async fn until<T>(
    what: &str,
    mut ask: impl AsyncFnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let begun = Instant::now();
    loop {
        let last = match ask().await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => String::new(),
            Err(error) => format!(": {error:#}"),
        };
        if begun.elapsed() > LIMIT {
            bail!("waited {} s in vain for {what}{last}", LIMIT.as_secs());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
