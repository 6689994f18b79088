//! Business verification: what a business tells Meta to be believed, in its Security Center or
//! through its provider (contract §2.5, §9.5, requirements D05, D09, I01).

use graph::id::BusinessId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::verdict::ReviewKind;

/// The most documents of one submission (contract §2.5).
pub const DOCUMENTS_MAX: usize = 3;

/// The most bytes of one document (contract §2.5).
pub const DOCUMENT_BYTES_MAX: u64 = 5 << 20;

/// What a business hands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VerificationForm {
    /// The name of the legal entity.
    pub legal_name: String,
    /// Its postal address.
    pub address: String,
    /// Its number in the register of companies or with the tax office.
    pub registration: String,
    /// Its telephone, as it was typed.
    pub phone: String,
    /// Its website.
    pub website: String,
    /// Its papers, at most [`DOCUMENTS_MAX`].
    pub documents: Vec<Document>,
}

/// A paper handed in. Its bytes are kept outside the world, under their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What it is said to be.
    pub kind: DocumentKind,
    /// The file's name.
    pub name: String,
    /// What the file is; `None`: nothing that is accepted.
    pub format: Option<DocumentFormat>,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes in hexadecimal digits.
    pub sha256: String,
}

/// What a document proves. Nothing else is accepted (requirement I01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// The certificate or articles of incorporation.
    Incorporation,
    /// The licence or permit to trade.
    Licence,
    /// The registration or certificate of a tax office, such as a VAT or GST certificate.
    TaxRegistration,
    /// A statement of the business's own bank account.
    BankStatement,
    /// A bill for electricity, water, gas or telephone.
    UtilityBill,
    /// A credit report on the business.
    CreditReport,
}

impl DocumentKind {
    /// All that are accepted.
    pub const ALL: [Self; 6] = [
        Self::Incorporation,
        Self::Licence,
        Self::TaxRegistration,
        Self::BankStatement,
        Self::UtilityBill,
        Self::CreditReport,
    ];

    /// What is never accepted, in words.
    pub const REFUSED: [&'static str; 5] = [
        "invoices and purchase orders",
        "forms you filled in yourself",
        "statements of a private person",
        "printouts of web pages",
        "papers that are expired, cut off or unreadable",
    ];

    /// The word of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Incorporation => "incorporation",
            Self::Licence => "licence",
            Self::TaxRegistration => "tax_registration",
            Self::BankStatement => "bank_statement",
            Self::UtilityBill => "utility_bill",
            Self::CreditReport => "credit_report",
        }
    }

    /// As people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Incorporation => "Certificate or articles of incorporation",
            Self::Licence => "Business licence or permit",
            Self::TaxRegistration => "Tax, VAT or GST registration certificate",
            Self::BankStatement => "Bank statement of the business",
            Self::UtilityBill => "Utility or telephone bill",
            Self::CreditReport => "Business credit report",
        }
    }

    /// What it shows.
    pub const fn proves(self) -> &'static str {
        match self {
            Self::Incorporation | Self::Licence | Self::TaxRegistration => {
                "shows the legal name and that the business exists"
            }
            Self::BankStatement | Self::UtilityBill | Self::CreditReport => {
                "shows the legal name with its address or telephone"
            }
        }
    }

    /// The kind of this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What kind of file a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentFormat {
    /// A PDF.
    Pdf,
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
}

impl DocumentFormat {
    /// What these bytes are, by how they begin; `None`: nothing that is accepted.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let starts: [(&[u8], Self); 3] = [
            (b"%PDF-", Self::Pdf),
            (b"\xff\xd8\xff", Self::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Self::Png),
        ];
        starts.into_iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, format)| format)
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What is wrong with a form on its face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormProblem {
    /// No legal name, or too long a one.
    LegalName,
    /// No postal address.
    Address,
    /// No registration or tax number.
    Registration,
    /// No telephone number with country code.
    Phone,
    /// No website.
    Website,
    /// No paper.
    NoDocument,
    /// More papers than are taken.
    TooManyDocuments,
    /// A file is empty.
    Empty {
        /// Its name.
        name: String,
    },
    /// A file is too large.
    TooLarge {
        /// Its name.
        name: String,
    },
    /// A file is neither PDF nor JPEG nor PNG.
    Format {
        /// Its name.
        name: String,
    },
}

impl FormProblem {
    /// The problem as an English sentence that says what to do.
    pub fn sentence(&self) -> String {
        match self {
            Self::LegalName => {
                "Enter the legal name of the business, as its papers show it.".into()
            }
            Self::Address => "Enter the address of the business with street and town.".into(),
            Self::Registration => "Enter the registration or tax number of the business.".into(),
            Self::Phone => "Enter the telephone of the business with its country code.".into(),
            Self::Website => {
                "Enter the website of the business, such as https://shop.example.".into()
            }
            Self::NoDocument => "Upload at least one document.".into(),
            Self::TooManyDocuments => {
                format!("Upload at most {DOCUMENTS_MAX} documents at a time.")
            }
            Self::Empty { name } => format!("The file {name} is empty. Choose it again."),
            Self::TooLarge { name } => {
                format!("The file {name} is larger than 5 MB. Upload a smaller one.")
            }
            Self::Format { name } => {
                format!("The file {name} is neither a PDF nor a JPG nor a PNG.")
            }
        }
    }
}

impl VerificationForm {
    /// Looks at the form as a machine can; the rest is for the review. A provider need not know
    /// the registration number (contract §2.5).
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn judge(&self, by_provider: bool) -> Result<(), FormProblem> {
        self.problems(by_provider).into_iter().next().map_or(Ok(()), Err)
    }

    /// Everything that is wrong with the form on its face, in the order of its fields.
    pub fn problems(&self, by_provider: bool) -> Vec<FormProblem> {
        let between = |text: &str, least: usize, most: usize| {
            (least..=most).contains(&text.trim().chars().count())
        };
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let optional = |text: &str| by_provider && text.trim().is_empty();
        let registered = between(&self.registration, 2, 60) || optional(&self.registration);
        let count = self.documents.len();
        let checks = [
            (between(&self.legal_name, 2, 200), FormProblem::LegalName),
            (between(&self.address, 5, 500), FormProblem::Address),
            (registered, FormProblem::Registration),
            ((6..=20).contains(&digits) || optional(&self.phone), FormProblem::Phone),
            (is_website(&self.website), FormProblem::Website),
            (count > 0, FormProblem::NoDocument),
            (count <= DOCUMENTS_MAX, FormProblem::TooManyDocuments),
        ];
        let mut problems: Vec<FormProblem> =
            checks.into_iter().filter_map(|(good, problem)| (!good).then_some(problem)).collect();
        problems.extend(self.documents.iter().filter_map(|document| document.judge().err()));
        problems
    }

    /// Every text in it, for the verdict (`docs/verdicts.md`).
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let own = [&self.legal_name, &self.address, &self.registration, &self.phone, &self.website];
        own.into_iter().chain(self.documents.iter().map(|one| &one.name)).map(String::as_str)
    }
}

impl Document {
    fn judge(&self) -> Result<(), FormProblem> {
        let name = self.name.clone();
        if self.size == 0 {
            Err(FormProblem::Empty { name })
        } else if self.size > DOCUMENT_BYTES_MAX {
            Err(FormProblem::TooLarge { name })
        } else if self.format.is_none() {
            Err(FormProblem::Format { name })
        } else {
            Ok(())
        }
    }
}

fn is_website(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host = rest.unwrap_or_default().split('/').next().unwrap_or_default();
    text.len() <= 256 && !text.contains(char::is_whitespace) && {
        let mut labels = host.split('.');
        host.contains('.') && labels.all(|label| !label.is_empty())
    }
}

/// What was handed in for a business so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paperwork {
    /// How often papers were handed in and judged; answers to questions do not count.
    pub tries: u32,
    /// What was handed in last.
    pub form: Option<VerificationForm>,
    /// What Meta asks for, in plain words, while it waits for it.
    pub asked: Option<String>,
    /// Why the last papers were declined: a word of [`ReviewKind::reasons`].
    pub reason: Option<String>,
}

/// Papers a provider handed in for its client (contract §2.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certification {
    /// Its id.
    pub id: u64,
    /// The provider.
    pub partner: BusinessId,
    /// The client.
    pub client: BusinessId,
    /// What was handed in.
    pub form: VerificationForm,
    /// When.
    pub submitted_at: Timestamp,
    /// When its status last changed.
    pub updated_at: Timestamp,
    /// Where it stands.
    pub status: CertificationStatus,
    /// Why it was declined.
    pub reasons: Vec<String>,
}

/// Where a provider's submission stands (contract §6.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CertificationStatus {
    /// Meta looks at it.
    Pending,
    /// The client is verified.
    Approved,
    /// The client is not.
    Failed,
    /// More was asked for: this submission is put aside.
    Discarded,
    /// The client was verified, and no longer is.
    Revoked,
}

impl CertificationStatus {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Approved => "APPROVED",
            Self::Failed => "FAILED",
            Self::Discarded => "DISCARDED",
            Self::Revoked => "REVOKED",
        }
    }
}

/// Why papers were declined, as a sentence; the word itself where it is none of ours.
pub fn reason_in_words(word: &str) -> String {
    let sentence = match word {
        "LEGAL_NAME_NOT_MATCHING" => "The legal name is not that of the documents.",
        "LEGAL_NAME_NOT_FOUND_IN_DOCUMENTS" => "The documents do not show the legal name.",
        "ADDRESS_NOT_MATCHING" => "The address is not that of the documents.",
        "MALFORMED_DOCUMENTS" => "The documents cannot be read, or parts of them are missing.",
        "WEBSITE_NOT_MATCHING" => {
            "The website does not belong to the business or does not name it."
        }
        "BUSINESS_NOT_ELIGIBLE" => "Businesses of this kind cannot be verified.",
        "NONE" => "The documents did not show that the business is what it says.",
        other => return other.to_owned(),
    };
    sentence.to_owned()
}

/// The word of a declined review: the one named, or `NONE`.
pub(crate) fn reason_word(named: Option<&str>) -> String {
    let known = ReviewKind::BusinessVerification.reasons();
    let word = named.map(|word| word.trim().to_uppercase().replace(' ', "_"));
    match word {
        Some(word) if known.contains(&word.as_str()) => word,
        _ => named.filter(|text| !text.trim().is_empty()).unwrap_or("NONE").to_owned(),
    }
}

/// What can be asked about the verification of a business.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what is asked")]
pub enum VerificationCommand {
    /// The business hands in its papers, or what it was asked for.
    Submit { business: BusinessId, form: VerificationForm },
    /// `POST /{business}/self_certify_whatsapp_business` (contract §2.5).
    Certify { partner: BusinessId, client: BusinessId, form: VerificationForm },
    /// The desk no longer believes a verified business.
    Revoke { business: BusinessId },
    /// The desk lets the verification of a business run out.
    Expire { business: BusinessId },
}

/// What becomes true about the verification of a business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields say what they are; the variant says what happened")]
pub enum VerificationEvent {
    /// It was started; nothing is handed in yet.
    Opened { business: BusinessId },
    /// Papers were handed in; by a provider where there is a certification.
    Submitted {
        business: BusinessId,
        form: VerificationForm,
        #[serde(default)]
        certification: Option<u64>,
        #[serde(default)]
        partner: Option<BusinessId>,
    },
    /// Meta wants to see more.
    MoreAsked { business: BusinessId, what: String },
    /// Meta did not believe the papers; `last`: it was the last try.
    Declined { business: BusinessId, reason: String, last: bool },
    /// It is verified no longer: Meta took it back.
    Revoked { business: BusinessId },
    /// It is verified no longer: it was too long ago.
    Expired { business: BusinessId },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene;

    fn form() -> VerificationForm {
        scene::form("Lucky Shrub GmbH")
    }

    #[test]
    fn d05_a_form_is_judged_on_its_face() {
        assert_eq!(form().judge(false), Ok(()));
        let with = |change: fn(&mut VerificationForm)| {
            let mut form = form();
            change(&mut form);
            form.judge(false)
        };
        let name = || "register.pdf".to_owned();
        assert_eq!(with(|form| form.legal_name.clear()), Err(FormProblem::LegalName));
        assert_eq!(with(|form| form.address.clear()), Err(FormProblem::Address));
        assert_eq!(with(|form| form.registration.clear()), Err(FormProblem::Registration));
        assert_eq!(with(|form| form.phone = "none".into()), Err(FormProblem::Phone));
        assert_eq!(with(|form| form.website = "shrub".into()), Err(FormProblem::Website));
        assert_eq!(with(|form| form.website = "https://a..b".into()), Err(FormProblem::Website));
        assert_eq!(with(|form| form.documents.clear()), Err(FormProblem::NoDocument));
        assert_eq!(
            with(|form| form.documents[0].size = 0),
            Err(FormProblem::Empty { name: name() })
        );
        let large = with(|form| form.documents[0].size = DOCUMENT_BYTES_MAX + 1);
        assert_eq!(large, Err(FormProblem::TooLarge { name: name() }));
        let other = with(|form| form.documents[0].format = None);
        assert_eq!(other, Err(FormProblem::Format { name: name() }));
        let many = with(|form| form.documents = vec![form.documents[0].clone(); 4]);
        assert_eq!(many, Err(FormProblem::TooManyDocuments));
        let mut provided = form();
        provided.registration.clear();
        assert_eq!(provided.judge(true), Ok(()));
    }

    #[test]
    fn files_are_known_by_how_they_begin() {
        assert_eq!(DocumentFormat::of_bytes(b"%PDF-1.7 ..."), Some(DocumentFormat::Pdf));
        assert_eq!(DocumentFormat::of_bytes(b"\xff\xd8\xff\xe0"), Some(DocumentFormat::Jpeg));
        assert_eq!(DocumentFormat::of_bytes(b"MZ"), None);
    }
}
