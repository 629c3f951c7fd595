//! Who came, for whoever runs an activity: the names of a day, and a yes or a no to each.

use indgang_api::attendance::{Expected, ONE, PATH, Roll};
use indgang_domain::case::activity::Attended;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away};
use crate::browser::{clock, format, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind};

/// The page.
pub fn attendance() -> AnyView {
    let day = RwSignal::new(clock::today());
    let come = RwSignal::new(None::<Option<Roll>>);
    let failed = RwSignal::new(None::<String>);
    let read = move || {
        let asked = day.get_untracked();
        let query = asked.map_or_else(String::new, |day| format!("?date={day}"));
        spawn_local(async move {
            let found = ask::get::<Roll>(&format!("{PATH}{query}")).await.ok();
            // Whoever went on, or looks at another day, does not wait for it.
            if day.try_get_untracked() == Some(asked) {
                come.set(Some(found));
            }
        });
    };
    Effect::new(move |_| {
        day.track();
        // The names of one day never stand under another.
        come.set(None);
        read();
    });
    let go = move |days: i32| {
        day.update(|day| *day = day.map(|day| day.plus_days(days)));
        page::focus("attendance-day");
    };
    let say = Callback::new(move |(one, came): (Expected, bool)| {
        let Some(Some(roll)) = come.get_untracked() else {
            return;
        };
        let address = ONE.replace("{activity}", &one.id);
        let said = Attended {
            day: roll.day,
            came,
        };
        spawn_local(async move {
            let header = ("accept", "application/json");
            match ask::change("POST", &address, header, &said).await {
                Ok(_) => {
                    let what = t(name_of(came));
                    let words = [("navn", one.name.as_str()), ("hvad", what)];
                    page::announce(&t_with(Key::DESK_ATTENDANCE_DONE, &words));
                    failed.set(None);
                    // What has the focus keeps it: only who came is drawn anew.
                    come.update(|come| {
                        let people = come.iter_mut().flatten().flat_map(|roll| &mut roll.people);
                        for known in people.filter(|known| known.id == one.id) {
                            known.came = Some(came);
                        }
                    });
                }
                Err(ask::Failed(words)) => {
                    failed.set(Some(words));
                    read();
                }
            }
        });
    });
    let heading = move || day.get().map(format::day);
    let is_open = Memo::new(move |_| come.read().as_ref().map(Option::is_some));
    let people = move || {
        let come = come.read();
        let roll = come.iter().flatten();
        roll.flat_map(|roll| roll.people.clone())
            .collect::<Vec<_>>()
    };
    let can_say = Memo::new(move |_| come.read().iter().flatten().any(|roll| roll.is_open));
    let is_empty = Memo::new(move |_| people().is_empty());
    let of = move |id: &str| people().into_iter().find(|one| one.id == id);
    view! {
        <p>{t(Key::DESK_ATTENDANCE_TEXT)}</p>
        {move || failed.get().map(|words| view! {
            <Alert kind=AlertKind::Warning heading=t(Key::DESK_FAILED_TITLE) announced=true><p>{words}</p></Alert>
        })}
        <div class="desk__menu">
            <Button kind=ButtonKind::Secondary on_press=move |()| go(-1)>{t(Key::DESK_ATTENDANCE_BEFORE)}</Button>
            <Button kind=ButtonKind::Secondary on_press=move |()| go(1)>{t(Key::DESK_ATTENDANCE_AFTER)}</Button>
        </div>
        <h2 id="attendance-day" tabindex="-1">{heading}</h2>
        {move || match is_open.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(false) => away(),
            Some(true) => view! {
                {move || (!can_say.get()).then(|| view! { <p>{t(Key::DESK_ATTENDANCE_CLOSED)}</p> })}
                {move || is_empty.get().then(|| view! { <p>{t(Key::DESK_ATTENDANCE_NONE)}</p> })}
                <ul class="desk__work nobullet-list">
                    <For each=people key=|one| (one.id.clone(), one.is_fixed) let:one>
                        {row(one, of, can_say, say)}
                    </For>
                </ul>
            }
            .into_any(),
        }}
    }
    .into_any()
}

const fn name_of(came: bool) -> Key {
    if came {
        Key::CASE_ACTIVITY_CAME
    } else {
        Key::CASE_ACTIVITY_ABSENT
    }
}

fn row(
    one: Expected,
    of: impl Fn(&str) -> Option<Expected> + Copy + Send + Sync + 'static,
    can_say: Memo<bool>,
    say: Callback<(Expected, bool)>,
) -> AnyView {
    let heading = format!("attend-{}", one.id);
    let labelled = heading.clone();
    let id = one.id.clone();
    let now = Memo::new(move |_| of(&id).and_then(|one| one.came));
    let (name, activity, is_fixed) = (one.name.clone(), one.activity.clone(), one.is_fixed);
    let one = StoredValue::new(one);
    let choice = move |came: bool| {
        let pressed = move || {
            if now.get() == Some(came) {
                "true"
            } else {
                "false"
            }
        };
        view! {
            <button
                type="button"
                class="button button-secondary desk__toggle"
                aria-pressed=pressed
                on:click=move |_| say.run((one.get_value(), came))
            >
                {t(name_of(came))}
            </button>
        }
    };
    let said = move || now.get().map(|came| t(name_of(came)));
    let can_change = move || can_say.get() && !is_fixed;
    view! {
        <li><div role="group" aria-labelledby=labelled>
            <h3 id=heading>{name}</h3>
            <p class="desk__line">{activity}</p>
            {is_fixed.then(|| view! { <p>{t(Key::DESK_ATTENDANCE_FIXED)}</p> })}
            {move || match can_change() {
                true => view! { <p>{choice(true)}" "{choice(false)}</p> }.into_any(),
                false => view! { <p><strong>{said}</strong></p> }.into_any(),
            }}
        </div></li>
    }
    .into_any()
}
