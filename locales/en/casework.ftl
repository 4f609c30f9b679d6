# Words of cases: my day, the worklist, the file, steps, terms and tasks.

casework-nav-day = My day
casework-nav-cases = Cases

casework-yes = Yes
casework-no = No
casework-optional = (optional)
casework-choose = Choose
casework-age = { $years ->
    [0] under 1 year old
    [one] 1 year old
   *[other] { $years } years old
}
casework-staff-gone = Somebody who no longer works here

## My day

casework-day-title = My day
casework-day-overdue = Overdue
casework-day-soon = Due in the next seven days
casework-day-turn = Your turn
casework-day-waiting = Waiting for others
casework-day-waiting-none = Nothing in your hands is waiting for somebody else.
casework-day-unassigned = In nobody's hands at your office
casework-day-unassigned-none = Every case of your office is in somebody's hands.
casework-day-asked = You are asked to take over
casework-day-quiet-title = Nothing is pressing today
casework-day-quiet-words = You have no terms or tasks for today. You could move a case from the list forward.
casework-day-quiet-unassigned = You have no terms or tasks for today. Below are cases nobody has taken yet: choose one and assign it to yourself.
casework-day-quiet-act = See the cases
casework-day-quiet-post = Tasks that fall to you will appear here. When somebody arrives, search for them first and, if they are not there, register them.
casework-day-quiet-post-act = Find or register a person
casework-day-more = { $n ->
    [one] See 1 more in the list of cases
   *[other] See { $n } more in the list of cases
}
casework-tally-overdue = { $n ->
    [one] overdue term
   *[other] overdue terms
}
casework-tally-soon = { $n ->
    [one] due soon
   *[other] due soon
}
casework-tally-tasks = { $n ->
    [one] task
   *[other] tasks
}
casework-tally-waiting = { $n ->
    [one] waits for others
   *[other] wait for others
}
casework-tally-unassigned = { $n ->
    [one] in nobody's hands
   *[other] in nobody's hands
}

## Worklist

casework-list-title = Cases
casework-list-others = { $others ->
    [one] and 1 relative
   *[other] and { $others } relatives
}
casework-list-empty = No cases yet
casework-list-empty-words = Cases appear here when a claim is opened. To open one, first find or register the person.
casework-list-empty-filtered = No case matches what you asked for
casework-list-empty-filtered-words = Take away one of the filters. Cases that other offices work on are not in this list.
casework-list-empty-all = See all open cases
casework-column-case = Case
casework-column-procedure = Procedure
casework-column-stage = Stage
casework-column-office = Office
casework-column-hand = In whose hands
casework-column-due = Next term
casework-due-none = None
casework-filter-stage = Stage
casework-filter-office = Office
casework-filter-assignee = In whose hands
casework-filter-state = State
casework-filter-any = Any
casework-filter-me = Mine
casework-filter-nobody = Nobody's
casework-filter-open = Open
casework-filter-ended = Ended
casework-filter-all = All
casework-filter-show = Show
casework-pages = Pages of the list
casework-pages-before = Previous
casework-pages-after = Next
casework-pages-place = Page { $n }

## File

casework-file-back = Cases
casework-file-nobody = A person of this case
casework-file-name-and = { $name } and { $others ->
    [one] 1 relative
   *[other] { $others } relatives
}
casework-file-opened-ago = { $days ->
    [0] opened today
    [one] opened yesterday
   *[other] opened { $days } days ago
}
casework-file-path = Procedure: { $procedure }
casework-file-stage-done = done
casework-file-stage-of = Stage { $n } of { $of }
casework-file-diagram = See where the case stands in the procedure
casework-file-story = History of the file
casework-file-contested-title = Two posts wrote at the same time
casework-file-contested-body = These steps were noted at another post from a stage that the case had already left. They changed nothing. Talk to whoever noted them and decide together what holds.

casework-next-title = What comes next
casework-next-ended = Nothing more is due from the institution.
casework-next-waiting = The next step is now up to the person, or to another institution.
casework-next-others = The next step belongs to: { $roles }.
casework-next-decide = The decision is in your hands. The options stand in no order of preference.
casework-next-no-law = The version of the law under which this case was opened is missing here. Tell whoever runs the system.
casework-gate = { $step } is not available:
casework-gate-why = Why
casework-gate-struck = This step no longer applies since { $day }. It was set aside by: { $judgment }.
casework-gate-session = { $commission } has not carried this in a session with quorum.
casework-gate-sessions = See the sessions

casework-terms-title = Terms
casework-terms-none = No term is running.
casework-terms-met = { $n ->
    [one] 1 term met
   *[other] { $n } terms met
}
casework-term-overdue = { $days ->
    [one] ended yesterday
   *[other] { $days } days overdue
}
casework-term-today = ends today
casework-term-left = { $days ->
    [one] 1 day left
   *[other] { $days } days left
}
casework-term-working-left = { $days ->
    [0] ends the next working day
    [one] 1 working day left
   *[other] { $days } working days left
}
casework-term-until = until { $day }
casework-term-met = met on { $day }
casework-term-met-after = met on { $day }, after { $due }
casework-term-endless = no known date
casework-term-person-passed = passed on { $day }; a person looks at it
casework-term-awaits = The day it counts from has yet to be noted.
casework-term-length-unknown = The law sets no number of days, or we do not know it yet.
casework-term-counted = { $length } from { $start }
casework-term-skips = { $days } do not count
casework-length-working-days = { $n ->
    [one] 1 working day
   *[other] { $n } working days
}
casework-length-calendar-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
casework-length-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
casework-sums-open = See the sum
casework-sums-start = Begins
casework-sums-length = Length
casework-sums-unknown = Not known
casework-sums-counted = Days counted
casework-sums-due = Last day
casework-sums-article = Article
casework-sums-article-unknown = We do not know yet
casework-sums-moved = Times it changed
casework-sums-skipped = Days that do not count
casework-sums-source = Backed by:
casework-sums-provisional = Provisional date: a lawyer has yet to confirm it. Nobody loses a right by this date without a person looking at it.
casework-verification-verified = confirmed by a lawyer
casework-verification-secondary = a public source says so
casework-verification-unverified = not verified
casework-cited-article = Article { $article }
casework-cited-platform = A rule of this system, not of the law
casework-cited-unknown = Article to be found out

casework-tasks-title = Tasks
casework-tasks-none = You have no open tasks.
casework-task-open = to do
casework-task-late = late
casework-task-until = by { $day }
casework-task-compare-dates = Compare the noted date with the paper the person holds: { $step }
casework-task-note = What was done
casework-task-note-hint = It stays in the file. There is no need to repeat names.
casework-task-finish = Mark as done
casework-task-already = { $name } did it on { $day }.
casework-task-done = The task is done.

casework-hand-title = In whose hands
casework-hand-who = Person
casework-hand-office = Office
casework-hand-nobody = Nobody yet
casework-hand-change = Change who takes care of it

casework-family-title = People of the case
casework-family-principal = Applicant
casework-family-member = Relative
casework-kin-child = { $sex ->
    [female] Daughter
    [male] Son
   *[other] Child
}
casework-kin-stepchild = { $sex ->
    [female] Stepdaughter
    [male] Stepson
   *[other] Stepchild
}
casework-kin-spouse = { $sex ->
    [female] Wife
    [male] Husband
   *[other] Spouse
}
casework-kin-partner = { $sex ->
    [female] Partner
    [male] Partner
   *[other] Partner
}
casework-kin-parent = { $sex ->
    [female] Mother
    [male] Father
   *[other] Parent
}
casework-kin-stepparent = { $sex ->
    [female] Stepmother
    [male] Stepfather
   *[other] Stepparent
}
casework-kin-sibling = { $sex ->
    [female] Sister
    [male] Brother
   *[other] Sibling
}
casework-kin-grandparent = { $sex ->
    [female] Grandmother
    [male] Grandfather
   *[other] Grandparent
}
casework-kin-grandchild = { $sex ->
    [female] Granddaughter
    [male] Grandson
   *[other] Grandchild
}
casework-kin-aunt-or-uncle = { $sex ->
    [female] Aunt
    [male] Uncle
   *[other] Aunt or uncle
}
casework-kin-niece-or-nephew = { $sex ->
    [female] Niece
    [male] Nephew
   *[other] Niece or nephew
}
casework-kin-cousin = { $sex ->
    [female] Cousin
    [male] Cousin
   *[other] Cousin
}
casework-kin-guardian = { $sex ->
    [female] Guardian
    [male] Guardian
   *[other] Guardian
}
casework-kin-ward = { $sex ->
    [female] Ward
    [male] Ward
   *[other] Ward
}
casework-linked-title = Linked cases
casework-linked-parent = Grew out of
casework-letters-title = Letters and proofs
casework-readers-title = Who has looked at this file
casework-readers-none = Nobody had opened it until now.

## History

casework-story-opened = Case opened
casework-story-assigned = Given to { $name }
casework-story-unassigned = Left in nobody's hands
casework-story-sent = Sent to { $office }
casework-story-confirmed = confirmed by { $name }
casework-story-written = noted on { $day }
casework-story-answers = See what was noted
casework-story-term-started = “{ $term }” began to run, until { $day }
casework-story-term-endless = “{ $term }” began to run, with no known date
casework-story-term-met = “{ $term }” was met
casework-story-term-moved = “{ $term }” changed: now until { $day }
casework-story-term-open = “{ $term }” changed: now with no known date
casework-story-task-opened = New task: { $task }
casework-story-task-done = Task done: { $task }
casework-story-linked = Linked case { $number } was opened: { $procedure }
casework-story-letter = Letter { $serial } was issued
casework-story-transfer-asked = { $office } was asked to take it over
casework-story-transfer-accepted = The other office agreed to take it over
casework-story-transfer-returned = The other office returned the question
casework-story-transfer-withdrawn = The question of a transfer was withdrawn
casework-story-separated = A person is no longer on this case
casework-story-joined = A member of the family joined this case
casework-story-law = The case goes on under version { $version } of the law
casework-story-letter-copied = A copy of letter { $serial } was printed
casework-story-letter-revoked = Letter { $serial } no longer holds: { $why }
casework-story-card = Card { $serial } was issued

## Taking a step

casework-step-back = Back to the file
casework-step-cancel = Back without saving
casework-step-take = Save this step
casework-step-done = The step is saved.
casework-step-stated = On which day did it happen?
casework-day-hint = Day, month and year. For example: 27 3 2024
casework-time-hint = Time from 0 to 24 hours. For example: 14:05
casework-step-confirmed = Yes, it is so
casework-step-prejudicial = This step may take something from the person. You decide it, not the system, and your name stands under it.
casework-step-unconfirmed = No lawyer has confirmed yet what the law says of this step. Make sure of it before you put your name to it:
casework-step-confirm-title = Your confirmation
casework-step-confirm = I, { $name }, have looked at the file of { $person } and confirm this step.
casework-step-closed = This step is not open now
casework-step-kept = What you had written
casework-step-elsewhere = The case now stands at “{ $stage }”, and this step does not start from there.
casework-step-not-yours = This step belongs to: { $roles }.
casework-brings-title = What happens when you save
casework-brings-stage = The case moves to “{ $stage }”.
casework-brings-term = “{ $term }” begins to run.
casework-brings-met = “{ $term }” is met.
casework-brings-case = A linked case is opened: { $procedure }.
casework-brings-document = To be issued: { $document }.
casework-written-title = Where it is written
casework-stale-stage = Stage of the case
casework-refused-office = This case is now worked on by: { $office }. Ask them to send it to your office, or let them know.
casework-refused-not-offered = The case no longer stands where this step can be taken. Open the file and see what comes next.
casework-error-missing = Answer this: { $question }
casework-error-confirm = To save this step, tick your confirmation.
casework-error-must-be-yes = Without this the step cannot be taken. Tick it only if it is so.
casework-error-time = The time cannot be read. Write it like this: 14:05.
casework-error-number = Write a whole number, without decimals.
casework-error-language = Choose a language from the list.
casework-error-future = That day has not come yet. Write the day on which it happened, today or before.
casework-error-before-opening = That day lies before the claim, which is of { $day }. Check the day and the year.

## Assigning

casework-assign-title = Who has the case
casework-assign-to = Who takes care of it?
casework-assign-me = { $name } (you)
casework-assign-save = Save
casework-assigned-done = Done: the case is in the hands you chose.

## Transfer between offices

casework-transfer-title = Ask another office to take it over
casework-transfer-answer-title = Answer whether your office takes it over
casework-transfer-see = See what was asked
casework-transfer-lead = The case does not move until the other office accepts. Its terms keep running.
casework-transfer-waits = { $office } was asked to take it over on { $day } and has not answered yet.
casework-transfer-pending-title = What was asked
casework-transfer-from = Who has it
casework-transfer-to = Office that would take it over
casework-transfer-by = Asked by
casework-transfer-reason = Why should it move?
casework-transfer-urgency = How urgent is it?
casework-transfer-urgency-ordinary = It can wait for the ordinary course
casework-transfer-urgency-urgent = It is urgent: somebody's safety or health, or a term, hangs on it
casework-transfer-told = What was the person told?
casework-transfer-told-hint = For example: which office would attend to them, how to get there, what stays the same.
casework-transfer-agrees = Does the person agree?
casework-transfer-agrees-yes = Yes, the person agrees
casework-transfer-agrees-no = The person does not agree
casework-transfer-agrees-not-asked = Nobody could ask them yet
casework-transfer-ask = Ask for the transfer
casework-transfer-in-hand-title = In whose hands
casework-transfer-in-hand = I take care of it from now on
casework-transfer-accept = Take the case over
casework-transfer-return-title = Not take it over
casework-transfer-return-reason = Why can your office not take it over?
casework-transfer-return = Return the question
casework-transfer-withdraw-reason = Why is it no longer asked for?
casework-transfer-withdraw = Withdraw the question
casework-transfer-nowhere = There is no other office now where somebody could take this case over.
casework-transfer-not-holder = Only the office that has the case can ask for its transfer.
casework-transfer-pending = An office was asked already. Wait for its answer or withdraw the question.
casework-transfer-not-asked = The question is no longer open. Open the file and see who has it.
casework-transfer-incomplete = Choose another office and write the reason.
casework-transfer-asked-done = Done: the transfer was asked for. The case stays with your office until the other answers.
casework-transfer-accepted-done = Done: your office took the case over.
casework-transfer-returned-done = Done: the question was returned with its reason.
casework-transfer-withdrawn-done = Done: the question was withdrawn. The case stays with your office.

## Separate claim, and family that joins

casework-family-left = One person is no longer on this case since { $day }.
casework-separate-title = Open a separate claim for one of the family
casework-separate-lead = The person leaves this case and goes on with their own. This file will say only that they are no longer on it; never why.
casework-separate-who = Who gets a separate claim?
casework-separate-how = Are the files linked?
casework-separate-apart = No: they are kept apart
casework-separate-apart-hint = Neither file leads to the other. Choose this if in doubt, or if knowing could harm somebody.
casework-separate-linked = Yes: each file shows the other
casework-separate-linked-hint = Only if the person agrees.
casework-separate-day = The separate claim counts from { $day }, the day on which the family asked.
casework-separate-save = Open the separate claim
casework-separate-nobody = Nobody else on this case could have a separate claim.
casework-separate-ended = This case has ended. Open a new claim from the person's record.
casework-separate-not-opened = The separate claim could not be opened. Go back to the file and see who is on the case.
casework-separate-done = Done: the separate claim is open. Go over the safe contact with the person, and who will take care of the case.
casework-join-title = Add one of the family
casework-join-lead = Whoever joins has to be in the applicant's household.
casework-join-who = Who joins?
casework-join-on = On which day did they ask?
casework-join-save = Add to the case
casework-join-nobody = There is nobody else in the household to add. Register them first and add them to the household.
casework-join-day = Write a day between the family's claim and today.
casework-join-not-family = That person cannot be added to this case.
casework-join-done = Done: the person is on the case now.

## Whole file and received remedies

casework-nav-remedies = Remedies
casework-task-received-remedy = Take up the remedy that was received
casework-record-link = See the whole file, to print
casework-record-title = Whole file
casework-record-lead = { $n ->
    [one] 1 folio. Drawn up by { $name }, { $day }.
   *[other] { $n } folios. Drawn up by { $name }, { $day }.
}
casework-record-print = This page can be printed. It shows everything that you may see in this file and its linked cases.
casework-record-folio = Folio { $n }
casework-record-folio-head = Folio
casework-record-written = Written down: { $at }
casework-record-unknown = A statement that this version of the program cannot read: { $kind }
casework-record-apart = It was noted who should not take care of this case
casework-record-minors = The ages of the people of the case were looked at
casework-record-note = Note
casework-record-linked = A linked case was opened: { $procedure }
casework-record-version = Version of the law
casework-record-source = Source
casework-record-why = Reason
casework-record-sum = Sum
casework-record-chain = Chain of proof
casework-record-chain-words = Each folio has its number in the log and the beginning of its hash. Whoever runs the system checks with “ceiba ledger verify” that nothing was changed.
casework-record-entry = Entry
casework-record-hash = Hash
casework-remedy-title = Receive a remedy
casework-remedy-lead = A remedy is always received, at any office, by word of mouth or in writing. You need not see the file.
casework-remedy-number = Number of the case
casework-remedy-number-hint = As it stands on the person's paper. If they do not have it, write what they say.
casework-remedy-name = Name
casework-remedy-name-hint = As it is written on the paper that the person received.
casework-remedy-on = Day they asked for it
casework-remedy-mode = How they asked
casework-remedy-oral = By word of mouth
casework-remedy-written = In writing
casework-remedy-words = What the person says
casework-remedy-words-hint = In their own words. It can be completed later.
casework-remedy-receive = Receive the remedy
casework-remedy-received = The remedy is received
casework-remedy-receipt = Receipt
casework-remedy-received-words = It counts from { $day }. Give the person this number: the office in charge goes on with their remedy.
casework-remedy-another = Receive another remedy
casework-remedy-receipts = Receipts of your office
casework-remedy-receipts-none = Your office has not received any remedy yet.
casework-remedy-waits = To be placed: { $number }
casework-remedy-place-number = Number of the case it belongs to
casework-remedy-place = Place in the case
casework-remedy-no-case = There is no case of that number that you may open. Check the number.
casework-remedy-not-main = Remedies without a file are placed by the main office.
casework-remedy-placed = Somebody else placed it in a case already.
casework-remedy-placed-done = Done: the remedy is in the case, with the day on which it was asked for.

## The law changes

casework-reform-title = See whether the law changed for this case
casework-reform-law = Law of this case
casework-reform-now = Version { $version }, in force since { $day }.
casework-reform-waits = The law changed after this case was opened.
casework-reform-lead = A case goes on under the law of its day. Moving it to a new law is decided by a person, with a reason.
casework-reform-none = There is no later version of the law that this case could move to.
casework-reform-moves = The reform says that open cases move to it.
casework-reform-keeps = The reform says that open cases stay under the earlier law.
casework-reform-asks = The reform does not settle it: you decide whether this case moves to it.
casework-reform-gone = Steps that would be gone
casework-reform-new = New steps
casework-reform-term = { $term }: before { $old }; now { $new }
casework-reform-same = At this point of the case neither steps nor terms change.
casework-reform-why = Why is it applied to this case?
casework-reform-shorter = Under the new law the person would have less time.
casework-reform-confirm = I, { $name }, saw that a term of the person gets shorter and confirm it.
casework-reform-apply = Move the case to this version
casework-reform-done = Done: the case goes on under the new version of the law.
casework-struck-title = Look at this file again
casework-struck-step = “{ $step }” of { $on } rests on a rule that is without effect since { $day }: { $judgment }.
casework-struck-look = Nothing changes by itself. See whether what was decided under that rule has to be reopened.

## Programming interface

casework-api-list = Read the cases that the system may see, in the order in which they were opened
casework-api-read = Read a case with its people, terms, tasks and history
casework-api-offered = Read the steps that the procedure offers now, and those that it does not yet
casework-api-take = Take a step
casework-api-task = Say that a task is done
casework-api-procedures = Read the procedures and their versions
casework-api-terms = Read the terms with their article and source
casework-api-due = Compute when a term is due, with its arithmetic
casework-api-no-procedure = No procedure of this name is in force on that day.
casework-api-no-term = The procedure has no term of this name.
casework-api-no-event = The day of the event from which the term counts is missing.

# One's own file, for the person
casework-own-opened = Opened on { $day }. It stands at:
casework-own-terms = Terms
casework-own-met = met on { $day }
casework-own-due = ends on { $day }
casework-own-no-day = no day yet
casework-own-letters = Letters
casework-own-withheld = Not printed: it may speak of somebody else. Ask the office for it.
casework-own-yes = Yes
casework-own-no = No
casework-readers-all = See all readings

## Supervision

casework-nav-supervision = Supervision
casework-supervise-title = How the office goes
casework-supervise-none = Your office has no open cases
casework-supervise-none-next = When the first one comes, you will see here how old the cases are, which terms are at risk and who has them.
casework-supervise-rota = Rota of the offices
casework-supervise-risk = Terms over or at risk
casework-supervise-risk-none = No term is at risk
casework-supervise-risk-none-next = Nothing of the office is due in the next fourteen days.
casework-supervise-nobody = Nobody in charge
casework-supervise-assign = Say who has it
casework-supervise-officers = Who has how much
casework-supervise-officer = Person
casework-supervise-column-open = Open
casework-supervise-column-overdue = Terms over
casework-supervise-column-oldest = Days of the oldest
casework-supervise-ages = Age of the open cases
casework-supervise-age = Age in days
casework-supervise-band = { $from } to { $to } days
casework-supervise-band-open = { $from } days or more
casework-supervise-median = Half of the cases are older than { $days } days.
casework-supervise-stages = Where they stand
casework-supervise-most = Most of them: { $what }.
casework-supervise-origins = Where they were received
casework-supervise-office = Office
casework-supervise-missing = no data
casework-supervise-table = See the data in a table
casework-supervise-cases = Cases
casework-supervise-open = { $n ->
    [one] open case
   *[other] open cases
}
casework-supervise-soon = { $n ->
    [one] due within fourteen days
   *[other] due within fourteen days
}

## What a post writes down and headquarters answers

casework-step-post-title = Headquarters confirms this step
casework-step-post = This post neither decides nor closes. What you write is kept with its date and waits for headquarters, which confirms it or rejects it with a reason. Until then the case does not move.
casework-step-written-down-done = It was written down and waits for headquarters. The case has not moved.
casework-step-take-over = Take the case over from another office
casework-refused-waits = This step was written down here already and waits for headquarters.
casework-transfer-written-down-done = It was written down that your office takes the case over. It waits for headquarters; the case has not moved.
casework-task-waits = Answer what a post wrote down: { $step }
casework-task-rejected = Read why headquarters did not confirm what was written down: { $step }
casework-task-contested = Decide what holds of what two sites noted at once: { $step }
casework-task-elsewhere = This task is finished by answering it in the file, not by marking it as done.
casework-story-intended = Written down at a post, waits for headquarters: { $step }
casework-story-intent-confirmed = Headquarters confirmed what { $name } wrote down at { $office } on { $day }: { $step }
casework-story-intent-rejected = Headquarters did not confirm what { $name } wrote down at { $office } on { $day }: { $step }
casework-story-contest-settled = A step noted at the same time at another site was set aside
casework-intent-title = Waits for headquarters
casework-intent-waits = This was written down at a post. The case does not move until headquarters answers.
casework-intent-rejected = Headquarters did not confirm this:
casework-intent-answer = Confirm or reject
casework-intent-page = Answer a post: { $step }
casework-intent-lead = If you confirm, you take the step in your own name, on the date stated at the post. If not, say why: whoever wrote it down reads it at the next contact.
casework-intent-written = What was written down
casework-intent-by = Written down by
casework-intent-where = Where
casework-intent-when = When
casework-intent-day = Date that counts
casework-intent-named = Who confirmed it at the post
casework-intent-confirm = Confirm and take the step
casework-intent-reject-title = Do not confirm it
casework-intent-reason = Why is it not confirmed?
casework-intent-reason-hint = For example: what is missing and how to go on.
casework-intent-reject = Reject
casework-intent-confirmed-done = Done: the step that the post had written down was taken.
casework-intent-rejected-done = Done: it was not confirmed. The post will read the reason at the next contact.
casework-intent-not-waiting = There is nothing left to answer here. Open the file and see what was answered.
casework-intent-no-authority = This post does not answer. Headquarters does.
casework-intent-not-yours = Somebody else answers this: whoever may take that step.
casework-intent-not-open = The case no longer stands where it stood when this was written down. Reject it with the reason, or take the step that is due now.
casework-contest-title = Set a step aside
casework-contest-lead = The step was noted at another site from a stage that the case had already left, and it changed nothing. It stays in the file for ever, with its reason. If it is what should hold, take the step that is due afterwards.
casework-contest-settle = Set it aside
casework-contest-reason = Why does it not hold?
casework-contest-done = Done: the step was set aside.
casework-contest-none = There is nothing left to decide here. Open the file and see what was decided.
casework-contest-office = The office that has the case decides this.

casework-request-panel-title = Other requests
casework-request-panel = See what can be asked for this person
casework-request-title = What can be asked for
casework-request-lead = The procedures that the law of the country has today, and how each is opened.
casework-request-from-case = It is opened from the person’s case, by a step of its file.
casework-request-others = Somebody else of the staff opens it: your role cannot.
casework-request-back = Back to the person
casework-request-back-to-choice = Back to the requests
casework-request-already = A request of the same kind is running for this person. Open it from their record.
casework-request-not-here = That request is not opened here: the law of today does not have it, it is opened from another case, or another role opens it.
casework-request-done = Done: the request is open.
