//! People of a business or a provider in its back office.

use graph::{BusinessId, PersonId};

use crate::graph_scene::{Run, Scene};
use crate::visitor::Visitor;
use world::Outcome;

impl Scene {
    /// The person who administers the provider from the beginning.
    pub(crate) fn operator_id(&self) -> PersonId {
        let business = self.provider.business;
        self.stage.platform.read(|world| *world.businesses[&business].people.keys().next().unwrap())
    }

    /// The same, in a browser.
    pub(crate) async fn operator(&self) -> Visitor {
        self.visitor(self.operator_id()).await
    }

    /// Someone in a browser.
    pub(crate) async fn visitor(&self, person: PersonId) -> Visitor {
        let mut visitor = Visitor::new(&self.stage);
        let person = person.to_string();
        visitor.send("/login", &[("next", "/business"), ("person", &person)]).await;
        visitor
    }

    /// A page of the provider's back office.
    pub(crate) fn office(&self, page: &str) -> String {
        format!("/business/{}/{page}", self.provider.business)
    }

    /// A further business of someone else signs up and its number goes live.
    pub(crate) async fn second_client(&self) -> (PersonId, Outcome) {
        let run = Run {
            name: "Lemon Grove",
            number: Some("+4915112345671"),
            code: "AQBsecond",
            ..Run::default()
        };
        let (person, outcome) = self.sign_up(run).await;
        assert_eq!(self.register(outcome.phone.unwrap()).await.status, 200);
        self.pass("10s").await;
        (person, outcome)
    }

    /// Every check is passed: the number leaves its trial, and its messages are charged.
    pub(crate) async fn regular(&self, outcome: &Outcome) {
        self.pass("61s").await;
        self.verify_business(outcome, true).await;
        self.review_name(outcome.phone.unwrap(), true).await;
        self.pass("3m").await;
        assert_eq!(self.member(outcome.phone.unwrap(), "account_mode").await, "LIVE");
    }

    /// The owner of a new business.
    pub(crate) fn owner_of(&self, business: BusinessId) -> PersonId {
        self.stage.platform.read(|world| *world.businesses[&business].people.keys().next().unwrap())
    }
}
