//! Worked names and dates, rules, training and clusters on an invented village, two files, and properties that always hold.

mod clusters;
mod config;
mod dates;
mod families;
mod lookup;
mod names;
mod properties;
mod training;
mod two_files;
mod village;
