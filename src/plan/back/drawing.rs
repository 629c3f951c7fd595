//! A drawing of one's own, by finger, pen or mouse. It is kept as its lines: a few hundred bytes, and sharp on
//! paper.

use std::fmt::Write;

use indgang_domain::plan::edit::{ItemId, Value};
use leptos::ev::PointerEvent;
use leptos::prelude::*;

use crate::browser::{page, pointer};
use crate::plan::state;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind};

/// Units of a side.
const SIDE: i32 = 160;

/// What is nearer to the point before it adds nothing that is seen.
const STEP: i32 = 3;

/// More points would weigh more than a photo does.
const MOST: usize = 1200;

/// The points of a line that was drawn without lifting the hand.
type Line = Vec<(i32, i32)>;

/// Where one draws, and what can be done with the drawing.
pub fn pad(card: ItemId) -> AnyView {
    let lines = RwSignal::new(Vec::<Line>::new());
    // One pointer draws at a time: the ball of the hand does not.
    let drawing = StoredValue::new(None::<i32>);
    let down = move |event: PointerEvent| {
        if event.button() == 0 && drawing.get_value().is_none() {
            drawing.set_value(Some(event.pointer_id()));
            pointer::capture(&event);
            lines.update(|lines| lines.push(vec![pointer::place(&event, SIDE)]));
        }
    };
    let moves = move |event: PointerEvent| {
        if drawing.get_value() == Some(event.pointer_id()) {
            let to = pointer::place(&event, SIDE);
            if lines.with_untracked(|lines| goes_on(lines, to)) {
                lines.update(|lines| lines.last_mut().into_iter().for_each(|line| line.push(to)));
            }
        }
    };
    let up = move |event: PointerEvent| {
        if drawing.get_value() == Some(event.pointer_id()) {
            drawing.set_value(None);
        }
    };
    let undo = move |()| lines.update(|lines| drop(lines.pop()));
    let keep = move |()| {
        state::say(
            Some(card),
            Value::Picture(lines.with_untracked(|it| picture(it))),
        );
        page::announce(t(Key::PLAN_DRAW_KEPT));
    };
    let is_empty = move || lines.read().is_empty();
    view! {
        <details class="details">
            <summary class="details-summary"><span class="details-summary-text">{t(Key::PLAN_DRAW)}</span></summary>
            <div class="details-text">
                <p>{t(Key::PLAN_DRAW_TEXT)}</p>
                <div
                    class="pad"
                    role="img"
                    aria-label=t(Key::PLAN_DRAW_PAD)
                    on:pointerdown=down
                    on:pointermove=moves
                    on:pointerup=up
                    on:pointercancel=up
                >
                    <svg viewBox=format!("0 0 {SIDE} {SIDE}") aria-hidden="true">
                        <path d=move || lines.with(|lines| path(lines))/>
                    </svg>
                </div>
                <Show when=move || !is_empty()>
                    <p class="pad__ways">
                        <Button kind=ButtonKind::Secondary on_press=keep>{t(Key::PLAN_DRAW_KEEP)}</Button>
                        <Button kind=ButtonKind::Tertiary on_press=undo>{t(Key::PLAN_DRAW_UNDO)}</Button>
                        <Button kind=ButtonKind::Tertiary on_press=move |()| lines.set(Vec::new())>
                            {t(Key::PLAN_DRAW_CLEAR)}
                        </Button>
                    </p>
                </Show>
            </div>
        </details>
    }
    .into_any()
}

/// Whether the last line has gone on to a point that is seen, and has not become too heavy.
fn goes_on(lines: &[Line], to: (i32, i32)) -> bool {
    let is_far = |from: &(i32, i32)| (to.0 - from.0).abs().max((to.1 - from.1).abs()) >= STEP;
    let last = lines.last().and_then(|line| line.last());
    last.is_some_and(is_far) && lines.iter().map(Vec::len).sum::<usize>() < MOST
}

/// The lines as the path of an SVG: from where, and each step from there.
fn path(lines: &[Line]) -> String {
    let mut path = String::new();
    for line in lines {
        let Some(mut at) = line.first().copied() else {
            continue;
        };
        // A line without length is a dot.
        let _ = write!(path, "M{} {}h0", at.0, at.1);
        for to in line.iter().skip(1) {
            let _ = write!(path, "l{} {}", to.0 - at.0, to.1 - at.1);
            at = *to;
        }
    }
    path
}

/// The lines as the address of a picture. Its paper is white, also where somebody has other colours.
fn picture(lines: &[Line]) -> String {
    let path = path(lines);
    format!(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {SIDE} {SIDE}'%3E\
         %3Crect width='{SIDE}' height='{SIDE}' fill='%23fff'/%3E%3Cpath d='{path}' fill='none' \
         stroke='%231a1a1a' stroke-width='7' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_of_two_lines_and_a_dot_is_a_small_picture() {
        let lines = [vec![(20, 80), (80, 20), (140, 80)], vec![(80, 120)]];
        assert_eq!(path(&lines), "M20 80h0l60 -60l60 60M80 120h0");
        let picture = picture(&lines);
        assert!(picture.starts_with("data:image/svg+xml,"));
        assert!(picture.len() < 320, "{} bytes", picture.len());
    }

    #[test]
    fn a_hand_that_shakes_draws_no_new_points_and_a_scribble_comes_to_an_end() {
        let line = vec![(10, 10)];
        assert!(!goes_on(std::slice::from_ref(&line), (12, 11)));
        assert!(goes_on(&[line], (13, 10)));
        assert!(!goes_on(&[vec![(0, 0); MOST]], (50, 50)));
        assert!(!goes_on(&[], (50, 50)));
    }
}
