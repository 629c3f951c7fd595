//! Nothing of somebody who has left stays on the screen.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

/// For how many seconds a screen stays that nobody touches.
const STAYS: u16 = 20;
/// In its last seconds it says so.
const WARNS: u16 = 10;
/// What somebody gets who asks for more time, or whose request still waits for the network.
const LONGER: u16 = 60;

/// How long a screen stays.
#[derive(Clone, Copy)]
pub struct Idle {
    left: RwSignal<u16>,
}

impl Idle {
    /// Counts from now on while `counts`; when the time is over, `clear` is called. Whoever touches the screen
    /// or presses a key has the whole time again.
    pub fn new(counts: impl Fn() -> bool + 'static, clear: impl Fn() + 'static) -> Self {
        let idle = Self {
            left: RwSignal::new(STAYS),
        };
        let tick = move || {
            if !counts() {
                idle.left.set(STAYS);
                return;
            }
            match idle.left.try_get_untracked() {
                None => {}
                Some(0 | 1) => {
                    clear();
                    idle.left.set(STAYS);
                }
                Some(left) => idle.left.set(left - 1),
            }
        };
        let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
        let touched = window_event_listener(ev::pointerdown, move |_| idle.touch());
        let typed = window_event_listener(ev::keydown, move |_| idle.touch());
        on_cleanup(move || {
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
            touched.remove();
            typed.remove();
        });
        idle
    }

    /// Somebody is there.
    pub fn touch(self) {
        if self.left.get_untracked() < STAYS {
            self.left.set(STAYS);
        }
    }

    /// Somebody needs longer.
    pub fn more(self) {
        self.left.set(LONGER);
    }

    /// The seconds that are left, once they are few.
    pub fn warning(self) -> Option<u16> {
        Some(self.left.get()).filter(|left| *left <= WARNS)
    }
}
