//! The index of a roster: names sorted by their core, found through an fst, opened without parsing.
//!
//! Layout, little-endian: `gcroster`, version, rows, length of the fst, checksum of these numbers and all
//! that follows; then where
//! each row ends (u32), the fst (core → first row), the rows (name, unit separator, detail).

use std::cell::OnceCell;
use std::path::Path;

use anyhow::{Context, Result, bail};
use fst::{Map, MapBuilder, Streamer};

use super::names::{core, signature};
use crate::args::Lang;

const MAGIC: &[u8; 8] = b"gcroster";
const VERSION: u32 = 1;
/// Magic, three numbers and the checksum.
const HEAD: usize = 8 + 3 * 4 + 8;
/// Stands between a name and what stands beside it.
const SEPARATOR: char = '\u{1F}';

/// A roster that stands ready.
pub(crate) struct Roster {
    /// Made when a near spelling is first looked for.
    keys: OnceCell<Vec<Key>>,
    bytes: Vec<u8>,
    rows: usize,
    map: Map<Vec<u8>>,
    heap: usize,
}

/// A core with what tells quickly that another is far from it.
pub(super) struct Key {
    pub(super) text: String,
    pub(super) length: usize,
    pub(super) marks: u64,
    /// The first row that has it.
    pub(super) row: usize,
}

/// FNV-1a: it tells a damaged file, not a forged one.
fn checksum(numbers: &[u8], rest: &[u8]) -> u64 {
    numbers.iter().chain(rest).fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let field = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(field.try_into().ok()?) as usize)
}

impl Roster {
    /// Opens an index file; `None` when the file is something else, to be read as a list.
    pub(super) fn open(path: &Path, lang: Lang) -> Result<Option<Roster>> {
        let mut magic = [0; 8];
        let is_index = std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut magic)).is_ok();
        if !is_index || &magic != MAGIC {
            return Ok(None);
        }
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let again = lang.pick(
            "名单索引已损坏或版本不同，请用 greencat roster 名单 -o 重新生成",
            "the roster's index is damaged or of another version: make it again with greencat roster LIST -o",
        );
        Roster::from_bytes(bytes).with_context(|| format!("{}：{again}", path.display())).map(Some)
    }

    fn from_bytes(bytes: Vec<u8>) -> Result<Roster> {
        let (version, rows, length) = match (number(&bytes, 8), number(&bytes, 12), number(&bytes, 16)) {
            (Some(version), Some(rows), Some(length)) => (version, rows, length),
            _ => bail!("truncated"),
        };
        let sum = bytes.get(20..HEAD).and_then(|field| field.try_into().ok()).map(u64::from_le_bytes);
        let rest = bytes.get(HEAD..).unwrap_or_default();
        if version != VERSION as usize || sum != Some(checksum(bytes.get(8..20).unwrap_or_default(), rest)) {
            bail!("version {version}");
        }
        let at = HEAD + rows * 4;
        let Some(keys) = bytes.get(at..at.saturating_add(length)) else { bail!("truncated") };
        let map = Map::new(keys.to_vec())?;
        Ok(Roster { keys: OnceCell::new(), rows, map, heap: at + length, bytes })
    }

    /// Indexes names and what stands beside them.
    pub(super) fn build(rows: &[(String, String)]) -> Result<Roster> {
        let mut sorted: Vec<(String, &(String, String))> = rows.iter().map(|row| (core(&row.0), row)).collect();
        sorted.sort();
        sorted.dedup();
        let (mut ends, mut heap, mut keys) = (Vec::new(), String::new(), MapBuilder::memory());
        let mut last: Option<&str> = None;
        for (place, (key, (name, detail))) in (0_u64..).zip(&sorted) {
            if last != Some(key) {
                keys.insert(key, place)?;
                last = Some(key);
            }
            heap.push_str(&name.replace(SEPARATOR, " "));
            heap.push(SEPARATOR);
            heap.push_str(&detail.replace(SEPARATOR, " "));
            ends.extend_from_slice(&u32::try_from(heap.len())?.to_le_bytes());
        }
        let keys = keys.into_inner()?;
        let mut rest = ends;
        rest.extend_from_slice(&keys);
        rest.extend_from_slice(heap.as_bytes());
        let mut bytes = MAGIC.to_vec();
        for field in [VERSION, u32::try_from(sorted.len())?, u32::try_from(keys.len())?] {
            bytes.extend_from_slice(&field.to_le_bytes());
        }
        let sum = checksum(bytes.get(8..).unwrap_or_default(), &rest);
        bytes.extend_from_slice(&sum.to_le_bytes());
        bytes.extend_from_slice(&rest);
        Roster::from_bytes(bytes)
    }

    /// The index file's bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    fn row(&self, place: usize) -> Option<(&str, &str)> {
        let start = if place == 0 { 0 } else { number(&self.bytes, HEAD + (place - 1) * 4)? };
        let end = number(&self.bytes, HEAD + place * 4).filter(|_| place < self.rows)?;
        std::str::from_utf8(self.bytes.get(self.heap + start..self.heap + end)?).ok()?.split_once(SEPARATOR)
    }

    /// The rows from `first` on that have this core.
    pub(super) fn rows_at<'r>(&'r self, first: usize, key: &'r str) -> impl Iterator<Item = (&'r str, &'r str)> {
        (first..self.rows).map_while(|place| self.row(place)).take_while(move |(name, _)| core(name) == key)
    }

    /// The rows that have this core.
    pub(super) fn rows_of<'r>(&'r self, key: &'r str) -> impl Iterator<Item = (&'r str, &'r str)> {
        let first = self.map.get(key).map_or(self.rows, |first| first as usize);
        self.rows_at(first, key)
    }

    /// All cores.
    pub(super) fn keys(&self) -> &[Key] {
        self.keys.get_or_init(|| {
            let (mut stream, mut keys) = (self.map.stream(), Vec::new());
            while let Some((key, row)) = stream.next() {
                let text = String::from_utf8_lossy(key).into_owned();
                keys.push(Key { length: text.chars().count(), marks: signature(&text), row: row as usize, text });
            }
            keys
        })
    }
}

#[cfg(test)]
mod tests {
    // A test that cannot go on should stop there.
    #![allow(clippy::unwrap_used)]

    use super::Roster;
    use crate::roster::Fit;

    fn roster() -> Roster {
        let names = ["示例电机股份有限公司", "示例光伏（江苏）有限公司", "示例光伏(江苏)有限公司", "绿源环保科技有限公司", "甲乙有限公司"];
        Roster::build(&names.map(|name| (name.to_owned(), "批次 1".to_owned()))).unwrap()
    }

    #[test]
    fn each_way_of_fitting_is_told_apart() {
        let fits = |query| roster().find(query).iter().map(|one| (one.fit, one.distance)).collect::<Vec<_>>();
        assert_eq!(fits("示例电机股份有限公司"), [(Fit::Exact, 0)]);
        assert_eq!(fits("示例光伏江苏有限责任公司").first().map(|one| one.0), Some(Fit::Normalised));
        assert_eq!(fits("示例电机有限公司"), [(Fit::Form, 2)]);
        assert_eq!(fits("绿原环保科技有限公司"), [(Fit::Near, 1)]);
        assert_eq!(fits("丙乙有限公司"), [], "in so short a name one character is another enterprise");
        assert_eq!(fits("毫不相干有限公司"), []);
    }

    #[test]
    fn an_index_opens_as_it_was_written_and_damage_is_told() {
        let bytes = roster().bytes().to_vec();
        assert_eq!(Roster::from_bytes(bytes.clone()).unwrap().find("示例电机股份有限公司").len(), 1);
        for place in [9, 13, 17, 25, bytes.len() - 1] {
            let mut bad = bytes.clone();
            bad[place] ^= 1;
            assert!(Roster::from_bytes(bad).is_err(), "byte {place}");
        }
        for length in 0..bytes.len() {
            assert!(Roster::from_bytes(bytes[..length].to_vec()).is_err(), "{length} bytes");
        }
    }
}
