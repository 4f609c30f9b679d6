//! Worked names and dates, rules, training and clusters on an invented village, and properties that always hold.

mod clusters;
mod dates;
mod families;
mod lookup;
mod names;
mod properties;
mod training;
mod village;
