//! Every entry of 2019 has its row in the crosswalk, in order and well formed.

use std::collections::BTreeMap;

use greencat_core::Code;

use crate::{SOURCE, root};

#[test]
fn the_crosswalk_is_complete_sorted_and_of_one_mind() {
    let text = std::fs::read_to_string(root().join("catalogue/crosswalk.tsv")).expect("crosswalk.tsv");
    let mut rows = Vec::new();
    let mut names = BTreeMap::<Code, &str>::new();
    for row in text.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [code, found, of_2024, of_2025, names_2025] = cells[..] else { panic!("five cells: {row}") };
        let codes = |cell: &str| -> Vec<Code> {
            cell.split_whitespace().map(|code| code.parse().unwrap_or_else(|_| panic!("{code} is no code: {row}"))).collect()
        };
        let (code, of_2024, of_2025): (Code, _, _) = (code.parse().expect("a code"), codes(of_2024), codes(of_2025));
        assert!(["same", "near", "judged", "none"].contains(&found), "{row}");
        assert_eq!(found == "none", of_2025.is_empty(), "{row}");
        assert!(of_2024.iter().chain(&of_2025).all(|code| code.level() == 3), "{row}");
        let called: Vec<&str> = names_2025.split(" / ").filter(|name| !name.is_empty()).collect();
        assert_eq!(called.len(), of_2025.len(), "a name for each code: {row}");
        for (code, name) in of_2025.into_iter().zip(called) {
            assert_eq!(*names.entry(code).or_insert(name), name, "{code} has two names");
        }
        rows.push(code);
    }
    let mut entries: Vec<Code> = SOURCE.entries.iter().map(|entry| entry.code.parse().expect("a code")).collect();
    entries.sort();
    assert_eq!(rows, entries);
}
