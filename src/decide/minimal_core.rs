//! Which statements clash.
//!
//! Input: a query that is refuted, its facts in groups. Output: a smallest set of groups that is refuted too.

use crate::decide::answer::{Answer, Effort};
use crate::decide::fact::Fact;
use crate::decide::procedure::decide;
use crate::decide::query::Query;

/// A smallest set of groups of facts that no body meets together: leaving any one out leaves it unrefuted. Facts of group
/// `None` are always in. The dispensable ones are left out together if they can be. Nothing where all together are not
/// refuted.
pub fn minimal_core(
    query: &Query,
    groups: &[Option<usize>],
    dispensable: &[usize],
    effort: Effort,
) -> Option<Vec<usize>> {
    let refuted = |kept: &[usize]| {
        let chosen = query.facts.iter().zip(groups);
        let facts: Vec<&Fact> = chosen.filter(|(_, g)| g.is_none_or(|g| kept.contains(&g))).map(|(f, _)| *f).collect();
        matches!(decide(&Query { facts: &facts, ..*query }, effort), Answer::Unsat(_))
    };
    let mut kept: Vec<usize> = groups.iter().copied().flatten().collect();
    kept.sort_unstable();
    kept.dedup();
    let needed: Vec<usize> = kept.iter().copied().filter(|group| !dispensable.contains(group)).collect();
    if needed.len() < kept.len() && refuted(&needed) {
        kept = needed;
    } else if !refuted(&kept) {
        return None;
    }
    for group in kept.clone() {
        let without: Vec<usize> = kept.iter().copied().filter(|&other| other != group).collect();
        if refuted(&without) {
            kept = without;
        }
    }
    Some(kept)
}
