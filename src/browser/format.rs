//! Dates and amounts as the reader writes them.

use indgang_law::calendar::{Date, Month};
use wasm_bindgen::JsValue;

use super::{clock, moment_in_words};
use crate::text::{Language, language_now};

/// `"1234.50"` as `1.234,50 kr.`, in English `DKK 1,234.50`. What is no amount stays as it is.
#[must_use]
pub fn kroner(amount: &str) -> String {
    with_currency(&grouped(amount, language_now()), language_now())
}

/// The same without øre when there are none: `1.234 kr.`
#[must_use]
pub fn kroner_short(amount: &str) -> String {
    kroner(amount.strip_suffix(".00").unwrap_or(amount))
}

/// The amount alone: `1.234,50`.
#[must_use]
pub fn number(amount: &str) -> String {
    grouped(amount, language_now())
}

/// `25.049` as `25,049 %`.
#[must_use]
pub fn percent(rate: &str) -> String {
    match language_now() {
        Language::Da => format!("{} %", grouped(rate, Language::Da)),
        Language::En => format!("{}%", grouped(rate, Language::En)),
    }
}

/// The hard space keeps amount and currency on one line.
fn with_currency(number: &str, language: Language) -> String {
    match language {
        Language::Da => format!("{number}\u{a0}kr."),
        Language::En => format!("DKK\u{a0}{number}"),
    }
}

fn grouped(amount: &str, language: Language) -> String {
    let (thousands, point) = match language {
        Language::Da => ('.', ','),
        Language::En => (',', '.'),
    };
    let (sign, amount) = match amount.strip_prefix('-') {
        Some(amount) => ("−", amount),
        None => ("", amount),
    };
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// `mandag den 7. december 2026`, in English `Monday 7 December 2026`.
#[must_use]
pub fn date_long(date: Date) -> String {
    date_with(
        date,
        &[
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
        ],
    )
}

/// `mandag den 7. december`, in English `Monday 7 December`.
#[must_use]
pub fn day(date: Date) -> String {
    let (weekday, day) = (weekday(date.weekday()), day_and_month(date));
    match language_now() {
        Language::Da => format!("{weekday} den {day}"),
        Language::En => format!("{weekday} {day}"),
    }
}

/// `mandag den 7. december kl. 10.15` in Copenhagen, of milliseconds since 1970.
#[must_use]
pub fn when(milliseconds: i64) -> String {
    let Some(at) = clock::at(milliseconds) else {
        return String::new();
    };
    let (day, time) = (day(at.date), time(at.minute));
    match language_now() {
        Language::Da => format!("{day} {time}"),
        Language::En => format!("{day} at {time}"),
    }
}

/// `kl. 10.15` of the same.
#[must_use]
pub fn time_at(milliseconds: i64) -> String {
    clock::at(milliseconds).map_or_else(String::new, |at| time(at.minute))
}

/// `7. december 2026`.
#[must_use]
pub fn date_short(date: Date) -> String {
    date_with(
        date,
        &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
    )
}

/// `7. december`.
#[must_use]
pub fn day_and_month(date: Date) -> String {
    date_with(date, &[("day", "numeric"), ("month", "long")])
}

/// `7. dec.`
#[must_use]
pub fn day_and_short_month(date: Date) -> String {
    date_with(date, &[("day", "numeric"), ("month", "short")])
}

/// `december`.
#[must_use]
pub fn month_name(month: Month) -> String {
    date_with(month.first(), &[("month", "long")])
}

/// `7. december 2026 kl. 10.15` in Copenhagen, of a moment as documents have it.
#[must_use]
pub fn moment(at: &str) -> String {
    let fields = [
        ("timeZone", "Europe/Copenhagen"),
        ("dateStyle", "long"),
        ("timeStyle", "short"),
    ];
    let moment = js_sys::Date::new(&JsValue::from_str(at));
    moment_in_words(language_now().locale(), &fields, &moment).unwrap_or_else(|| at.to_owned())
}

/// The same of milliseconds since 1970.
#[must_use]
pub fn moment_at(milliseconds: u64) -> String {
    let at = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    moment(&String::from(at.to_iso_string()))
}

/// `december 2026`.
#[must_use]
pub fn month(month: Month) -> String {
    date_with(month.first(), &[("month", "long"), ("year", "numeric")])
}

/// `mandag`, for 0 (Monday) to 6.
#[must_use]
pub fn weekday(day: u8) -> String {
    // 1 January 2024 was a Monday.
    Date::new(2024, 1, 1 + day as i8)
        .map_or_else(String::new, |date| date_with(date, &[("weekday", "long")]))
}

/// `kl. 9.30`, in English `9:30`, of the minutes since midnight.
#[must_use]
pub fn time(minute: u16) -> String {
    let (hours, minutes) = (minute / 60, minute % 60);
    match language_now() {
        Language::Da => format!("kl. {hours}.{minutes:02}"),
        Language::En => format!("{hours}:{minutes:02}"),
    }
}

fn date_with(date: Date, fields: &[(&str, &str)]) -> String {
    let fields = [fields, &[("timeZone", "UTC")]].concat();
    let day = js_sys::Date::new(&JsValue::from_str(&date.to_string()));
    let words = moment_in_words(language_now().locale(), &fields, &day);
    words.unwrap_or_else(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_as_the_reader_writes() {
        let check = |amount, danish: &str, english: &str| {
            assert_eq!(grouped(amount, Language::Da), danish);
            assert_eq!(grouped(amount, Language::En), english);
        };
        check("1234.50", "1.234,50", "1,234.50");
        check("999", "999", "999");
        check("-1000000.00", "−1.000.000,00", "−1,000,000.00");
    }

    #[test]
    fn a_currency_stays_with_its_amount() {
        assert_eq!(kroner("7529.00"), "7.529,00\u{a0}kr.");
        assert_eq!(kroner_short("7529.00"), "7.529\u{a0}kr.");
        assert_eq!(kroner_short("7529.50"), "7.529,50\u{a0}kr.");
    }

    #[test]
    fn a_time_is_written_with_a_point() {
        assert_eq!(time(9 * 60 + 5), "kl. 9.05");
    }
}
