//! local.

fn main() {}
