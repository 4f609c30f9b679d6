//! What fits between letters and law.
