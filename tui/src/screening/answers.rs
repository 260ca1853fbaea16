//! Facts and thresholds from TOML files, as people write them.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use greencat_core::policy::{FactFault, Facts, Policies, Profile, Value};

use super::{at, bytes_of};
use crate::args::{EncodingArg, Lang};
use crate::input::decode::Encoding;

/// The policies compiled into the program.
pub(crate) fn policies() -> Result<Policies> {
    // Checked by `cargo xtask policies` and proven fresh by a test: this parses.
    serde_json::from_str(include_str!("../../../core/data/policies.json")).context("policies.json")
}

/// A file's bytes as text, whatever encoding Notepad has chosen.
pub(super) fn decode(bytes: &[u8], lang: Lang) -> Result<String> {
    let (known, mark) = Encoding::known(EncodingArg::Auto, bytes);
    let encoding = known.unwrap_or_else(|| Encoding::guess(bytes));
    let text = encoding.decode(bytes.get(mark..).unwrap_or_default());
    text.map(std::borrow::Cow::into_owned).ok_or_else(|| anyhow!("{}", lang.pick("有无法解码的字节", "some bytes cannot be decoded")))
}

/// A text file.
pub(crate) fn read_text(path: &Path, lang: Lang) -> Result<String> {
    decode(&bytes_of(&path.to_owned(), lang)?, lang).with_context(|| at(path))
}

fn table(path: &Path, lang: Lang) -> Result<toml::Table> {
    let text = read_text(path, lang)?;
    text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
        let hint = lang.pick("文字要放在英文引号 \" 之中；# 之后是注释", "words stand in \" quotes; a # begins a remark");
        match lang {
            Lang::Zh => anyhow!("{}：第 {line} 行写得不对（{}）\n{hint}", at(path), error.message()),
            Lang::En => anyhow!("{}: line {line} is not right ({})\n{hint}", at(path), error.message()),
        }
    })
}

/// Reads a facts file.
pub(crate) fn read_answers(path: &Path, policies: &Policies, lang: Lang) -> Result<Facts> {
    let mut answers = BTreeMap::new();
    for (id, value) in table(path, lang)? {
        let value = match value {
            toml::Value::Boolean(answer) => Value::Bool(answer),
            // Counts and years stay far below 2^53.
            #[allow(clippy::cast_precision_loss)]
            toml::Value::Integer(number) => Value::Number(number as f64),
            toml::Value::Float(number) => Value::Number(number),
            toml::Value::String(text) => Value::Text(text),
            toml::Value::Datetime(date) => Value::Text(date.to_string()),
            toml::Value::Array(_) | toml::Value::Table(_) => {
                bail!("{}：{} {}", at(path), crate::clean::line(&id), lang.pick("只能写一个值", "takes one value"))
            }
        };
        answers.insert(id, value);
    }
    policies.read(&answers).map_err(|faults| {
        let told = |fault: &FactFault| format!("\n  {}", lang.pick(&fault.to_string(), &fault.english()));
        let told: Vec<String> = faults.iter().map(told).collect();
        anyhow!("{}：{}{}", at(path), lang.pick("有几处要改：", "to be mended:"), told.concat())
    })
}

/// Reads a park's threshold and adds it to the policies; its id.
pub(crate) fn with_profile(path: &Path, policies: &mut Policies, lang: Lang) -> Result<String> {
    let profile: Profile = table(path, lang)?.try_into().map_err(|error: toml::de::Error| {
        let hint = lang.pick("看一份样子：greencat screen --threshold", "see an example: greencat screen --threshold");
        anyhow!("{}：{}\n{hint}", at(path), error.message())
    })?;
    let unknown = unknown_codes(&profile);
    if !unknown.is_empty() {
        bail!("{}：{} {}", at(path), lang.pick("目录里没有代码", "the catalogue has no code"), unknown.join("、"));
    }
    let id = profile.id.clone();
    profile.join(policies).map_err(|faults| anyhow!("{}：\n  {}", at(path), faults.join("\n  ")))?;
    Ok(id)
}

/// Whether a file is a park's threshold rather than facts: a threshold says which entries are wanted.
pub(crate) fn is_threshold(path: &Path, lang: Lang) -> Result<bool> {
    Ok(table(path, lang)?.contains_key("wanted"))
}

fn unknown_codes(profile: &Profile) -> Vec<String> {
    let classifier = greencat_core::Classifier::embedded();
    let named = profile.wanted.entries.iter().chain(profile.unwanted.iter().flat_map(|unwanted| &unwanted.entries));
    named.filter(|code| !code.parse().is_ok_and(|code| classifier.entry(code).is_some())).cloned().collect()
}
