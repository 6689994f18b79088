//! The screens of the pop-up: one file each, a function from what is known to markup.

use maud::{Markup, html};
use world::Refusal;

use super::context::Context;
use super::refusals::{self, Problem};
use super::run::Run;
use super::step::Step;
use super::words::Words;
use crate::pages::fields::Fields;
use crate::pages::layout::{Frame, Look};
use crate::pages::session;

pub(crate) mod authorization;
pub(crate) mod business;
pub(crate) mod cancelled;
pub(crate) mod done;
pub(crate) mod login;
pub(crate) mod number;
pub(crate) mod permissions;
pub(crate) mod profile;
pub(crate) mod refused;
pub(crate) mod verify;
pub(crate) mod waba;

/// How long the last page stands when it goes on by itself.
const LAST_PAGE_SECONDS: u8 = 8;

/// What a screen is made of.
pub(crate) struct Screen<'a> {
    /// The person's language.
    pub words: &'a Words,
    /// The run.
    pub run: &'a Run,
    /// Where the outcome goes.
    pub context: &'a Context,
    /// What the fields hold: as just typed, or as entered before.
    pub fields: &'a Fields,
    /// Why the last try did not go through.
    pub problem: Option<&'a Problem>,
}

impl Screen<'_> {
    /// The page of one step.
    pub(crate) fn page(&self, step: Step) -> Markup {
        let body = match step {
            Step::Authorization => authorization::body(self),
            Step::Business => business::body(self),
            Step::Waba => waba::body(self),
            Step::Profile => profile::body(self),
            Step::Number => number::body(self),
            Step::Verify => verify::body(self),
            Step::Permissions => permissions::body(self),
            Step::Done => done::body(self),
        };
        let main = html! {
            (body)
            @if step != Step::Done {
                form #cancel method="post" action={ (self.path()) "/cancel" } {
                    input type="hidden" name="step" value=(step.path());
                }
                @if self.problem.is_some() {
                    form #report method="post" action={ (self.path()) "/report" } {
                        input type="hidden" name="step" value=(step.path());
                    }
                }
                (self.context.cancel_relay(step))
            }
        };
        frame(self.words, "frame-title", self.bar(step), main)
    }

    /// Address all screens of this run begin with.
    pub(crate) fn path(&self) -> String {
        format!("/signup/{}", self.run.id)
    }

    fn bar(&self, step: Step) -> Markup {
        let number = step.position().to_string();
        let count = Step::ALL.len().to_string();
        let place = [("number", number.as_str()), ("count", count.as_str())];
        let progress = self.words.say_with("frame-progress", &place);
        let opened = Some(self.context.opened.as_str()).filter(|opened| !opened.is_empty());
        let switch = opened.filter(|_| step != Step::Done).map(session::login_path);
        let name = [("name", self.run.person_name.as_str())];
        let signed_in = self.words.say_with("frame-signed-in", &name);
        html! {
            header {
                span.mark { (self.words.say("frame-title")) }
                small.push {
                    (signed_in)
                    @if let Some(switch) = &switch {
                        " · " a href=(switch) { (self.words.say("frame-switch")) }
                    }
                }
                progress value=(number) max=(count) aria-label=(progress) {}
            }
        }
    }

    /// A refusal that stands before anything was tried, with what helps.
    pub(crate) fn closed(&self, refusal: &Refusal) -> Markup {
        let problem = refusals::refused(self.words, refusal);
        html! {
            div.advice { strong { (problem.text) } p { (problem.advice) } }
        }
    }

    /// The text of a key with the provider's name in it.
    pub(crate) fn provider(&self, key: &str) -> String {
        self.words.say_with(key, &[("provider", &self.run.provider)])
    }

    /// Why the last try did not go through, at the head of the screen; the field it is about says
    /// so too.
    pub(crate) fn problem(&self) -> Markup {
        html! {
            @if let Some(problem) = self.problem {
                div.problem role="alert" {
                    strong { (problem.text) }
                    @if !problem.advice.is_empty() { p { (problem.advice) } }
                    button.quiet type="submit" form="report" { (self.words.say("frame-report")) }
                }
            }
        }
    }

    /// The value of `aria-invalid` for a field.
    pub(crate) fn invalid(&self, field: &str) -> Option<&'static str> {
        self.problem.filter(|problem| problem.field == Some(field)).map(|_| "true")
    }

    /// Id of the words that say what is wrong with a field.
    pub(crate) fn wrong_id(&self, field: &str) -> Option<String> {
        self.invalid(field).map(|_| format!("{field}-wrong"))
    }

    /// What is wrong with one field, to stand beside it.
    pub(crate) fn note(&self, field: &str) -> Markup {
        html! {
            @if let Some(problem) = self.problem.filter(|problem| problem.field == Some(field)) {
                small.wrong id={ (field) "-wrong" } { (problem.text) }
            }
        }
    }

    /// The buttons at the foot of a form: cancel, back, forward.
    pub(crate) fn foot(&self, step: Step, forward: &str) -> Markup {
        html! {
            div.foot {
                button.quiet type="submit" form="cancel" { (self.words.say("frame-cancel")) }
                span.push {}
                @if let Some(before) = step.before() {
                    a.plain role="button" href={ (self.path()) "/" (before.path()) } {
                        (self.words.say("frame-back"))
                    }
                }
                button type="submit" { (self.words.say(forward)) }
            }
        }
    }

    /// A labelled text field that holds what was entered.
    pub(crate) fn field(&self, field: &Field<'_>) -> Markup {
        let hint = field.hint.map(|key| self.provider(key));
        let hint_id = format!("{}-hint", field.name);
        let described = [hint.as_ref().map(|_| hint_id.clone()), self.wrong_id(field.name)];
        let described: Vec<_> = described.into_iter().flatten().collect();
        let described = Some(described.join(" ")).filter(|ids| !ids.is_empty());
        html! {
            label for=(field.name) {
                (self.words.say(field.label))
                @if field.optional { " " small { (self.words.say("frame-optional")) } }
            }
            @if field.lines > 1 {
                textarea id=(field.name) name=(field.name) rows=(field.lines)
                    maxlength=[field.max] aria-describedby=[&described]
                    aria-invalid=[self.invalid(field.name)] { (self.fields.get(field.name)) }
            } @else {
                input id=(field.name) name=(field.name) type=(field.kind)
                    value=(self.fields.get(field.name)) maxlength=[field.max]
                    autocomplete=[field.autocomplete]
                    aria-describedby=[&described]
                    aria-invalid=[self.invalid(field.name)];
            }
            @if let Some(hint) = hint { small id=(hint_id) { (hint) } }
            (self.note(field.name))
        }
    }
}

/// A text field of a screen; texts are Fluent keys.
pub(crate) struct Field<'a> {
    /// Name and id.
    pub name: &'a str,
    /// What it asks for.
    pub label: &'a str,
    /// `text`, `email`, `url`, `tel`.
    pub kind: &'a str,
    /// What helps to fill it in.
    pub hint: Option<&'a str>,
    /// What a browser may fill in.
    pub autocomplete: Option<&'a str>,
    /// Longest text, in characters.
    pub max: Option<u16>,
    /// How many lines it has room for.
    pub lines: u8,
    /// Whether it may stay empty.
    pub optional: bool,
}

impl<'a> Field<'a> {
    /// One line of text without help.
    pub(crate) fn line(name: &'a str, label: &'a str) -> Self {
        Self {
            name,
            label,
            kind: "text",
            hint: None,
            autocomplete: None,
            max: None,
            lines: 1,
            optional: false,
        }
    }
}

/// The last page: what was connected, and the login result on its way out. Without a page that
/// waits for a message it goes on by itself, for a code ends soon.
pub(crate) fn last(screen: &Screen<'_>, body: Markup) -> Markup {
    let refresh = format!("{LAST_PAGE_SECONDS}; url={}/finish", screen.path());
    let refresh = Some(refresh.as_str()).filter(|_| !screen.context.waits());
    going_on(screen.words, "frame-title", (screen.bar(Step::Done), body), refresh)
}

/// A page of the pop-up.
pub(crate) fn frame(words: &Words, title: &str, bar: Markup, body: Markup) -> Markup {
    going_on(words, title, (bar, body), None)
}

fn going_on(
    words: &Words,
    title: &str,
    (bar, body): (Markup, Markup),
    refresh: Option<&str>,
) -> Markup {
    let frame = Frame {
        title: &words.say(title),
        look: Look::Dialog,
        lang: words.lang(),
        dir: words.dir(),
        emulated: &words.say("frame-emulated"),
        refresh,
    };
    frame.around(bar, body)
}
