//! The icons in use, out of the 150 of the design system (<https://designsystem.dk/design/ikoner/>), as
//! one sprite: `/icons.svg#name`. Which those are is read from our sources: an icon is in use when its
//! name stands there as a word in quotes.

use std::collections::BTreeSet;

use crate::Result;

/// The names among `known` that a source writes in quotes. A word that only happens to be an icon's
/// name too costs a few bytes.
pub fn used<'a>(source: &str, known: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    source
        .split('"')
        .filter_map(|word| known.get(word).copied())
        .collect()
}

/// The names that a source gives to `<Icon name="…"/>`, or to another such component.
pub fn asked_for<'a>(source: &'a str, component: &str) -> Vec<&'a str> {
    source
        .split(&format!("<{component}"))
        .skip(1)
        .filter_map(|tag| {
            tag.split('>')
                .next()?
                .split_once("name=\"")?
                .1
                .split('"')
                .next()
        })
        .collect()
}

/// A sprite of named drawings.
pub fn sprite<'a>(files: impl IntoIterator<Item = (&'a str, String)>) -> Result<String> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\">");
    for (name, svg) in files {
        sprite.push_str(&symbol(name, svg.trim())?);
    }
    sprite.push_str("</svg>");
    Ok(sprite)
}

/// One `<symbol>` of the sprite, from an icon's own file.
fn symbol(name: &str, svg: &str) -> Result<String> {
    let view_and_drawing = || {
        let (_, after) = svg.split_once("viewBox=\"")?;
        let (view, after) = after.split_once('"')?;
        let (_, after) = after.split_once('>')?;
        Some((view, after.trim_end().strip_suffix("</svg>")?))
    };
    let (view, drawing) =
        view_and_drawing().ok_or_else(|| format!("the icon {name} is not the svg we expect"))?;
    Ok(format!(
        "<symbol id=\"{name}\" viewBox=\"{view}\">{drawing}</symbol>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_keeps_the_view_and_the_drawing() {
        let svg = "<svg xmlns=\"x\" viewBox=\"0 -960 960 960\"><path d=\"M1\"/></svg>";
        assert_eq!(
            symbol("check", svg).as_deref(),
            Ok("<symbol id=\"check\" viewBox=\"0 -960 960 960\"><path d=\"M1\"/></symbol>")
        );
    }

    #[test]
    fn icons_are_found_by_their_names_in_the_sources() {
        let known = BTreeSet::from(["check", "close", "time"]);
        let source = "<Icon name=\"check\"/> if late { \"time\" } // close";
        assert_eq!(used(source, &known), BTreeSet::from(["check", "time"]));
        assert_eq!(
            asked_for(
                "<Icon\n  name=\"chek\" /><Icon name=which/><Picture name=\"pin\"/>",
                "Icon"
            ),
            ["chek"]
        );
    }
}
