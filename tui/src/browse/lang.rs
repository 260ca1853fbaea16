//! The language of the screen: every wording stands at its place of use, Chinese beside English.

use greencat_core::{Outcome, Role};

/// The language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// 中文
    #[default]
    Chinese,
    /// English
    English,
}

impl Lang {
    /// The wording in this language.
    #[must_use]
    pub fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self {
            Lang::Chinese => chinese,
            Lang::English => english,
        }
    }

    /// The language named `zh` or `en`, as in `--lang` and the configuration.
    #[must_use]
    pub fn parse(word: &str) -> Option<Lang> {
        match word.to_ascii_lowercase().split(['-', '_', '.']).next() {
            Some("zh" | "cn") => Some(Lang::Chinese),
            Some("en") => Some(Lang::English),
            _ => None,
        }
    }

    /// The wording with a number in place of its `{}`.
    pub(crate) fn more(self, number: usize, (chinese, english): (&str, &str)) -> String {
        self.pick(chinese, english).replace("{}", &number.to_string())
    }

    /// The same language, as the command line names it.
    pub(crate) fn spoken(self) -> crate::args::Lang {
        match self {
            Lang::Chinese => crate::args::Lang::Zh,
            Lang::English => crate::args::Lang::En,
        }
    }

    pub(crate) fn outcome(self, outcome: Outcome) -> &'static str {
        let english = match outcome {
            Outcome::Green => "Green",
            Outcome::Conditional => "Green if proven",
            Outcome::Near => "Near, not within",
            Outcome::None => "No green business seen",
            Outcome::Unclear => "Too little text to judge",
        };
        self.pick(outcome.chinese(), english)
    }

    pub(crate) fn role(self, role: Role) -> &'static str {
        self.pick(role.chinese(), role.word())
    }

    /// A requirement of the catalogue: its first word is a relation in Chinese.
    pub(crate) fn requirement(self, requirement: &str) -> String {
        if self == Lang::Chinese {
            return requirement.replacen(' ', "", 1);
        }
        let (relation, grade) = requirement.split_once(' ').unwrap_or((requirement, ""));
        let english =
            greencat_core::Relation::ALL.iter().find(|known| known.chinese() == relation).map_or(relation, |known| known.english());
        format!("{english} {grade}").trim_end().to_owned()
    }
}
