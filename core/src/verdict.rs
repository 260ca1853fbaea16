//! The two answers: of one entry for one text, and of a text as a whole.

use serde::{Deserialize, Serialize};

/// What the text says of one entry. Ordered from weakest to strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Verdict {
    /// 相近不属于: the subject fits, the role does not.
    Near = 1,
    /// 待证: subject and role fit, but the entry admits only a grade that the text does not state.
    Conditional = 2,
    /// 属于: the text states an activity within the entry's scope.
    Direct = 3,
}

impl Verdict {
    /// The Chinese word an officer reads.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Verdict::Direct => "属于",
            Verdict::Conditional => "待证",
            Verdict::Near => "相近不属于",
        }
    }

    /// The English word.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Verdict::Direct => "direct",
            Verdict::Conditional => "conditional",
            Verdict::Near => "near",
        }
    }

    /// Whether an enterprise with this verdict counts as green, perhaps after proof.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self >= Verdict::Conditional
    }
}

/// What the text says as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// At least one entry is [`Verdict::Direct`].
    Green,
    /// No entry is direct, at least one is [`Verdict::Conditional`].
    Conditional,
    /// Only near entries.
    Near,
    /// An ordinary business: enough text, no entry.
    None,
    /// Too little text to judge, or nothing but a name.
    Unclear,
}

impl Outcome {
    /// The Chinese headline an officer reads.
    #[must_use]
    pub fn chinese(self) -> &'static str {
        match self {
            Outcome::Green => "属于绿色产业",
            Outcome::Conditional => "待证",
            Outcome::Near => "相近不属于",
            Outcome::None => "未见绿色业务",
            Outcome::Unclear => "文本不足以判断",
        }
    }

    /// The English word, as in JSON.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Outcome::Green => "green",
            Outcome::Conditional => "conditional",
            Outcome::Near => "near",
            Outcome::None => "none",
            Outcome::Unclear => "unclear",
        }
    }
}
