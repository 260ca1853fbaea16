//! What is said to the person, apart from results: on the standard error, each with the program's name.

use std::io;

use crate::args::Lang;

/// Says something worth knowing.
pub(crate) fn note(text: &str) {
    tell(text);
}

/// Says why the work could not be done.
pub(crate) fn error(error: &anyhow::Error, lang: Lang) {
    let mut text = String::new();
    for (depth, cause) in error.chain().enumerate() {
        if depth > 0 {
            text.push('：');
        }
        text.push_str(&cause.to_string());
    }
    if is_full(error) {
        text.push_str(lang.pick("\n磁盘已满：请腾出空间，或用 -o 写到别处", "\nthe disk is full: make room, or write elsewhere with -o"));
    }
    tell(&text);
}

/// Whether `error` says that the disk has no more room, or the person no more quota.
fn is_full(error: &anyhow::Error) -> bool {
    let full = |error: &io::Error| matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(full))
}

fn tell(text: &str) {
    let safe: String = text.chars().map(|c| if c == '\n' { c } else { crate::clean::character(c) }).collect();
    // There is no one left to tell when even the standard error is gone.
    let _ = std::io::Write::write_all(&mut anstream::stderr(), format!("greencat: {safe}\n").as_bytes());
}
