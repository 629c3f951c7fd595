//! A budget for oneself, or with a mentor: what comes in, what goes out, what is left. It stays on the device, and
//! nobody has to sign in for it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::Page;
use crate::browser::{format, page, store};
use crate::text::{Key, t, t_with};
use crate::typed;
use crate::ui::{BackLink, Button, ButtonKind, TextInput};

/// Not one of those that are forgotten at sign-out: it was never a signed-in person's.
const ON_DEVICE: &str = "budget";

/// What comes in, by the names that the device keeps them under.
const IN: [(&str, Key); 5] = [
    ("help", Key::BUDGET_IN_HELP),
    ("wage", Key::BUDGET_IN_WAGE),
    ("housing", Key::BUDGET_IN_HOUSING),
    ("children", Key::BUDGET_IN_CHILDREN),
    ("other_in", Key::BUDGET_OTHER),
];

/// What goes out, what must be paid first.
const OUT: [(&str, Key); 9] = [
    ("rent", Key::BUDGET_OUT_RENT),
    ("energy", Key::BUDGET_OUT_ENERGY),
    ("childcare", Key::BUDGET_OUT_CHILDCARE),
    ("phone", Key::BUDGET_OUT_PHONE),
    ("insurance", Key::BUDGET_OUT_INSURANCE),
    ("transport", Key::BUDGET_OUT_TRANSPORT),
    ("debt", Key::BUDGET_OUT_DEBT),
    ("food", Key::BUDGET_OUT_FOOD),
    ("other_out", Key::BUDGET_OTHER),
];

type Typed = BTreeMap<String, String>;

/// The page.
pub fn budget() -> AnyView {
    let kept = store::load(ON_DEVICE).and_then(|json| serde_json::from_slice(json.as_bytes()).ok());
    let typed: RwSignal<Typed> = RwSignal::new(kept.unwrap_or_default());
    Effect::new(move |before: Option<()>| {
        typed.with(|typed| {
            if before.is_some() {
                store::save(ON_DEVICE, &serde_json::to_string(typed).unwrap_or_default());
            }
        });
    });
    let rows = move |rows: &[(&'static str, Key)]| {
        let fields = rows.iter().map(|(name, label)| row(name, *label, typed));
        fields.collect::<Vec<_>>()
    };
    let sum = move |rows: &'static [(&'static str, Key)]| {
        Memo::new(move |_| typed.with(|typed| total(rows, typed)))
    };
    let (comes, goes) = (sum(&IN), sum(&OUT));
    let said = |key: Key, amount: Decimal| {
        let amount = format::kroner_short(&amount.round_dp(0).to_string());
        t_with(key, &[("beloeb", &amount)])
    };
    view! {
        <article class="own-case">
            <BackLink href=Page::Overview.path() label=t(Key::CASE_TITLE)/>
            <h1>{t(Key::BUDGET_TITLE)}</h1>
            <p class="font-lead">{t(Key::BUDGET_LEAD)}</p>
            <h2>{t(Key::BUDGET_IN)}</h2>
            {rows(&IN)}
            <p><strong>{move || said(Key::BUDGET_SUM, comes.get())}</strong></p>
            <h2>{t(Key::BUDGET_OUT)}</h2>
            {rows(&OUT)}
            <p><strong>{move || said(Key::BUDGET_SUM, goes.get())}</strong></p>
            <div class="case__contact" role="status">
                <h2>{t(Key::BUDGET_LEFT)}</h2>
                <p class="case__name">{move || said(Key::BUDGET_LEFT_SUM, comes.get() - goes.get())}</p>
                <p>{t(Key::BUDGET_LEFT_TEXT)}</p>
            </div>
            <p class="case__acts">
                <Button kind=ButtonKind::Secondary on_press=|()| page::print()>{t(Key::CASE_PRINT)}</Button>
            </p>
        </article>
    }
    .into_any()
}

fn row(name: &'static str, label: Key, typed: RwSignal<Typed>) -> AnyView {
    let now = typed.with_untracked(|typed| typed.get(name).cloned().unwrap_or_default());
    let value = RwSignal::new(now);
    Effect::new(move |before: Option<()>| {
        let said = value.get();
        if before.is_some() {
            typed.update(|typed| {
                typed.insert(name.to_owned(), said);
            });
        }
    });
    let error = Signal::derive(move || {
        let said = value.get();
        let is_wrong = !said.trim().is_empty() && typed::kroner(&said).is_none();
        is_wrong.then(|| t(Key::CASE_WRONG_AMOUNT).to_owned())
    });
    view! {
        <TextInput
            id=name
            label=t(label)
            value
            error
            inputmode="decimal"
            width="input-char-8"
            suffix=t(Key::CASE_KRONER)
        />
    }
    .into_any()
}

/// What the rows come to, kr. a month; what is no amount is nothing.
fn total(rows: &[(&str, Key)], typed: &Typed) -> Decimal {
    let amounts = rows
        .iter()
        .filter_map(|(name, _)| typed::kroner(typed.get(*name)?));
    amounts.map(|amount| amount.decimal()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_what_comes_in_less_what_goes_out() {
        let typed = [
            ("help", "11.500"),
            ("wage", "x"),
            ("rent", "6.200,50"),
            ("food", "2000"),
        ];
        let typed: Typed = typed
            .map(|(name, said)| (name.to_owned(), said.to_owned()))
            .into();
        assert_eq!(total(&IN, &typed), Decimal::from(11_500));
        assert_eq!(total(&OUT, &typed), Decimal::new(820_050, 2));
    }
}
