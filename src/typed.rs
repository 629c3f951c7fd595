//! Reading what people type: amounts, numbers and dates as they write them.

use std::ops::RangeInclusive;

use indgang_law::calendar::Date;
use indgang_law::household::Percent;
use indgang_law::kroner::Kroner;

/// An amount: `14.500`, `14500,50`, `14 500 kr.`, `14,500.50`.
pub fn kroner(text: &str) -> Option<Kroner> {
    let text = text.trim().trim_end_matches("kr.").trim_end_matches("kr");
    let (whole, fraction) = parts(text)?;
    Kroner::parse(&format!("{whole}.{fraction:0<2}"))
}

/// Digits before and after the decimal sign. The last sign is one when one or two digits follow it;
/// all others divide thousands.
fn parts(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    let (whole, fraction) = match text.rsplit_once([',', '.']) {
        Some((whole, fraction)) if (1..=2).contains(&fraction.len()) => (whole, fraction),
        _ => (text, ""),
    };
    let is_divider = |c: char| matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\'');
    let whole: String = whole.chars().filter(|c| !is_divider(*c)).collect();
    let whole = whole.trim_start_matches('0');
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let seen = text.bytes().any(|byte| byte.is_ascii_digit());
    (seen && digits(whole) && digits(fraction)).then(|| {
        (
            if whole.is_empty() {
                "0".to_owned()
            } else {
                whole.to_owned()
            },
            fraction,
        )
    })
}

/// A whole number in a range: `4.810`, `120`.
pub fn whole(text: &str, range: RangeInclusive<u32>) -> Option<u32> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | ' ' | '\u{a0}'))
        .collect();
    digits.parse().ok().filter(|number| range.contains(number))
}

/// A rate in the contract's form: `25,1` is `25.1`.
pub fn percent(text: &str, below: u8) -> Option<String> {
    let text = text.trim().trim_end_matches('%').trim().replace(',', ".");
    let text = if text.contains('.') {
        text
    } else {
        format!("{text}.0")
    };
    Percent::parse(&text, below.saturating_sub(1)).map(|_| text)
}

/// A date in three parts, `7/12/1983`; the year has four digits, so that 26 is no year of our choice.
pub fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('/').map(str::trim);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The contract's date as its parts.
pub fn of_date(text: &str) -> Option<String> {
    let date = Date::parse(text)?;
    Some(format!(
        "{}/{}/{}",
        date.day(),
        date.month_number(),
        date.year()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let check = |text, amount: Option<&str>| {
            assert_eq!(
                kroner(text).map(|amount| amount.to_string()).as_deref(),
                amount,
                "{text}"
            );
        };
        check("14500", Some("14500.00"));
        check("14.500", Some("14500.00"));
        check(" 14 500 kr.", Some("14500.00"));
        check("14.500,5", Some("14500.50"));
        check("14,500.50", Some("14500.50"));
        check("0", Some("0.00"));
        check("007", Some("7.00"));
        check("-5", None);
        check("fem", None);
        check("", None);
        check(",", None);
        check("1234567890", None);
    }

    #[test]
    fn whole_numbers_have_a_limit() {
        assert_eq!(whole("4.810", 0..=40_000), Some(4810));
        assert_eq!(whole("121", 0..=120), None);
        assert_eq!(whole("1,5", 0..=120), None);
    }

    #[test]
    fn rates_are_read_with_comma_or_point() {
        assert_eq!(percent("25,1", 40).as_deref(), Some("25.1"));
        assert_eq!(percent("25 %", 40).as_deref(), Some("25.0"));
        assert_eq!(percent("40", 40), None);
    }

    #[test]
    fn dates_need_a_day_of_the_calendar_and_a_whole_year() {
        assert_eq!(date("7/12/1983"), Date::new(1983, 12, 7));
        assert_eq!(date("7/12/83"), None);
        assert_eq!(date("30/2/1983"), None);
        assert_eq!(date("7//1983"), None);
    }
}
