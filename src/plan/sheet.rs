//! The weeks: a wide sheet with a row for each area of life, and on phones a list of weeks. Both show the
//! same cards; the look decides which of the two is seen.

use indgang_domain::offers::Area;
use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::{ItemId, Rest};
use indgang_domain::plan::hand::Place;
use indgang_domain::plan::load::Load;
use indgang_domain::plan::{Board, LONG_WEEKS, WEEKS, Week};
use leptos::prelude::*;

use super::hold::{Holding, place};
use super::tile::{CardTile, Shown, area_class};
use super::{fixed, state, words};
use crate::browser::{format, page};
use crate::text::{Key, t, t_with};

/// How many weeks are looked at.
pub fn weeks_shown(long: bool) -> u16 {
    if long { LONG_WEEKS } else { WEEKS }
}

/// The weeks.
#[component]
pub fn Weeks(
    /// The board's hand.
    holding: Holding,
    /// The year and a half instead of the thirteen weeks.
    long: RwSignal<bool>,
) -> impl IntoView {
    let weeks = move || weeks_shown(long.get());
    let first = Memo::new(|_| state::first_week());
    let is_wide = page::is_wide();
    let sheet = move || {
        view! {
            <div
                class="sheet"
                class:sheet--long=move || long.get()
                class:sheet--open=move || holding.held.with(Option::is_some)
                style:--columns=move || weeks().to_string()
            >
                {move || head(first.get(), weeks())}
                {Area::ALL.map(|area| row(area, first, weeks, holding)).collect_view()}
                {move || strip(first.get(), weeks())}
            </div>
        }
    };
    let list = move || {
        view! { <ol class="weeks nobullet-list">{move || list(first.get(), holding)}</ol> }
    };
    // Only the one that is looked at is drawn: each card is ten elements.
    (move || {
        if is_wide.get() {
            sheet().into_any()
        } else {
            list().into_any()
        }
    })
    .into_any()
}

/// Whether the year and a half is gone over in that week: each half-year (promise B23).
fn is_review(first: Week, weeks: u16, week: Week) -> bool {
    const HALF_YEAR: i16 = 26;
    weeks == LONG_WEEKS && (week.since(first) + 1) % HALF_YEAR == 0
}

/// Months and weeks; while something is held, each week is a place for it.
fn head(first: Week, weeks: u16) -> AnyView {
    let all = (0..i16::try_from(weeks).unwrap_or(0)).map(|n| first.plus(n));
    let mut months: Vec<(String, u16)> = Vec::new();
    for week in all.clone() {
        let month = format::month_name(words::month_of(week));
        match months.last_mut() {
            Some((name, count)) if *name == month => *count += 1,
            _ => months.push((month, 1)),
        }
    }
    let months = months.into_iter().map(|(name, count)| {
        view! { <span class="sheet__month" style:--weeks=count.to_string()>{name}</span> }
    });
    let weeks = all.map(|week| {
        view! {
            <button
                type="button"
                class="sheet__week"
                class:sheet__week--review=is_review(first, weeks, week)
                data-place=place(Place::Week(week))
            >
                <span class="sr-only">{t(Key::PLAN_PUT_IN)}" "</span>
                <span class="sheet__number">{words::week(week)}</span>
                {is_review(first, weeks, week).then(|| view! { <span class="sheet__review">{t(Key::PLAN_REVIEW)}</span> })}
                <span class="sheet__date">{format::day_and_short_month(week.monday())}</span>
            </button>
        }
    });
    view! {
        <div class="sheet__months" aria-hidden="true">{months.collect_view()}</div>
        <div class="sheet__head">{weeks.collect_view()}</div>
    }
    .into_any()
}

/// An area of life, with its cards as bars over their weeks.
fn row(
    area: Area,
    first: Memo<Week>,
    weeks: impl Fn() -> u16 + Copy + Send + Sync + 'static,
    holding: Holding,
) -> AnyView {
    let board = state::board();
    let cards = Memo::new(move |_| {
        let first = first.get();
        let end = first.plus(i16::try_from(weeks()).unwrap_or(0));
        let board = board.read();
        let is_seen = |card: &&Card| {
            let span = card
                .span
                .filter(|span| span.end() > first && span.from < end);
            card.area == area && span.is_some() && lies_open(card, &board)
        };
        let mut cards: Vec<&Card> = board.cards.iter().filter(is_seen).collect();
        cards.sort_by_key(|card| (&card.lane, card.span.map(|span| span.from), card.id));
        cards.into_iter().map(|card| card.id).collect::<Vec<_>>()
    });
    let places = move || {
        let weeks = (0..i16::try_from(weeks()).unwrap_or(0)).map(|n| first.get().plus(n));
        weeks
            .map(|week| view! { <div class="sheet__place" data-place=place(Place::Week(week))></div> })
            .collect_view()
    };
    view! {
        <section class=format!("sheet__row {}", area_class(area)) aria-label=words::area(area)>
            <h3 class="sheet__area">{words::area(area)}</h3>
            <div class="sheet__places" aria-hidden="true">{places}</div>
            <div class="sheet__cards">
                {move || {
                    let shown = Shown::Sheet(first.get());
                    view! {
                        <For each=move || cards.get() key=|id| *id let:id>
                            <CardTile id shown holding/>
                        </For>
                    }
                }}
                {(area == Area::Stoette).then_some(move || fixed::on_sheet(first.get(), weeks()))}
            </div>
        </section>
    }
    .into_any()
}

/// Whether a card is out of sight while its owner rests.
fn is_at_rest(card: &Card, resting: Option<Rest>) -> bool {
    match resting {
        None => false,
        Some(Rest::Rest) => card.area == Area::Job,
        Some(Rest::StandBy) => card.area == Area::Job || card.is_duty() || card.due.is_some(),
    }
}

/// How full the weeks are, as a quiet strip.
fn strip(first: Week, weeks: u16) -> AnyView {
    let board = state::board().get();
    let loads = fixed::load(&board, first, weeks);
    let most = loads.iter().map(|load| load.minutes).max().unwrap_or(0);
    if most == 0 {
        return ().into_any();
    }
    let scale = most.max(board.limit.map_or(0, u32::from));
    let bars = loads.iter().map(|load| {
        let height = load.minutes * 100 / scale.max(1);
        view! {
            <div class="load" class:load--over={load.over > 0} title=load_words(load)>
                <span class="load__bar" style:--height=format!("{height}%")></span>
                <span class="load__hours">{hours(load.minutes)}</span>
                <span class="sr-only">{load_words(load)}</span>
            </div>
        }
    });
    let over = loads.iter().map(|load| load.over).max().unwrap_or(0);
    view! {
        <div class="sheet__load" role="group" aria-label=t(Key::PLAN_LOAD)>{bars.collect_view()}</div>
        {(over > 0).then(|| view! {
            <p class="sheet__over">{t_with(Key::PLAN_OVER, &[("timer", &words::duration(over))])}</p>
        })}
    }
    .into_any()
}

fn hours(minutes: u32) -> String {
    match minutes {
        0 => String::new(),
        _ => t_with(
            Key::PLAN_HOURS_SHORT,
            &[("n", &minutes.div_ceil(60).to_string())],
        ),
    }
}

/// What a week's load is, in words.
fn load_words(load: &Load) -> String {
    let hours = words::duration(load.minutes);
    let mut said = t_with(
        Key::PLAN_LOAD_WEEK,
        &[("uge", &words::week(load.week)), ("timer", &hours)],
    );
    if load.over > 0 {
        said.push_str(". ");
        said += &t_with(Key::PLAN_OVER, &[("timer", &words::duration(load.over))]);
    }
    said
}

/// What lies in a week of a phone's list.
#[derive(Clone, Default, PartialEq)]
pub struct InWeek {
    /// The cards that begin there.
    pub begins: Vec<ItemId>,
    /// The names of those that go on.
    pub goes_on: Vec<(String, Area)>,
    minutes: u32,
    over: u32,
}

impl InWeek {
    /// What lies in the week of that load.
    pub fn of(board: &Board, load: &Load) -> Self {
        let mut here = Self {
            minutes: load.minutes,
            over: load.over,
            ..Self::default()
        };
        for card in board.cards.iter().filter(|card| lies_open(card, board)) {
            match card.span {
                Some(span) if span.from == load.week => here.begins.push(card.id),
                Some(span) if span.has(load.week) => {
                    here.goes_on.push((words::title(card), card.area));
                }
                _ => {}
            }
        }
        here
    }
}

/// Not at the P-sign, not declined, and not out of sight while its owner rests.
fn lies_open(card: &Card, board: &Board) -> bool {
    card.parked.is_none() && card.proposal != Proposal::Declined && !is_at_rest(card, board.resting)
}

/// The weeks of a phone: each with the cards that begin in it, and those that go on.
fn list(first: Week, holding: Holding) -> AnyView {
    let board = state::board();
    let all = Memo::new(move |_| {
        let board = board.read();
        let loads = fixed::load(&board, first, WEEKS);
        loads
            .iter()
            .map(|load| InWeek::of(&board, load))
            .collect::<Vec<_>>()
    });
    (0..WEEKS)
        .map(|n| {
            let here = Memo::new(move |_| {
                all.with(|all| all.get(usize::from(n)).cloned().unwrap_or_default())
            });
            week(first.plus(i16::try_from(n).unwrap_or(0)), here, holding)
        })
        .collect_view()
        .into_any()
}

fn week(week: Week, here: Memo<InWeek>, holding: Holding) -> AnyView {
    let number = t_with(Key::PLAN_WEEK_HEADING, &[("n", &week.number().to_string())]);
    let goes_on = move || {
        let cards = here.with(|here| here.goes_on.clone());
        (!cards.is_empty()).then(|| {
            let cards = cards.into_iter().map(|(title, area)| {
                let class = format!("weeks__going {}", area_class(area));
                view! { <li class=class>{title}</li> }
            });
            view! {
                <ul class="weeks__on nobullet-list" aria-label=t(Key::PLAN_GOES_ON)>{cards.collect_view()}</ul>
            }
        })
    };
    let minutes = move || here.with(|here| here.minutes);
    let over = move || here.with(|here| here.over);
    let is_over = move || over() > 0;
    view! {
        <li class="weeks__week" class:weeks__week--over=is_over data-place=place(Place::Week(week))>
            <div class="weeks__head">
                <h3 class="weeks__number">{number}</h3>
                <span class="weeks__date">{format::day_and_month(week.monday())}</span>
                <span class="weeks__load">
                    {move || (minutes() > 0).then(|| words::duration(minutes()))}
                </span>
            </div>
            <button type="button" class="weeks__put button button-secondary" data-place=place(Place::Week(week))>
                {t_with(Key::PLAN_PUT_HERE, &[("uge", &words::week(week))])}
            </button>
            {move || fixed::in_list(week)}
            <For each=move || here.with(|here| here.begins.clone()) key=|id| *id let:id>
                <CardTile id shown=Shown::List holding/>
            </For>
            {goes_on}
            {move || is_over().then(|| view! {
                <p class="weeks__over">{t_with(Key::PLAN_OVER, &[("timer", &words::duration(over()))])}</p>
            })}
        </li>
    }
    .into_any()
}
