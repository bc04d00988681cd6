//! What is known of a query, and how much may be tried for it.
//!
//! It knows nothing of how answers are found.

use crate::decide::fact::{BoneSet, Fact, StatePair};
use crate::decide::query::Query;

/// What is known of a query.
#[derive(Debug, Clone)]
pub enum Answer {
    /// These bodies meet it, with slack.
    Sat(Box<StatePair>),
    /// None does.
    Unsat(Method),
    /// Neither was found; why.
    Unknown(String),
}

/// By what a query was refuted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Bounds on angles.
    Angles,
    /// Linear arithmetic in Z3.
    Linear,
    /// Either, on every part of the query.
    Parts,
}

/// A query that was refuted, to be held against bodies that were not thought of.
#[derive(Debug, Clone)]
pub struct RefutedQuery {
    /// What no body meets together.
    pub facts: Vec<Fact>,
    /// The bones that may turn.
    pub free_bones: BoneSet,
    /// The free bones that the proof is about; those that it leaves out only add facts.
    pub proof_bones: BoneSet,
    /// The other bones.
    pub base: StatePair,
    /// By what.
    pub method: Method,
}

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Parts of about 70 variables into which a query is cut at most; smaller ones count less.
    pub parts: usize,
    /// Variables of one linear query at most.
    pub variables: usize,
    /// Starts of a search at most.
    pub starts: usize,
}

impl Effort {
    /// The same without cutting a query into parts.
    pub fn whole(self) -> Effort {
        Effort { parts: 0, ..self }
    }
}

impl Default for Effort {
    fn default() -> Effort {
        Effort { parts: 64, variables: 300, starts: 7 }
    }
}

/// What was refuted before. An answer is the same whether it is remembered or not.
pub trait Memory {
    /// By what a query with this key was refuted.
    fn recall(&self, key: &blake3::Hash) -> Option<Method>;

    /// A query was refuted.
    fn note(&self, query: &Query, method: Method, key: Option<blake3::Hash>);
}

/// Nothing is remembered.
pub struct Forgetful;

impl Memory for Forgetful {
    fn recall(&self, _: &blake3::Hash) -> Option<Method> {
        None
    }

    fn note(&self, _: &Query, _: Method, _: Option<blake3::Hash>) {}
}
