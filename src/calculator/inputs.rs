//! How a field looks: the right component of the design system for each kind, kept at every keystroke.

use leptos::prelude::*;
use serde_json::Value;

use super::field::{self, Empty, Fault, Field, Found, Kind, NONE, Scope, Unit};
use super::{state, words};
use crate::browser::{format, page};
use crate::text::{CALCULATOR_WORDS, Key, t, t_with};
use crate::ui::{
    Button, ButtonKind, CheckboxGroup, Choice, DateFields, DateInput, Details, Icon, RadioGroup,
    TextInput,
};

/// A page that fields stand on.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What the answers say so far.
    pub facts: Memo<Value>,
    /// What must be put right, once the citizen has tried to go on.
    pub faults: Memo<Vec<Found>>,
}

/// The id of a field's element; [`target`] is where the focus goes.
fn element(key: &str) -> String {
    let plain = key.trim_start_matches('/');
    plain
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        })
        .collect()
}

/// The element that gets the focus when a field must be put right.
pub fn target(found: &Found) -> String {
    let id = element(&found.key);
    match found.fault {
        Fault::Choose => format!("{id}-0"),
        Fault::Date | Fault::Future => format!("{id}-day"),
        _ => id,
    }
}

/// The fields that are asked, the first as the page's heading where `heading` says so.
pub fn fields(all: &'static [Field], key: &str, at: &str, sheet: Sheet, heading: bool) -> AnyView {
    let (folded, open): (Vec<_>, Vec<_>) = all.iter().partition(|field| field.folded);
    let asked = asked(folded.clone(), key, at, sheet);
    let open: Vec<_> = open
        .into_iter()
        .enumerate()
        .map(|(index, field)| while_asked(field, key, at, sheet, heading && index == 0))
        .collect();
    let (key, at) = (key.to_owned(), at.to_owned());
    let folded = move || {
        asked.get().then(|| {
            let inside = folded
                .iter()
                .map(|field| while_asked(field, &key, &at, sheet, false));
            let inside: Vec<_> = inside.collect();
            view! { <Details summary=t(Key::CALCULATOR_MORE_EXACT)>{inside}</Details> }
        })
    };
    view! { {open} {folded} }.into_any()
}

/// A field that comes and goes with the answers before it.
fn while_asked(
    field: &'static Field,
    key: &str,
    at: &str,
    sheet: Sheet,
    as_heading: bool,
) -> AnyView {
    let asked = asked(vec![field], key, at, sheet);
    let (key, at) = (key.to_owned(), at.to_owned());
    (move || {
        asked
            .get()
            .then(|| one(field, &key, &at, sheet, as_heading))
    })
    .into_any()
}

/// Whether one of the fields is asked for. Followed, because a new row is on the screen before its
/// facts are there.
fn asked(fields: Vec<&'static Field>, key: &str, at: &str, sheet: Sheet) -> Memo<bool> {
    let (key, at) = (key.to_owned(), at.to_owned());
    Memo::new(move |_| {
        let answers = state::answers();
        let facts = sheet.facts.read();
        let scope = Scope {
            facts: &facts,
            at: &at,
            typed: &answers.read().typed,
            key: &key,
        };
        fields.iter().any(|field| (field.when)(&scope))
    })
}

fn one(field: &'static Field, key: &str, at: &str, sheet: Sheet, as_heading: bool) -> AnyView {
    let place = format!("{key}/{}", field.id);
    let id = element(&place);
    let title = words::title(field, at);
    let hint = words::hint(field).map(str::to_owned);
    let error = error_of(place.clone(), sheet);
    match &field.kind {
        Kind::Word { .. } | Kind::YesNo { .. } | Kind::One(_) => {
            let value = bound(place, some, Option::unwrap_or_default);
            view! { <RadioGroup id legend=title as_heading nostrip:hint=hint error choices=choices(field, &field.answers()) value/> }
                .into_any()
        }
        Kind::Many(_) => {
            let value = bound(place, listed, unlisted);
            view! { <CheckboxGroup id legend=title as_heading nostrip:hint=hint error choices=choices(field, &field.answers()) value/> }
                .into_any()
        }
        Kind::Date { .. } => {
            let value = date_fields(place);
            let own_birthday = at == "/applicant" && field.id == "date_of_birth";
            let hint = hint.unwrap_or_else(|| t(Key::CALCULATOR_DATE_HINT).to_owned());
            view! { <DateInput id legend=title as_heading hint error value own_birthday/> }
                .into_any()
        }
        Kind::Number { unit, empty, .. } => {
            number(field, place, at, sheet, *unit, *empty, as_heading)
        }
        Kind::Rows {
            kinds: Some(kinds),
            usual,
            fields: own,
            ..
        } => amounts(field, own, place, at, sheet, &kinds(), *usual),
        Kind::Rows { fields: own, .. } => children(field, own, place, at, sheet),
    }
}

fn error_of(key: String, sheet: Sheet) -> Signal<Option<String>> {
    Signal::derive(move || {
        let faults = sheet.faults.read();
        let found = faults.iter().find(|found| found.key == key);
        found.map(|found| words::fault(found.fault))
    })
}

fn choices(field: &Field, answers: &[&'static str]) -> Vec<Choice> {
    let choice = |id: &&'static str| {
        let choice = Choice::new(id, words::answer(field, id));
        if *id == NONE && matches!(field.kind, Kind::Many(_) | Kind::Rows { .. }) {
            choice.alone()
        } else {
            choice
        }
    };
    answers.iter().map(choice).collect()
}

/// A signal that begins with what was typed, and keeps every change.
fn bound<T: Clone + Send + Sync + 'static>(
    key: String,
    read: fn(&str) -> T,
    write: fn(T) -> String,
) -> RwSignal<T> {
    let typed = state::answers().with_untracked(|answers| answers.typed.get(&key).cloned());
    let signal = RwSignal::new(read(&typed.unwrap_or_default()));
    Effect::new(move |begun: Option<()>| {
        let now = signal.get();
        if begun.is_some() {
            keep(&key, write(now));
        }
    });
    signal
}

fn keep(key: &str, value: String) {
    state::change(|answers| {
        answers.typed.insert(key.to_owned(), value);
    });
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn listed(text: &str) -> Vec<String> {
    text.split(' ')
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

/// "None" gives way to whatever else is ticked.
fn unlisted(mut ids: Vec<String>) -> String {
    if ids.len() > 1 {
        ids.retain(|id| id != NONE);
    }
    ids.join(" ")
}

fn date_fields(key: String) -> DateFields {
    let typed = state::answers().with_untracked(|answers| answers.typed.get(&key).cloned());
    let typed = typed.unwrap_or_default();
    let mut parts = typed.splitn(3, '/').map(str::to_owned);
    let mut part = || RwSignal::new(parts.next().unwrap_or_default());
    let fields = DateFields {
        day: part(),
        month: part(),
        year: part(),
    };
    Effect::new(move |begun: Option<()>| {
        let parts = [fields.day, fields.month, fields.year].map(|part| part.get());
        if begun.is_some() {
            keep(&key, parts.join("/"));
        }
    });
    fields
}

fn number(
    field: &'static Field,
    key: String,
    at: &str,
    sheet: Sheet,
    unit: Unit,
    empty: Empty,
    as_heading: bool,
) -> AnyView {
    let (suffix, width, inputmode) = match unit {
        Unit::Kroner => (Some("kr."), "input-char-11", "decimal"),
        Unit::Percent(_) => (Some("%"), "input-char-8", "decimal"),
        Unit::Whole(..) => (None, "input-char-8", "numeric"),
    };
    let mut hint = words::hint(field).unwrap_or_default().to_owned();
    match empty {
        Empty::Unknown => {
            hint = format!("{hint} {}", t(Key::CALCULATOR_EMPTY_UNKNOWN))
                .trim_start()
                .to_owned();
        }
        Empty::AmBidrag => hint = t(Key::CALCULATOR_EMPTY_AM).to_owned(),
        Empty::Fault | Empty::Default => {}
    }
    let hint = some(&hint);
    // What we fill in ourselves is shown, so that nobody has to wonder.
    let (fact_at, is_am) = (format!("{at}/am_bidrag"), empty == Empty::AmBidrag);
    let filled_key = key.clone();
    let filled = move || {
        let typed = state::answers().with(|answers| answers.typed.get(&filled_key).cloned());
        let facts = sheet.facts.read();
        let due = facts.pointer(&fact_at).and_then(Value::as_str);
        due.filter(|_| is_am && typed.unwrap_or_default().is_empty()).map(|due| {
            let due = format::kroner_short(due);
            view! { <p class="filled-in">{t_with(Key::CALCULATOR_EMPTY_AM_IS, &[("beloeb", &due)])}</p> }
        })
    };
    let error = error_of(key.clone(), sheet);
    let (id, title) = (element(&key), words::title(field, at));
    let value = bound(key, str::to_owned, |text| text);
    let suffix = suffix.map(str::to_owned);
    view! {
        <TextInput id label=title as_heading nostrip:hint=hint error value inputmode nostrip:suffix=suffix width/>
        {filled}
    }
    .into_any()
}

/// Amounts by kind: what there is, and then how much of each.
fn amounts(
    field: &'static Field,
    own: &'static [Field],
    key: String,
    at: &str,
    sheet: Sheet,
    kinds: &[&'static str],
    usual: usize,
) -> AnyView {
    let id = element(&key);
    let value = bound(key.clone(), listed, unlisted);
    let (usual, rare) = kinds.split_at(usual);
    let first: Vec<&'static str> = [NONE].into_iter().chain(usual.iter().copied()).collect();
    let rare_open =
        value.with_untracked(|all| all.iter().any(|slot| rare.contains(&slot.as_str())));
    let list = field.facts().first().copied().unwrap_or_default();
    let rows_at = field::place(at, list);
    let (group, list_id) = (key.clone(), id.clone());
    let slots = Memo::new(move |_| {
        field::slots(&unlisted(value.get()))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    let rows = move || {
        let rows = slots.get().into_iter().enumerate().map(|(index, slot)| {
            let name = words::answer(field, field::kind_of(&slot));
            let inner = fields(own, &format!("{group}/{slot}"), &format!("{rows_at}/{index}"), sheet, false);
            let again = (field::kind_of(&slot) == "arbejdsindtaegt").then(|| {
                let add = move |()| {
                    value.update(|all| {
                        let slot = field::free_slot("arbejdsindtaegt", all);
                        all.push(slot);
                    });
                };
                view! { <Button kind=ButtonKind::Tertiary on_press=add><Icon name="plus"/>{t(Key::CALCULATOR_ADD_JOB)}</Button> }
            });
            let list_id = list_id.clone();
            row(name.to_owned(), inner, again.into_any(), move || {
                value.update(|all| all.retain(|other| *other != slot));
                page::focus(&list_id);
            })
        });
        rows.collect::<Vec<_>>()
    };
    let error = error_of(key, sheet);
    let title = words::title(field, at);
    let rare_id = format!("{id}-rare");
    let (first, rare) = (choices(field, &first), choices(field, rare));
    view! {
        <CheckboxGroup
            id
            legend=title
            as_heading=true
            nostrip:hint=words::hint(field).map(str::to_owned)
            error
            choices=first
            value
        />
        <Details summary=t(Key::CALCULATOR_MORE_KINDS) open=rare_open>
            <CheckboxGroup
                id=rare_id
                legend=t(Key::CALCULATOR_MORE_KINDS)
                choices=rare
                value
            />
        </Details>
        {rows}
    }
    .into_any()
}

/// One child or amount in its frame.
fn row(
    name: String,
    inner: AnyView,
    more: AnyView,
    remove: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let label = t_with(Key::CALCULATOR_REMOVE, &[("navn", &name)]);
    view! {
        <section class="entry" aria-label=name.clone()>
            <div class="entry__head">
                <h2 class="entry__name">{name.clone()}</h2>
                <button class="entry__remove" type="button" aria-label=label on:click=move |_| remove()>
                    <Icon name="close"/>
                </button>
            </div>
            {inner}
            {more}
        </section>
    }
    .into_any()
}

/// What is alike for most brothers and sisters, and so goes along to the next child.
const ALIKE: [&str; 3] = ["child_parents", "child_same_address_as", "child_at_home"];

/// The children that were written before somebody said "no", else one empty row.
fn children_before(key: &str) -> String {
    let answers = state::answers().get_untracked();
    let inside = format!("{key}/");
    let mut slots: Vec<&str> = answers
        .typed
        .keys()
        .filter_map(|typed| typed.strip_prefix(&inside)?.split('/').next())
        .collect();
    slots.dedup();
    if slots.is_empty() {
        "#1".to_owned()
    } else {
        slots.join(" ")
    }
}

fn children(
    field: &'static Field,
    own: &'static [Field],
    key: String,
    at: &str,
    sheet: Sheet,
) -> AnyView {
    let id = element(&key);
    let has: fn(&str) -> Option<String> = |typed| match typed {
        "" => None,
        NONE => Some("no".to_owned()),
        _ => Some("yes".to_owned()),
    };
    let slots_key = key.clone();
    let slots = Memo::new(move |_| {
        let typed = state::answers().with(|answers| answers.typed.get(&slots_key).cloned());
        listed(&typed.unwrap_or_default())
    });
    let answer = RwSignal::new(has(&slots.with_untracked(|slots| slots.join(" "))));
    let chosen_key = key.clone();
    Effect::new(move |begun: Option<()>| {
        let yes = answer.get();
        if begun.is_some() {
            let any = yes.as_deref() == Some("yes");
            keep(
                &chosen_key,
                if any {
                    children_before(&chosen_key)
                } else {
                    NONE.to_owned()
                },
            );
        }
    });
    let add_key = key.clone();
    let add = move |()| {
        let mut all = slots.get_untracked();
        let slot = field::free_slot("", &all);
        let before = all.last().cloned().unwrap_or_default();
        state::change(|answers| {
            for alike in ALIKE {
                let same = answers
                    .typed
                    .get(&format!("{add_key}/{before}/{alike}"))
                    .cloned();
                answers
                    .typed
                    .extend(same.map(|same| (format!("{add_key}/{slot}/{alike}"), same)));
            }
            all.push(slot.clone());
            answers.typed.insert(add_key.clone(), all.join(" "));
        });
        page::focus(&format!(
            "{}-day",
            element(&format!("{add_key}/{slot}/child_date_of_birth"))
        ));
    };
    let (rows_key, rows_at, list_id) = (key.clone(), at.to_owned(), id.clone());
    let rows = move || {
        let all = slots.get();
        let all = all.into_iter().filter(|slot| slot != NONE);
        let rows = all.enumerate().map(|(index, slot)| {
            let number = (index + 1).to_string();
            let name = t_with(Key::CALCULATOR_CHILD, &[("nummer", &number)]);
            let at = format!("{rows_at}/children/{index}");
            let inner = fields(own, &format!("{rows_key}/{slot}"), &at, sheet, false);
            let (key, list_id) = (rows_key.clone(), list_id.clone());
            row(name, inner, ().into_any(), move || {
                state::change(|answers| {
                    let inside = format!("{key}/{slot}/");
                    answers.typed.retain(|other, _| !other.starts_with(&inside));
                    let left: Vec<String> = slots
                        .get_untracked()
                        .into_iter()
                        .filter(|other| *other != slot)
                        .collect();
                    let left = if left.is_empty() {
                        NONE.to_owned()
                    } else {
                        left.join(" ")
                    };
                    answers.typed.insert(key.clone(), left);
                });
                if slots.with_untracked(|slots| slots.iter().all(|slot| slot == NONE)) {
                    answer.set(Some("no".to_owned()));
                }
                page::focus(&list_id);
            })
        });
        rows.collect::<Vec<_>>()
    };
    let more = {
        let add = Callback::new(add);
        move || {
            let some = slots.with(|slots| slots.iter().any(|slot| slot != NONE));
            some.then(|| view! { <Button kind=ButtonKind::Secondary on_press=add><Icon name="plus"/>{t(Key::CALCULATOR_ADD_CHILD)}</Button> })
        }
    };
    let error = error_of(key, sheet);
    let title = words::title(field, at);
    let yes_no = ["yes", "no"].map(|id| {
        Choice::new(
            id,
            CALCULATOR_WORDS
                .find(&format!("answer.{id}"))
                .unwrap_or_default(),
        )
    });
    view! {
        <RadioGroup
            id
            legend=title
            as_heading=true
            nostrip:hint=words::hint(field).map(str::to_owned)
            error
            choices=yes_no.to_vec()
            value=answer
        />
        {rows}
        <div class="add-row">{more}</div>
    }
    .into_any()
}
