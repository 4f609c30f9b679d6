//! For tests: placeholder.
