//! Files that are not text although they are read as text, recognised by their first bytes: the error says what to do.

use std::io::{self, Cursor, Read};

use anyhow::{Result, bail};

use super::Kind;
use crate::args::Lang;

/// Reads the first bytes, refuses what is no text, and gives all of it back.
pub(super) fn refuse(mut raw: Box<dyn Read + Send>, kind: Kind, lang: Lang) -> Result<Box<dyn Read + Send>> {
    let mut head = [0; 4];
    // One read: from a pipe that trickles the rest may be long in coming.
    let read = loop {
        match raw.read(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    if let Some(advice) = advice(head, kind, lang) {
        bail!("{advice}");
    }
    Ok(Box::new(Cursor::new(head).take(read as u64).chain(raw)))
}

fn advice(head: [u8; 4], kind: Kind, lang: Lang) -> Option<&'static str> {
    Some(match head {
        [b'P', b'A', b'R', b'1'] => lang.pick(
            "这是 Parquet，请由 DuckDB 转成 CSV 接过来：\n  duckdb -c \"COPY (FROM '名单.parquet') TO '/dev/stdout' (FORMAT csv)\" | greencat classify --from csv -o 结果.csv",
            "this is Parquet; let DuckDB turn it into CSV:\n  duckdb -c \"COPY (FROM 'list.parquet') TO '/dev/stdout' (FORMAT csv)\" | greencat classify --from csv -o results.csv",
        ),
        [b'P', b'K', 3, 4] | [0xD0, 0xCF, 0x11, 0xE0] => lang.pick(
            "这是工作簿（或压缩包），不是文本：如是 Excel 或 WPS 表格，加 --from xlsx",
            "this is a workbook (or an archive), not a text: for a spreadsheet add --from xlsx",
        ),
        [0x1F, 0x8B, ..] => lang.pick(
            "这是 gzip 压缩文件：zcat 名单.csv.gz | greencat classify --from csv -o 结果.csv",
            "this is compressed by gzip: zcat list.csv.gz | greencat classify --from csv -o results.csv",
        ),
        [0x28, 0xB5, 0x2F, 0xFD] => lang.pick(
            "这是 zstd 压缩文件：zstdcat 名单.csv.zst | greencat classify --from csv -o 结果.csv",
            "this is compressed by zstd: zstdcat list.csv.zst | greencat classify --from csv -o results.csv",
        ),
        [b'[', ..] if kind == Kind::Ndjson => lang.pick(
            "这是 JSON 数组，请改成一行一个对象：jq -c '.[]' 名单.json | greencat classify --from ndjson",
            "this is a JSON array; make it an object a line: jq -c '.[]' list.json | greencat classify --from ndjson",
        ),
        _ => return None,
    })
}
