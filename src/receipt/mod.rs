//! Checks a receipt: whether it is as it was made, and whether the rules still give the same.

use indgang_law::assess;
use indgang_law::assessment::Outcome;
use indgang_law::receipt::{ReceiptError, Verified, verify};
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{file, format, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, Form};

/// Paste a receipt or choose its file.
#[component]
pub fn CheckReceipt() -> impl IntoView {
    let text = RwSignal::new(String::new());
    let result = RwSignal::new(None);
    let chosen = NodeRef::<Input>::new();
    let check = move |()| {
        result.set(Some(verify(text.read_untracked().trim().as_bytes())));
        page::focus("receipt-result");
    };
    let read = move |_| {
        let Some(input) = chosen.get_untracked() else {
            return;
        };
        spawn_local(async move {
            if let Some(content) = file::chosen(&input).await {
                text.set(content);
                check(());
            }
        });
    };
    view! {
        <h1>{t(Key::RECEIPT_TITLE)}</h1>
        <p class="font-lead">{t(Key::RECEIPT_LEAD)}</p>
        <Form on_submit=check>
            <div class="form-group">
                <label class="form-label" for="receipt-file">{t(Key::RECEIPT_FILE)}</label>
                <input
                    class="form-input"
                    id="receipt-file"
                    type="file"
                    accept="application/json,.json"
                    node_ref=chosen
                    on:change=read
                />
            </div>
            <div class="form-group">
                <label class="form-label" for="receipt-text">{t(Key::RECEIPT_PASTE)}</label>
                <textarea
                    class="form-input receipt-text"
                    id="receipt-text"
                    rows="6"
                    spellcheck="false"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <Button>{t(Key::RECEIPT_CHECK)}</Button>
        </Form>
        <div id="receipt-result">{move || result.get().map(told)}</div>
    }
    .into_any()
}

fn told(result: Result<Verified, ReceiptError>) -> AnyView {
    let (kind, heading, text) = match result {
        Ok(verified) => (AlertKind::Success, Key::RECEIPT_GOOD, good(&verified)),
        Err(ReceiptError::NotAReceipt(_) | ReceiptError::Household(_)) => (
            AlertKind::Error,
            Key::RECEIPT_NONE,
            t(Key::RECEIPT_NONE_TEXT).to_owned(),
        ),
        Err(ReceiptError::Checksum) => (
            AlertKind::Error,
            Key::RECEIPT_CHANGED,
            t(Key::RECEIPT_CHANGED_TEXT).to_owned(),
        ),
        Err(ReceiptError::Assessment {
            program_version,
            differs_at,
        }) => (
            AlertKind::Warning,
            Key::RECEIPT_OTHER,
            t_with(
                Key::RECEIPT_OTHER_TEXT,
                &[
                    ("version", &program_version),
                    ("steder", &differs_at.join(", ")),
                ],
            ),
        ),
    };
    view! { <Alert kind heading=t(heading) announced=true><p>{text}</p></Alert> }.into_any()
}

/// Month, answer and amount of a receipt that holds.
fn good(verified: &Verified) -> String {
    let assessment = assess(&verified.household);
    let answer = t(match assessment.outcome {
        None => Key::RESULT_REFUSED_TITLE,
        Some(Outcome::Entitled) => Key::COMPARE_YES,
        Some(Outcome::NotEntitled) => Key::COMPARE_NO,
        Some(Outcome::Uncertain) => Key::COMPARE_UNSURE,
    });
    let amount = assessment
        .calculation
        .map(|one| one.household.gross_total.to_string());
    t_with(
        Key::RECEIPT_GOOD_TEXT,
        &[
            ("maaned", &format::month(verified.household.month)),
            ("svar", answer),
            (
                "beloeb",
                &amount.map_or_else(|| "–".to_owned(), |amount| format::kroner_short(&amount)),
            ),
            ("version", &verified.program_version),
        ],
    )
}
