//! The template of the joint plan, in its versions.

use indgang_domain::plan::template::Template;
use serde::{Deserialize, Deserializer};

/// A file with them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[serde(deserialize_with = "one_after_the_other")]
    pub template: Vec<Template>,
}

fn one_after_the_other<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Template>, D::Error> {
    let versions = Vec::<Template>::deserialize(d)?;
    let fault = versions
        .windows(2)
        .find(|pair| pair[1].valid_from <= pair[0].valid_from);
    match fault {
        Some(pair) => Err(serde::de::Error::custom(format!(
            "the `valid_from` of a template, {}, must be after the one before it, {}",
            pair[1].valid_from, pair[0].valid_from,
        ))),
        None => Ok(versions),
    }
}
