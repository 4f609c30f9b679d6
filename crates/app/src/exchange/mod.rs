//! Exchange between the sites of a country: what a post may hold, how it is enrolled, and the line between the two.

pub mod courier;
pub mod enrol;
pub mod hints;
pub mod lease;
pub mod line;
mod parcel;
pub mod scope;
pub mod site;
pub mod status;
pub mod table;
pub mod turn;
