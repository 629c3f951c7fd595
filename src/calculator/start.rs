//! Where it begins: what it takes, what it gives, and that nothing leaves the device.

use leptos::prelude::*;

use super::result::months::MonthPicker;
use super::{Page, open, state};
use crate::browser::{format, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, ButtonLink, Details, Icon};

/// Where the calculator begins, or goes on.
#[component]
pub fn Start() -> impl IntoView {
    view! {
        <h1>{t(Key::CALCULATOR_TITLE)}</h1>
        <p class="font-lead">{t(Key::CALCULATOR_LEAD)}</p>
        <ul class="promises nobullet-list">
            <li><Icon name="time"/>{t(Key::CALCULATOR_PROMISE_TIME)}</li>
            <li><Icon name="lock"/>{t(Key::CALCULATOR_PROMISE_PRIVATE)}</li>
            <li><Icon name="payments"/>{t(Key::CALCULATOR_PROMISE_RESULT)}</li>
        </ul>
        {move || {
            let answers = state::answers().get();
            let month = format::month(answers.month);
            let begun = state::has_answers();
            // The first question is the same for everyone: a phone need not work that out.
            let on = if begun { open::next(&answers, None) } else { Page::FIRST };
            let label = if begun { Key::CALCULATOR_GO_ON } else { Key::CALCULATOR_BEGIN };
            view! {
                <Details summary=t_with(Key::CALCULATOR_MONTH, &[("maaned", &month)])>
                    <MonthPicker month=answers.month/>
                </Details>
                <p class="way-on">
                    <ButtonLink href=on.path()>{t(label)}</ButtonLink>
                </p>
                {begun.then(|| view! { <Begun/> })}
            }
        }}
        <p class="quiet">{t(Key::CALCULATOR_NOT_A_DECISION)}</p>
    }
    .into_any()
}

/// What one can do with answers that are here already.
#[component]
fn Begun() -> impl IntoView {
    view! {
        <div class="begun">
            <ButtonLink kind=ButtonKind::Tertiary href=Page::Summary.path()>
                <Icon name="checklist"/>
                {t(Key::CALCULATOR_SUMMARY_TITLE)}
            </ButtonLink>
            <Forget/>
        </div>
    }
}

/// Takes all answers away, after asking once.
#[component]
pub fn Forget() -> impl IntoView {
    const SURE: &str = "forget-sure";
    let asked = RwSignal::new(false);
    let ask = move |()| {
        asked.set(true);
        page::focus(SURE);
    };
    let forget = move |()| {
        state::forget();
        page::begin();
        page::announce(t(Key::CALCULATOR_FORGOTTEN));
    };
    let content = move || {
        if asked.get() {
            view! {
                <p id=SURE>{t(Key::CALCULATOR_FORGET_SURE)}</p>
                <Button kind=ButtonKind::Warning on_press=forget>
                    {t(Key::CALCULATOR_FORGET_YES)}
                </Button>
                <Button kind=ButtonKind::Secondary on_press=move |()| asked.set(false)>
                    {t(Key::CALCULATOR_FORGET_NO)}
                </Button>
            }
            .into_any()
        } else {
            view! {
                <Button kind=ButtonKind::Tertiary on_press=ask>
                    <Icon name="delete"/>
                    {t(Key::CALCULATOR_FORGET)}
                </Button>
            }
            .into_any()
        }
    };
    view! { <div class="forget">{content}</div> }.into_any()
}
