//! A run of named steps: a heading for each, its seconds, and a closing summary.

use std::time::{Duration, Instant};

use crate::Result;

pub enum Outcome {
    Passed,
    /// Not possible here, and why.
    Skipped(String),
    Failed(String),
}

/// How many tests a step ran, read from the closing lines of cargo test and node test.
#[derive(Clone, Copy, Default)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
}

impl Counts {
    /// Reads one line of output: `test result: ok. 3 passed; 0 failed; 1 ignored; …` of cargo, or
    /// `ℹ pass 3` and the like of Node (with `#` in place of `ℹ` where there is no terminal).
    pub fn see(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            for part in result.split([';', '.']) {
                let mut words = part.split_whitespace();
                if let (Some(Ok(count)), Some(what)) =
                    (words.next().map(str::parse::<usize>), words.next())
                {
                    self.add(what, count);
                }
            }
        } else if let Some(rest) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) {
            let mut words = rest.split_whitespace();
            if let (Some(what), Some(Ok(count)), None) = (
                words.next(),
                words.next().map(str::parse::<usize>),
                words.next(),
            ) {
                self.add(what, count);
            }
        }
    }

    fn add(&mut self, what: &str, count: usize) {
        match what {
            "passed" | "pass" => self.passed += count,
            "failed" | "fail" | "cancelled" => self.failed += count,
            "ignored" | "skipped" | "todo" => self.ignored += count,
            _ => {}
        }
    }
}

/// What a step does; it sees how the ones before it went.
pub type Work = fn(&mut Steps) -> Result<Outcome>;

pub struct Steps {
    started: Instant,
    done: Vec<(&'static str, Outcome, Duration)>,
    pub counts: Counts,
}

impl Steps {
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            done: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Runs one step. A failed one does not stop the others: one run tells everything.
    pub fn step(&mut self, name: &'static str, what: &str, work: Work) {
        println!("\n━━ {name}: {what}");
        let started = Instant::now();
        let outcome = work(self).unwrap_or_else(Outcome::Failed);
        let took = started.elapsed();
        println!("   {} ({:.1} s)", shown(&outcome), took.as_secs_f64());
        self.done.push((name, outcome, took));
    }

    pub fn has_failed(&self, name: &str) -> bool {
        self.done
            .iter()
            .any(|(other, outcome, _)| *other == name && matches!(outcome, Outcome::Failed(_)))
    }

    /// Prints what happened; fails when a step did.
    pub fn finish(self) -> Result {
        println!("\n━━ summary");
        for (name, outcome, took) in &self.done {
            println!(
                "   {name:<10} {:>7.1} s  {}",
                took.as_secs_f64(),
                shown(outcome)
            );
        }
        let failed: Vec<&str> = self
            .done
            .iter()
            .filter(|(_, outcome, _)| matches!(outcome, Outcome::Failed(_)))
            .map(|(name, ..)| *name)
            .collect();
        // A failed step counts also where no single test did (format, lints, the budget).
        let failures = self.counts.failed.max(failed.len());
        println!(
            "\ntest result: {}. {} passed; {failures} failed; {} ignored; 0 measured; 0 filtered out; finished in {:.2}s",
            if failed.is_empty() { "ok" } else { "FAILED" },
            self.counts.passed,
            self.counts.ignored,
            self.started.elapsed().as_secs_f64()
        );
        if failed.is_empty() {
            Ok(())
        } else {
            Err(format!("failed: {}", failed.join(", ")))
        }
    }
}

fn shown(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed => "✓ passed".to_owned(),
        Outcome::Skipped(why) => format!("– skipped: {why}"),
        Outcome::Failed(why) => format!("✗ failed: {why}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_cargo_and_from_node() {
        let mut counts = Counts::default();
        counts.see("test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.1s");
        for line in [
            "ℹ tests 9",
            "ℹ pass 7",
            "# fail 1",
            "ℹ skipped 1",
            "ℹ duration_ms 5",
            "anything",
        ] {
            counts.see(line);
        }
        assert_eq!((counts.passed, counts.failed, counts.ignored), (19, 2, 3));
    }
}
