//! The plan beside the picture of an online meeting. The citizen decides whether it is shown; the code of the room
//! goes to the others by the meeting itself.

use leptos::prelude::*;

use super::room::{self, Meeting, Refusal};
use super::{meeting, show};
use crate::browser::{beside, location, page};
use crate::text::{Key, t, t_with};
use crate::ui::{Button, ButtonKind, Details};

/// The owner's part, above the board.
pub fn owners() -> AnyView {
    // What was shown before this page was opened is not shown by it.
    room::leave();
    page::on_hide(room::leave);
    Effect::new(|_| match room::meeting().get() {
        Meeting::On(here) | Meeting::Away(here) => {
            // Who has joined needs no code any more, and loses nothing while it is passed on to others.
            if let Some(code) = here.code {
                beside::tell(&code);
            }
        }
        _ => beside::tell(""),
    });
    let words = || match room::meeting().get() {
        Meeting::On(here) | Meeting::Away(here) => match here.joined {
            Some(name) => t_with(Key::BESIDE_SHOWN, &[("navn", &name)]),
            None => t(Key::BESIDE_WAITING).to_owned(),
        },
        Meeting::Coming => t(Key::MEETING_COMING).to_owned(),
        Meeting::None | Meeting::Over(_) | Meeting::Refused(_) => t(Key::BESIDE_ALONE).to_owned(),
    };
    let is_shown = Memo::new(|_| {
        let meeting = room::meeting().get();
        matches!(meeting, Meeting::On(_) | Meeting::Away(_))
    });
    let switch = move || {
        match is_shown.get() {
        false => view! {
            <Button on_press=|()| room::open()>{t(Key::BESIDE_SHOW)}</Button>
        }
        .into_any(),
        true => view! {
            <Button kind=ButtonKind::Secondary on_press=|()| room::leave()>{t(Key::BESIDE_STOP)}</Button>
        }
        .into_any(),
    }
    };
    view! {
        <section class="beside" aria-label=t(Key::BESIDE_TITLE)>
            <p role="status">{words}</p>
            {move || meeting::refused(&room::meeting().get())}
            <p>{switch}</p>
            <Details summary=t(Key::MEETING_SHOWS)>{show::choices()}</Details>
        </section>
    }
    .into_any()
}

/// The code that came with the address of this page, when it stands beside a picture.
pub fn code() -> Option<String> {
    let code = location::fragment();
    let code = code.strip_prefix(beside::CODE).map(str::to_owned);
    location::clear_fragment();
    code.filter(|_| beside::is_inside())
}

/// What the others see while nothing is shown to them.
pub fn others() -> AnyView {
    let words = || {
        t(match room::meeting().get() {
            Meeting::Over(_) => Key::BESIDE_OVER,
            // Nobody has typed the code: the citizen has stopped in the meantime, or it has run out.
            Meeting::Refused(Refusal::Code) => Key::BESIDE_TAKEN,
            Meeting::Refused(_) => Key::MEETING_REFUSED_AWAY,
            _ => Key::MEETING_COMING,
        })
    };
    view! {
        <h1>{t(Key::MEETING_OFFICE)}</h1>
        <p role="status">{words}</p>
    }
    .into_any()
}
