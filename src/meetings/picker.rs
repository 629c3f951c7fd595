//! Choosing how and when to meet.

use std::collections::BTreeMap;

use indgang_api::kommune::Dato;
use indgang_api::meetings::{Deadline, FreeTime, FreeTimes, FreeWay, PROOFS, Proof, TIMES};
use indgang_domain::meetings::{Form, Kind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Known};
use super::words;
use crate::browser::http::{self, Unreachable};
use crate::browser::{clock, file, format, page};
use crate::text::{Key, plural, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Choice, Icon, RadioGroup, skeleton};

/// A time that somebody has chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// When it begins.
    pub start: i64,
    /// How to meet.
    pub form: Form,
    /// The place, by its key.
    pub place: String,
}

/// Where it is said that somebody else was quicker.
pub const TAKEN: &str = "taken";

/// What there is to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Free {
    times: Vec<FreeTime>,
    /// The last day that was looked at, while there are later ones.
    until: Option<Dato>,
    state: State,
}

/// The days that were unfolded or folded by hand: they stay so when the list is drawn anew.
type Unfolded = StoredValue<BTreeMap<Dato, bool>>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Coming,
    Away,
    Here,
}

/// The three forms, and the free times as a list of days. What the citizen is told when somebody else was
/// sooner stands between the two.
#[component]
pub fn Picker(
    /// What there is.
    known: Known,
    /// The kind of meeting.
    kind: &'static Kind,
    /// The form that is chosen to begin with.
    form: Option<Form>,
    /// The first day, when it is not today.
    from: Option<Dato>,
    /// The meeting that is to be moved: its own time is free for it.
    #[prop(optional)]
    moved: Option<String>,
    /// The times nearest to one that somebody else has taken.
    #[prop(into)]
    taken: Signal<Option<Vec<FreeTime>>>,
    /// A time is chosen.
    #[prop(into)]
    on_pick: Callback<Picked>,
) -> impl IntoView {
    let free = RwSignal::new(Free::default());
    let mut address = format!("{TIMES}?kind={}", kind.key);
    if let Some(moved) = moved {
        address += &format!("&besides={moved}");
    }
    let address = StoredValue::new(address);
    // Again when a time was taken: the others may be gone too.
    Effect::new(move |_| {
        taken.track();
        free.set(Free::default());
        fetch(address, from, free, || {});
    });
    let forms = known.forms(kind);
    let first = first_form(&forms, form);
    let chosen = RwSignal::new(Some(first.name().to_owned()));
    let form = Memo::new(move |_| {
        chosen
            .read()
            .as_deref()
            .and_then(Form::named)
            .unwrap_or(first)
    });
    // One that has others later: it is said why.
    let waits = (forms.len() < kind.forms.len()).then(|| t(Key::MEET_FORM_FIRST));
    let choices = forms
        .iter()
        .map(|form| Choice::new(form.name(), words::form(*form)).hint(words::form_text(*form)));
    let choices: Vec<Choice> = choices.collect();
    let forms = match choices.len() {
        0 | 1 => view! { <p>{words::form_text(first)} " " {waits}</p> }.into_any(),
        _ => view! {
            <div class="forms">
                <RadioGroup
                    id="form"
                    legend=t(Key::MEET_FORM)
                    choices
                    value=chosen
                />
            </div>
        }
        .into_any(),
    };
    let unfolded = Unfolded::new(BTreeMap::new());
    let deadline = known.own.deadline.clone().filter(|it| it.kind == kind.key);
    let known = StoredValue::new(known);
    view! {
        {forms}
        {move || {
            let near = taken.get()?;
            Some(known.with_value(|known| told_taken(known, &near, form.get(), on_pick)))
        }}
        <h2 id="times" tabindex="-1">{t(Key::MEET_TIME)}</h2>
        {move || known.with_value(|known| times(known, &free.read(), form.get(), unfolded, on_pick))}
        {move || more(address, free)}
        {move || proof(deadline.as_ref()?, &free.read())}
    }
}

/// The one chosen last; else the first that asks for no camera.
fn first_form(forms: &[Form], last: Option<Form>) -> Form {
    let last = last.filter(|last| forms.contains(last));
    let plain = forms.iter().find(|form| **form != Form::Video);
    last.or(plain.copied()).unwrap_or(Form::Video)
}

fn fetch(
    address: StoredValue<String>,
    from: Option<Dato>,
    free: RwSignal<Free>,
    then: impl FnOnce() + 'static,
) {
    let mut address = address.get_value();
    if let Some(Dato(from)) = from {
        address += &format!("&from={from}");
    }
    spawn_local(async move {
        let come: Result<FreeTimes, Unreachable> = keep::get(&address).await;
        // Whoever went on to another page does not look at it any more.
        let _ = free.try_update(|free| match come {
            Ok(come) => {
                let last = free.times.last().map_or(i64::MIN, |time| time.start);
                let new = come.times.into_iter().filter(|time| time.start > last);
                free.times.extend(new);
                free.until = come.until;
                free.state = State::Here;
            }
            Err(Unreachable) => free.state = State::Away,
        });
        then();
    });
}

fn more(address: StoredValue<String>, free: RwSignal<Free>) -> Option<AnyView> {
    let Free { until, state, .. } = *free.read();
    let next = match state {
        State::Here => Some(Dato(until?.0.plus_days(1))),
        _ => return None,
    };
    let show = move |()| {
        let before = free.read_untracked().times.len();
        fetch(address, next, free, move || {
            let first = free.try_with_untracked(|free| day_of(free.times.get(before)?.start));
            if let Some(first) = first.flatten() {
                // Whoever uses the keyboard goes on from the first of the new days.
                page::focus(&day_id(first));
            }
        });
    };
    let button = view! {
        <p class="times__more">
            <Button kind=ButtonKind::Secondary on_press=show>{t(Key::MEET_MORE)}</Button>
        </p>
    };
    Some(button.into_any())
}

/// One of the times as it can be chosen.
struct Offer<'a> {
    start: i64,
    way: &'a FreeWay,
    minute: u16,
}

/// The parts of a day, and the minute at which each is over.
const PARTS: [(u16, fn() -> Key); 3] = [
    (9 * 60, || Key::MEET_TIMES_MORNING),
    (12 * 60, || Key::MEET_TIMES_FORENOON),
    (24 * 60, || Key::MEET_TIMES_AFTERNOON),
];

fn day_of(moment: i64) -> Option<Dato> {
    clock::at(moment).map(|at| Dato(at.date))
}

fn day_id(day: Dato) -> String {
    format!("day-{}", day.0)
}

fn times(
    known: &Known,
    free: &Free,
    form: Form,
    unfolded: Unfolded,
    on_pick: Callback<Picked>,
) -> AnyView {
    match free.state {
        State::Coming => return skeleton(t(Key::MEET_TIMES_LOADING)),
        State::Away => return told_away(Key::MEET_TIMES_AWAY, Key::MEET_AWAY_TEXT),
        State::Here if free.times.is_empty() && free.until.is_none() => {
            return told_away(Key::MEET_TIMES_NONE, Key::MEET_TIMES_NONE_TEXT);
        }
        State::Here => {}
    }
    let mut days: Vec<(Dato, Vec<Offer<'_>>)> = Vec::new();
    for time in &free.times {
        let (Some(at), Some(way)) = (clock::at(time.start), way(time, form)) else {
            continue;
        };
        let offer = Offer {
            start: time.start,
            way,
            minute: at.minute,
        };
        match days.last_mut() {
            Some((day, offers)) if day.0 == at.date => offers.push(offer),
            _ => days.push((Dato(at.date), vec![offer])),
        }
    }
    if days.is_empty() {
        return view! { <p>{t(Key::MEET_TIMES_NONE_FORM)}</p> }.into_any();
    }
    let offers = || days.iter().flat_map(|(_, offers)| offers);
    let first = offers().next().map(|offer| &offer.way.place);
    let says_place = !form.is_remote() && offers().any(|offer| Some(&offer.way.place) != first);
    let is_met = offers().any(|offer| offer.way.known);
    let first = days[0].0;
    let days = days.into_iter().map(|(date, offers)| {
        let day = words::capital(&words::day(date));
        let count = plural(offers.len(), Key::MEET_TIMES_ONE, Key::MEET_TIMES_MANY);
        let mut rest = &offers[..];
        let parts = PARTS.iter().filter_map(|(end, name)| {
            let count = rest.iter().take_while(|offer| offer.minute < *end).count();
            let (now, later) = rest.split_at(count);
            rest = later;
            (count > 0).then(|| {
                let buttons = now.iter().map(|offer| {
                    let place = says_place.then(|| known.place(&offer.way.place)).flatten();
                    let place = place.map(|place| words::said(&place.name));
                    button(&day, offer, form, place, on_pick)
                });
                view! {
                    <h3 class="times__name">{t(name())}</h3>
                    <ul class="times__list nobullet-list">{buttons.collect::<Vec<_>>()}</ul>
                }
            })
        });
        let parts = parts.collect::<Vec<_>>();
        let is_open = unfolded.with_value(|all| all.get(&date).copied());
        let toggle = move |_| {
            unfolded.update_value(|all| {
                let is_open = all.entry(date).or_insert(date == first);
                *is_open = !*is_open;
            });
        };
        view! {
            <details class="details times__day" open=is_open.unwrap_or(date == first)>
                <summary class="details-summary" id=day_id(date) on:click=toggle>
                    <span class="details-summary-text">{day.clone()}</span>
                    <span class="times__count">{count}</span>
                </summary>
                <div class="details-text">{parts}</div>
            </details>
        }
    });
    let met = is_met.then(|| {
        view! { <p class="times__met" aria-hidden="true"><Icon name="person"/> {t(Key::MEET_KNOWN)}</p> }
    });
    view! { <div class="times">{met} {days.collect::<Vec<_>>()}</div> }.into_any()
}

/// The way to meet at a time: with somebody whom the citizen has met, if there is one.
fn way(time: &FreeTime, form: Form) -> Option<&FreeWay> {
    let ways = || time.ways.iter().filter(|way| way.form == form);
    ways().find(|way| way.known).or_else(|| ways().next())
}

fn button(
    day: &str,
    offer: &Offer<'_>,
    form: Form,
    place: Option<&'static str>,
    on_pick: Callback<Picked>,
) -> AnyView {
    let picked = Picked {
        start: offer.start,
        form,
        place: offer.way.place.clone(),
    };
    let met = offer.way.known.then(|| t(Key::MEET_KNOWN));
    let time = format::time(offer.minute);
    // Beside each other the digits say enough.
    let digits = time.trim_start_matches("kl. ").to_owned();
    view! {
        <li>
            <button
                type="button"
                class="times__time"
                on:click=move |_| on_pick.run(picked.clone())
            >
                <span class="sr-only">{format!("{day} {time}")}</span>
                <span class="times__clock" aria-hidden="true">{digits}</span>
                {place.map(|place| view! { <span class="times__more-words">" "{place}</span> })}
                {met.map(|met| view! { <Icon name="person"/> <span class="sr-only">{met}</span> })}
            </button>
        </li>
    }
    .into_any()
}

/// How many of the nearest times are shown.
const NEAR: usize = 4;

fn told_taken(known: &Known, near: &[FreeTime], form: Form, on_pick: Callback<Picked>) -> AnyView {
    let near = near
        .iter()
        .filter_map(|time| Some((time, way(time, form)?)));
    let buttons = near.take(NEAR).map(|(time, way)| {
        let picked = Picked {
            start: time.start,
            form,
            place: way.place.clone(),
        };
        let mut words = words::capital(&format::when(time.start));
        if let Some(place) = known.place(&way.place).filter(|_| !form.is_remote()) {
            words += ", ";
            words += words::said(&place.name);
        }
        let press = move |()| on_pick.run(picked.clone());
        view! { <li><Button kind=ButtonKind::Secondary on_press=press>{words}</Button></li> }
    });
    let buttons = buttons.collect::<Vec<_>>();
    let text = match buttons.is_empty() {
        true => Key::MEET_TAKEN_NONE,
        false => Key::MEET_TAKEN_TEXT,
    };
    view! {
        <div id=TAKEN>
            <Alert kind=AlertKind::Warning heading=t(Key::MEET_TAKEN) announced=true>
                <p>{t(text)}</p>
                <ul class="nobullet-list times__near">{buttons}</ul>
            </Alert>
        </div>
    }
    .into_any()
}

fn told_away(heading: Key, text: Key) -> AnyView {
    view! {
        <Alert kind=AlertKind::Info heading=t(heading) announced=true>
            <p>{t(text)}</p>
            <p>{words::call()}</p>
        </Alert>
    }
    .into_any()
}

/// Where no time is free before the deadline: the proof that it is not the citizen's fault.
fn proof(deadline: &Deadline, free: &Free) -> Option<AnyView> {
    let first = free.times.first().and_then(|time| clock::at(time.start));
    let is_none = match first {
        Some(at) => deadline.until < Dato(at.date),
        None => free.until.is_none_or(|until| deadline.until <= until),
    };
    if free.state != State::Here || !is_none {
        return None;
    }
    let day = words::day(deadline.until);
    let fetch = move |()| {
        spawn_local(async move {
            let answer = http::ask("POST", PROOFS).await;
            let proof = answer.ok().filter(http::Answer::is_success);
            let proof: Option<Proof> =
                proof.and_then(|answer| serde_json::from_slice(&answer.body).ok());
            match proof {
                Some(proof) => {
                    let content = format!("{}\n\n{}\n", proof.text, proof.signature);
                    file::download("bevis.txt", "text/plain", &content);
                }
                None => page::announce(t(Key::MEET_FAILED_AWAY)),
            }
        });
    };
    let view = view! {
        <Alert kind=AlertKind::Info heading=t(Key::MEET_PROOF_TITLE)>
            <p>{t_with(Key::MEET_PROOF_TEXT, &[("dag", &day)])}</p>
            <Button kind=ButtonKind::Secondary on_press=fetch>{t(Key::MEET_PROOF)}</Button>
        </Alert>
    };
    Some(view.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn video_is_only_chosen_for_who_chose_it_last() {
        let forms = [Form::Video, Form::InPerson, Form::Phone];
        assert_eq!(first_form(&forms, None), Form::InPerson);
        assert_eq!(first_form(&forms, Some(Form::Video)), Form::Video);
        assert_eq!(first_form(&forms, Some(Form::Phone)), Form::Phone);
    }
}
