//! The hand that moves cards: one state machine for mouse, pen, touch, keyboard and single taps.
//!
//! A card can be dragged, or tapped and then its place tapped (WCAG 2.5.7). Nothing needs a long press,
//! and Escape, or letting go outside, puts the card back.

use super::days::Week;
use super::edit::ItemId;

/// What is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// A card of the board.
    Card(ItemId),
    /// A new card of an offer, by its key.
    Offer(String),
    /// A new blank card.
    Blank,
}

/// Where a card can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A week; the card begins there.
    Week(Week),
    /// At the P-sign.
    Parking,
    /// Back in the hand's reach: on the board, but on no week.
    Aside,
}

/// The hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Holds nothing.
    #[default]
    Empty,
    /// The pointer is down on a card, and has not moved far: a tap, or the beginning of a drag.
    Pressed {
        /// On what.
        held: Held,
        /// Where, in pixels.
        from: (i32, i32),
        /// What was held before, by a tap.
        before: Option<Held>,
    },
    /// The card follows the pointer.
    Dragging {
        /// What.
        held: Held,
        /// Above which place.
        over: Option<Place>,
    },
    /// Picked up by a tap or a key; waits for a place.
    Holding(Held),
}

/// What happens to the hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The pointer goes down on a card.
    Down(Held, (i32, i32)),
    /// The pointer moves, above a place or none.
    Move((i32, i32), Option<Place>),
    /// The pointer goes up.
    Up,
    /// A card is picked up, or let go, without a pointer.
    Pick(Held),
    /// A place is chosen: tapped, or from a menu.
    Choose(Place),
    /// Escape, or the browser took the pointer away.
    Cancel,
}

/// What comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to tell.
    Nothing,
    /// The card is in the hand; the places it may go open.
    Lifted(Held),
    /// The card is to be put there.
    Put(Held, Place),
    /// The card is back where it was.
    Back(Held),
}

/// A pointer that moves less, in pixels, is a tap by a hand that shakes.
const STEADY: i32 = 8;

impl Hand {
    /// What is held, however.
    #[must_use]
    pub fn held(&self) -> Option<&Held> {
        match self {
            Self::Empty => None,
            Self::Pressed { before, .. } => before.as_ref(),
            Self::Dragging { held, .. } | Self::Holding(held) => Some(held),
        }
    }

    /// The hand after something happened, and what comes of it.
    pub fn on(&mut self, event: Event) -> Outcome {
        let (now, outcome) = match (std::mem::take(self), event) {
            (hand, Event::Down(held, from)) => {
                let before = hand.held().cloned();
                let pressed = Self::Pressed { held, from, before };
                (pressed, Outcome::Nothing)
            }
            (Self::Pressed { held, from, before }, Event::Move(to, over)) => {
                if (to.0 - from.0).abs().max((to.1 - from.1).abs()) < STEADY {
                    (Self::Pressed { held, from, before }, Outcome::Nothing)
                } else {
                    let lifted = Outcome::Lifted(held.clone());
                    (Self::Dragging { held, over }, lifted)
                }
            }
            (Self::Pressed { held, before, .. }, Event::Up) => Self::picked(held, before),
            (Self::Pressed { before, .. }, Event::Cancel) => {
                (before.map_or(Self::Empty, Self::Holding), Outcome::Nothing)
            }
            (Self::Dragging { held, .. }, Event::Move(_, over)) => {
                (Self::Dragging { held, over }, Outcome::Nothing)
            }
            (Self::Dragging { held, over }, Event::Up) => match over {
                Some(place) => (Self::Empty, Outcome::Put(held, place)),
                None => (Self::Empty, Outcome::Back(held)),
            },
            (Self::Dragging { held, .. } | Self::Holding(held), Event::Cancel) => {
                (Self::Empty, Outcome::Back(held))
            }
            (Self::Dragging { held, .. } | Self::Holding(held), Event::Choose(place)) => {
                (Self::Empty, Outcome::Put(held, place))
            }
            (hand, Event::Pick(held)) => {
                let before = hand.held().cloned();
                Self::picked(held, before)
            }
            (hand, Event::Move(..) | Event::Up | Event::Choose(_) | Event::Cancel) => {
                (hand, Outcome::Nothing)
            }
        };
        *self = now;
        outcome
    }

    /// A second tap on what is held lets it go.
    fn picked(held: Held, before: Option<Held>) -> (Self, Outcome) {
        if before.as_ref() == Some(&held) {
            (Self::Empty, Outcome::Back(held))
        } else {
            (Self::Holding(held.clone()), Outcome::Lifted(held))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Held {
        Held::Offer("fysisk_traening".to_owned())
    }

    fn after(events: impl IntoIterator<Item = Event>) -> (Hand, Outcome) {
        let mut hand = Hand::default();
        let mut outcome = Outcome::Nothing;
        for event in events {
            outcome = hand.on(event);
        }
        (hand, outcome)
    }

    const WEEK: Place = Place::Week(Week(2966));

    #[test]
    fn a_card_is_dragged_to_a_week() {
        let down = Event::Down(card(), (10, 10));
        let (hand, _) = after([down.clone(), Event::Move((12, 14), None)]);
        assert_eq!(hand.held(), None, "a hand that shakes lifts nothing");
        let away = Event::Move((90, 10), Some(WEEK));
        let (hand, outcome) = after([down.clone(), away.clone()]);
        assert_eq!(outcome, Outcome::Lifted(card()));
        assert_eq!(hand.held(), Some(&card()));
        let (hand, outcome) = after([down, away, Event::Up]);
        assert_eq!((hand, outcome), (Hand::Empty, Outcome::Put(card(), WEEK)));
    }

    #[test]
    fn a_card_is_tapped_and_then_its_place() {
        let tap = [Event::Down(card(), (10, 10)), Event::Up];
        let (hand, outcome) = after(tap.clone());
        assert_eq!(hand, Hand::Holding(card()));
        assert_eq!(outcome, Outcome::Lifted(card()));
        let (hand, outcome) = after(tap.into_iter().chain([Event::Choose(WEEK)]));
        assert_eq!((hand, outcome), (Hand::Empty, Outcome::Put(card(), WEEK)));
    }

    #[test]
    fn a_second_tap_lets_the_card_go() {
        let tap = [Event::Down(card(), (10, 10)), Event::Up];
        let (hand, outcome) = after(tap.clone().into_iter().chain(tap));
        assert_eq!((hand, outcome), (Hand::Empty, Outcome::Back(card())));
        let (hand, _) = after([Event::Pick(card()), Event::Pick(card())]);
        assert_eq!(hand, Hand::Empty);
    }

    #[test]
    fn another_card_is_taken_instead() {
        let (hand, outcome) = after([Event::Pick(card()), Event::Pick(Held::Blank)]);
        assert_eq!(hand, Hand::Holding(Held::Blank));
        assert_eq!(outcome, Outcome::Lifted(Held::Blank));
    }

    #[test]
    fn escape_and_letting_go_outside_put_the_card_back() {
        let drag = [
            Event::Down(card(), (0, 0)),
            Event::Move((50, 0), Some(WEEK)),
        ];
        let cancelled = after(drag.clone().into_iter().chain([Event::Cancel]));
        assert_eq!(cancelled, (Hand::Empty, Outcome::Back(card())));
        let outside = [Event::Move((900, 0), None), Event::Up];
        let outside = after(drag.into_iter().chain(outside));
        assert_eq!(outside, (Hand::Empty, Outcome::Back(card())));
        let held = after([Event::Pick(card()), Event::Cancel]);
        assert_eq!(held, (Hand::Empty, Outcome::Back(card())));
    }

    #[test]
    fn an_empty_hand_puts_nothing_anywhere() {
        for event in [
            Event::Up,
            Event::Choose(WEEK),
            Event::Cancel,
            Event::Move((1, 1), None),
        ] {
            assert_eq!(after([event]), (Hand::Empty, Outcome::Nothing));
        }
    }
}
