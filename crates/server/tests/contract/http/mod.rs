//! `indgang serve`.

mod app;
mod assessments;
mod drafts;
mod events;
mod explanations;
mod headers;
mod health;
mod log;
mod openapi;
mod parameters;
mod problems;
mod process_rules;
mod ready;
mod serve;
