//! The screen: who is called, and where to.

use std::ops::Range;
use std::time::Duration;

use indgang_api::devices::DeviceKind;
use indgang_api::reception::{self as api, Call, SCREEN};
use indgang_domain::meetings::Words;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::device::{self, AGAIN, Is, SetUp, find_out};
use crate::browser::sound::Bell;
use crate::browser::{clock, connection, format, http, page, store};
use crate::municipality::municipality;
use crate::text::{Key, Language, language_now, t, t_with};

/// Where the last state is kept: numbers and rooms.
const ON_DEVICE: &str = "reception.screen";
/// The minutes of the day when nobody is here.
const NIGHT: Range<u16> = 2 * 60..4 * 60;
/// For how many seconds a call is shown as a new one.
const NEW: u16 = 20;

/// The screen as it is.
#[derive(Clone, Copy)]
struct State {
    is: RwSignal<Is>,
    shown: RwSignal<Option<api::Screen>>,
    is_away: RwSignal<bool>,
    /// Seconds for which the newest call is new still.
    new: RwSignal<u16>,
    bell: StoredValue<Option<Bell>, LocalStorage>,
    has_sound: RwSignal<bool>,
    /// What the clock shows.
    minute: RwSignal<Option<u16>>,
}

/// `/infoskaerm`.
#[component]
pub fn Screen() -> impl IntoView {
    let state = State {
        is: RwSignal::new(Is::Coming),
        shown: RwSignal::new(load()),
        is_away: RwSignal::new(false),
        new: RwSignal::new(0),
        bell: StoredValue::new_local(None),
        has_sound: RwSignal::new(false),
        minute: RwSignal::new(clock::now().map(|now| now.minute)),
    };
    find_out(state.is);
    spawn_local(state.follow());
    let tick = move || {
        state.minute.set(clock::now().map(|now| now.minute));
        if state.new.try_get_untracked().is_some_and(|new| new > 0) {
            state.new.update(|new| *new -= 1);
        }
    };
    if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    // Nobody is there to be asked: a newer app is taken into use at once, or at night where that would silence
    // the sound.
    let newer = connection::new_version();
    Effect::new(move |_| {
        let is_night = state
            .minute
            .get()
            .is_some_and(|minute| NIGHT.contains(&minute));
        if newer.get() && (is_night || !state.has_sound.get_untracked()) {
            connection::use_new_version();
        }
    });
    let stands = Memo::new(move |_| {
        let is_screen = state.is.get() == Is::Device(DeviceKind::Screen);
        (is_screen || state.is.get() == Is::Away) && state.shown.with(Option::is_some)
    });
    move || match stands.get() {
        true => board(state),
        false => view! {
            <div class="device__set-up"><SetUp is=state.is wanted=DeviceKind::Screen/></div>
        }
        .into_any(),
    }
}

fn load() -> Option<api::Screen> {
    serde_json::from_slice(store::load(ON_DEVICE)?.as_bytes()).ok()
}

impl State {
    /// Asks every few seconds.
    async fn follow(self) {
        while device::is_one(self.is, DeviceKind::Screen).await {
            let answer = http::ask("GET", SCREEN).await;
            if self.is.is_disposed() {
                return;
            }
            match answer {
                Ok(answer) if answer.is_success() => {
                    if let Ok(shown) = serde_json::from_slice(&answer.body) {
                        store::save(ON_DEVICE, &String::from_utf8_lossy(&answer.body));
                        self.show(shown);
                        self.is_away.set(false);
                    }
                }
                Ok(answer) if matches!(answer.status, 401 | 403) => {
                    store::clear(ON_DEVICE);
                    self.is.set(device::ask().await);
                }
                _ => self.is_away.set(true),
            }
            clock::pause(AGAIN).await;
        }
    }

    fn show(self, shown: api::Screen) {
        let before = self.shown.with_untracked(|before| {
            let newest = before.as_ref().and_then(|before| before.calls.first());
            newest.map_or(0, |call| call.at)
        });
        let newest = shown.calls.first().filter(|call| call.at > before).cloned();
        self.shown.set(Some(shown));
        if let Some(call) = newest {
            self.new.set(NEW);
            page::announce(&format!("{} {}", call.label, call.room));
            if self.has_sound.get_untracked() {
                self.bell.with_value(|bell| {
                    if let Some(bell) = bell {
                        bell.ring();
                    }
                });
            }
        }
    }

    /// Sound, after a touch: browsers allow it only then.
    fn sound(self) {
        let wants = !self.has_sound.get_untracked();
        if wants {
            let bell = Bell::new();
            if let Some(bell) = &bell {
                bell.ring();
            }
            self.bell.set_value(bell);
        }
        self.has_sound.set(wants);
    }
}

fn words(words: &Words) -> String {
    match language_now() {
        Language::Da => words.da.clone(),
        Language::En => words.en.clone(),
    }
}

fn board(state: State) -> AnyView {
    let calls = Memo::new(move |_| {
        let shown = state.shown.get();
        shown.map(|shown| shown.calls).unwrap_or_default()
    });
    let beside = Memo::new(move |_| {
        state
            .shown
            .get()
            .map(|shown| (shown.place, shown.way, shown.hours, shown.news))
    });
    let waiting = move || {
        let waiting = state
            .shown
            .with(|shown| shown.as_ref().map_or(0, |shown| shown.waiting));
        (waiting > 0).then(|| t_with(Key::SCREEN_WAITING, &[("n", &waiting.to_string())]))
    };
    let updated = move || {
        let at = state
            .shown
            .with(|shown| shown.as_ref().map_or(0, |shown| shown.at));
        let time = [("tid", &*format::time_at(at))];
        match state.is_away.get() {
            true => t_with(Key::SCREEN_OLD, &time),
            false => t_with(Key::SCREEN_UPDATED, &time),
        }
    };
    let sound = move || match state.has_sound.get() {
        true => t(Key::SCREEN_SOUND_OFF),
        false => t(Key::SCREEN_SOUND_ON),
    };
    let now = move || state.minute.get().map(format::time);
    view! {
        <div class="screen">
            <header class="screen__head">
                <h1>{t(Key::SCREEN_TITLE)}</h1>
                <p class="screen__place">
                    {municipality().navn.clone()}", "
                    {move || beside.get().map(|(place, ..)| words(&place.name))}
                </p>
            </header>
            <section class="screen__calls" aria-label=t(Key::SCREEN_CALLED)>
                {move || called(state, &calls.get())}
            </section>
            <aside class="screen__beside" aria-label=t(Key::SCREEN_WAY)>
                {move || beside.get().map(|(_, way, hours, news)| view! {
                    <h2>{t(Key::SCREEN_WAY)}</h2>
                    <p>{words(&way)}</p>
                    <h2>{t(Key::SCREEN_HOURS)}</h2>
                    <p>{if hours.is_empty() { t(Key::SCREEN_CLOSED).to_owned() } else { hours.replace('-', "–") }}</p>
                    {(!news.is_empty()).then(|| view! {
                        <h2>{t(Key::SCREEN_NEWS)}</h2>
                        {news.iter().map(|line| view! { <p>{words(line)}</p> }).collect_view()}
                    })}
                })}
            </aside>
            <footer class="screen__foot">
                <p class="screen__clock">{now}</p>
                <p>{waiting}</p>
                <p class="screen__updated" class:screen__updated--old=move || state.is_away.get()>{updated}</p>
                <button type="button" class="screen__sound" on:click=move |_| state.sound()>{sound}</button>
            </footer>
        </div>
    }
    .into_any()
}

fn called(state: State, calls: &[Call]) -> AnyView {
    let Some((newest, earlier)) = calls.split_first() else {
        return view! { <p class="screen__nobody">{t(Key::SCREEN_NOBODY)}</p> }.into_any();
    };
    let is_new = Memo::new(move |_| state.new.get() > 0);
    let earlier = earlier.iter().map(|call| {
        view! {
            <li>
                <bdi class="screen__label">{call.label.clone()}</bdi>
                <span class="screen__room">{call.room.clone()}</span>
            </li>
        }
    });
    let earlier = earlier.collect_view();
    view! {
        <div class="screen__now" class:screen__now--new=move || is_new.get()>
            <p class="screen__mark">{move || is_new.get().then(|| t(Key::SCREEN_NOW))}</p>
            <p class="screen__number"><bdi>{newest.label.clone()}</bdi></p>
            <p class="screen__to">{newest.room.clone()}</p>
        </div>
        {(!earlier.is_empty()).then(|| view! {
            <h2 class="screen__earlier-title">{t(Key::SCREEN_EARLIER)}</h2>
            <ul class="screen__earlier">{earlier}</ul>
        })}
    }
    .into_any()
}
