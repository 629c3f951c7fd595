//! Applying for kontanthjælp: one topic on a page. The calculator's answers come along when the citizen says so;
//! every key is kept on the device, and a moment later on the server, so that one can go on elsewhere.

use indgang_api::kommune::Dato;
use indgang_domain::case::application::{Application, Paper, WhereIs, papers};
use indgang_domain::case::content::TEXT;
use indgang_domain::case::{Kind, Status};
use indgang_law::assess;
use indgang_law::household::Household;
use leptos::prelude::*;

use super::attach::{self, Chosen, Place};
use super::draft::{self, Draft};
use super::form::today;
use super::frame::{call, frame};
use super::keep;
use super::{Page, check, matter_path};
use crate::browser::{format, location, page};
use crate::household;
use crate::routes::Route;
use crate::text::{self, Key, t, t_with};
use crate::typed;
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, ButtonLink, Choice, DateFields, DateInput, Form,
    RadioGroup, StepIndicator, TextArea, TextInput,
};

/// A page of the application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The calculator's answers.
    Start,
    /// What has happened.
    What,
    /// Where one is reached.
    Who,
    /// The papers.
    Papers,
    /// What else there is to say.
    More,
    /// All of it, before it is signed.
    Check,
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 6] = [
        Self::Start,
        Self::What,
        Self::Who,
        Self::Papers,
        Self::More,
        Self::Check,
    ];

    /// Its address.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Start => "/sag/ansoegning",
            Self::What => "/sag/ansoegning/sket",
            Self::Who => "/sag/ansoegning/dig",
            Self::Papers => "/sag/ansoegning/papirer",
            Self::More => "/sag/ansoegning/mere",
            Self::Check => "/sag/ansoegning/tjek",
        }
    }

    /// Its heading.
    pub fn title(self) -> &'static str {
        t(match self {
            Self::Start => Key::APPLY_TITLE,
            Self::What => Key::APPLY_WHAT,
            Self::Who => Key::APPLY_WHO,
            Self::Papers => Key::APPLY_PAPERS,
            Self::More => Key::APPLY_MORE,
            Self::Check => Key::APPLY_CHECK,
        })
    }

    fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|step| *step == self)
            .unwrap_or_default()
    }

    fn next(self) -> Page {
        let next = Self::ALL.get(self.number() + 1).copied();
        Page::Apply(next.unwrap_or(Self::Check))
    }
}

/// The page of a step.
pub fn apply(step: Step) -> AnyView {
    frame(
        move || step.title().to_owned(),
        false,
        move || {
            draft::follow();
            // Not drawn anew while somebody types; only when another device's draft takes its place.
            view! { {move || {
                draft::arrived();
                untrack(|| of(step))
            }} }
            .into_any()
        },
    )
}

fn of(step: Step) -> AnyView {
    if let Some(sent) = already_sent() {
        return sent;
    }
    let content = match step {
        Step::Start => start(),
        Step::What => what(),
        Step::Who => who(),
        Step::Papers => asked_papers(),
        Step::More => more(),
        Step::Check => check::check(),
    };
    let last = Step::ALL.len();
    let at = step.number() + 1;
    let percent = u8::try_from(at * 100 / last).unwrap_or(100);
    let (at, last) = (at.to_string(), last.to_string());
    let progress = t_with(Key::APPLY_PROGRESS, &[("nr", &at), ("antal", &last)]);
    view! {
        <StepIndicator percent=Signal::stored(percent) text=Signal::stored(progress)/>
        {content}
        <p class="case__line">{draft::state}</p>
    }
    .into_any()
}

/// One application at a time: where one is sent already, that is the one to follow.
fn already_sent() -> Option<AnyView> {
    let known = keep::known()?;
    let open = |status: Status| status.is_open();
    let mut all = known.case.matters.into_iter();
    let sent = all.find(|matter| matter.kind == Kind::Application && open(matter.status))?;
    let view = view! {
        <p>{t(Key::APPLY_SENT_BEFORE)}</p>
        <p><ButtonLink href=matter_path(&sent.id)>{t(Key::APPLY_SENT_SEE)}</ButtonLink></p>
    };
    Some(view.into_any())
}

/// Goes on when the form has no faults.
fn way_on(step: Step) -> impl Fn(()) + Clone {
    move |()| location::go(step.next().path())
}

/// The calculator's answers, taken along by choice.
fn start() -> AnyView {
    let taken = move || draft::get().household;
    let content = move || {
        let kept = household::kept();
        let here = kept
            .as_ref()
            .and_then(|kept| serde_json::to_string(kept).ok());
        match (taken(), here) {
            (Some(taken), here) => {
                let has_changed = here.as_ref().is_some_and(|here| *here != taken);
                view! {
                    <Alert kind=AlertKind::Success heading=t(Key::APPLY_ANSWERS_TAKEN)>
                        {amount(&taken)}
                    </Alert>
                    {has_changed.then(|| view! {
                        <p>{t(Key::APPLY_ANSWERS_CHANGED)}</p>
                        {take(here.unwrap_or_default(), ButtonKind::Secondary, Key::APPLY_ANSWERS_NEW)}
                    })}
                    <p class="way-on"><ButtonLink href=Step::What.path()>{t(Key::APPLY_ON)}</ButtonLink></p>
                    <p><a href=Route::CALCULATOR.path()>{t(Key::APPLY_ANSWERS_EDIT)}</a></p>
                }
                .into_any()
            }
            (None, Some(here)) => view! {
                <p>{t(Key::APPLY_ANSWERS_HERE)}</p>
                {amount(&here)}
                {take(here, ButtonKind::Primary, Key::APPLY_ANSWERS_TAKE)}
                <p><a href=Route::CALCULATOR.path()>{t(Key::APPLY_ANSWERS_EDIT)}</a></p>
            }
            .into_any(),
            (None, None) => view! {
                <p>{t(Key::APPLY_ANSWERS_NONE)}</p>
                <p class="way-on">
                    <ButtonLink href=Route::CALCULATOR.path()>{t(Key::CASE_STEP_CALCULATOR_GO)}</ButtonLink>
                </p>
                <p><a href=Step::What.path()>{t(Key::APPLY_ANSWERS_LATER)}</a></p>
            }
            .into_any(),
        }
    };
    view! {
        <p class="font-lead">{t(Key::APPLY_LEAD)}</p>
        {content}
        <p>{t(Key::APPLY_OTHER_WAYS)} " " {call()}</p>
        <p><a href=Route::APPLY_ON_PAPER.path()>{t(Key::CASE_ON_PAPER)}</a></p>
    }
    .into_any()
}

fn take(household: String, kind: ButtonKind, words: Key) -> AnyView {
    let press = move |()| {
        let household = household.clone();
        draft::change(move |draft| draft.household = Some(household));
        page::announce(t(Key::APPLY_ANSWERS_TAKEN));
    };
    view! { <p class="way-on"><Button kind on_press=press>{t(words)}</Button></p> }.into_any()
}

/// What the answers come to, as the calculator says it: never a decision.
pub fn amount(household: &str) -> AnyView {
    let household = Household::from_json(household.as_bytes()).ok();
    let assessment = household.as_ref().map(assess);
    let total =
        assessment.and_then(|assessment| Some(assessment.calculation?.household.gross_total));
    match total {
        Some(total) => {
            let total = format::kroner_short(&total.to_string());
            view! { <p>{t_with(Key::APPLY_AMOUNT, &[("beloeb", &total)])}</p> }.into_any()
        }
        None => view! { <p>{t(Key::APPLY_AMOUNT_UNKNOWN)}</p> }.into_any(),
    }
}

/// A signal of a part of the draft.
fn bound(
    get: fn(&Draft) -> String,
    set: impl Fn(&mut Draft, String) + Copy + Send + Sync + 'static,
) -> RwSignal<String> {
    let said = RwSignal::new(get(&untrack(draft::get)));
    Effect::new(move |before: Option<String>| {
        let now = said.get();
        if before.is_some_and(|before| before != now) {
            let said = now.clone();
            draft::change(move |draft| set(draft, said));
        }
        now
    });
    said
}

fn what() -> AnyView {
    let since = DateFields {
        day: bound(
            |draft| draft.since[0].clone(),
            |draft, said| draft.since[0] = said,
        ),
        month: bound(
            |draft| draft.since[1].clone(),
            |draft, said| draft.since[1] = said,
        ),
        year: bound(
            |draft| draft.since[2].clone(),
            |draft, said| draft.since[2] = said,
        ),
    };
    let text = bound(
        |draft| draft.what_happened.clone(),
        |draft, said| draft.what_happened = said,
    );
    view! {
        <Form on_submit=way_on(Step::What)>
            <DateInput
                id="since"
                legend=t(Key::APPLY_SINCE)
                hint=t(Key::CASE_DAY_HINT)
                value=since
            />
            <TextArea
                id="what_happened"
                label=t(Key::APPLY_HAPPENED)
                hint=t(Key::APPLY_HAPPENED_HINT)
                value=text
                most=TEXT
            />
            <p class="way-on"><Button>{t(Key::APPLY_ON)}</Button></p>
        </Form>
    }
    .into_any()
}

fn who() -> AnyView {
    // What was said before is not asked again.
    if let Some(said) = untrack(keep::known).map(|known| known.case.said) {
        let draft = untrack(draft::get);
        let is_new = |typed: &str, said: &str| typed.is_empty() && !said.is_empty();
        if is_new(&draft.phone, &said.phone) || is_new(&draft.address, &said.address) {
            draft::change(move |draft| {
                if draft.phone.is_empty() {
                    draft.phone = said.phone;
                }
                if draft.address.is_empty() {
                    draft.address = said.address;
                }
            });
        }
    }
    let phone = bound(
        |draft| draft.phone.clone(),
        |draft, said| draft.phone = said,
    );
    let address = bound(
        |draft| draft.address.clone(),
        |draft, said| draft.address = said,
    );
    view! {
        <Form on_submit=way_on(Step::Who)>
            <TextInput
                id="phone"
                label=t(Key::APPLY_PHONE)
                value=phone
                inputmode="tel"
                autocomplete="tel"
                width="input-char-11"
            />
            <TextInput
                id="address"
                label=t(Key::APPLY_ADDRESS)
                hint=t(Key::APPLY_ADDRESS_HINT)
                value=address
                autocomplete="street-address"
            />
            <p class="way-on"><Button>{t(Key::APPLY_ON)}</Button></p>
        </Form>
    }
    .into_any()
}

const ATTACHED: &str = "attached";
const LATER: &str = "later";
const HANDED_IN: &str = "handed_in";

/// The papers that the answers ask for, each with why and where to find it.
fn asked_papers() -> AnyView {
    let rows: Vec<AnyView> = wanted(&untrack(draft::get))
        .into_iter()
        .map(|name| {
            let now = untrack(draft::get).papers.get(name).cloned();
            let value = RwSignal::new(Some(now.unwrap_or_else(|| LATER.to_owned())));
            Effect::new(move |before: Option<Option<String>>| {
                let now = value.get();
                if let (Some(said), true) = (&now, before.is_some()) {
                    let said = said.clone();
                    draft::change(move |draft| {
                        draft.papers.insert(name.to_owned(), said);
                    });
                }
                now
            });
            let words = |part| text::paper(name, part).unwrap_or_default();
            let files = RwSignal::new(untrack(draft::get).files.remove(name).unwrap_or_default());
            attach::on_change(files, move |_| {
                draft::change(move |draft| {
                    draft.files.insert(name.to_owned(), files.get_untracked());
                });
            });
            let place = move || {
                let is_attached = value.read().as_deref() == Some(ATTACHED);
                let id = format!("{name}-files");
                is_attached.then(|| attach::attach(&id, files, Place::own(), Signal::stored(None)))
            };
            let choices = vec![
                Choice::new(ATTACHED, t(Key::APPLY_PAPER_ATTACH)),
                Choice::new(LATER, t(Key::APPLY_PAPER_LATER)),
                Choice::new(HANDED_IN, t(Key::APPLY_PAPER_HANDED_IN)),
            ];
            view! {
                <RadioGroup id=name legend=words("name") hint=words("why") choices value/>
                {place}
            }
            .into_any()
        })
        .collect();
    view! {
        <p class="font-lead">{t(Key::APPLY_PAPERS_LEAD)}</p>
        <Form on_submit=way_on(Step::Papers)>
            {rows}
            <p class="way-on"><Button>{t(Key::APPLY_ON)}</Button></p>
        </Form>
    }
    .into_any()
}

/// The papers by the answers, or those that everybody is asked for.
fn wanted(draft: &Draft) -> Vec<&'static str> {
    let household = draft.household.as_ref();
    let household = household.and_then(|text| Household::from_json(text.as_bytes()).ok());
    let household = household.unwrap_or_else(|| Household::unknown(today().month()));
    papers(&household)
}

fn more() -> AnyView {
    let text = bound(|draft| draft.more.clone(), |draft, said| draft.more = said);
    view! {
        <Form on_submit=way_on(Step::More)>
            <TextArea
                id="more"
                label=t(Key::APPLY_MORE_LABEL)
                hint=t(Key::CASE_MAY_BE_EMPTY)
                value=text
                most=TEXT
            />
            <p class="way-on"><Button>{t(Key::APPLY_ON)}</Button></p>
        </Form>
    }
    .into_any()
}

/// The document as it stands; what is not answered is empty in it.
pub fn document(draft: &Draft, promised: bool) -> Application {
    let [day, month, year] = &draft.since;
    let since = typed::date(&format!("{day}/{month}/{year}"));
    let papers = wanted(draft).into_iter().map(|name| {
        let where_is = match draft.papers.get(name).map(String::as_str) {
            Some(ATTACHED) => WhereIs::Attached,
            Some(HANDED_IN) => WhereIs::HandedIn,
            _ => WhereIs::Later,
        };
        // None of them, while one has not come: that is the fault that is said.
        let files = attached(draft, name).and_then(attach::ids);
        Paper {
            name: name.to_owned(),
            where_is,
            files: files.unwrap_or_default(),
        }
    });
    Application {
        household: draft.household.clone().unwrap_or_default(),
        // No day is wrong at its field: long ago is none that is taken.
        since: Dato(since.unwrap_or(indgang_law::calendar::Date::constant(1900, 1, 1))),
        what_happened: draft.what_happened.clone(),
        phone: draft.phone.clone(),
        address: draft.address.clone(),
        papers: papers.collect(),
        more: draft.more.clone(),
        promised,
    }
}

/// What a paper is attached as.
fn attached<'a>(draft: &'a Draft, name: &str) -> Option<&'a [Chosen]> {
    let is_attached = draft
        .papers
        .get(name)
        .is_some_and(|place| place == ATTACHED);
    let files = draft.files.get(name).filter(|_| is_attached)?;
    Some(files)
}

/// Where a paper is, in words.
pub fn where_is(place: WhereIs) -> &'static str {
    t(match place {
        WhereIs::Attached => Key::APPLY_PAPER_ATTACHED,
        WhereIs::Later => Key::APPLY_PAPER_LATER,
        WhereIs::HandedIn => Key::APPLY_PAPER_HANDED_IN,
    })
}

/// What an application said, as questions and answers.
pub fn facts(application: &Application) -> Vec<(&'static str, String)> {
    let papers = application.papers.iter().map(|paper| {
        let name = text::paper(&paper.name, "name").unwrap_or_default();
        (name, where_is(paper.where_is).to_owned())
    });
    let mut facts = vec![
        (t(Key::APPLY_SINCE), format::day(application.since.0)),
        (t(Key::APPLY_HAPPENED), application.what_happened.clone()),
        (t(Key::APPLY_PHONE), application.phone.clone()),
        (t(Key::APPLY_ADDRESS), application.address.clone()),
        (t(Key::APPLY_MORE_LABEL), application.more.clone()),
    ];
    facts.extend(papers);
    facts.retain(|(_, said)| !said.is_empty());
    facts
}
