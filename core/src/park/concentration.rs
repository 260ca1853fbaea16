//! How concentrated the green industry is.
//!
//! With shares sᵢ of the whole: the top share is max sᵢ, the four-share CR4 the sum of the four greatest, and the
//! Herfindahl–Hirschman index HHI = Σ (100 sᵢ)², from near 0 to 10 000 (A. O. Hirschman, *The Paternity of an
//! Index*, American Economic Review 54, 1964).

use serde::Serialize;

use super::survey::rounded;

/// The measures for one way of counting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Case {
    /// Parts that have a share.
    pub parts: usize,
    /// What the shares are shares of.
    pub whole: f64,
    /// The greatest share.
    pub top: f64,
    /// The sum of the four greatest shares.
    pub cr4: f64,
    /// The Herfindahl–Hirschman index.
    pub hhi: f64,
}

/// The measures in two cases, since which open cases are proven decides them. They need not lie in between.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Concentration {
    /// Only what is direct.
    pub direct: Option<Case>,
    /// What is direct or conditional.
    pub with_conditional: Option<Case>,
}

/// The measures of `amounts`; nothing when there is nothing to share.
pub(super) fn case(amounts: impl Iterator<Item = f64>) -> Option<Case> {
    let mut amounts: Vec<f64> = amounts.filter(|amount| *amount > 0.0).collect();
    amounts.sort_by(|a, b| b.total_cmp(a));
    let whole: f64 = amounts.iter().sum();
    let shares = || amounts.iter().map(|amount| amount / whole);
    let top = shares().next()?;
    Some(Case {
        parts: amounts.len(),
        whole,
        top: rounded(top),
        cr4: rounded(shares().take(4).sum()),
        hhi: shares().map(|share| (100.0 * share).powi(2)).sum::<f64>().round(),
    })
}
