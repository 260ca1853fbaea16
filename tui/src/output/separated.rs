//! CSV and TSV for spreadsheets: a mark for Excel, and no cell that a spreadsheet would calculate.

use greencat_core::Classification;

use super::table::Table;
use super::{Format, Options};
use crate::batch::Record;

pub(super) struct Separated {
    delimiter: u8,
    table: Table,
    bom: bool,
    raw: bool,
}

impl Separated {
    pub(super) fn new(delimiter: u8, table: Table, options: &Options) -> Separated {
        Separated { delimiter, table, bom: options.bom, raw: options.raw_cells }
    }

    fn row<'c>(&self, cells: impl Iterator<Item = &'c str>, out: &mut Vec<u8>) {
        let start = out.len();
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                out.push(self.delimiter);
            }
            self.cell(cell, out);
        }
        // A row of one empty cell would be an empty line, which readers skip.
        if out.len() == start {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(b"\r\n");
    }

    fn cell(&self, cell: &str, out: &mut Vec<u8>) {
        let armed = !self.raw && is_formula(cell);
        let quoted = cell.bytes().any(|byte| byte == self.delimiter || matches!(byte, b'"' | b'\n' | b'\r'));
        if quoted {
            out.push(b'"');
        }
        if armed {
            out.push(b'\'');
        }
        if quoted {
            for byte in cell.bytes() {
                if byte == b'"' {
                    out.push(b'"');
                }
                out.push(byte);
            }
            out.push(b'"');
        } else {
            out.extend_from_slice(cell.as_bytes());
        }
    }
}

impl Format for Separated {
    fn begin(&self, out: &mut Vec<u8>) {
        if self.bom {
            out.extend_from_slice("\u{FEFF}".as_bytes());
        }
        self.row(self.table.header().iter().map(AsRef::as_ref), out);
    }

    fn write(&self, record: &Record<'_>, answer: Option<&Classification>, out: &mut Vec<u8>) {
        self.table.rows(record, answer, |cells| self.row(cells.iter().map(AsRef::as_ref), out));
    }
}

/// Whether a spreadsheet would calculate the cell instead of showing it. A plain number, such as -12.5 or
/// +8613800000000, is none.
fn is_formula(cell: &str) -> bool {
    let armed = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    armed && cell.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_texts_and_numbers() {
        for formula in ["=1+1", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "-", "=光伏"] {
            assert!(is_formula(formula), "{formula}");
        }
        for text in ["", "光伏", "-12.5", "+8613800000000", "1=1", "'=1", " =1"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
