//! What is known about a case, packed: one byte a fact, so that hundreds of thousands of places can be told apart.

use crate::facts::{FactRule, FactValue, Facts};
use crate::guard::Clause;
use crate::model::{Field, FieldKind, Procedure, Step};
use crate::{Domain, Said};

/// A place in the values of each fact; 0 is unknown.
pub(super) type Packed = Box<[u8]>;

/// The facts of a procedure and what each can be.
pub(super) struct Space<'p> {
    pub rules: &'p [FactRule],
    values: Vec<Vec<FactValue>>,
}

impl<'p> Space<'p> {
    pub fn of(p: &'p Procedure) -> Space<'p> {
        let values = |f: &FactRule| std::iter::once(FactValue::Unknown).chain(f.domain.values()).collect();
        Space { rules: &p.facts, values: p.facts.iter().map(values).collect() }
    }
    pub fn place(&self, fact: &str) -> Option<usize> {
        self.rules.iter().position(|f| f.id == fact)
    }
    /// The byte of a value; a value that the fact can never have counts as unknown.
    pub fn byte(&self, fact: usize, value: &FactValue) -> u8 {
        let place = self.values.get(fact).and_then(|v| v.iter().position(|known| known == value));
        place.and_then(|p| u8::try_from(p).ok()).unwrap_or(0)
    }
    pub fn value(&self, fact: usize, byte: u8) -> &FactValue {
        self.values.get(fact).and_then(|v| v.get(usize::from(byte))).unwrap_or(&FactValue::Unknown)
    }
    pub fn pack(&self, facts: &Facts) -> Packed {
        self.rules.iter().enumerate().map(|(n, f)| self.byte(n, facts.get(&f.id))).collect()
    }
    /// Every known value of a fact.
    pub fn known(&self, fact: usize) -> impl Iterator<Item = u8> {
        let last = self.values.get(fact).map_or(0, |v| v.len().saturating_sub(1));
        1..=u8::try_from(last).unwrap_or(u8::MAX)
    }
    /// An expression over the facts, answered once for each combination of what it asks.
    pub fn table(&self, clause: &Clause) -> Table {
        let asks: Vec<usize> = clause.asks.iter().filter_map(|f| self.place(f)).collect();
        let mut table = Table { asks, radix: Vec::new(), answers: Vec::new() };
        table.radix = table.asks.iter().map(|n| self.values[*n].len()).collect();
        let combinations: usize = table.radix.iter().product();
        for combination in 0..combinations {
            let mut left = combination;
            let mut facts = Facts::default();
            for (fact, radix) in table.asks.iter().zip(&table.radix) {
                facts.set(&self.rules[*fact].id, self.values[*fact][left % radix].clone());
                left /= radix;
            }
            table.answers.push(clause.holds(&facts));
        }
        table
    }
    /// The same for an expression that is not the procedure's own; `None` when it asks for facts that are not there.
    pub fn read(&self, expression: &str) -> Option<Table> {
        let clause = Clause::parse(expression, Said::default(), crate::Cite::default(), self.rules);
        clause.ok().map(|clause| self.table(&clause))
    }
}

/// One expression with all its answers.
pub(super) struct Table {
    asks: Vec<usize>,
    radix: Vec<usize>,
    answers: Vec<bool>,
}

impl Table {
    pub fn holds(&self, facts: &[u8]) -> bool {
        let mut place = 0;
        for (fact, radix) in self.asks.iter().zip(&self.radix).rev() {
            place = place * radix + usize::from(facts[*fact]);
        }
        self.answers[place]
    }
}

/// What a step asks and leaves, packed.
pub(super) struct Shape {
    pub guard: Vec<Table>,
    sets: Vec<(usize, u8)>,
    /// A fact, and where each of its values moves.
    advances: Option<(usize, Vec<u8>)>,
    /// Answers that become facts; the empty answer to what is not required leaves the fact as it was.
    told: Vec<(usize, Vec<u8>, bool)>,
    keeps: Option<usize>,
    pub gives_back: Option<usize>,
}

impl Shape {
    pub fn of(space: &Space<'_>, step: &Step) -> Shape {
        let clauses = step.guard.iter().flat_map(|g| &g.clauses);
        let sets = step.sets.iter().filter_map(|(f, v)| space.place(f).map(|n| (n, space.byte(n, v))));
        let advances = step.advances.as_ref().and_then(|a| {
            let fact = space.place(&a.fact)?;
            let next = |value: &FactValue| space.byte(fact, &a.next(&one(&a.fact, value)));
            Some((fact, space.values[fact].iter().map(next).collect()))
        });
        let told = step.fields.iter().filter(|f| f.sets_fact).filter_map(|field| {
            let fact = space.place(&field.id)?;
            let values = answers(field).iter().map(|v| space.byte(fact, v)).collect();
            Some((fact, values, field.required))
        });
        Shape {
            guard: clauses.map(|c| space.table(c)).collect(),
            sets: sets.collect(),
            advances,
            told: told.collect(),
            keeps: step.keeps_place.as_ref().and_then(|f| space.place(f)),
            gives_back: step.gives_back.as_ref().and_then(|f| space.place(f)),
        }
    }
    pub fn opens(&self, facts: &[u8]) -> bool {
        self.guard.iter().all(|table| table.holds(facts))
    }
    /// Every state of the facts it can leave, one for each answer that becomes a fact. `stage` is where it is taken.
    pub fn after(&self, space: &Space<'_>, facts: &[u8], stage: &str) -> Vec<Packed> {
        let mut set: Packed = facts.into();
        for (fact, value) in &self.sets {
            set[*fact] = *value;
        }
        if let Some((fact, next)) = &self.advances {
            set[*fact] = next[usize::from(facts[*fact])];
        }
        let mut all = vec![set];
        for (fact, values, required) in &self.told {
            let each = |f: Packed| {
                let mut answered: Vec<Packed> = Vec::with_capacity(values.len() + 1);
                for value in values {
                    let mut told = f.clone();
                    told[*fact] = *value;
                    answered.push(told);
                }
                if !required {
                    answered.push(f);
                }
                answered
            };
            all = all.into_iter().flat_map(each).collect();
        }
        for facts in &mut all {
            if let Some(fact) = self.gives_back {
                facts[fact] = 0;
            }
            if let Some(fact) = self.keeps {
                facts[fact] = space.byte(fact, &FactValue::Code(stage.to_owned()));
            }
        }
        all
    }
}

fn one(fact: &str, value: &FactValue) -> Facts {
    let mut facts = Facts::default();
    facts.set(fact, value.clone());
    facts
}

/// What can be answered to a field that becomes a fact.
fn answers(field: &Field) -> Vec<FactValue> {
    match &field.kind {
        FieldKind::Choice(options) => options.iter().map(|(c, _)| FactValue::from_code(c)).collect(),
        _ => Domain::Bool.values(),
    }
}
