//! The calendar elsewhere that one's busy times are read from.

use std::time::Duration;

use indgang_api::meetings::{FEED, Feed, NewFeed, Unread};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::ask;
use crate::browser::{format, http, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Alert, AlertKind, Button, ButtonKind, Form, TextInput};

/// How soon one sees how the first reading went.
const SOON: Duration = Duration::from_secs(2);

/// What is known of it.
#[derive(Clone, PartialEq, Eq)]
enum Come {
    Coming,
    Away,
    None,
    Here(Feed),
}

/// The part of the page about it.
#[component]
pub fn OwnCalendar() -> impl IntoView {
    let come = RwSignal::new(Come::Coming);
    read(come);
    view! {
        <section class="desk__feed">
            <h2 id="own-calendar" tabindex="-1">{t(Key::DESK_FEED)}</h2>
            <p>{t(Key::DESK_FEED_TEXT)}</p>
            {move || match come.get() {
                Come::Coming => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
                Come::Away => super::away(),
                Come::None => address(come),
                Come::Here(feed) => here(&feed, come),
            }}
        </section>
    }
}

/// Looks how reading goes, and again until it has been tried.
fn read(come: RwSignal<Come>) {
    spawn_local(async move {
        let next = match ask::find::<Feed>(FEED).await {
            Ok(Some((feed, _))) => Come::Here(feed),
            Ok(None) => Come::None,
            Err(_) => Come::Away,
        };
        if matches!(&next, Come::Here(feed) if feed.read_at.is_none() && feed.failure.is_none()) {
            set_timeout(move || read(come), SOON);
        }
        // Whoever went on does not wait any more.
        if come
            .try_get_untracked()
            .is_some_and(|before| before != next)
        {
            come.set(next);
        }
    });
}

fn address(come: RwSignal<Come>) -> AnyView {
    let value = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let keep = move |()| {
        spawn_local(async move {
            let new = NewFeed {
                address: value.get_untracked(),
            };
            let body = serde_json::to_vec(&new).unwrap_or_default();
            let headers = [("content-type", "application/json")];
            match http::send("PUT", FEED, &headers, Some(&body)).await {
                Ok(answer) if answer.is_success() => {
                    page::focus("own-calendar");
                    read(come);
                }
                Ok(answer) if answer.status == 422 => {
                    error.set(Some(t(Key::DESK_FEED_WRONG).to_owned()));
                    page::focus("feed-address");
                }
                Ok(answer) if answer.status == 401 => {
                    error.set(Some(t(Key::DESK_FAILED_SIGN_IN).to_owned()));
                }
                _ => error.set(Some(t(Key::DESK_AWAY_TEXT).to_owned())),
            }
        });
    };
    view! {
        <Form on_submit=keep>
            <TextInput
                id="feed-address"
                label=t(Key::DESK_FEED_ADDRESS)
                hint=t(Key::DESK_FEED_ADDRESS_HINT)
                value
                error
                inputmode="url"
            />
            <Button kind=ButtonKind::Secondary>{t(Key::DESK_FEED_ADD)}</Button>
        </Form>
    }
    .into_any()
}

fn here(feed: &Feed, come: RwSignal<Come>) -> AnyView {
    let failed = RwSignal::new(false);
    let remove = move |()| {
        spawn_local(async move {
            match http::ask("DELETE", FEED).await {
                Ok(answer) if answer.is_success() => {
                    page::focus("own-calendar");
                    come.set(Come::None);
                }
                _ => failed.set(true),
            }
        });
    };
    let last = feed.read_at.map(|at| {
        let words = t_with(Key::DESK_FEED_READ, &[("tid", &format::when(at))]);
        view! { <p>{words}</p> }
    });
    let failure = feed.failure.map(|failure| {
        let counts = feed
            .read_at
            .map(|_| view! { <p>{t(Key::DESK_FEED_COUNTS)}</p> });
        view! {
            <Alert kind=AlertKind::Warning heading=t(Key::DESK_FEED_FAILED) announced=true>
                <p>{t(why(failure))}</p>
                {counts}
            </Alert>
        }
    });
    let is_coming = feed.read_at.is_none() && feed.failure.is_none();
    let unclear = (feed.unclear > 0).then(|| {
        t_with(
            Key::DESK_FEED_UNCLEAR,
            &[("antal", &feed.unclear.to_string())],
        )
    });
    view! {
        <p>{t_with(Key::DESK_FEED_AT, &[("vaert", &feed.host)])}</p>
        {is_coming.then(|| view! { <p role="status">{t(Key::DESK_FEED_COMING)}</p> })}
        {last}
        {unclear.map(|words| view! { <p>{words}</p> })}
        {failure}
        {move || failed.get().then(|| view! {
            <Alert kind=AlertKind::Warning announced=true><p>{t(Key::DESK_FAILED)}</p></Alert>
        })}
        <p><Button kind=ButtonKind::Secondary on_press=remove>{t(Key::DESK_FEED_REMOVE)}</Button></p>
    }
    .into_any()
}

fn why(failure: Unread) -> Key {
    match failure {
        Unread::Unreachable => Key::DESK_FEED_UNREACHABLE,
        Unread::Refused => Key::DESK_FEED_REFUSED,
        Unread::NotPublic => Key::DESK_FEED_NOT_PUBLIC,
        Unread::Elsewhere => Key::DESK_FEED_ELSEWHERE,
        Unread::TooBig => Key::DESK_FEED_TOO_BIG,
        Unread::TooSlow => Key::DESK_FEED_TOO_SLOW,
        Unread::NotACalendar => Key::DESK_FEED_NOT_A_CALENDAR,
    }
}
