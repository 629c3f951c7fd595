use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Icon;
use crate::browser::page;
use crate::text::{Key, Language, language_now, speak, t};

/// The other languages, each in its own words. Changing it keeps the page and all answers.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let failed = RwSignal::new(false);
    let others = Language::offered().filter(|language| *language != language_now());
    let buttons = others.map(|language| {
        let id = format!("language-{}", language.code());
        let choose = move |_| {
            let back = format!("language-{}", language_now().code());
            spawn_local(async move {
                match speak(language).await {
                    // The button that was pressed is gone; its place now leads back.
                    Ok(()) => page::focus(&back),
                    Err(_) => failed.set(true),
                }
            });
        };
        view! {
            <button id=id class="language-switch" type="button" lang=language.code() on:click=choose>
                <Icon name="language"/>
                {language.own_name()}
            </button>
        }
    });
    let buttons = buttons.collect::<Vec<_>>();
    // Where one language is offered there is nothing to choose.
    (!buttons.is_empty()).then(|| {
        view! {
            <nav class="language" aria-label=t(Key::COMMON_LANGUAGE)>
                {buttons}
                <p class="language__failed" role="alert">
                    {move || failed.get().then(|| t(Key::COMMON_LANGUAGE_FAILED))}
                </p>
            </nav>
        }
    })
}
