//! How much was sent, counted from the messages there are (contract §3.1: `analytics.start(…)`).

use std::collections::{BTreeMap, BTreeSet};

use graph::{Currency, Field, GraphError, PhoneNumberId, WabaId};
use jiff::{Span, Timestamp, tz::TimeZone};
use serde_json::{Value, json};

use super::Sight;
use crate::message::{Category, Charge, Message, Stage, Way};
use crate::money::{Month, decimal};

/// The most buckets of one answer.
const BUCKETS_MAX: usize = 3_000;

/// A stretch of time cut into buckets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Where each bucket begins, in seconds since 1970, and where the last one ends.
    edges: Vec<i64>,
    /// The word it was asked with.
    granularity: String,
}

impl Period {
    /// Reads `start`, `end` and `granularity` of a field; `None` if neither time is given.
    ///
    /// # Errors
    /// `(#100)` naming what is missing or cannot be read.
    pub fn read(field: &Field) -> Result<Option<Self>, GraphError> {
        if field.arg("start").is_none() && field.arg("end").is_none() {
            return Ok(None);
        }
        let time = |name: &str| {
            let text = field.arg(name).ok_or_else(|| GraphError::missing_parameter(name))?;
            let seconds = text.trim().parse::<i64>().ok();
            seconds
                .and_then(|seconds| Timestamp::from_second(seconds).ok())
                .ok_or_else(|| GraphError::bad_value(name, text))
        };
        let (start, end) = (time("start")?, time("end")?);
        let word = field.arg("granularity").unwrap_or("DAY").trim_matches(['"', '\'']);
        let step = match word {
            "HALF_HOUR" => Span::new().minutes(30),
            "DAY" | "DAILY" => Span::new().days(1),
            "MONTH" | "MONTHLY" => Span::new().months(1),
            other => return Err(GraphError::bad_value("granularity", other)),
        };
        if end <= start {
            return Err(GraphError::parameter("The parameter end must be later than start."));
        }
        let mut edges = vec![start.as_second()];
        let mut at = start.to_zoned(TimeZone::UTC);
        while at.timestamp() < end {
            let Ok(next) = at.checked_add(step) else { break };
            at = next;
            edges.push(at.timestamp().min(end).as_second());
            if edges.len() > BUCKETS_MAX {
                return Err(GraphError::parameter("The time range is too long."));
            }
        }
        Ok(Some(Self { edges, granularity: word.to_owned() }))
    }

    /// The calendar months it is made of, if it is made of whole ones.
    fn months(&self) -> Option<Vec<Month>> {
        let time = |second: &i64| Timestamp::from_second(*second).ok();
        let ends = self.edges.windows(2).map(|edge| {
            let (start, end) = (time(&edge[0])?, time(&edge[1])?);
            let month = Month::of(start);
            (month.end() == end && month.start() == start).then_some(month)
        });
        ends.collect()
    }

    /// In which bucket a time is.
    fn bucket(&self, at: Timestamp) -> Option<usize> {
        let after = self.edges.partition_point(|edge| *edge <= at.as_second());
        (after > 0 && after < self.edges.len()).then(|| after - 1)
    }

    fn ends(&self, bucket: usize) -> (i64, i64) {
        (self.edges[bucket], self.edges[bucket + 1])
    }
}

/// What came of some messages.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    sent: u64,
    delivered: u64,
    read: u64,
}

impl Count {
    fn add(&mut self, stage: Stage) {
        let (sent, delivered, read) = match stage {
            Stage::Accepted | Stage::Failed { .. } => (0, 0, 0),
            Stage::Sent { .. } | Stage::Held { .. } => (1, 0, 0),
            Stage::Delivered { .. } => (1, 1, 0),
            Stage::Read { .. } => (1, 1, 1),
        };
        self.sent += sent;
        self.delivered += delivered;
        self.read += read;
    }
}

/// Thousandths of a unit as a number of units.
fn cost_in_units(thousandths: i64) -> Value {
    serde_json::from_str(&decimal(thousandths)).unwrap_or(Value::Null)
}

impl Sight<'_> {
    /// One of the statistics of a WABA; `null` when no time was asked for.
    ///
    /// # Errors
    /// As for the WABA, and `(#100)` for times that cannot be read.
    pub fn statistics(&self, id: WabaId, field: &Field) -> Result<Value, GraphError> {
        self.may_read(id, id.get())?;
        let Some(period) = Period::read(field)? else { return Ok(Value::Null) };
        match field.name.as_str() {
            "analytics" => Ok(self.messages_sent(id, &period)),
            "conversation_analytics" => Ok(self.conversations(id, &period, field)),
            _ => self.template_insights(id, &period, field),
        }
    }

    fn phones_of(&self, id: WabaId) -> BTreeSet<PhoneNumberId> {
        let phones = self.world.waba(id).map(|waba| waba.phones.clone());
        phones.unwrap_or_default().into_iter().collect()
    }

    /// The business's messages of a WABA, with the bucket they fall into.
    fn outgoing(&self, id: WabaId, period: &Period) -> Vec<(usize, &Message, Stage)> {
        let phones = self.phones_of(id);
        let mine = self.world.messages.values().filter(|message| phones.contains(&message.phone));
        mine.filter_map(|message| match message.way {
            Way::Out { stage, .. } => Some((period.bucket(message.at)?, message, stage)),
            Way::In { .. } => None,
        })
        .collect()
    }

    fn messages_sent(&self, id: WabaId, period: &Period) -> Value {
        let mut counts = BTreeMap::<usize, Count>::new();
        for (bucket, _, stage) in self.outgoing(id, period) {
            counts.entry(bucket).or_default().add(stage);
        }
        let numbers = self.phones_of(id);
        let numbers = numbers.iter().filter_map(|id| self.world.phone(*id).ok());
        let points = counts.iter().map(|(bucket, count)| {
            let (start, end) = period.ends(*bucket);
            json!({"start": start, "end": end, "sent": count.sent, "delivered": count.delivered})
        });
        json!({
            "phone_numbers": numbers.map(|phone| phone.number.digits()).collect::<Vec<_>>(),
            "granularity": period.granularity,
            "data_points": points.collect::<Vec<Value>>(),
        })
    }

    /// Conversations and what they cost. Of whole months it is what the invoice is made from, with
    /// the number and the category where `dimensions` asks for them; of other spans it is counted
    /// from the messages, each with the bucket it was sent in.
    fn conversations(&self, id: WabaId, period: &Period, field: &Field) -> Value {
        let asked = field.arg("dimensions").unwrap_or_default();
        let (by_phone, by_category) =
            (asked.contains("PHONE"), asked.contains("CONVERSATION_CATEGORY"));
        let waba = self.world.waba(id).ok();
        let currency = waba.and_then(|waba| waba.funding.currency()).unwrap_or(Currency::Usd);
        let mut sums =
            BTreeMap::<(usize, Option<PhoneNumberId>, Option<Category>), (u64, i64)>::new();
        let mut add = |bucket, phone, category, (count, cost): (u64, i64)| {
            let phone = Some(phone).filter(|_| by_phone);
            let category = Some(category).filter(|_| by_category);
            let sum = sums.entry((bucket, phone, category)).or_default();
            (sum.0, sum.1) = (sum.0 + count, sum.1 + cost);
        };
        match period.months() {
            Some(months) => {
                for (bucket, month) in months.into_iter().enumerate() {
                    for (one, sum) in self.world.used_by(id, month) {
                        let cost = if one.currency == currency { sum.amount } else { 0 };
                        add(bucket, one.phone, one.category, (sum.count, cost));
                    }
                }
            }
            None => {
                let mut known = BTreeSet::<&str>::new();
                for (bucket, message, stage) in self.outgoing(id, period) {
                    let Way::Out { billing, .. } = &message.way else { continue };
                    let opens = known.insert(billing.conversation.as_str());
                    let arrived = matches!(stage, Stage::Delivered { .. } | Stage::Read { .. });
                    let priced = arrived && billing.charge != Charge::Nothing;
                    let prices = &self.world.policy.prices;
                    let country = message.customer.country_code();
                    let cost = match priced {
                        true => {
                            prices.in_currency(prices.dollars(billing.category, country), currency)
                        }
                        false => 0,
                    };
                    add(bucket, message.phone, billing.category, (u64::from(opens), cost));
                }
            }
        }
        let point = |((bucket, phone, category), (count, cost)): (_, (u64, i64))| {
            let (start, end) = period.ends(bucket);
            let mut point = json!({"start": start, "end": end, "conversation": count,
                "cost": cost_in_units(cost)});
            let phone: Option<PhoneNumberId> = phone;
            let phone = phone.and_then(|id| self.world.phone(id).ok());
            if let Some(phone) = phone {
                point["phone_number"] = phone.number.digits().into();
            }
            let category: Option<Category> = category;
            if let Some(category) = category {
                point["conversation_category"] = category.as_str().to_uppercase().into();
            }
            point
        };
        let points = sums.into_iter().map(point).collect::<Vec<Value>>();
        json!({"data": [{"data_points": points}]})
    }

    fn template_insights(
        &self,
        id: WabaId,
        period: &Period,
        field: &Field,
    ) -> Result<Value, GraphError> {
        if !self.world.accounts.insights.contains_key(&id) {
            let sentence = "Template insights are not enabled on this WhatsApp Business Account. \
                            Set is_enabled_for_insights first.";
            return Err(GraphError::parameter(sentence));
        }
        let mut params = graph::Params::new();
        params.push("template_ids", field.arg("template_ids").unwrap_or_default());
        let wanted = params.list("template_ids");
        let mut counts = BTreeMap::<(usize, graph::TemplateId), Count>::new();
        for (bucket, message, stage) in self.outgoing(id, period) {
            if let Some(template) = message.template {
                counts.entry((bucket, template)).or_default().add(stage);
            }
        }
        let wants = |id: &graph::TemplateId| wanted.is_empty() || wanted.contains(&id.to_string());
        let points = counts.iter().filter(|((_, id), _)| wants(id)).map(|((bucket, id), count)| {
            let (start, end) = period.ends(*bucket);
            let Count { sent, delivered, read } = *count;
            json!({
                "template_id": id, "start": start, "end": end,
                "sent": sent, "delivered": delivered, "read": read,
            })
        });
        let points = points.collect::<Vec<Value>>();
        Ok(json!({"data": [{"granularity": "DAILY", "data_points": points}]}))
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn a_period_is_cut_into_buckets() {
        let read = |text: &str| {
            let field = graph::fields::parse(text).unwrap().remove(0);
            Period::read(&field)
        };
        let days = read("analytics.start(0).end(172800).granularity(DAY)").unwrap().unwrap();
        assert_eq!(days.edges, [0, 86_400, 172_800]);
        let bucket = |second| days.bucket(jiff::Timestamp::from_second(second).unwrap());
        assert_eq!((bucket(-1), bucket(0), bucket(86_400)), (None, Some(0), Some(1)));
        assert_eq!(bucket(172_800), None);
        assert_eq!(read("analytics"), Ok(None));
        for text in ["analytics.start(0)", "analytics.start(5).end(5)", "analytics.start(x).end(9)"]
        {
            assert_eq!(read(text).unwrap_err().code, 100, "{text}");
        }
    }
}
