//! What citizens have sent to one's unit: what is urgent first, then what is due.

use indgang_api::case::{Task, WORK};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away, matter_path};
use crate::browser::format;
use crate::case::words;
use crate::text::{Key, t, t_with};

/// The page.
pub fn matters() -> AnyView {
    let come = RwSignal::new(None::<Option<Vec<Task>>>);
    spawn_local(async move {
        let tasks = ask::get(WORK).await.ok();
        // Whoever went on does not wait any more.
        let _ = come.try_set(Some(tasks));
    });
    view! {
        {move || match come.get() {
            None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
            Some(None) => away(),
            Some(Some(tasks)) if tasks.is_empty() => view! { <p>{t(Key::DESK_MATTERS_EMPTY)}</p> }.into_any(),
            Some(Some(tasks)) => {
                let rows: Vec<AnyView> = tasks.iter().map(row).collect();
                view! { <ul class="desk__work nobullet-list">{rows}</ul> }.into_any()
            }
        }}
    }
    .into_any()
}

fn row(task: &Task) -> AnyView {
    let matter = &task.matter;
    let due = matter
        .due
        .map(|due| t_with(Key::DESK_WORK_DUE, &[("tid", &format::day(due.0))]));
    let with = if task.own {
        t(Key::DESK_MATTERS_OWN).to_owned()
    } else {
        matter.with.clone()
    };
    view! {
        <li>
            <h2><a href=matter_path(&task.citizen, &matter.id)>{task.name.clone()}</a></h2>
            <p>{words::title(matter)}</p>
            {matter.urgent.then(|| view! { <p><strong>{t(Key::DESK_MATTERS_URGENT)}</strong></p> })}
            <p class="desk__line">{with}{due.map(|due| format!(" · {due}"))}</p>
        </li>
    }
    .into_any()
}
