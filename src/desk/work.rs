//! What there is to do, the most urgent first.

use indgang_api::meetings::{WORK, Work, WorkKind};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{ask, away, citizen_path};
use crate::browser::{clock, format};
use crate::text::{Key, t, t_with};

/// The page.
#[component]
pub fn WorkList() -> impl IntoView {
    let come = RwSignal::new(None::<Option<Vec<Work>>>);
    spawn_local(async move {
        let work = ask::get(WORK).await.ok();
        let _ = come.try_set(Some(work));
    });
    move || match come.get() {
        None => view! { <p role="status">{t(Key::DESK_COMING)}</p> }.into_any(),
        Some(None) => away(),
        Some(Some(work)) if work.is_empty() => {
            view! { <p>{t(Key::DESK_WORK_EMPTY)}</p> }.into_any()
        }
        Some(Some(work)) => {
            let rows = work.into_iter().map(row);
            view! { <ul class="desk__work nobullet-list">{rows.collect_view()}</ul> }.into_any()
        }
    }
}

fn row(work: Work) -> impl IntoView {
    let what = t(match work.what {
        WorkKind::SayWhetherHeld => Key::DESK_WORK_HELD,
        WorkKind::AskWhatHappened => Key::DESK_WORK_MISSED,
        WorkKind::WriteSummary => Key::DESK_WORK_SUMMARY,
        WorkKind::NotBooked => Key::DESK_WORK_BOOK,
    });
    // A day's end is the midnight after it; people name the day.
    let due = match work.what {
        WorkKind::NotBooked => clock::at(work.due - 1).map(|at| format::day(at.date)),
        _ => None,
    };
    let due = due.unwrap_or_else(|| format::when(work.due));
    let due = t_with(Key::DESK_WORK_DUE, &[("tid", &due)]);
    view! {
        <li>
            <h2><a href=citizen_path(&work.citizen)>{work.name}</a></h2>
            <p>{what}</p>
            <p class="desk__line">{due}</p>
        </li>
    }
}
