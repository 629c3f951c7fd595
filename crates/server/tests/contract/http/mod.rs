//! `indgang serve`.

mod app;
mod assessments;
mod bad_input;
mod drafts;
mod events;
mod explanations;
mod figures;
mod headers;
mod health;
mod log;
mod openapi;
mod parameters;
mod problems;
mod ready;
mod serve;
