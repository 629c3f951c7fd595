//! The table of rates: `crates/law/data/parameters.csv`, which lies beside the app as it stands.

use crate::text::Key;

/// One rate in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name of the parameter.
    pub key: String,
    /// Where it stands in the law.
    pub paragraph: String,
    /// The amount printed in the act, at the 2024 level; empty when it is not regulated.
    pub base_2024: String,
    /// How it is rounded when it is regulated (R0-06, R0-07).
    pub rounding: String,
    /// First day.
    pub valid_from: String,
    /// Last day.
    pub valid_to: String,
    /// The amount in `unit`.
    pub amount: String,
    /// Kr. per month, weeks, per cent …
    pub unit: String,
    /// Where the amount comes from.
    pub source: String,
    /// A, B or C: how sure the amount is.
    pub confidence: String,
}

const HEADER: &str =
    "key,name_da,paragraph,base_2024,rounding,valid_from,valid_to,amount,unit,source,confidence";

/// The rows of the file; `None` when it is not the table that this version of the app knows.
pub fn read(file: &str) -> Option<Vec<Row>> {
    let mut lines = file.lines();
    if lines.next() != Some(HEADER) {
        return None;
    }
    lines.map(row).collect()
}

fn row(line: &str) -> Option<Row> {
    let [
        key,
        _name_da,
        paragraph,
        base_2024,
        rounding,
        valid_from,
        valid_to,
        amount,
        unit,
        source,
        confidence,
    ] = fields(line).try_into().ok()?;
    Some(Row {
        key,
        paragraph,
        base_2024,
        rounding,
        valid_from,
        valid_to,
        amount,
        unit,
        source,
        confidence,
    })
}

/// A comma inside quotes is a comma; two quotes inside them are one.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let doubled = character == '"' && quoted && characters.peek() == Some(&'"');
        match (character, fields.last_mut()) {
            ('"', Some(field)) if doubled => {
                characters.next();
                field.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => fields.push(String::new()),
            (other, Some(field)) => field.push(other),
            (_, None) => {}
        }
    }
    fields
}

/// What belongs together stands together in the table: a group begins with this key.
const GROUPS: [(&str, Key); 11] = [
    ("grundsats", Key::RATES_GROUP_HELP),
    ("fritidstillaeg_pr_barn", Key::RATES_GROUP_LEISURE),
    ("formuegraense_person", Key::RATES_GROUP_WEALTH),
    ("fribeloeb_forhoejet_sats", Key::RATES_GROUP_INCOME),
    ("omregningssats_time", Key::RATES_GROUP_STAY),
    ("engangshjaelp_maks", Key::RATES_GROUP_OTHER),
    ("sanktion_graense_1", Key::RATES_GROUP_SANCTIONS),
    ("obligatorisk_pension_pct", Key::RATES_GROUP_TAX),
    ("regulering_pct", Key::RATES_GROUP_REGULATION),
    (
        "udbetaling_venteperiode_maaneder",
        Key::RATES_GROUP_DEADLINES,
    ),
    ("udgiftsgodtgoerelse_maks", Key::RATES_GROUP_OFFERS),
];

/// The groups in the order of the table, each with its rates, each of those with its rows, oldest first.
pub fn groups(rows: &[Row]) -> Vec<(Key, Vec<&[Row]>)> {
    let mut groups: Vec<(Key, Vec<&[Row]>)> = Vec::new();
    for rate in rows.chunk_by(|one, next| one.key == next.key) {
        if let Some((_, name)) = GROUPS.iter().find(|(first, _)| *first == rate[0].key) {
            groups.push((*name, Vec::new()));
        }
        if let Some((_, rates)) = groups.last_mut() {
            rates.push(rate);
        }
    }
    groups
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use indgang_law::parameters;

    pub fn table() -> Vec<Row> {
        let file = include_str!("../../../crates/law/data/parameters.csv");
        read(file).expect("the table is ours")
    }

    #[test]
    fn the_table_is_read_as_the_law_reads_it() {
        let read = table();
        assert_eq!(read.len(), parameters::rows().len());
        for (here, law) in read.iter().zip(parameters::rows()) {
            assert_eq!(here.key, law.key);
            assert_eq!(here.paragraph, law.paragraph, "{}", law.key);
            assert_eq!(here.amount, law.amount, "{}", law.key);
            assert_eq!(here.source, law.source, "{}", law.key);
            assert_eq!(here.confidence, law.confidence, "{}", law.key);
        }
    }

    #[test]
    fn another_table_is_refused() {
        assert_eq!(read("<!doctype html>"), None);
        assert_eq!(read(&format!("{HEADER}\nonly,three,cells\n")), None);
    }

    #[test]
    fn quotes_hold_commas_and_quotes() {
        assert_eq!(fields(r#"a,"b, ""c""",d"#), ["a", r#"b, "c""#, "d"]);
    }

    #[test]
    fn every_group_is_found_and_no_rate_is_left_out() {
        let table = table();
        let groups = groups(&table);
        let names: Vec<Key> = groups.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, GROUPS.map(|(_, name)| name));
        let rates: usize = groups.iter().map(|(_, rates)| rates.len()).sum();
        assert_eq!(
            rates,
            table.chunk_by(|one, next| one.key == next.key).count()
        );
    }

    #[test]
    fn the_rows_of_a_rate_are_together_and_oldest_first() {
        let table = table();
        let mut met = Vec::new();
        for rate in table.chunk_by(|one, next| one.key == next.key) {
            assert!(!met.contains(&&rate[0].key), "{}", rate[0].key);
            assert!(
                rate.is_sorted_by_key(|row| &row.valid_from),
                "{}",
                rate[0].key
            );
            met.push(&rate[0].key);
        }
    }
}
