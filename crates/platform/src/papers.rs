//! Papers on their way in: from the Security Center's form and from a provider's call.

use bytes::Bytes;
use shell::secret::sha256_hex;
use world::{Document, DocumentFormat, DocumentKind};

use crate::store::Paper;

/// The largest form with papers, in bytes: three of the largest, and the texts.
pub(crate) const FORM_MAX: usize = 16 << 20;

/// Longest name of a file that is kept, in characters.
const NAME_MAX: usize = 120;

/// A file as it came.
#[derive(Clone, Debug)]
pub(crate) struct Incoming {
    /// What it is said to be.
    pub(crate) kind: DocumentKind,
    /// The name it had where it came from.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Bytes,
}

/// What the world is told about files, and what is kept of them: only what is accepted.
pub(crate) fn sorted(files: Vec<Incoming>) -> (Vec<Document>, Vec<Paper>) {
    let (mut documents, mut papers) = (Vec::new(), Vec::new());
    for file in files {
        let format = DocumentFormat::of_bytes(&file.bytes);
        let sha256 = sha256_hex(&file.bytes);
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        if let Some(format) = format.filter(|_| size <= world::DOCUMENT_BYTES_MAX) {
            let kind = format.media_type().to_owned();
            papers.push(Paper { sha256: sha256.clone(), kind, body: file.bytes });
        }
        let name = file.name.chars().take(NAME_MAX).collect();
        documents.push(Document { kind: file.kind, name, format, size, sha256 });
    }
    (documents, papers)
}
