//! An activity that somebody else runs for the municipality, and who came. The one who runs it says who came and
//! nothing else; the citizen sees it at once and may object before anybody acts on it. Nothing here does.

use indgang_law::calendar::Date;
use serde::{Deserialize, Serialize};

use super::content::{Check, LINE, Wrong, document};
use super::matter::Refused;
use crate::hours::Dato;

/// How many days back somebody may still be registered.
pub const BACK: i32 = 14;

document! {
    /// An activity of a citizen's.
    Activity {
        /// What it is, in a few words.
        name: String,
        /// The unit that runs it: it registers who came, and sees no more than name and day.
        provider: String,
        /// What that unit is called.
        run_by: String,
        /// The first day.
        from: Dato,
        /// The last day.
        until: Dato,
        /// On which days of the week; 0 is Monday.
        days: Vec<u8>,
        /// What was registered, one for a day, the last day first.
        attendance: Vec<Attendance>,
    }
}

document! {
    /// Whether the citizen came on a day.
    Attendance {
        /// The day.
        day: Dato,
        /// Whether they came.
        came: bool,
        /// Who said so.
        by: String,
        /// When, in milliseconds since 1970.
        at: i64,
        /// Until which day the citizen has time to object before anybody may act on it.
        object_by: Dato,
        /// What they say against it.
        objection: Option<String>,
        /// What a person of the municipality said to that.
        settled: Option<Settled>,
    }
}

document! {
    /// What became of an objection.
    Settled {
        /// Whether it stands as it was registered.
        stands: bool,
        /// Why, in plain words.
        reason: String,
        /// Who says so.
        by: String,
    }
}

document! {
    /// What somebody who runs an activity says about a day.
    Attended {
        /// The day.
        day: Dato,
        /// Whether the citizen came.
        came: bool,
    }
}

/// Where a registration stands. What it comes to is for people to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The citizen came.
    Came,
    /// They did not, and still have days to object: it has not gone further.
    MayObject,
    /// They object, and nobody has answered: it has not gone further.
    Objected,
    /// They are right: it does not count.
    Struck,
    /// It stands: the days are over, or a person has said so.
    Stands,
}

impl Standing {
    /// Whether whoever helps the citizen may act on it. The program never does.
    #[must_use]
    pub const fn has_gone_further(self) -> bool {
        matches!(self, Self::Stands)
    }
}

impl Attendance {
    /// Where it stands on a day.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        match (&self.settled, &self.objection) {
            _ if self.came => Standing::Came,
            (Some(settled), _) if settled.stands => Standing::Stands,
            (Some(_), _) => Standing::Struck,
            (None, Some(_)) => Standing::Objected,
            (None, None) if today <= self.object_by.0 => Standing::MayObject,
            (None, None) => Standing::Stands,
        }
    }

    /// Whether the citizen may still object: as long as nobody has answered.
    #[must_use]
    pub const fn may_object(&self) -> bool {
        !self.came && self.settled.is_none()
    }
}

impl Activity {
    /// Whether it takes place on a day.
    #[must_use]
    pub fn is_on(&self, day: Date) -> bool {
        self.days.contains(&day.weekday()) && (self.from.0..=self.until.0).contains(&day)
    }

    /// What was registered for a day.
    #[must_use]
    pub fn of(&self, day: Date) -> Option<&Attendance> {
        self.attendance.iter().find(|one| one.day.0 == day)
    }

    /// Whether an objection waits for an answer.
    #[must_use]
    pub fn waits(&self) -> bool {
        let mut all = self.attendance.iter();
        all.any(|one| one.may_object() && one.objection.is_some())
    }

    /// Registers whether the citizen came, or corrects it.
    ///
    /// # Errors
    /// On a day when it does not take place, that is ahead or too long ago, or that the citizen has objected to.
    pub fn register(&mut self, new: Attendance, today: Date) -> Result<(), Refused> {
        let day = new.day.0;
        let may_be = today.plus_days(-BACK) <= day && day <= today && self.is_on(day);
        let is_touched = self.of(day).is_some_and(|one| one.objection.is_some());
        if !may_be || is_touched {
            return Err(Refused::NotNow);
        }
        self.attendance.retain(|one| one.day.0 != day);
        self.attendance.push(new);
        self.attendance
            .sort_by_key(|one| std::cmp::Reverse(one.day.0));
        Ok(())
    }

    /// The citizen objects to a day.
    ///
    /// # Errors
    /// When they came, or a person has answered already.
    pub fn object(&mut self, day: Date, words: String) -> Result<(), Refused> {
        let one = self.open(day)?;
        one.objection = Some(words);
        Ok(())
    }

    /// A person answers the objection.
    ///
    /// # Errors
    /// Where there is none, or somebody has answered.
    pub fn settle(&mut self, day: Date, settled: Settled) -> Result<(), Refused> {
        let one = self.open(day)?;
        if one.objection.is_none() {
            return Err(Refused::NotNow);
        }
        one.settled = Some(settled);
        Ok(())
    }

    fn open(&mut self, day: Date) -> Result<&mut Attendance, Refused> {
        let found = self.attendance.iter_mut().find(|one| one.day.0 == day);
        found.filter(|one| one.may_object()).ok_or(Refused::NotNow)
    }

    pub(super) fn check(&self, (earliest, latest): (Date, Date), check: &mut Check) {
        check.text(&self.name, "/name", LINE);
        check.text(&self.provider, "/provider", 64);
        check.at_most(&self.run_by, "/run_by", LINE);
        check.day(self.from, "/from", (earliest, latest));
        check.day(self.until, "/until", (self.from.0, latest));
        check.number(self.days.len() as u16, "/days", (1, 7));
        let is_strange = self.days.iter().any(|day| *day > 6);
        check.when(is_strange, "/days", Wrong::Number(0, 6));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Mondays and Wednesdays from Monday 2 November to the end of the year.
    fn activity() -> Activity {
        Activity {
            name: "Træning".to_owned(),
            provider: "vaerkstedet".to_owned(),
            run_by: "Værkstedet".to_owned(),
            from: Dato(day("2026-11-02")),
            until: Dato(day("2026-12-31")),
            days: vec![0, 2],
            attendance: Vec::new(),
        }
    }

    fn said(on: &str, came: bool) -> Attendance {
        Attendance {
            day: Dato(day(on)),
            came,
            by: "Vera".to_owned(),
            at: 0,
            object_by: Dato(day("2026-11-30")),
            objection: None,
            settled: None,
        }
    }

    fn settled(stands: bool) -> Settled {
        Settled {
            stands,
            reason: "Du var hos lægen".to_owned(),
            by: "Sara".to_owned(),
        }
    }

    const TODAY: &str = "2026-11-23";

    #[test]
    fn who_came_is_said_of_days_when_it_takes_place_and_that_have_come() {
        for (on, may_be) in [
            ("2026-11-23", true),
            ("2026-11-18", true),
            ("2026-11-09", true),
            ("2026-11-04", false), // too long ago
            ("2026-11-24", false), // a Tuesday, and ahead
            ("2026-11-25", false), // ahead
            ("2026-11-22", false), // a Sunday
        ] {
            let done = activity().register(said(on, false), day(TODAY));
            assert_eq!(done.is_ok(), may_be, "{on}");
        }
    }

    #[test]
    fn nothing_goes_further_while_the_citizen_may_object_or_nobody_has_answered() {
        let mut all = activity();
        all.register(said(TODAY, false), day(TODAY)).unwrap();
        let on = day(TODAY);
        let standing = |all: &Activity, today| all.of(on).unwrap().standing(day(today));
        assert_eq!(standing(&all, "2026-11-30"), Standing::MayObject);
        assert_eq!(standing(&all, "2026-12-01"), Standing::Stands);
        all.object(on, "Jeg var hos lægen".to_owned()).unwrap();
        assert!(all.waits());
        // However long it takes.
        assert_eq!(standing(&all, "2027-12-01"), Standing::Objected);
        for (stands, wanted) in [(true, Standing::Stands), (false, Standing::Struck)] {
            let mut all = all.clone();
            all.settle(on, settled(stands)).unwrap();
            assert_eq!(standing(&all, TODAY), wanted);
            assert!(!all.waits());
            assert_eq!(all.settle(on, settled(true)), Err(Refused::NotNow));
            assert_eq!(all.object(on, "Nej".to_owned()), Err(Refused::NotNow));
        }
    }

    #[test]
    fn a_mistake_is_corrected_until_the_citizen_has_objected() {
        let mut all = activity();
        for came in [false, true, false] {
            all.register(said(TODAY, came), day(TODAY)).unwrap();
            assert_eq!(all.attendance.len(), 1);
            assert_eq!(all.attendance[0].came, came);
        }
        all.object(day(TODAY), "Jeg var der".to_owned()).unwrap();
        let done = all.register(said(TODAY, true), day(TODAY));
        assert_eq!(done, Err(Refused::NotNow));
    }

    #[test]
    fn who_came_has_nothing_to_object_to() {
        let mut all = activity();
        all.register(said(TODAY, true), day(TODAY)).unwrap();
        assert!(all.object(day(TODAY), "Nej".to_owned()).is_err());
        assert!(all.settle(day(TODAY), settled(true)).is_err());
        assert_eq!(
            all.attendance[0].standing(day("2027-01-01")),
            Standing::Came
        );
    }

    #[test]
    fn of_all_that_can_be_said_only_what_stands_has_gone_further() {
        for came in [true, false] {
            for objection in [None, Some("Nej".to_owned())] {
                for settled in [None, Some(settled(true)), Some(settled(false))] {
                    for today in ["2026-11-23", "2026-12-24"] {
                        let one = Attendance {
                            objection: objection.clone(),
                            settled: settled.clone(),
                            ..said(TODAY, came)
                        };
                        let is_answered = settled.as_ref().is_some_and(|it| it.stands);
                        let is_over = settled.is_none() && objection.is_none();
                        let may = !came && (is_answered || is_over && today > "2026-11-30");
                        let standing = one.standing(day(today));
                        assert_eq!(standing.has_gone_further(), may, "{one:?} {today}");
                    }
                }
            }
        }
    }
}
