//! The municipality that runs this app, as its server has written it into the page.

use std::sync::OnceLock;

use indgang_api::kommune::Kommune;

use crate::browser::page;

/// The made-up municipality of `indgang.toml`, for a page that no server has filled (`trunk serve`).
const EXAMPLE: &str = r##"{
    "navn": "Lysby Kommune",
    "telefon": "70 10 20 30",
    "email": "borger@lysby.example",
    "adresse": "Borgerservice\nRådhuspladsen 1\n9999 Lysby",
    "aabningstider": {
        "mandag": "10.00-15.00",
        "tirsdag": "10.00-15.00",
        "onsdag": "10.00-15.00",
        "torsdag": "10.00-17.00",
        "fredag": "10.00-13.00"
    },
    "farve": "#8a3b12",
    "sprog": ["da", "en"],
    "kommuneskat_pct": "25.0"
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

/// Whether people can sign in at this server: what needs it is not shown otherwise.
pub fn has_sign_in() -> bool {
    page::meta("indgang-sign-in").is_some_and(|word| word == "yes")
}

fn example() -> Kommune {
    Kommune::written(EXAMPLE).expect("the example is a municipality: a test reads it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_municipality_of_indgang_toml() {
        let mut configured: toml::Table = include_str!("../indgang.toml").parse().unwrap();
        let mut configured: Kommune = configured.remove("kommune").unwrap().try_into().unwrap();
        configured.aabningstider.lukkedage.clear();
        assert_eq!(example(), configured);
    }
}
