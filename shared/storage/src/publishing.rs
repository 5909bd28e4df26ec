//! What the pages function has put out.
