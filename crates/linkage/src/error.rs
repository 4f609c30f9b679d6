//! What can be wrong with what this crate is given, and what a person can do about it.

/// Why a schema cannot be used, a record not be taken, or a model not be trained.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum LinkageError {
    #[error("there is no field to compare")]
    NoField,
    #[error("there are two fields named `{0}`")]
    FieldTwice(String),
    #[error("the field `{0}` needs a column; only names take more than one")]
    Columns(String),
    #[error("a rule names the field `{0}`, which does not exist")]
    UnknownField(String),
    #[error("a rule asks `{part}` of the field `{field}`, which has none")]
    PartOfField { part: &'static str, field: String },
    #[error("there is no rule to find pairs by, or one is empty")]
    NoRule,
    #[error("a record has {found} values where the schema has {wanted} columns")]
    Width { wanted: usize, found: usize },
    #[error("there are more records than can be numbered")]
    TooMany,
    #[error("there are fewer than two records to compare")]
    TooFew,
    #[error("the model was trained for other fields than those of the records")]
    OtherSchema,
    #[error("the model's numbers of the field `{0}` are no probabilities of its levels")]
    FieldModel(String),
    #[error("the model's shares of pairs are no probabilities")]
    Shares,
    #[error("no pair was found by the rules; nothing can be learned")]
    NoPairs,
}
