//! The back of somebody else's card: what is shown of it, and what a caseworker may say about it.

use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::{Answer, ItemId, NoteKind, Value};
use leptos::prelude::*;

use super::super::corner::Notes;
use super::super::state::{self, Side};
use super::super::{tile, words};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind};

pub fn of_card(card: &Card) -> AnyView {
    let id = card.id;
    let is_office = untrack(state::side) == Side::Office;
    let now = Memo::new(move |_| state::board().get().card(id).cloned());
    let picture = tile::picture(card);
    let hours = card.minutes.map(|minutes| {
        let hours = words::duration(u32::from(minutes));
        view! { <dt>{t(Key::PLAN_HOURS)}</dt><dd>{hours}</dd> }
    });
    let wish = (!card.wish.is_empty()).then(|| {
        view! { <dt>{t(Key::SHOW_WISH)}</dt><dd>{card.wish.clone()}</dd> }
    });
    let span = card
        .span
        .map_or_else(|| t(Key::PLAN_NO_WEEK).to_owned(), words::span);
    view! {
        <div class="back">
            <p class="back__who">
                {picture}
                <span>{words::decides(card.decides)}" · "{words::area(card.area)}</span>
            </p>
            <dl class="back__about">
                {wish}
                <dt>{t(Key::SHOW_WHEN)}</dt>
                <dd>{span}</dd>
                {hours}
                <dt>{t(Key::PLAN_STAGE)}</dt>
                <dd>{words::stage(card.stage)}</dd>
            </dl>
            {move || is_office.then(|| now.get().map(|card| office(&card)))}
            {is_office.then(|| view! {
                <h3>{t(Key::PLAN_LAW_NOTES)}</h3>
                <Notes kind=NoteKind::Law on=Some(id)/>
            })}
            {super::about_card(card)}
        </div>
    }
    .into_any()
}

/// Agreeing, and answering what was asked.
fn office(card: &Card) -> AnyView {
    let id = card.id;
    let agree = move |event| {
        let day = event_target_checked(&event).then(|| untrack(state::today));
        state::say(Some(id), Value::AgreedByOffice(day));
    };
    let field = format!("agreed-{}", super::super::hold::name(id));
    let board = state::board().get();
    let asked = board.open_request(id).cloned();
    let declined = (card.proposal == Proposal::Declined).then(|| t(Key::SHOW_DECLINED));
    view! {
        {declined.map(|words| view! { <p class="back__note">{words}</p> })}
        {asked.map(|asked| answering(asked.id, &asked.text))}
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=field.clone()
                prop:checked=card.agreed_by_office.is_some()
                on:change=agree
            />
            <label class="form-label" for=field>{t(Key::SHOW_AGREE)}</label>
        </div>
        {super::agreements(card.agreed_by_citizen, card.agreed_by_office)}
    }
    .into_any()
}

/// An answer needs a reason: a citizen who hears no must know why.
fn answering(request: ItemId, why: &str) -> AnyView {
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let answer = move |granted: bool| {
        let words = reason.get_untracked().trim().to_owned();
        missing.set(words.is_empty());
        if !words.is_empty() {
            let answer = Answer {
                granted,
                reason: words,
            };
            state::say(Some(request), Value::Answer(Some(answer)));
        }
    };
    let asked = match why {
        "" => t(Key::SHOW_ASKED).to_owned(),
        why => t_with(Key::SHOW_ASKED_WHY, &[("grund", why)]),
    };
    view! {
        <div class="back__asked" class:form-error=move || missing.get()>
            <p>{asked}</p>
            <label class="form-label" for="answer-reason">{t(Key::SHOW_REASON)}</label>
            <p class="form-error-message" id="answer-error" hidden=move || !missing.get()>{t(Key::SHOW_REASON_MISSING)}</p>
            <textarea
                class="form-input"
                rows="2"
                id="answer-reason"
                aria-describedby="answer-error"
                prop:value=move || reason.get()
                on:input=move |event| reason.set(event_target_value(&event))
            ></textarea>
            <Button on_press=move |()| answer(true)>{t(Key::SHOW_YES)}</Button>
            <Button kind=ButtonKind::Secondary on_press=move |()| answer(false)>{t(Key::SHOW_NO)}</Button>
        </div>
    }
    .into_any()
}
