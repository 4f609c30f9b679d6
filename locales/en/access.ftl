# Roles, permissions, and what to do when an account, a password or an office is not accepted.

## Roles

access-role-border-officer = Border officer
access-role-registration-officer = Registration officer
access-role-eligibility-officer = Eligibility officer
access-role-reviewer = Reviewer
access-role-deciding-authority = Deciding authority
access-role-child-protection-delegate = Child protection delegate
access-role-statistician = Statistician
access-role-pledge-focal-point = Pledge focal point
access-role-administrator = Administrator
access-role-supervisor = Supervisor
access-role-data-protection-officer = Data protection officer
access-role-legal-adviser = Legal adviser

## What was done with a file: shown in the log of reads

access-permission-public = See a public page
access-permission-signed-in = Use the common pages
access-permission-record-intent = Record an intent to seek protection
access-permission-read-intent = Read an intent
access-permission-list-intents = See the list of intents
access-permission-register-person = Register a person
access-permission-read-person = Read a person’s details
access-permission-search-people = Search for people
access-permission-correct-person = Correct a person’s details
access-permission-register-household = Register a household
access-permission-read-household = Read a household’s details
access-permission-correct-household = Correct a household’s details
access-permission-open-claim = Open a claim
access-permission-read-case = Read a case
access-permission-list-cases = See the list of cases
access-permission-take-step = Take a step on a case
access-permission-assign-case = Assign a case
access-permission-read-day = Open “My day”
access-permission-do-task = Do a task
access-permission-print-letter = Print a letter
access-permission-read-receipt = Print a proof again
access-permission-verify-document = Check a document
access-permission-read-procedures = Read the procedures and their terms
access-permission-simulate = See what a draft of the law or one more interviewer would change
access-permission-confirm-law = Confirm the law
access-permission-read-statistics = See the statistics
access-permission-cut-statistics = Make a data cut
access-permission-import-published = Import published figures
access-permission-read-pledges = See the pledges
access-permission-declare-pledge = Declare the state of a pledge
access-permission-manage-accounts = Manage accounts
access-permission-manage-offices = Manage offices
access-permission-read-read-log = See the log of reads
access-permission-check-health = Check that Ceiba is well
access-permission-drop-keys = Let go of the site's keys when it is in danger
access-permission-read-exchange = See how the exchange with other sites stands
access-permission-transfer-case = Transfer a case to another office
access-permission-separate-claim = Open a family member’s own claim
access-permission-apply-reform = Move a case to a reformed law
access-permission-receive-remedy = Receive a remedy
access-permission-read-sessions = See the sessions of the commission
access-permission-convene-session = Convene a session
access-permission-cast-vote = Vote in a session
access-permission-supervise = Supervise the office
access-permission-manage-rota = Keep the rota
access-permission-manage-tablets = Enrol the tablets that the office shares
access-permission-revoke-letter = Revoke a letter
access-permission-break-glass = Open a file in an emergency
access-permission-review-break-glass = Review files opened in an emergency
access-permission-read-file-log = See who looked at a file
access-permission-compare-files = Compare two files that may be one person’s
access-permission-review-duplicates = Review possible duplicates and say whether two files are one person’s
access-permission-trace-families = Look for relatives who were separated
access-permission-print-person-file = Give a person their own file
access-permission-report-breach = Report a data breach
access-permission-manage-breaches = Keep the register of breaches
access-permission-manage-clients = Manage connected systems

## Signing in

access-sign-in-wrong = The user name and password do not match. Check them and try again.
access-sign-in-wait =
    { $seconds ->
        [one] There were several tries from here. Wait one second and try again. Your account is not locked.
       *[other] There were several tries from here. Wait { $seconds } seconds and try again. Your account is not locked.
    }

## Passwords

access-password-too-short = The password is too short: write at least 12 characters. A sentence is fine.
access-password-too-long = The password is too long: use at most 200 characters.
access-password-common = That password is one of the first anybody would try. Choose another; a sentence of your own is fine.
access-password-like-login = The password is too close to the user name. Choose another.

## Accounts

access-account-login-form = Write a user name of 3 to 40 characters: small letters without accents, digits, dots or hyphens.
access-account-login-taken = There is an account with that user name already. Choose another.
access-account-name-empty = Write the name colleagues will see.
access-account-name-too-long = The name is too long: use at most 120 characters.
access-account-name-unwritable = The name holds characters that cannot be written. Please type it again.
access-account-wrong-password = That is not the current password. Check it and try again.
access-account-no-such-office = There is no such office, or it is closed. Choose another from the list.
access-account-unknown = There is no such account.
access-account-last-administrator = This is the last administrator account. Give that role to somebody else first.

## Offices

access-office-code-form = Write a code of 2 to 40 characters: small letters without accents, digits or hyphens.
access-office-code-taken = There is an office with that code already. Choose another.
access-office-unknown = There is no such office.
access-office-name-form = Write the name of the office in both languages, with at most 120 characters.

## Kinds of file

access-kind-person = Person
access-kind-household = Household
access-kind-case = Case
access-kind-intent = Intent

access-fault = Something failed on our side and nothing was saved. Please try again in a moment.

## Second factor

access-permission-confirm-identity = Confirm who a colleague is
access-factor-wrong = The code or passkey does not fit, or was used already. Wait for the next code and try again.
access-factor-ended = Signing in took too long. Begin again with your password.
access-factor-no-offer = Too much time passed. Scan the new code that is shown now.
access-factor-taken = That passkey belongs to an account already.
access-factor-too-many = You have five factors already. Remove one before you add another.
access-factor-unknown = That factor is no longer on your account.
access-factor-last-required = Your role needs at least one second factor. Add another before you remove this one.
access-factor-none = Add an app or a passkey first. Then you can print your codes.
access-reset-none = Nobody waits for this reset: it ended, or it is done.
access-reset-own = Nobody can confirm their own identity. Ask two colleagues.
access-reset-same-person = You have confirmed already. Another person must confirm too.
access-reset-needs-administrator = A supervisor has confirmed. The second person must be an administrator.
access-reset-may-not = Your role does not let you confirm who a colleague is.
access-change-factor-app-added = A code app was added
access-change-factor-app-removed = A code app was removed
access-change-factor-passkey-added = A passkey was added
access-change-factor-passkey-removed = A passkey was removed
access-change-factor-codes-made = New recovery codes were made
access-change-factor-code-used = A recovery code was used
access-change-factor-reset-asked = A reset of the second factor was asked for
access-change-factor-reset-confirmed = The identity was confirmed in person, to reset the second factor
access-change-factor-reset-declined = The reset of the second factor was declined
access-change-factor-reset = All factors were removed and the sessions ended
access-change-factor-disowned = The person said that a change was not theirs
access-change-sessions-ended = All sessions were ended
access-client-text = Write one line of text that can be read.
access-client-role = A system cannot have this role.
access-client-no-scope = Choose at least one permission.
access-client-expiry = The last day lies in the future, at most two years ahead.
access-client-unknown = This system does not exist, or its access was taken back.

access-affiliation-reason = Write why, in no more than 500 characters.
access-affiliation-role = Whoever decides, reviews, supervises, watches over data or administers cannot be affiliated with another state. If it is an office, move those colleagues first.
access-affiliation-nobody = It does not exist.
access-change-affiliation-own = No affiliation with another state
access-permission-review-alarms = Review alarms about reading
access-permission-manage-decoys = Keep the decoys
access-permission-plan-erasure = Plan and carry out erasures
access-permission-confirm-erasure = Confirm an erasure
access-permission-open-compartments = See one’s own compartments
access-permission-read-sealed = Read sealed notes
access-permission-write-sealed = Write sealed notes

## Tablets

access-tablet-name-empty = Give the tablet a name.
access-tablet-name = The name is too long, or has signs that cannot be written.
access-tablet-code = The code is no good: it may be mistyped, used or too old. Ask a supervisor for another.
access-tablet-unknown = There is no such tablet.
