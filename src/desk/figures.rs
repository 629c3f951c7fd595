//! How it goes, without persons.

use indgang_api::indicators::{CSV, Indicator, Measure, PATH};
use indgang_api::opinions::{self, Opinion};
use indgang_domain::case::{Kind, Outcome};
use indgang_domain::meetings::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::{ask, away};
use crate::browser::format;
use crate::case::words;
use crate::text::{Key, t, t_with};

/// The page.
pub fn figures() -> AnyView {
    let come = RwSignal::new(None::<Option<Vec<Indicator>>>);
    let said = RwSignal::new(Vec::<Opinion>::new());
    spawn_local(async move {
        let indicators = ask::get(PATH).await.ok();
        // Whoever went on does not wait any more.
        let _ = come.try_set(Some(indicators));
        let _ = said.try_set(ask::get(opinions::PATH).await.unwrap_or_default());
    });
    view! {
        <p class="font-lead">{t(Key::FIGURES_LEAD)}</p>
        {move || match come.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(None) => away(),
            Some(Some(indicators)) if indicators.is_empty() => {
                view! { <p>{t(Key::FIGURES_EMPTY)}</p> }.into_any()
            }
            Some(Some(indicators)) => {
                let halves = indicators.chunk_by(|one, next| one.half_year == next.half_year);
                let halves: Vec<AnyView> = halves.map(half).collect();
                view! {
                    {halves}
                    <p><a href=CSV download rel="external">{t(Key::FIGURES_FILE)}</a></p>
                }
                .into_any()
            }
        }}
        {move || {
            let said: Vec<AnyView> = said.read().iter().map(opinion).collect();
            (!said.is_empty()).then(|| view! {
                <h2>{t(Key::FIGURES_OPINIONS)}</h2>
                <ul class="nobullet-list">{said}</ul>
            })
        }}
    }
    .into_any()
}

fn opinion(opinion: &Opinion) -> AnyView {
    let phone = Some(opinion.phone.clone()).filter(|phone| !phone.is_empty());
    let phone =
        phone.map(|phone| view! { <p>{t_with(Key::FIGURES_CALL, &[("telefon", &phone)])}</p> });
    view! {
        <li>
            <p class="desk__line">{format::when(opinion.given_at)}</p>
            <p>{opinion.text.clone()}</p>
            {phone}
        </li>
    }
    .into_any()
}

fn half(indicators: &[Indicator]) -> AnyView {
    let half_year = indicators.first().map_or("", |one| &one.half_year);
    let (year, half) = half_year.split_once('-').unwrap_or_default();
    let heading = t_with(Key::FIGURES_HALF, &[("nummer", half), ("aar", year)]);
    let by_measure = indicators.chunk_by(|one, next| one.measure == next.measure);
    let lines: Vec<AnyView> = by_measure.map(measure).collect();
    view! { <h2>{heading}</h2> <dl class="figures-list">{lines}</dl> }.into_any()
}

fn measure(indicators: &[Indicator]) -> AnyView {
    let Some(first) = indicators.first() else {
        return ().into_any();
    };
    let name = t(match first.measure {
        Measure::FirstMeeting => Key::FIGURES_FIRST,
        Measure::SelfBooked => Key::FIGURES_BOOKED,
        Measure::NotCome => Key::FIGURES_MISSED,
        Measure::Rating => Key::FIGURES_RATING,
        Measure::InTime => Key::FIGURES_IN_TIME,
        Measure::OwnSteps => Key::FIGURES_OWN,
        Measure::OwnIdeas => Key::FIGURES_IDEAS,
        Measure::Sent => Key::FIGURES_SENT,
        Measure::Decided => Key::FIGURES_DECIDED,
        Measure::OwnActs => Key::FIGURES_OWN_ACTS,
        Measure::DeskActs => Key::FIGURES_DESK_ACTS,
        Measure::MinutesSaved => Key::FIGURES_SAVED,
        Measure::HandedOver => Key::FIGURES_HANDED,
    });
    let values = indicators.iter().map(|one| {
        let part = part(one);
        let value = value(one);
        view! { <dd>{(!part.is_empty()).then(|| format!("{part}: "))}{value}</dd> }.into_any()
    });
    let values: Vec<AnyView> = values.collect();
    view! { <dt>{name}</dt> {values} }.into_any()
}

/// Of which form, kind, decision or week.
fn part(one: &Indicator) -> String {
    let form = |part: &str| Form::ALL.into_iter().find(|form| form.name() == part);
    match one.measure {
        Measure::NotCome | Measure::Rating => form(&one.part)
            .map(super::day::form)
            .unwrap_or_default()
            .to_owned(),
        Measure::Sent => Kind::named(&one.part)
            .map(words::kind)
            .unwrap_or_default()
            .to_owned(),
        Measure::Decided => {
            let (kind, outcome) = one.part.split_once('/').unwrap_or_default();
            let outcome = serde_json::from_value::<Outcome>(Value::from(outcome));
            match (Kind::named(kind), outcome) {
                (Some(kind), Ok(outcome)) => {
                    format!(
                        "{}. {}",
                        words::kind(kind),
                        t(words::outcome(kind, outcome))
                    )
                }
                _ => String::new(),
            }
        }
        Measure::OwnActs | Measure::DeskActs | Measure::MinutesSaved => {
            let (_, number) = one.part.split_once("-W").unwrap_or_default();
            t_with(
                Key::FIGURES_WEEK,
                &[("nummer", number.trim_start_matches('0'))],
            )
        }
        _ => String::new(),
    }
}

fn value(one: &Indicator) -> String {
    let Some(value) = one.value else {
        return t(Key::FIGURES_FEW).to_owned();
    };
    let filled = |key, value: &str| t_with(key, &[("tal", value)]);
    match one.measure {
        Measure::FirstMeeting => filled(Key::FIGURES_DAYS, &value.to_string()),
        Measure::Rating => {
            let mark = format::number(&format!("{}.{}", value / 10, value % 10));
            filled(Key::FIGURES_OF_FIVE, &mark)
        }
        Measure::HandedOver => filled(Key::FIGURES_OF_HUNDRED, &value.to_string()),
        Measure::MinutesSaved => filled(Key::FIGURES_MINUTES, &format::number(&value.to_string())),
        Measure::Sent | Measure::Decided | Measure::OwnActs | Measure::DeskActs => {
            value.to_string()
        }
        _ => filled(Key::FIGURES_PERCENT, &value.to_string()),
    }
}
