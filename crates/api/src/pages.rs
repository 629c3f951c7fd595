//! The pages of the browser app: which of its two programs shows the one at an address.

/// A program of the browser app, compiled and fetched by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// What anybody can open: the calculator and what belongs to it.
    Open,
    /// The citizen's own pages, behind a sign-in.
    Mine,
}

/// Where the citizen's own pages begin; `public/sw.js` has the same list.
pub const MINE: [&str; 2] = ["/mine-data", "/plan"];

impl Entry {
    /// The program for the page at a path.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let is_below = |start: &&str| {
            path.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if MINE.iter().any(is_below) {
            Self::Mine
        } else {
            Self::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_pages_begin_at_their_addresses_and_nowhere_else() {
        for path in ["/mine-data", "/mine-data/", "/plan", "/plan/mine-kort"] {
            assert_eq!(Entry::at(path), Entry::Mine, "{path}");
        }
        for path in ["/", "", "/beregner", "/planen", "/om/plan", "/mine-datas"] {
            assert_eq!(Entry::at(path), Entry::Open, "{path}");
        }
    }
}
