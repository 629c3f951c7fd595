//! The municipality that runs this app, as its server has written it into the page.

use std::sync::OnceLock;

use indgang_api::kommune::Kommune;

use crate::browser::page;

/// A made-up municipality, for a page that no server has filled (`trunk serve`).
const EXAMPLE: &str = r##"{
    "navn": "Solbæk Kommune",
    "telefon": "70 00 00 00",
    "email": "borger@solbaek.example",
    "adresse": "Solbæk Rådhus\nTorvet 1\n9999 Solbæk",
    "aabningstider": {
        "mandag": "9.00-15.00",
        "tirsdag": "9.00-15.00",
        "onsdag": "9.00-15.00",
        "torsdag": "9.00-17.00",
        "fredag": "9.00-13.00"
    },
    "farve": "#8a3b12",
    "kommuneskat_pct": "25.1"
}"##;

/// The municipality.
pub fn municipality() -> &'static Kommune {
    static KOMMUNE: OnceLock<Kommune> = OnceLock::new();
    KOMMUNE.get_or_init(|| {
        let written = page::meta("indgang-kommune");
        written
            .and_then(|json| Kommune::written(&json))
            .unwrap_or_else(example)
    })
}

fn example() -> Kommune {
    Kommune::written(EXAMPLE).expect("the example is a municipality: a test reads it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_a_municipality() {
        assert_eq!(example().telefon.link(), "+4570000000");
    }
}
