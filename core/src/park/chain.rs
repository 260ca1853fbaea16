//! Chains: which stages of a subject's chain the park has, and which are missing.

use serde::{Deserialize, Serialize};

use super::member::Member;
use crate::catalogue::Code;
use crate::verdict::Verdict;

/// A stage of every chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Its name in `catalogue/chains.toml`.
    pub id: &'static str,
    /// In Chinese.
    pub chinese: &'static str,
    /// In English.
    pub english: &'static str,
}

/// The stages in order.
pub const STAGES: [Stage; 4] = [
    Stage { id: "make", chinese: "装备与材料", english: "equipment" },
    Stage { id: "build", chinese: "建设与运营", english: "building and operating" },
    Stage { id: "serve", chinese: "服务", english: "services" },
    Stage { id: "recycle", chinese: "回收与处置", english: "recycling" },
];

/// One subject's chain: the codes of each stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// The subject.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// Equipment and materials.
    #[serde(default)]
    pub make: Vec<String>,
    /// Building and operating.
    #[serde(default)]
    pub build: Vec<String>,
    /// Services.
    #[serde(default)]
    pub serve: Vec<String>,
    /// Recycling and disposal.
    #[serde(default)]
    pub recycle: Vec<String>,
}

impl Chain {
    /// The codes of each stage, in the order of [`STAGES`].
    #[must_use]
    pub fn stages(&self) -> [&[String]; 4] {
        [&self.make, &self.build, &self.serve, &self.recycle]
    }
}

/// All chains, as `catalogue/chains.toml` has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chains {
    /// The chains.
    pub chain: Vec<Chain>,
}

/// One stage of a chain in the park.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Whether the catalogue has an entry for the stage at all.
    pub in_catalogue: bool,
    /// The entries of the stage.
    pub codes: Vec<String>,
    /// Enterprises directly within it.
    pub direct: usize,
    /// Enterprises that have still to prove their grade.
    pub conditional: usize,
    /// Enterprises that only trade, research or invest in it.
    pub near: usize,
}

impl Cell {
    /// Whether the catalogue has the stage and the park has no one in it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.in_catalogue && self.direct + self.conditional == 0
    }
}

/// A chain that the park has at least one stage of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The subject.
    pub name: String,
    /// The same in English.
    pub name_en: String,
    /// The stages, in the order of [`STAGES`].
    pub cells: Vec<Cell>,
}

/// The chains that some enterprise stands in with a stage of the subject's own; general services alone do not
/// open a chain.
pub(super) fn coverage(members: &[&Member], chains: &Chains) -> Vec<Coverage> {
    let of_chain = |chain: &Chain| {
        let cells: Vec<Cell> = chain.stages().into_iter().map(|codes| cell(members, codes)).collect();
        let has = |place: usize| cells.get(place).is_some_and(|cell| cell.direct + cell.conditional > 0);
        (has(0) || has(1) || has(3)).then(|| Coverage { name: chain.name.clone(), name_en: chain.name_en.clone(), cells })
    };
    chains.chain.iter().filter_map(of_chain).collect()
}

fn cell(members: &[&Member], codes: &[String]) -> Cell {
    let nodes: Vec<Code> = codes.iter().filter_map(|code| code.parse().ok()).collect();
    let inside = |code: Code| nodes.iter().any(|top| code.at_level(top.level()) == *top);
    // An enterprise counts once a stage, by its strongest verdict there.
    let strongest = |member: &&Member| member.entries.iter().filter(|(code, _)| inside(*code)).map(|(_, verdict)| *verdict).max();
    let count = |wanted| members.iter().filter(|member| strongest(member) == Some(wanted)).count();
    Cell {
        in_catalogue: !codes.is_empty(),
        codes: codes.to_vec(),
        direct: count(Verdict::Direct),
        conditional: count(Verdict::Conditional),
        near: count(Verdict::Near),
    }
}
