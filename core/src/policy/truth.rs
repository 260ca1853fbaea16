//! Three-valued answers, after Kleene: what is not known stays so unless the rest decides.

use serde::Serialize;

/// Whether something holds.
///
/// ```
/// use greencat_core::policy::Truth;
/// assert_eq!(Truth::No.and(Truth::Unknown), Truth::No);
/// assert_eq!(Truth::Yes.and(Truth::Unknown), Truth::Unknown);
/// assert_eq!(Truth::Yes.or(Truth::Unknown), Truth::Yes);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// Nothing that is known decides it.
    Unknown,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::No, _) | (_, Truth::No) => Truth::No,
            (Truth::Yes, Truth::Yes) => Truth::Yes,
            _ => Truth::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.negated().and(other.negated()).negated()
    }

    /// The opposite.
    #[must_use]
    pub fn negated(self) -> Truth {
        match self {
            Truth::Yes => Truth::No,
            Truth::No => Truth::Yes,
            Truth::Unknown => Truth::Unknown,
        }
    }

    /// The Chinese words of a record.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Truth::Yes => "符合",
            Truth::No => "不符合",
            Truth::Unknown => "不详",
        }
    }

    /// The English words.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Truth::Yes => "met",
            Truth::No => "not met",
            Truth::Unknown => "not known",
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }
}
