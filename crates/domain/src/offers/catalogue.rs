//! The table of offers.
//!
//! Weeks, laws and addresses come from the catalogue that was put together for this product on 21
//! November 2026 from statutes, the agency (STAR) and municipalities' own pages. Where it could name no
//! source, the law stands as [`unconfirmed`](Offer::unconfirmed). A method of another municipality
//! (Randers' card board, Vejle's and Furesø's trials) needs no law.
//!
//! `LAB` is lov om en aktiv beskæftigelsesindsats, `LAS` lov om aktiv socialpolitik. Both may give way
//! to a new main act on 1 January 2027: then this table gets new laws, not new keys.

use super::Area::{Helbred, Hverdag, Job, Stoette, Uddannelse};
use super::Decides::{Aftale, Du, Kommune};
use super::Money::{Loen, Loentilskud, Praktik, Transport};
use super::Situation::{
    Afdelinger, Boern, Bolig, Digitalt, LaererDansk, Laesning, Ledig, Misbrug, Penge, Psyke, Syg,
    UdenUddannelse, Under25,
};
use super::{Area, Decides, Deck, Money, Offer, Situation};

const LAB_31: &str = "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/31/";
const LAB_41: &str = "https://elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/41/";
const LAB_61: &str = "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/61/";
const LAB_93: &str = "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/93/";
const LAB_175: &str = "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/paragraf/175/";
/// Mentor: §§ 167-171.
const LAB_26: &str = "https://www.elov.dk/lov-om-en-aktiv-beskaeftigelsesindsats/kapitel/26/";
/// Which education counts.
const BEK_105: &str =
    "https://elov.dk/bekendtgorelse-om-en-aktiv-beskaeftigelsesindsats/paragraf/105";
/// Guidance and courses made for the purpose, § 91.
const GUIDANCE: &str = "https://www.cabiweb.dk/lovstof/vejledning-og-opkvalificering/";
/// Money for one thing, LAS §§ 81-82 a.
const SINGLE_NEED: &str =
    "https://www.assens.dk/borger/oekonomi-og-ydelser/enkeltydelse-ansoegning-om-enkeltydelse/";
/// Answers about the reform of the employment effort.
const REFORM: &str = "https://star.dk/implementering/beskaeftigelsesreform/svar-paa-spoergsmaal-fra-webinar-den-21-januar-2026";

/// With what most of them have in common.
const fn offer(key: &'static str, area: Area, decides: Decides, weeks: (u16, u16)) -> Offer {
    Offer {
        key,
        area,
        decides,
        weeks,
        most_weeks: None,
        law: "",
        law_url: "",
        verified: true,
        duty: false,
        private: false,
        money: None,
        situations: &[],
        deck: Deck::Offered,
        then: None,
    }
}

impl Offer {
    const fn law(mut self, law: &'static str, url: &'static str) -> Self {
        self.law = law;
        self.law_url = url;
        self
    }

    const fn unconfirmed(mut self, law: &'static str) -> Self {
        self.law = law;
        self.verified = false;
        self
    }

    const fn at_most(mut self, weeks: u16) -> Self {
        self.most_weeks = Some(weeks);
        self
    }

    const fn duty(mut self) -> Self {
        self.duty = true;
        self
    }

    const fn private(mut self) -> Self {
        self.private = true;
        self
    }

    const fn money(mut self, money: Money) -> Self {
        self.money = Some(money);
        self
    }

    const fn fits(mut self, situations: &'static [Situation]) -> Self {
        self.situations = situations;
        self
    }

    const fn then(mut self, key: &'static str) -> Self {
        self.then = Some(key);
        self
    }

    const fn deck(mut self, deck: Deck) -> Self {
        self.deck = deck;
        self
    }
}

/// All offers, also those that have ended: find them by key with [`find`](super::find).
pub const CATALOGUE: &[Offer] = &[
    // Job.
    offer("virksomhedspraktik", Job, Aftale, (1, 4))
        .law("LAB § 61", LAB_61)
        .at_most(4)
        .money(Praktik)
        .fits(&[Ledig])
        .then("loenntimer"),
    // 13 weeks at first; can become 26, then 13 at a time.
    offer("virksomhedspraktik_lang", Job, Aftale, (4, 13))
        .law("LAB § 61", LAB_61)
        .at_most(13)
        .money(Praktik)
        .fits(&[Syg, Psyke])
        .then("loenntimer"),
    offer("snusepraktik", Job, Aftale, (1, 1))
        .law("LAB kap. 11", LAB_61)
        .money(Praktik)
        .fits(&[Ledig, Under25])
        .then("virksomhedspraktik"),
    offer("loenntimer", Job, Aftale, (1, 13))
        .law("LAB § 41, stk. 1", LAB_41)
        .money(Loen)
        .fits(&[Ledig, Penge]),
    // 6 months at most, by the pages of a-kasser.
    offer("loentilskud_privat", Job, Aftale, (4, 26))
        .law("LAB kap. 12", "")
        .at_most(26)
        .money(Loentilskud)
        .fits(&[Ledig, UdenUddannelse]),
    // 4 months at most.
    offer("loentilskud_offentlig", Job, Aftale, (4, 17))
        .law(
            "LAB kap. 12",
            "https://www.aarhus.dk/borger/job-og-ledighed/loentilskud-og-praktik/loentilskud-i-offentlig-virksomhed/hvornaar-kan-jeg-faa-et-job-med-loentilskud/",
        )
        .at_most(17)
        .money(Loentilskud)
        .fits(&[Ledig, UdenUddannelse]),
    offer("voksenlaerling", Job, Aftale, (52, 208))
        .unconfirmed("Voksenlærlingeordningen, LAB")
        .money(Loen)
        .fits(&[UdenUddannelse]),
    offer("ips", Job, Aftale, (13, 52))
        .unconfirmed("Individuelt planlagt job med støtte (IPS)")
        .private()
        .fits(&[Psyke]),
    offer("ivaerksaetter", Job, Aftale, (1, 8)).unconfirmed("Lokal vejledning"),
    offer("jobsoegning", Job, Aftale, (1, 13))
        .law("LAB § 41, stk. 2, nr. 3", LAB_41)
        .duty()
        .fits(&[Ledig]),
    // The deadline depends on the group: other municipalities name 2 and 3 weeks.
    offer("cv", Job, Kommune, (1, 2))
        .law(
            "LAB kap. 6",
            "https://www.fredericia.dk/borger/job-ledighed/er-du-blevet-ledig",
        )
        .duty()
        .fits(&[Ledig])
        .then("jobsoegning"),
    offer("cv_hjaelp", Job, Aftale, (1, 1))
        .law("LAB § 91", GUIDANCE)
        .fits(&[Ledig, Laesning, Digitalt])
        .then("jobsoegning"),
    offer("jobklub", Job, Aftale, (1, 13))
        .law("LAB § 91", GUIDANCE)
        .fits(&[Ledig]),
    offer("afklaring", Job, Aftale, (1, 6))
        .law("LAB § 91", GUIDANCE)
        .fits(&[Ledig, UdenUddannelse])
        .then("snusepraktik"),
    offer("brancheskift", Job, Aftale, (1, 4))
        .law("LAB § 41, stk. 3", LAB_41)
        .fits(&[Ledig])
        .then("amu"),
    offer("jobformidling", Job, Kommune, (1, 2))
        .law(
            "Bek. om en aktiv beskæftigelsesindsats §§ 10-12",
            "https://www.elov.dk/bekendtgorelse-om-en-aktiv-beskaeftigelsesindsats/afsnit/ii/",
        )
        .fits(&[Ledig]),
    // Up to 13 weeks, which no source confirms.
    offer("nytteindsats", Job, Kommune, (1, 13))
        .unconfirmed("LAB kap. 11")
        .duty()
        .money(Praktik),
    // No length is given: the effort goes on, here for as long as the sheet reaches. Up to 37 hours a
    // week, and outside the quarter that the municipality may exempt.
    offer("arbejdspligt", Job, Kommune, (1, 13))
        .law("Reglerne om arbejdspligt", REFORM)
        .duty()
        .money(Praktik),
    // Four in the first 6 months as a starting point; the municipality may exempt up to 25 % from 1
    // July 2026.
    offer("jobsamtale", Job, Kommune, (1, 1))
        .law("LAB §§ 31-33", LAB_31)
        .duty()
        .fits(&[Ledig]),
    // Uddannelse.
    offer("dansk", Uddannelse, Aftale, (10, 52))
        .law("LAB § 90, bek. § 105", BEK_105)
        .fits(&[LaererDansk])
        .then("arbejdsdansk"),
    offer("arbejdsdansk", Uddannelse, Aftale, (4, 13))
        .law("LAB § 90 og kap. 11", BEK_105)
        .money(Praktik)
        .fits(&[LaererDansk])
        .then("loenntimer"),
    offer("laese_skrive", Uddannelse, Du, (10, 26))
        .law("LAB § 93, stk. 1", LAB_93)
        .fits(&[Laesning]),
    offer("ordblind", Uddannelse, Du, (10, 26))
        .law("LAB § 93, stk. 1", LAB_93)
        .private()
        .fits(&[Laesning]),
    offer("digital_start", Uddannelse, Du, (1, 4))
        .law(
            "Lokalt tilbud",
            "https://digst.dk/digital-inklusion/viden-om-digital-inklusion/hvem-oplever-udfordringer-ved-det-digitale",
        )
        .fits(&[Digitalt]),
    offer("uddannelsesvejledning", Uddannelse, Aftale, (1, 2))
        .law("Kommunal ungeindsats", REFORM)
        .fits(&[Under25, UdenUddannelse]),
    offer("realkompetence", Uddannelse, Du, (1, 4))
        .law("LAB § 93, stk. 2", LAB_93)
        .fits(&[UdenUddannelse])
        .then("amu"),
    offer("amu", Uddannelse, Aftale, (1, 6))
        .law("LAB § 90, bek. § 105", BEK_105)
        .fits(&[Ledig, UdenUddannelse])
        .then("jobsoegning"),
    offer("certifikat", Uddannelse, Aftale, (1, 4))
        .law("LAB § 90, bek. § 105", BEK_105)
        .fits(&[Ledig])
        .then("jobsoegning"),
    offer("avu_hf", Uddannelse, Aftale, (18, 40))
        .law("LAB § 90, bek. § 105, stk. 2", BEK_105)
        .fits(&[UdenUddannelse, Under25]),
    offer("fgu", Uddannelse, Aftale, (26, 104))
        .unconfirmed("Lov om forberedende grunduddannelse")
        .fits(&[Under25]),
    // To be confirmed in the new main act.
    offer("seks_ugers", Uddannelse, Du, (1, 6))
        .unconfirmed("LAB kap. 9")
        .deck(Deck::DagpengeOnly),
    // Helbred.
    offer("laege", Helbred, Du, (1, 13))
        .private()
        .fits(&[Syg, Psyke]),
    offer("fysisk_traening", Helbred, Du, (6, 13))
        .law("LAB § 41, stk. 2, nr. 5", LAB_41)
        .private()
        .fits(&[Syg]),
    offer("genoptraening", Helbred, Du, (6, 26))
        .unconfirmed("Sundhedsloven § 140")
        .private()
        .fits(&[Syg])
        .then("delvis_rask"),
    // Up to 10 weeks with a placement after them, as Vejle applied to try in 2011.
    offer("sundhed_job", Helbred, Aftale, (4, 10))
        .unconfirmed("LAB § 91 og sundhedsloven")
        .private()
        .fits(&[Syg, Psyke])
        .then("virksomhedspraktik"),
    offer("kronisk", Helbred, Du, (6, 8))
        .unconfirmed("Sundhedsloven § 119")
        .private()
        .fits(&[Syg]),
    offer("mental", Helbred, Du, (6, 13))
        .unconfirmed("Sundhedsloven § 119")
        .private()
        .fits(&[Psyke]),
    offer("psykolog", Helbred, Du, (6, 13))
        .law("LAS §§ 81 og 82", SINGLE_NEED)
        .private()
        .fits(&[Psyke]),
    offer("misbrug_alkohol", Helbred, Du, (6, 52))
        .unconfirmed("Sundhedsloven § 141")
        .private()
        .fits(&[Misbrug]),
    offer("misbrug_stof", Helbred, Du, (6, 52))
        .law(
            "Serviceloven § 101",
            "https://taarnby.dk/om-kommunen/kvalitet-og-sagsbehandling/sagsbehandlingstid/sundhed/stofmisbrug-dognbehandling",
        )
        .private()
        .fits(&[Misbrug]),
    offer("delvis_rask", Helbred, Aftale, (4, 13))
        .law(
            "Sygedagpengeloven § 53, stk. 2",
            "https://danskelove.dk/sygedagpengeloven/53",
        )
        .private()
        .fits(&[Syg]),
    // Fewer from 1 July 2026.
    offer("sygedagpenge_samtale", Helbred, Kommune, (1, 1))
        .law(
            "Sygedagpengeloven §§ 13 a-13 b",
            "https://elov.dk/sygedagpengeloven/paragraf/13b/forarbejder/aendringslov-2021-12-28-2590/nummer/603019",
        )
        .duty()
        .private()
        .fits(&[Syg]),
    // Hverdag.
    offer("egen_aktivitet", Hverdag, Du, (1, 13)),
    offer("pause", Hverdag, Du, (1, 4)),
    // 4 weeks after 12 months in a row, at most 2 at a time.
    offer("ferie", Hverdag, Aftale, (1, 2))
        .law(
            "LAS § 13, stk. 11-12",
            "https://aarhus.dk/borger/job-og-ledighed/oekonomisk-hjaelp/ferie-naar-du-modtager-oekonomisk-hjaelp",
        )
        .at_most(2)
        .fits(&[Boern]),
    offer("boernepasning", Hverdag, Du, (1, 8))
        .law(
            "Dagtilbudsloven og bek. § 46, stk. 2",
            "https://elov.dk/bekendtgorelse-om-en-aktiv-beskaeftigelsesindsats/paragraf/46",
        )
        .fits(&[Boern]),
    offer("frivillig", Hverdag, Aftale, (1, 13)).unconfirmed("Reglerne om rådighed"),
    offer("budget", Hverdag, Du, (1, 4)).fits(&[Penge]),
    offer("bolig", Hverdag, Kommune, (4, 52))
        .unconfirmed("Boliganvisning, indskudslån og LAS § 81 a")
        .fits(&[Bolig]),
    // Stoette.
    offer("mentor", Stoette, Aftale, (4, 26))
        .law("LAB §§ 167-171", LAB_26)
        .at_most(26)
        .fits(&[Psyke, Under25, Misbrug, Penge]),
    // From up to 3 months before the discharge, for at least 6 months in all.
    offer("mentor_udskrivning", Stoette, Du, (26, 39))
        .law("LAB § 167, stk. 2", LAB_26)
        .private()
        .fits(&[Psyke])
        .then("mentor"),
    offer("virksomhedsmentor", Stoette, Aftale, (4, 26))
        .law("LAB §§ 168-169", LAB_26)
        .fits(&[Ledig, Psyke, LaererDansk]),
    offer("hjaelpemidler", Stoette, Aftale, (2, 8))
        .unconfirmed("LAB og lov om kompensation til handicappede i erhverv")
        .private()
        .fits(&[Syg]),
    offer("personlig_assistance", Stoette, Aftale, (4, 52))
        .unconfirmed("Lov om kompensation til handicappede i erhverv")
        .private()
        .fits(&[Syg]),
    offer("bostoette", Stoette, Aftale, (13, 52))
        .law("Serviceloven § 85", "")
        .private()
        .fits(&[Psyke, Bolig, Misbrug]),
    offer("tolk", Stoette, Aftale, (1, 1))
        .law(
            "Reglerne om selvbooking",
            "https://star.dk/da/it/borger-it/selvbooking-af-samtaler/spoergsmaal-og-svar-om-selvbook-paa-jobnet/",
        )
        .fits(&[LaererDansk]),
    offer("bisidder", Stoette, Du, (1, 1))
        .unconfirmed("Forvaltningsloven § 8")
        .fits(&[Psyke, Laesning]),
    offer("faelles_moede", Stoette, Aftale, (1, 1)).fits(&[Afdelinger]),
    offer("samlet_plan", Stoette, Aftale, (13, 78))
        .law(
            "LAB § 40, stk. 3",
            "https://www.lovguiden.dk/loven/bekendtg%C3%B8relse-af-lov-om-en-aktiv-besk%C3%A6ftigelsesindsats/40",
        )
        .fits(&[Afdelinger]),
    offer("familieindsats", Stoette, Aftale, (13, 78))
        .unconfirmed("Barnets lov og serviceloven")
        .private()
        .fits(&[Boern, Afdelinger]),
    // Over 24 km a day by right (§ 175); up to 1,000 kr. a month where the municipality gives it (§ 176).
    offer("transport", Stoette, Kommune, (1, 13))
        .law("LAB §§ 175-176", LAB_175)
        .money(Transport)
        .fits(&[Penge]),
    offer("enkeltydelse", Stoette, Kommune, (1, 4))
        .law("LAS § 81", SINGLE_NEED)
        .fits(&[Penge, Bolig]),
    offer("medicin_tand", Stoette, Kommune, (1, 8))
        .law("LAS §§ 82 og 82 a", SINGLE_NEED)
        .private()
        .fits(&[Penge, Syg]),
    offer("gaeld", Stoette, Du, (4, 26))
        .law("Frivillig gældsrådgivning og LAS § 81 a", "")
        .private()
        .fits(&[Penge])
        .then("budget"),
    // Ended.
    offer("ressourceforloeb", Stoette, Kommune, (0, 0))
        .law("Lov nr. 1750 af 29. december 2025", "")
        .deck(Deck::Ended),
    offer("revalidering", Uddannelse, Kommune, (0, 0))
        .law("Lov nr. 1750 af 29. december 2025", "")
        .deck(Deck::Ended),
    offer("jobrotation", Job, Kommune, (0, 0))
        .law("Lov nr. 1750 af 29. december 2025", "")
        .deck(Deck::Ended),
];
