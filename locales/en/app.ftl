# Accounts, offices, the log of reads, how Ceiba is, and the law in force.

## Menu

app-nav-accounts = Accounts
app-nav-offices = Offices
app-nav-read-log = Reads
app-nav-health = Health
app-nav-procedures = Procedures

## For several pages

app-choose = Choose…
app-yes = Yes
app-no = No
app-unknown = Not known
app-staff-gone = Somebody who no longer works here
app-pages = Pages
app-pages-before = Earlier pages
app-pages-after = Next pages

## Accounts

app-accounts-title = Accounts
app-accounts-lead = Who can sign in to Ceiba, in which role and from which office.
app-accounts-search = Find an account
app-accounts-search-hint = By name, user name, role or office.
app-accounts-search-button = Search
app-accounts-none = No account matches
app-accounts-none-next = Try fewer letters, or the role or the office.
app-accounts-all = See all accounts

app-account-name = Name
app-account-name-hint = As colleagues will see it.
app-account-login = User name
app-account-login-hint = Small letters without accents, digits, dots or hyphens. For example: a.romero
app-account-role = Role
app-account-role-hint = What each role may do is told in “Procedures”, under “Who may do what”.
app-account-office = Office
app-account-lang = Language of the pages
app-account-state = State
app-account-seen = Last sign-in
app-account-never = Has not signed in yet
app-account-open = Open
app-account-open-hint = The person can sign in.
app-account-closed = Closed
app-account-closed-hint = The person can no longer sign in, and their session ends now. What they did stays in their name.
app-account-added = Added
app-account-above = Account
app-account-facts = About the account
app-account-reads = See the files they have read

app-account-new = Add an account
app-account-new-lead = For somebody who works for the institution. Everybody uses an account of their own.
app-account-new-button = Add the account
app-account-first-password = First password
app-account-first-password-hint = Hand it over in person, and ask them to change it under “My account” once they are in.
app-account-password = Password
app-account-password-hint = At least { $min } characters. A sentence of several words is easy to remember and hard to guess.
app-account-password-again = The same password again
app-account-password-differs = The two passwords are not the same.
app-account-done-added = The account is ready.

app-account-change = Change the account
app-account-change-hint = After a change of role, office or state the person has to sign in again.
app-account-change-button = Save the changes
app-account-done-changed = The changes are saved.
app-account-own = This is your own account
app-account-own-next = If you change your role or office, or close it, your session ends at that moment. Your password is changed under “My account”.
app-account-own-password = Your own password is changed under “My account”, which asks for the current one.

app-account-new-password = Give them a new password
app-account-new-password-lead = For somebody who forgot theirs. Their open sessions end. Hand it over in person, and ask them to change it once they are in.
app-account-new-password-button = Save the new password
app-account-done-password = The new password is saved.

app-account-history = History of the account
app-account-by = By { $name }
app-account-by-house = By the installation of Ceiba
app-account-was-added = Added as { $role }, at { $office }
app-account-was-role = New role: { $role }
app-account-was-office = New office: { $office }
app-account-was-closed = Closed
app-account-was-opened = Opened again
app-account-was-name = The name changed
app-account-was-password = New password

## Offices

app-offices-title = Offices
app-offices-lead = A closed office keeps its files and its staff, and takes no new accounts.
app-offices-none = There are no offices yet
app-offices-none-next = The country’s own come with its data when Ceiba starts. You can also add one.
app-office-name = Office
app-office-kind = Kind
app-office-staff = Open accounts
app-office-state = State
app-office-do = Action
app-office-open = Open
app-office-closed = Closed
app-office-close = Close
app-office-reopen = Open
app-office-from-country = from the country’s data
app-office-from-here = added here
app-office-kind-headquarters = Headquarters
app-office-kind-post = Post
app-office-kind-focal-point = Focal point
app-office-kind-commission = Commission
app-office-kind-ministry = Ministry
app-office-kind-child-protection = Child protection
app-office-kind-branch = Regional office
app-office-kind-tribunal = Tribunal
app-office-kind-migration = Migration authority
app-office-kind-registry = Registry
app-office-new = Add an office
app-office-new-lead = For a new post that the country’s data does not have yet.
app-office-name-es = Name in Spanish
app-office-name-en = Name in English
app-office-code = Code
app-office-code-hint = Short, and for good: small letters without accents, digits or hyphens. For example: puerto-obaldia
app-office-new-button = Add the office
app-office-neither = It was not clear whether to open or close the office. Go back to the list and use its buttons.
app-office-done-added = The office is added.
app-office-done-opened = The office is open.
app-office-done-closed = The office is closed.

## Log of reads

app-reads-title = Log of reads
app-reads-lead = Who of the staff opened which file. Files appear by their internal number only: whose they are cannot be seen here.
app-reads-when = When
app-reads-who = Who
app-reads-what = What for
app-reads-file = File
app-reads-account = See the account
app-reads-all = See the reads of all accounts
app-reads-none = Nobody has read a file yet
app-reads-none-next = Whenever somebody opens one, it is noted here and on the file itself.
app-reads-page =
    { $reads ->
        [one] Page { $page } of { $pages } · one read
       *[other] Page { $page } of { $pages } · { $reads } reads, newest first
    }

## How Ceiba is

app-health-title = How Ceiba is
app-health-lead = What is worth looking at now and then, and what to do when something is not well.
app-health-well = Everything that was looked at is well.
app-health-unwell =
    { $count ->
        [one] There is one thing to mend.
       *[other] There are { $count } things to mend.
    }
app-health-what = What was looked at
app-health-state = State
app-health-found = What was found
app-health-ok = Well
app-health-mend = Needs mending
app-health-said = What the program said:
app-health-whole = Check the files and the whole log too
app-health-whole-note = Walks through every entry to prove that none was altered. With much data it can take several minutes.
app-health-quick = Back to the essentials
app-health-what-country = The country’s law
app-health-what-clock = The clock
app-health-what-key-file = The key of the data
app-health-what-database = The database
app-health-what-files = The files
app-health-what-log = The log of what happened
app-health-what-statements = The program and the database
app-health-found-country = Procedures loaded: { $value }.
app-health-found-clock = It is now { $value }.
app-health-found-key-file = It opens what it sealed. Accounts read: { $value }.
app-health-found-database = { $value }
app-health-found-files = No damage.
app-health-found-log = Entries proved, one by one: { $value }.
app-health-found-statements = They understand each other.
app-health-mend-country = Mend the country’s file at the line that is named.
app-health-mend-clock = Set the machine’s clock: the terms depend on it.
app-health-mend-key-file = Restore the key file from its own backup. The data cannot be read without it.
app-health-mend-database = Install a supported version of the database.
app-health-mend-files = Stop Ceiba, copy the files and restore the last backup.
app-health-mend-log = Stop Ceiba, keep the files as evidence and restore the last backup.
app-health-mend-statements = The program and the database are of different versions. Install the same one.

## The law in force

app-law-title = Procedures
app-law-lead = The law of { $country } as Ceiba applies it, with where each thing is written and how sure that is.
app-law-none = No procedures are loaded
app-law-none-next = They come from the country’s data folder.
app-law-since = Version { $version }, in force since { $from }.
app-law-between = Version { $version }, in force from { $from } to { $to }.
app-law-linked = Opened from another case, which it accompanies.
app-law-not-in-force = This version is not in force today
app-law-see-current = See the current version
app-law-marks = Of { $all } statements: { $verified } confirmed by a lawyer, { $secondary } taken from a public source and { $unverified } unconfirmed.
app-law-provisional = What no lawyer has confirmed is provisional: ask before using it against anybody.
app-law-verified = confirmed
app-law-verified-by = confirmed by { $name }
app-law-secondary = a public source says so
app-law-unverified = unconfirmed
app-law-article = Article { $article }
app-law-article-unknown = Article: not known
app-law-platform = The platform’s choice, not the law’s
app-law-source-unknown = We do not know where it is written
app-law-written = Where it is written

app-law-diagram = Diagram
app-law-diagram-lead = Each box is a stage and each number a step of the list below. Round boxes are ends.
app-law-diagram-title = Diagram: { $procedure }
app-law-diagram-holds = { $stages } stages and { $steps } steps. The list below says the same in words.
app-law-diagram-here = The case is here
app-law-diagram-back = Goes back to an earlier stage.
app-law-diagram-remedy = A remedy is filed.
app-law-diagram-stays = Steps that leave the case at the same stage.
app-law-diagram-list = The steps of the diagram

app-law-contents = On this page
app-law-terms = Terms
app-law-stages = Stages
app-law-steps = Steps
app-law-remedies = Remedies
app-law-documents = Documents
app-law-sources = Sources and versions

app-law-term = Term
app-law-length = Length
app-law-length-unknown = Not known
app-law-counts-from = Counts from
app-law-whose = Whose turn it is
app-law-on-expiry = When it ends
app-law-working-days =
    { $n ->
        [one] one working day
       *[other] { $n } working days
    }
app-law-calendar-days =
    { $n ->
        [one] one calendar day
       *[other] { $n } calendar days
    }
app-law-months =
    { $n ->
        [one] one month
       *[other] { $n } months
    }
app-law-from-next-working-day = Runs from the next working day.
app-law-moved-end = If it ends on a day of rest, it moves to the next working day.
app-law-the-person = The person
app-law-human-review = Somebody looks at the case and decides what follows
app-law-warn = Those who work on the case are warned
app-law-no-terms = This procedure has no terms.

app-law-stage = Stage
app-law-stage-state = Who moves
app-law-stage-ways = Steps from here
app-law-stage-open = The institution
app-law-stage-waiting = Waiting for somebody outside
app-law-stage-ended = Ended
app-law-stage-no-way = None

app-law-who = Who
app-law-way = From where to where
app-law-stays = stays where it is
app-law-only-if = Ceiba stops it unless this holds
app-law-looks-at = Looks at:
app-law-not-same = Taken by somebody other than who took: { $steps }.
app-law-starts = Terms that begin
app-law-ends = Terms it meets
app-law-opens = Opens another case
app-law-issues = Documents it hands over
app-law-tasks = Tasks it leaves
app-law-opens-case = opens the case
app-law-remedy-mark = remedy: always received
app-law-prejudicial = may do harm: a person confirms it

app-law-remedy = Remedy
app-law-against = Against
app-law-suspensive = The decision waits for it
app-law-judicial = Before the courts, outside this procedure.
app-law-no-remedies = This procedure has no remedies of its own.
app-law-document = Document
app-law-validity = Valid for
app-law-renewable = Renewable
app-law-grants = What it grants
app-law-no-documents = This procedure hands over no documents.
app-law-no-sources = No sources are cited.
app-law-hash = Fingerprint of the text that cases are bound to:
app-law-versions = Versions

app-law-steps-by-stage = By stage
app-law-steps-opening = When the case opens
app-law-steps-several = From several stages
app-law-gives-back = back to the stage it was at
app-law-session = Carried in session by
app-law-commissions = Commissions
app-law-seats = Who sits in it
app-law-quorum = How many must be present
app-law-quorum-unknown = Not known: whoever chairs declares, by name, that the session is validly constituted.
app-law-quorum-of = At least { $n }.
app-law-majority = Majority
app-law-majority-simple = More in favour than against
app-law-majority-absolute = More than half of all seats
app-law-majority-unanimity = Unanimity
app-law-majority-unknown = Not known
app-law-struck = struck
app-law-struck-by = No longer applies since { $day }, because of: { $judgment }.
app-law-struck-rules = Rules set aside
app-law-transitions = Open cases and reforms
app-law-way-from = From { $versions }
app-law-way-to = To { $version }
app-law-open-cases = Open cases
app-law-cases-move = Go on under the new version; a person applies it in each case.
app-law-cases-keep = Stay under the version they were opened in.
app-law-cases-ask = The text does not say: a person decides in each case.
app-law-running-terms = Terms that run
app-law-terms-keep = Run on as they were counted.
app-law-terms-recompute = Are counted again.
app-law-stages-renamed = Stages with another name
app-law-changes = What changed
app-law-changed-from = Compared with the one before.
app-law-nothing-changed = Nothing changed in its steps, terms, stages, documents or remedies.
app-law-added = Added
app-law-removed = Removed
app-law-changed = Changed
app-law-was = Before:
app-law-is = Now:
app-law-nothing = nothing
app-law-sort-step = Step
app-law-sort-term = Term
app-law-sort-stage = Stage
app-law-sort-fact = Fact
app-law-sort-document = Document
app-law-sort-remedy = Remedy
app-law-sort-struck = Rule set aside
app-law-aspect-name = Name
app-law-aspect-offices = Offices
app-law-aspect-not-same = Somebody other than who took
app-law-aspect-form = What it asks
app-law-aspect-letter = Letter
app-law-aspect-values = Values
app-law-aspect-issuer = Who issues it
app-law-aspect-authority = Before whom
app-law-aspect-since = Since

## Calendar

app-calendar-title = Calendar
app-calendar-lead = The days that count for terms in working days, and those that do not.
app-calendar-open = See this year’s days of rest
app-calendar-of-year = Days of rest in { $year }
app-calendar-years = Years
app-calendar-holidays = Public holidays
app-calendar-day = Day
app-calendar-holiday = Why nobody works
app-calendar-rest-days = Days of rest each week
app-calendar-months = Working days of each month
app-calendar-month = Month
app-calendar-working-days = Working days
app-calendar-none = There are no public holidays for this year
app-calendar-none-next = The country’s data does not have them. Ask before relying on a term of that year.
app-calendar-questions = Open questions

## Who may do what

app-policies-title = Who may do what
app-policies-lead = The rules Ceiba obeys whenever somebody opens a page, each with its reason.
app-policies-open = Read the rules
app-policies-rule = What no rule allows cannot be done. A prohibition outweighs every permission.
app-policies-steps = Which steps of a case each role may take, each procedure says in addition.
app-policies-everybody = All staff
app-policies-compartment = Compartments
app-policies-origin-wall = The wall of origin
app-policies-text = The text that is obeyed
app-policies-text-of = Text of the rules: { $name }

app-nav-administration = Administration
app-nav-rota = Rota
app-board-title = Administration
app-board-health = See the whole state
app-board-accounts = open accounts
app-board-idle = accounts unused for 90 days
app-board-offices = open offices
app-board-staff = Staff by role
app-board-nobody = Nobody yet
app-board-duty = On duty today
app-board-duty-none = Nobody is on today’s rota.
app-board-law = Law in force
app-board-since = since { $day }
app-board-site = This site
app-board-site-code = Country and site
app-board-engine = Database
app-board-version = Version of Ceiba
app-board-unknown = could not be read
app-rota-title = Rota
app-rota-lead = Who is at the office. It is a plan: nobody is kept out for not being on it.
app-rota-show = Show
app-rota-weeks = Weeks
app-rota-before = Week before
app-rota-after = Week after
app-rota-week = From { $from } to { $to }
app-rota-day = Day
app-rota-shift = Shift
app-rota-shift-day = By day
app-rota-shift-night = By night
app-rota-nobody = Nobody
app-rota-off = Take off
app-rota-add = Put somebody on duty
app-rota-who = Who
app-rota-button = Put on duty
app-rota-error-who = Choose somebody who works at the office.
app-rota-error-office = There is no such office, or it is closed.
app-rota-done-on = They are on duty.
app-rota-done-off = They are off duty.
app-tour-title = A tour of the demonstration
app-tour-lead = Everybody here is invented. Sign in as each role and try what is suggested; the same law, the same terms and the same doors hold for all.
app-tour-password = The password of every account is
app-tour-go = Go
app-tour-border-1 = Write down that somebody asks for protection and print their sheet, without touching the mouse.
app-tour-border-2 = Search for a person with the name misspelt.
app-tour-registration-1 = Open the claim of an intent that came from a post.
app-tour-registration-2 = Register a family and give a woman her own claim.
app-tour-eligibility-1 = See what is due today and why that day.
app-tour-eligibility-2 = Try to refuse without having heard the person: you are told what is missing.
app-tour-eligibility-3 = Open a file of another office in an emergency and see what is written down.
app-tour-reviewer-1 = Review an assessment that somebody else wrote.
app-tour-authority-1 = Convene a session, note who came and vote; without a quorum there is no decision.
app-tour-child-1 = Follow a child who came alone, in any office, and name who represents them.
app-tour-supervisor-1 = See which terms are at risk and say who has each case.
app-tour-supervisor-2 = Put somebody on duty on Saturday night.
app-tour-statistician-1 = Make the day’s cut and see which cells are withheld.
app-tour-pledges-1 = Declare progress and compare it with what Ceiba computes.
app-tour-data-1 = Review an emergency opening.
app-tour-data-2 = Ask which files an account opened this week.
app-tour-administrator-1 = See accounts, rota, law in force and state at a glance.
app-tour-administrator-2 = Read, in words, who may do what.
app-tour-everybody = For everybody
app-tour-everybody-law = Read the law as data: each step, each term, its source, and what is not known.
app-tour-everybody-verify = Check a paper by its code.
app-tour-everybody-phone = Open any page on a phone, without JavaScript and with the keyboard alone.
## Second factor and sessions of an account

app-account-factors = Second factor
app-account-factors-none = None
app-account-factors-some =
    { $count ->
        [one] One
       *[other] { $count }
    }
app-account-sessions = Open sessions
app-account-sessions-none = It is open in no browser now.
app-account-session = { $device }, last { $seen }
app-account-session-unknown = Unknown browser
app-account-sessions-end = End all their sessions
app-account-done-sessions = The sessions have ended.
app-factor-rules-title = Who must use a second factor
app-factor-rules-lead = Tick the roles that may not work with a password alone.
app-factor-rules-roles = Roles
app-factor-rules-days = Days to set it up
app-factor-rules-days-hint = From 0 to 90, from the first sign-in. After that, signing in leads only to setting it up.
app-factor-rules-days-wrong = Type a number from 0 to 90.
app-factor-rules-button = Save
app-factor-rules-done = The rule is saved.
app-nav-resets = Lost second factor
app-resets-title = Colleagues who lost their second factor
app-resets-lead = Confirm only if the person is before you and you know who they are. Two people are needed; one must be an administrator.
app-resets-none = Nobody has asked
app-resets-none-next = Whoever lost their second factor asks when signing in, after the password.
app-reset-asked = Asked
app-reset-account = Role and office
app-reset-confirmed-by = Confirmed by
app-reset-nobody = Nobody yet
app-reset-seen = The person is before me and I know who they are
app-reset-seen-missing = Tick the box if the person is before you. If not, do not confirm.
app-reset-confirm = Confirm
app-reset-decline = Decline the request
app-reset-done-first = Your confirmation is noted. Another person must confirm too.
app-reset-done-all = The second factor is reset. The person can now sign in and set up another.
app-reset-done-declined = The request is declined.
## Connected systems

app-nav-clients = Systems
app-clients-title = Connected systems
app-clients-lead = Other systems that may ask the programming interface. Each acts with a role and an office, and is written down like any person.
app-clients-none = No system is connected
app-clients-none-next = Register a system when another institution asks for it and it is known who answers for it.
app-clients-api = Read what the programming interface offers
app-client-new = Register a system
app-client-new-lead = The system gets a secret that is shown only once. It can never do more than the role that you choose.
app-client-new-button = Register
app-client-name = Name of the system
app-client-owner = Institution that answers for it
app-client-owner-hint = Whoever is asked when the system does what it should not.
app-client-purpose = What it connects for
app-client-role = Role
app-client-role-hint = The same rules as for a person of this role.
app-client-office = Office
app-client-scopes = Permissions
app-client-scopes-hint = Only those it needs. A permission that the role does not have is of no use.
app-client-until = Until
app-client-until-hint = Such as 31 12 2027, at most two years ahead. Then somebody looks at it again.
app-client-state = State
app-client-open = Connected
app-client-revoked = Taken back
app-client-expired = Expired
app-client-used = Last time it asked for a token
app-client-never = Never
app-client-id = Id
app-client-added = Registered
app-client-installation = The installation itself
app-client-facts = Registration
app-client-secret = The system has a new secret
app-client-secret-once = Copy it now and hand it over safely. It is not shown again.
app-client-secret-word = Secret
app-client-rotate-words = A new secret ends the old one and all its tokens at once.
app-client-rotate = Give a new secret
app-client-revoke-words = Once taken back, the system cannot get in any more, at once and for good.
app-client-revoke = Take access back
app-client-done-revoked = The access of the system was taken back.

## Exchange between sites

app-nav-exchange = Exchange
app-exchange-title = Exchange between sites
app-exchange-lead = What was sent to other sites, what they said they have, and what still waits.
app-exchange-none = This site exchanges with no other yet
app-exchange-none-next = The administration enrols a post with a one-time code. The guide “Posts” says how.
app-exchange-note = Nothing is dropped for having been tried often. What waits is sent as soon as there is a line, or by courier on a USB stick.
app-exchange-hub = Headquarters: { $site }
app-exchange-post = Post: { $site }
app-exchange-revoked = Revoked site: { $site }
app-exchange-heard = Last heard
app-exchange-never = Never yet
app-exchange-held = Files it holds
app-exchange-theirs = Its newest checkpoint seen here
app-exchange-ours = Our newest checkpoint that it signed
app-exchange-sighted = { $code }, over { $size } entries, { $at }
app-exchange-signed = countersigned here
app-exchange-unsigned = not countersigned
app-exchange-no-checkpoint = None yet
app-exchange-manifest = What headquarters says it lent
app-exchange-manifest-none = It has not said so yet
app-exchange-manifest-same = It is what is here: { $records } files and { $entries } entries of other sites ({ $at })
app-exchange-manifest-differs = It is not what is here ({ $at })
app-exchange-manifest-overtaken = Something urgent came before it; it is compared at the next contact
app-exchange-manifest-unfollowed = This post was enrolled before there were manifests; it is not compared
app-exchange-proved = Entries of others, proved in their log
app-exchange-erased = Erased there after they were erased here
app-exchange-unerased = Erased here and not there yet
app-exchange-unerased-old = Its version cannot erase: it let the files go and keeps its keys until it is upgraded.
app-exchange-table = Sent to { $site }
app-exchange-lane = What
app-exchange-lane-urgent = Urgent protection
app-exchange-lane-usual = Everything else
app-exchange-lane-bulk = What is large
app-exchange-sent = Sent
app-exchange-acknowledged = Confirmed
app-exchange-waiting = Waiting
app-exchange-received = Received here
app-exchange-since = since { $at }
app-exchange-tried = Last tried: { $at }. It is tried again by itself.
app-exchange-lease-until = This post can open the files it holds until { $at }. Each contact with headquarters extends this.
app-exchange-lease-over = Headquarters has not spoken to this post since { $at }
app-exchange-line-unreachable = There is no line to headquarters
app-exchange-line-unreachable-next = You can go on working: everything is kept here and will be sent later. If it lasts more than a day, tell headquarters or send a courier file.
app-exchange-line-unknown = Headquarters does not know this site
app-exchange-line-unknown-next = Check the address of headquarters in site.toml, or ask headquarters to check the enrolment.
app-exchange-line-revoked = Headquarters revoked this site
app-exchange-line-revoked-next = Go on recording what is urgent on paper and call headquarters: this machine has to be enrolled again under another name.
app-exchange-line-old-epoch = Headquarters knows a newer copy of this site
app-exchange-line-old-epoch-next = This machine was restored or copied. Stop using it and call headquarters before you go on.
app-exchange-line-busy = Headquarters could not take anything in just now
app-exchange-line-busy-next = There is nothing to do. If it lasts more than a day, tell headquarters.
app-exchange-line-no-address = This post has no address of headquarters
app-exchange-line-no-address-next = Exchange by courier, or write the address in site.toml.
app-exchange-line-fault = The exchange stopped at a fault
app-exchange-line-fault-next = Tell the administration at headquarters. What you write is kept and not lost.
app-exchange-alarm-fork = Two copies of { $site } are at work
app-exchange-alarm-fork-next = Somebody copied or restored that machine. Both versions were kept. Find out where each machine is, keep one in use and revoke the other.
app-exchange-alarm-clock = The clock of { $site } is ahead
app-exchange-alarm-clock-next = Ask the post to set its clock. What came was kept with the hour it said, which counts for no term.
app-exchange-alarm-origin = { $site } sent what is not its own
app-exchange-alarm-origin-next = It was not taken in. Speak to the post; if nobody explains it, revoke the site.
app-exchange-alarm-clash = { $site } gave out a number that was given out already
app-exchange-alarm-clash-next = The first keeps the number. Look for the other file in the register and give the person a new number.
app-exchange-alarm-split = { $site } signed two logs that contradict each other
app-exchange-alarm-split-next = Somebody copied or restored that machine, or altered its log. Both signatures were kept and neither was countersigned. Stop using the machine, keep its disk and find out which log is the true one.
app-exchange-alarm-rewritten = The log of { $site } is not the one that was signed
app-exchange-alarm-rewritten-next = Entries are missing or somebody changed them. Delete nothing. Run “ceiba ledger verify”, compare with the last backup and tell headquarters.
app-exchange-alarm-lacking = What is here is not what { $site } says it lent
app-exchange-alarm-lacking-next = Entries are missing, or there are others. Run “ceiba ledger verify” and tell headquarters. If headquarters was restored from a copy, what it lost may be here: delete nothing.
app-exchange-alarm-unproved = Entries came that are not in the signed log of { $site }
app-exchange-alarm-unproved-next = They were kept and are not proved. Tell headquarters before anything is decided on those files.
app-exchange-alarm-late = { $site } wrote to a file that was erased here already
app-exchange-alarm-late-next = What it wrote was not kept, and the post erases it, too. Ask the post whether the person came back: if so, they need a new file.
app-exchange-alarm-at = Seen on { $at }.

# ---- affiliation with other states: the origin wall ----
app-affiliation-title = Affiliation
app-affiliation-lead = Whoever belongs to another state, or works for it, never sees anything about people who come from that state, nor about people of whom nobody knows where they come from: to them they do not exist. The administration decides it, and it is written down with its reason.
app-affiliation-hint = Only if the person or the institution belongs to another state, such as an interpreter of an embassy or a consular liaison.
app-affiliation-state = Other state
app-affiliation-state-2 = And one more
app-affiliation-own = The institution only
app-affiliation-own-of = None: { $country } only
app-affiliation-none = No more
app-affiliation-reason = Reason
app-affiliation-reason-hint = Why somebody of another state works here, or why they are affiliated no more. Write nothing about applicants.
app-affiliation-button = Save the affiliation
app-affiliation-change = Change
app-affiliation-history = What was stated
app-affiliation-never = Nobody has stated anything yet.
app-affiliation-done = The affiliation is saved.
app-account-was-affiliation = Affiliation: { $states }

app-nav-lock = Lock the site
app-lock-title = Let go of this site's keys
app-lock-lead = For when the site is in danger and somebody may take the machine away.
app-lock-sessions = Everybody is signed out, and no key and no name that can be searched stays in memory.
app-lock-saved = What was saved is not lost. What somebody is typing at this moment is.
app-lock-paper = From then on people are received with the printed sheet.
app-lock-again = It is opened again with the passphrase, without restarting the machine.
app-lock-plain = The key file has no passphrase: whoever takes the machine can open everything. If you can, take the disk with you.
app-lock-button = Let go of the keys now
app-lock-cancel = Back
app-lock-cannot = This program cannot let go of its keys. Turn the machine off.
app-unlock-title = Open the site again
app-unlock-passphrase = Passphrase
app-unlock-passphrase-hint = That of the key file, not your password.
app-unlock-button = Open
app-unlock-wrong = The passphrase does not open the key file. Look at capitals and spaces.
app-unlock-busy = Somebody else is trying a passphrase. Wait some seconds.
app-unlock-fault = The keys could not be taken up. Tell whoever runs the system.
app-unlock-console = Whoever runs the system can open it at the console, too:
app-unlock-done = The site is open. Sign in again.

## Shared tablets

app-nav-tablets = Tablets
app-tablets-title = Tablets
app-tablets-lead = The tablets that the office shares. Each is enrolled once; whoever signs in on it chooses their name, and nobody loses what they left half typed.
app-tablets-none = No tablet is enrolled yet
app-tablets-none-next = Enrol the first: you need to have it at hand.
app-tablets-no-tls = This installation does not offer tablets an encrypted connection yet
app-tablets-no-tls-how = Whoever runs the machine turns it on with “ceiba tls init” and “ceiba serve --tls”. The steps are in the guide “Tablets”.
app-tablet-new = Enrol a tablet
app-tablet-new-lead = You will get a code that is good for fifteen minutes and once. Have the tablet at hand.
app-tablet-new-button = Show the code
app-tablet-name = Name of the tablet
app-tablet-name-hint = What the office calls it. For example: Counter 2.
app-tablet-office = Office
app-tablet-state = State
app-tablet-seen = Last used
app-tablet-added = Enrolled
app-tablet-facts = About the tablet
app-tablet-enrolled = enrolled
app-tablet-revoked = taken out of use
app-tablet-unknown = somebody who is gone
app-tablet-rename = Change the name
app-tablet-revoke = Take this tablet out of use
app-tablet-revoke-words = Sessions that are open on it end at once, and nobody signs in from it any more. What somebody left half typed is not lost.
app-tablet-done-named = The tablet has another name.
app-tablet-done-revoked = The tablet is out of use.
app-tablet-steps = The steps, to print
app-tablet-this-browser = Enrol this very browser with a code
app-tablet-qr = QR code for the tablet's camera
app-tablet-code-lead = Follow the steps on the new tablet, with this screen beside it.
app-tablet-code-until = The code is good until { $at }
app-tablet-code-once = It is good once, and this screen cannot be opened again. Ask for another if you need one.
app-tablet-code-done = Done
app-tablet-code = Code
app-tablet-first = 1. Let the tablet trust this post
app-tablet-first-words = Read this code with the tablet's camera and follow what it shows.
app-tablet-or-type = Or type in its browser:
app-tablet-compare = These words must be the same on both screens. Read them aloud. If one differs, stop and tell whoever runs the machine.
app-tablet-second = 2. Enrol it
app-tablet-second-words = Then read this other code.
app-enrol-title = Enrol this tablet
app-enrol-lead = For tablets that several people share. A supervisor has the code.
app-enrol-code = Code
app-enrol-code-hint = Ten letters and digits, with a hyphen or without.
app-enrol-button = Enrol
app-enrol-already = This browser is enrolled as a tablet already. You can go on using it, or enrol it again with another code.
app-enrol-other = The words of this post have changed since the code was shown. Do not go on: ask for a new code.
app-enrol-done = The tablet is enrolled. People can sign in on it now.
app-guide-title = Prepare this tablet
app-guide-lead = This is done once. Have beside you the screen or the sheet of whoever gave you the address. No internet is needed.
app-guide-paper = A sheet for whoever prepares the tablet. The one-time code is not on it: ask for it when you are there.
app-guide-open = Open the first page
app-guide-open-words = Connect the tablet to the post's network and type in its browser:
app-guide-compare = Compare the words
app-guide-compare-words = They must be the same on the tablet and on the other screen or the sheet. If one differs, stop and tell whoever runs the machine.
app-guide-trust = Install the post's certificate
app-guide-download = Download
app-guide-android = Android
app-guide-android-how = Download ceiba.crt. Open Settings, search for “certificate” and choose Install a certificate, CA certificate. Accept the warning and choose the file ceiba.crt.
app-guide-apple = iPad or iPhone
app-guide-apple-how = Download ceiba.mobileconfig and allow it. In Settings touch Profile Downloaded and Install. Then, in Settings, General, About, Certificate Trust Settings, turn the certificate of Ceiba on.
app-guide-computer = Computer with Windows, macOS, Linux or ChromeOS
app-guide-computer-how = Download ceiba.crt. In the browser's settings search for “certificates”, choose Authorities, Import, and trust it for websites only.
app-guide-signs = Before you confirm, or later in its security settings, the tablet shows the certificate's SHA-256 fingerprint. It must be exactly this one, and the same that the post's machine says:
app-guide-enrol = Enrol the tablet
app-guide-enrol-words = Read the second code of the other screen with the camera, or open this address and type the one-time code.
app-guide-enrol-go = Enrol the tablet
app-guide-warning = If the browser warns that the connection is not private, do not go on: install the certificate again.
