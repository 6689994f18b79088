//! The words of a template, which many share: each account begins with the same sample.

use std::collections::BTreeMap;
use std::sync::Arc;

use graph::id::TemplateId;
use graph::status::TemplateCategory;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Parts, Template};
use crate::packed::packed;

/// The words of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Its parts, as JSON and as they were given.
    pub components: String,
    /// The same, read.
    pub parts: Parts,
}

impl Wording {
    /// The words of a template of this category.
    pub(crate) fn read(components: &Value, category: TemplateCategory) -> Arc<Self> {
        let parts = Parts::read(components, category);
        Arc::new(Self { components: components.to_string(), parts })
    }
}

/// Reads templates back; those with the same words share them.
pub(crate) fn shared_wordings<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<TemplateId, Template>, D::Error> {
    let mut templates: BTreeMap<TemplateId, Template> = packed(from)?;
    let mut known: BTreeMap<(String, TemplateCategory), Arc<Wording>> = BTreeMap::new();
    for template in templates.values_mut() {
        let key = (template.wording.components.clone(), template.category);
        let first = known.entry(key).or_insert_with(|| Arc::clone(&template.wording));
        // The parts of a template that changed its category are those of the one before.
        if *first == template.wording {
            template.wording = Arc::clone(first);
        }
    }
    Ok(templates)
}

/// How one template's words are written down: like words of its own.
pub(super) mod one {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Wording;

    pub(in crate::template) fn serialize<S: Serializer>(
        words: &Arc<Wording>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (**words).serialize(to)
    }

    pub(in crate::template) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Arc<Wording>, D::Error> {
        Wording::deserialize(from).map(Arc::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Scene;
    use crate::world::World;

    #[test]
    fn templates_with_the_same_words_share_them_after_a_start() {
        let mut scene = Scene::new();
        for digits in ["+16315551111", "+16315552222"] {
            scene.sign_up("Lucky Shrub", digits);
        }
        let bytes = rmp_serde::to_vec(&scene.world).unwrap();
        let back: World = rmp_serde::from_slice(&bytes).unwrap();
        assert_eq!(back.templates, scene.world.templates, "nothing else has changed");
        let words: Vec<_> = back.templates.values().map(|one| Arc::as_ptr(&one.wording)).collect();
        assert!(words.len() > 1 && words.iter().all(|one| *one == words[0]), "{words:?}");
    }
}
