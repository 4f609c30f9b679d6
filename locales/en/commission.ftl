# Words of the sessions of deciding bodies: agenda, who came, quorum, votes and minutes.

commission-nav = Sessions
commission-optional = (optional)
commission-cancel = Go back without saving
commission-back-list = Sessions
commission-back-session = Back to the session
commission-day-hint = For example: 18 11 2024

## List

commission-list-title = Sessions
commission-list-lead = Bodies that decide together sit here: with agenda, attendance, quorum, votes and minutes.
commission-list-empty = There are no sessions yet
commission-list-empty-words = When the deciding body convenes a session, you will see it here with its agenda and its minutes.
commission-list-empty-act = Back to My day
commission-before-you = { $n ->
    [0] No case waits for your body.
    [one] 1 case stands before your body.
   *[other] { $n } cases stand before your body.
}
commission-column-session = Session
commission-column-day = Day
commission-column-body = Body
commission-column-state = State
commission-column-cases = Cases
commission-column-carried = Carried by vote
commission-column-postponed = Postponed
commission-column-case = Case
commission-column-result = Result
commission-column-acts = What you can do
commission-column-seat = Seat
commission-column-name = Who
commission-state-convened = Convened
commission-state-open = Open with quorum
commission-state-held = Held
commission-state-no-quorum = No quorum

## Convening

commission-convene-title = Convene a session
commission-convene-on = Day of the session
commission-convene-hour = Time
commission-convene-hour-hint = For example: 9:30
commission-convene-place = Place
commission-convene-send = Convene
commission-convene-done = The session is convened. Now choose the cases of the agenda.
commission-convene-left-over = { $n ->
    [one] 1 case was left undecided by another session and goes on this agenda
   *[other] { $n } cases were left undecided by another session and go on this agenda
}
commission-error-too-far = Choose a day within the next twelve months.
commission-error-hour = Type the time like 9:30.

## Agenda

commission-agenda = Agenda
commission-agenda-title = Put cases on the agenda
commission-agenda-proposed = Cases that stand before the body
commission-agenda-hint = First what is overdue, what falls due soon and what was postponed; then the oldest. What presses is ticked already: you decide.
commission-agenda-why = Why they come now
commission-agenda-put = Put on the agenda
commission-agenda-done = The agenda is saved.
commission-agenda-none = The agenda is empty.
commission-agenda-empty = There are no more cases to put on
commission-agenda-empty-words = Every case that stands before the body waits on an agenda already.
commission-agenda-hidden = { $n ->
    [one] There is 1 more case that you may not open.
   *[other] There are { $n } more cases that you may not open.
}
commission-error-choose-case = Choose at least one case.
commission-since = filed on { $day }
commission-urgency-overdue = overdue since { $day }
commission-urgency-soon = due on { $day }
commission-postponed = { $n ->
    [one] postponed once
   *[other] postponed { $n } times
}
commission-postponed-quorum = { $n ->
    [one] 1 of these for lack of quorum
   *[other] { $n } of these for lack of quorum
}
commission-off-title = Take a case off the agenda
commission-off-why = Why it is taken off
commission-off-send = Take off the agenda
commission-off-done = The case is off the agenda. It still stands before the body.
commission-recusal-title = Note a recusal
commission-recusal-member = Who takes no part in this case
commission-recusal-ground = Ground
commission-recusal-why = Explain the recusal
commission-recusal-send = Note the recusal
commission-recusal-done = The recusal is noted. That person does not vote on this case.
commission-ground-conflict = Has a tie to the person or to the matter
commission-ground-decided-before = Took part in an earlier decision of the same case
commission-ground-other = Another ground

## Attendance and quorum

commission-attendance = Attendance
commission-attendance-none = Nobody has noted yet who came.
commission-attend-title = Note who came
commission-attend-change = Correct the attendance
commission-attend-send = Save the attendance
commission-attend-done = The attendance is saved.
commission-attend-none = If nobody came
commission-attend-nobody = Nobody came
commission-absent = Absent
commission-present = Present
commission-seat-titular = { $seat }, titular
commission-seat-alternate = { $seat }, alternate
commission-seats-unknown = We do not know which seats make up this body: each person is noted by name.
commission-error-nobody = Note at least one person, or tick that nobody came.
commission-error-seat = One person takes each seat. Check: { $seat }.
commission-quorum = Quorum
commission-quorum-title = Check the quorum
commission-quorum-enough = { $present } came and { $quorum } are needed: there is a quorum.
commission-quorum-short = { $present } came and { $quorum } are needed: there is no quorum.
commission-quorum-unknown = { $present } came. We do not know which quorum the rule of this body asks for.
commission-quorum-open = Open the session
commission-quorum-close = Close for lack of quorum
commission-quorum-close-warning = Without a quorum nothing is voted. The cases go to the next session.
commission-quorum-state = Save what I state
commission-quorum-valid = Is the body validly constituted?
commission-quorum-valid-yes = Yes, it is validly constituted
commission-quorum-valid-no = No: it is closed for lack of quorum
commission-confirm = Your name will stand in the minutes
commission-confirm-me = I state it, { $name }
commission-error-confirm = Tick the box to state it with your name.
commission-open-done = The session is open. Members can vote now.
commission-no-quorum-done = The session was closed for lack of quorum. The minutes say who came.
commission-no-quorum-title = The session did not reach a quorum
commission-no-quorum-cases = { $n ->
    [0] Nothing was voted. The agenda was empty.
    [one] Nothing was voted. Its case goes to the next session.
   *[other] Nothing was voted. Its { $n } cases go to the next session.
}
commission-stated-valid = { $name } stated that the body was validly constituted.
commission-stated-no-quorum = { $name } stated that the body was not validly constituted.
commission-majority-simple = More votes in favour than against carry.
commission-majority-absolute = More than half of all seats carry.
commission-majority-unanimity = Everybody who takes part has to agree.
commission-majority-unknown = We do not know which majority the rule asks for.
commission-rule-article = Article { $article }
commission-rule-article-unknown = Article unknown
commission-rule-verified = confirmed by a lawyer
commission-rule-secondary = a public source says so
commission-rule-unverified = not confirmed

## What comes next

commission-next = What comes next
commission-next-agenda = The agenda is empty. Choose the cases to be decided.
commission-next-attend = When the body sits, note who came.
commission-next-quorum = Check the quorum to open the session.
commission-next-vote = { $n ->
    [0] Every case of the agenda is closed. You can close the session.
    [one] 1 case of the agenda still has to be voted and closed.
   *[other] { $n } cases of the agenda still have to be voted and closed.
}

## Voting

commission-vote-title = Vote on a case
commission-vote-read = Read the file
commission-vote-again = You have voted. You can change your vote until the case is closed.
commission-vote-in-favour = In favour
commission-vote-against = Against
commission-vote-abstained = Abstain
commission-vote-dissent = Reasoned vote
commission-vote-dissent-hint = If you do not agree, you can leave your reasons. They are sealed in the log.
commission-vote-send = Vote
commission-vote-done = Your vote is saved.
commission-voted = { $n ->
    [one] 1 person voted
   *[other] { $n } persons voted
}
commission-recused = Takes no part: { $name }
commission-error-vote = Vote on “{ $step }”.
commission-error-two-votes = You can vote in favour of one decision only.
commission-act-vote = Vote
commission-act-vote-again = Change my vote
commission-act-close = Close the vote
commission-act-recusal = Note a recusal
commission-act-off = Take off the agenda
commission-tally = { $favour } in favour, { $against } against, { $abstained } abstaining

## Closing

commission-case-close-title = Close the vote on a case
commission-case-close = Close the vote
commission-case-closed-done = The vote on the case is closed.
commission-close-missing = Not voted yet: { $names }.
commission-verdict-carried = Carried: { $step }.
commission-verdict-nothing = No decision has the majority. The case stays before the body and goes to the next session.
commission-verdict-ask = We do not know which majority the rule asks for. State what was carried.
commission-carried-which = What was carried?
commission-carried-nothing = Nothing: the case stays before the body
commission-stated-carried = { $name } stated it: we do not know which majority the rule asks for.
commission-close-title = Close the session
commission-close-send = Close the session
commission-close-left-over = { $n ->
    [one] 1 case is left undecided and goes to the next session.
   *[other] { $n } cases are left undecided and go to the next session.
}
commission-closed-done = The session is closed. The minutes can be printed.
commission-item-pending = To be voted
commission-item-carried = Carried
commission-item-undecided = No majority or no vote: goes to another session
commission-item-no-quorum = Postponed for lack of quorum
commission-item-taken-off = Off the agenda

## Minutes

commission-minutes-title = Minutes
commission-minutes-open = See and print the minutes
commission-minutes-of = Minutes of session { $number }
commission-minutes-draft = The session is not over: this text can still change.
commission-minutes-nothing-voted = There was no quorum and nothing was voted.
commission-minutes-signatures = Signatures

## First screen and file

commission-day-title = Sessions of your body
commission-day-before = { $n ->
    [one] case before your body
   *[other] cases before your body
}
commission-day-no-quorum = { $n ->
    [one] postponed for lack of quorum
   *[other] postponed for lack of quorum
}
commission-day-next = Next session:
commission-day-none = No session is convened.
commission-day-longest = Waiting longest
commission-card-title = In session

## Why not

commission-refused-no-body = No deciding body sits at your office. Sessions are convened by those who sit in it.
commission-refused-not-of-body = This is another body's session. Only those who sit in it write to it.
commission-refused-over = The session is over. What its minutes say does not change any more.
commission-refused-no-law = The law of this country does not know that body any more. Tell whoever administers the system.
commission-refused-not-before = The case is no longer before the body, or waits on another agenda.
commission-refused-not-pending = The case is not on the agenda, or its vote is closed.
commission-refused-already-open = The session is open already: attendance and quorum do not change any more.
commission-refused-no-quorum = { $present } came and { $quorum } are needed. Without a quorum the session does not open.
commission-refused-quorate = There is a quorum: the session cannot be closed for lack of it.
commission-refused-not-open = The session is not open with quorum: nobody can vote yet.
commission-refused-not-present = Whoever is noted as present votes. Your name is not in the attendance.
commission-refused-recused = A recusal of yours is noted in this case, and you do not vote on it.
commission-refused-decided-before = You took the decision that is looked at again. Somebody else votes on this case.
