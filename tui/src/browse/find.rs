//! Looking an entry up: what is typed, in characters, pinyin, initials, English, codes or numbers.

use std::cell::OnceCell;
use std::ops::Range;

use greencat_core::{Classifier, Code};

use super::atlas::Atlas;

mod pinyin;
mod plain;
mod spelling;

use pinyin::Sounds;

/// Hits shown.
const LIMIT: usize = 60;

/// Why an entry was found. The Chinese and the English word stand beside the hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Code,
    Name,
    Scope,
    Standard,
    English,
    Term,
    Pinyin,
    Similar,
}

impl Kind {
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Code => ("代码", "code"),
            Kind::Name => ("名称", "name"),
            Kind::Scope => ("范围", "scope"),
            Kind::Standard => ("标准", "standard"),
            Kind::English => ("英文", "English"),
            Kind::Term => ("用词", "term"),
            Kind::Pinyin => ("拼音", "pinyin"),
            Kind::Similar => ("近似", "similar"),
        }
    }
}

/// An entry that a query leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) code: Code,
    pub(crate) kind: Kind,
    /// The words that matched, and which characters of them.
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    pub(crate) score: i32,
}

/// Finds entries. The sounds of the catalogue's words are worked out at the first query in letters.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    sounds: OnceCell<Vec<(Code, Kind, String, Sounds)>>,
}

impl Finder {
    /// The entries that `query` leads to, best first.
    pub(crate) fn find(&self, classifier: &Classifier, atlas: &Atlas, query: &str) -> Vec<Hit> {
        let query = query.trim();
        if query.is_empty() {
            return Vec::new();
        }
        let mut hits = plain::find(classifier, query, LIMIT);
        let letters: String = query.chars().filter(|character| !character.is_whitespace() && *character != '\'').collect();
        if letters.len() >= 2 && letters.chars().all(|letter| letter.is_ascii_alphabetic()) {
            hits.extend(self.by_sound(classifier, atlas, &letters.to_ascii_lowercase()));
        }
        if hits.is_empty() && query.is_ascii() {
            hits = spelling::english(atlas, query);
            let words = self.sounds.get().into_iter().flatten().map(|(code, _, text, sounds)| (*code, text.as_str(), sounds.spelt()));
            hits.extend(spelling::pinyin(words, &letters.to_ascii_lowercase()));
        }
        hits.sort_by(|left, right| right.score.cmp(&left.score).then(left.code.cmp(&right.code)));
        let mut seen = Vec::new();
        hits.retain(|hit| {
            let first = !seen.contains(&hit.code);
            seen.push(hit.code);
            first
        });
        hits.truncate(LIMIT);
        hits
    }

    fn by_sound(&self, classifier: &Classifier, atlas: &Atlas, letters: &str) -> Vec<Hit> {
        let sounds = self.sounds.get_or_init(|| sounds(classifier, atlas));
        sounds
            .iter()
            .filter_map(|(code, kind, text, sounds)| {
                let (range, whole) = sounds.find(letters)?;
                let covers = i32::try_from(100 * range.len() / text.chars().count().max(1)).unwrap_or(0);
                let start = if range.start == 0 { 20 } else { 0 };
                // The catalogue's own words go before those of the trade.
                let own = match kind {
                    Kind::Name => 30,
                    Kind::Scope => 15,
                    _ => 0,
                };
                // Whole syllables say more than initials; more characters more than few.
                let score = if whole { 560 } else { 430 } + covers / 2 + start + own;
                Some(Hit { code: *code, kind: Kind::Pinyin, text: text.clone(), range, score })
            })
            .collect()
    }
}

/// What is looked through by sound: names, scope items, terms of the thesaurus.
fn sounds(classifier: &Classifier, atlas: &Atlas) -> Vec<(Code, Kind, String, Sounds)> {
    let of = |code, kind, text: &str| (code, kind, text.to_owned(), Sounds::of(text));
    let mut all = Vec::new();
    for node in atlas.nodes() {
        all.push(of(node.code, Kind::Name, &node.name));
        all.extend(node.scope.iter().map(|item| of(node.code, Kind::Scope, item)));
    }
    classifier.terms(|term, code| all.push(of(code, Kind::Term, term)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> Vec<(String, Kind)> {
        let classifier = Classifier::embedded();
        let atlas = Atlas::new(&classifier);
        let hits = Finder::default().find(&classifier, &atlas, query);
        hits.into_iter().take(3).map(|hit| (hit.code.to_string(), hit.kind)).collect()
    }

    fn leads(query: &str, code: &str) {
        assert!(first(query).iter().any(|(found, _)| found == code), "{query}: {:?}", first(query));
    }

    #[test]
    fn a_code_a_name_and_a_standard_lead_to_their_entry() {
        leads("3.1.2", "3.1.2");
        leads("节能电机", "1.1.8");
        leads("GB 18613", "1.1.8");
        leads("gb18613", "1.1.8");
    }

    #[test]
    fn pinyin_and_initials_lead_to_the_entry() {
        leads("guangfu", "3.1.2");
        leads("taiyangnfadian", "3.1.2");
        leads("jienengguolu", "1.1.1");
        leads("gfzj", "3.1.2");
        leads("jngl", "1.1.1");
        leads("wscl", "5.3.1");
    }

    #[test]
    fn english_words_lead_to_the_entry() {
        leads("wind power", "3.1.1");
        leads("boilers", "1.1.1");
    }

    #[test]
    fn letters_with_an_error_lead_to_the_entry_too() {
        leads("solr power", "3.1.2");
        leads("wind pwoer", "3.1.1");
        leads("charging pile", "1.4.2");
        leads("biolers", "1.1.1");
        leads("guangfuzijian", "3.1.2");
        leads("wushuichuil", "5.3.1");
    }

    #[test]
    fn nothing_leads_nowhere() {
        assert!(first("   ").is_empty());
        assert!(first("zzzzqqq").is_empty());
    }
}
