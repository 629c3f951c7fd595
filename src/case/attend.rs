//! An activity that somebody else runs: what was registered day by day, and objecting to it.

use indgang_api::case::{Change, Matter};
use indgang_domain::case::activity::{Activity, Attendance, Attended, Standing};
use indgang_domain::case::content::TEXT;
use indgang_domain::case::{Content, Status};
use indgang_law::calendar::Date;
use leptos::prelude::*;

use super::form::today;
use crate::browser::format;
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Details, ErrorSummary, FieldError, Form, Markup, TextArea};

/// What it is, as questions and answers.
pub fn told(activity: &Activity) -> Vec<(&'static str, String)> {
    let days: Vec<String> = activity
        .days
        .iter()
        .map(|day| format::weekday(*day))
        .collect();
    [
        (Key::CASE_ACTIVITY_NAME, activity.name.clone()),
        (Key::CASE_ACTIVITY_PLACE, activity.run_by.clone()),
        (Key::CASE_TRANSPORT_FROM, format::date_long(activity.from.0)),
        (
            Key::CASE_TRANSPORT_UNTIL,
            format::date_long(activity.until.0),
        ),
        (Key::CASE_ACTIVITY_DAYS, days.join(", ")),
    ]
    .map(|(label, words)| (t(label), words))
    .into()
}

fn came(came: bool) -> &'static str {
    t(if came {
        Key::CASE_ACTIVITY_CAME
    } else {
        Key::CASE_ACTIVITY_ABSENT
    })
}

/// What a step says about a day.
pub fn of_step(said: &Attended) -> String {
    format!("{}: {}", format::day(said.day.0), came(said.came))
}

/// Where a registration stands, and whether anybody may act on it.
fn standing(one: &Attendance, today: Date) -> String {
    match one.standing(today) {
        Standing::Came => came(true).to_owned(),
        Standing::MayObject => t_with(
            Key::CASE_ACTIVITY_MAY_OBJECT,
            &[("dag", &format::day(one.object_by.0))],
        ),
        Standing::Objected => t(Key::CASE_ACTIVITY_OBJECTED).to_owned(),
        Standing::Struck => t(Key::CASE_ACTIVITY_STRUCK).to_owned(),
        Standing::Stands => t(Key::CASE_ACTIVITY_STANDS).to_owned(),
    }
}

/// Day by day, with what one can do about each; the same for both sides.
pub fn list(activity: &Activity, act: impl Fn(&Attendance) -> Option<AnyView>) -> AnyView {
    let rows = activity.attendance.iter().map(|one| {
        let mut markup = Markup::default();
        markup.put("h3", &format::day(one.day.0));
        markup.put("p", &standing(one, today()));
        let said = [("tid", format::when(one.at)), ("navn", one.by.clone())];
        let said = said.each_ref().map(|(name, words)| (*name, words.as_str()));
        markup.put_in("p", "case__line", &t_with(Key::CASE_ACTIVITY_SAID, &said));
        let settled = one.settled.as_ref();
        let words = [
            (Key::CASE_STEP_OBJECTED, one.objection.as_ref()),
            (Key::CASE_STEP_SETTLED, settled.map(|it| &it.reason)),
        ];
        for (name, words) in words {
            if let Some(words) = words {
                markup.put("strong", t(name));
                markup.put_in("p", "case__said", words);
            }
        }
        view! { <li>{markup.into_view()}{act(one)}</li> }
    });
    let rows: Vec<_> = rows.collect();
    view! {
        <h2>{t(Key::CASE_ACTIVITY_ATTENDANCE)}</h2>
        {rows.is_empty().then(|| view! { <p>{t(Key::CASE_ACTIVITY_NONE)}</p> })}
        <ul class="case__sent nobullet-list">{rows}</ul>
    }
    .into_any()
}

/// On the citizen's page of it: what was registered, and saying what is wrong with it.
pub fn mine(
    matter: &Matter,
    act: impl Fn(Change, Key) + Copy + Send + Sync + 'static,
) -> Option<AnyView> {
    let Content::Activity(activity) = &matter.content else {
        return None;
    };
    let is_there = matter.summary.status != Status::Withdrawn;
    let object = |one: &Attendance| {
        let may = is_there && one.may_object() && one.objection.is_none();
        may.then(|| objection(one, act))
    };
    let view = view! {
        <p>{t(Key::CASE_ACTIVITY_LEAD)}</p>
        {list(activity, object)}
    };
    Some(view.into_any())
}

fn objection(
    one: &Attendance,
    act: impl Fn(Change, Key) + Copy + Send + Sync + 'static,
) -> AnyView {
    let day = one.day;
    let id = format!("object-{}", day.0);
    let text = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let field = id.clone();
    let submit = move |()| {
        let said = text.get_untracked();
        if said.trim().is_empty() {
            errors.set(vec![FieldError {
                field: field.clone(),
                message: t(Key::CASE_WRONG_MISSING).to_owned(),
            }]);
            return;
        }
        act(Change::Object { day, text: said }, Key::CASE_SENT);
    };
    let error = Signal::derive(move || errors.read().first().map(|error| error.message.clone()));
    view! {
        <Details summary=t(Key::CASE_ACTIVITY_OBJECT)>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <TextArea id label=t(Key::CASE_ACTIVITY_OBJECT_TEXT) error value=text most=TEXT/>
                <p><Button kind=ButtonKind::Secondary>{t(Key::CASE_ACTIVITY_OBJECT_SEND)}</Button></p>
            </Form>
        </Details>
    }
    .into_any()
}
