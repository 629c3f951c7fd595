//! What day and time it is for the municipality: in Copenhagen, wherever the device is.

use std::time::Duration;

use indgang_law::calendar::Date;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::moment_in_words;

/// A moment, exact to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The day.
    pub date: Date,
    /// Minutes since midnight.
    pub minute: u16,
}

/// Now in Copenhagen. `None` when the browser cannot say.
#[must_use]
pub fn now() -> Option<Now> {
    in_copenhagen(&js_sys::Date::new_0())
}

/// A moment, in milliseconds since 1970, as a clock in Copenhagen shows it.
#[must_use]
pub fn at(milliseconds: i64) -> Option<Now> {
    let moment = JsValue::from_f64(milliseconds as f64);
    in_copenhagen(&js_sys::Date::new(&moment))
}

fn in_copenhagen(moment: &js_sys::Date) -> Option<Now> {
    let fields = [
        ("timeZone", "Europe/Copenhagen"),
        ("dateStyle", "short"),
        ("timeStyle", "short"),
    ];
    // The Swedish way of writing a date is the ISO one.
    let text = moment_in_words("sv-SE", &fields, moment)?;
    read(&text)
}

/// Today in Copenhagen. `None` when the browser cannot say.
#[must_use]
pub fn today() -> Option<Date> {
    now().map(|now| now.date)
}

/// Milliseconds since 1970, by the device's own clock.
#[must_use]
pub fn milliseconds() -> u64 {
    js_sys::Date::now() as u64
}

/// Lets other things happen for so many milliseconds.
pub async fn pause(milliseconds: u32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let wait = Duration::from_millis(milliseconds.into());
        leptos::prelude::set_timeout(
            move || {
                // A promise's own function takes anything.
                let _ = resolve.call0(&JsValue::UNDEFINED);
            },
            wait,
        );
    });
    // It is never refused.
    let _ = JsFuture::from(promise).await;
}

/// `"2026-11-21 22:18"`.
fn read(text: &str) -> Option<Now> {
    let (date, time) = text.split_once(' ')?;
    Some(Now {
        date: Date::parse(date)?,
        minute: minute_of_day(time)?,
    })
}

/// `"22:18"` as minutes since midnight.
#[must_use]
pub fn minute_of_day(time: &str) -> Option<u16> {
    let (hours, minutes) = time.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_text_is_read_to_the_minute() {
        let now = Now {
            date: Date::new(2026, 11, 21).unwrap(),
            minute: 22 * 60 + 18,
        };
        assert_eq!(read("2026-11-21 22:18"), Some(now));
        assert_eq!(read("21.11.2026 22.18"), None);
    }
}
