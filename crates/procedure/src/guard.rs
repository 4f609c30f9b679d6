//! Guards: CEL expressions over declared facts of finite domain, decided clause by clause and explained.
//!
//! The CEL parser reads them; only `&&`, `||`, `!`, `==`, `!=`, `in` and facts pass, so that every guard has
//! an answer for every case. A clause holds only if it holds *whatever* the unknown facts turn out to be.

use crate::facts::{Domain, FactRule, FactValue, Facts};
use crate::load::Declared;
use crate::said::{Cite, Said};
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, operators as op};
use cel::parser::Parser;

/// All clauses must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    pub clauses: Vec<Clause>,
}

/// One condition, with what to tell the person when it does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The expression as the file has it.
    pub expression: String,
    pub says: Said,
    pub cite: Cite,
    /// Names of the facts it asks about.
    pub asks: Vec<String>,
    test: Test,
    domains: Vec<(String, Domain)>,
}

/// How many combinations of facts one clause may ask about.
const COMBINATIONS_MAX: usize = 4096;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Const(bool),
    Is(String, FactValue),
    Not(Box<Test>),
    All(Box<Test>, Box<Test>),
    Any(Box<Test>, Box<Test>),
}

impl Clause {
    /// Reads an expression and binds it to the declared facts; the error says what to write instead.
    pub fn parse(expression: &str, says: Said, cite: Cite, facts: &[FactRule]) -> Result<Clause, Said> {
        let tree = Parser::new().parse(expression).map_err(|e| {
            let first = e.to_string().lines().next().unwrap_or_default().to_owned();
            let hint = hint(expression);
            Said::new(
                format!(
                    "`{expression}` no es una expresión CEL; su lector dice en inglés: «{first}»{}",
                    hint.es
                ),
                format!("`{expression}` is not a CEL expression: {first}{}", hint.en),
            )
        })?;
        let within = |why: Said| {
            Said::new(format!("`{expression}`: {}", why.es), format!("`{expression}`: {}", why.en))
        };
        let test = read(&tree, facts).map_err(within)?;
        let mut asks = Vec::new();
        test.asks(&mut asks);
        asks.sort();
        asks.dedup();
        let domains: Vec<(String, Domain)> =
            facts.iter().filter(|f| asks.contains(&f.id)).map(|f| (f.id.clone(), f.domain.clone())).collect();
        let combinations = domains.iter().map(|(_, d)| d.values().len()).try_fold(1usize, usize::checked_mul);
        if combinations.is_none_or(|n| n > COMBINATIONS_MAX) {
            return Err(Said::new(
                format!(
                    "`{expression}` pregunta por más de {COMBINATIONS_MAX} combinaciones de hechos: divídala"
                ),
                format!("`{expression}` asks about more than {COMBINATIONS_MAX} combinations of facts"),
            ));
        }
        Ok(Clause { expression: expression.to_owned(), says, cite, asks, test, domains })
    }

    /// Whether it holds, whatever the facts nobody stated turn out to be.
    pub fn holds(&self, facts: &Facts) -> bool {
        if self.asks.iter().all(|fact| *facts.get(fact) != FactValue::Unknown) {
            return self.test.of(facts);
        }
        self.holds_over(&mut facts.clone(), &self.domains)
    }

    /// The facts it asks about that nobody stated.
    pub fn unknown<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = &'a String> {
        self.asks.iter().filter(|f| *facts.get(f) == FactValue::Unknown)
    }

    fn holds_over(&self, facts: &mut Facts, open: &[(String, Domain)]) -> bool {
        let Some(((name, domain), rest)) = open.split_first() else { return self.test.of(facts) };
        if *facts.get(name) != FactValue::Unknown {
            return self.holds_over(facts, rest);
        }
        let every = domain.values().into_iter().all(|value| {
            facts.set(name, value);
            self.holds_over(facts, rest)
        });
        facts.set(name, FactValue::Unknown);
        every
    }
}

impl Guard {
    pub fn holds(&self, facts: &Facts) -> bool {
        self.clauses.iter().all(|c| c.holds(facts))
    }
    /// The clauses that do not hold.
    pub fn failing<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = &'a Clause> {
        self.clauses.iter().filter(|c| !c.holds(facts))
    }
}

impl Test {
    fn of(&self, facts: &Facts) -> bool {
        match self {
            Test::Const(b) => *b,
            Test::Is(fact, value) => facts.get(fact) == value,
            Test::Not(t) => !t.of(facts),
            Test::All(a, b) => a.of(facts) && b.of(facts),
            Test::Any(a, b) => a.of(facts) || b.of(facts),
        }
    }
    fn asks(&self, out: &mut Vec<String>) {
        match self {
            Test::Const(_) => {}
            Test::Is(fact, _) => out.push(fact.clone()),
            Test::Not(t) => t.asks(out),
            Test::All(a, b) | Test::Any(a, b) => {
                a.asks(out);
                b.asks(out);
            }
        }
    }
}

fn read(tree: &IdedExpr, facts: &[FactRule]) -> Result<Test, Said> {
    match &tree.expr {
        Expr::Literal(LiteralValue::Boolean(b)) => Ok(Test::Const(*b.inner())),
        Expr::Ident(name) => match &fact(name, facts)?.domain {
            Domain::Bool => Ok(Test::Is(name.clone(), FactValue::Bool(true))),
            Domain::Codes(_) => Err(Said::new(
                format!("el hecho `{name}` no es sí o no; compárelo con uno de sus códigos"),
                format!("fact `{name}` is not yes or no; compare it with one of its codes"),
            )),
        },
        Expr::Call(call) => read_call(call, facts),
        _ => Err(not_finite()),
    }
}

fn not_finite() -> Said {
    Said::new(
        "una condición solo puede usar hechos, sus códigos, `true`, `false`, `&&`, `||`, `!`, `==`, `!=` e `in [..]`",
        "a guard may only use facts, their codes, `true`, `false`, `&&`, `||`, `!`, `==`, `!=` and `in [..]`",
    )
}

fn read_call(call: &CallExpr, facts: &[FactRule]) -> Result<Test, Said> {
    let both =
        |a: &IdedExpr, b: &IdedExpr| Ok::<_, Said>((Box::new(read(a, facts)?), Box::new(read(b, facts)?)));
    match (call.func_name.as_str(), call.args.as_slice()) {
        (op::LOGICAL_AND, [a, b]) => both(a, b).map(|(a, b)| Test::All(a, b)),
        (op::LOGICAL_OR, [a, b]) => both(a, b).map(|(a, b)| Test::Any(a, b)),
        (op::LOGICAL_NOT, [a]) => Ok(Test::Not(Box::new(read(a, facts)?))),
        (op::EQUALS, [a, b]) => compare(a, b, facts),
        (op::NOT_EQUALS, [a, b]) => Ok(Test::Not(Box::new(compare(a, b, facts)?))),
        (op::IN, [a, list]) => {
            let Expr::List(list) = &list.expr else { return Err(not_finite()) };
            let mut any = Test::Const(false);
            for element in &list.elements {
                any = Test::Any(Box::new(any), Box::new(compare(a, element, facts)?));
            }
            Ok(any)
        }
        _ => Err(not_finite()),
    }
}

fn compare(a: &IdedExpr, b: &IdedExpr, facts: &[FactRule]) -> Result<Test, Said> {
    let (name, literal) = match (&a.expr, &b.expr) {
        (Expr::Ident(name), Expr::Literal(literal)) | (Expr::Literal(literal), Expr::Ident(name)) => {
            (name, literal)
        }
        _ => {
            return Err(Said::new(
                "compare un hecho con uno de sus códigos",
                "compare a fact with one of its codes",
            ));
        }
    };
    let value = match literal {
        LiteralValue::Boolean(b) => FactValue::Bool(*b.inner()),
        LiteralValue::String(s) => FactValue::Code(s.inner().to_owned()),
        _ => return Err(not_finite()),
    };
    let domain = &fact(name, facts)?.domain;
    if !domain.holds(&value) {
        return Err(never(name, &value, domain));
    }
    Ok(Test::Is(name.clone(), value))
}

/// A value that a fact cannot have, with those that it can.
pub(crate) fn never(fact: &str, value: &FactValue, domain: &Domain) -> Said {
    let can = domain.told();
    Said::new(
        format!("el hecho `{fact}` nunca puede ser `{value}`{}", can.es),
        format!("fact `{fact}` can never be `{value}`{}", can.en),
    )
}

fn fact<'a>(name: &str, facts: &'a [FactRule]) -> Result<&'a FactRule, Said> {
    let known = facts.iter().map(|f| f.id.as_str());
    facts.iter().find(|f| f.id == name).ok_or_else(|| Declared::Fact.missing(name, known))
}

/// What people write for what CEL writes otherwise.
fn hint(expression: &str) -> Said {
    let words: Vec<&str> = expression.split_whitespace().collect();
    let spare = expression.replace("==", "").replace("!=", "");
    match () {
        () if words.iter().any(|w| ["and", "y", "AND"].contains(w)) => {
            Said::new("; «y» se escribe `&&`", "; and is written `&&`")
        }
        () if words.iter().any(|w| ["or", "o", "OR"].contains(w)) => {
            Said::new("; «o» se escribe `||`", "; or is written `||`")
        }
        () if words.iter().any(|w| ["not", "no", "NOT"].contains(w)) => {
            Said::new("; «no» se escribe `!`", "; not is written `!`")
        }
        () if spare.contains('=') => Said::new("; «igual» se escribe `==`", "; equal is written `==`"),
        () => Said::default(),
    }
}
