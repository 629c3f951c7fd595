//! Waiting at the reception.

/// How long somebody will wait, in minutes: from at least to at most.
pub type Wait = (u16, u16);

/// How long it takes until it is somebody's turn, when so many are before them, so many people serve, and
/// the last errands took so many minutes each. An honest interval: with few errands to go by it is wide.
#[must_use]
pub fn wait(before: u16, serving: u16, lasted: &[u16]) -> Wait {
    if before == 0 {
        return (0, 5);
    }
    let serving = serving.max(1);
    let mut lasted = lasted.to_vec();
    lasted.sort_unstable();
    let (short, long) = match lasted.len() {
        // Nothing is known yet.
        0..3 => (3, 15),
        count => (lasted[count / 4], lasted[count * 3 / 4]),
    };
    let rounds = before.div_ceil(serving);
    let least = before.saturating_mul(short) / serving;
    let most = rounds.saturating_mul(long.max(1));
    (five_down(least), five_up(most.max(least + 1)))
}

/// How long somebody with a meeting will wait until it begins in so many minutes; what is not on time is
/// seldom more than ten minutes late.
#[must_use]
pub fn until(minutes: i64) -> Wait {
    let minutes = u16::try_from(minutes.max(0)).unwrap_or(u16::MAX);
    let least = five_down(minutes);
    (least, five_up(minutes.saturating_add(10)).max(least + 5))
}

const fn five_down(minutes: u16) -> u16 {
    minutes / 5 * 5
}

fn five_up(minutes: u16) -> u16 {
    minutes.div_ceil(5).saturating_mul(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_before_means_soon() {
        assert_eq!(wait(0, 1, &[]), (0, 5));
    }

    #[test]
    fn who_has_a_meeting_waits_until_it_begins_or_a_little_longer() {
        assert_eq!(until(-12), (0, 10));
        assert_eq!(until(0), (0, 10));
        assert_eq!(until(13), (10, 25));
    }

    #[test]
    fn little_knowledge_gives_a_wide_interval() {
        assert_eq!(wait(2, 1, &[]), (5, 30));
    }

    #[test]
    fn the_middle_half_of_the_last_errands_says_how_long() {
        let lasted = [4, 5, 6, 6, 7, 8, 9, 40];
        assert_eq!(wait(4, 1, &lasted), (20, 40));
        assert_eq!(wait(4, 2, &lasted), (10, 20));
    }

    #[test]
    fn who_waits_longest_is_not_told_a_shorter_time_than_who_came_first() {
        for serving in 1..4 {
            let mut last = (0, 0);
            for before in 0..30 {
                let next = wait(before, serving, &[5, 7, 9, 11]);
                assert!(next.0 >= last.0 && next.1 >= last.1 && next.0 < next.1);
                last = next;
            }
        }
    }
}
