//! The provider's processes: how they are reached, how they crash, stay away and come back.

use axum::Router;
use provider::Provider;
use shell::secret::Text;

use super::{Crashes, PROVIDER, Town};

/// One of two processes that crashed stays away for a while once in so many times.
const AWAY_RARITY: u64 = 3;
/// One that is away comes back once in so many turns.
const BACK_RARITY: u64 = 10;

impl Town {
    /// Takes processes of the provider away, and starts them again on what the disk has. One of
    /// two may stay away, with all that it held.
    ///
    /// # Errors
    /// When one does not open again.
    pub(super) async fn crash_providers(
        &mut self,
        crashed: &[usize],
        crashes: Crashes<'_>,
    ) -> anyhow::Result<()> {
        for nth in crashed.iter().rev() {
            if self.providers.len() > 1 && crashes.happens(AWAY_RARITY) {
                self.crashes += 1;
                self.watch.note(&format!("process {nth} of the provider crashes and stays away"));
                self.providers.remove(*nth);
                drop(self.gates.remove(*nth));
                self.connect();
            } else {
                self.crash_provider(*nth).await?;
            }
        }
        if self.providers.len() < self.processes && crashes.happens(BACK_RARITY) {
            self.bring_back().await?;
            self.watch.note("the process that was away is back");
        }
        Ok(())
    }

    /// Takes one process of the provider away and starts it again on what the disk has.
    ///
    /// # Errors
    /// When it does not open again.
    pub async fn crash_provider(&mut self, nth: usize) -> anyhow::Result<()> {
        self.crashes += 1;
        if self.providers.len() == 1 {
            // Nothing of it writes on. What another process of the same database has under way
            // goes on.
            self.seat.disk.crash();
        }
        self.watch.note(&format!("process {nth} of the provider crashes"));
        let (provider, gate) = self.open_provider().await?;
        (self.providers[nth], self.gates[nth]) = (provider, gate);
        self.connect();
        Ok(())
    }

    /// Starts the processes that do not run.
    ///
    /// # Errors
    /// When one does not open.
    pub(super) async fn bring_back(&mut self) -> anyhow::Result<()> {
        while self.providers.len() < self.processes {
            let (provider, gate) = self.open_provider().await?;
            self.providers.push(provider);
            self.gates.push(gate);
        }
        self.connect();
        Ok(())
    }

    /// An operator puts another token into the settings and starts the provider's processes anew.
    ///
    /// # Errors
    /// When one does not open again.
    pub async fn put_token(&mut self, holder: TokenOf, token: &str) -> anyhow::Result<()> {
        self.watch.learn(token);
        let settings = &mut self.seat.settings;
        match holder {
            TokenOf::Employee => settings.employee_token = Text::from(token),
            TokenOf::Admin => settings.admin_token = Text::from(token),
        }
        self.seat.disk.crash();
        self.providers.clear();
        self.gates.clear();
        self.bring_back().await
    }

    async fn open_provider(&mut self) -> anyhow::Result<(Provider, Router)> {
        self.lives += 1;
        let provider = self.seat.provider(self.lives).await?;
        let gate = self.weather.over(self.watch.at_provider(provider.router()));
        Ok((provider, gate))
    }

    /// Calls to the provider go to one of its processes after the other.
    pub(super) fn connect(&self) {
        if let Some(gate) = self.gates.get(self.turns % self.gates.len().max(1)) {
            self.seat.switchboard.connect(PROVIDER, gate.clone());
        }
    }
}

/// Whose token it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenOf {
    /// The employee system user's.
    Employee,
    /// The admin system user's.
    Admin,
}
