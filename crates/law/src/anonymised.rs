//! A household that can be shown to others as a case.

use crate::calendar::Date;
use crate::household::{Adult, Household};

impl Household {
    /// The same situation without what could point to somebody: every date is moved to the first
    /// of its month. A household holds no names and no free text.
    #[must_use]
    pub fn anonymised(&self) -> Self {
        let mut case = self.clone();
        let first_of_month =
            |date: &mut Option<Date>| *date = date.map(|date| date.month().first());
        let anonymise = |adult: &mut Adult| {
            first_of_month(&mut adult.date_of_birth);
            adult
                .incomes
                .iter_mut()
                .for_each(|income| first_of_month(&mut income.paid_on));
            adult
                .wealth
                .iter_mut()
                .for_each(|asset| first_of_month(&mut asset.paid_out_on));
        };
        anonymise(&mut case.applicant);
        case.partner
            .iter_mut()
            .for_each(|partner| anonymise(&mut partner.adult));
        case.children
            .iter_mut()
            .for_each(|child| first_of_month(&mut child.date_of_birth));
        first_of_month(&mut case.application.first_contact_on);
        first_of_month(&mut case.application.right_ends_on);
        case
    }
}
