//! The interface from a system's side: tokens, order of checks, strictness, problems.
