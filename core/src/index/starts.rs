//! The start table: from the first two characters of a term into the dictionary, in one step.

use fst::raw::{Fst, Output};

use super::bytes::{u16_at, u32_at};
use super::layout::{START, start_slot};

/// A place in the dictionary: node address and the output gathered on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Start {
    pub(crate) address: usize,
    pub(crate) output: u64,
}

/// Finds where terms that begin with this pair go on.
pub(crate) fn find(table: &[u8], first: char, second: char) -> Option<Start> {
    let slots = table.len() / START;
    let (Ok(first_half), Ok(second_half)) = (u16::try_from(first as u32), u16::try_from(second as u32)) else { return None };
    if slots == 0 {
        return None;
    }
    let mut slot = start_slot(first, second, slots);
    for _ in 0..slots {
        let record = table.get(slot * START..(slot + 1) * START)?;
        let address = u32_at(record, 4) as usize;
        if address == 0 {
            return None;
        }
        if u16_at(record, 0) == first_half && u16_at(record, 2) == second_half {
            return Some(Start { address: address - 1, output: u64::from(u32_at(record, 8)) });
        }
        slot = (slot + 1) & (slots - 1);
    }
    None
}

/// Builds the table for a dictionary, from the pairs that begin its terms.
#[must_use]
pub fn build(fst: &Fst<&[u8]>, pairs: impl Iterator<Item = (char, char)>) -> Vec<u8> {
    let pairs: Vec<(char, char)> = pairs.collect();
    // Half full at most, so that a search for an absent pair ends soon.
    let slots = (2 * pairs.len()).next_power_of_two();
    let mut table = vec![0; slots * START];
    for (first, second) in pairs {
        let (Ok(first_half), Ok(second_half)) = (u16::try_from(first as u32), u16::try_from(second as u32)) else { continue };
        let Some((address, output)) = walk(fst, &[first, second]) else { continue };
        let mut slot = start_slot(first, second, slots);
        while u32_at(&table, slot * START + 4) != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        let record = &mut table[slot * START..(slot + 1) * START];
        record[..2].copy_from_slice(&first_half.to_le_bytes());
        record[2..4].copy_from_slice(&second_half.to_le_bytes());
        // The dictionary uses address 0 for its final state, the table for a free slot.
        record[4..8].copy_from_slice(&(address as u32 + 1).to_le_bytes());
        record[8..].copy_from_slice(&(output as u32).to_le_bytes());
    }
    table
}

fn walk(fst: &Fst<&[u8]>, chars: &[char]) -> Option<(usize, u64)> {
    let mut node = fst.root();
    let mut output = Output::zero();
    let mut buffer = [0; 4];
    for character in chars {
        for byte in character.encode_utf8(&mut buffer).bytes() {
            let transition = node.transition(node.find_input(byte)?);
            output = output.cat(transition.out);
            node = fst.node(transition.addr);
        }
    }
    Some((node.addr(), output.value()))
}
