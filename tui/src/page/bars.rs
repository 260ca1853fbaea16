//! Bars of characters.

use super::Bar;

/// The cells of a bar, to its least and to its most, where `full` fills `room` cells. What is more than nothing has
/// a cell, so that nobody overlooks it.
pub(crate) fn lengths(bar: &Bar, full: f64, room: usize) -> (usize, usize) {
    let cells = |amount: f64| {
        if full <= 0.0 || amount <= 0.0 {
            return 0;
        }
        // A terminal has few cells.
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let cells = (amount / full * room as f64).round() as usize;
        cells.clamp(1, room.max(1))
    };
    let (least, most) = (cells(bar.least), cells(bar.most));
    // An open part is seen even where it is small.
    match bar.most > bar.least && least == most {
        true if most < room => (least, most + 1),
        true => (least.saturating_sub(1), most),
        false => (least, most),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_empty_and_something_is_seen() {
        let of = |least, most| lengths(&Bar { label: String::new(), least, most, told: String::new() }, 1.0, 10);
        assert_eq!((of(0.0, 0.0), of(0.001, 0.001), of(0.5, 0.5), of(1.0, 1.0)), ((0, 0), (1, 1), (5, 5), (10, 10)));
        assert_eq!((of(0.0, 0.01), of(0.5, 0.51), of(0.2, 0.9)), ((0, 1), (5, 6), (2, 9)));
    }
}
