//! Putting short lists in order.

/// Sorts a list of a few entries; `stand` says whether two may stand as they do. The standard
/// library's sort is made for long lists, and each type that it is used with weighs several kB in the
/// browser.
pub(crate) fn sort_short<T>(list: &mut [T], stand: impl Fn(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while at > 0 && !stand(&list[at - 1], &list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for length in 0..7_u32 {
            for seed in 0..500_u32 {
                let list: Vec<(u32, u32)> = (0..length)
                    .map(|n| (seed.wrapping_mul(2_654_435_761).rotate_left(n * 5) % 4, n))
                    .collect();
                let (mut ours, mut theirs) = (list.clone(), list);
                sort_short(&mut ours, |one, next| one.0 <= next.0);
                theirs.sort_by_key(|entry| entry.0);
                assert_eq!(ours, theirs);
            }
        }
    }
}
