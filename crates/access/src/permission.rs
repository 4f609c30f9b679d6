//! Everything people do in Ceiba, one word each. A route declares one of these; the policies say who holds it.

use crate::resource::Kind;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $code:literal about [$($kind:ident)*] $(or $nothing:ident)?;)*) => {
        /// One thing people may do. The codes are the actions of `policies/schema.cedarschema`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$doc])* $name,)* }

        impl Permission {
            pub const ALL: &'static [Permission] = &[$(Permission::$name,)*];

            /// The code used in policies, in the read log and in tables (`read_case`).
            pub fn code(self) -> &'static str {
                match self { $(Permission::$name => $code,)* }
            }
            /// The kinds of file the permission may be asked about; empty when it is about no file.
            pub fn about(self) -> &'static [Kind] {
                match self { $(Permission::$name => &[$(Kind::$kind,)*],)* }
            }
            /// May it be asked without a file, such as for a list or an empty form?
            pub fn without_file(self) -> bool {
                const ALSO: &[(Permission, &str)] = &[$($((Permission::$name, stringify!($nothing)),)?)*];
            self.about().is_empty() || ALSO.iter().any(|(permission, _)| *permission == self)
            }
        }
    };
}

permissions! {
    /// Pages for everybody, signed in or not: sign-in, assets, verification of a public proof.
    Public = "public" about [];
    /// Pages for every member of staff: the start page, the own account, the own language and password.
    SignedIn = "signed_in" about [];

    /// Record that a person says they seek protection, at a post.
    RecordIntent = "record_intent" about [Person] or nothing;
    ReadIntent = "read_intent" about [Intent];
    /// Open the list of intents; each row is then asked with `ReadIntent`.
    ListIntents = "list_intents" about [];

    RegisterPerson = "register_person" about [];
    ReadPerson = "read_person" about [Person];
    /// Use the search; each hit is then asked with `ReadPerson`.
    SearchPeople = "search_people" about [];
    CorrectPerson = "correct_person" about [Person];
    /// Look at two files side by side, of whatever office, and say whether they are one person's. The page shows them only
    /// where a post had a hint and nobody has said so yet.
    CompareFiles = "compare_files" about [Person];
    /// Look at two files side by side of which somebody or something said that they may be one person's, and say whether they
    /// are. Asked of each of the two. Whoever may read a file may say that it is perhaps not the person's only one.
    ReviewDuplicates = "review_duplicates" about [Person] or nothing;

    /// Write down that somebody looks for a relative, look at leads, ask whoever may be the relative, and be the second person
    /// where a child is concerned. Asked of each person whose file it is about.
    TraceFamilies = "trace_families" about [Person] or nothing;

    RegisterHousehold = "register_household" about [Person] or nothing;
    ReadHousehold = "read_household" about [Household];
    CorrectHousehold = "correct_household" about [Household];

    OpenClaim = "open_claim" about [Person Household Intent] or nothing;
    ReadCase = "read_case" about [Case];
    /// Open the list of cases; each row is then asked with `ReadCase`.
    ListCases = "list_cases" about [];
    /// Take steps on a case at all; which step, the procedure says in addition.
    TakeStep = "take_step" about [Case];
    /// Say who works on a case, or send it to another office.
    AssignCase = "assign_case" about [Case];
    /// Ask another office to take a case over, and take over what another office asks.
    TransferCase = "transfer_case" about [Case];
    /// Give a member of a family claim a separate claim of their own.
    SeparateClaim = "separate_claim" about [Case];
    /// Move an open case to the version of the law that a reform or a judgment brought.
    ApplyReform = "apply_reform" about [Case];
    /// Receive a remedy at any office, without seeing the file it goes to.
    ReceiveRemedy = "receive_remedy" about [];

    /// Open the list of a commission's sessions; each case on an agenda is then asked with `ReadCase`.
    ReadSessions = "read_sessions" about [];
    /// Convene a session, set its agenda, note who came.
    ConveneSession = "convene_session" about [];
    CastVote = "cast_vote" about [];

    /// See how the own office's files age and which terms are at risk.
    Supervise = "supervise" about [];
    /// Say who is on duty at which office.
    ManageRota = "manage_rota" about [];

    /// Open "My day"; each row is then asked with `ReadCase` or `DoTask`.
    ReadDay = "read_day" about [];
    DoTask = "do_task" about [Case Person Household Intent];

    PrintLetter = "print_letter" about [Case Person Intent];
    /// Say that a letter no longer holds; who checks it is told so.
    RevokeLetter = "revoke_letter" about [Case];
    /// Print again the proof that something was recorded. The one thing a former office still may.
    ReadReceipt = "read_receipt" about [Case Person Intent];
    /// Check a document that somebody presents.
    VerifyDocument = "verify_document" about [];
    /// Read the procedures and terms themselves: law, not files.
    ReadProcedures = "read_procedures" about [];
    /// Confirm, as the state's lawyer, that a statement says what the official text says, and take that back.
    ConfirmLaw = "confirm_law" about [];

    /// Replay cases under a draft of the law and simulate the caseload: counts and kinds of cases, nobody's file.
    Simulate = "simulate" about [];

    ReadStatistics = "read_statistics" about [];
    CutStatistics = "cut_statistics" about [];
    ImportPublished = "import_published" about [];

    ReadPledges = "read_pledges" about [];
    DeclarePledge = "declare_pledge" about [];

    /// Open one file of another office for two hours, saying why; a data protection officer is told and reviews it.
    BreakGlass = "break_glass" about [Case Person] or nothing;
    ReviewBreakGlass = "review_break_glass" about [];
    /// Look at alarms about reading: many files within an hour, or a decoy.
    ReviewAlarms = "review_alarms" about [];
    /// Know which records are decoys, make and end them.
    ManageDecoys = "manage_decoys" about [];
    /// Hold files, propose what is to be erased, and carry it out.
    PlanErasure = "plan_erasure" about [];
    /// See what is planned to be erased, be the second person who wants it, and take it back.
    ConfirmErasure = "confirm_erasure" about [];
    /// See who looked at one file, without seeing the file.
    ReadFileLog = "read_file_log" about [Case Person Household Intent];
    /// Print what is held about a person, for that person.
    PrintPersonFile = "print_person_file" about [Person];
    /// Say that data may have been seen, lost or changed by somebody who should not have.
    ReportBreach = "report_breach" about [];
    /// Keep the register of breaches and their clock.
    ManageBreaches = "manage_breaches" about [];

    /// Open the list of one's own compartments; whoever is in none finds it empty.
    OpenCompartments = "open_compartments" about [];
    /// Read what is sealed about a person, in a compartment that one is in.
    ReadSealed = "read_sealed" about [Person];
    WriteSealed = "write_sealed" about [Person];

    ManageAccounts = "manage_accounts" about [];
    /// Say, with a colleague before one's eyes, that it is them: after they lost their second factor.
    ConfirmIdentity = "confirm_identity" about [];
    ManageOffices = "manage_offices" about [];
    /// Register other systems that may ask the programming interface, and take that back.
    ManageClients = "manage_clients" about [];
    /// Enrol the tablets that the office shares, name them, take them back.
    ManageTablets = "manage_tablets" about [];
    /// The whole read log.
    ReadReadLog = "read_read_log" about [];
    CheckHealth = "check_health" about [];
    /// See how the exchange with other sites stands: counts and alarms, no file.
    ReadExchange = "read_exchange" about [];
    /// Let go of the site's keys at once: nothing opens until somebody types the passphrase.
    DropKeys = "drop_keys" about [];
}

impl Permission {
    pub fn from_code(code: &str) -> Option<Permission> {
        Permission::ALL.iter().copied().find(|p| p.code() == code)
    }
    /// Whether it is about what is sealed: then it depends on who is in a compartment, and nothing of it is written down
    /// outside that compartment.
    pub fn is_sealed(self) -> bool {
        matches!(self, Permission::ReadSealed | Permission::WriteSealed)
    }
    /// The key of its name in `locales/*/access.ftl`.
    pub fn key(self) -> String {
        format!("access-permission-{}", self.code().replace('_', "-"))
    }
}
