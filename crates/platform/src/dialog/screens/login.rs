//! Who is there: pick a person or create one. An emulator asks for no password.

use graph::PersonId;
use maud::{Markup, html};

use super::frame;
use crate::dialog::refusals::Problem;
use crate::dialog::words::Words;
use crate::pages::fields::Fields;
use crate::pages::lists;

/// A person in the list.
#[derive(Clone, Debug)]
pub(crate) struct Someone {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
}

/// What the page is made of.
pub(crate) struct Login<'a> {
    /// The browser's language: nobody is known yet.
    pub words: &'a Words,
    /// Who there is.
    pub people: &'a [Someone],
    /// Where to go on: a path of this site.
    pub next: &'a str,
    /// What was typed before.
    pub fields: &'a Fields,
    /// Why the last try did not go through.
    pub problem: Option<&'a Problem>,
}

impl Login<'_> {
    /// The page.
    pub(crate) fn page(&self) -> Markup {
        let words = self.words;
        let body = html! {
            h1 { (words.say("login-title")) }
            @if let Some(problem) = self.problem {
                div.problem role="alert" {
                    strong { (problem.text) }
                    @if !problem.advice.is_empty() { p { (problem.advice) } }
                }
            }
            p.lead { (words.say("login-lead")) }
            @if !self.people.is_empty() {
                section.people {
                    h2 { (words.say("login-people")) }
                    @for someone in self.people { (self.button(someone)) }
                }
                hr;
                h2 { (words.say("login-new-title")) }
            }
            (self.new_person())
        };
        frame(words, "login-title", html! {}, body)
    }

    fn wrong(&self, field: &str) -> Option<&Problem> {
        self.problem.filter(|problem| problem.field == Some(field))
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.wrong(field).map(|_| "true")
    }

    fn note(&self, field: &str) -> Markup {
        html! {
            @if let Some(problem) = self.wrong(field) {
                small.wrong id={ (field) "-wrong" } { (problem.text) }
            }
        }
    }

    fn button(&self, someone: &Someone) -> Markup {
        let name = [("name", someone.name.as_str())];
        html! {
            form id={ "login-" (someone.id) } method="post" action="/login" {
                input type="hidden" name="next" value=(self.next);
                input type="hidden" name="person" value=(someone.id);
                button.plain type="submit" {
                    (self.words.say_with("login-continue-as", &name))
                    " · " (someone.email)
                }
            }
        }
    }

    fn new_person(&self) -> Markup {
        let words = self.words;
        let chosen = self.fields.get("locale");
        let locale = if chosen.is_empty() { words.tag() } else { chosen };
        html! {
            form #person-new method="post" action="/login" {
                input type="hidden" name="next" value=(self.next);
                label for="name" { (words.say("login-name")) }
                input #name name="name" autocomplete="name" maxlength="100"
                    value=(self.fields.get("name")) aria-invalid=[self.invalid("name")]
                    aria-describedby=[self.invalid("name").map(|_| "name-wrong")];
                (self.note("name"))
                label for="email" { (words.say("login-email")) }
                input #email name="email" type="email" autocomplete="email" maxlength="128"
                    value=(self.fields.get("email")) aria-invalid=[self.invalid("email")]
                    aria-describedby=[self.invalid("email").map(|_| "email-wrong")];
                (self.note("email"))
                label for="locale" { (words.say("login-language")) }
                select #locale name="locale" {
                    @for tag in Words::tags() {
                        option value=(tag) selected[tag == locale] { (lists::language(tag)) }
                    }
                }
                div.foot {
                    span.push {}
                    button type="submit" { (words.say("login-create")) }
                }
            }
        }
    }
}
