//! A municipality's own offers.

use indgang_domain::offers::Local;
use serde::Deserialize;
use toml::Spanned;

/// A file with them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(default)]
    offer: Vec<Spanned<Local>>,
}

/// Two offers have the same key.
#[derive(Debug, thiserror::Error)]
#[error("line {line}, key `key`: `{key}` is another offer's already")]
pub struct Twice {
    line: usize,
    key: String,
}

impl File {
    /// The offers, each under a key of its own.
    pub fn check(self, text: &str) -> Result<Vec<Local>, Twice> {
        let mut offers: Vec<Local> = Vec::new();
        for offer in self.offer {
            let line = super::line_at(text, offer.span().start);
            let offer = offer.into_inner();
            if offers.iter().any(|other| other.key == offer.key) {
                let key = offer.key;
                return Err(Twice { line, key });
            }
            offers.push(offer);
        }
        Ok(offers)
    }
}
