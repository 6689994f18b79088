//! Looks into the world for what the screens show.

use graph::{AppId, BusinessId, E164, PersonId, SignupId, WabaId};
use jiff::Timestamp;
use world::{App, BusinessChoice as Choice, Phone, ProfileEntry, Signup, SignupStage as Stage};
use world::{Waba, WabaChoice as Account, World};

use super::prefill::Prefill;
use super::run::{
    Business, BusinessChoice, Codes, Number, Profile, ProfileChoice, Run, WabaChoice,
};
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
    let prefill = signup.prefill.as_deref().map(|setup| Prefill::read(setup, now));
    let prefill = prefill.unwrap_or_default();
    let waba = match signup.entered.waba {
        Some(Account::Existing { waba }) => Some(waba),
        Some(Account::New) | None => None,
    };
    Some(Run {
        id: signup.id,
        step,
        person_name: person.name.clone(),
        app: signup.app,
        scopes: signup.scopes.clone(),
        provider: world.businesses.get(&app.business)?.profile.name.clone(),
        businesses: businesses(world, signup.person),
        no_new_business: world.may_create_business(signup.person, now).err(),
        wabas: wabas(world, business.as_ref(), app.business),
        no_new_waba: business
            .as_ref()
            .and_then(|business| world.may_create_waba(business.id?).err()),
        existing: signup.entered.profile_of,
        profile: profile(
            world,
            (signup.entered.profile.as_ref(), &prefill),
            (waba, business.as_ref()),
        ),
        offer: world
            .preverified_offers(app.business, now)
            .find(|one| one.id.to_string() == prefill.preverified)
            .map(|one| number(&one.number)),
        prefill,
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
                address: lines(profile.address.as_deref()),
                phone: profile.phone.clone().unwrap_or_default(),
            })
        }
        Choice::New { name, email, website, country, address, phone } => Some(Business {
            id: None,
            name: name.clone(),
            email: email.clone(),
            website: website.clone(),
            country: country.clone(),
            address: lines(address.as_deref()),
            phone: phone.clone().unwrap_or_default(),
        }),
    }
}

/// An address as it is kept in a run: a line for each field.
fn lines(address: Option<&str>) -> [String; 5] {
    let mut lines = address.unwrap_or_default().split('\n').map(ToOwned::to_owned);
    std::array::from_fn(|_| lines.next().unwrap_or_default())
}

/// The accounts of a business; those that cannot be chosen, with the reason (requirement A07).
fn wabas(world: &World, business: Option<&Business>, provider: BusinessId) -> Vec<WabaChoice> {
    let known = business.and_then(|business| world.businesses.get(&business.id?));
    let owned = known.map(|business| business.owned_wabas.as_slice()).unwrap_or_default();
    owned
        .iter()
        .filter_map(|id| world.wabas.get(id))
        .map(|waba| WabaChoice {
            id: waba.id,
            name: waba.name.clone(),
            closed: world.may_connect(waba.id, provider).err(),
            profiles: profiles(world, waba),
        })
        .collect()
}

fn profiles(world: &World, waba: &Waba) -> Vec<ProfileChoice> {
    let phones = waba.phones.iter().filter_map(|id| world.phones.get(id));
    let choice = |phone: &Phone| ProfileChoice {
        id: phone.id,
        number: phone.number.display(),
        name: phone.name.current.clone(),
    };
    phones.map(choice).collect()
}

/// The profile as entered; before that, what the business told about itself.
fn profile(
    world: &World,
    (entry, wish): (Option<&ProfileEntry>, &Prefill),
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
            let shown = Some(wish.display_name.clone()).filter(|shown| !shown.is_empty());
            Profile {
                waba_name: name.clone(),
                display_name: shown.unwrap_or(name),
                website,
                timezone_id: wish.timezone_id.clone(),
                vertical: wish.vertical.clone(),
                description: wish.description.clone(),
            }
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
