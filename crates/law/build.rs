//! Turns `data/parameters.csv` into Rust: the table as it stands, and one `Rates` per period.
//!
//! A gap, an overlap, a repeated row or an amount that cannot be read stops the build; a key that a
//! rule uses and the table lacks does not compile.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::{env, fs, path::Path};

const COLUMNS: [&str; 11] = [
    "key",
    "name_da",
    "paragraph",
    "base_2024",
    "rounding",
    "valid_from",
    "valid_to",
    "amount",
    "unit",
    "source",
    "confidence",
];

/// The key whose rows name the periods: every result needs it.
const PERIOD_KEY: &str = "grundsats";

fn main() {
    println!("cargo:rerun-if-changed=data/parameters.csv");
    let table = fs::read_to_string("data/parameters.csv").expect("data/parameters.csv is readable");
    let mut records = csv_records(&table).into_iter();
    assert_eq!(
        records.next().expect("a header"),
        COLUMNS,
        "the columns of parameters.csv"
    );
    let rows: Vec<Vec<String>> = records.collect();
    for row in &rows {
        assert_eq!(
            row.len(),
            COLUMNS.len(),
            "every row has every column: {row:?}"
        );
        assert!(row[5] <= row[6], "{} begins after it ends", row[0]);
    }

    let mut out = String::new();
    write_rows(&mut out, &rows)
        .and_then(|()| write_rates(&mut out, &rows))
        .expect("writing to a string cannot fail");
    let path = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("parameters.rs");
    fs::write(path, out).expect("OUT_DIR is writable");
}

fn csv_records(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    for line in text.lines() {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '"' if quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    fields.last_mut().expect("there is a field").push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                other => fields.last_mut().expect("there is a field").push(other),
            }
        }
        assert!(!quoted, "a quoted field ends on its line: {line}");
        records.push(fields);
    }
    records
}

fn write_rows(out: &mut String, rows: &[Vec<String>]) -> fmt::Result {
    writeln!(out, "pub(super) static ROWS: [Row; {}] = [", rows.len())?;
    for row in rows {
        out.push_str("    Row {");
        for (column, value) in COLUMNS.iter().zip(row) {
            write!(out, " {column}: {value:?},")?;
        }
        out.push_str(" },\n");
    }
    out.push_str("];\n");
    Ok(())
}

fn write_rates(out: &mut String, rows: &[Vec<String>]) -> fmt::Result {
    let periods: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| row[0] == PERIOD_KEY)
        .map(|row| (&*row[5], &*row[6]))
        .collect();
    for pair in periods.windows(2) {
        assert!(
            follows(pair[0].1, pair[1].0),
            "a gap or an overlap between {pair:?}"
        );
    }
    let (first, last) = (periods[0].0, periods[periods.len() - 1].1);
    let keys: BTreeSet<&str> = rows
        .iter()
        .filter(|row| &*row[5] <= last && &*row[6] >= first && row[8] != "date")
        .map(|row| &*row[0])
        .collect();

    out.push_str("/// The amounts of one period, by the keys of the table.\n");
    out.push_str("#[derive(Clone, Copy, Debug)]\npub struct Rates {\n");
    out.push_str("    /// Named after the first month.\n    pub version: &'static str,\n");
    out.push_str("    /// First day.\n    pub valid_from: Date,\n");
    out.push_str("    /// Last day.\n    pub valid_to: Date,\n");
    for key in &keys {
        let row = rows
            .iter()
            .find(|row| row[0] == *key)
            .expect("the key is in the table");
        writeln!(out, "    /// {}, {} ({}).", row[1], row[2], row[8])?;
        writeln!(out, "    pub {key}: {},", rust_type(&row[8]))?;
    }
    out.push_str("}\n");

    writeln!(
        out,
        "pub(super) static PERIODS: [Rates; {}] = [",
        periods.len()
    )?;
    for (from, to) in &periods {
        writeln!(
            out,
            "    Rates {{ version: {:?}, valid_from: {}, valid_to: {},",
            &from[..7],
            date(from),
            date(to)
        )?;
        for key in &keys {
            let covering: Vec<_> = rows
                .iter()
                .filter(|row| row[0] == *key && &*row[5] <= *to && &*row[6] >= *from)
                .collect();
            let [row] = covering[..] else {
                panic!(
                    "{key} has {} rows in {from} to {to}; one is needed",
                    covering.len()
                );
            };
            assert!(
                &*row[5] <= *from && &*row[6] >= *to,
                "{key} has a gap in {from} to {to}"
            );
            writeln!(out, "        {key}: {},", literal(&row[7], &row[8]))?;
        }
        out.push_str("    },\n");
    }
    out.push_str("];\n");
    Ok(())
}

/// Whether the day `next` comes right after `last`, both at the edge of a month.
fn follows(last: &str, next: &str) -> bool {
    let month = |day: &str| {
        day[..4].parse::<u32>().expect("a date") * 12 + day[5..7].parse::<u32>().expect("a date")
    };
    next.ends_with("-01") && month(last) + 1 == month(next) && &last[8..] >= "28"
}

fn rust_type(unit: &str) -> &'static str {
    if unit.starts_with("DKK") {
        "Kroner"
    } else if matches!(
        unit,
        "percent" | "percentage points" | "share" | "days" | "hours/month"
    ) {
        "Decimal"
    } else {
        "u32"
    }
}

fn literal(amount: &str, unit: &str) -> String {
    let digits: String = amount.chars().filter(char::is_ascii_digit).collect();
    let scale = amount
        .split_once('.')
        .map_or(0, |(_, decimals)| decimals.len());
    let mantissa: u32 = digits
        .parse()
        .unwrap_or_else(|_| panic!("{amount} is not an amount"));
    match rust_type(unit) {
        "Kroner" => {
            assert!(scale <= 2, "{amount} has more than two decimals");
            format!(
                "Kroner::from_oere({})",
                mantissa * 10_u32.pow(2 - scale as u32)
            )
        }
        "Decimal" => format!("Decimal::from_parts({mantissa}, 0, 0, false, {scale})"),
        _ => {
            assert_eq!(scale, 0, "{amount} {unit} is a whole number");
            mantissa.to_string()
        }
    }
}

fn date(text: &str) -> String {
    let part = |range: std::ops::Range<usize>| text[range].parse::<u16>().expect("a date");
    format!(
        "Date::constant({}, {}, {})",
        part(0..4),
        part(5..7),
        part(8..10)
    )
}
