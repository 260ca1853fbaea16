//! The policies and chains are without fault, and the committed JSON is what they give.

use crate::root;

#[test]
fn the_committed_policies_are_fresh() {
    for (name, built) in [("policies.json", xtask::policies::json(&root())), ("chains.json", xtask::policies::chains(&root()))] {
        let built = built.unwrap_or_else(|error| panic!("{error:#}"));
        let committed = std::fs::read_to_string(root().join("core/data").join(name)).expect(name);
        assert!(committed == built, "core/data/{name} is stale: run `cargo xtask policies` and commit it");
    }
}
