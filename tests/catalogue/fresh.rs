//! The committed index is what `catalogue/` gives.

use greencat_core::Classifier;
use xtask::index;

use crate::{SOURCE, root};

#[test]
fn the_committed_indexes_are_fresh() {
    let built = index::build(&SOURCE).expect("the index builds");
    for (name, bytes) in [("gigc-2019.idx", built.plain), ("gigc-2019.packed.idx", built.packed)] {
        let committed = std::fs::read(root().join("core/data").join(name)).expect(name);
        assert!(committed == bytes, "core/data/{name} is stale: run `cargo xtask index` and commit it");
    }
}

#[test]
fn the_packed_index_answers_like_the_plain_one() {
    let built = index::build(&SOURCE).expect("the index builds");
    let plain = Classifier::from_bytes(built.plain).expect("the plain index opens");
    let packed = Classifier::from_bytes(built.packed).expect("the packed index opens");
    for phrase in SOURCE.phrases.iter().step_by(7) {
        assert_eq!(plain.classify(&phrase.phrase), packed.classify(&phrase.phrase), "{}", phrase.phrase);
    }
}
