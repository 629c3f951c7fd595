//! The rules of the process: deadlines and cut-offs with their dates and sources. They change with
//! reforms and differ between municipalities, so they are data, never code, and every screen that
//! shows a deadline can say whether it is law or local practice.

use serde::{Deserialize, Serialize};

use crate::kommune::Dato;

/// `GET`: all rule sets, in the order of their dates.
pub const PATH: &str = "/api/v1/process-rules";

/// The rules of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct RuleSet {
    /// The first day.
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = String, format = Date))]
    pub valid_from: Dato,
    /// The last day; without one, until a later set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Dato>,
    /// Days from the first contact about help to the first talk.
    pub first_talk_days: Rule,
    /// Days that a citizen has at least to book a talk.
    pub booking_days: Rule,
    /// The hour of the day before a talk until which it can be moved without calling.
    pub rebooking_hour: Rule,
    /// Days until the CV stands on Jobnet.
    pub cv_days: Rule,
    /// Days between two looks at the job suggestions.
    pub job_suggestions_days: Rule,
    /// Days before a holiday that it must be agreed on.
    pub holiday_notice_days: Rule,
    /// Weeks of holiday at a time.
    pub holiday_weeks: Rule,
    /// Days to send the information form about sickness.
    pub sickness_form_days: Rule,
    /// Per cent of the job-ready with whom talks are held in the first six months.
    pub talks_percent: Rule,
    /// Target groups that the law has.
    pub target_groups: Rule,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Rule {
    /// The number, in the unit that the rule's name says.
    pub value: u16,
    /// Who says so.
    pub basis: Basis,
    /// Where it is written.
    pub source: String,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Basis {
    /// The law.
    Law,
    /// This municipality.
    LocalPractice,
    /// Announced or read second-hand: to be confirmed by somebody who knows the law.
    Unconfirmed,
}
