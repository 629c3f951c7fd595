//! Who can see what, and where the plan is kept.

use indgang_api::session;
use leptos::prelude::*;

use super::keep::{self, Kept};
use super::{family, show};
use crate::browser::{clipboard, location, page};
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, Details, TextInput};

/// What stands in the dialog.
pub fn who_sees() -> AnyView {
    let is_signed_in = Memo::new(|_| keep::kept() != Kept::Here);
    view! {
        <p>{t(Key::WHO_TEXT)}</p>
        {move || {
            if is_signed_in.get() {
                signed_in()
            } else if page::meta("indgang-sign-in").as_deref() == Some("yes") {
                sign_in()
            } else {
                ().into_any()
            }
        }}
    }
    .into_any()
}

fn sign_in() -> AnyView {
    let address = format!("{}?return_to=/plan", session::SIGN_IN);
    view! {
        <p>{t(Key::WHO_SIGN_IN_TEXT)}</p>
        <p><a class="button button-secondary" href=address rel="external">{t(Key::MEETING_SIGN_IN)}</a></p>
    }
    .into_any()
}

fn signed_in() -> AnyView {
    view! {
        <h3>{t(Key::WHO_DEVICES)}</h3>
        {move || copy(keep::kept())}
        <h3>{t(Key::WHO_OFFICE)}</h3>
        {office()}
        <h3>{t(Key::WHO_FAMILY)}</h3>
        {family::links()}
    }
    .into_any()
}

/// What a mentor may see: parts of the plan that the owner chooses, by a link that ends and can be stopped.
pub fn mentor_sees() -> AnyView {
    let is_signed_in = Memo::new(|_| keep::kept() != Kept::Here);
    view! {
        <Details summary=t(Key::PLAN_MENTOR_SEES)>
            {move || match is_signed_in.get() {
                true => family::links(),
                false => view! { <p>{t(Key::PLAN_MENTOR_SIGN_IN)}</p> {sign_in()} }.into_any(),
            }}
        </Details>
    }
    .into_any()
}

fn copy(kept: Kept) -> AnyView {
    match kept {
        Kept::Here => ().into_any(),
        Kept::Offered => view! {
            <p>{t(Key::WHO_COPY_TEXT)}</p>
            <Button kind=ButtonKind::Secondary on_press=|()| keep::ask_for_copy()>{t(Key::WHO_COPY)}</Button>
        }
        .into_any(),
        Kept::NeedsKey => needs_key(),
        Kept::Safe => view! { <p role="status">{t(Key::WHO_SAFE)}</p> {show_key()} }.into_any(),
        Kept::Waiting => view! { <p role="status">{t(Key::WHO_WAITING)}</p> {show_key()} }.into_any(),
    }
}

fn needs_key() -> AnyView {
    let text = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let error = Signal::derive(move || wrong.get().then(|| t(Key::WHO_KEY_WRONG).to_owned()));
    view! {
        <p>{t(Key::WHO_NEEDS_KEY)}</p>
        <form on:submit=move |event| {
            event.prevent_default();
            wrong.set(!keep::take_key(&text.get_untracked()));
        }>
            <TextInput id="plan-key" label=t(Key::WHO_KEY) error=error value=text/>
            <Button kind=ButtonKind::Secondary>{t(Key::WHO_KEY_USE)}</Button>
        </form>
    }
    .into_any()
}

/// The key for another device: a link to open there, or the signs to type.
fn show_key() -> AnyView {
    let shows = RwSignal::new(false);
    let key = move || keep::key().map(|key| key.to_text()).unwrap_or_default();
    let copy = move |()| {
        let address = format!("{}/plan#noegle={}", location::origin(), key());
        leptos::task::spawn_local(async move {
            if clipboard::copy(&address).await {
                page::announce(t(Key::FAMILY_COPIED));
            }
        });
    };
    view! {
        <Button kind=ButtonKind::Tertiary on_press=move |()| shows.update(|it| *it = !*it)>
            {t(Key::WHO_KEY_SHOW)}
        </Button>
        <Show when=move || shows.get()>
            <p>{t(Key::WHO_KEY_TEXT)}</p>
            <p class="who__key">{key}</p>
            <Button kind=ButtonKind::Secondary on_press=copy>{t(Key::WHO_KEY_COPY)}</Button>
        </Show>
    }
    .into_any()
}

fn office() -> AnyView {
    let change = |event| keep::show_to_office(event_target_checked(&event));
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id="who-office"
                prop:checked=keep::is_shown
                on:change=change
            />
            <label class="form-label" for="who-office">{t(Key::WHO_OFFICE_SHOW)}</label>
        </div>
        {show::choices()}
    }
    .into_any()
}
