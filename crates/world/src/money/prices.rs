//! The price list: what one conversation or message costs, by category and the customer's country.
//!
//! The numbers are this project's own, chosen to be easy to check by hand; they are a value of the
//! policy, so that any list can stand in their place.

use graph::status::Currency;
use serde::{Deserialize, Serialize};

use crate::message::Category;

/// What messages cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// By country; the first that fits counts, `*` fits all.
    pub rates: Vec<Rate>,
    /// What a US dollar is in other currencies.
    pub factors: Vec<Factor>,
}

/// The prices for customers of one country, in thousandths of a US dollar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The calling code of the country, such as `49`; `*` for all others.
    pub country: String,
    /// Opened with a template for marketing.
    pub marketing: i64,
    /// Opened with a template about something under way.
    pub utility: i64,
    /// Opened with a template that carries a code.
    pub authentication: i64,
    /// An answer inside the 24-hour window.
    pub service: i64,
}

/// What one US dollar is, in thousandths of a unit of another currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// The other currency.
    pub currency: Currency,
    /// So many thousandths of it.
    pub thousandths: i64,
}

impl Default for Prices {
    fn default() -> Self {
        let rate = |country: &str, [marketing, utility, authentication]: [i64; 3]| Rate {
            country: country.to_owned(),
            marketing,
            utility,
            authentication,
            service: 0,
        };
        let factor = |currency, thousandths| Factor { currency, thousandths };
        Self {
            rates: vec![
                rate("1", [25, 10, 12]),
                rate("44", [70, 40, 36]),
                rate("49", [140, 90, 80]),
                rate("55", [60, 35, 32]),
                rate("62", [40, 20, 30]),
                rate("91", [10, 5, 5]),
                rate("*", [50, 30, 30]),
            ],
            factors: vec![
                factor(Currency::Usd, 1_000),
                factor(Currency::Aud, 1_500),
                factor(Currency::Eur, 900),
                factor(Currency::Gbp, 800),
                factor(Currency::Idr, 16_000_000),
                factor(Currency::Inr, 84_000),
            ],
        }
    }
}

impl Prices {
    /// The price in thousandths of a US dollar.
    pub fn dollars(&self, category: Category, country: &str) -> i64 {
        let rate = self.rates.iter().find(|rate| rate.country == country || rate.country == "*");
        rate.map_or(0, |rate| match category {
            Category::Marketing => rate.marketing,
            Category::Utility => rate.utility,
            Category::Authentication => rate.authentication,
            Category::Service => rate.service,
        })
    }

    /// The same amount in another currency, in thousandths of its unit, half of one rounded up.
    pub fn in_currency(&self, dollars: i64, currency: Currency) -> i64 {
        let factor = self.factors.iter().find(|factor| factor.currency == currency);
        let thousandths = factor.map_or(1_000, |factor| factor.thousandths);
        dollars.saturating_mul(thousandths).saturating_add(500).div_euclid(1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn g02_prices_depend_on_category_and_country_and_convert_exactly() {
        let prices = Prices::default();
        assert_eq!(prices.dollars(Category::Marketing, "49"), 140);
        assert_eq!(prices.dollars(Category::Utility, "351"), 30, "all other countries");
        assert_eq!(prices.dollars(Category::Service, "49"), 0);
        assert_eq!(prices.in_currency(140, Currency::Eur), 126);
        assert_eq!(prices.in_currency(5, Currency::Eur), 5, "4.5 rounded");
        assert_eq!(prices.in_currency(10, Currency::Idr), 160_000);
    }
}
