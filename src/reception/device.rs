//! Which device this is, and making it one with the code from the front desk.

use indgang_api::devices::{Device, DeviceCode, DeviceKind, ENROL, THIS};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{bytes, clock, http, page};
use crate::routes::Route;
use crate::text::{Key, t};

/// How long to wait before the server is asked again, in milliseconds.
pub const AGAIN: u32 = 3000;

/// What the server says this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Not known yet.
    Coming,
    /// Nothing yet: a code makes it something.
    Nobody,
    /// Somebody is signed in here.
    Person,
    /// A device of this kind.
    Device(DeviceKind),
    /// The server cannot be reached.
    Away,
}

/// Asks the server.
pub async fn ask() -> Is {
    let Ok(answer) = http::ask("GET", THIS).await else {
        return Is::Away;
    };
    match answer.status {
        200 => serde_json::from_slice::<Device>(&answer.body)
            .map_or(Is::Away, |device| Is::Device(device.kind)),
        401 => Is::Nobody,
        403 => Is::Person,
        _ => Is::Away,
    }
}

/// What stands here as long as this is not the device that the page is for.
#[component]
pub fn SetUp(
    /// What it is.
    is: RwSignal<Is>,
    /// What it is to be.
    wanted: DeviceKind,
) -> impl IntoView {
    move || match is.get() {
        Is::Away => view! {
            <h1>{t(Key::DEVICE_ENROL)}</h1>
            <p role="status">{t(Key::DEVICE_AWAY)}</p>
        }
        .into_any(),
        Is::Person => view! {
            <h1>{t(Key::DEVICE_PERSON)}</h1>
            <p>{t(Key::DEVICE_PERSON_TEXT)}</p>
        }
        .into_any(),
        Is::Device(kind) if kind != wanted => {
            let (title, go, route) = match kind {
                DeviceKind::Kiosk => (Key::DEVICE_KIOSK, Key::DEVICE_KIOSK_GO, Route::Kiosk),
                DeviceKind::Screen => (Key::DEVICE_SCREEN, Key::DEVICE_SCREEN_GO, Route::Screen),
            };
            view! {
                <h1>{t(title)}</h1>
                <p><a class="button button-primary" href=route.path()>{t(go)}</a></p>
            }
            .into_any()
        }
        // What it shows is on its way.
        Is::Coming | Is::Device(_) => {
            view! { <p role="status">{t(Key::DEVICE_WAIT)}</p> }.into_any()
        }
        Is::Nobody => enrol(is),
    }
}

fn enrol(is: RwSignal<Is>) -> AnyView {
    let code = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Key>);
    // The same code sent again is the same wish.
    let key = bytes::once();
    let send = move || {
        let key = key.clone();
        let typed = code.get_untracked().trim().to_uppercase();
        spawn_local(async move {
            let body = serde_json::to_vec(&DeviceCode {
                code: typed.clone(),
            })
            .unwrap_or_default();
            let key = format!("{key}{}", typed.len());
            let headers = [
                ("content-type", "application/json"),
                ("idempotency-key", key.as_str()),
            ];
            match http::send("POST", ENROL, &headers, Some(&body)).await {
                Ok(answer) if answer.is_success() => is.set(ask().await),
                Ok(_) => fault.set(Some(Key::DEVICE_CODE_WRONG)),
                Err(_) => fault.set(Some(Key::DEVICE_AWAY)),
            }
            if fault.get_untracked().is_some() {
                page::focus("device-code");
            }
        });
    };
    view! {
        <form
            class="device__form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                fault.set(None);
                send();
            }
        >
            <h1>{t(Key::DEVICE_ENROL)}</h1>
            <p>{t(Key::DEVICE_ENROL_TEXT)}</p>
            <label for="device-code">{t(Key::DEVICE_CODE)}</label>
            <p id="device-code-hint">{t(Key::DEVICE_CODE_HINT)}</p>
            <input
                id="device-code"
                class="device__code"
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                maxlength="12"
                aria-describedby="device-code-hint device-code-fault"
                aria-invalid=move || fault.get().is_some().to_string()
                prop:value=move || code.get()
                on:input=move |event| code.set(event_target_value(&event))
            />
            <p id="device-code-fault" class="device__fault" role="alert">{move || fault.get().map(t)}</p>
            <button class="button button-primary" type="submit">{t(Key::DEVICE_ENROL_BUTTON)}</button>
        </form>
    }
    .into_any()
}

/// How long to wait until it is known that this is the right device, in milliseconds.
const SOON: u32 = 300;

/// Waits until this is a device of the kind, or the server cannot say. `false`: nobody waits any more.
pub async fn is_one(is: RwSignal<Is>, wanted: DeviceKind) -> bool {
    loop {
        match is.try_get_untracked() {
            None => return false,
            Some(is) if is == Is::Device(wanted) || is == Is::Away => return true,
            Some(_) => clock::pause(SOON).await,
        }
    }
}

/// Asks until the server can be reached.
pub fn find_out(is: RwSignal<Is>) {
    spawn_local(async move {
        loop {
            let found = ask().await;
            // Whoever went away does not ask any more.
            if is.try_set(found).is_some() || found != Is::Away {
                return;
            }
            clock::pause(AGAIN).await;
        }
    });
}
