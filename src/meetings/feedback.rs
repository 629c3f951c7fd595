//! One question afterwards.

use indgang_api::meetings::{Change, Meeting, TEXT_LIMIT};
use leptos::prelude::*;

use super::keep;
use crate::browser::page;
use crate::text::{Key, t};
use crate::ui::{Button, Choice, Form, RadioGroup, TextArea};

/// How the meeting was, from bad to good. `run` sends it, and does what it is given when it has arrived.
pub fn feedback(
    meeting: &Meeting,
    run: impl Fn(&Meeting, Change, Box<dyn FnOnce()>) + Send + Sync + 'static,
) -> AnyView {
    if meeting.has_feedback {
        return view! { <p role="status">{t(Key::MEET_FEEDBACK_DONE)}</p> }.into_any();
    }
    let name = format!("feedback.{}", meeting.id);
    let text = keep::draft(&name, "");
    let rating = RwSignal::new(None::<String>);
    let error = RwSignal::new(None::<String>);
    let choices = [
        ("5", Key::MEET_FEEDBACK_5),
        ("4", Key::MEET_FEEDBACK_4),
        ("3", Key::MEET_FEEDBACK_3),
        ("2", Key::MEET_FEEDBACK_2),
        ("1", Key::MEET_FEEDBACK_1),
    ];
    let choices = choices.map(|(value, words)| Choice::new(value, t(words)));
    let meeting = meeting.clone();
    let send = move |()| {
        let Some(rating) = rating.get_untracked().and_then(|it| it.parse().ok()) else {
            error.set(Some(t(Key::MEET_FEEDBACK_MISSING).to_owned()));
            page::focus("rating-0");
            return;
        };
        let change = Change::Feedback {
            rating,
            text: text.read_untracked().trim().to_owned(),
        };
        let name = name.clone();
        let done = move || {
            keep::forget_draft(&name);
            page::announce(t(Key::MEET_FEEDBACK_DONE));
            page::focus_seen(&["main h1"]);
        };
        run(&meeting, change, Box::new(done));
    };
    view! {
        <Form on_submit=send>
            <RadioGroup
                id="rating"
                legend=t(Key::MEET_FEEDBACK)
                hint=t(Key::MEET_FEEDBACK_TEXT)
                choices=choices.to_vec()
                value=rating
                error
            />
            <TextArea id="words" label=t(Key::MEET_FEEDBACK_WORDS) value=text most=TEXT_LIMIT/>
            <p class="meet__ways"><Button>{t(Key::MEET_FEEDBACK_SEND)}</Button></p>
        </Form>
    }
    .into_any()
}
