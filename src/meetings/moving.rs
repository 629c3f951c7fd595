//! Taking another time for a meeting that is booked.

use indgang_api::meetings::{Change, FreeTime, Meeting};
use indgang_domain::meetings::Status;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::keep::{self, Failed, Known};
use super::meeting::move_until;
use super::picker::{Picked, Picker, TAKEN};
use super::{Step, words};
use crate::browser::{format, location, page};
use crate::text::{Key, t, t_with};
use crate::ui::{BackLink, Button, ButtonKind};

/// The times, then the question whether it is the right one. The old time stays until the new one is had.
#[component]
pub fn Moving(
    /// What there is.
    known: Known,
    /// The meeting.
    meeting: Meeting,
    /// What went wrong.
    failed: RwSignal<Option<Failed>>,
    /// What was on the screen when it did.
    seen: RwSignal<Option<Meeting>>,
) -> impl IntoView {
    let picked = RwSignal::new(None::<Picked>);
    let taken = RwSignal::new(None::<Vec<FreeTime>>);
    let back = Step::Prepare.path(&meeting.id);
    let is_late = untrack(keep::now) >= meeting.rebook_until || meeting.status != Status::Booked;
    let until = move_until(&known, &meeting);
    let Some(kind) = known.kind(&meeting.kind).filter(|_| !is_late) else {
        return view! {
            <BackLink href=back label=t(Key::MEET_BACK_MEETING)/>
            <p>{until}</p>
            <p>{words::call()}</p>
        }
        .into_any();
    };
    let now = t_with(
        Key::MEET_MOVE_LEAD,
        &[("tid", &format::when(meeting.start))],
    );
    let (id, form) = (meeting.id.clone(), meeting.form);
    let meeting = StoredValue::new(meeting);
    let ask = move |time: Picked| {
        picked.set(Some(time));
        page::focus("chosen");
    };
    let go = Callback::new(move |()| {
        let Some(time) = picked.get_untracked() else {
            return;
        };
        let meeting = meeting.get_value();
        failed.set(None);
        seen.set(Some(meeting.clone()));
        let change = Change::Move {
            start: time.start,
            form: time.form,
            place: time.place.clone(),
        };
        spawn_local(async move {
            match keep::act(&meeting, &change).await {
                Ok(after) => {
                    let at = format::when(after.start);
                    location::go(&Step::Prepare.path(&after.id));
                    page::announce(&t_with(Key::MEET_MOVE_DONE, &[("tid", &at)]));
                }
                Err(Failed::Taken(near)) => {
                    picked.set(None);
                    taken.set(Some(near));
                    page::focus(TAKEN);
                }
                Err(other) => {
                    failed.set(Some(other));
                    page::focus_seen(&[".meet .alert", "main h1"]);
                }
            }
        });
    });
    let question = move || {
        let time = picked.get()?;
        let at = format::when(time.start);
        let view = view! {
            <section class="keep">
                <h2 id="chosen">{t_with(Key::MEET_MOVE_CONFIRM, &[("tid", &at)])}</h2>
                <p>{words::form(time.form)} ". " {words::form_text(time.form)}</p>
                <p class="meet__ways">
                    <Button on_press=go>{t(Key::MEET_MOVE_YES)}</Button>
                    <Button kind=ButtonKind::Tertiary on_press=move |()| {
                        picked.set(None);
                        page::focus("times");
                    }>{t(Key::MEET_MOVE_OTHER)}</Button>
                </p>
            </section>
        };
        Some(view)
    };
    view! {
        <BackLink href=back label=t(Key::MEET_BACK_MEETING)/>
        <p class="font-lead">{now}</p>
        {question}
        // Kept while one is asked: whoever says no goes on where they were.
        <div hidden=move || picked.read().is_some()>
            <Picker known kind form=Some(form) from=None moved=id taken on_pick=ask/>
        </div>
    }
    .into_any()
}
