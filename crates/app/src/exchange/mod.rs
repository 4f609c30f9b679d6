//! Exchange between the sites of a country: what a post may hold, how it is enrolled, and the line between the two.

pub mod scope;
