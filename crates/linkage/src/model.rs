//! What is learned of a set of records: how likely each level is for one person, relatives and strangers.

use crate::LinkageError;
use crate::frequency::Frequencies;
use crate::schema::{Kind, Schema};
use std::sync::Arc;

/// The three probabilities of each level of one field; each list adds to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldModel {
    pub name: String,
    pub kind: Kind,
    /// m of Fellegi and Sunter (1969): for two records of one person.
    pub same: Vec<f64>,
    /// For two members of one household, as seen among records of one event.
    pub relatives: Vec<f64>,
    /// u of Fellegi and Sunter (1969): for two records drawn at random.
    pub strangers: Vec<f64>,
    /// Shares of the values, where agreeing on a rare one tells more.
    pub frequencies: Option<Arc<Frequencies>>,
}

impl FieldModel {
    /// Whether each list has a probability for every level.
    fn is_whole(&self) -> bool {
        let levels = self.kind.level_count();
        let lists = [&self.same, &self.relatives, &self.strangers];
        lists.iter().all(|list| list.len() == levels && list.iter().all(|p| *p > 0.0 && *p <= 1.0))
    }
}

/// A trained model: it can be applied to other records of the same fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub(crate) fields: Vec<FieldModel>,
    /// The share of all pairs that are one person twice.
    pub(crate) same: f64,
    /// The share of all pairs that are two members of one household; 0 when events say nothing of households.
    pub(crate) relatives: f64,
}

impl Model {
    /// A model of its parts, as they were written down.
    ///
    /// # Errors
    /// [`LinkageError::NoField`], [`LinkageError::FieldModel`], [`LinkageError::Shares`].
    pub fn of(fields: Vec<FieldModel>, same: f64, relatives: f64) -> Result<Self, LinkageError> {
        if fields.is_empty() {
            return Err(LinkageError::NoField);
        }
        if let Some(wrong) = fields.iter().find(|field| !field.is_whole()) {
            return Err(LinkageError::FieldModel(wrong.name.clone()));
        }
        let is_well = same > 0.0 && relatives >= 0.0 && same + relatives < 1.0;
        if is_well { Ok(Self { fields, same, relatives }) } else { Err(LinkageError::Shares) }
    }
    /// The fields, by name.
    pub fn fields(&self) -> &[FieldModel] {
        &self.fields
    }
    /// The share of all pairs that are one person twice.
    pub fn share_same(&self) -> f64 {
        self.same
    }
    /// The share of all pairs that are two members of one household.
    pub fn share_relatives(&self) -> f64 {
        self.relatives
    }
    /// Whether records of a schema can be weighed with it.
    pub fn fits(&self, schema: &Schema) -> bool {
        let theirs = schema.fields().iter().map(|f| (f.name.as_str(), f.kind));
        theirs.eq(self.fields.iter().map(|f| (f.name.as_str(), f.kind)))
    }
    pub(crate) fn frequencies(&self) -> Vec<Option<Arc<Frequencies>>> {
        self.fields.iter().map(|f| f.frequencies.clone()).collect()
    }
}
