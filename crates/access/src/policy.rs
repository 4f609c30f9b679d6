//! The policies of `policies/*.cedar`: read once, asked often, and able to say which of them answered.

use crate::{Kind, Permission, Resource, Who};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicyId,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use kernel::{Lang, Office, Role, wall_stands};
use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::{Arc, RwLock};

/// The words that policies may use.
pub const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// The policies as a lawyer reads them: file name and text.
pub const POLICIES: &[(&str, &str)] = &[
    ("everyone.cedar", include_str!("../policies/everyone.cedar")),
    ("border_officer.cedar", include_str!("../policies/border_officer.cedar")),
    ("registration_officer.cedar", include_str!("../policies/registration_officer.cedar")),
    ("eligibility_officer.cedar", include_str!("../policies/eligibility_officer.cedar")),
    ("reviewer.cedar", include_str!("../policies/reviewer.cedar")),
    ("deciding_authority.cedar", include_str!("../policies/deciding_authority.cedar")),
    ("child_protection_delegate.cedar", include_str!("../policies/child_protection_delegate.cedar")),
    ("supervisor.cedar", include_str!("../policies/supervisor.cedar")),
    ("statistician.cedar", include_str!("../policies/statistician.cedar")),
    ("pledge_focal_point.cedar", include_str!("../policies/pledge_focal_point.cedar")),
    ("data_protection_officer.cedar", include_str!("../policies/data_protection_officer.cedar")),
    ("legal_adviser.cedar", include_str!("../policies/legal_adviser.cedar")),
    ("transfer.cedar", include_str!("../policies/transfer.cedar")),
    ("break_glass.cedar", include_str!("../policies/break_glass.cedar")),
    ("compartment.cedar", include_str!("../policies/compartment.cedar")),
    ("administrator.cedar", include_str!("../policies/administrator.cedar")),
    ("origin_wall.cedar", include_str!("../policies/origin_wall.cedar")),
];

/// The policies cannot be used. They are part of the program, so this is a fault of the build, not of a person.
#[derive(Debug, thiserror::Error)]
#[error("the access policies cannot be used: {0}")]
pub struct PolicyError(String);

impl PolicyError {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// One policy in the words of its authors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The id that stands in the file, `border-receives-people`.
    pub id: String,
    why: String,
    por_que: String,
}

impl Policy {
    /// The reason that stands in the file, in a language.
    pub fn why(&self, lang: Lang) -> &str {
        match lang {
            Lang::Es => &self.por_que,
            Lang::En => &self.why,
        }
    }
}

/// An answer and the policies it rests on: those that permitted, or those that forbade.
/// No policy at all means that nothing permits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    pub allowed: bool,
    pub policies: Vec<Policy>,
}

/// All that an answer may depend on. Policies see neither the reader's id nor the file's, so equal questions have
/// equal answers and an answer can be kept: a list of five thousand rows asks Cedar a handful of times.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Question {
    role: Role,
    office: Office,
    of_another_state: bool,
    permission: Permission,
    file: Option<File>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct File {
    kind: Kind,
    offices: Vec<Office>,
    offices_former: Vec<Office>,
    offices_asked: Vec<Office>,
    child: bool,
    assigned_to_reader: bool,
    decided_by_reader: bool,
    opened_to_reader: bool,
    behind_origin_wall: bool,
    reader_in_circle: bool,
}

impl Question {
    fn new(who: &Who, permission: Permission, resource: Option<&Resource>) -> Self {
        let file = resource.map(|r| File {
            kind: r.kind,
            offices: r.offices.clone(),
            offices_former: r.offices_former.clone(),
            offices_asked: r.offices_asked.clone(),
            child: r.child,
            assigned_to_reader: r.assignee == Some(who.account),
            decided_by_reader: r.deciders.contains(&who.account),
            opened_to_reader: r.opened_to.contains(&who.account),
            behind_origin_wall: wall_stands(&who.affiliation, &r.origins),
            reader_in_circle: r.to_circle,
        });
        let of_another_state = who.affiliation.is_elsewhere();
        Self { role: who.role, office: who.office.clone(), of_another_state, permission, file }
    }
}

/// Beyond this many different questions the kept answers are dropped and collected anew.
const KEPT_MAX: usize = 20_000;

/// The policy set, ready to answer.
pub(crate) struct Policies {
    schema: Schema,
    set: PolicySet,
    authorizer: Authorizer,
    kept: RwLock<HashMap<Question, Arc<Answer>>>,
}

/// What Cedar said, and the policies that made it say so.
struct Answer {
    allowed: bool,
    policies: Vec<PolicyId>,
}

impl Policies {
    /// Reads the schema and the policies, and refuses them when one does not fit the schema.
    pub fn load() -> Result<Self, PolicyError> {
        Self::from_texts(SCHEMA, POLICIES)
    }

    pub fn from_texts(schema: &str, files: &[(&str, &str)]) -> Result<Self, PolicyError> {
        let (schema, warnings) = Schema::from_cedarschema_str(schema).map_err(PolicyError::of)?;
        if let Some(warning) = warnings.into_iter().next() {
            return Err(PolicyError::of(warning));
        }
        let mut set = PolicySet::new();
        for (file, text) in files {
            add_file(&mut set, file, text)?;
        }
        let verdict = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
        if let Some(error) = verdict.validation_errors().next() {
            return Err(PolicyError::of(error));
        }
        if let Some(warning) = verdict.validation_warnings().next() {
            return Err(PolicyError::of(warning));
        }
        Ok(Self { schema, set, authorizer: Authorizer::new(), kept: RwLock::default() })
    }

    pub fn may(&self, who: &Who, permission: Permission, resource: Option<&Resource>) -> bool {
        self.answer(Question::new(who, permission, resource)).allowed
    }

    pub fn explain(&self, who: &Who, permission: Permission, resource: Option<&Resource>) -> Explanation {
        let answer = self.answer(Question::new(who, permission, resource));
        let mut policies: Vec<Policy> = answer.policies.iter().map(|id| self.policy(id)).collect();
        policies.sort_by(|a, b| a.id.cmp(&b.id));
        Explanation { allowed: answer.allowed, policies }
    }

    /// Every policy, in the order of their ids.
    pub fn all(&self) -> Vec<Policy> {
        let mut all: Vec<Policy> = self.set.policies().map(|p| self.policy(p.id())).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    fn policy(&self, id: &PolicyId) -> Policy {
        let note = |key: &str| self.set.annotation(id, key).unwrap_or_default().to_owned();
        Policy { id: id.to_string(), why: note("why"), por_que: note("por_que") }
    }

    fn answer(&self, question: Question) -> Arc<Answer> {
        if let Some(answer) = self.kept.read().unwrap_or_else(|e| e.into_inner()).get(&question) {
            return answer.clone();
        }
        // A question that does not fit the schema, such as reading a case without saying which, is refused.
        let answer = Arc::new(self.decide(&question).unwrap_or_else(|error| {
            tracing::debug!(permission = question.permission.code(), %error, "a question outside the schema was refused");
            Answer { allowed: false, policies: Vec::new() }
        }));
        let mut kept = self.kept.write().unwrap_or_else(|e| e.into_inner());
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(question, answer.clone());
        answer
    }

    fn decide(&self, question: &Question) -> Result<Answer, PolicyError> {
        let reader = uid("Account", "reader")?;
        let office = RestrictedExpression::new_entity_uid(uid("Office", question.office.code())?);
        let role = uid("Role", question.role.code())?;
        let account = Entity::new(
            reader.clone(),
            HashMap::from([
                ("office".to_owned(), office),
                ("of_another_state".to_owned(), RestrictedExpression::new_bool(question.of_another_state)),
            ]),
            HashSet::from([role]),
        )
        .map_err(PolicyError::of)?;
        let file = match &question.file {
            Some(file) => entity_of(file)?,
            None => Entity::new_no_attrs(uid("House", "house")?, HashSet::new()),
        };
        let action = uid("Action", question.permission.code())?;
        let request = Request::new(reader, action, file.uid(), Context::empty(), Some(&self.schema));
        let request = request.map_err(PolicyError::of)?;
        let entities =
            Entities::from_entities([account, file], Some(&self.schema)).map_err(PolicyError::of)?;
        let response = self.authorizer.is_authorized(&request, &self.set, &entities);
        if let Some(error) = response.diagnostics().errors().next() {
            return Err(PolicyError::of(error));
        }
        let policies = response.diagnostics().reason().cloned().collect();
        Ok(Answer { allowed: response.decision() == Decision::Allow, policies })
    }
}

/// Adds a file's policies under the ids that stand in it; an id, a reason in both languages and no double id are a must.
fn add_file(set: &mut PolicySet, file: &str, text: &str) -> Result<(), PolicyError> {
    let read = PolicySet::from_str(text).map_err(|e| PolicyError(format!("{file}: {e}")))?;
    for policy in read.policies() {
        let id = policy.annotation("id").filter(|id| !id.is_empty());
        let told =
            ["why", "por_que"].iter().all(|key| policy.annotation(key).is_some_and(|why| !why.is_empty()));
        let Some(id) = id.filter(|_| told) else {
            return Err(PolicyError(format!("{file}: every policy needs @id, @why and @por_que")));
        };
        set.add(policy.new_id(PolicyId::new(id))).map_err(|e| PolicyError(format!("{file}: {e}")))?;
    }
    Ok(())
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, PolicyError> {
    let kind = EntityTypeName::from_str(kind).map_err(PolicyError::of)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn entity_of(file: &File) -> Result<Entity, PolicyError> {
    let attributes = HashMap::from([
        ("offices".to_owned(), set_of(&file.offices)?),
        ("offices_former".to_owned(), set_of(&file.offices_former)?),
        ("offices_asked".to_owned(), set_of(&file.offices_asked)?),
        ("child".to_owned(), RestrictedExpression::new_bool(file.child)),
        ("assigned_to_reader".to_owned(), RestrictedExpression::new_bool(file.assigned_to_reader)),
        ("decided_by_reader".to_owned(), RestrictedExpression::new_bool(file.decided_by_reader)),
        ("opened_to_reader".to_owned(), RestrictedExpression::new_bool(file.opened_to_reader)),
        ("behind_origin_wall".to_owned(), RestrictedExpression::new_bool(file.behind_origin_wall)),
        ("reader_in_circle".to_owned(), RestrictedExpression::new_bool(file.reader_in_circle)),
    ]);
    Entity::new(uid(file.kind.entity(), "file")?, attributes, HashSet::new()).map_err(PolicyError::of)
}

fn set_of(offices: &[Office]) -> Result<RestrictedExpression, PolicyError> {
    let uids: Result<Vec<_>, _> =
        offices.iter().map(|o| uid("Office", o.code()).map(RestrictedExpression::new_entity_uid)).collect();
    Ok(RestrictedExpression::new_set(uids?))
}

#[cfg(test)]
mod tests;
