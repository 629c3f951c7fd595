//! `/api/v1/citizens`: citizens, for those who work with them or help them.

pub mod list;
pub mod show;
