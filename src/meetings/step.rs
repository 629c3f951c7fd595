/// A page about one meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// All there is to know and to do.
    Prepare,
    /// The receipt.
    Booked,
    /// Takes another time.
    Move,
    /// Calls it off.
    Cancel,
}

impl Step {
    const ALL: [Self; 4] = [Self::Prepare, Self::Booked, Self::Move, Self::Cancel];

    /// What stands after the meeting in its address.
    const fn end(self) -> &'static str {
        match self {
            Self::Prepare => "",
            Self::Booked => "/booket",
            Self::Move => "/flyt",
            Self::Cancel => "/afbud",
        }
    }

    /// Its address for a meeting.
    #[must_use]
    pub fn path(self, meeting: &str) -> String {
        format!("/moeder/{meeting}{}", self.end())
    }

    /// The page at an address, and the meeting.
    #[must_use]
    pub fn at(path: &str) -> Option<(Self, &str)> {
        let rest = path.strip_prefix("/moeder/")?;
        let (meeting, end) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let step = Self::ALL.into_iter().find(|step| step.end() == end)?;
        (!meeting.is_empty()).then_some((step, meeting))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_found_at_its_address() {
        for step in Step::ALL {
            assert_eq!(Step::at(&step.path("m1")), Some((step, "m1")));
        }
        for path in ["/moeder", "/moeder/", "/moeder//flyt", "/moeder/m1/andet"] {
            assert_eq!(Step::at(path), None, "{path}");
        }
    }
}
