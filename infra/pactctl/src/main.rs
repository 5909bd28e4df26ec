//! pactctl.

fn main() {}
