//! From a form to a command.

use graph::{E164, PhoneNumberId, SignupId, Vertical};
use world::{BusinessChoice, Command, Event, FlowCommand, Method, ProfileEntry, WabaChoice};

use super::run::{ADDRESS, Run};
use super::step::Step;
use crate::Answer;
use crate::pages::fields::Fields;
use crate::pages::lists;

/// A field that is empty or cannot be read: the name of the field.
pub(crate) type Missing = &'static str;

/// The run that a start opened or resumed.
pub(crate) fn started(answer: &Answer) -> Option<SignupId> {
    answer.events.iter().find_map(|event| match event {
        Event::SignupStarted { signup, .. } | Event::SignupResumed { signup, .. } => Some(*signup),
        _ => None,
    })
}

/// What the form of `step` asks of the world, one thing after the other.
///
/// # Errors
/// The field without which nothing can be asked.
pub(crate) fn commands(run: &Run, step: Step, fields: &Fields) -> Result<Vec<Command>, Missing> {
    let signup = run.id;
    match step {
        Step::Waba => {
            let choice = waba(fields)?;
            let account = Command::ChooseWaba { signup, choice };
            let Some(phone) = existing_profile(run, choice, fields)? else {
                return Ok(vec![account]);
            };
            let phone = Some(phone);
            Ok(vec![account, Command::Flow(FlowCommand::ChooseProfile { signup, phone })])
        }
        Step::Profile if run.existing.is_some() => {
            Ok(vec![Command::Flow(FlowCommand::KeepProfile { signup })])
        }
        _ => command(run, step, fields).map(|command| vec![command]),
    }
}

/// The existing profile that was chosen, if one was: of the account chosen with it (requirement
/// B08).
fn existing_profile(
    run: &Run,
    choice: WabaChoice,
    fields: &Fields,
) -> Result<Option<PhoneNumberId>, Missing> {
    let chosen = fields.get("profile");
    if matches!(chosen, "new" | "") {
        return Ok(None);
    }
    let WabaChoice::Existing { waba } = choice else { return Err("profile") };
    let account = run.wabas.iter().find(|one| one.id == waba).ok_or("waba")?;
    let profile = account.profiles.iter().find(|one| one.id.to_string() == chosen);
    profile.map(|profile| Some(profile.id)).ok_or("profile")
}

fn command(run: &Run, step: Step, fields: &Fields) -> Result<Command, Missing> {
    let signup = run.id;
    match step {
        Step::Business => Ok(Command::ChooseBusiness { signup, choice: business(fields)? }),
        Step::Waba => Ok(Command::ChooseWaba { signup, choice: waba(fields)? }),
        Step::Profile => Ok(Command::DescribeProfile { signup, profile: profile(run, fields)? }),
        Step::Number => {
            Ok(Command::GiveNumber { signup, number: number(fields)?, method: method(fields) })
        }
        Step::Verify => {
            let code: String = fields.get("code").chars().filter(char::is_ascii_digit).collect();
            if code.is_empty() {
                return Err("code");
            }
            Ok(Command::VerifyNumber { signup, code })
        }
        // The last two are not reached from a form of this kind.
        Step::Authorization | Step::Permissions | Step::Done => Ok(Command::Consent { signup }),
    }
}

fn business(fields: &Fields) -> Result<BusinessChoice, Missing> {
    match fields.get("business") {
        "new" | "" => Ok(BusinessChoice::New {
            name: needed(fields, "name")?,
            email: needed(fields, "email")?,
            website: needed(fields, "website")?,
            country: needed(fields, "country")?,
            address: address(fields),
            phone: fields.given("phone"),
        }),
        id => Ok(BusinessChoice::Existing { business: id.parse().map_err(|_| "business")? }),
    }
}

/// The address, a line for each field, so that the form can be shown again as it was filled in.
fn address(fields: &Fields) -> Option<String> {
    let lines = ADDRESS.map(|field| fields.get(field).replace('\n', " "));
    let text = lines.join("\n");
    Some(text.trim_end().to_owned()).filter(|text| !text.is_empty())
}

fn waba(fields: &Fields) -> Result<WabaChoice, Missing> {
    match fields.get("waba") {
        "new" | "" => Ok(WabaChoice::New),
        id => Ok(WabaChoice::Existing { waba: id.parse().map_err(|_| "waba")? }),
    }
}

fn profile(run: &Run, fields: &Fields) -> Result<ProfileEntry, Missing> {
    let existing = run.waba.is_some();
    let (waba_name, timezone_id) = if existing {
        (run.profile.waba_name.clone(), run.profile.timezone_id.parse().unwrap_or_default())
    } else {
        let name = needed(fields, "waba_name")?;
        (name, fields.read("timezone_id").ok_or("timezone_id")?)
    };
    Ok(ProfileEntry {
        waba_name,
        timezone_id,
        display_name: needed(fields, "display_name")?,
        vertical: fields.read::<Vertical>("vertical").ok_or("vertical")?,
        description: fields.given("description"),
        website: fields.given("website"),
    })
}

/// A number with its country chosen from the list, or written in full.
fn number(fields: &Fields) -> Result<E164, Missing> {
    let typed = needed(fields, "number")?;
    if typed.starts_with('+') || typed.starts_with("00") {
        return E164::parse(&typed).map_err(|_| "number");
    }
    let country = lists::country(fields.get("country")).ok_or("country")?;
    E164::parse_in(&typed, country.dial).map_err(|_| "number")
}

fn method(fields: &Fields) -> Method {
    if fields.get("method") == "voice" { Method::Voice } else { Method::Sms }
}

fn needed(fields: &Fields, name: Missing) -> Result<String, Missing> {
    fields.given(name).ok_or(name)
}

#[cfg(test)]
mod tests {
    use super::{business, number, waba};
    use crate::pages::fields::Fields;
    use world::{BusinessChoice, WabaChoice};

    #[test]
    fn numbers_are_read_with_country_or_in_full() {
        let read = |form: &str| {
            number(&Fields::parse(form.as_bytes())).map(|number| number.digits().to_owned())
        };
        assert_eq!(read("country=DE&number=0151+2345678"), Ok("491512345678".to_owned()));
        assert_eq!(read("number=%2B491512345678"), Ok("491512345678".to_owned()));
        assert_eq!(read("number=1512345678"), Err("country"));
        assert_eq!(read("country=DE&number=12"), Err("number"));
        assert_eq!(read("country=DE"), Err("number"));
    }

    #[test]
    fn a_new_business_needs_its_fields() {
        let read = |form: &str| business(&Fields::parse(form.as_bytes()));
        assert_eq!(read("business=new&name=Cat"), Err("email"));
        let chosen = read("business=12");
        assert!(
            matches!(chosen, Ok(BusinessChoice::Existing { business }) if business.get() == 12)
        );
        assert_eq!(waba(&Fields::parse(b"waba=new")), Ok(WabaChoice::New));
    }
}
