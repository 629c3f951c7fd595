//! What stands around the weeks: the P-sign, the notes and the corner of successes.

use indgang_domain::plan::board::Note;
use indgang_domain::plan::edit::{Edit, ItemId, NoteKind, Parked, Value};
use indgang_domain::plan::hand::Place;
use leptos::prelude::*;

use super::hold::{Holding, place};
use super::tile::{CardTile, Shown};
use super::{state, words};
use crate::browser::page;
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// The P-sign, upper left: what is paused, what was, and what is hard.
#[component]
pub fn Parking(
    /// The board's hand.
    holding: Holding,
) -> impl IntoView {
    let parked = state::ids(|board| board.parked().map(|card| card.id).collect());
    view! {
        <section class="corner corner--p" aria-labelledby="plan-p" data-place=place(Place::Parking)>
            <h2 class="corner__title" id="plan-p">
                <span class="p-sign" aria-hidden="true">"P"</span>
                {t(Key::PLAN_P_TITLE)}
            </h2>
            <p class="corner__text">{t(Key::PLAN_P_TEXT)}</p>
            <button type="button" class="corner__put button button-secondary" data-place=place(Place::Parking)>
                {t(Key::PLAN_P_PUT)}
            </button>
            <For each=move || parked.get() key=|id| *id let:id>
                {parked_card(id, holding)}
            </For>
            <h3 class="corner__sub">{t(Key::PLAN_FRUSTRATIONS)}</h3>
            <Notes kind=NoteKind::Frustration on=None/>
            <p class="corner__private"><Icon name="lock"/>{t(Key::PLAN_PRIVATE)}</p>
        </section>
    }
    .into_any()
}

fn parked_card(id: ItemId, holding: Holding) -> AnyView {
    let board = state::board();
    let parked = Memo::new(move |_| board.read().card(id).and_then(|card| card.parked.clone()));
    view! {
        <CardTile id shown=Shown::List holding/>
        {move || parked.get().map(lines)}
    }
    .into_any()
}

/// Why a card is at the P-sign, until when, and what came of it.
fn lines(parked: Parked) -> AnyView {
    let lines = [
        (!parked.reason.is_empty()).then(|| parked.reason.clone()),
        parked
            .ask
            .map(|day| t_with(Key::PLAN_P_ASK, &[("dato", &words::day(day))])),
        parked
            .outcome
            .map(|outcome| t_with(Key::PLAN_P_OUTCOME, &[("udbytte", &outcome)])),
    ];
    let lines = lines
        .into_iter()
        .flatten()
        .map(|line| view! { <p class="corner__line">{line}</p> });
    lines.collect_view().into_any()
}

/// The corner of successes, lower right.
#[component]
pub fn Successes() -> impl IntoView {
    view! {
        <section class="corner corner--star" aria-labelledby="plan-star">
            <h2 class="corner__title" id="plan-star"><Icon name="star-fill"/>{t(Key::PLAN_STAR_TITLE)}</h2>
            <p class="corner__text">{t(Key::PLAN_STAR_TEXT)}</p>
            <Notes kind=NoteKind::Success on=None/>
        </section>
    }
    .into_any()
}

/// Notes of one's own, and what to pay attention to.
#[component]
pub fn OwnNotes() -> impl IntoView {
    let law = move || {
        let board = state::board().get();
        board
            .notes(NoteKind::Law, None)
            .cloned()
            .collect::<Vec<_>>()
    };
    let has_reused = Memo::new(|_| state::board().read().reused().next().is_some());
    let reused = move || {
        has_reused.get().then(|| {
            view! {
                <h3 class="corner__sub">{t(Key::PLAN_REUSED_TITLE)}</h3>
                {list(NoteKind::Reused, None)}
            }
        })
    };
    view! {
        <section class="corner corner--notes" aria-labelledby="plan-notes">
            <h2 class="corner__title" id="plan-notes"><Icon name="edit"/>{t(Key::PLAN_NOTES_TITLE)}</h2>
            <Notes kind=NoteKind::Note on=None/>
            <h3 class="corner__sub">{t(Key::PLAN_ATTENTION)}</h3>
            <Notes kind=NoteKind::Attention on=None/>
            {super::contacts::contacts()}
            {reused}
            {move || (!law().is_empty()).then(|| view! {
                <h3 class="corner__sub">{t(Key::PLAN_LAW_NOTES)}</h3>
                <ul class="notes nobullet-list">
                    {law().into_iter().map(|note| view! { <li class="note">{note.text}</li> }).collect_view()}
                </ul>
            })}
        </section>
    }
    .into_any()
}

fn labels(kind: NoteKind) -> (Key, Key) {
    match kind {
        NoteKind::Frustration => (Key::PLAN_FRUSTRATION_NEW, Key::PLAN_FRUSTRATION_ADD),
        NoteKind::Success => (Key::PLAN_SUCCESS_NEW, Key::PLAN_SUCCESS_ADD),
        NoteKind::Attention => (Key::PLAN_ATTENTION_NEW, Key::PLAN_ATTENTION_ADD),
        NoteKind::Note => (Key::PLAN_NOTE_NEW, Key::PLAN_NOTE_ADD),
        NoteKind::Contact => (Key::PLAN_CONTACT_NEW, Key::PLAN_CONTACT_ADD),
        NoteKind::Law | NoteKind::Reused => (Key::PLAN_LAW_NEW, Key::PLAN_LAW_ADD),
    }
}

/// The words of a kind, and a field for more.
#[component]
pub fn Notes(
    /// Of which kind.
    kind: NoteKind,
    /// On which card; `None`: on the board.
    on: Option<ItemId>,
) -> impl IntoView {
    let (label, add) = labels(kind);
    let id = field(kind, on);
    let text = super::draft::draft(&id);
    let kept = id.clone();
    let write = move || {
        let words = text.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        let date = (kind == NoteKind::Success).then(state::today);
        state::act(state::edits(|steps| {
            vec![steps.note(kind, on, words, date)]
        }));
        super::draft::done(&kept, text);
    };
    let submit = write.clone();
    view! {
        {list(kind, on)}
        <form
            class="notes__new"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            <label class="form-label" for=id.clone()>{t(label)}</label>
            <textarea
                class="form-input"
                rows="1"
                id=id
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <Button kind=ButtonKind::Secondary>{t(add)}</Button>
        </form>
    }
    .into_any()
}

/// The words of a kind.
fn list(kind: NoteKind, on: Option<ItemId>) -> AnyView {
    let notes = state::ids(move |board| board.notes(kind, on).map(|note| note.id).collect());
    view! {
        <ul class="notes nobullet-list">
            <For each=move || notes.get() key=|id| *id let:id>{one(id, kind, on)}</For>
        </ul>
    }
    .into_any()
}

/// The field for a new note, by its id.
fn field(kind: NoteKind, on: Option<ItemId>) -> String {
    format!(
        "note-{kind:?}-{}",
        on.map_or(String::new(), super::hold::name)
    )
}

/// The words of a kind on the board, only to be read.
#[component]
pub fn TheirNotes(
    /// Of which kind.
    kind: NoteKind,
) -> impl IntoView {
    let notes = move || {
        let board = state::board().get();
        let texts = board.notes(kind, None).map(words::note);
        texts
            .map(|text| view! { <li class="note">{text}</li> })
            .collect_view()
    };
    view! { <ul class="notes nobullet-list">{notes}</ul> }.into_any()
}

/// It stays the same element while it changes, so that the focus and what is unfolded stay.
fn one(id: ItemId, kind: NoteKind, on: Option<ItemId>) -> AnyView {
    let board = state::board();
    let note = Memo::new(move |before: Option<&Option<Note>>| {
        let board = board.read();
        let now = board.notes.iter().find(|note| note.id == id).cloned();
        now.or_else(|| before.cloned().flatten())
    });
    let is = move |what: fn(&Note) -> bool| note.with(|note| note.as_ref().is_some_and(what));
    let is_question = move || is(|note| note.question);
    let is_shared = move || is(|note| note.shared);
    let remove = move |_| {
        let seen = note.with_untracked(|note| note.as_ref().map_or(0, |note| note.edits));
        state::act(vec![Edit::Remove { item: id, seen }]);
        page::rescue_focus(&[&format!("#{}", field(kind, on))]);
    };
    let ask = move |_| state::say(Some(id), Value::Question(!untrack(is_question)));
    let is_owner = untrack(state::is_owner);
    let share = move |_| state::say(Some(id), Value::Shared(!untrack(is_shared)));
    let can_ask = matches!(
        kind,
        NoteKind::Frustration | NoteKind::Attention | NoteKind::Note
    );
    // What is reused has its day in its words, and somebody who says so.
    let date = move || {
        let note = note.get()?;
        let words = match kind {
            NoteKind::Reused => words::author(state::board().read().authors.get(&note.by)),
            _ => crate::browser::format::day_and_month(note.date?.date()),
        };
        Some(view! { <span class="note__date">{words}</span> })
    };
    let question = move || {
        t(if is_question() {
            Key::PLAN_QUESTION_NOT
        } else {
            Key::PLAN_QUESTION_MAKE
        })
    };
    let showing = move || {
        t(if is_shared() {
            Key::PLAN_NOTE_HIDE
        } else {
            Key::PLAN_NOTE_SHARE
        })
    };
    view! {
        <li class="note">
            {date}
            <p class="note__text">{move || note.with(|note| note.as_ref().map(words::note))}</p>
            {move || is_question().then(|| view! {
                <p class="note__question"><Icon name="chat"/>{t(Key::PLAN_QUESTION_IS)}</p>
            })}
            <details class="note__more">
                <summary>{t(Key::PLAN_NOTE_MORE)}</summary>
                {can_ask.then(|| view! {
                    <button type="button" class="link-button" on:click=ask>{question}</button>
                })}
                {is_owner.then(|| view! {
                    <button type="button" class="link-button" on:click=share>{showing}</button>
                })}
                <button type="button" class="link-button" on:click=remove>{t(Key::PLAN_NOTE_REMOVE)}</button>
            </details>
        </li>
    }
    .into_any()
}
