//! The hand on the screen: pointers, keys and taps become events of [`Hand`], and what comes of them is
//! done, said and shown.
//!
//! Cards carry `data-hold`, places carry `data-place`; the board listens once, for all of them.

use indgang_domain::plan::edit::{EditId, ItemId, Replica, Stamp};
use indgang_domain::plan::hand::{Event, Hand, Held, Outcome, Place};
use indgang_domain::plan::steps::{Refused, Steps, Taken, put_local};
use indgang_domain::plan::{Log, Week};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent, PointerEvent};

use super::{choice, fixed, state, words};
use crate::browser::{page, pointer};
use crate::text::{Key, t, t_with};

/// What the board's parts share.
#[derive(Clone, Copy)]
pub struct Holding {
    /// The hand.
    pub hand: RwSignal<Hand>,
    /// What is in it, which changes less often than what it is held above.
    pub held: Memo<Option<Held>>,
    /// How far down the pointer was last, in pixels.
    pointer: StoredValue<i32>,
    /// What was said last; shown and read aloud.
    pub said: RwSignal<String>,
    /// The card whose back is looked at.
    pub open: RwSignal<Option<Open>>,
}

/// What is looked at closely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// A card on the board.
    Card(ItemId),
    /// A card of the deck, by its key.
    Offer(String),
}

/// No edge of a screen is there.
const MIDDLE: i32 = 200;

/// Follows the pointer.
pub const DRAGGED: &str = "dragged";
/// What can be done with what is held.
pub const BAR: &str = "hold-bar";

/// The id of a thing as text, for attributes.
pub fn name(id: ItemId) -> String {
    format!("k{}-{}-{}", id.action.at, id.action.replica.0, id.n)
}

fn item(name: &str) -> Option<ItemId> {
    let mut parts = name.strip_prefix('k')?.split('-');
    let at = parts.next()?.parse().ok()?;
    let replica = Replica(parts.next()?.parse().ok()?);
    let n = parts.next()?.parse().ok()?;
    Some(EditId {
        action: Stamp { at, replica },
        n,
    })
}

/// `data-hold` of something that can be held.
pub fn hold(held: &Held) -> String {
    match held {
        Held::Card(id) => name(*id),
        Held::Offer(key) => format!("o:{key}"),
        Held::Blank => "blank".to_owned(),
    }
}

fn held(text: &str) -> Option<Held> {
    match text.strip_prefix("o:") {
        Some(key) => Some(Held::Offer(key.to_owned())),
        None if text == "blank" => Some(Held::Blank),
        None => item(text).map(Held::Card),
    }
}

/// `data-place` of a place.
pub fn place(place: Place) -> String {
    match place {
        Place::Week(week) => week.0.to_string(),
        Place::Parking => "p".to_owned(),
        Place::Aside => "aside".to_owned(),
    }
}

fn place_of(text: &str) -> Option<Place> {
    match text {
        "p" => Some(Place::Parking),
        "aside" => Some(Place::Aside),
        week => week.parse().ok().map(|week| Place::Week(Week(week))),
    }
}

fn attribute(element: &Element, selector: &str, name: &str) -> Option<String> {
    element.closest(selector).ok()??.get_attribute(name)
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn place_at(x: i32, y: i32) -> Option<Place> {
    let element = document().element_from_point(x as f32, y as f32)?;
    place_of(&attribute(&element, "[data-place]", "data-place")?)
}

impl Holding {
    /// An empty hand.
    pub fn new() -> Self {
        let hand = RwSignal::new(Hand::Empty);
        Self {
            hand,
            held: Memo::new(move |_| hand.with(|hand| hand.held().cloned())),
            pointer: StoredValue::new(MIDDLE),
            said: RwSignal::new(String::new()),
            open: RwSignal::new(None),
        }
    }

    /// Whether that is in the hand.
    pub fn holds(self, what: Held) -> impl Fn() -> bool + Clone + Send + Sync {
        move || self.held.with(|held| held.as_ref() == Some(&what))
    }

    /// Says something: on the board, and aloud.
    pub fn say(self, words: String) {
        page::announce(&words);
        self.said.set(words);
    }

    /// A pointer goes down. A finger drags by the grip only: elsewhere it scrolls.
    pub fn down(self, event: &PointerEvent) {
        let Some(target) = target(event) else { return };
        let by_finger = event.pointer_type() == "touch";
        let is_grip = target.closest(".grip").is_ok_and(|grip| grip.is_some());
        let is_field = target
            .closest("input, select, textarea, a")
            .is_ok_and(|field| field.is_some());
        if event.button() != 0 || (by_finger && !is_grip) || is_field {
            return;
        }
        let what = attribute(&target, "[data-hold]", "data-hold");
        if let Some(held) = what.as_deref().and_then(held).filter(can_hold) {
            let from = (event.client_x(), event.client_y());
            self.pointer.set_value(MIDDLE);
            self.hand.update(|hand| {
                hand.on(Event::Down(held, from));
            });
        }
    }

    /// The pointer moves.
    pub fn moves(self, event: &PointerEvent) {
        let busy = self
            .hand
            .with_untracked(|hand| matches!(hand, Hand::Pressed { .. } | Hand::Dragging { .. }));
        if !busy {
            return;
        }
        let (x, y) = (event.client_x(), event.client_y());
        let mut hand = self.hand.get_untracked();
        let before = hand.clone();
        let outcome = hand.on(Event::Move((x, y), place_at(x, y)));
        if let Outcome::Lifted(_) = outcome {
            pointer::capture(event);
        }
        if hand != before {
            self.hand.set(hand);
        }
        page::move_to(DRAGGED, x, y);
        let was_at_edge = page::edge(self.pointer.get_value()) != 0;
        self.pointer.set_value(y);
        if page::edge(y) != 0 && !was_at_edge {
            self.glide(x);
        }
    }

    /// Near the upper or lower edge the page moves along, so that a card comes to weeks that are not on the
    /// screen.
    fn glide(self, x: i32) {
        request_animation_frame(move || {
            let is_dragging = self
                .hand
                .try_with_untracked(|hand| matches!(hand, Hand::Dragging { .. }));
            let y = self.pointer.try_get_value().unwrap_or(MIDDLE);
            let by = page::edge(y);
            if is_dragging != Some(true) || by == 0 {
                return;
            }
            page::scroll(by);
            let mut hand = self.hand.get_untracked();
            let before = hand.clone();
            hand.on(Event::Move((x, y), place_at(x, y)));
            if hand != before {
                self.hand.set(hand);
            }
            self.glide(x);
        });
    }

    /// The pointer goes up: a drag ends; a tap is left to the click that follows.
    pub fn up(self, _event: &PointerEvent) {
        let event = self.hand.with_untracked(|hand| match hand {
            Hand::Dragging { .. } => Some(Event::Up),
            Hand::Pressed { .. } => Some(Event::Cancel),
            _ => None,
        });
        if let Some(event) = event {
            self.happens(event, false);
        }
    }

    /// The browser took the pointer away, to scroll.
    pub fn cancel(self) {
        // A card that was picked up by a tap stays in the hand while its owner scrolls.
        let follows = self
            .hand
            .with_untracked(|hand| matches!(hand, Hand::Pressed { .. } | Hand::Dragging { .. }));
        if follows {
            self.happens(Event::Cancel, false);
        }
    }

    /// A tap, or Enter on a card.
    pub fn click(self, event: &MouseEvent) {
        let Some(target) = target(event) else { return };
        // The keyboard's clicks have no count.
        let by_key = event.detail() == 0;
        if let Some(held) = attribute(&target, "[data-hold]", "data-hold")
            .as_deref()
            .and_then(held)
        {
            match &held {
                // What cannot be moved from here can be looked at.
                Held::Card(id) if !can_hold(&held) => self.open.set(Some(Open::Card(*id))),
                _ => self.happens(Event::Pick(held), by_key),
            }
        } else if let Some(place) = attribute(&target, "[data-place]", "data-place")
            .as_deref()
            .and_then(place_of)
            && self.hand.with_untracked(|hand| hand.held().is_some())
        {
            self.happens(Event::Choose(place), by_key);
        }
    }

    /// Escape lets go.
    pub fn escape(self, event: &KeyboardEvent) {
        if event.key() == "Escape" && self.hand.with_untracked(|hand| *hand != Hand::Empty) {
            self.happens(Event::Cancel, true);
        }
    }

    /// Arrows move and stretch the card in focus; Ctrl+Z undoes.
    pub fn key(self, event: &KeyboardEvent) {
        let Some(target) = target(event) else { return };
        if (event.ctrl_key() || event.meta_key())
            && !target.matches("input, textarea").unwrap_or(false)
        {
            match event.key().as_str() {
                "z" if !event.shift_key() => return self.undo(event),
                "y" | "Z" | "z" => return self.redo(event),
                _ => return,
            }
        }
        let card = attribute(&target, "[data-hold]", "data-hold")
            .as_deref()
            .and_then(item);
        let by = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => -1,
            "ArrowRight" | "ArrowDown" => 1,
            _ => return,
        };
        if let Some(card) = card.filter(|id| can_hold(&Held::Card(*id))) {
            event.prevent_default();
            if event.shift_key() {
                self.stretch(card, by);
            } else {
                self.shift(card, by);
            }
        }
    }

    fn happens(self, event: Event, by_key: bool) {
        let mut hand = self.hand.get_untracked();
        let outcome = hand.on(event);
        self.hand.set(hand);
        match outcome {
            Outcome::Nothing => {}
            Outcome::Lifted(held) => {
                let words = t_with(Key::PLAN_HELD, &[("kort", &self.title(&held))]);
                self.say(words);
                if by_key {
                    page::focus(BAR);
                }
            }
            Outcome::Back(held) => {
                self.say(t_with(Key::PLAN_BACK, &[("kort", &self.title(&held))]));
                if by_key {
                    focus_on(&held);
                }
            }
            Outcome::Put(held, place) => self.put(&held, place),
        }
    }

    /// Puts what is held in a place.
    pub fn choose(self, place: Place) {
        self.happens(Event::Choose(place), true);
    }

    fn put(self, held: &Held, place: Place) {
        let before = newest();
        let own = match held {
            Held::Offer(key) => choice::find(key).and_then(|it| Some((it.local?, it.short))),
            _ => None,
        };
        let put = |steps: Steps| match &own {
            Some((offer, title)) => Ok((put_local(offer, title, place), Taken::Done)),
            None => steps.put(held, place),
        };
        match state::step(put) {
            Ok(Taken::Done) => {
                let id = match held {
                    Held::Card(id) => Some(*id),
                    _ => newest().filter(|id| Some(*id) != before),
                };
                self.tell(id);
            }
            Ok(Taken::Asked) => self.asked(held),
            Err(refused) => self.refuse(refused),
        }
    }

    fn asked(self, held: &Held) {
        self.say(t_with(Key::PLAN_DUTY_ASKED, &[("kort", &self.title(held))]));
    }

    /// Says where a card lies now, and what to think of.
    pub fn tell(self, id: Option<ItemId>) {
        let board = state::board().get_untracked();
        let Some(card) = id.and_then(|id| board.card(id)) else {
            return;
        };
        let title = words::title(card);
        let mut said = match (&card.parked, card.span) {
            (Some(_), _) => t_with(Key::PLAN_NOW_PARKED, &[("kort", &title)]),
            (None, Some(span)) => {
                let span = words::span(span);
                t_with(Key::PLAN_NOW_LIES, &[("kort", &title), ("uger", &span)])
            }
            (None, None) => t_with(Key::PLAN_NOW_ASIDE, &[("kort", &title)]),
        };
        let beside: Vec<String> = board.beside(card).map(words::title).collect();
        if !beside.is_empty() && card.is_laid() {
            said.push(' ');
            said += &t_with(Key::PLAN_BESIDE, &[("kort", &beside.join(", "))]);
        }
        let over = card.span.map(|span| {
            let loads = untrack(|| fixed::load(&board, span.from, span.weeks));
            loads.iter().map(|load| load.over).max().unwrap_or(0)
        });
        if let Some(over) = over.filter(|over| *over > 0 && card.is_laid()) {
            said.push(' ');
            said += &t_with(Key::PLAN_OVER, &[("timer", &words::duration(over))]);
        }
        self.say(said);
        focus_on(&Held::Card(card.id));
    }

    /// Says why something cannot be done.
    pub fn refuse(self, refused: Refused) {
        let key = match refused {
            Refused::Fixed => Key::PLAN_REFUSED_FIXED,
            Refused::OwnDay => Key::PLAN_REFUSED_DAY,
            Refused::Shortest => Key::PLAN_REFUSED_SHORTEST,
            Refused::Abolished => Key::PLAN_REFUSED_ABOLISHED,
            Refused::Gone => Key::PLAN_REFUSED_GONE,
        };
        self.say(t(key).to_owned());
    }

    /// Moves a card so many weeks.
    pub fn shift(self, id: ItemId, weeks: i16) {
        match state::step(|steps| steps.shift(id, weeks)) {
            Ok(_) => self.tell(Some(id)),
            Err(refused) => self.refuse(refused),
        }
    }

    /// Makes a card so many weeks longer.
    pub fn stretch(self, id: ItemId, weeks: i16) {
        match state::step(|steps| steps.stretch(id, weeks)) {
            Ok(_) => self.tell(Some(id)),
            Err(refused) => self.refuse(refused),
        }
    }

    /// Takes a card off the board.
    pub fn remove(self, id: ItemId) {
        let title = self.title(&Held::Card(id));
        match state::step(|steps| steps.remove(id)) {
            Ok(Taken::Done) => self.say(t_with(Key::PLAN_NOW_GONE, &[("kort", &title)])),
            Ok(Taken::Asked) => self.asked(&Held::Card(id)),
            Err(refused) => self.refuse(refused),
        }
        self.hand.set(Hand::Empty);
        page::rescue_focus(&[&format!("[data-hold=\"{}\"]", name(id)), SAID]);
    }

    /// Looks at the back of what is held. A card is put down for it; a card of the deck stays in the hand,
    /// as one may take it from there.
    pub fn open(self, held: &Held) {
        match held {
            Held::Card(id) => {
                self.hand.set(Hand::Empty);
                self.open.set(Some(Open::Card(*id)));
            }
            Held::Offer(key) => self.open.set(Some(Open::Offer(key.clone()))),
            Held::Blank => {}
        }
    }

    /// The back is closed again.
    pub fn close(self) {
        if let Some(Open::Card(id)) = self.open.get_untracked() {
            focus_on(&Held::Card(id));
        }
        self.open.set(None);
    }

    /// What was said has been read.
    pub fn hush(self) {
        self.said.set(String::new());
        page::rescue_focus(&[TOOLS]);
    }

    /// Lets go.
    pub fn let_go(self) {
        self.happens(Event::Cancel, true);
    }

    fn undo(self, event: &KeyboardEvent) {
        event.prevent_default();
        self.take_back();
    }

    fn redo(self, event: &KeyboardEvent) {
        event.prevent_default();
        self.do_again();
    }

    /// Undoes the last thing that was done here.
    pub fn take_back(self) {
        if let Some(stamp) = untrack(state::to_undo) {
            state::act(vec![Log::undo(stamp, true)]);
            self.say(t(Key::PLAN_UNDONE).to_owned());
            page::rescue_focus(&[TOOLS]);
        }
    }

    /// Does again what was undone last.
    pub fn do_again(self) {
        if let Some(stamp) = untrack(state::to_redo) {
            state::act(vec![Log::undo(stamp, false)]);
            self.say(t(Key::PLAN_REDONE).to_owned());
            page::rescue_focus(&[TOOLS]);
        }
    }

    /// What is held, in words.
    pub fn title(self, held: &Held) -> String {
        match held {
            Held::Card(id) => state::board()
                .read_untracked()
                .card(*id)
                .map_or_else(String::new, words::title),
            Held::Offer(key) => choice::find(key).map_or_else(String::new, |it| it.short),
            Held::Blank => t(Key::PLAN_CARD_OWN).to_owned(),
        }
    }
}

/// Whether this screen may move it.
fn can_hold(held: &Held) -> bool {
    match held {
        Held::Card(id) => {
            let board = state::board();
            board
                .read_untracked()
                .card(*id)
                .is_some_and(state::can_move)
        }
        _ => true,
    }
}

/// A card is on the screen more than once: the focus goes to the one that can be seen. On a phone it may
/// lie in another part; then the focus goes to what is said about it.
fn focus_on(held: &Held) {
    let card = format!("[data-hold=\"{}\"]", hold(held));
    page::focus_seen(&[&card, SAID]);
}

/// The ways on under what was said.
const SAID: &str = ".said .tool";
/// The tools of the board that can be used.
pub const TOOLS: &str = ".plan__tools .tool:not(:disabled)";

/// The card that was put on the board last.
fn newest() -> Option<ItemId> {
    let board = state::board();
    let board = board.read_untracked();
    board.cards.iter().map(|card| card.id).max()
}
