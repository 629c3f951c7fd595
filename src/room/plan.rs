//! The plan beside the picture: the citizen's own board, and for the others what the citizen shows of it. It is
//! a page of another program, in a frame; the code with which the others come to it is passed on by the call.

use leptos::prelude::*;

use super::call::{self, Room};
use crate::browser::beside;
use crate::routes::Route;
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind};

/// What opens and closes it; the others have it only while the citizen shows something.
pub fn switch(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    if call::is_guest() {
        return ().into_any();
    }
    let is_there = Memo::new(move |_| !is_staff.get() || room.read().plan_of_other().is_some());
    let is_open = Memo::new(move |_| room.read().is_plan_open);
    let label = move || {
        t(match (is_staff.get(), is_open.get()) {
            (false, false) => Key::ROOM_PLAN_OPEN,
            (false, true) => Key::ROOM_PLAN_CLOSE,
            (true, false) => Key::ROOM_PLAN_SEE,
            (true, true) => Key::ROOM_PLAN_HIDE,
        })
    };
    let button = move || {
        is_there.get().then(|| {
            view! {
                <p>
                    <Button kind=ButtonKind::Secondary on_press=|()| call::switch_plan()>
                        {label}
                    </Button>
                </p>
            }
        })
    };
    view! { {button} }.into_any()
}

/// The plan, while it is open.
pub fn frame(room: RwSignal<Room>, is_staff: Memo<bool>) -> AnyView {
    let is_open = Memo::new(move |_| room.read().is_plan_open);
    let address = Memo::new(move |_| {
        if is_staff.get() {
            let code = room.read().plan_of_other()?;
            let page = Route::PlanMeeting.path();
            Some(format!("{page}#{}{code}", beside::CODE))
        } else {
            is_open.get().then(|| Route::Plan.path().to_owned())
        }
    });
    if !is_staff.get_untracked() {
        // A code, or nothing; what a browser's aids tell each other is not for us.
        beside::on_told(|text| {
            if text.bytes().all(|it| it.is_ascii_digit()) {
                call::shows_plan(Some(text).filter(|code| !code.is_empty()));
            }
        });
    }
    let shown = move || {
        address.get().map(|address| {
            // Hidden, not gone: who only looks away has not left.
            view! {
                <iframe
                    class="room__plan"
                    src=address
                    title=t(Key::ROOM_PLAN)
                    hidden=move || !is_open.get()
                ></iframe>
            }
        })
    };
    view! { {shown} }.into_any()
}
