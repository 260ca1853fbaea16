//! Files for 政策: facts as `greencat screen --template` writes them, and a park's own threshold.

use std::path::Path;

use anyhow::Result;

use super::model::Model;
use super::update::take_facts;
use crate::screening::{is_threshold, read_answers, with_profile};

/// Reads a file of facts, or a threshold, and says what came of it.
pub(crate) fn load(model: &mut Model, path: &Path) -> Result<()> {
    let lang = model.lang.spoken();
    if is_threshold(path, lang)? {
        let id = with_profile(path, &mut model.desk.policies, lang)?;
        if !model.desk.checks.contains(&id) {
            model.desk.checks.insert(0, id.clone());
        }
        model.desk.chosen = model.desk.checks.iter().position(|check| *check == id).unwrap_or(0);
        (model.desk.stop, model.desk.top, model.desk.inside) = (0, 0, false);
        let name = model.desk.policies.check(&id).map_or_else(|_| id.clone(), |(_, check)| check.name.clone());
        model.say(&format!("已加入门槛：{name}"), &format!("Threshold added: {name}"));
        return Ok(());
    }
    let facts = read_answers(path, &model.desk.policies, lang)?;
    take_facts(model, &facts);
    Ok(())
}
