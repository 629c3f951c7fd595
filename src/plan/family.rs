//! Links for relatives: what the owner chooses, encrypted with a key that stands in the link only. No
//! sign-in, an end, and a way to stop it.

use indgang_api::kommune::Dato;
use indgang_api::plan::{LINK, LINKS, Link, NewLink};
use indgang_domain::plan::board::{Card, Proposal};
use indgang_domain::plan::edit::ItemId;
use indgang_domain::plan::share::Shown;
use indgang_domain::plan::{Day, Log};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::PlanBoard;
use super::state::{self, Side};
use super::{hold, words};
use crate::browser::secret::Key as SecretKey;
use crate::browser::{bytes, clipboard, format, http, location, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// The owner's links, and a form for a new one.
pub fn links() -> AnyView {
    let all = RwSignal::new(Vec::<Link>::new());
    let made = RwSignal::new(None::<String>);
    let failed = RwSignal::new(false);
    load(all);
    let chosen = RwSignal::new(
        state::board()
            .get_untracked()
            .cards
            .iter()
            .filter(|card| is_open(card))
            .map(|card| card.id)
            .collect::<Vec<ItemId>>(),
    );
    let with_goal = RwSignal::new(false);
    let days = RwSignal::new(30_i32);
    let make = move |()| {
        let shown = Shown {
            items: chosen.get_untracked().into_iter().collect(),
            goal: with_goal.get_untracked(),
        };
        let ends = Day(untrack(state::today).0 + days.get_untracked()).date();
        spawn_local(async move {
            let address = new_link(&shown, ends).await;
            failed.set(address.is_none());
            made.set(address);
            load(all);
        });
    };
    let cards = state::board().get_untracked().cards;
    let cards = cards
        .into_iter()
        .filter(|card| card.proposal == Proposal::Taken);
    view! {
        <p>{t(Key::FAMILY_TEXT)}</p>
        <ul class="family nobullet-list">
            <For each=move || all.get() key=|link| link.id.clone() let:link>{one(link, all)}</For>
        </ul>
        <fieldset>
            <legend class="form-label">{t(Key::FAMILY_CHOOSE)}</legend>
            {tick("family-goal".to_owned(), t(Key::FAMILY_GOAL).to_owned(), false, move |on| with_goal.set(on))}
            {cards.map(|card| choice(&card, chosen)).collect_view()}
        </fieldset>
        <label class="form-label" for="family-days">{t(Key::FAMILY_DAYS)}</label>
        <select
            class="form-select"
            id="family-days"
            on:change=move |event| days.set(event_target_value(&event).parse().unwrap_or(30))
        >
            <option value="7">{t(Key::FAMILY_WEEK)}</option>
            <option value="30" selected=true>{t(Key::FAMILY_MONTH)}</option>
            <option value="90">{t(Key::FAMILY_QUARTER)}</option>
        </select>
        <Button on_press=make>{t(Key::FAMILY_MAKE)}</Button>
        <Show when=move || failed.get()>
            <p class="form-error-message" role="alert">{t(Key::FAMILY_FAILED)}</p>
        </Show>
        {move || made.get().map(|address| {
            let copied = address.clone();
            let copy = move |()| {
                let address = copied.clone();
                spawn_local(async move {
                    if clipboard::copy(&address).await {
                        page::announce(t(Key::FAMILY_COPIED));
                    }
                });
            };
            view! {
                <div class="back__note">
                    <p>{t(Key::FAMILY_MADE)}</p>
                </div>
                <input class="form-input" readonly=true value=address aria-label=t(Key::FAMILY_ADDRESS)/>
                <Button kind=ButtonKind::Secondary on_press=copy>{t(Key::FAMILY_COPY)}</Button>
            }
        })}
    }
    .into_any()
}

/// Whether a card tells nothing of health, debt and the like: those are chosen one by one.
pub fn is_open(card: &Card) -> bool {
    card.proposal == Proposal::Taken && !card.is_sensitive()
}

/// A tick box for a card among those that are chosen.
pub fn choice(card: &Card, chosen: RwSignal<Vec<ItemId>>) -> AnyView {
    let id = card.id;
    let change = move |on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|known| *known != id);
            if on {
                chosen.push(id);
            }
        });
    };
    let field = format!("family-{}", hold::name(id));
    tick(field, words::title(card), is_open(card), change)
}

/// A tick box.
pub fn tick(id: String, words: String, on: bool, change: impl Fn(bool) + 'static) -> AnyView {
    view! {
        <div class="form-group-checkbox">
            <input
                class="form-checkbox"
                type="checkbox"
                id=id.clone()
                prop:checked=on
                on:change=move |event| change(event_target_checked(&event))
            />
            <label class="form-label" for=id>{words}</label>
        </div>
    }
    .into_any()
}

fn one(link: Link, all: RwSignal<Vec<Link>>) -> AnyView {
    let ends = Date::parse(&link.ends_on).map_or_else(|| link.ends_on.clone(), format::date_long);
    let made = format::moment(&link.created_at);
    let address = LINK.replace("{link}", &link.id);
    let revoke = move |()| {
        let address = address.clone();
        spawn_local(async move {
            if http::ask("DELETE", &address)
                .await
                .is_ok_and(|it| it.is_success())
            {
                page::announce(t(Key::FAMILY_REVOKED));
            }
            load(all);
        });
    };
    view! {
        <li class="note">
            <p><Icon name="link"/>{t_with(Key::FAMILY_ONE, &[("dato", &made), ("slut", &ends)])}</p>
            <Button kind=ButtonKind::Secondary on_press=revoke>{t(Key::FAMILY_REVOKE)}</Button>
        </li>
    }
    .into_any()
}

fn load(all: RwSignal<Vec<Link>>) {
    spawn_local(async move {
        if let Ok(answer) = http::ask("GET", LINKS).await
            && let Ok(links) = serde_json::from_slice(&answer.body)
        {
            all.set(links);
        }
    });
}

/// The address of a new link; `None` when it could not be made.
async fn new_link(shown: &Shown, ends: Date) -> Option<String> {
    let key = SecretKey::fresh();
    let log = state::log().get_untracked().shown(shown);
    let sealed = key.seal(&log.to_bytes()).await?;
    let body = NewLink {
        sealed: bytes::to_text(&sealed),
        ends_on: Dato(ends),
    };
    let body = serde_json::to_vec(&body).ok()?;
    let once = bytes::once();
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", once.as_str()),
    ];
    let answer = http::send("POST", LINKS, &headers, Some(&body))
        .await
        .ok()?;
    let link: Link = serde_json::from_slice(&answer.body)
        .ok()
        .filter(|_| answer.is_success())?;
    let origin = location::origin();
    Some(format!("{origin}/plan/vist#{}.{}", link.id, key.to_text()))
}

/// The page behind a link.
#[component]
pub fn ShownPlan() -> impl IntoView {
    let shown = RwSignal::new(None::<bool>);
    state::sit_at(Side::Guest, "");
    on_cleanup(|| state::sit_at(Side::Owner, ""));
    let fragment = location::fragment();
    spawn_local(async move {
        let log = fetch(&fragment).await;
        shown.set(Some(log.is_some()));
        if let Some(log) = log {
            state::merge(&log);
        }
    });
    move || match shown.get() {
        None => {
            view! { <h1>{t(Key::SHOW_TITLE)}</h1> <p role="status">{t(Key::MEETING_COMING)}</p> }
                .into_any()
        }
        Some(true) => view! { <PlanBoard/> }.into_any(),
        Some(false) => {
            view! { <h1>{t(Key::SHOW_TITLE)}</h1> <p>{t(Key::FAMILY_GONE)}</p> }.into_any()
        }
    }
}

async fn fetch(fragment: &str) -> Option<Log> {
    let (id, key) = fragment.split_once('.')?;
    let key = SecretKey::from_text(key)?;
    let answer = http::ask("GET", &LINK.replace("{link}", id)).await.ok()?;
    let plain = key
        .open(&answer.body)
        .await
        .filter(|_| answer.is_success())?;
    Log::from_bytes(&plain).ok()
}
