//! How the things on the plan are named and read aloud.

use indgang_domain::offers::{Area, Decides};
use indgang_domain::plan::board::{Card, Note};
use indgang_domain::plan::edit::{Author, NoteKind, Role, Span, Stage};
use indgang_domain::plan::{Day, Week};
use indgang_law::calendar::Month;

use leptos::prelude::untrack;

use super::{choice, state};
use crate::browser::format;
use crate::text::{Key, OFFERS, offer, plural, t, t_with};

/// What stands on a card: at most a few words.
pub fn title(card: &Card) -> String {
    if !card.title.is_empty() {
        return card.title.clone();
    }
    let words = card.offer().and_then(|it| offer(it, "short"));
    words.unwrap_or(t(Key::PLAN_CARD_OWN)).to_owned()
}

/// The picture of a card: a name of the sprite, or a picture of one's own.
pub fn picture(card: &Card) -> String {
    match card.offer() {
        _ if !card.picture.is_empty() => card.picture.clone(),
        Some(offer) => offer.key.to_owned(),
        None => "egen_aktivitet".to_owned(),
    }
}

/// Words without the soft hyphens that are for narrow cards: to be searched, read aloud or kept elsewhere.
pub fn plain(words: &str) -> String {
    words.replace('\u{ad}', "")
}

/// `Job`, `Helbred`, …
pub fn area(area: Area) -> &'static str {
    OFFERS
        .find(&format!("area.{}", area.name()))
        .unwrap_or_default()
}

/// `Du bestemmer`, …
pub fn decides(decides: Decides) -> &'static str {
    OFFERS
        .find(&format!("decides.{}", decides.name()))
        .unwrap_or_default()
}

/// `Idé`, `Aftalt`, …
pub fn stage(stage: Stage) -> &'static str {
    t(match stage {
        Stage::Ide => Key::PLAN_STAGE_IDE,
        Stage::Foreslaaet => Key::PLAN_STAGE_FORESLAAET,
        Stage::Aftalt => Key::PLAN_STAGE_AFTALT,
        Stage::IGang => Key::PLAN_STAGE_I_GANG,
        Stage::Pause => Key::PLAN_STAGE_PAUSE,
        Stage::Slut => Key::PLAN_STAGE_SLUT,
    })
}

/// `uge 48`.
pub fn week(week: Week) -> String {
    t_with(Key::PLAN_WEEK, &[("n", &week.number().to_string())])
}

/// `uge 48 (fra 23. november)`.
pub fn week_with_date(of: Week) -> String {
    let date = format::day_and_month(of.monday());
    t_with(Key::PLAN_WEEK_FROM, &[("uge", &week(of)), ("dato", &date)])
}

/// `6 uger fra uge 48`.
pub fn span(span: Span) -> String {
    let weeks = plural(
        usize::from(span.weeks),
        Key::PLAN_WEEKS_ONE,
        Key::PLAN_WEEKS_MANY,
    );
    t_with(
        Key::PLAN_SPAN,
        &[("uger", &weeks), ("uge", &week(span.from))],
    )
}

/// `november`, `december`: the month that most of a week's days are in.
pub fn month_of(week: Week) -> Month {
    week.day(3).month()
}

/// `4 timer`, `1 time 30 minutter`.
pub fn duration(minutes: u32) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let hours = usize::try_from(hours).unwrap_or(0);
    let words = plural(hours, Key::PLAN_HOURS_ONE, Key::PLAN_HOURS_MANY);
    let rest = t_with(Key::PLAN_MINUTES, &[("n", &rest.to_string())]);
    match (hours, minutes % 60) {
        (_, 0) => words,
        (0, _) => rest,
        _ => format!("{words} {rest}"),
    }
}

/// `mandag den 7. december 2026`.
pub fn day(day: Day) -> String {
    format::date_long(day.date())
}

/// `mandag den 7. december 2026, tiden ligger fast`.
pub fn fixed(due: Day) -> String {
    format!("{}, {}", day(due), t(Key::PLAN_FIXED))
}

/// The words of a note; what comes from another plan, with its part and that plan's date.
pub fn note(note: &Note) -> String {
    let (Some(area), NoteKind::Reused) = (note.area, note.kind) else {
        return note.text.clone();
    };
    let dated = note.date.map(|day| format::date_short(day.date()));
    t_with(
        Key::PLAN_REUSED,
        &[
            ("del", &choice::part(area)),
            ("plan", &note.text),
            ("dato", &dated.unwrap_or_default()),
        ],
    )
}

/// Who somebody is: `dig`, or `Sara (din sagsbehandler)`.
pub fn author(author: Option<&Author>) -> String {
    match author {
        Some(author) if author.role == Role::Caseworker => {
            t_with(Key::PLAN_BY_CASEWORKER, &[("navn", &author.name)])
        }
        Some(author) if !author.name.is_empty() => author.name.clone(),
        _ if !untrack(state::is_owner) => t(Key::SHOW_CITIZEN).to_owned(),
        _ => t(Key::PLAN_BY_YOU).to_owned(),
    }
}

/// A card as it is read aloud: what, when, how much, and what to know about it; `waits` when its owner has
/// asked about it.
pub fn spoken(card: &Card, waits: bool) -> String {
    // With its soft hyphens, as on the card: who steers by voice says what is seen.
    let mut said = vec![title(card)];
    if let Some(of) = card.span {
        said.push(span(of));
    }
    if let Some(minutes) = card.minutes {
        let hours = duration(u32::from(minutes));
        said.push(t_with(Key::PLAN_EVERY_WEEK, &[("timer", &hours)]));
    }
    if !card.lane.is_empty() {
        said.push(card.lane.clone());
    }
    said.push(area(card.area).to_owned());
    said.push(decides(card.decides).to_owned());
    said.push(stage(card.stage).to_owned());
    if let Some(due) = card.due {
        said.push(fixed(due));
    }
    if waits {
        said.push(t(Key::PLAN_ASKED).to_owned());
    }
    said.join(", ")
}
