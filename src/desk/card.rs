//! What citizens see of oneself: what one is, one's number, how soon one answers, and who stands in.

use indgang_api::case::{CARD, Card};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{COLLEAGUES, Colleague};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away};
use crate::browser::page;
use crate::text::{Key, t};
use crate::typed;
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, DateFields, DateInput, Details, Form, TextInput,
};

/// The card, folded until it is wanted.
pub fn own_card() -> AnyView {
    let come = RwSignal::new(None::<Option<(Card, Vec<Colleague>)>>);
    spawn_local(async move {
        let found = async {
            let card: Card = ask::get(CARD).await?;
            Ok::<_, crate::browser::http::Unreachable>((card, ask::get(COLLEAGUES).await?))
        };
        let found = found.await.ok();
        // Whoever went on does not wait any more.
        let _ = come.try_set(Some(found));
    });
    view! {
        <Details summary=t(Key::DESK_CARD)>
            <p>{t(Key::DESK_CARD_TEXT)}</p>
            {move || match come.get() {
                None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
                Some(None) => away(),
                Some(Some((card, colleagues))) => form(&card, colleagues),
            }}
        </Details>
    }
    .into_any()
}

fn form(card: &Card, colleagues: Vec<Colleague>) -> AnyView {
    let title = RwSignal::new(card.title.clone());
    let phone = RwSignal::new(card.phone.clone());
    let answers = RwSignal::new(card.answers_in.to_string());
    let until = DateFields::new(card.away_until.map(|day| day.0));
    let substitute = RwSignal::new(card.substitute.clone().unwrap_or_default());
    let said = RwSignal::new(None::<(AlertKind, String)>);
    let submit = move |()| {
        let days = typed::whole(&answers.get_untracked(), 0..=30).unwrap_or_default();
        let card = Card {
            title: title.get_untracked().trim().to_owned(),
            phone: phone.get_untracked().trim().to_owned(),
            answers_in: u16::try_from(days).unwrap_or_default(),
            away_until: untrack(|| until.date()).map(Dato),
            substitute: Some(substitute.get_untracked()).filter(|it| !it.is_empty()),
        };
        spawn_local(async move {
            let nothing = ("accept", "application/json");
            said.set(match ask::change("PUT", CARD, nothing, &card).await {
                Ok(_) => {
                    page::announce(t(Key::DESK_CARD_DONE));
                    Some((AlertKind::Success, t(Key::DESK_CARD_DONE).to_owned()))
                }
                Err(ask::Failed(words)) => Some((AlertKind::Warning, words)),
            });
        });
    };
    let options = colleagues.into_iter().map(move |one| {
        let selected = untrack(|| *substitute.read() == one.id);
        view! { <option value=one.id selected=selected>{one.name}</option> }
    });
    view! {
        {move || said.get().map(|(kind, words)| view! { <Alert kind><p>{words}</p></Alert> })}
        <Form on_submit=submit>
            <TextInput id="card-title" label=t(Key::DESK_CARD_TITLE) value=title/>
            <TextInput id="card-phone" label=t(Key::DESK_CARD_PHONE) value=phone inputmode="tel"/>
            <TextInput
                id="card-answers"
                label=t(Key::DESK_CARD_ANSWERS)
                hint=t(Key::DESK_CARD_ANSWERS_HINT)
                value=answers
                inputmode="numeric"
                width="input-char-4"
            />
            <DateInput id="card-away" legend=t(Key::DESK_CARD_AWAY) value=until/>
            <div class="form-group">
                <label class="form-label" for="card-substitute">{t(Key::DESK_CARD_SUBSTITUTE)}</label>
                <select
                    class="form-select"
                    id="card-substitute"
                    on:change=move |event| substitute.set(event_target_value(&event))
                >
                    <option value="">{t(Key::DESK_CHOOSE)}</option>
                    {options.collect::<Vec<_>>()}
                </select>
            </div>
            <Button kind=ButtonKind::Secondary>{t(Key::DESK_CARD_SAVE)}</Button>
        </Form>
    }
    .into_any()
}
