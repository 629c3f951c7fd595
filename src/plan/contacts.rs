//! Who helps the owner (E1): the units that work with them, those they have said yes to, and whom they have
//! written down themselves.

use indgang_api::mine_data;
use indgang_domain::plan::edit::NoteKind;
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::corner::Notes;
use super::keep::{self, Kept};
use super::state;
use crate::browser::{clock, http};
use crate::text::{Key, t, t_with};

/// A line for each of them, of what is kept about the citizen; a consent that has ended is none.
fn lines(data: &Value) -> Vec<String> {
    let list = |name: &str| data[name].as_array().map_or(&[][..], Vec::as_slice);
    let word = |of: &Value, name: &str| of[name].as_str().unwrap_or_default().to_owned();
    let units = list("units").iter().filter_map(Value::as_str);
    let units = units.map(|unit| t_with(Key::PLAN_CONTACT_UNIT, &[("afdeling", unit)]));
    let today = clock::today();
    let holds = |consent: &&Value| {
        consent["withdrawn_at"].is_null() && Date::parse(&word(consent, "ends_on")) >= today
    };
    let consents = list("consents").iter().filter(holds);
    let consents = consents.map(|it| format!("{}: {}", word(it, "unit"), word(it, "purpose")));
    units.chain(consents).collect()
}

/// Them, and a field for one more.
pub fn contacts() -> AnyView {
    let known = RwSignal::new(Vec::<String>::new());
    // Nothing of it stays on the device: who signs out takes it along.
    let is_signed_in = Memo::new(|_| state::is_kept() && keep::kept() != Kept::Here);
    Effect::new(move |_| match is_signed_in.get() {
        true => spawn_local(async move {
            if let Ok(answer) = http::ask("GET", mine_data::PATH).await
                && let Some(data) = answer.json()
            {
                known.set(lines(&data));
            }
        }),
        false => known.set(Vec::new()),
    });
    let lines = move || {
        let lines = known.get().into_iter();
        lines
            .map(|line| view! { <li class="note">{line}</li> })
            .collect_view()
    };
    view! {
        <h3 class="corner__sub">{t(Key::PLAN_CONTACTS)}</h3>
        <ul class="notes nobullet-list">{lines}</ul>
        <Notes kind=NoteKind::Contact on=None/>
    }
    .into_any()
}
