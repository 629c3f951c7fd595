//! The rules by id, with the paragraph that a reason cites (section 13.5).

use serde::{Serialize, Serializer};

use crate::assessment::RuleOutcome;

macro_rules! rules {
    ($($variant:ident $id:literal $paragraph:literal,)+) => {
        /// A rule of the specification, in the order of its number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the variants are the ids of the specification")]
        pub enum Rule { $($variant,)+ }

        impl Rule {
            /// Every rule that can be a reason or a line, by number.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// `"R1-01"`.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// The paragraph of lov om aktiv socialpolitik that the rule stands on.
            #[must_use]
            pub const fn paragraph(self) -> &'static str {
                match self { $(Self::$variant => $paragraph),+ }
            }

            /// The code of a reason that came to `outcome`: `"R1_07_NOT_MET"` (section 13.5).
            #[must_use]
            pub const fn code(self, outcome: RuleOutcome) -> &'static str {
                match self { $(Self::$variant => match outcome {
                    RuleOutcome::Met => concat!(stringify!($variant), "_MET"),
                    RuleOutcome::NotMet => concat!(stringify!($variant), "_NOT_MET"),
                    RuleOutcome::KommunenVurderer => {
                        concat!(stringify!($variant), "_KOMMUNEN_VURDERER")
                    }
                    RuleOutcome::Todo => concat!(stringify!($variant), "_TODO"),
                    RuleOutcome::NotApplicable => concat!(stringify!($variant), "_NOT_APPLICABLE"),
                    RuleOutcome::Missing => concat!(stringify!($variant), "_MISSING"),
                },)+ }
            }
        }
    };
}

rules! {
    R0_04 "R0-04" "§ 16",
    R0_07 "R0-07" "§ 35",
    R0_09 "R0-09" "§ 109",
    R1_00 "R1-00" "§ 11, stk. 13",
    R1_01 "R1-01" "§ 2",
    R1_02 "R1-02" "§ 3, stk. 1",
    R1_03 "R1-03" "§ 3",
    R1_04 "R1-04" "§ 12 a",
    R1_05 "R1-05" "§ 5",
    R1_06 "R1-06" "§ 29",
    R1_07 "R1-07" "§ 11, stk. 2, nr. 1",
    R1_08 "R1-08" "§ 11, stk. 2, nr. 2",
    R1_09 "R1-09" "§ 11, stk. 2, nr. 3",
    R1_10 "R1-10" "§ 12",
    R1_12 "R1-12" "§ 13",
    R1_13 "R1-13" "§ 13",
    R1_14 "R1-14" "§ 8 a",
    R1_15 "R1-15" "§ 13 b",
    R1_16 "R1-16" "§ 11",
    R1_17 "R1-17" "§ 11, stk. 3",
    R1_18 "R1-18" "§ 11, stk. 8",
    R1_19 "R1-19" "§ 11, stk. 13",
    R1_20 "R1-20" "§ 27 a",
    R1_22 "R1-22" "§ 11, stk. 10",
    R1_24 "R1-24" "§ 11, stk. 8",
    R2_01 "R2-01" "§ 14",
    R2_02 "R2-02" "§ 14",
    R2_03 "R2-03" "§ 14",
    R2_04 "R2-04" "§ 14",
    R3_01 "R3-01" "§ 16",
    R3_02 "R3-02" "§ 16",
    R3_03 "R3-03" "§ 16",
    R4_01 "R4-01" "§ 17",
    R4_02 "R4-02" "§ 18",
    R4_03 "R4-03" "§ 18",
    R4_04 "R4-04" "§ 19",
    R4_05 "R4-05" "§ 20",
    R5_01 "R5-01" "§ 2, stk. 2",
    R5_03 "R5-03" "§ 26",
    R5_04 "R5-04" "§ 26",
    R5_05 "R5-05" "§ 26",
    R5_07 "R5-07" "§ 26",
    R6_01 "R6-01" "§ 30",
    R6_03 "R6-03" "§ 31",
    R6_04 "R6-04" "§ 31",
    R6_05 "R6-05" "§ 30",
    R6_06 "R6-06" "§ 30",
    R6_07 "R6-07" "§ 31, stk. 8",
    R6_10 "R6-10" "§ 32",
    R7_02 "R7-02" "§ 86",
    R7_03 "R7-03" "§ 86",
    R7_05 "R7-05" "§ 86",
    R8_01 "R8-01" "personskatteloven § 10",
    R9_01 "R9-01" "§ 35",
    R10_02 "R10-02" "§ 13 b, stk. 2",
    R10_05 "R10-05" "§ 11",
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}
