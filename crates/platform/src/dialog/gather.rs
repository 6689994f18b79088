//! Looks into the world for what the screens show.

use graph::{AppId, E164, PersonId, SignupId, WabaId};
use jiff::Timestamp;
use world::{App, BusinessChoice as Choice, ProfileEntry, Signup, SignupStage as Stage};
use world::{WabaChoice as Account, World};

use super::run::{Business, BusinessChoice, Codes, Number, Profile, Run, WabaChoice};
use super::step::Step;
use crate::Platform;
use crate::pages::lists;

/// The app with this id.
pub(crate) fn app(platform: &Platform, id: AppId) -> Option<App> {
    platform.read(|world| world.apps.get(&id).cloned())
}

/// A run of this person that was not given up.
pub(crate) fn run(platform: &Platform, id: SignupId, person: PersonId) -> Option<Run> {
    let now = platform.now();
    platform.read(|world| {
        let signup = world.signups.get(&id).filter(|signup| signup.person == person)?;
        gathered(world, signup, now)
    })
}

fn gathered(world: &World, signup: &Signup, now: Timestamp) -> Option<Run> {
    let step = match &signup.stage {
        Stage::At(step) => Step::of(*step),
        Stage::Done(_) => Step::Done,
        Stage::Cancelled(_) => return None,
    };
    let person = world.people.get(&signup.person)?;
    let app = world.apps.get(&signup.app)?;
    let business = signup.entered.business.as_ref().and_then(|choice| chosen(world, choice));
    let waba = match signup.entered.waba {
        Some(Account::Existing { waba }) => Some(waba),
        Some(Account::New) | None => None,
    };
    Some(Run {
        id: signup.id,
        step,
        person_name: person.name.clone(),
        app: signup.app,
        provider: world.businesses.get(&app.business)?.profile.name.clone(),
        businesses: businesses(world, signup.person),
        wabas: wabas(world, business.as_ref()),
        profile: profile(world, signup.entered.profile.as_ref(), (waba, business.as_ref())),
        number: signup.entered.number.as_ref().map(number),
        codes: signup.entered.number.as_ref().map(|one| codes(world, one, now)).unwrap_or_default(),
        now,
        business,
        waba,
    })
}

/// Businesses of the person. Providers connect their clients' businesses, not their own.
fn businesses(world: &World, person: PersonId) -> Vec<BusinessChoice> {
    let own =
        world.people.get(&person).map(|person| person.businesses.as_slice()).unwrap_or_default();
    let known = own.iter().filter_map(|id| world.businesses.get(id));
    known
        .filter(|business| !business.provider)
        .map(|business| BusinessChoice {
            id: business.id,
            name: business.profile.name.clone(),
            admin: business.is_admin(person),
        })
        .collect()
}

fn chosen(world: &World, choice: &Choice) -> Option<Business> {
    match choice {
        Choice::Existing { business } => {
            let business = world.businesses.get(business)?;
            let profile = &business.profile;
            Some(Business {
                id: Some(business.id),
                name: profile.name.clone(),
                email: profile.email.clone(),
                website: profile.website.clone(),
                country: profile.country.clone(),
                address: profile.address.clone().unwrap_or_default(),
            })
        }
        Choice::New { name, email, website, country, address, .. } => Some(Business {
            id: None,
            name: name.clone(),
            email: email.clone(),
            website: website.clone(),
            country: country.clone(),
            address: address.clone().unwrap_or_default(),
        }),
    }
}

fn wabas(world: &World, business: Option<&Business>) -> Vec<WabaChoice> {
    let known = business.and_then(|business| world.businesses.get(&business.id?));
    let owned = known.map(|business| business.owned_wabas.as_slice()).unwrap_or_default();
    owned
        .iter()
        .filter_map(|id| world.wabas.get(id))
        .map(|waba| WabaChoice { id: waba.id, name: waba.name.clone() })
        .collect()
}

/// The profile as entered; before that, what the business told about itself.
fn profile(
    world: &World,
    entry: Option<&ProfileEntry>,
    (waba, business): (Option<WabaId>, Option<&Business>),
) -> Profile {
    let existing = waba.and_then(|id| world.wabas.get(&id));
    let mut profile = match entry {
        Some(entry) => Profile {
            waba_name: entry.waba_name.clone(),
            timezone_id: entry.timezone_id.to_string(),
            display_name: entry.display_name.clone(),
            vertical: entry.vertical.to_string(),
            description: entry.description.clone().unwrap_or_default(),
            website: entry.website.clone().unwrap_or_default(),
        },
        None => {
            let name = business.map(|business| business.name.clone()).unwrap_or_default();
            let website = business.map(|business| business.website.clone()).unwrap_or_default();
            Profile { waba_name: name.clone(), display_name: name, website, ..Profile::default() }
        }
    };
    if let Some(waba) = existing {
        profile.waba_name.clone_from(&waba.name);
        profile.timezone_id = waba.timezone_id.to_string();
    }
    profile
}

fn codes(world: &World, number: &E164, now: Timestamp) -> Codes {
    Codes {
        locked_until: world.guesses_locked_until(number, now),
        spent_until: world.codes_spent_until(number, now),
    }
}

fn number(number: &E164) -> Number {
    let country = lists::country_of(number);
    let national = country.and_then(|country| number.digits().strip_prefix(country.dial));
    Number {
        display: number.display(),
        digits: number.digits().to_owned(),
        country: country.map_or("", |country| country.code).to_owned(),
        national: national.unwrap_or(number.national()).to_owned(),
    }
}
