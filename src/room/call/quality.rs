//! When a connection is too poor for a picture, and when for talking at all.

/// What was seen of a connection in a few seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// Whether the devices reach each other.
    pub connected: bool,
    /// How much of what was sent did not come, from 0 to 1.
    pub loss: f64,
}

/// What is good to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Go on.
    GoOn,
    /// Look for another way.
    Restart,
    /// Sound without a picture needs a tenth of the way.
    DropPicture,
    /// It is not good enough to talk.
    Phone,
}

/// How it has been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quality {
    bad: u8,
}

/// So much lost is heard as gaps.
const TOO_MUCH: f64 = 0.08;
/// So often too much, also without a picture.
const HOPELESS: u8 = 7;

impl Quality {
    /// Whether it has not been good enough to talk for a while.
    #[must_use]
    pub const fn is_hopeless(self) -> bool {
        self.bad >= HOPELESS
    }

    /// What to do after the next few seconds.
    pub fn after(&mut self, sample: Sample) -> Advice {
        if sample.connected && sample.loss < TOO_MUCH {
            self.bad = self.bad.saturating_sub(2);
            return Advice::GoOn;
        }
        self.bad = self.bad.saturating_add(1);
        match (self.bad, sample.connected) {
            (3, _) => Advice::DropPicture,
            (HOPELESS, _) => Advice::Phone,
            (bad, false) if bad % 2 == 0 => Advice::Restart,
            _ => Advice::GoOn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Sample = Sample {
        connected: true,
        loss: 0.01,
    };
    const LOSSY: Sample = Sample {
        connected: true,
        loss: 0.2,
    };
    const AWAY: Sample = Sample {
        connected: false,
        loss: 0.0,
    };

    #[test]
    fn first_the_picture_goes_then_the_telephone_is_offered() {
        let mut quality = Quality::default();
        let advice = [LOSSY; 7].map(|sample| quality.after(sample));
        assert_eq!(advice[2], Advice::DropPicture);
        assert_eq!(advice[6], Advice::Phone);
        assert_eq!(advice.iter().filter(|it| **it != Advice::GoOn).count(), 2);
    }

    #[test]
    fn a_lost_way_is_looked_for_again_and_a_short_gap_changes_nothing() {
        let mut quality = Quality::default();
        assert_eq!(
            [AWAY; 2].map(|it| quality.after(it)),
            [Advice::GoOn, Advice::Restart]
        );
        assert_eq!(quality.after(GOOD), Advice::GoOn);
        assert_eq!(quality, Quality::default());
    }
}
