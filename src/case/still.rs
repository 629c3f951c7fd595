//! "Er det stadig det samme?": before a talk, about what goes on month after month.

use indgang_api::case::Change;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::trouble;
use super::keep::{self, Failed};
use crate::browser::http::Unreachable;
use crate::browser::page;
use crate::text::{Key, t};
use crate::ui::Button;

/// The question, and yes in one tap.
pub fn question(matter: &str) -> AnyView {
    let matter = matter.to_owned();
    let failed = RwSignal::new(None::<Failed>);
    let yes = move |()| {
        let matter = matter.clone();
        spawn_local(async move {
            let done = match keep::matter(&matter).await {
                Ok(matter) => keep::act(&matter, &Change::Confirm {}).await,
                Err(Unreachable) => Err(Failed::Away),
            };
            match done {
                Ok(_) => page::announce(t(Key::CASE_STILL_DONE)),
                Err(why) => {
                    let _ = failed.try_set(Some(why));
                }
            }
        });
    };
    view! {
        <p>{t(Key::CASE_STILL)}</p>
        {trouble(failed)}
        <p><Button on_press=yes>{t(Key::CASE_STILL_YES)}</Button></p>
    }
    .into_any()
}
