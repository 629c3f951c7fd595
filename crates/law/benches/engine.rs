//! What an assessment costs.
fn main() {}
