//! What the kiosk shows: one question on each screen.

use indgang_api::meetings::Place;
use indgang_api::reception::{Arrival, Visitor, Waiting};
use leptos::prelude::*;

use super::idle::Idle;
use super::kiosk::{Stage, State};
use super::pad::{Pad, as_date, as_phone};
use super::words::Tongue;
use crate::browser::location;
use crate::municipality::municipality;
use crate::routes::Route;
use crate::text::Key;
use crate::ui::qr;

/// The most dots a side that a phone reads from the screen.
const MOST_DOTS: i32 = 60;

/// The whole screen.
pub fn screen(state: State, idle: Idle) -> AnyView {
    let tongue = state.tongue;
    let is_warned = Memo::new(move |_| idle.warning().is_some());
    view! {
        <div class="kiosk" lang=move || tongue.get().code() dir=move || tongue.get().direction()>
            <header class="kiosk__head">
                <p class="kiosk__name" lang="da" dir="ltr">{municipality().navn.clone()}</p>
                {move || (!tongue.get().is_reviewed()).then(|| view! {
                    <p class="kiosk__unreviewed" lang="en" dir="ltr">
                        <span lang="da">"Ikke gennemlæst endnu"</span>" / not yet reviewed"
                    </p>
                })}
            </header>
            <div class="kiosk__away" role="status">
                {move || state.is_away.get().then(|| view! { <p>{tongue.get().say(Key::KIOSK_AWAY)}</p> })}
            </div>
            <div class="kiosk__stage">
                {move || {
                    let tongue = tongue.get();
                    state.stage.with(|stage| question(state, tongue, stage))
                }}
            </div>
            <p class="kiosk__busy" role="status">
                {move || state.is_busy.get().then(|| tongue.get().say(Key::KIOSK_BUSY))}
            </p>
            {move || is_warned.get().then(|| still(idle, tongue.get()))}
            {move || foot(state, tongue.get())}
        </div>
    }
    .into_any()
}

/// That the screen will be cleared, and how to keep it.
fn still(idle: Idle, tongue: Tongue) -> AnyView {
    let left = move || {
        let left = idle.warning().unwrap_or_default().to_string();
        tongue.say_with(Key::KIOSK_STILL_TEXT, &[("n", &left)])
    };
    view! {
        <section class="kiosk__still" aria-label=tongue.say(Key::KIOSK_STILL)>
            // Said once: a voice that counts would drown everything else.
            <p role="alert"><strong>{tongue.say(Key::KIOSK_STILL)}</strong></p>
            <p aria-hidden="true">{left}</p>
            <button type="button" class="kiosk__button" on:click=move |_| idle.more()>
                {tongue.say(Key::KIOSK_STILL_MORE)}
            </button>
        </section>
    }
    .into_any()
}

/// The ways out: always the same, always there.
fn foot(state: State, tongue: Tongue) -> AnyView {
    let stage = state.stage;
    let is_at_rest = Memo::new(move |_| stage.with(|stage| *stage == Stage::Rest));
    // What is done is done: from there one begins anew.
    let has_way_back = Memo::new(move |_| {
        stage.with(|stage| !matches!(stage, Stage::Rest | Stage::Answer(_) | Stage::Drawn { .. }))
    });
    let is_help = Memo::new(move |_| stage.with(|stage| *stage == Stage::Help));
    view! {
        <div class="kiosk__foot">
            {move || has_way_back.get().then(|| view! {
                <button type="button" class="kiosk__button kiosk__button--quiet" on:click=move |_| state.back()>
                    {tongue.say(Key::KIOSK_BACK)}
                </button>
            })}
            {move || (!is_at_rest.get()).then(|| view! {
                <button type="button" class="kiosk__button kiosk__button--quiet" on:click=move |_| state.clear()>
                    {tongue.say(Key::KIOSK_RESTART)}
                </button>
            })}
            {move || (!is_help.get()).then(|| view! {
                <button
                    type="button"
                    class="kiosk__button kiosk__button--help"
                    on:click=move |_| state.go(Stage::Help)
                >
                    {tongue.say(Key::KIOSK_HELP)}
                </button>
            })}
        </div>
    }
    .into_any()
}

fn question(state: State, tongue: Tongue, stage: &Stage) -> AnyView {
    match stage {
        Stage::Rest => rest(state),
        Stage::Begin => choices(
            tongue.say(Key::KIOSK_BEGIN),
            [
                answer(tongue.say(Key::KIOSK_BEGIN_YES), move || {
                    state.go(Stage::Born)
                }),
                answer(tongue.say(Key::KIOSK_BEGIN_NO), move || no_meeting(state)),
            ],
        ),
        Stage::Born => born(state, tongue),
        Stage::Which(found) => which(state, tongue, found),
        Stage::Nobody => told(
            tongue.say(Key::KIOSK_NOBODY),
            tongue.say(Key::KIOSK_NOBODY_TEXT).to_owned(),
            vec![
                answer(tongue.say(Key::KIOSK_AGAIN), move || state.back()),
                answer(tongue.say(Key::KIOSK_NUMBER), move || no_meeting(state)),
            ],
        ),
        Stage::Answer(arrival) => arrived(state, tongue, arrival),
        Stage::Errand => errand(state, tongue),
        Stage::Where => choices(
            tongue.say(Key::KIOSK_WHERE),
            [
                answer(tongue.say(Key::KIOSK_WHERE_HERE), move || {
                    state.draw(String::new())
                }),
                answer(tongue.say(Key::KIOSK_WHERE_OUT), move || {
                    state.go(Stage::Phone)
                }),
            ],
        ),
        Stage::Phone => phone(state, tongue),
        Stage::Drawn { waiting, is_out } => drawn(state, tongue, waiting, *is_out),
        Stage::Help => told(
            tongue.say(Key::KIOSK_HELP_TITLE),
            tongue.say_with(Key::KIOSK_HELP_TEXT, &[("telefon", &telephone())]),
            vec![done(state, tongue)],
        ),
        Stage::TooMany => told(
            tongue.say(Key::KIOSK_TOO_MANY),
            tongue.say(Key::KIOSK_TOO_MANY_TEXT).to_owned(),
            vec![answer(tongue.say(Key::KIOSK_NUMBER), move || {
                no_meeting(state)
            })],
        ),
    }
}

/// Where no numbers are drawn, a person helps.
fn no_meeting(state: State) {
    let draws = state
        .hall
        .with_untracked(|hall| hall.as_ref().is_some_and(|hall| !hall.errands.is_empty()));
    state.go(if draws { Stage::Errand } else { Stage::Help });
}

/// A number keeps its order in a text that is read from the right.
fn telephone() -> String {
    format!("\u{2066}{}\u{2069}", municipality().telefon)
}

fn answer(words: impl Into<String>, act: impl Fn() + 'static) -> AnyView {
    let words: String = words.into();
    view! { <button type="button" class="kiosk__button" on:click=move |_| act()>{words}</button> }
        .into_any()
}

fn done(state: State, tongue: Tongue) -> AnyView {
    answer(tongue.say(Key::KIOSK_DONE), move || state.clear())
}

fn choices(title: impl Into<String>, answers: impl IntoIterator<Item = AnyView>) -> AnyView {
    let title: String = title.into();
    let answers: Vec<AnyView> = answers.into_iter().collect();
    view! { <h1>{title}</h1> <div class="kiosk__answers">{answers}</div> }.into_any()
}

fn told(title: &'static str, text: String, answers: Vec<AnyView>) -> AnyView {
    view! {
        <h1>{title}</h1>
        <p class="kiosk__text">{text}</p>
        <div class="kiosk__answers">{answers}</div>
    }
    .into_any()
}

fn rest(state: State) -> AnyView {
    let welcome = Tongue::ALL.map(|tongue| {
        view! { <span lang=tongue.code() dir=tongue.direction()>{tongue.say(Key::KIOSK_WELCOME)}</span> }
    });
    let tongues = Tongue::ALL.map(|tongue| {
        let begin = move |_| {
            state.tongue.set(tongue);
            state.go(Stage::Begin);
        };
        view! {
            <button type="button" class="kiosk__button" lang=tongue.code() dir=tongue.direction() on:click=begin>
                {tongue.own_name()}
            </button>
        }
    });
    let address = format!("{}{}", location::origin(), Route::Meetings.path());
    let label = Tongue::Da.say_with(Key::KIOSK_OWN_QR, &[("adresse", &address)]);
    view! {
        <h1 class="kiosk__welcome">{welcome.collect_view()}</h1>
        <p class="kiosk__text">
            {Tongue::Da.say(Key::KIOSK_LANGUAGE)}" / "<span lang="en">{Tongue::En.say(Key::KIOSK_LANGUAGE)}</span>
        </p>
        <div class="kiosk__answers kiosk__answers--two">{tongues.collect_view()}</div>
        <section class="kiosk__own">
            {qr(&address, MOST_DOTS, &label)}
            <div>
                <h2>{Tongue::Da.say(Key::KIOSK_OWN)}</h2>
                <p>{Tongue::Da.say(Key::KIOSK_OWN_TEXT)}</p>
                <p lang="en">{Tongue::En.say(Key::KIOSK_OWN_TEXT)}</p>
            </div>
        </section>
    }
    .into_any()
}

fn born(state: State, tongue: Tongue) -> AnyView {
    let find = Callback::new(move |()| state.find());
    view! {
        <h1>{tongue.say(Key::KIOSK_BORN)}</h1>
        <Pad
            digits=state.digits
            most=8
            written=as_date
            label=Key::KIOSK_BORN_LABEL
            hint=Key::KIOSK_BORN_HINT
            shape=Key::KIOSK_BORN_SHAPE
            fault=state.fault
            tongue
            done=find
        />
        <div class="kiosk__answers">{answer(tongue.say(Key::KIOSK_NEXT), move || find.run(()))}</div>
    }
    .into_any()
}

fn phone(state: State, tongue: Tongue) -> AnyView {
    let draw = Callback::new(move |()| state.draw_and_call());
    view! {
        <h1>{tongue.say(Key::KIOSK_PHONE)}</h1>
        <Pad
            digits=state.digits
            most=15
            written=as_phone
            label=Key::KIOSK_PHONE_LABEL
            hint=Key::KIOSK_PHONE_HINT
            fault=state.fault
            tongue
            done=draw
        />
        <div class="kiosk__answers">{answer(tongue.say(Key::KIOSK_NUMBER), move || draw.run(()))}</div>
    }
    .into_any()
}

fn which(state: State, tongue: Tongue, found: &[Visitor]) -> AnyView {
    let none = |key| answer(tongue.say(key), move || state.go(Stage::Nobody));
    if let [visitor] = found {
        let token = visitor.token.clone();
        // A name in another script keeps its own direction.
        let name = format!("\u{2068}{}\u{2069}", visitor.first_name);
        return choices(
            tongue.say_with(Key::KIOSK_CONFIRM, &[("navn", &name)]),
            [
                answer(tongue.say(Key::KIOSK_CONFIRM_YES), move || {
                    state.arrive(token.clone());
                }),
                none(Key::KIOSK_NONE),
            ],
        );
    }
    let names = found.iter().map(|visitor| {
        let token = visitor.token.clone();
        answer(visitor.first_name.clone(), move || {
            state.arrive(token.clone());
        })
    });
    choices(
        tongue.say(Key::KIOSK_WHICH),
        names
            .chain([none(Key::KIOSK_WHICH_NONE)])
            .collect::<Vec<_>>(),
    )
}

fn arrived(state: State, tongue: Tongue, arrival: &Arrival) -> AnyView {
    let end = vec![done(state, tongue)];
    match arrival {
        Arrival::Here(waiting) => {
            let ways = (!waiting.room.is_empty()).then(|| {
                let room = [("lokale", waiting.room.as_str())];
                tongue.say_with(Key::KIOSK_HERE_ROOM, &room)
            });
            view! {
                <h1>{tongue.say(Key::KIOSK_HERE)}</h1>
                {number(tongue.say(Key::KIOSK_HERE_NUMBER), waiting)}
                {match ways {
                    Some(way) => view! { <p class="kiosk__text">{way}</p> }.into_any(),
                    None => waits(state, tongue, waiting),
                }}
                <div class="kiosk__answers">{end}</div>
            }
            .into_any()
        }
        Arrival::Early { start, from } => told(
            tongue.say(Key::KIOSK_EARLY),
            tongue.say_with(
                Key::KIOSK_EARLY_TEXT,
                &[("tid", &tongue.time(*start)), ("fra", &tongue.time(*from))],
            ),
            end,
        ),
        Arrival::Late {} => told(
            tongue.say(Key::KIOSK_LATE),
            tongue.say(Key::KIOSK_LATE_TEXT).to_owned(),
            end,
        ),
        Arrival::Over {} => told(
            tongue.say(Key::KIOSK_OVER),
            tongue.say(Key::KIOSK_OVER_TEXT).to_owned(),
            end,
        ),
        Arrival::Elsewhere { place, start } => elsewhere(tongue, place, *start, end),
    }
}

fn elsewhere(tongue: Tongue, place: &Place, start: i64, end: Vec<AnyView>) -> AnyView {
    let (name, name_in) = tongue.of_two(&place.name);
    let (way, way_in) = tongue.of_two(&place.way);
    let values = [("tid", &*tongue.time(start)), ("telefon", &*telephone())];
    view! {
        <h1>{tongue.say(Key::KIOSK_ELSEWHERE)}</h1>
        <p class="kiosk__text">{tongue.say_with(Key::KIOSK_ELSEWHERE_TEXT, &values)}</p>
        <div class="kiosk__place">
            <p lang=name_in dir="auto"><strong>{name}</strong></p>
            <p class="kiosk__address" lang="da" dir="ltr">{place.address.clone()}</p>
            <p lang=way_in dir="auto">{way}</p>
        </div>
        <div class="kiosk__answers">{end}</div>
    }
    .into_any()
}

fn errand(state: State, tongue: Tongue) -> AnyView {
    let hall = state.hall.get_untracked();
    let errands = hall
        .into_iter()
        .flat_map(|hall| hall.errands)
        .map(|errand| {
            let (name, name_in) = tongue.of(&errand.name);
            let choose = move |_| {
                state.errand.set(errand.key.clone());
                state.go(Stage::Where);
            };
            view! {
                <button type="button" class="kiosk__button" on:click=choose>
                    <span lang=name_in dir="auto">{name}</span>
                </button>
            }
        });
    view! {
        <h1>{tongue.say(Key::KIOSK_ERRAND)}</h1>
        <div class="kiosk__answers">{errands.collect_view()}</div>
    }
    .into_any()
}

fn drawn(state: State, tongue: Tongue, waiting: &Waiting, is_out: bool) -> AnyView {
    // Who waits outside is told how long, not where to sit.
    let waits = match is_out {
        true => how_long(tongue, waiting),
        false => waits(state, tongue, waiting),
    };
    view! {
        <h1 class="sr-only">{tongue.say(Key::KIOSK_DRAWN)}" "{waiting.label.clone()}</h1>
        {number(tongue.say(Key::KIOSK_DRAWN), waiting)}
        {is_out.then(|| view! { <p class="kiosk__text">{tongue.say(Key::KIOSK_DRAWN_OUT)}</p> })}
        {waits}
        <div class="kiosk__answers">{done(state, tongue)}</div>
    }
    .into_any()
}

fn number(title: &'static str, waiting: &Waiting) -> AnyView {
    view! {
        <p class="kiosk__number">
            <span>{title}</span>
            <bdi class="kiosk__label">{waiting.label.clone()}</bdi>
        </p>
    }
    .into_any()
}

fn how_long(tongue: Tongue, waiting: &Waiting) -> AnyView {
    let (least, most) = (waiting.least.to_string(), waiting.most.to_string());
    let words = tongue.say_with(Key::KIOSK_WAIT, &[("fra", &least), ("til", &most)]);
    view! { <p class="kiosk__text">{words}</p> }.into_any()
}

/// How long, and where.
fn waits(state: State, tongue: Tongue, waiting: &Waiting) -> AnyView {
    let area = state.hall.with_untracked(|hall| {
        let area = hall.as_ref().and_then(|hall| hall.waiting.as_ref());
        area.map(|area| tongue.of(area))
    });
    let area = area
        .map(|(area, area_in)| view! { <p class="kiosk__text" lang=area_in dir="auto">{area}</p> });
    view! { {how_long(tongue, waiting)} {area} }.into_any()
}
