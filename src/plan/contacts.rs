//! Who helps the owner (E1): the units that work with them, those they have said yes to, and whom they have
//! written down themselves.

use indgang_api::mine_data;
use indgang_domain::plan::edit::NoteKind;
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;

use super::corner::Notes;
use super::keep::{self, Kept};
use super::state;
use crate::browser::{clock, http};
use crate::text::{Key, t, t_with};

/// Of what is kept about the citizen, who works with them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
struct Known {
    units: Vec<String>,
    consents: Vec<Consent>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Consent {
    unit: String,
    purpose: String,
    ends_on: String,
    withdrawn_at: Option<String>,
}

impl Known {
    /// A line for each; a consent that has ended is none.
    fn lines(&self, today: Option<Date>) -> Vec<String> {
        let units = self.units.iter();
        let units = units.map(|unit| t_with(Key::PLAN_CONTACT_UNIT, &[("afdeling", unit)]));
        let holds = |it: &&Consent| it.withdrawn_at.is_none() && Date::parse(&it.ends_on) >= today;
        let consents = self.consents.iter().filter(holds);
        units
            .chain(consents.map(|it| format!("{}: {}", it.unit, it.purpose)))
            .collect()
    }
}

/// Them, and a field for one more.
pub fn contacts() -> AnyView {
    let known = RwSignal::new(Known::default());
    // Nothing of it stays on the device: who signs out takes it along.
    let is_signed_in = Memo::new(|_| state::is_kept() && keep::kept() != Kept::Here);
    Effect::new(move |_| match is_signed_in.get() {
        true => spawn_local(async move {
            if let Ok(answer) = http::ask("GET", mine_data::PATH).await
                && let Ok(now) = serde_json::from_slice(&answer.body)
            {
                known.set(now);
            }
        }),
        false => known.set(Known::default()),
    });
    let lines = move || {
        let lines = known.read().lines(clock::today());
        let lines = lines
            .into_iter()
            .map(|line| view! { <li class="note">{line}</li> });
        lines.collect_view()
    };
    view! {
        <h3 class="corner__sub">{t(Key::PLAN_CONTACTS)}</h3>
        <ul class="notes nobullet-list">{lines}</ul>
        <Notes kind=NoteKind::Contact on=None/>
    }
    .into_any()
}
