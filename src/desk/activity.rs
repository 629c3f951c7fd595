//! An activity that somebody else runs: naming it with the citizen, ending it, and answering an objection.

use indgang_api::case::{Case, Change, NewMatter, PATH, Provider, TEXT_LIMIT};
use indgang_api::kommune::Dato;
use indgang_domain::case::Content;
use indgang_domain::case::activity::{Activity, Attendance};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask;
use super::matter::{error_of, missing};
use crate::browser::{format, location, page};
use crate::case::attend;
use crate::text::{Key, t};
use crate::ui::{
    Button, ButtonKind, CheckboxGroup, Choice, DateFields, DateInput, Details, ErrorSummary,
    FieldError, Form, RadioGroup, TextArea, TextInput,
};

/// The names of the weekdays in the form.
const DAYS: [&str; 7] = ["0", "1", "2", "3", "4", "5", "6"];

/// The form that names one, with what is known of it.
pub fn begin(
    citizen: String,
    (name, from, until): (String, Option<Dato>, Option<Dato>),
    done: Callback<Option<String>>,
) -> AnyView {
    let providers = RwSignal::new(Vec::<Provider>::new());
    let address = PATH.replace("{citizen}", &citizen);
    spawn_local(async move {
        if let Ok(case) = ask::get::<Case>(&address).await {
            // Whoever went on does not wait any more.
            let _ = providers.try_set(case.providers);
        }
    });
    let name = RwSignal::new(name);
    let provider = RwSignal::new(String::new());
    let days = RwSignal::new(Vec::<String>::new());
    let [from, until] = [from, until].map(|day| DateFields::new(day.map(|day| day.0)));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let (first, last) = untrack(|| (from.date(), until.date()));
        let (said, unit) = (name.get_untracked(), provider.get_untracked());
        let mut chosen: Vec<u8> =
            days.with_untracked(|days| days.iter().filter_map(|day| day.parse().ok()).collect());
        chosen.sort_unstable();
        errors.set(missing(&[
            ("activity-name", said.trim().is_empty()),
            ("activity-to", unit.is_empty()),
            ("activity-from-day", first.is_none()),
            ("activity-until-day", last.is_none() || last < first),
            ("activity-days-0", chosen.is_empty()),
        ]));
        let (Some(first), Some(last), true) = (first, last, errors.read_untracked().is_empty())
        else {
            return;
        };
        let matter = NewMatter {
            content: Content::Activity(Activity {
                name: said.trim().to_owned(),
                provider: unit,
                run_by: String::new(),
                from: Dato(first),
                until: Dato(last),
                days: chosen,
                attendance: Vec::new(),
            }),
            files: Vec::new(),
        };
        let citizen = citizen.clone();
        spawn_local(async move {
            match ask::write_to(&citizen, &matter).await {
                Ok(address) => {
                    location::go(&address);
                    page::begin();
                }
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    };
    let options = move || {
        let all = providers.get().into_iter();
        all.map(|one| view! { <option value=one.unit>{one.name}</option> })
            .collect_view()
    };
    let weekdays = DAYS.iter().zip(0..);
    let weekdays = weekdays.map(|(name, day)| Choice::new(name, format::weekday(day)));
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_ACTIVITY)}</summary>
            <p>{t(Key::DESK_ACTIVITY_TEXT)}</p>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <TextInput
                    id="activity-name"
                    label=t(Key::CASE_ACTIVITY_NAME)
                    error=error_of(errors, "activity-name")
                    value=name
                />
                <div class="form-group">
                    <label class="form-label" for="activity-to">{t(Key::CASE_ACTIVITY_PLACE)}</label>
                    {move || error_of(errors, "activity-to").get().map(|words| view! { <p class="form-error-message">{words}</p> })}
                    <select
                        class="form-select"
                        id="activity-to"
                        on:change=move |event| provider.set(event_target_value(&event))
                    >
                        <option value="">{t(Key::DESK_CHOOSE)}</option>
                        {options}
                    </select>
                </div>
                <DateInput
                    id="activity-from"
                    legend=t(Key::CASE_TRANSPORT_FROM)
                    error=error_of(errors, "activity-from-day")
                    value=from
                />
                <DateInput
                    id="activity-until"
                    legend=t(Key::CASE_TRANSPORT_UNTIL)
                    error=error_of(errors, "activity-until-day")
                    value=until
                />
                <CheckboxGroup
                    id="activity-days"
                    legend=t(Key::CASE_ACTIVITY_DAYS)
                    choices=weekdays.collect()
                    error=error_of(errors, "activity-days-0")
                    value=days
                />
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_ACTIVITY_SEND)}</Button>
            </Form>
        </details>
    }
    .into_any()
}

/// On its page: day by day, what is objected to, and another last day.
pub fn shown(activity: &Activity, act: Callback<Change>) -> AnyView {
    let settle = |one: &Attendance| {
        let waits = one.may_object() && one.objection.is_some();
        waits.then(|| settling(one, act))
    };
    let until = DateFields::new(None);
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let kept = StoredValue::new(activity.clone());
    let end = move |()| {
        let day = untrack(|| until.date());
        errors.set(missing(&[(
            "end-day",
            day.is_none_or(|day| kept.with_value(|it| day < it.from.0)),
        )]));
        if let (Some(day), true) = (day, errors.read_untracked().is_empty()) {
            let mut content = kept.get_value();
            content.until = Dato(day);
            act.run(Change::Change {
                content: Content::Activity(content),
            });
        }
    };
    view! {
        {attend::list(activity, settle)}
        <p>{t(Key::DESK_SETTLE_NOTHING)}</p>
        <Details summary=t(Key::DESK_ACTIVITY_END)>
            <Form on_submit=end>
                <ErrorSummary errors/>
                <DateInput
                    id="end"
                    legend=t(Key::CASE_TRANSPORT_UNTIL)
                    error=error_of(errors, "end-day")
                    value=until
                />
                <Button kind=ButtonKind::Secondary>{t(Key::DESK_ACTIVITY_END)}</Button>
            </Form>
        </Details>
    }
    .into_any()
}

fn settling(one: &Attendance, act: Callback<Change>) -> AnyView {
    let day = one.day;
    let wanted = RwSignal::new(None::<String>);
    let reason = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let (wanted, said) = (wanted.get_untracked(), reason.get_untracked());
        errors.set(missing(&[
            ("settle-0", wanted.is_none()),
            ("settle-reason", said.trim().is_empty()),
        ]));
        if errors.read_untracked().is_empty() {
            act.run(Change::Settle {
                day,
                stands: wanted.as_deref() == Some("stands"),
                reason: said,
            });
        }
    };
    let choices = vec![
        Choice::new("struck", t(Key::DESK_SETTLE_STRUCK)),
        Choice::new("stands", t(Key::DESK_SETTLE_STANDS)),
    ];
    view! {
        <Details summary=t(Key::DESK_SETTLE) open=true>
            <Form on_submit=submit>
                <ErrorSummary errors/>
                <RadioGroup
                    id="settle"
                    legend=t(Key::DESK_SETTLE_WHAT)
                    choices
                    error=error_of(errors, "settle-0")
                    value=wanted
                />
                <TextArea
                    id="settle-reason"
                    label=t(Key::DESK_MATTER_REASON)
                    hint=t(Key::DESK_MATTER_REASON_HINT)
                    error=error_of(errors, "settle-reason")
                    value=reason
                    most=TEXT_LIMIT
                />
                <Button>{t(Key::DESK_SETTLE)}</Button>
            </Form>
        </Details>
    }
    .into_any()
}
