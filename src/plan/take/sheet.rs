//! The plan on one sheet of A4, with everything in its place: the P-sign upper left, the weeks, the notes
//! and the star lower right. As it is when it is printed: it does not change any more.

use std::collections::BTreeSet;

use indgang_domain::offers::Area;
use indgang_domain::plan::board::{Note, Proposal};
use indgang_domain::plan::edit::{ItemId, NoteKind};
use indgang_domain::plan::{Board, Card, WEEKS, Week};
use indgang_law::calendar::Month;
use leptos::prelude::*;

use super::link;
use crate::browser::{clock, format};
use crate::municipality::municipality;
use crate::plan::tile::{area_class, decides_sign, picture};
use crate::plan::{fixed, state, words};
use crate::text::{Key, plural, t, t_with};
use crate::ui::{Icon, Picture, qr};

/// The most dots a side that a camera reads from 4 cm of paper.
const MOST_DOTS: i32 = 117;

/// More rows of cards than these would be too small to read: what has no room is named under them.
const MOST_LANES: usize = 24;

/// With so few rows a narrow card has room for its words under its picture.
const TALL_LANES: usize = 9;

/// A card in its place on the sheet.
struct Placed<'a> {
    card: &'a Card,
    /// Weeks from the left.
    from: usize,
    weeks: usize,
    /// The columns that it takes together with its words.
    room: usize,
    /// The words stand before it, as there is no room after it.
    before: bool,
    lane: usize,
}

impl<'a> Placed<'a> {
    /// `None` when it lies on other weeks.
    fn of(card: &'a Card, first: Week) -> Option<Self> {
        let span = card.span?;
        let from = usize::try_from(span.from.since(first).max(0)).unwrap_or(0);
        let end = usize::try_from(span.end().since(first).max(0)).unwrap_or(0);
        let end = end.min(usize::from(WEEKS));
        (from < end).then_some(Self {
            card,
            from,
            weeks: end - from,
            room: end - from,
            before: false,
            lane: 0,
        })
    }

    /// Makes room for the words beside a card that is too narrow for them.
    fn beside(&mut self, letters: usize) {
        // A week is 16 mm; a letter takes 1.9, the picture and the edge 8, the sign of who decides 5.
        let words = letters * 19;
        let sign = if self.weeks > 1 { 50 } else { 0 };
        if words + 80 + sign <= self.weeks * 160 {
            return;
        }
        let needed = self.weeks + (words + 15).div_ceil(160);
        self.room = needed;
        let end = self.from + self.weeks;
        if self.from + needed > usize::from(WEEKS) {
            self.before = true;
            self.room = needed.min(end);
            self.from = end - self.room;
        }
    }
}

/// Cards of one row of the sheet, one above the other where they would overlap; how many lanes it takes.
fn laid(cards: &mut [Placed]) -> usize {
    cards.sort_by_key(|placed| (placed.from, placed.card.id));
    let mut ends: Vec<usize> = Vec::new();
    for placed in cards {
        let free = ends.iter().position(|end| *end <= placed.from);
        placed.lane = free.unwrap_or(ends.len());
        let end = placed.from + placed.room;
        match ends.get_mut(placed.lane) {
            Some(before) => *before = end,
            None => ends.push(end),
        }
    }
    ends.len()
}

/// A row: an area of life, or what is private (`None`).
type Row<'a> = (Option<Area>, Vec<Placed<'a>>);

fn rows<'a>(board: &'a Board, hidden: &BTreeSet<ItemId>) -> Vec<Row<'a>> {
    let first = untrack(state::first_week);
    let is_shown = |card: &&Card| card.parked.is_none() && card.proposal != Proposal::Declined;
    let cards: Vec<&Card> = board.cards.iter().filter(is_shown).collect();
    let place = |wanted: &dyn Fn(&Card) -> bool| -> Vec<Placed<'a>> {
        let cards = cards.iter().copied().filter(|card| wanted(card));
        cards.filter_map(|card| Placed::of(card, first)).collect()
    };
    let mut rows: Vec<Row> = Area::ALL
        .iter()
        .map(|area| {
            let here = |card: &Card| card.area == *area && !hidden.contains(&card.id);
            (Some(*area), place(&here))
        })
        .collect();
    let private = place(&|card| hidden.contains(&card.id));
    if !private.is_empty() {
        rows.push((None, private));
    }
    rows
}

/// The sheet.
pub fn view(sensitive: bool) -> AnyView {
    let board = state::board().get_untracked();
    let hidden = match sensitive {
        true => BTreeSet::new(),
        false => board.sensitive(),
    };
    let name = |card: &Card| match hidden.contains(&card.id) {
        true => t(Key::PLAN_SHEET_PRIVATE).to_owned(),
        false => match card.due {
            Some(day) => {
                let day = format::day_and_short_month(day.date()).replace(' ', "\u{a0}");
                format!("{} {day}", words::title(card))
            }
            None => words::title(card),
        },
    };
    let mut rows = rows(&board, &hidden);
    let mut lanes: usize = rows.iter_mut().map(|row| laid(&mut row.1).max(1)).sum();
    let is_tall = lanes <= TALL_LANES;
    if !is_tall {
        for (_, cards) in &mut rows {
            for placed in cards.iter_mut() {
                placed.beside(
                    name(placed.card)
                        .chars()
                        .filter(|it| *it != '\u{ad}')
                        .count(),
                );
            }
        }
        lanes = rows.iter_mut().map(|row| laid(&mut row.1).max(1)).sum();
    }
    // What has no room is named; the tallest rows give way first.
    let mut also: Vec<String> = Vec::new();
    while lanes > MOST_LANES {
        let tallest = rows
            .iter_mut()
            .max_by_key(|row| row.1.iter().map(|it| it.lane).max());
        let Some((_, cards)) = tallest else { break };
        let last = cards.iter().map(|placed| placed.lane).max().unwrap_or(0);
        let gone = cards.iter().filter(|placed| placed.lane == last);
        also.extend(gone.map(|placed| name(placed.card)));
        cards.retain(|placed| placed.lane != last);
        lanes -= 1;
    }
    let other = elsewhere(&board, also, &name);
    let class = match is_tall {
        true => "paper paper--plan paper--tall",
        false => "paper paper--plan",
    };
    let rows = rows
        .into_iter()
        .map(|(area, cards)| row(area, cards, &name));
    view! {
        <div class=class style:--lanes=lanes.to_string()>
            <div class="paper__p">{parking(&board, &hidden)}</div>
            <div class="paper__goal">
                <span class="paper__label">{t(Key::PLAN_GOAL)}</span>
                <span class="paper__words">{board.goal.clone()}</span>
            </div>
            <div class="paper__weeks">
                {head()}
                <div class="paper__rows">{rows.collect_view()}</div>
                {strip(&board)}
                {other}
            </div>
            <div class="paper__qr">{code(&board, sensitive)}</div>
            <div class="paper__notes">{notes(&board, &hidden)}</div>
            <div class="paper__star">
                <h2><Icon name="star-fill"/>{t(Key::PLAN_STAR_TITLE)}</h2>
                {some(&board, NoteKind::Success, &hidden, 250)}
            </div>
            <p class="paper__foot">{foot()}</p>
        </div>
    }
    .into_any()
}

/// Months and weeks.
fn head() -> AnyView {
    let first = untrack(state::first_week);
    let weeks = (0..i16::try_from(WEEKS).unwrap_or(0)).map(|n| first.plus(n));
    let mut months: Vec<(Month, u16)> = Vec::new();
    for week in weeks.clone() {
        let month = words::month_of(week);
        match months.last_mut() {
            Some((before, count)) if *before == month => *count += 1,
            _ => months.push((month, 1)),
        }
    }
    let months = months.into_iter().map(|(month, count)| {
        let name = match count {
            // `1. nov.` without its day.
            1 => {
                let short = format::day_and_short_month(month.first());
                short
                    .split_once(' ')
                    .map_or(String::new(), |it| it.1.to_owned())
            }
            _ => format::month_name(month),
        };
        view! { <span class="paper__month" style:--weeks=count.to_string()>{name}</span> }
    });
    let weeks = weeks.map(|week| {
        view! {
            <span class="paper__week">
                <b>{words::week(week)}</b>
                {format::day_and_short_month(week.monday())}
            </span>
        }
    });
    view! {
        <div class="paper__head paper__grid">{months.collect_view()}{weeks.collect_view()}</div>
    }
    .into_any()
}

fn row(area: Option<Area>, cards: Vec<Placed>, name: &dyn Fn(&Card) -> String) -> AnyView {
    let (class, label) = match area {
        Some(area) => (area_class(area), words::area(area)),
        None => ("area-private", t(Key::PLAN_SHEET_PRIVATE)),
    };
    let cards = cards.into_iter().map(|placed| {
        let card = placed.card;
        let mut class = "paper__card".to_owned();
        if placed.room > placed.weeks {
            class += " paper__card--beside";
        }
        if placed.before {
            class += " paper__card--before";
        }
        if placed.weeks == 1 {
            class += " paper__card--week";
        }
        if card.proposal == Proposal::Open {
            class += " paper__card--ghost";
        }
        let picture = match area {
            Some(_) => picture(card),
            None => lock(),
        };
        let sign = (area.is_some() && placed.weeks > 1)
            .then(|| view! { <Icon name=decides_sign(card.decides)/> });
        view! {
            <div
                class=class
                style:--from=(placed.from + 1).to_string()
                style:--room=placed.room.to_string()
                style:--weeks=placed.weeks.to_string()
                style:--row=(placed.lane + 1).to_string()
            >
                <span class="paper__bar">{picture}</span>
                <span class="paper__title">{name(card)}</span>
                {sign}
            </div>
        }
    });
    view! {
        <div class=format!("paper__row {class}")>
            <span class="paper__area">{label}</span>
            <div class="paper__cards paper__grid">{cards.collect_view()}</div>
        </div>
    }
    .into_any()
}

/// Stands for a card that nobody else should see.
fn lock() -> AnyView {
    view! { <Picture name="lock"/> }.into_any()
}

/// The hours of each week, against the owner's limit.
fn strip(board: &Board) -> AnyView {
    let loads = untrack(|| fixed::load(board, state::first_week(), WEEKS));
    let most = loads.iter().map(|load| load.minutes).max().unwrap_or(0);
    if most == 0 {
        return ().into_any();
    }
    let scale = most.max(board.limit.map_or(0, u32::from)).max(1);
    let bars = loads.iter().map(|load| {
        let height = format!("{}%", load.minutes * 100 / scale);
        let hours = load.minutes.div_ceil(60).to_string();
        view! {
            <span class="paper__load" class:paper__load--over={load.over > 0}>
                <i style:--height=height></i>
                <b>{t_with(Key::PLAN_HOURS_SHORT, &[("n", &hours)])}</b>
            </span>
        }
    });
    view! { <div class="paper__strip paper__grid">{bars.collect_view()}</div> }.into_any()
}

/// Cards that lie on later weeks or on none, and those without room.
fn elsewhere(board: &Board, also: Vec<String>, name: &dyn Fn(&Card) -> String) -> AnyView {
    let first = untrack(state::first_week);
    let end = first.plus(i16::try_from(WEEKS).unwrap_or(0));
    let is_later = |card: &&Card| card.span.is_some_and(|span| span.from >= end);
    let later = board.laid().filter(is_later).map(name);
    let lines = [
        (
            Key::PLAN_SHEET_MEETINGS,
            untrack(|| fixed::lines(first, WEEKS)),
        ),
        (Key::PLAN_SHEET_LATER, later.collect::<Vec<_>>()),
        (Key::PLAN_SHEET_NO_WEEK, board.in_hand().map(name).collect()),
        (Key::PLAN_SHEET_ALSO, also),
    ];
    let lines = lines.into_iter().filter(|(_, cards)| !cards.is_empty());
    let lines = lines.map(|(key, cards)| {
        view! { <p class="paper__line">{cut(&t_with(key, &[("kort", &cards.join(", "))]), 180)}</p> }
    });
    lines.collect_view().into_any()
}

/// What is paused, and what is hard.
fn parking(board: &Board, hidden: &BTreeSet<ItemId>) -> AnyView {
    let parked: Vec<&Card> = board.parked().collect();
    let left_out = parked.len().saturating_sub(6);
    let cards = parked.iter().take(6).map(|card| {
        let is_hidden = hidden.contains(&card.id);
        let picture = match is_hidden {
            true => lock(),
            false => picture(card),
        };
        let title = match is_hidden {
            true => t(Key::PLAN_SHEET_PRIVATE).to_owned(),
            false => words::title(card),
        };
        let parked = card.parked.clone().unwrap_or_default();
        let why = (!is_hidden && !parked.reason.is_empty()).then(|| cut(&parked.reason, 60));
        view! {
            <li class=format!("paper__parked {}", if is_hidden { "area-private" } else { area_class(card.area) })>
                {picture}
                <span><b>{title}</b>{why.map(|why| view! { <br/>{why} })}</span>
            </li>
        }
    });
    let room = 860_usize.saturating_sub(parked.len().min(6) * 70);
    view! {
        <h2><span class="p-sign">"P"</span>{t(Key::PLAN_P_TITLE)}</h2>
        <ul class="nobullet-list">{cards.collect_view()}</ul>
        {(left_out > 0).then(|| more(left_out))}
        <h3>{t(Key::PLAN_FRUSTRATIONS)}</h3>
        {some(board, NoteKind::Frustration, hidden, room)}
    }
    .into_any()
}

fn notes(board: &Board, hidden: &BTreeSet<ItemId>) -> AnyView {
    let kinds = [
        (NoteKind::Note, "edit", Key::PLAN_NOTES_TITLE),
        (NoteKind::Attention, "info", Key::PLAN_ATTENTION),
        (NoteKind::Contact, "persons", Key::PLAN_CONTACTS),
        (NoteKind::Reused, "summary", Key::PLAN_REUSED_TITLE),
    ];
    // The first two have their place on every sheet: to be written in with a pen.
    let is_there = |at: usize, kind| at < 2 || board.notes(kind, None).next().is_some();
    let there: Vec<_> = (kinds.into_iter().enumerate())
        .filter(|(at, (kind, ..))| is_there(*at, *kind))
        .collect();
    let room = 800 / there.len();
    let sections = there.into_iter().map(|(_, (kind, icon, title))| {
        view! {
            <section>
                <h2><Icon name=icon/>{t(title)}</h2>
                {some(board, kind, hidden, room)}
            </section>
        }
    });
    sections.collect_view().into_any()
}

/// The words of a kind on the board, as many as there is room for; the newest first.
fn some(board: &Board, kind: NoteKind, hidden: &BTreeSet<ItemId>, mut room: usize) -> AnyView {
    let all: Vec<&Note> = board.notes(kind, None).collect();
    let mut shown = Vec::new();
    for note in all.iter().rev() {
        let said = match hidden.contains(&note.id) {
            true => t(Key::PLAN_SHEET_PRIVATE).to_owned(),
            false => words::note(note),
        };
        let words = match note.date.filter(|_| kind != NoteKind::Reused) {
            Some(day) => format!("{}: {said}", format::day_and_short_month(day.date())),
            None => said,
        };
        // A line is begun for each.
        let needs = words.chars().count() + 20;
        if needs > room && !shown.is_empty() {
            break;
        }
        shown.push(cut(&words, room));
        room = room.saturating_sub(needs);
    }
    let left_out = all.len() - shown.len();
    view! {
        <ul class="paper__list">{shown.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
        {(left_out > 0).then(|| more(left_out))}
    }
    .into_any()
}

fn more(n: usize) -> AnyView {
    view! { <p class="paper__line">{plural(n, Key::PLAN_SHEET_MORE_ONE, Key::PLAN_SHEET_MORE_MANY)}</p> }
        .into_any()
}

/// At most so many letters.
fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The way back to the plan.
fn code(board: &Board, sensitive: bool) -> AnyView {
    if !untrack(state::is_owner) {
        return ().into_any();
    }
    let without = match sensitive {
        true => BTreeSet::new(),
        false => board.sensitive(),
    };
    let log = state::log().get_untracked().carried(&without);
    let label = t(Key::PLAN_TAKE_QR);
    let with_plan = (!log.is_empty())
        .then(|| qr(&link::with(&log), MOST_DOTS, label))
        .flatten();
    let (picture, words) = match with_plan {
        Some(picture) => (Some(picture), Key::PLAN_SHEET_QR),
        None => (qr(&link::page(), MOST_DOTS, label), Key::PLAN_SHEET_QR_PAGE),
    };
    view! {
        {picture}
        <p>{t(words)}</p>
    }
    .into_any()
}

fn foot() -> String {
    let kommune = municipality();
    let today = clock::today().map(format::date_short).unwrap_or_default();
    t_with(
        Key::PLAN_TAKE_FOOT,
        &[
            ("kommune", &kommune.navn),
            ("telefon", &kommune.telefon.to_string()),
            ("dato", &today),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use indgang_domain::plan::Log;
    use indgang_domain::plan::edit::{Author, Edit, Kind, Replica, Role, Span, Value};

    const FIRST: Week = Week(2968);

    fn cards(spans: &[(i16, u16)]) -> Vec<Card> {
        let mut log = Log::default();
        let sign = Edit::Sign(Author {
            role: Role::Citizen,
            name: String::new(),
        });
        let lies = |(after, weeks): &(i16, u16)| Edit::Add {
            kind: Kind::Own,
            values: vec![Value::When(Some(Span {
                from: FIRST.plus(*after),
                weeks: *weeks,
            }))],
        };
        let edits = [sign].into_iter().chain(spans.iter().map(lies));
        log.act(1, Replica(1), edits.collect());
        log.board().cards
    }

    #[test]
    fn cards_share_a_lane_when_they_do_not_overlap() {
        let cards = cards(&[(0, 4), (4, 2), (3, 3), (-2, 3), (13, 4), (11, 9)]);
        let mut placed: Vec<_> = cards
            .iter()
            .filter_map(|it| Placed::of(it, FIRST))
            .collect();
        assert_eq!(laid(&mut placed), 2);
        let seen: Vec<_> = placed
            .iter()
            .map(|it| (it.from, it.weeks, it.lane))
            .collect();
        assert_eq!(
            seen,
            [(0, 4, 0), (0, 1, 1), (3, 3, 1), (4, 2, 0), (11, 2, 0)],
            "what lies on other weeks is not here"
        );
    }

    #[test]
    fn words_that_have_no_room_after_a_card_stand_before_it() {
        let cards = cards(&[(0, 1), (12, 1), (3, 6)]);
        let mut placed: Vec<_> = cards
            .iter()
            .filter_map(|it| Placed::of(it, FIRST))
            .collect();
        for card in &mut placed {
            card.beside(12);
        }
        let seen: Vec<_> = placed
            .iter()
            .map(|it| (it.from, it.room, it.before))
            .collect();
        assert_eq!(seen, [(0, 3, false), (10, 3, true), (3, 6, false)]);
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        assert_eq!(cut("Ondt i ryggen", 20), "Ondt i ryggen");
        assert_eq!(cut("Ondt i ryggen", 8), "Ondt i…");
    }
}
