//! Builds `core/data/policies.json` and `chains.json` from `catalogue/policies/*.toml` and `catalogue/chains.toml`,
//! after checking them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use greencat_core::park::Chains;
use greencat_core::policy::{Contradiction, Document, Fact, Policies, Profile};
use greencat_core::{Classifier, Code};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactFile {
    fact: Vec<Fact>,
    #[serde(default)]
    contradiction: Vec<Contradiction>,
}

/// The TOML files of a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = listed.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    Ok(files)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

/// The policies under `root`, checked.
///
/// # Errors
///
/// A file that cannot be read, or everything that is wrong with the policies.
pub fn policies(root: &Path) -> Result<Policies> {
    let folder = root.join("catalogue/policies");
    let facts: FactFile = read(&folder.join("facts.toml"))?;
    let mut policies = Policies { facts: facts.fact, contradictions: facts.contradiction, documents: Vec::new() };
    for path in files(&folder)?.iter().filter(|path| !path.ends_with("facts.toml")) {
        let document: Document = read(path)?;
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if document.id != name {
            bail!("{}: its id is {}", path.display(), document.id);
        }
        policies.documents.push(document);
    }
    for path in files(&folder.join("thresholds"))? {
        let profile: Profile = read(&path)?;
        if let Err(faults) = profile.join(&mut policies) {
            bail!("{}\n{}", path.display(), faults.join("\n"));
        }
    }
    let mut faults = policies.faults();
    faults.extend(policies.idle_facts().into_iter().map(|fact| format!("fact {fact}: nothing asks for it")));
    faults.extend(unknown_codes(&policies));
    faults.extend(policies.untranslated());
    if !faults.is_empty() {
        bail!("catalogue/policies:\n{}", faults.join("\n"));
    }
    Ok(policies)
}

/// Codes in rules that the catalogue does not have.
fn unknown_codes(policies: &Policies) -> Vec<String> {
    let classifier = Classifier::embedded();
    let known = |code: &str| code.parse::<Code>().is_ok_and(|code| classifier.entry(code).is_some());
    let conditions = policies.documents.iter().flat_map(|document| &document.conditions);
    let codes = conditions.flat_map(|condition| {
        let mut codes = Vec::new();
        condition.rule.codes(&mut |code| codes.push(code.to_owned()));
        codes.into_iter().map(|code| (condition.id.clone(), code))
    });
    codes.filter(|(_, code)| !known(code)).map(|(id, code)| format!("condition {id}: the catalogue has no code {code}")).collect()
}

/// The text of `core/data/policies.json`.
///
/// # Errors
///
/// As [`policies`].
pub fn json(root: &Path) -> Result<String> {
    Ok(serde_json::to_string(&policies(root)?)? + "\n")
}

/// The chains of `catalogue/chains.toml`, checked.
///
/// # Errors
///
/// The file cannot be read, or names a code that the catalogue does not have.
pub fn chains(root: &Path) -> Result<String> {
    let path = root.join("catalogue/chains.toml");
    let chains: Chains = read(&path)?;
    let classifier = Classifier::embedded();
    for chain in &chains.chain {
        for code in chain.stages().into_iter().flatten() {
            if !code.parse::<Code>().is_ok_and(|code| classifier.entry(code).is_some()) {
                bail!("{}: chain {}: the catalogue has no code {code}", path.display(), chain.name);
            }
        }
    }
    Ok(serde_json::to_string(&chains)? + "\n")
}

/// Runs the task.
///
/// # Errors
///
/// As [`policies`], or the file cannot be written.
pub fn run(root: &Path) -> Result<()> {
    for (name, json) in [("policies.json", json(root)?), ("chains.json", chains(root)?)] {
        let path = root.join("core/data").join(name);
        std::fs::write(&path, &json).with_context(|| path.display().to_string())?;
        println!("{}: {} bytes", path.display(), json.len());
    }
    Ok(())
}
