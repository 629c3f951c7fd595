//! One page about a citizen before a meeting: what is ahead, what they want to talk about, what was agreed,
//! until when they are to book, and a meeting that is booked for them.

use indgang_api::citizens::{self, Citizen};
use indgang_api::kommune::Dato;
use indgang_api::meetings::{
    DEADLINE, Deadline, FACTS, Facts, FreeTime, FreeTimes, Meeting, Meetings, NewMeeting,
    OF_CITIZEN, TIMES,
};
use indgang_domain::meetings::Form;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{acts, ask, away, case, day};
use crate::browser::{clock, format, page};
use crate::routes::Route;
use crate::text::{Key, t, t_with};
use crate::ui::{
    Alert, AlertKind, Button, ButtonKind, Choice, DateFields, DateInput, RadioGroup, TextArea,
};

/// What is known of them.
#[derive(Clone, PartialEq)]
struct Known {
    name: String,
    own: Meetings,
    facts: Facts,
}

/// The page.
#[component]
pub fn Overview(
    /// Who.
    id: String,
) -> impl IntoView {
    let come = RwSignal::new(None::<Option<Known>>);
    let said = RwSignal::new(None::<(AlertKind, String)>);
    let id = StoredValue::new(id);
    let read = move || {
        spawn_local(async move {
            let id = id.get_value();
            let found = async {
                let citizen: Citizen = ask::get(&citizens::ONE.replace("{citizen}", &id)).await?;
                Ok::<_, crate::browser::http::Unreachable>(Known {
                    name: citizen.name,
                    own: ask::get(&OF_CITIZEN.replace("{citizen}", &id)).await?,
                    facts: ask::get(FACTS).await?,
                })
            };
            let found = found.await.ok();
            let _ = come.try_set(Some(found));
        });
    };
    read();
    let done = Callback::new(move |fault: Option<String>| {
        said.set(fault.map(|words| (AlertKind::Warning, words)));
        read();
    });
    let told = Callback::new(move |words: String| {
        said.set(Some((AlertKind::Success, words)));
        read();
    });
    view! {
        {move || said.get().map(|(kind, words)| view! {
            <Alert kind announced=true><p>{words}</p></Alert>
        })}
        {move || match come.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(None) => away(),
            Some(Some(known)) => overview(&id.get_value(), &known, done, told),
        }}
    }
}

fn overview(
    id: &str,
    known: &Known,
    done: Callback<Option<String>>,
    told: Callback<String>,
) -> AnyView {
    let (ahead, past): (Vec<&Meeting>, Vec<&Meeting>) = known
        .own
        .meetings
        .iter()
        .partition(|meeting| meeting.status.takes_time());
    let has_ahead = !ahead.is_empty();
    let ahead: Vec<AnyView> = ahead
        .into_iter()
        .map(|meeting| {
            let topics = match meeting.wishes.topics.as_str() {
                "" => t(Key::DESK_TOPICS_NONE),
                topics => topics,
            };
            view! {
                <li class="desk__card">
                    <h3>{format::when(meeting.start)}</h3>
                    <p class="desk__line">
                        {day::name_of_kind(Some(&known.facts), &meeting.kind)}" · "{day::form(meeting.form)}
                        " · "{day::status(meeting.status)}
                    </p>
                    <p class="desk__label">{t(Key::DESK_TOPICS)}</p>
                    <p class="desk__said">{topics.to_owned()}</p>
                    {acts::acts(id, &known.name, meeting, done)}
                </li>
            }
            .into_any()
        })
        .collect();
    let past: Vec<AnyView> = past
        .into_iter()
        .map(|meeting| {
            let words = meeting.summary.clone().or_else(|| meeting.explanation.clone());
            let words = words.or_else(|| meeting.reason.clone());
            view! {
                <li class="desk__card">
                    <h3>{format::when(meeting.start)}</h3>
                    <p class="desk__line">
                        {day::name_of_kind(Some(&known.facts), &meeting.kind)}" · "{day::status(meeting.status)}
                    </p>
                    {words.map(|words| view! { <p class="desk__said">{words}</p> })}
                    {acts::acts(id, &known.name, meeting, done)}
                </li>
            }
            .into_any()
        })
        .collect();
    let has_past = !past.is_empty();
    view! {
        <p class="desk__who">{known.name.clone()}</p>
        <p><a href=Route::PlanMeeting.path()>{t(Key::DESK_PLAN)}</a></p>
        <h2>{t(Key::DESK_AHEAD)}</h2>
        {if has_ahead {
            view! { <ul class="nobullet-list">{ahead}</ul> }.into_any()
        } else {
            view! { <p>{t(Key::DESK_AHEAD_NONE)}</p> }.into_any()
        }}
        {known.own.deadline.as_ref().map(|it| {
            let words = t_with(Key::DESK_DEADLINE_IS, &[("dag", &format::day(it.until.0))]);
            view! { <p>{words}</p> }
        })}
        {case::of(id, told, done)}
        {book(id, &known.facts, told, done)}
        {deadline(id, &known.facts, told, done)}
        {has_past.then(|| view! { <h2>{t(Key::DESK_PAST)}</h2> <ul class="nobullet-list">{past}</ul> })}
    }
    .into_any()
}

/// The municipality's kinds as answers.
fn kinds(facts: &Facts) -> AnyView {
    let kinds = facts.kinds.iter().map(|kind| {
        let name = day::name_of_kind(Some(facts), &kind.key);
        view! { <option value=kind.key.clone()>{name}</option> }
    });
    view! {
        <option value="">{t(Key::DESK_CHOOSE)}</option>
        {kinds.collect::<Vec<_>>()}
    }
    .into_any()
}

fn select(id: &'static str, label: Key, facts: &Facts, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="form-group">
            <label class="form-label" for=id>{t(label)}</label>
            <select class="form-select" id=id on:change=move |event| value.set(event_target_value(&event))>
                {kinds(facts)}
            </select>
        </div>
    }
    .into_any()
}

/// Books a meeting as the citizen says on the telephone or at the desk.
fn book(
    id: &str,
    facts: &Facts,
    told: Callback<String>,
    done: Callback<Option<String>>,
) -> AnyView {
    let kind = RwSignal::new(String::new());
    let form = RwSignal::new(None::<String>);
    let times = RwSignal::new(FreeTimes {
        times: Vec::new(),
        until: None,
    });
    let address = OF_CITIZEN.replace("{citizen}", id);
    Effect::new(move |_| {
        let kind = kind.get();
        times.set(FreeTimes {
            times: Vec::new(),
            until: None,
        });
        if kind.is_empty() {
            return;
        }
        spawn_local(async move {
            if let Ok(found) = ask::get(&format!("{TIMES}?kind={kind}")).await {
                let _ = times.try_set(found);
            }
        });
    });
    let take = Callback::new(move |new: NewMeeting| {
        let address = address.clone();
        spawn_local(async move {
            let words = t_with(Key::DESK_BOOKED, &[("tid", &format::when(new.start))]);
            match ask::make(&address, &new).await {
                Ok(_) => told.run(words),
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    });
    let forms = Form::ALL.map(|it| Choice::new(it.name(), day::form(it)));
    let list = move || {
        let form = Form::named(form.read().as_deref()?)?;
        let free = times.read();
        let day_of = |start: i64| clock::at(start).map(|at| at.date);
        let days = free
            .times
            .chunk_by(|one, next| day_of(one.start) == day_of(next.start));
        let days: Vec<AnyView> = days
            .filter_map(|day| {
                let date = day_of(day.first()?.start)?;
                let buttons = buttons(day, form, &kind.get_untracked(), take);
                (!buttons.is_empty()).then(|| {
                    view! {
                        <h3 class="desk__free-day">{format::day(date)}</h3>
                        <ul class="desk__free nobullet-list">{buttons}</ul>
                    }
                    .into_any()
                })
            })
            .collect();
        let view = if days.is_empty() {
            view! { <p>{t(Key::DESK_TIMES_NONE)}</p> }.into_any()
        } else {
            days.into_any()
        };
        Some(view)
    };
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_BOOK)}</summary>
            {select("book-kind", Key::DESK_KIND, facts, kind)}
            <RadioGroup id="book-form" legend=t(Key::DESK_FORM) choices=forms.into() value=form/>
            {move || (!kind.read().is_empty()).then(list)}
        </details>
    }
    .into_any()
}

/// The times of a day in a form.
fn buttons(day: &[FreeTime], form: Form, kind: &str, take: Callback<NewMeeting>) -> Vec<AnyView> {
    day.iter()
        .filter_map(|time| {
            let way = time.ways.iter().find(|way| way.form == form)?;
            let new = NewMeeting {
                kind: kind.to_owned(),
                start: time.start,
                form,
                place: way.place.clone(),
            };
            let words = format::time_at(time.start);
            let view = view! {
                <li>
                    <Button kind=ButtonKind::Secondary on_press=move |()| take.run(new.clone())>
                        {words}
                    </Button>
                </li>
            };
            Some(view.into_any())
        })
        .collect()
}

/// Says until when the citizen is to book.
fn deadline(
    id: &str,
    facts: &Facts,
    told: Callback<String>,
    done: Callback<Option<String>>,
) -> AnyView {
    let kind = RwSignal::new(String::new());
    let until = DateFields::new(None);
    let reason = RwSignal::new(String::new());
    let days = facts.booking_days.value.to_string();
    let address = StoredValue::new(DEADLINE.replace("{citizen}", id));
    let set = move |()| {
        let Some(date) = until.date().filter(|_| !kind.read_untracked().is_empty()) else {
            page::focus("deadline-kind");
            return done.run(Some(t(Key::DESK_DEADLINE_MISSING).to_owned()));
        };
        let deadline = Deadline {
            kind: kind.get_untracked(),
            until: Dato(date),
            reason: reason.get_untracked(),
        };
        spawn_local(async move {
            let words = t_with(Key::DESK_DEADLINE_IS, &[("dag", &format::day(date))]);
            let nothing = ("accept", "application/json");
            match ask::change("PUT", &address.get_value(), nothing, &deadline).await {
                Ok(_) => told.run(words),
                Err(ask::Failed(words)) => done.run(Some(words)),
            }
        });
    };
    view! {
        <details class="desk__more">
            <summary>{t(Key::DESK_DEADLINE)}</summary>
            <p>{t_with(Key::DESK_DEADLINE_TEXT, &[("dage", &days), ("kilde", &facts.booking_days.source)])}</p>
            {select("deadline-kind", Key::DESK_KIND, facts, kind)}
            <DateInput id="deadline" legend=t(Key::DESK_DEADLINE_DAY) value=until/>
            <TextArea
                id="deadline-reason"
                label=t(Key::DESK_DEADLINE_REASON)
                value=reason
                most=indgang_api::meetings::TEXT_LIMIT
            />
            <Button kind=ButtonKind::Secondary on_press=set>{t(Key::DESK_DEADLINE_SET)}</Button>
        </details>
    }
    .into_any()
}
