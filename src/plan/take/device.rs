//! The plan on another device: a picture for its camera, and a link.

use std::collections::BTreeSet;

use indgang_domain::plan::Log;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::link;
use crate::browser::clipboard;
use crate::plan::state;
use crate::text::{Key, t};
use crate::ui::{Alert, AlertKind, Button, Icon, qr};

/// More bytes make a picture that no camera reads from a screen.
const MOST_BYTES: usize = 1_800;

/// The most dots a side that a picture on a screen has.
const MOST_DOTS: i32 = 177;

/// The dialog's content.
pub fn view() -> AnyView {
    let log = state::log().get_untracked();
    let carried = whole_or_carried(&log);
    let is_whole = carried.is_some();
    let address = carried.map_or_else(link::page, |log| link::with(&log));
    let picture = qr(&address, MOST_DOTS, t(Key::PLAN_TAKE_QR));
    // The link is for the clipboard: it may be as long as it needs to be.
    let copied = RwSignal::new(None);
    let copy = move |()| {
        let whole = link::with(&log);
        spawn_local(async move {
            copied.set(Some(clipboard::copy(&whole).await));
        });
    };
    view! {
        {if is_whole {
            view! { <p>{t(Key::PLAN_TAKE_DEVICE_QR)}</p> }.into_any()
        } else {
            view! { <p>{t(Key::PLAN_TAKE_DEVICE_LARGE)}</p> }.into_any()
        }}
        <div class="take__qr">{picture}</div>
        <p>{t(Key::PLAN_TAKE_DEVICE_LINK)}</p>
        <Button on_press=copy><Icon name="link"/>{t(Key::PLAN_TAKE_DEVICE_COPY)}</Button>
        {move || copied.get().map(|copied| view! {
            <Alert kind=if copied { AlertKind::Success } else { AlertKind::Error } announced=true>
                <p>{t(if copied { Key::PLAN_TAKE_COPIED } else { Key::PLAN_TAKE_NOT_COPIED })}</p>
            </Alert>
        })}
        <p class="take__care"><Icon name="lock"/>{t(Key::PLAN_TAKE_DEVICE_CARE)}</p>
    }
    .into_any()
}

/// The whole plan where it is small enough, or without what was taken off it.
fn whole_or_carried(log: &Log) -> Option<Log> {
    let fits = |log: &Log| log.to_bytes().len() <= MOST_BYTES;
    if fits(log) {
        return Some(log.clone());
    }
    Some(log.carried(&BTreeSet::new())).filter(fits)
}
