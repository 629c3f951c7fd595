//! The icons in use, out of the 150 of the design system, as one sprite: `/icons.svg#name`.

use crate::Result;

/// Add a name here when a screen needs one; they are listed at
/// <https://designsystem.dk/design/ikoner/>.
pub const NAMES: &[&str] = &[
    "arrow-back",
    "arrow-forward",
    "business",
    "calculator",
    "calendar-month",
    "chat",
    "check",
    "checklist",
    "chevron-down",
    "chevron-right",
    "chevron-up",
    "close",
    "copy",
    "delete",
    "document",
    "download",
    "edit",
    "email",
    "error",
    "help",
    "home",
    "info",
    "language",
    "link",
    "location",
    "lock",
    "menu",
    "minus",
    "open-in-new",
    "payments",
    "person",
    "persons",
    "plus",
    "print",
    "refresh",
    "search",
    "send",
    "star",
    "success",
    "support-agent",
    "time",
    "upload",
    "visibility",
    "warning",
];

/// One `<symbol>` of the sprite, from an icon's own file.
pub fn symbol(name: &str, svg: &str) -> Result<String> {
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
    fn names_are_sorted_and_unique() {
        assert!(NAMES.is_sorted_by(|a, b| a < b));
    }
}
