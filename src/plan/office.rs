//! The caseworker's side: join a meeting with its code, or open the plan of a citizen who shows it to the
//! unit. Only what is shown is seen, and what is written here is offered, never done.

use indgang_api::citizens::{self, Citizen};
use indgang_api::plan::{MEDIA_TYPE, OF_CITIZEN};
use indgang_api::session::{self, Session};
use indgang_domain::plan::Log;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::room::{self, Meeting};
use super::state::{self, Side};
use super::{PlanBoard, adults, beside, meeting};
use crate::browser::{clock, http};
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind, Button, ButtonKind};

/// The page.
#[component]
pub fn Office() -> impl IntoView {
    let who = RwSignal::new(None::<Session>);
    let citizen = RwSignal::new(None::<Citizen>);
    state::sit_at(Side::Guest, "");
    let code = beside::code();
    let is_beside = code.is_some();
    spawn_local(async move {
        let answer = http::ask("GET", session::PATH).await;
        let session = answer
            .ok()
            .and_then(|it| serde_json::from_slice(&it.body).ok());
        who.set(Some(session.unwrap_or_default()));
        if let Some(code) = code {
            room::join(code);
        }
    });
    on_cleanup(|| {
        room::leave();
        state::sit_at(Side::Owner, "");
    });
    let in_meeting =
        Memo::new(|_| matches!(room::meeting().get(), Meeting::On(_) | Meeting::Away(_)));
    move || {
        match who.get() {
        None => view! { <h1>{t(Key::MEETING_OFFICE)}</h1> <p role="status">{t(Key::MEETING_COMING)}</p> }
            .into_any(),
        Some(session) if session.roles.is_empty() => sign_in(),
        Some(session) => {
            let name = session.name.unwrap_or_default();
            match (in_meeting.get(), citizen.get()) {
                (true, _) => in_a_meeting(&name, is_beside),
                (false, _) if is_beside => {
                    state::sit_at(Side::Guest, "");
                    beside::others()
                }
                (false, Some(one)) => of_citizen(one, &name, citizen),
                (false, None) => choose(citizen),
            }
        }
    }
    }
}

fn sign_in() -> AnyView {
    let address = format!("{}?return_to=/plan/moede", session::SIGN_IN);
    view! {
        <h1>{t(Key::MEETING_OFFICE)}</h1>
        <p>{t(Key::MEETING_OFFICE_SIGN_IN)}</p>
        <p><a class="button button-primary" href=address rel="external">{t(Key::MEETING_SIGN_IN)}</a></p>
    }
    .into_any()
}

fn in_a_meeting(name: &str, is_beside: bool) -> AnyView {
    state::sit_at(Side::Office, name);
    view! {
        <PlanBoard/>
        {(!is_beside).then(|| view! {
            <Button kind=ButtonKind::Secondary on_press=|()| room::leave()>{t(Key::MEETING_LEAVE)}</Button>
        })}
    }
    .into_any()
}

/// The code of a meeting, and the citizens of the unit.
fn choose(citizen: RwSignal<Option<Citizen>>) -> AnyView {
    state::sit_at(Side::Guest, "");
    let all = RwSignal::new(Vec::<Citizen>::new());
    spawn_local(async move {
        if let Ok(answer) = http::ask("GET", citizens::PATH).await
            && let Ok(citizens) = serde_json::from_slice(&answer.body)
        {
            all.set(citizens);
        }
    });
    let list = move || {
        let citizens = all.get().into_iter().map(|one| {
            let name = one.name.clone();
            view! {
                <li>
                    <Button kind=ButtonKind::Secondary on_press=move |()| citizen.set(Some(one.clone()))>
                        {name}
                    </Button>
                </li>
            }
        });
        citizens.collect_view()
    };
    view! {
        {meeting::join_form()}
        <Show when=move || !all.read().is_empty()>
            <h2>{t(Key::OFFICE_CITIZENS)}</h2>
            <p>{t(Key::OFFICE_CITIZENS_TEXT)}</p>
            <ul class="nobullet-list">{list}</ul>
        </Show>
    }
    .into_any()
}

/// How far a citizen's plan has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Come {
    Coming,
    Here,
    NotShown,
    Away,
}

fn of_citizen(one: Citizen, name: &str, citizen: RwSignal<Option<Citizen>>) -> AnyView {
    state::sit_at(Side::Office, name);
    let come = RwSignal::new(Come::Coming);
    let unsent = RwSignal::new(false);
    let address = OF_CITIZEN.replace("{citizen}", &one.id);
    let id = one.id.clone();
    let adults = RwSignal::new(None);
    spawn_local(async move {
        let is_open = || citizen.with_untracked(|now| now.as_ref().is_some_and(|now| now.id == id));
        let mut sent = Log::default();
        let mut asked = 0;
        while is_open() {
            const OFTEN: u64 = 10_000;
            let now = clock::milliseconds();
            if now.saturating_sub(asked) > OFTEN {
                asked = now;
                let status = fetch(&address).await;
                if !is_open() {
                    return;
                }
                // What was seen stays on the screen while the network is away.
                if come.get_untracked() != Come::Here || status == Come::NotShown {
                    come.set(status);
                }
                adults::load_theirs(adults, &id).await;
            }
            let own = state::log().read_untracked().of_replica(state::replica());
            if own != sent && !own.is_empty() {
                let headers = [("content-type", MEDIA_TYPE)];
                let answer = http::send("POST", &address, &headers, Some(&own.to_bytes())).await;
                let is_sent = answer.is_ok_and(|answer| answer.is_success());
                unsent.set(!is_sent);
                if is_sent {
                    sent = own;
                }
            }
            clock::pause(500).await;
        }
    });
    let name = one.name;
    view! {
        <p class="office__who"><strong>{name}</strong></p>
        {move || match come.get() {
            Come::Coming => view! { <p role="status">{t(Key::MEETING_COMING)}</p> }.into_any(),
            Come::NotShown => view! { <h1>{t(Key::MEETING_OFFICE)}</h1> <p>{t(Key::OFFICE_NOT_SHOWN)}</p> }.into_any(),
            Come::Away => view! { <h1>{t(Key::MEETING_OFFICE)}</h1> <p>{t(Key::MEETING_REFUSED_AWAY)}</p> }.into_any(),
            Come::Here => view! { <PlanBoard/> }.into_any(),
        }}
        {move || adults.read().as_ref().map(adults::theirs)}
        <Show when=move || unsent.get()>
            <Alert kind=AlertKind::Warning heading=t(Key::OFFICE_UNSENT) announced=true><p>{t(Key::OFFICE_UNSENT_TEXT)}</p></Alert>
        </Show>
        <Button kind=ButtonKind::Secondary on_press=move |()| citizen.set(None)>{t(Key::OFFICE_BACK)}</Button>
    }
    .into_any()
}

async fn fetch(address: &str) -> Come {
    match http::ask("GET", address).await {
        Ok(answer) if answer.is_success() => match Log::from_bytes(&answer.body) {
            Ok(log) => {
                state::merge(&log);
                Come::Here
            }
            Err(_) => Come::Away,
        },
        Ok(answer) if matches!(answer.status, 401 | 403 | 404) => Come::NotShown,
        _ => Come::Away,
    }
}
