//! Choosing among offers: each with what it is for, how long, how much and where, who decides and what a no means;
//! and always "none of these".

use indgang_api::case::{Change, Matter, NewMatter};
use indgang_domain::case::choice::{Alternative, Choice as Slot, Idea, Picked, Wanted};
use indgang_domain::case::content::TEXT;
use indgang_domain::case::{Content, Outcome, Status};
use indgang_domain::offers::{self, Area, Offer};
use indgang_domain::plan::granted::Granted;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::fields;
use super::form::{deliver, rules, today};
use super::frame::{call, frame, trouble};
use super::keep::{self, Failed, Letter};
use crate::browser::{location, store};
use crate::routes::Route;
use crate::text::{Key, OFFERS, offer, offer_no, t, t_with};
use crate::ui::{
    Button, Choice, Details, ErrorSummary, FieldError, Form, Markup, RadioGroup, TextArea,
    TextInput,
};

/// In place of an offer's key: none of these.
const OWN: &str = "own";

/// What an offer is called.
pub fn name(it: &Offer) -> &'static str {
    offer(it, "name").unwrap_or_default()
}

fn name_of(key: &str) -> String {
    offers::find(key).map_or_else(|| key.to_owned(), |it| name(it).to_owned())
}

/// What somebody wants.
pub fn wanted(picked: &Picked) -> String {
    match &picked.wanted {
        Wanted::Offer(key) => name_of(key),
        Wanted::Own(words) => words.clone(),
    }
}

/// What is offered and chosen, as questions and answers.
pub fn told(slot: &Slot) -> Vec<(&'static str, String)> {
    let offered: Vec<String> = slot.offered.iter().map(|one| name_of(&one.offer)).collect();
    let picked = slot.picked.as_ref();
    let idea = slot.idea().map(|idea| {
        t(match idea {
            Idea::Citizen => Key::CASE_CHOICE_IDEA_CITIZEN,
            Idea::Municipality => Key::CASE_CHOICE_IDEA_OURS,
        })
        .to_owned()
    });
    let all = [
        (Key::CASE_CHOICE_ABOUT, slot.about.clone()),
        (Key::CASE_CHOICE_OFFERED, offered.join(", ")),
        (
            Key::CASE_CHOICE_PICKED,
            picked.map(wanted).unwrap_or_default(),
        ),
        (
            Key::CASE_CHOICE_WHY,
            picked.map(|it| it.reason.clone()).unwrap_or_default(),
        ),
        (Key::CASE_CHOICE_IDEA, idea.unwrap_or_default()),
    ];
    let said = all.into_iter().filter(|(_, words)| !words.is_empty());
    said.map(|(label, words)| (t(label), words)).collect()
}

/// What there is to know about an offer; where and how much as the municipality says it.
fn facts(it: &Offer, as_offered: Option<&Alternative>, markup: &mut Markup) {
    let number = |key, number: u16| t_with(key, &[("antal", &number.to_string())]);
    let (shortest, longest) = it.weeks;
    let length = match longest {
        1 => t(Key::CASE_CHOICE_WEEK).to_owned(),
        _ if shortest == longest => number(Key::CASE_CHOICE_WEEKS, longest),
        _ => t_with(
            Key::CASE_CHOICE_RANGE,
            &[
                ("fra", &shortest.to_string()),
                ("til", &longest.to_string()),
            ],
        ),
    };
    let agreed = || t(Key::CASE_CHOICE_AGREED).to_owned();
    let hours = as_offered.map_or(0, |one| u16::from(one.hours));
    let place = as_offered.map(|one| one.place.trim()).unwrap_or_default();
    let decides = OFFERS.find(&format!("decides.{}", it.decides.name()));
    markup.put("p", offer(it, "purpose").unwrap_or_default());
    markup.open("dl", &[("class", "case__facts")]);
    for (asked, said) in [
        (Key::CASE_CHOICE_LENGTH, length),
        (
            Key::CASE_CHOICE_HOURS,
            match hours {
                0 => agreed(),
                hours => number(Key::CASE_CHOICE_HOURS_MANY, hours),
            },
        ),
        (
            Key::CASE_CHOICE_PLACE,
            match place {
                "" => agreed(),
                place => place.to_owned(),
            },
        ),
        (
            Key::CASE_CHOICE_DECIDES,
            decides.unwrap_or_default().to_owned(),
        ),
        (Key::CASE_CHOICE_NO, offer_no(it).to_owned()),
    ] {
        markup.put("dt", t(asked));
        markup.put("dd", &said);
    }
    markup.close("dl");
    if let Some(words) = OFFERS.find("offer.unconfirmed").filter(|_| !it.verified) {
        markup.put_in("p", "case__line", words);
    }
}

/// What is typed, as it is kept on the device.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
struct Typed {
    about: String,
    area: String,
    wanted: Option<String>,
    own: String,
    reason: String,
}

/// A choice that is being made.
#[derive(Clone, Copy)]
struct Draft {
    place: StoredValue<String>,
    about: RwSignal<String>,
    area: RwSignal<String>,
    wanted: RwSignal<Option<String>>,
    own: RwSignal<String>,
    reason: RwSignal<String>,
    errors: RwSignal<Vec<FieldError>>,
}

impl Draft {
    /// As it was typed on this device.
    fn kept(of: &str) -> Self {
        let place = format!("own.draft.case.choice.{of}");
        let kept: Option<Typed> =
            store::load(&place).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
        let typed = kept.unwrap_or_default();
        let draft = Self {
            place: StoredValue::new(place),
            about: RwSignal::new(typed.about),
            area: RwSignal::new(typed.area),
            wanted: RwSignal::new(typed.wanted),
            own: RwSignal::new(typed.own),
            reason: RwSignal::new(typed.reason),
            errors: RwSignal::new(Vec::new()),
        };
        // Every key is kept: the tab may be closed, or the sign-in run out.
        Effect::new(move |before: Option<Typed>| {
            let now = Typed {
                about: draft.about.get(),
                area: draft.area.get(),
                wanted: draft.wanted.get(),
                own: draft.own.get(),
                reason: draft.reason.get(),
            };
            if before.is_some_and(|before| before != now) {
                let json = serde_json::to_string(&now).unwrap_or_default();
                draft.place.with_value(|place| store::save(place, &json));
            }
            now
        });
        draft
    }

    fn forget(self) {
        self.place.with_value(|place| store::clear(place));
    }

    fn error(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let errors = self.errors.read();
            let here = errors.iter().find(|error| error.field == field)?;
            Some(here.message.clone())
        })
    }

    /// What is wanted. When nothing is, that is an error, which gets the focus.
    fn picked(self) -> Option<Picked> {
        let own = self.own.get_untracked();
        let wanted = match self.wanted.get_untracked().as_deref() {
            Some(OWN) if own.trim().is_empty() => Err(("own", Key::CASE_WRONG_MISSING)),
            Some(OWN) => Ok(Wanted::Own(own.trim().to_owned())),
            Some(key) => Ok(Wanted::Offer(key.to_owned())),
            None => Err(("wanted-0", Key::CASE_WRONG_CHOICE)),
        };
        let errors = wanted.as_ref().err().map(|(field, words)| FieldError {
            field: (*field).to_owned(),
            message: t(*words).to_owned(),
        });
        self.errors.set(errors.into_iter().collect());
        Some(Picked {
            wanted: wanted.ok()?,
            reason: self.reason.get_untracked().trim().to_owned(),
        })
    }

    /// What one chooses among, with "none of these", and why.
    fn view(self, keys: &[&'static str]) -> AnyView {
        let offers = keys.iter().filter_map(|key| offers::find(key));
        let mut choices: Vec<Choice> = offers.map(|it| Choice::new(it.key, name(it))).collect();
        choices.push(Choice::new(OWN, t(Key::CASE_CHOICE_NONE)));
        let is_own = Memo::new(move |_| self.wanted.read().as_deref() == Some(OWN));
        view! {
            <RadioGroup
                id="wanted"
                legend=t(Key::CASE_CHOICE_WHICH)
                choices
                error=self.error("wanted-0")
                value=self.wanted
            />
            <div hidden=move || !is_own.get()>
                <TextArea
                    id="own"
                    label=t(Key::CASE_CHOICE_OWN)
                    hint=t(Key::CASE_CHOICE_OWN_HINT)
                    error=self.error("own")
                    value=self.own
                    most=TEXT
                />
            </div>
            <TextArea id="reason" label=t(Key::CASE_CHOICE_REASON) value=self.reason most=TEXT/>
        }
        .into_any()
    }
}

/// The page where a citizen begins a choice themselves.
pub fn begin() -> AnyView {
    frame(
        || t(Key::CASE_KIND_CHOICE).to_owned(),
        false,
        || form(Draft::kept("new")),
    )
}

fn form(draft: Draft) -> AnyView {
    let failed = RwSignal::new(None::<Failed>);
    let is_sending = RwSignal::new(false);
    let submit = move |()| {
        let Some(known) = untrack(keep::known).filter(|_| !is_sending.get_untracked()) else {
            return;
        };
        let Some(picked) = draft.picked() else { return };
        let content = Content::Choice(Slot {
            about: draft.about.get_untracked().trim().to_owned(),
            offered: Vec::new(),
            answer_by: None,
            picked: Some(picked),
        });
        let faults = content.check(today(), rules(&known));
        let errors = faults.iter().map(|fault| FieldError {
            field: match fault.pointer {
                "/about" => "about",
                "/picked/reason" => "reason",
                _ => "own",
            }
            .to_owned(),
            message: fields::wrong(fault.wrong),
        });
        draft.errors.set(errors.collect());
        if !faults.is_empty() {
            return;
        }
        is_sending.set(true);
        failed.set(None);
        let letter = Letter::new(NewMatter {
            content,
            files: Vec::new(),
        });
        spawn_local(async move {
            if let Err(why) = deliver(letter, move || draft.forget()).await {
                let _ = failed.try_set(Some(why));
            }
            let _ = is_sending.try_set(false);
        });
    };
    let areas = Area::ALL.map(|area| {
        let words = OFFERS.find(&format!("area.{}", area.name()));
        let is_chosen = draft.area.get_untracked() == area.name();
        view! { <option value=area.name() selected=is_chosen>{words.unwrap_or_default()}</option> }
    });
    let choices = move || {
        let area = Area::parse(&draft.area.read())?;
        let here = offers::deck().filter(|it| it.area == area);
        let keys: Vec<&'static str> = here.map(|it| it.key).collect();
        Some(draft.view(&keys))
    };
    let about = move || {
        let it = draft.wanted.get().as_deref().and_then(offers::find)?;
        let mut markup = Markup::default();
        markup.put("h2", name(it));
        facts(it, None, &mut markup);
        Some(view! { <section class="case__offer">{markup.into_view()}</section> })
    };
    view! {
        <ErrorSummary errors=draft.errors/>
        <p class="font-lead">{t(Key::CASE_CHOICE_LEAD)}</p>
        <Form on_submit=submit>
            <TextInput
                id="about"
                label=t(Key::CASE_CHOICE_ABOUT)
                hint=t(Key::CASE_CHOICE_ABOUT_HINT)
                error=draft.error("about")
                value=draft.about
            />
            <div class="form-group">
                <label class="form-label" for="area">{t(Key::CASE_CHOICE_AREA)}</label>
                <select
                    class="form-select"
                    id="area"
                    on:change=move |event| {
                        draft.wanted.set(None);
                        draft.area.set(event_target_value(&event));
                    }
                >
                    <option value="">{t(Key::CASE_CHOICE_AREA_NONE)}</option>
                    {areas.collect_view()}
                </select>
            </div>
            {choices}
            <div aria-live="polite">{about}</div>
            {trouble(failed)}
            <p class="way-on">
                <Button>{move || t(if is_sending.get() { Key::CASE_SENDING } else { Key::CASE_SEND })}</Button>
            </p>
        </Form>
        <p class="case__line">{t(Key::CASE_KEPT_HERE)}</p>
        <p class="case__line">{t(Key::CASE_OR_CALL)} " " {call()}</p>
    }
    .into_any()
}

/// On the page of a matter: what is offered, and choosing or choosing anew while it is open.
pub fn pick(
    matter: &Matter,
    act: impl Fn(Change, Key) + Copy + Send + Sync + 'static,
) -> Option<AnyView> {
    let Content::Choice(slot) = &matter.content else {
        return None;
    };
    if !matter.summary.status.is_open() || slot.offered.is_empty() {
        return None;
    }
    let mut markup = Markup::default();
    let mut keys = Vec::new();
    for one in &slot.offered {
        let Some(it) = offers::find(&one.offer) else {
            continue;
        };
        keys.push(it.key);
        markup.open("section", &[("class", "case__offer")]);
        markup.put("h3", name(it));
        facts(it, Some(one), &mut markup);
        markup.close("section");
    }
    let draft = Draft::kept(&matter.summary.id);
    let submit = move |()| {
        if let Some(Picked { wanted, reason }) = draft.picked() {
            draft.forget();
            act(Change::Choose { wanted, reason }, Key::CASE_SENT);
        }
    };
    let form = view! {
        <Form on_submit=submit>
            <ErrorSummary errors=draft.errors/>
            {draft.view(&keys)}
            <p><Button>{t(Key::CASE_CHOICE_SEND)}</Button></p>
        </Form>
    };
    let form = match slot.picked {
        None => form.into_any(),
        Some(_) => view! { <Details summary=t(Key::CASE_CHOICE_AGAIN)>{form}</Details> }.into_any(),
    };
    let view = view! {
        <section aria-labelledby="case-choice">
            <h2 id="case-choice">{t(Key::CASE_CHOICE_OFFERED)}</h2>
            <p>{t(Key::CASE_CHOICE_NOTHING)}</p>
            {markup.into_view()}
            {form}
        </section>
    };
    Some(view.into_any())
}

/// What was approved is put on the citizen's plan by their own device, in one tap.
pub fn to_plan(matter: &Matter) -> Option<AnyView> {
    let Content::Choice(slot) = &matter.content else {
        return None;
    };
    let decision = matter.decision.as_ref()?;
    let is_theirs = matter.summary.status == Status::Decided && !keep::is_helping();
    if decision.outcome != Outcome::Granted || !is_theirs {
        return None;
    }
    let granted = Granted {
        wanted: slot.picked.as_ref()?.wanted.clone(),
        hours: slot.alternative().map_or(0, |one| one.hours),
        from: decision.from,
        until: decision.until,
    };
    let press = move |()| {
        let json = serde_json::to_string(&granted).unwrap_or_default();
        store::save(store::PLAN_GRANTED, &json);
        location::go(Route::Plan.path());
    };
    let view = view! {
        <p>{t(Key::CASE_CHOICE_TO_PLAN_TEXT)}</p>
        <p class="way-on"><Button on_press=press>{t(Key::CASE_CHOICE_TO_PLAN)}</Button></p>
    };
    Some(view.into_any())
}

/// What a step has chosen, in words.
pub fn of_step(picked: &Picked) -> String {
    let wanted = wanted(picked);
    match picked.reason.as_str() {
        "" => wanted,
        reason => format!("{wanted}\n{reason}"),
    }
}
