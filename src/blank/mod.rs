//! Forms for who would rather write on paper: printed here or at the municipality, without signing in. They ask what
//! the screen asks, in the same words.

use leptos::prelude::*;

use crate::browser::page;
use crate::calculator::blank::{self, About, boxes, line};
use crate::municipality::municipality;
use crate::text::{self, Key, t, t_with};
use crate::ui::{Button, ButtonKind, Markup};

/// A form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An application for kontanthjælp.
    Application,
    /// A complaint about a decision.
    Complaint,
}

/// Lines for several sentences.
const LINES: usize = 4;

impl Form {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Application, Self::Complaint];

    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Application => "/papir/ansoegning",
            Self::Complaint => "/papir/klage",
        }
    }

    /// The form at an address.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.path() == path)
    }
}

/// A form to print.
#[component]
pub fn Blank(
    /// Which.
    form: Form,
) -> impl IntoView {
    let mut markup = Markup::default();
    let (title, lead) = match form {
        Form::Application => {
            application(&mut markup);
            (Key::BLANK_APPLICATION, Key::BLANK_APPLICATION_LEAD)
        }
        Form::Complaint => {
            complaint(&mut markup);
            (Key::BLANK_COMPLAINT, Key::BLANK_COMPLAINT_LEAD)
        }
    };
    let kommune = municipality();
    let phone = kommune.telefon.to_string();
    let address = kommune.adresse.replace('\n', ", ");
    let send = t_with(
        Key::BLANK_SEND,
        &[("adresse", &address), ("telefon", &phone)],
    );
    view! {
        <article class="blank">
            <h1>{t(title)}</h1>
            <p class="font-lead">{t(lead)}</p>
            <p>{send}</p>
            <p class="no-print">
                <Button kind=ButtonKind::Primary on_press=|()| page::print()>{t(Key::TAKE_PRINT)}</Button>
            </p>
            {markup.into_view()}
        </article>
    }
}

fn several(markup: &mut Markup) {
    (0..LINES).for_each(|_| line(markup, ""));
}

fn question(markup: &mut Markup, asked: &str, hint: Option<Key>, fill: impl FnOnce(&mut Markup)) {
    markup.open("section", &[("class", "blank__one")]);
    markup.put("h3", asked);
    if let Some(hint) = hint {
        markup.put("p", t(hint));
    }
    fill(markup);
    markup.close("section");
}

/// Who it is, at the beginning of each form.
fn who(markup: &mut Markup) {
    markup.put("h2", t(Key::APPLY_WHO));
    for key in [
        Key::BLANK_NAME,
        Key::BLANK_CPR,
        Key::APPLY_ADDRESS,
        Key::APPLY_PHONE,
    ] {
        line(markup, t(key));
    }
}

/// Where one signs: the promise of the screen, in ink.
fn signature(markup: &mut Markup, promises: &[Key]) {
    markup.open("section", &[("class", "blank__one")]);
    markup.put("h3", t(Key::APPLY_PROMISE_LEGEND));
    for promise in promises {
        markup.put("p", t(*promise));
    }
    line(markup, t(Key::BLANK_DATE));
    line(markup, t(Key::BLANK_SIGN));
    markup.close("section");
}

fn application(markup: &mut Markup) {
    who(markup);
    markup.put("h2", t(Key::APPLY_WHAT));
    let day = |markup: &mut Markup| line(markup, t(Key::BLANK_DATE));
    question(markup, t(Key::APPLY_SINCE), None, day);
    let hint = Some(Key::APPLY_HAPPENED_HINT);
    question(markup, t(Key::APPLY_HAPPENED), hint, several);
    markup.put("h2", t(Key::BLANK_YOU));
    blank::put(About::Applicant, markup);
    markup.put("h2", t(Key::APPLY_MORE));
    question(markup, t(Key::APPLY_MORE_LABEL), None, several);
    papers(markup);
    signature(markup, &[Key::APPLY_PROMISE, Key::APPLY_PROMISE_HINT]);
    markup.put("h2", t(Key::BLANK_SPOUSE));
    markup.put("p", t(Key::BLANK_SPOUSE_TEXT));
    line(markup, t(Key::BLANK_NAME));
    line(markup, t(Key::BLANK_CPR));
    blank::put(About::Partner, markup);
    signature(markup, &[Key::APPLY_PROMISE, Key::APPLY_PROMISE_HINT]);
}

/// What to enclose, each with why and where to find it.
fn papers(markup: &mut Markup) {
    markup.put("h2", t(Key::APPLY_PAPERS));
    markup.put("p", t(Key::BLANK_PAPERS));
    let names = text::PAPERS.keys().filter_map(|key| {
        let name = key.strip_prefix("paper.")?.strip_suffix(".name")?;
        Some((text::paper(name, "name")?, text::paper(name, "why")?))
    });
    for (name, why) in names {
        markup.open("section", &[("class", "blank__one")]);
        markup.put("h3", name);
        markup.put("p", why);
        let places = [
            Key::APPLY_PAPER_ATTACHED,
            Key::APPLY_PAPER_LATER,
            Key::APPLY_PAPER_HANDED_IN,
        ];
        boxes(markup, places.into_iter().map(t));
        markup.close("section");
    }
}

fn complaint(markup: &mut Markup) {
    who(markup);
    let about = |markup: &mut Markup| {
        line(markup, t(Key::BLANK_COMPLAINT_WHAT));
        line(markup, t(Key::BLANK_DATE));
    };
    question(markup, t(Key::BLANK_COMPLAINT_ABOUT), None, about);
    let hint = Some(Key::BLANK_COMPLAINT_HINT);
    question(markup, t(Key::BLANK_COMPLAINT_TEXT), hint, |markup| {
        several(markup);
        several(markup);
    });
    signature(markup, &[]);
}
