//! The pages of the browser app: which of its programs shows the one at an address.

/// A program of the browser app, compiled and fetched by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// What anybody can open: the calculator and what belongs to it.
    Open,
    /// The citizen's own pages, behind a sign-in.
    Mine,
    /// The citizen's meetings.
    Meet,
    /// The citizen's own case.
    Case,
    /// The house's own: its people's desk, the kiosk and the screens.
    House,
}

impl Entry {
    /// All of them. A further one also has a line in `index.html`, `public/sw.js`, `Cargo.toml` and
    /// `crates/xtask/src/app.rs`.
    pub const ALL: [Self; 5] = [Self::Open, Self::Mine, Self::Meet, Self::Case, Self::House];

    /// The file that starts it.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::Open => "index.html",
            Self::Mine => "mine.html",
            Self::Meet => "meet.html",
            Self::Case => "case.html",
            Self::House => "house.html",
        }
    }

    /// Where its pages begin; all other addresses are the open pages'.
    #[must_use]
    pub const fn begins(self) -> &'static [&'static str] {
        match self {
            Self::Open => &[],
            Self::Mine => &["/mine-data", "/plan", "/mening"],
            Self::Meet => &["/moeder"],
            Self::Case => &["/sag"],
            Self::House => &["/medarbejder", "/reception", "/infoskaerm"],
        }
    }

    /// The program for the page at a path.
    #[must_use]
    pub fn at(path: &str) -> Self {
        let is_below = |start: &&str| {
            path.strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        Self::ALL
            .into_iter()
            .find(|entry| entry.begins().iter().any(is_below))
            .unwrap_or(Self::Open)
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
        for path in ["/moeder", "/moeder/book"] {
            assert_eq!(Entry::at(path), Entry::Meet, "{path}");
        }
        for path in ["/sag", "/sag/meld/syg"] {
            assert_eq!(Entry::at(path), Entry::Case, "{path}");
        }
        for path in ["/reception", "/infoskaerm/"] {
            assert_eq!(Entry::at(path), Entry::House, "{path}");
        }
        for path in [
            "/",
            "",
            "/beregner",
            "/planen",
            "/om/plan",
            "/mine-datas",
            "/moederne",
        ] {
            assert_eq!(Entry::at(path), Entry::Open, "{path}");
        }
    }
}
