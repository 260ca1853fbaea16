//! The start table: from the first two characters of a term to the terms of a list that begin with them, in one step.

use crate::index::bytes::{u16_at, u32_at};

/// first character (`u16`), second (`u16`), first term plus one (`u32`), the term behind the last (`u32`). 0 instead of
/// a term marks a free slot.
const START: usize = 12;

/// The slot where the search for this pair begins, of `slots`, a power of two; it goes on slot by slot until the pair
/// or a free slot is met.
fn start_slot(first: char, second: char, slots: usize) -> usize {
    // Fibonacci hashing: the multiplier is 2^32 divided by the golden ratio.
    let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    (mixed >> 12) as usize & (slots - 1)
}

/// The two numbers kept for the terms that begin with this pair.
pub(super) fn find(table: &[u8], first: char, second: char) -> Option<[u32; 2]> {
    let slots = table.len() / START;
    let (first_half, second_half) = halves(first, second)?;
    if slots == 0 {
        return None;
    }
    let mut slot = start_slot(first, second, slots);
    for _ in 0..slots {
        let record = table.get(slot * START..(slot + 1) * START)?;
        let place = u32_at(record, 4);
        if place == 0 {
            return None;
        }
        if u16_at(record, 0) == first_half && u16_at(record, 2) == second_half {
            return Some([place - 1, u32_at(record, 8)]);
        }
        slot = (slot + 1) & (slots - 1);
    }
    None
}

/// Builds the table from the pairs that begin terms, each once, with the two numbers to keep for it. Pairs outside
/// of the BMP are left out: no word of the field has any.
pub(super) fn build(starts: &[([char; 2], [u32; 2])]) -> Vec<u8> {
    // Half full at most, so that a search for an absent pair ends soon.
    let slots = (2 * starts.len()).next_power_of_two();
    let mut table = vec![0; slots * START];
    for ([first, second], [place, further]) in starts {
        let Some((first_half, second_half)) = halves(*first, *second) else { continue };
        let mut slot = start_slot(*first, *second, slots);
        while u32_at(&table, slot * START + 4) != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        let Some(record) = table.get_mut(slot * START..(slot + 1) * START) else { continue };
        record[..2].copy_from_slice(&first_half.to_le_bytes());
        record[2..4].copy_from_slice(&second_half.to_le_bytes());
        // A place may be 0, which marks a free slot of the table.
        record[4..8].copy_from_slice(&(place + 1).to_le_bytes());
        record[8..].copy_from_slice(&further.to_le_bytes());
    }
    table
}

/// The pair as the table keeps it.
fn halves(first: char, second: char) -> Option<(u16, u16)> {
    Some((u16::try_from(first as u32).ok()?, u16::try_from(second as u32).ok()?))
}
