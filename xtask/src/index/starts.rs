//! Where the automaton goes on behind the first two characters of its terms.

use fst::raw::{Fst, Output};
use greencat_core::starts;

/// The start table of a dictionary, from the pairs that begin its terms.
pub(super) fn table(fst: &Fst<&[u8]>, pairs: impl Iterator<Item = [char; 2]>) -> Vec<u8> {
    let places: Vec<_> = pairs.filter_map(|pair| Some((pair, walk(fst, pair)?))).collect();
    starts::build(&places)
}

/// The address of the node behind a pair, and the output gathered on the way.
fn walk(fst: &Fst<&[u8]>, pair: [char; 2]) -> Option<[u32; 2]> {
    let mut node = fst.root();
    let mut output = Output::zero();
    for byte in String::from_iter(pair).bytes() {
        let transition = node.transition(node.find_input(byte)?);
        output = output.cat(transition.out);
        node = fst.node(transition.addr);
    }
    Some([u32::try_from(node.addr()).ok()?, u32::try_from(output.value()).ok()?])
}
