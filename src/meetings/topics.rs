//! What the plan on this device has to talk about: offered one by one, and sent only with what one saves.

use leptos::prelude::*;

use crate::browser::{page, store};
use crate::text::{Key, t};
use crate::ui::{Button, ButtonKind};

/// What is not taken along yet; nothing, where there is no plan.
pub fn from_plan(text: RwSignal<String>) -> AnyView {
    let kept = store::load(store::PLAN_TOPICS);
    let topics: Vec<String> = kept
        .and_then(|json| serde_json::from_slice(json.as_bytes()).ok())
        .unwrap_or_default();
    let left = Memo::new(move |_| {
        let text = text.read();
        let is_left = |topic: &&String| !text.contains(topic.as_str());
        topics.iter().filter(is_left).cloned().collect::<Vec<_>>()
    });
    let row = move |topic: String| {
        let name = topic.clone();
        let take = move |()| {
            text.update(|text| {
                let before = text.trim_end().len();
                text.truncate(before);
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&topic);
            });
            page::announce(t(Key::MEET_TOPICS_TAKEN));
            page::focus("topics");
        };
        view! {
            <li>
                {name.clone()}
                <Button kind=ButtonKind::Secondary on_press=take>
                    {t(Key::MEET_TOPICS_TAKE)}<span class="sr-only">": "{name}</span>
                </Button>
            </li>
        }
    };
    view! {
        {move || {
            let left = left.get();
            (!left.is_empty()).then(|| view! {
                <section class="meet__topics">
                    <h3>{t(Key::MEET_TOPICS_PLAN)}</h3>
                    <p>{t(Key::MEET_TOPICS_PLAN_TEXT)}</p>
                    <ul class="nobullet-list">{left.into_iter().map(row).collect_view()}</ul>
                </section>
            })
        }}
    }
    .into_any()
}
