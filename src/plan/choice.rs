//! What can be laid: the offers of the catalogue, and the municipality's own. What the server says of these
//! is kept on the device, so that they lie in the deck without a network too.

use std::sync::LazyLock;

use indgang_api::plan::{Additions, FACTS};
use indgang_domain::meetings::Words;
use indgang_domain::offers::{self, Area, Decides, Local, Offer};
use indgang_domain::plan::template::{Template, version};
use indgang_law::calendar::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{state, words};
use crate::browser::{http, store};
use crate::text::{Language, language_now, offer};

const KEPT: &str = "plan.facts";

static FACTS_NOW: LazyLock<ArcRwSignal<Additions>> = LazyLock::new(|| {
    let kept = store::load(KEPT).and_then(|text| serde_json::from_slice(text.as_bytes()).ok());
    ArcRwSignal::new(kept.unwrap_or_default())
});

/// Asks the server what the municipality adds; without an answer it is what the device knows.
pub fn begin() {
    spawn_local(async {
        let Ok(answer) = http::ask("GET", FACTS).await else {
            return;
        };
        let Ok(facts) = serde_json::from_slice::<Additions>(&answer.body) else {
            return;
        };
        if let Ok(text) = String::from_utf8(answer.body)
            && *FACTS_NOW.read_untracked() != facts
        {
            store::save(KEPT, &text);
            FACTS_NOW.set(facts);
        }
    });
}

/// An offer as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub area: Area,
    pub decides: Decides,
    /// On the card.
    pub short: String,
    pub name: String,
    pub purpose: String,
    pub picture: String,
    /// What the municipality says of its own.
    pub local: Option<Local>,
}

impl Choice {
    fn of(it: &Offer) -> Self {
        let said = |part| offer(it, part).unwrap_or_default().to_owned();
        Self {
            key: it.key.to_owned(),
            area: it.area,
            decides: it.decides,
            short: said("short"),
            name: said("name"),
            purpose: said("purpose"),
            picture: it.key.to_owned(),
            local: None,
        }
    }

    fn local(it: &Local) -> Self {
        let title = in_language(&it.title);
        Self {
            key: it.key.clone(),
            area: it.area,
            decides: it.decides,
            short: title.clone(),
            name: title,
            purpose: in_language(&it.purpose),
            picture: it.picture.clone(),
            local: Some(it.clone()),
        }
    }

    /// Whether somebody searches for it.
    pub fn is_found(&self, search: &str) -> bool {
        let said = [&self.short, &self.name, &self.purpose];
        said.into_iter()
            .any(|said| words::plain(said).to_lowercase().contains(search))
    }
}

/// The deck, the municipality's own last; whoever reads it follows its changes.
pub fn deck() -> Vec<Choice> {
    let own = FACTS_NOW.read();
    let own = own.offers.iter().map(Choice::local);
    offers::deck().map(Choice::of).chain(own).collect()
}

/// The offer of a key, also when it has ended; `None` for what the municipality has taken away again.
pub fn find(key: &str) -> Option<Choice> {
    let own = FACTS_NOW.read_untracked();
    let own = || own.offers.iter().find(|it| it.key == key);
    (offers::find(key).map(Choice::of)).or_else(|| own().map(Choice::local))
}

/// The headings of a joint plan that began on that day; whoever reads it follows its changes.
pub fn template(began: Date) -> Option<Template> {
    version(&FACTS_NOW.read().templates, began).cloned()
}

/// The heading of the joint plan that an area stands under; by its own name where there is none.
pub fn part(area: Area) -> String {
    let joint = state::board().read().joint;
    let template = joint.and_then(|since| template(since.date()));
    let mut sections = template.into_iter().flat_map(|it| it.sections);
    let heading = sections.find(|it| it.areas.contains(&area));
    heading.map_or_else(|| words::area(area).to_owned(), |it| in_language(&it.title))
}

/// Words in the language on the screen.
pub fn in_language(words: &Words) -> String {
    match language_now() {
        Language::Da => words.da.clone(),
        Language::En => words.en.clone(),
    }
}
