//! The day and night of a week (D16): what is on the cards with a time, and what fills life besides. Only
//! the owner writes it, and it stays with the owner.

use indgang_domain::offers::Area;
use indgang_domain::plan::board::Card;
use indgang_domain::plan::edit::{Edit, Kind, Time, Value};
use leptos::prelude::*;

use super::tile::area_class;
use super::{state, words};
use crate::browser::{clock, format};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// A time on one day: what, from when to when.
struct Block {
    title: String,
    area: Area,
    from: u16,
    to: u16,
}

/// What stands in the dialog.
pub fn day_and_night() -> AnyView {
    let week = state::today().week();
    let all = move || {
        let board = state::board().get();
        let is_now = |card: &&Card| {
            card.is_everyday() || card.is_laid() && card.span.is_some_and(|span| span.has(week))
        };
        let cards = board.cards.iter().filter(is_now);
        cards
            .filter(|card| !card.times.is_empty())
            .cloned()
            .collect::<Vec<Card>>()
    };
    view! {
        <p>{t(Key::DAY_TEXT)}</p>
        <p class="form-hint"><Icon name="lock"/>{t(Key::PLAN_PRIVATE)}</p>
        {move || picture(&all())}
        {move || list(&all())}
        <h3>{t(Key::DAY_NEW)}</h3>
        {new_everyday()}
    }
    .into_any()
}

fn blocks(cards: &[Card], day: u8) -> Vec<Block> {
    let mut blocks = Vec::new();
    for card in cards {
        for time in &card.times {
            let block = |from, to| Block {
                title: words::title(card),
                area: card.area,
                from,
                to,
            };
            // What ends before it begins goes on into the next day.
            let over_night = time.to <= time.from;
            if time.days >> day & 1 == 1 {
                blocks.push(block(time.from, if over_night { DAY } else { time.to }));
            }
            if over_night && time.days >> ((day + 6) % 7) & 1 == 1 && time.to > 0 {
                blocks.push(block(0, time.to));
            }
        }
    }
    blocks.sort_by_key(|block| block.from);
    blocks
}

/// The week as seven columns of 24 hours; the list beside it says the same.
fn picture(cards: &[Card]) -> AnyView {
    let percent = |minutes: u16| format!("{}%", u32::from(minutes) * 100 / u32::from(DAY));
    let days = (0..7).map(|day| {
        let blocks = blocks(cards, day).into_iter().map(|block| {
            view! {
                <span
                    class=format!("day__block {}", area_class(block.area))
                    style:--top=percent(block.from)
                    style:--height=percent(block.to - block.from)
                >
                    {block.title}
                </span>
            }
        });
        let name: String = format::weekday(day).chars().take(2).collect();
        view! {
            <div class="day">
                <span class="day__name">{name}</span>
                <div class="day__hours">{blocks.collect_view()}</div>
            </div>
        }
    });
    view! { <div class="days" aria-hidden="true">{days.collect_view()}</div> }.into_any()
}

fn list(cards: &[Card]) -> AnyView {
    let cards = cards.iter().flat_map(|card| {
        let id = card.id;
        let everyday = card.is_everyday();
        card.times.iter().map(move |time| {
            let line = t_with(
                Key::DAY_LINE,
                &[
                    ("hvad", &words::title(card)),
                    ("dage", &days_in_words(time.days)),
                    ("fra", &clock_time(time.from)),
                    ("til", &clock_time(time.to)),
                ],
            );
            let edits = card.edits;
            let remove = move |_| state::act(vec![Edit::Remove { item: id, seen: edits }]);
            view! {
                <li class="note">
                    {line}
                    {everyday.then(|| view! {
                        <button type="button" class="link-button" on:click=remove>{t(Key::PLAN_NOTE_REMOVE)}</button>
                    })}
                </li>
            }
        })
    });
    let lines: Vec<_> = cards.collect();
    view! { <ul class="notes nobullet-list" aria-label=t(Key::DAY_TITLE)>{lines}</ul> }.into_any()
}

/// `mandag, onsdag`; all seven are `alle dage`.
fn days_in_words(days: u8) -> String {
    if days & 0b111_1111 == 0b111_1111 {
        return t(Key::DAY_ALL).to_owned();
    }
    let names = (0..7)
        .filter(|day| days >> day & 1 == 1)
        .map(format::weekday);
    names.collect::<Vec<_>>().join(", ")
}

/// `8.30`.
fn clock_time(minutes: u16) -> String {
    format!("{}.{:02}", minutes / 60, minutes % 60)
}

fn new_everyday() -> AnyView {
    let kinds = [
        Key::DAY_SLEEP,
        Key::DAY_CARE,
        Key::DAY_TREATMENT,
        Key::DAY_TRANSPORT,
        Key::DAY_HOME,
        Key::DAY_REST,
    ];
    let what = RwSignal::new(t(Key::DAY_SLEEP).to_owned());
    let options = kinds.map(|key| view! { <option value=t(key)></option> });
    let add = move |time: Time| {
        let values = vec![
            Value::Title(what.get_untracked().trim().to_owned()),
            Value::Area(Area::Hverdag),
            Value::Times(vec![time]),
        ];
        state::act(vec![Edit::Add {
            kind: Kind::Own,
            values,
        }]);
    };
    view! {
        <label class="form-label" for="day-what">{t(Key::DAY_WHAT)}</label>
        <input
            class="form-input"
            id="day-what"
            list="day-kinds"
            autocomplete="off"
            prop:value=move || what.get()
            on:input=move |event| what.set(event_target_value(&event))
        />
        <datalist id="day-kinds">{options.collect_view()}</datalist>
        {time_form("day", add)}
    }
    .into_any()
}

/// The times of a card on the weeks.
pub fn times(card: &Card) -> AnyView {
    let id = card.id;
    let all = move || {
        let board = state::board().get();
        board
            .card(id)
            .map_or_else(Vec::new, |card| card.times.clone())
    };
    let set = move |change: &dyn Fn(&mut Vec<Time>)| {
        let mut times = untrack(all);
        change(&mut times);
        state::say(Some(id), Value::Times(times));
    };
    let lines = move || {
        let lines = all().into_iter().enumerate().map(|(at, time)| {
            let words = t_with(
                Key::DAY_TIME,
                &[
                    ("dage", &days_in_words(time.days)),
                    ("fra", &clock_time(time.from)),
                    ("til", &clock_time(time.to)),
                ],
            );
            let remove = move |_| {
                set(&|times| {
                    times.remove(at);
                });
            };
            view! {
                <li class="note">
                    {words}" "
                    <button type="button" class="link-button" on:click=remove>{t(Key::PLAN_NOTE_REMOVE)}</button>
                </li>
            }
        });
        lines.collect_view()
    };
    view! {
        <details class="details">
            <summary class="details-summary"><span class="details-summary-text">{t(Key::DAY_TIMES)}</span></summary>
            <div class="details-text">
                <ul class="notes nobullet-list">{lines}</ul>
                {time_form("time", move |time| set(&|times| times.push(time)))}
                <p class="form-hint"><Icon name="lock"/>{t(Key::PLAN_PRIVATE)}</p>
            </div>
        </details>
    }
    .into_any()
}

/// Days, from and to.
fn time_form(id: &'static str, add: impl Fn(Time) + 'static) -> AnyView {
    let days = RwSignal::new(0_u8);
    let from = RwSignal::new(String::new());
    let to = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let minutes = |text: RwSignal<String>| clock::minute_of_day(&text.get_untracked());
        let time = match (minutes(from), minutes(to), days.get_untracked()) {
            (Some(from), Some(to), days) if days > 0 && from != to => Some(Time { days, from, to }),
            _ => None,
        };
        wrong.set(time.is_none());
        if let Some(time) = time {
            add(time);
        }
    };
    let boxes = (0..7_u8).map(|day| {
        let field = format!("{id}-day-{day}");
        let is_on = move || days.get() >> day & 1 == 1;
        view! {
            <div class="form-group-checkbox">
                <input
                    class="form-checkbox"
                    type="checkbox"
                    id=field.clone()
                    prop:checked=is_on
                    on:change=move |_| days.update(|days| *days ^= 1 << day)
                />
                <label class="form-label" for=field>{format::weekday(day)}</label>
            </div>
        }
    });
    let time = |name: &str, label: Key, value: RwSignal<String>| {
        let field = format!("{id}-{name}");
        view! {
            <div class="form-group">
                <label class="form-label" for=field.clone()>{t(label)}</label>
                <input
                    class="form-input input-char-8"
                    type="time"
                    id=field
                    prop:value=move || value.get()
                    on:input=move |event| value.set(event_target_value(&event))
                />
            </div>
        }
    };
    view! {
        <form on:submit=submit class:form-error=move || wrong.get()>
            <fieldset class="day__days">
                <legend class="form-label">{t(Key::DAY_DAYS)}</legend>
                {boxes.collect_view()}
            </fieldset>
            <p class="form-error-message" role="alert" hidden=move || !wrong.get()>{t(Key::DAY_WRONG)}</p>
            <div class="back__numbers">
                {time("from", Key::DAY_FROM, from)}
                {time("to", Key::DAY_TO, to)}
            </div>
            <Button kind=ButtonKind::Secondary>{t(Key::DAY_ADD)}</Button>
        </form>
    }
    .into_any()
}
