//! Says what one thinks of this service, and what came of it when others did.

use indgang_api::opinions::{IMPROVEMENTS, Improvement, NewOpinion, ONE, TEXT_LIMIT};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{bytes, format, http, page, store};
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind, Button, ErrorSummary, FieldError, Form, TextArea, TextInput};

/// What was typed and not sent, on this device.
const KEPT: &str = "opinion";

/// The page.
#[component]
pub fn Opinion() -> impl IntoView {
    let improvements = RwSignal::new(Vec::<Improvement>::new());
    spawn_local(async move {
        let found = http::text(IMPROVEMENTS).await.ok();
        let found = found.and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
        // Whoever went on does not wait any more.
        let _ = improvements.try_set(found.unwrap_or_default());
    });
    view! {
        <h1>{t(Key::OPINION_TITLE)}</h1>
        <p class="font-lead">{t(Key::OPINION_LEAD)}</p>
        {form()}
        {move || {
            let all = improvements.get();
            let items = all.iter().map(|one| {
                view! { <li>{format::date_long(one.date.0)}": "{one.text.clone()}</li> }.into_any()
            });
            let items: Vec<AnyView> = items.collect();
            (!items.is_empty()).then(|| view! {
                <h2>{t(Key::OPINION_IMPROVEMENTS)}</h2>
                <ul>{items}</ul>
            })
        }}
    }
    .into_any()
}

fn form() -> AnyView {
    let text = RwSignal::new(store::load(KEPT).unwrap_or_default());
    let phone = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let said = RwSignal::new(None::<(AlertKind, Key)>);
    // The same until it has come through: sent twice it is one.
    let number = StoredValue::new(bytes::once());
    Effect::new(move |_| {
        text.with(|text| store::save(KEPT, text));
    });
    let submit = move |()| {
        let opinion = NewOpinion {
            text: text.get_untracked().trim().to_owned(),
            phone: phone.get_untracked().trim().to_owned(),
        };
        missing.set(opinion.text.is_empty());
        if opinion.text.is_empty() {
            return;
        }
        spawn_local(async move {
            let address = ONE.replace("{opinion}", &number.get_value());
            let body = serde_json::to_vec(&opinion).unwrap_or_default();
            let json = [("content-type", "application/json")];
            let answer = http::send("PUT", &address, &json, Some(&body)).await;
            let key = if answer.is_ok_and(|answer| answer.is_success()) {
                text.set(String::new());
                phone.set(String::new());
                number.set_value(bytes::once());
                said.set(Some((AlertKind::Success, Key::OPINION_DONE)));
                Key::OPINION_DONE
            } else {
                said.set(Some((AlertKind::Warning, Key::OPINION_AWAY)));
                Key::OPINION_AWAY
            };
            page::announce(t(key));
        });
    };
    let fault = move || missing.get().then(|| t(Key::OPINION_MISSING).to_owned());
    let faults = Signal::derive(move || {
        let field = "opinion".to_owned();
        let all = fault().map(|message| FieldError { field, message });
        all.into_iter().collect()
    });
    view! {
        <ErrorSummary errors=faults/>
        {move || said.get().map(|(kind, key)| view! { <Alert kind><p>{t(key)}</p></Alert> })}
        <Form on_submit=submit>
            <TextArea
                id="opinion"
                label=t(Key::OPINION_TEXT)
                hint=t(Key::OPINION_HINT)
                error=Signal::derive(fault)
                value=text
                most=TEXT_LIMIT
            />
            <TextInput
                id="opinion-phone"
                label=t(Key::OPINION_PHONE)
                hint=t(Key::OPINION_PHONE_HINT)
                value=phone
                inputmode="tel"
            />
            <p class="way-on"><Button>{t(Key::OPINION_SEND)}</Button></p>
        </Form>
    }
    .into_any()
}
