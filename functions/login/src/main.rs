//! Wires the function to its environment.

fn main() {}
