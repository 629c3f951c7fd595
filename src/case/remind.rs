//! "Mind mig om det": the citizen chooses a day on which they are reminded of a matter.

use indgang_api::case::{Change, Matter};
use indgang_api::kommune::Dato;
use indgang_domain::case::Content;
use indgang_law::calendar::Date;
use leptos::prelude::*;

use super::form::today;
use crate::browser::format;
use crate::text::{Key, t, t_with};
use crate::ui::{
    Button, ButtonKind, DateFields, DateInput, Details, ErrorSummary, FieldError, Form,
};

/// Days before something ends, or is due, that one mostly wants to hear of it.
const AHEAD: i32 = 14;

/// The day that is offered: a while before it ends or the next receipts are due; the citizen changes it.
fn offered(matter: &Matter) -> Option<Date> {
    let end = match &matter.content {
        Content::Receipts(receipts) => Some(receipts.due().month().plus(3).first().plus_days(19)),
        _ => matter.summary.until.map(|until| until.0),
    };
    let day = end?.plus_days(-AHEAD);
    (day > today()).then_some(day)
}

/// The way to be reminded, and not any more. `act` is given what to do and what to say when it is done.
pub fn of(matter: &Matter, act: impl Fn(Change, Key) + Copy + Send + Sync + 'static) -> AnyView {
    let (on, errors) = (
        DateFields::new(offered(matter)),
        RwSignal::new(Vec::<FieldError>::new()),
    );
    let submit = move |()| {
        let day = untrack(|| on.date());
        let is_ahead =
            day.filter(|day| (today().plus_days(1)..today().plus_days(367)).contains(day));
        let Some(day) = is_ahead else {
            errors.set(vec![FieldError {
                field: "remind-day".to_owned(),
                message: t(Key::CASE_REMIND_WRONG).to_owned(),
            }]);
            return;
        };
        errors.set(Vec::new());
        act(
            Change::Remind {
                on: Some(Dato(day)),
            },
            Key::CASE_REMIND_DONE,
        );
    };
    let error = Signal::derive(move || errors.read().first().map(|error| error.message.clone()));
    let now = matter.remind_on.map(|day| {
        let words = t_with(Key::CASE_REMIND_ON, &[("dag", &format::day(day.0))]);
        let stop = move |()| act(Change::Remind { on: None }, Key::CASE_REMIND_STOPPED);
        view! {
            <p>{words}</p>
            <p><Button kind=ButtonKind::Tertiary on_press=stop>{t(Key::CASE_REMIND_STOP)}</Button></p>
        }
    });
    view! {
        {now}
        <Details summary=t(Key::CASE_REMIND)>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <DateInput id="remind" legend=t(Key::CASE_REMIND_DAY) hint=t(Key::CASE_REMIND_HINT) error value=on/>
                <p><Button kind=ButtonKind::Secondary>{t(Key::CASE_REMIND)}</Button></p>
            </Form>
        </Details>
    }
    .into_any()
}
