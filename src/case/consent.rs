//! What other units may see: each with its purpose, what it replaces and its last day, given and withdrawn here.

use indgang_api::consents::{self, Consent, NewConsent};
use indgang_api::kommune::Dato;
use indgang_api::mine_data::{self, MineData, Part};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::today;
use super::frame::{frame, trouble};
use super::keep::{self, Failed};
use crate::browser::http::Unreachable;
use crate::browser::{bytes, format, http, page};
use crate::text::{Key, t, t_with};
use crate::ui::{
    Button, ButtonKind, Choice, DateFields, DateInput, ErrorSummary, FieldError, Form, RadioGroup,
    TextArea,
};

/// The longest purpose, in characters, as the server takes it.
const PURPOSE: usize = 500;
/// For how many days it is offered, unless the citizen chooses another day.
const DAYS: i32 = 90;

/// What can be shown, with what it replaces.
const PARTS: [(Part, Key, Key); 3] = [
    (Part::Plan, Key::CONSENT_PLAN, Key::CONSENT_PLAN_TEXT),
    (
        Part::Benefit,
        Key::CONSENT_BENEFIT,
        Key::CONSENT_BENEFIT_TEXT,
    ),
    (
        Part::Meetings,
        Key::CONSENT_MEETINGS,
        Key::CONSENT_MEETINGS_TEXT,
    ),
];

/// The page.
pub fn page() -> AnyView {
    frame(
        || t(Key::CONSENT_TITLE).to_owned(),
        false,
        || {
            if keep::is_helping() {
                // Whom somebody lets look is theirs to say.
                return view! { <p>{t(Key::CONSENT_HELPER)}</p> }.into_any();
            }
            let given = RwSignal::new(Vec::<Consent>::new());
            let failed = RwSignal::new(None::<Failed>);
            read(given);
            view! {
                <p class="font-lead">{t(Key::CONSENT_LEAD)}</p>
                {trouble(failed)}
                {move || list(&given.get(), given, failed)}
                {form(given, failed)}
            }
            .into_any()
        },
    )
}

/// Those that hold.
fn read(given: RwSignal<Vec<Consent>>) {
    spawn_local(async move {
        if let Ok(data) = keep::get::<MineData>(mine_data::PATH).await {
            let last = today().to_string();
            let holds = |one: &Consent| one.withdrawn_at.is_none() && one.ends_on >= last;
            // Whoever went on does not wait any more.
            let _ = given.try_set(data.consents.into_iter().filter(holds).collect());
        }
    });
}

fn list(
    all: &[Consent],
    given: RwSignal<Vec<Consent>>,
    failed: RwSignal<Option<Failed>>,
) -> AnyView {
    if all.is_empty() {
        return view! { <p>{t(Key::CONSENT_NONE)}</p> }.into_any();
    }
    let rows = all.iter().map(|one| {
        let part = PARTS.iter().find(|(part, ..)| part.name() == one.part);
        let part = part.map(|(_, name, _)| t(*name)).unwrap_or_default();
        let last = Date::parse(&one.ends_on)
            .map(format::date_long)
            .unwrap_or_default();
        let words = t_with(Key::CONSENT_ONE, &[("hvad", part), ("dag", &last)]);
        let stop = t_with(Key::CONSENT_STOP, &[("enhed", &one.unit), ("hvad", part)]);
        let address = consents::ONE.replace("{consent}", &one.id);
        let press = move |()| {
            let address = address.clone();
            spawn_local(async move {
                match http::ask("DELETE", &address).await {
                    Ok(answer) if answer.is_success() => {
                        page::announce(t(Key::CONSENT_STOPPED));
                        read(given);
                    }
                    Ok(_) => failed.set(Some(Failed::Changed)),
                    Err(Unreachable) => failed.set(Some(Failed::Away)),
                }
            });
        };
        view! {
            <li>
                <h2>{one.unit.clone()}</h2>
                <p>{words}</p>
                <p class="case__said">{one.purpose.clone()}</p>
                <p><Button kind=ButtonKind::Secondary on_press=press>{stop}</Button></p>
            </li>
        }
    });
    view! { <ul class="case__sent nobullet-list">{rows.collect::<Vec<_>>()}</ul> }.into_any()
}

/// Gives one.
fn form(given: RwSignal<Vec<Consent>>, failed: RwSignal<Option<Failed>>) -> AnyView {
    let units = untrack(keep::known).map(|known| known.case.other_units);
    let units = units.unwrap_or_default();
    if units.is_empty() {
        return view! { <p>{t(Key::CONSENT_ALL)}</p> }.into_any();
    }
    let (unit, part) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let purpose = RwSignal::new(String::new());
    let until = DateFields::new(Some(today().plus_days(DAYS)));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let submit = move |()| {
        let chosen = part.get_untracked();
        let part = PARTS
            .iter()
            .find(|(part, ..)| chosen.as_deref() == Some(part.name()));
        let (unit, said) = (unit.get_untracked(), purpose.get_untracked());
        let last =
            untrack(|| until.date()).filter(|day| (today()..=today().plus_days(366)).contains(day));
        let missing = [
            ("unit-0", unit.is_none(), Key::CASE_WRONG_CHOICE),
            ("part-0", part.is_none(), Key::CASE_WRONG_CHOICE),
            ("purpose", said.trim().is_empty(), Key::CASE_WRONG_MISSING),
            ("until-day", last.is_none(), Key::CONSENT_WRONG_DAY),
        ];
        let wrong = missing.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        errors.set(
            wrong
                .map(|(field, _, words)| FieldError {
                    field: field.to_owned(),
                    message: t(words).to_owned(),
                })
                .collect(),
        );
        let (Some(unit), Some((part, ..)), Some(last), true) =
            (unit, part, last, errors.read_untracked().is_empty())
        else {
            return;
        };
        let wish = NewConsent {
            unit,
            part: *part,
            purpose: said,
            ends_on: Dato(last),
        };
        spawn_local(async move {
            let key = bytes::once();
            let header = [("idempotency-key", key.as_str())];
            match keep::change::<Consent>("POST", consents::PATH, &header, &wish).await {
                Ok(_) => {
                    let _ = failed.try_set(None);
                    let _ = purpose.try_set(String::new());
                    page::announce(t(Key::CONSENT_DONE));
                    read(given);
                }
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                }
            }
        });
    };
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let errors = errors.read();
            let here = errors.iter().find(|error| error.field == field)?;
            Some(here.message.clone())
        })
    };
    // A choice stands for as long as the app does; a municipality has a handful of units.
    let units: Vec<Choice> = units
        .into_iter()
        .map(|unit| Choice::new(unit.id.leak(), unit.name.leak()))
        .collect();
    let parts = PARTS.map(|(part, name, text)| Choice::new(part.name(), t(name)).hint(t(text)));
    view! {
        <h2>{t(Key::CONSENT_GIVE)}</h2>
        <Form on_submit=submit>
            <ErrorSummary errors/>
            <RadioGroup id="unit" legend=t(Key::CONSENT_UNIT) choices=units error=error("unit-0") value=unit/>
            <RadioGroup id="part" legend=t(Key::CONSENT_PART) choices=parts.into() error=error("part-0") value=part/>
            <TextArea
                id="purpose"
                label=t(Key::CONSENT_PURPOSE)
                hint=t(Key::CONSENT_PURPOSE_HINT)
                error=error("purpose")
                value=purpose
                most=PURPOSE
            />
            <DateInput
                id="until"
                legend=t(Key::CONSENT_UNTIL)
                hint=t(Key::CONSENT_UNTIL_HINT)
                error=error("until-day")
                value=until
            />
            <p><Button>{t(Key::CONSENT_GIVE)}</Button></p>
        </Form>
        <p class="case__line">{t(Key::CONSENT_WITHOUT)}</p>
    }
    .into_any()
}
