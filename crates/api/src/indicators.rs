//! How it goes, without persons: for who runs the office, and for comparing one half of a year with another.

use serde::{Deserialize, Serialize};

/// `GET`: all of them, the latest half of a year first.
pub const PATH: &str = "/api/v1/desk/indicators";
/// `GET`: the same as a file for a spreadsheet.
pub const CSV: &str = "/api/v1/desk/indicators.csv";

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub enum Measure {
    /// Days from an application to the first meeting that was held: half of them at most so many.
    FirstMeeting,
    /// Of the meetings that were agreed, those whose time the citizen chose, per cent.
    SelfBooked,
    /// Of the meetings that were to be held in a form, those to which the citizen did not come, per cent.
    NotCome,
    /// What citizens gave meetings in a form, from 1 to 5, in tenths.
    Rating,
    /// Of what citizens sent, what was answered within the days that are promised, per cent.
    InTime,
    /// Of what was done in cases, what the citizen did, per cent.
    OwnSteps,
    /// Of what citizens chose among offers, what was their own idea, per cent.
    OwnIdeas,
    /// How often something of a kind was sent.
    Sent,
    /// How often something of a kind was decided in a way: `need/granted`.
    Decided,
    /// What citizens and who helps them did themselves in a week, as `2026-W47`: their steps in cases, and the talks
    /// of that week whose time they chose.
    OwnActs,
    /// What people at work did in it.
    DeskActs,
    /// What the former saved, in minutes: where the municipality has said how many one takes.
    MinutesSaved,
    /// How often a case went to somebody else, a hundred cases taken together.
    HandedOver,
}

impl Measure {
    /// All of them, in the order that they are shown.
    pub const ALL: [Self; 13] = [
        Self::FirstMeeting,
        Self::SelfBooked,
        Self::NotCome,
        Self::Rating,
        Self::InTime,
        Self::OwnSteps,
        Self::OwnIdeas,
        Self::Sent,
        Self::Decided,
        Self::OwnActs,
        Self::DeskActs,
        Self::MinutesSaved,
        Self::HandedOver,
    ];
}

/// One number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
pub struct Indicator {
    /// As `2026-2`.
    pub half_year: String,
    /// What.
    pub measure: Measure,
    /// Of which form, kind or week; empty where there is only one number.
    pub part: String,
    /// The number. None: it is about fewer than ten people, and not told.
    pub value: Option<i64>,
}
