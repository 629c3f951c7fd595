//! Receipts: an assessment with all that is needed to make it again, bit for bit.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::household::Household;
use crate::json::Invalid;
use crate::output::assess;

/// A receipt of the household's assessment: `{household, assessment, parameters_version,
/// program_version, checksum}`, in RFC 8785 form. The checksum is the SHA-256, in hex, over the
/// receipt without it.
#[must_use]
pub fn create(household: &Household, program_version: &str) -> String {
    let assessment = assess(household);
    let receipt = json!({
        "household": household,
        "parameters_version": assessment.parameters.version,
        "assessment": assessment,
        "program_version": program_version,
    });
    with_checksum(receipt)
}

/// A document in RFC 8785 form with the SHA-256, in hex, over the rest of it as its `checksum`.
#[must_use]
pub fn with_checksum(mut document: Value) -> String {
    document["checksum"] = Value::String(checksum(&document));
    canonical(&document)
}

/// A receipt that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The household that was assessed.
    pub household: Household,
    /// The program that made the receipt.
    pub program_version: String,
}

/// Why a receipt does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptError {
    /// It is not a receipt: this is wrong with it.
    NotAReceipt(String),
    /// Its household breaks the contract.
    Household(Invalid),
    /// It was changed after it was made.
    Checksum,
    /// The rules of this program give another assessment; the first places where they differ.
    Assessment {
        /// The program that made the receipt.
        program_version: String,
        /// JSON pointers into the assessment.
        differs_at: Vec<String>,
    },
}

impl std::fmt::Display for ReceiptError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAReceipt(why) => write!(f, "this is not a receipt: {why}"),
            Self::Household(invalid) => {
                write!(f, "the receipt's household is not valid: {invalid}")
            }
            Self::Checksum => {
                f.write_str("the checksum does not fit: the receipt was changed after it was made")
            }
            Self::Assessment {
                program_version,
                differs_at,
            } => write!(
                f,
                "the same household gives another assessment here than in program {program_version}; \
                 it differs at {}",
                differs_at.join(", ")
            ),
        }
    }
}

impl std::error::Error for ReceiptError {}

/// Checks a receipt and runs its household through the rules again.
///
/// # Errors
/// Says whether it is no receipt, was changed, or gives another assessment.
pub fn verify(bytes: &[u8]) -> Result<Verified, ReceiptError> {
    let not_a_receipt = |why: &str| ReceiptError::NotAReceipt(why.to_owned());
    let mut receipt: Map<String, Value> =
        serde_json::from_slice(bytes).map_err(|_| not_a_receipt("it is not a JSON object"))?;
    let mut take = |key: &str| {
        receipt
            .remove(key)
            .ok_or_else(|| not_a_receipt(&format!("\"{key}\" is missing")))
    };
    let claimed = take("checksum")?;
    let [household, assessment, parameters, program] = [
        take("household")?,
        take("assessment")?,
        take("parameters_version")?,
        take("program_version")?,
    ];
    if !receipt.is_empty() {
        return Err(not_a_receipt("it has more fields than a receipt"));
    }
    let (Value::String(program_version), true) = (&program, parameters.is_string()) else {
        return Err(not_a_receipt("its versions are not strings"));
    };
    let without_checksum = json!({
        "household": household,
        "assessment": assessment,
        "parameters_version": parameters,
        "program_version": program,
    });
    if claimed != Value::String(checksum(&without_checksum)) {
        return Err(ReceiptError::Checksum);
    }
    let household =
        Household::from_json(canonical(&household).as_bytes()).map_err(ReceiptError::Household)?;
    let again = json!(assess(&household));
    let mut differs_at = Vec::new();
    differences(&again, &assessment, "", &mut differs_at);
    if differs_at.is_empty() {
        Ok(Verified {
            household,
            program_version: program_version.clone(),
        })
    } else {
        Err(ReceiptError::Assessment {
            program_version: program_version.clone(),
            differs_at,
        })
    }
}

fn checksum(receipt: &Value) -> String {
    let digest = Sha256::digest(canonical(receipt).as_bytes());
    digest
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// RFC 8785: keys sorted, no white space. All keys are ASCII and no number has a fraction, so byte
/// order and plain digits are what the RFC asks for.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            // One by one: whoever wrote the document chose how many there are, and in which order.
            let mut entries = BTreeMap::new();
            for (key, value) in map {
                entries.insert(key.as_str(), value);
            }
            let entries: Vec<String> = entries
                .into_iter()
                .map(|(key, value)| {
                    format!("{}:{}", Value::String(key.to_owned()), canonical(value))
                })
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        scalar => scalar.to_string(),
    }
}

/// As many as a person can look at.
const MOST_DIFFERENCES: usize = 5;

fn differences(one: &Value, other: &Value, pointer: &str, found: &mut Vec<String>) {
    if one == other || found.len() == MOST_DIFFERENCES {
        return;
    }
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            for (key, value) in one {
                differences(value, &other[key], &format!("{pointer}/{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                differences(one, other, &format!("{pointer}/{index}"), found);
            }
        }
        _ => found.push(if pointer.is_empty() {
            "/".to_owned()
        } else {
            pointer.to_owned()
        }),
    }
}
