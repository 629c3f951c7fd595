//! What other units may see: each with its purpose, what it replaces and its last day, given and withdrawn here.

use indgang_api::consents::{self, NewConsent};
use indgang_api::kommune::Dato;
use indgang_api::mine_data::{self, Part};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::form::today;
use super::frame::{frame, trouble};
use super::keep::{self, Failed};
use crate::browser::http::Unreachable;
use crate::browser::{bytes, format, http, page};
use crate::text::{Key, t, t_with};
use crate::ui::{
    Button, Choice, DateFields, DateInput, ErrorSummary, FieldError, Form, Markup, RadioGroup,
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
            let given = RwSignal::new(Vec::<Value>::new());
            let failed = RwSignal::new(None::<Failed>);
            read(given);
            let stop = move |event| {
                let Some(asked) = page::asked(&event) else {
                    return;
                };
                spawn_local(async move {
                    match http::ask("DELETE", &asked.what).await {
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
                <p class="font-lead">{t(Key::CONSENT_LEAD)}</p>
                {trouble(failed)}
                <div on:click=stop>{move || list(&given.get())}</div>
                {form(given, failed)}
            }
            .into_any()
        },
    )
}

/// Those that hold.
fn read(given: RwSignal<Vec<Value>>) {
    spawn_local(async move {
        let Ok(answer) = http::ask("GET", mine_data::PATH).await else {
            return;
        };
        let data = answer.json().unwrap_or_default();
        let last = today().to_string();
        let holds = |one: &&Value| one["withdrawn_at"].is_null() && *word(one, "ends_on") >= *last;
        let all = data["consents"].as_array().into_iter().flatten();
        // Whoever went on does not wait any more.
        let _ = given.try_set(all.filter(holds).cloned().collect());
    });
}

fn word<'a>(entry: &'a Value, name: &str) -> &'a str {
    entry[name].as_str().unwrap_or_default()
}

fn list(all: &[Value]) -> AnyView {
    let mut markup = Markup::default();
    if all.is_empty() {
        markup.put("p", t(Key::CONSENT_NONE));
        return markup.into_view();
    }
    markup.open_list("ul", "case__sent");
    for one in all {
        let part = PARTS
            .iter()
            .find(|(part, ..)| part.name() == word(one, "part"));
        let part = part.map(|(_, name, _)| t(*name)).unwrap_or_default();
        let last = Date::parse(word(one, "ends_on")).map(format::date_long);
        let until = [("hvad", part), ("dag", &*last.unwrap_or_default())];
        let unit = word(one, "unit");
        markup.open("li", &[]);
        markup.put("h2", unit);
        markup.put("p", &t_with(Key::CONSENT_ONE, &until));
        markup.put_in("p", "case__said", word(one, "purpose"));
        let address = consents::ONE.replace("{consent}", word(one, "id"));
        let stops = [
            ("type", "button"),
            ("class", "button button-secondary"),
            ("data-asks", &*address),
        ];
        let words = t_with(Key::CONSENT_STOP, &[("enhed", unit), ("hvad", part)]);
        markup.put_with("button", &stops, &words);
        markup.close("li");
    }
    markup.close("ul");
    markup.into_view()
}

/// Gives one.
fn form(given: RwSignal<Vec<Value>>, failed: RwSignal<Option<Failed>>) -> AnyView {
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
            match keep::change::<Value>("POST", consents::PATH, &header, &wish).await {
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
    let error = move |field| FieldError::at(errors, field);
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
