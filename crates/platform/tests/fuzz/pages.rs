//! The forms of every page: those of the pop-up first, then login, Business Manager, WhatsApp
//! Manager and desk. They are found by walking the pages as people do, and filled in otherwise than
//! meant.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use scraper::{ElementRef, Html, Selector};
use serde_json::json;
use tokio::runtime::Builder;

use crate::input::{changed, edited, text};
use crate::search::{ROUND, search};
use crate::signup::{OPENER, Walk, configuration, dialog, log_in, operator};
use crate::town::Town;
use crate::visitor::{Page, Visitor};

/// The most pages one person opens while forms are looked for.
const PAGES_MAX: usize = 200;
/// The text that no page may show as it is.
const MARKUP: &str = "<i>odd</i>\"'";
/// How many screens of the pop-up have a form.
const SCREENS: usize = 7;

/// A form as somebody found it.
#[derive(Clone, Debug)]
struct Form {
    /// Who found it: only they can send it.
    visitor: usize,
    reads: bool,
    path: String,
    fields: Vec<Field>,
    /// The field of its file, if it has one.
    file: Option<String>,
}

/// A field, and what it may hold without being odd.
#[derive(Clone, Debug)]
struct Field {
    name: String,
    choices: Vec<String>,
}

/// A form as it is sent.
#[derive(Clone, Debug)]
struct Filled {
    form: Form,
    values: Vec<(String, String)>,
}

/// Those who were on the pages, each with their cookies.
type People = RefCell<Vec<Visitor>>;

impl Form {
    fn all_on(page: &Page, visitor: usize) -> Vec<Self> {
        let html = Html::parse_document(&page.html);
        let (form, field) =
            (selector("form"), selector("input[name], select[name], textarea[name], button[name]"));
        let here = page.path.split('?').next().unwrap();
        let read = |form: ElementRef<'_>| {
            let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
            let mut file = None;
            for field in form.select(&field) {
                let name = field.attr("name").unwrap().to_owned();
                if field.attr("type") == Some("file") {
                    file = Some(name);
                } else {
                    fields.entry(name).or_default().extend(choices(field));
                }
            }
            let path = form.attr("action").unwrap_or(here).to_owned();
            let fields = fields.into_iter().map(|(name, choices)| Field { name, choices });
            let reads = !form.attr("method").is_some_and(|way| way.eq_ignore_ascii_case("post"));
            Self { visitor, reads, path, fields: fields.collect(), file }
        };
        html.select(&form).map(read).collect()
    }

    /// What makes it another form than the ones found before: a path with other ids does not.
    fn sort(&self) -> String {
        let part = |part: &str| {
            if part.starts_with(|c: char| c.is_ascii_digit()) {
                "0".to_owned()
            } else {
                part.to_owned()
            }
        };
        let path: Vec<String> = self.path.split('/').map(part).collect();
        let names: Vec<&str> = self.fields.iter().map(|field| field.name.as_str()).collect();
        format!("{} {} {}", self.reads, path.join("/"), names.join(" "))
    }
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// What a field holds, or can be chosen in it.
fn choices(field: ElementRef<'_>) -> Vec<String> {
    let option = selector("option");
    let options: Vec<String> = field
        .select(&option)
        .filter_map(|option| option.attr("value"))
        .map(str::to_owned)
        .take(40)
        .collect();
    match options.is_empty() {
        true => vec![field.attr("value").unwrap_or_default().to_owned()],
        false => options,
    }
}

/// The pages a person can reach by links, and the forms on them.
async fn found_by(mut visitor: Visitor, place: usize, first: &[String]) -> (Visitor, Vec<Form>) {
    let (mut open, mut seen): (VecDeque<String>, BTreeSet<String>) = Default::default();
    open.extend(first.iter().cloned());
    let (mut forms, mut sorts, link) = (Vec::new(), BTreeSet::new(), selector("a[href^='/']"));
    while let Some(path) = open.pop_front().filter(|_| seen.len() < PAGES_MAX) {
        if !seen.insert(path.clone()) {
            continue;
        }
        let page = visitor.open(&path).await;
        forms.extend(
            Form::all_on(&page, place).into_iter().filter(|form| sorts.insert(form.sort())),
        );
        let html = Html::parse_document(&page.html);
        let links = html.select(&link).filter_map(|link| link.attr("href"));
        open.extend(
            links.filter(|to| !to.starts_with("/_") && !to.contains('#')).map(str::to_owned),
        );
    }
    (visitor, forms)
}

/// All forms of a town: those of the pop-up again and again, for they matter most.
async fn forms_of(town: &Town) -> (Vec<Visitor>, Vec<Form>) {
    let (stage, provider) = (&town.scene.stage, &town.scene.provider);
    let own = stage.platform.read(|world| {
        let client = town.ids["client"].parse().unwrap();
        *world.businesses[&client].people.keys().next().unwrap()
    });
    let first =
        ["/desk", "/business", "/wa/manage/$waba", "/wa/phones/$phone"].map(|at| town.filled(at));
    let (mut people, mut forms) = (Vec::new(), Vec::new());
    for visitor in [operator(stage, provider.business).await, log_in(stage, own).await] {
        let (visitor, found) = found_by(visitor, people.len(), &first).await;
        people.push(visitor);
        forms.extend(found);
    }
    for screen in 0..SCREENS {
        let (mut walk, mut page) = Walk::begin(stage, provider.app, "").await;
        for step in 0..screen {
            page = pass(&mut walk, step, screen).await;
        }
        let mut found = Form::all_on(&page, people.len());
        found.push(entrance(town, people.len()));
        people.push(walk.visitor);
        forms.extend(std::iter::repeat_n(found, 12).flatten());
    }
    (people, forms)
}

/// One screen of the pop-up filled in as it should be.
async fn pass(walk: &mut Walk, step: usize, number: usize) -> Page {
    let number = format!("15123456{number:02}");
    match step {
        0 => walk.step("authorization", &[]).await,
        1 => walk.business().await,
        2 => walk.step("waba", &[("waba", "new")]).await,
        3 => walk.profile().await,
        4 => walk.number(&number).await,
        _ => {
            let code = walk.code(&format!("49{number}")).await;
            walk.step("verify", &[("code", &code)]).await
        }
    }
}

/// The pop-up's address as a form: what the SDK, or a page by itself, can say in its query.
fn entrance(town: &Town, visitor: usize) -> Form {
    let app = town.scene.provider.app;
    let setup = json!({"business": {"id": null, "name": "Lucky Cat", "email": "a@cat.example",
        "address": {"streetAddress1": "1 Cat St", "city": "Berlin", "country": "DE"},
        "phone": {"code": 49, "number": "30 123"}, "timezone": "UTC+01:00"},
        "phone": {"displayName": "Lucky", "category": "RETAIL", "code": "49", "number": "15"},
        "preVerifiedPhone": {"ids": ["$ready"]}, "whatsAppBusinessAccount": {"ids": ["$waba"]}});
    let extras = json!({"setup": setup, "featureType": "only_waba_sharing", "version": "v3",
        "sessionInfoVersion": "3", "features": [{"name": "marketing_messages_lite"}]});
    let configuration = configuration(&town.scene.stage, app);
    let fields: Vec<(&str, Vec<String>)> = vec![
        ("app_id", vec![app.to_string()]),
        ("auth_type", vec!["rerequest".into(), "reauthenticate".into(), String::new()]),
        ("channel", vec!["n0nce".into()]),
        ("client_id", vec![app.to_string()]),
        ("config_id", vec![configuration]),
        ("display", vec!["popup".into(), "page".into()]),
        ("extras", vec![town.filled(&extras.to_string())]),
        ("origin", vec![OPENER.into(), "http://localhost:8080".into(), "https://x.example".into()]),
        ("override_default_response_type", vec!["true".into()]),
        ("redirect_uri", vec![format!("{OPENER}/signup"), "https://x.example/?a=1#b".into()]),
        ("response_type", vec!["code".into(), "token".into(), "code,token granted_scopes".into()]),
        ("scope", vec!["whatsapp_business_management,business_management".into()]),
        ("state", vec!["s7".into()]),
    ];
    let fields = fields.into_iter().map(|(name, choices)| Field { name: name.into(), choices });
    let path = dialog(app, "").split('?').next().unwrap().to_owned();
    Form { visitor, reads: true, path, fields: fields.collect(), file: None }
}

/// What somebody types into a field.
fn typed(field: &Field) -> BoxedStrategy<Option<(String, String)>> {
    let meant = select(field.choices.clone());
    let readable = [
        "Lucky Cat",
        "ada@cat.example",
        "https://cat.example",
        "+491512345678",
        "123456",
        "7",
        MARKUP,
    ];
    let value = prop_oneof![
        6 => meant.clone(),
        3 => select(readable.to_vec()).prop_map(str::to_owned),
        2 => meant.clone().prop_flat_map(of_the_kind),
        2 => edited(meant),
        2 => text(),
    ];
    let name = field.name.clone();
    prop_oneof![9 => value.prop_map(Some), 1 => Just(None)]
        .prop_map(move |value| value.map(|value| (name.clone(), value)))
        .boxed()
}

/// JSON with something else inside; other texts as they are.
fn of_the_kind(text: String) -> BoxedStrategy<String> {
    match serde_json::from_str(&text) {
        Ok(whole) => changed(whole).prop_map(|value| value.to_string()).boxed(),
        Err(_) => Just(text).boxed(),
    }
}

fn filled(form: Form) -> BoxedStrategy<Filled> {
    let values: Vec<_> = form.fields.iter().map(typed).collect();
    let more = prop_oneof![9 => Just(None), 1 => (text(), text()).prop_map(Some)];
    (values, more)
        .prop_map(move |(values, more)| {
            let values = values.into_iter().chain([more]).flatten().collect();
            Filled { form: form.clone(), values }
        })
        .boxed()
}

/// A form leads to a page that shows nothing of what was typed as markup.
async fn sent(people: &People, filled: &Filled) -> TestCaseResult {
    let Filled { form, values } = filled;
    let mut visitor = people.borrow()[form.visitor].clone();
    let fields: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let page = match &form.file {
        _ if form.reads => {
            let short = fields.iter().map(|(n, v)| {
                (n.chars().take(500).collect::<String>(), v.chars().take(2_000).collect::<String>())
            });
            let query =
                form_urlencoded::Serializer::new(String::new()).extend_pairs(short).finish();
            let path = form.path.split('?').next().unwrap();
            visitor.open(&format!("{path}?{query}")).await
        }
        Some(file) => {
            let paper = (file.as_str(), ("a.pdf", "application/pdf", "%PDF-1.4"));
            visitor.upload(&form.path, &fields, paper).await
        }
        None => visitor.send(&form.path, &fields).await,
    };
    prop_assert!(page.status.as_u16() < 500, "{}: {}", page.status, page.html);
    prop_assert!(!page.html.contains(MARKUP), "as markup: {}", page.html);
    if let Some(visitors) = people.borrow_mut().get_mut(form.visitor) {
        *visitors = visitor;
    }
    Ok(())
}

#[test]
fn pages() {
    let people = People::default();
    let forms = |town: &Town| {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (visitors, forms) = runtime.block_on(forms_of(town));
        *people.borrow_mut() = visitors;
        select(forms).prop_flat_map(filled)
    };
    search(ROUND, forms, &async |_, form| sent(&people, form).await);
}
