//! Take it with you: on paper, as a link, as a receipt, or as a case for whoever can mend a fault.

use indgang_law::receipt;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Shown;
use crate::browser::{clipboard, file, location, page};
use crate::calculator::{Page, link};
use crate::routes::Route;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind, Details, Icon};

/// The ways to take the result along.
pub fn take(shown: &Shown) -> AnyView {
    let address = format!(
        "{}{}#{}",
        location::origin(),
        Page::Result.path(),
        link::fragment(&shown.household)
    );
    let household = StoredValue::new(shown.household.clone());
    let save = move |()| {
        let receipt = household.with_value(|one| receipt::create(one, env!("CARGO_PKG_VERSION")));
        let name = format!("kvittering-{}.json", household.with_value(|one| one.month));
        file::download(&name, "application/json", &receipt);
    };
    let case = serde_json::json!({"input": shown.household.anonymised()});
    let case = serde_json::to_string_pretty(&case).unwrap_or_default();
    let case_file = case.clone();
    view! {
        <section class="take no-print">
            <h2>{t(Key::TAKE_TITLE)}</h2>
            <div class="take__ways">
                <Button kind=ButtonKind::Secondary on_press=|()| page::print()>
                    <Icon name="print"/>
                    {t(Key::TAKE_PRINT)}
                </Button>
                <Copy text=address label=Key::TAKE_LINK icon="link"/>
                <Button kind=ButtonKind::Secondary on_press=save>
                    <Icon name="download"/>
                    {t(Key::TAKE_RECEIPT)}
                </Button>
            </div>
            <p class="quiet">
                {t(Key::TAKE_LINK_TEXT)} " "
                <a href=Route::Receipt.path()>{t(Key::TAKE_VERIFY)}</a>
            </p>
            <Details summary=t(Key::TAKE_WRONG)>
                <p>{t(Key::TAKE_WRONG_TEXT)}</p>
                <pre class="case" tabindex="0">{case.clone()}</pre>
                <div class="take__ways">
                    <Copy text=case label=Key::TAKE_COPY_CASE icon="copy"/>
                    <Button
                        kind=ButtonKind::Secondary
                        on_press=move |()| {
                            file::download("sag.json", "application/json", &case_file);
                        }
                    >
                        <Icon name="download"/>
                        {t(Key::TAKE_SAVE_CASE)}
                    </Button>
                </div>
            </Details>
        </section>
    }
    .into_any()
}

/// Copies a text; where the browser refuses, the text itself appears to be copied by hand.
#[component]
fn Copy(text: String, label: Key, icon: &'static str) -> impl IntoView {
    let copied = RwSignal::new(None);
    let text = StoredValue::new(text);
    let copy = move |()| {
        spawn_local(async move {
            let done = clipboard::copy(&text.get_value()).await;
            copied.set(Some(done));
        });
    };
    let told = move || match copied.get() {
        None => ().into_any(),
        Some(true) => t(Key::TAKE_COPIED).into_any(),
        Some(false) => view! {
            {t(Key::TAKE_NOT_COPIED)}
            <span class="case">{text.get_value()}</span>
        }
        .into_any(),
    };
    view! {
        <div>
            <Button kind=ButtonKind::Secondary on_press=copy>
                <Icon name=icon/>
                {t(label)}
            </Button>
            <p class="quiet" role="status">{told}</p>
        </div>
    }
}
