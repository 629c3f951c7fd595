//! `indgang serve`.

mod access;
mod app;
mod assessments;
mod bad_input;
mod case;
mod drafts;
mod events;
mod explanations;
mod feeds;
mod figures;
mod headers;
mod health;
mod invitations;
mod log;
mod meetings;
mod openapi;
mod parameters;
mod plan;
mod problems;
mod process_rules;
mod ready;
mod reception;
mod room;
mod serve;
mod sign_in;
mod uploads;
