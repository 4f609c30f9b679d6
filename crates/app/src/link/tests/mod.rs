//! Configurations and their mistakes, models that are read again, the same result on any threads, explanations in words.

mod evaluated;
mod explained;
mod linked;
mod models;
mod people;
mod profiled;
