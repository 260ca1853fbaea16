//! Chinese words by their sound: full syllables, initials, or a mixture, as input methods take them.

use std::ops::Range;

use pinyin::{ToPinyin as _, ToPinyinMulti as _};

/// The sounds of a text, one set a character: 重 is zhong and chong.
#[derive(Debug, Clone)]
pub(super) struct Sounds {
    each: Vec<Vec<&'static str>>,
    /// All of it in the commonest readings.
    spelt: String,
}

impl Sounds {
    pub(super) fn of(text: &str) -> Sounds {
        let sounds = |character: char| {
            let Some(readings) = character.to_pinyin_multi() else { return Vec::new() };
            let mut sounds: Vec<&'static str> = readings.into_iter().map(pinyin::Pinyin::plain).collect();
            sounds.sort_unstable();
            sounds.dedup();
            sounds
        };
        let spelt = text.chars().filter_map(|character| character.to_pinyin()).map(pinyin::Pinyin::plain).collect();
        Sounds { each: text.chars().map(sounds).collect(), spelt }
    }

    /// All of it in the commonest readings: `guangfuzujian`.
    pub(super) fn spelt(&self) -> &str {
        &self.spelt
    }

    /// The best run of characters whose sounds `letters` spells, and whether all are whole syllables but the
    /// last, which may still be being typed.
    pub(super) fn find(&self, letters: &str) -> Option<(Range<usize>, bool)> {
        let mut best: Option<(Range<usize>, bool)> = None;
        for start in 0..self.each.len() {
            for whole in [true, false] {
                if best.as_ref().is_some_and(|(_, better)| *better || !whole) {
                    continue;
                }
                if let Some(end) = self.spell(start, letters, whole) {
                    best = Some((start..end, whole));
                }
            }
        }
        // One letter for each of two characters is a coincidence in a thousand items; three are not.
        best.filter(|(range, whole)| *whole || range.len() >= 2)
    }

    /// Where the run from `at` ends that spells all of `letters`.
    fn spell(&self, at: usize, letters: &str, whole: bool) -> Option<usize> {
        let sounds = self.each.get(at)?;
        if sounds.iter().any(|sound| sound.starts_with(letters) && (!whole || letters.len() > 1 || sound.len() == 1)) {
            return Some(at + 1);
        }
        sounds.iter().find_map(|sound| {
            let rest = letters.strip_prefix(sound).filter(|rest| !rest.is_empty());
            if let Some(end) = rest.and_then(|rest| self.spell(at + 1, rest, whole)) {
                return Some(end);
            }
            if whole {
                return None;
            }
            // zh, ch and sh are initials too.
            let long = if sound.get(1..2) == Some("h") { 2 } else { 1 };
            (1..=long).rev().find_map(|len| {
                let rest = letters.strip_prefix(sound.get(..len)?).filter(|rest| !rest.is_empty())?;
                self.spell(at + 1, rest, false)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str, letters: &str) -> Option<(Range<usize>, bool)> {
        Sounds::of(text).find(letters)
    }

    #[test]
    fn initials_syllables_and_mixtures_are_read() {
        assert_eq!(find("光伏组件", "gfzj"), Some((0..4, false)));
        assert_eq!(find("光伏组件", "guangfuzujian"), Some((0..4, true)));
        assert_eq!(find("光伏组件", "guangfz"), Some((0..3, false)));
        assert_eq!(find("晶硅光伏组件", "zuj"), Some((4..6, false)));
        assert_eq!(find("晶硅光伏组件", "zujian"), Some((4..6, true)));
    }

    #[test]
    fn a_character_with_two_readings_is_found_by_both() {
        assert!(find("重金属", "zhongjinshu").is_some());
        assert!(find("重金属", "chongjinshu").is_some());
    }

    #[test]
    fn other_sounds_are_not_found() {
        assert_eq!(find("光伏组件", "gfzk"), None);
        assert_eq!(find("LED 灯", "led"), None);
    }
}
