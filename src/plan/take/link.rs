//! A link that carries the plan. It stands after the `#`, which no browser sends to a server.

use indgang_domain::plan::Log;
use leptos::prelude::*;

use crate::browser::{bytes, format, location, page, store};
use crate::plan::state;
use crate::routes::Route;
use crate::text::{Key, plural, t, t_with};
use crate::ui::{Button, ButtonKind, Icon};

/// What the fragment begins with.
const MARK: &str = "plan=";

/// Plans that made room for another; one after the other, with spaces between.
const AWAY: &str = "plan.away";

/// The address of the plan's page.
pub fn page() -> String {
    format!("{}{}", location::origin(), Route::Plan.path())
}

/// A link with the plan in it.
pub fn with(log: &Log) -> String {
    format!("{}#{MARK}{}", page(), bytes::to_text(&log.to_bytes()))
}

/// What a link has brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It was cut off, or is none of ours.
    Unreadable,
    /// A plan.
    Plan(Log),
}

impl Arrival {
    /// What the address carries, if anything.
    pub fn at_hand() -> Option<Self> {
        let fragment = location::fragment();
        let carried = fragment.strip_prefix(MARK)?;
        let log = bytes::from_text(carried).and_then(|bytes| Log::from_bytes(&bytes).ok());
        Some(log.map_or(Self::Unreadable, Self::Plan))
    }
}

/// Whether two devices have the same plan, each as far as it has come.
fn is_same(one: &Log, other: &Log) -> bool {
    one.entries()
        .any(|(stamp, _)| other.entries().any(|(here, _)| here == stamp))
}

/// A link was opened: its plan is taken in at once where there is none or the same, and asked about
/// where there is another.
#[component]
pub fn Arrived(
    /// What it brought; `None` when it has served.
    arrival: RwSignal<Option<Arrival>>,
) -> impl IntoView {
    let done = move || {
        location::clear_fragment();
        arrival.set(None);
        page::begin();
    };
    let own = state::log().get_untracked();
    let came = arrival.get_untracked();
    let Some(Arrival::Plan(log)) = came else {
        return view! {
            <article class="arrived">
                <h1>{t(Key::PLAN_TAKE_ARRIVED)}</h1>
                <p>{t(Key::PLAN_TAKE_ARRIVED_UNREADABLE)}</p>
                <Button on_press=move |()| done()>{t(Key::PLAN_TAKE_ARRIVED_ON)}</Button>
            </article>
        }
        .into_any();
    };
    if own.is_empty() || is_same(&own, &log) {
        Effect::new(move || {
            state::merge(&log);
            done();
            page::announce(t(Key::PLAN_TAKE_ARRIVED_DONE));
        });
        return ().into_any();
    }
    let (both, theirs) = (log.clone(), log);
    let merge = move |()| {
        state::merge(&both);
        done();
    };
    let swap = move |()| {
        instead(theirs.clone());
        done();
    };
    view! {
        <article class="arrived">
            <h1>{t(Key::PLAN_TAKE_ARRIVED)}</h1>
            <p>{t(Key::PLAN_TAKE_ARRIVED_TEXT)}</p>
            <p class="way-on begun">
                <Button on_press=merge>{t(Key::PLAN_TAKE_ARRIVED_MERGE)}</Button>
                <Button kind=ButtonKind::Secondary on_press=swap>{t(Key::PLAN_TAKE_ARRIVED_USE)}</Button>
                <Button kind=ButtonKind::Secondary on_press=move |()| done()>{t(Key::PLAN_TAKE_ARRIVED_KEEP)}</Button>
            </p>
            <p>{t(Key::PLAN_TAKE_ARRIVED_KEPT)}</p>
        </article>
    }
    .into_any()
}

/// Another plan instead of the one on this device, which is put away. Where that cannot be kept, all
/// stays as it is.
pub fn instead(log: Log) {
    let own = state::log().get_untracked();
    let mut all = away();
    all.retain(|kept| *kept != log);
    if !own.is_empty() {
        all.push(own);
    }
    if keep_away(&all) {
        state::begin_with(log);
    }
}

fn away() -> Vec<Log> {
    let kept = store::load(AWAY).unwrap_or_default();
    kept.split_whitespace()
        .filter_map(|text| Log::from_bytes(&bytes::from_text(text)?).ok())
        .collect()
}

fn keep_away(all: &[Log]) -> bool {
    let texts: Vec<String> = all
        .iter()
        .map(|log| bytes::to_text(&log.to_bytes()))
        .collect();
    if texts.is_empty() {
        store::clear(AWAY);
        return true;
    }
    store::save(AWAY, &texts.join(" "))
}

/// The plans that made room for another, to be taken out again.
pub fn put_away(done: impl Fn() + Copy + Send + Sync + 'static) -> Option<AnyView> {
    let all = away();
    if all.is_empty() {
        return None;
    }
    let plans = all.into_iter().map(|log| {
        let board = log.board();
        let weeks = board.start.map_or_else(String::new, |week| format::date_short(week.monday()));
        let cards = plural(board.cards.len(), Key::PLAN_TAKE_AWAY_ONE, Key::PLAN_TAKE_AWAY_MANY);
        let take_out = move |()| {
            instead(log.clone());
            done();
        };
        view! {
            <li>
                <p>{t_with(Key::PLAN_TAKE_AWAY_PLAN, &[("dato", &weeks), ("kort", &cards)])}" "{board.goal}</p>
                <Button kind=ButtonKind::Secondary on_press=take_out>{t(Key::PLAN_TAKE_AWAY_USE)}</Button>
            </li>
        }
    });
    Some(
        view! {
            <section class="take__way">
                <h3><Icon name="document"/>{t(Key::PLAN_TAKE_AWAY)}</h3>
                <ul class="nobullet-list">{plans.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}
