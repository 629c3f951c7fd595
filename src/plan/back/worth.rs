//! What a card was worth, once it has ended (B34): a number from 1 to 5, and words if one likes. Only the
//! owner sees it, who may give the number to the municipality without a name.

use indgang_api::plan::{PULSES, Pulse};
use indgang_domain::plan::board::Source;
use indgang_domain::plan::edit::{ItemId, Value, Worth};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{bytes, http, page};
use crate::plan::hold::name;
use crate::plan::{choice, draft, state};
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, Icon};

/// The id of the question, for the focus.
pub fn id(card: ItemId) -> String {
    format!("worth-{}", name(card))
}

/// The question, with what was answered.
pub fn question(card: ItemId) -> AnyView {
    let now = move || {
        let board = state::board().get();
        board
            .card(card)
            .map_or_else(Worth::default, |card| card.worth.clone())
    };
    let say = move |change: &dyn Fn(&mut Worth)| {
        let before = untrack(now);
        let mut worth = before.clone();
        change(&mut worth);
        if worth != before {
            state::say(Some(card), Value::Worth(worth));
        }
    };
    let id = id(card);
    let marks = (1..=5_u8).map(|n| {
        let field = format!("{id}-{n}");
        view! {
            <div class="form-group-radio">
                <input
                    type="radio"
                    class="form-radio"
                    name=id.clone()
                    id=field.clone()
                    prop:checked=move || now().mark == Some(n)
                    on:change=move |_| say(&|worth| worth.mark = Some(n))
                />
                <label class="form-label" for=field>{n}</label>
            </div>
        }
    });
    let words = format!("{id}-words");
    let text = draft::draft_of(&words, &untrack(now).words);
    let kept = words.clone();
    let commit = move || {
        say(&|worth| worth.words = text.get_untracked());
        draft::forget(&kept);
    };
    commit();
    view! {
        <fieldset class="marks">
            <legend class="form-label" id=id.clone()>{t(Key::WORTH_TITLE)}</legend>
            <p class="form-hint"><Icon name="lock"/>{t(Key::OVERVIEW_HINT)}</p>
            <div class="marks__choices">{marks.collect_view()}</div>
            <label class="form-label" for=words.clone()>{t(Key::WORTH_WORDS)}</label>
            <textarea
                class="form-input"
                rows="2"
                id=words
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:change=move |_| commit()
            ></textarea>
        </fieldset>
        {move || state::is_kept().then(|| giving(card))}
    }
    .into_any()
}

/// The number can be given to the municipality without a name; the words stay.
fn giving(id: ItemId) -> Option<AnyView> {
    let board = state::board().get();
    let card = board.card(id)?;
    let offer = match &card.source {
        Source::Offer(key) => choice::find(key)?.key,
        Source::Own => return None,
    };
    let mark = card.worth.mark?;
    if card.given {
        return Some(view! { <p class="form-hint">{t(Key::WORTH_GIVEN)}</p> }.into_any());
    }
    let failed = RwSignal::new(false);
    let give = move |()| {
        let pulse = Pulse {
            offer: offer.clone(),
            mark,
        };
        spawn_local(async move {
            let is_given = send(&pulse).await;
            failed.set(!is_given);
            if is_given {
                state::say(Some(id), Value::Given(true));
                page::announce(t(Key::WORTH_GIVEN));
            }
        });
    };
    Some(
        view! {
            <p class="form-hint">{t(Key::WORTH_GIVE_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=give>{t(Key::WORTH_GIVE)}</Button>
            <Show when=move || failed.get()>
                <p class="form-error-message" role="alert">{t(Key::WORTH_NOT_GIVEN)}</p>
            </Show>
        }
        .into_any(),
    )
}

async fn send(pulse: &Pulse) -> bool {
    let Ok(body) = serde_json::to_vec(pulse) else {
        return false;
    };
    let once = bytes::once();
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", once.as_str()),
    ];
    let answer = http::send("POST", PULSES, &headers, Some(&body)).await;
    answer.is_ok_and(|answer| answer.is_success())
}
