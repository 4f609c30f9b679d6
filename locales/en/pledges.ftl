# Pledges of the MIRPS states: official texts, declared status and computed indicators.

pledges-nav = Pledges
pledges-title = Pledges
pledges-lead = The 31 pledges of the seven MIRPS states and the 4 regional commitments, each with its official text as published.
pledges-all = Pledges
pledges-every-state = See the pledges of all seven states
pledges-count = { $count ->
    [one] { $count } pledge is shown.
   *[other] { $count } pledges are shown.
}
pledges-none-title = No pledge matches
pledges-none-words = Try another state or another area.
pledges-caveat = The source document says that its list is not exhaustive.

## Filters

pledges-filter-by = Group by
pledges-filter-state = State
pledges-filter-area = Area
pledges-filter-all-states = All states
pledges-filter-all-areas = All areas
pledges-filter-show = Show
pledges-by-state = State
pledges-by-area = Area
pledges-by-group = Working group

pledges-area-asylum = Asylum
pledges-area-integration = Integration
pledges-area-local = Local governance
pledges-area-statistics = Statistical inclusion

pledges-group-wg-asylum = Working Group on Strengthening Asylum
pledges-group-wg-jobs = Working Group on Jobs and Livelihoods
pledges-group-wg-local = Working Group on Local Governance
pledges-group-none = No working group of its own

pledges-regional-title = Regional commitments
pledges-regional-lead = The seven states made them together.
pledges-regional-one = Regional commitment

## One pledge

pledges-facts-title = Facts
pledges-fact-state = State
pledges-fact-area = Area
pledges-fact-group = Working group
pledges-fact-forum = Forum
pledges-fact-source = Source
pledges-fact-supports = Supports
pledges-fact-leadership = Leadership
pledges-text-title = Official text in its original language
pledges-text-page = On the pledge page
pledges-text-overview = In the overview document

pledges-declared = Declared:
pledges-declared-title = What the state declares
pledges-declared-lead = Declared by the focal point of the state. It is neither computed nor corrected with the data of this system.
pledges-declared-on = { $status }, { $day }
pledges-declared-by = { $office } · noted { $day }
pledges-status-planned = Planned
pledges-status-in-progress = In progress
pledges-status-fulfilled = Fulfilled
pledges-status-none = Not declared
pledges-status-hint-planned = It is decided, but work has not begun.
pledges-status-hint-in-progress = Work is going on.
pledges-status-hint-fulfilled = What was promised is done.

pledges-computed-title = What the data compute
pledges-computed-lead = Computed when this page is opened. Nobody can edit it.
pledges-computed-none = This system does not compute any indicator of this pledge yet.
pledges-computed-count = { $count ->
    [one] { $count } indicator computed from live data
   *[other] { $count } indicators computed from live data
}
pledges-computed-as-of = Computed { $when }
pledges-percent = { $percent }%
pledges-fraction = { $numerator } of { $denominator }
pledges-withheld = Withheld
pledges-withheld-why = There are fewer than 10 cases, and somebody could be recognised.
pledges-nothing = No cases
pledges-nothing-why = There is nothing to count yet.

pledges-computed-name-pa-07384-b = Intents to seek asylum at border posts that headquarters sees within 24 hours
pledges-computed-definition-pa-07384-b = Intents expressed at posts that were in the central register at most 24 hours after they were expressed, of all intents expressed at posts.
pledges-computed-name-pa-07386-b = Unaccompanied or separated children with a guardian or representative within 5 days
pledges-computed-definition-pa-07386-b = Children for whom a guardian or an interim representative was named at most 5 days after they were identified, of those who have one already or have waited for more than 5 days.

pledges-analysis-title = Our analysis
pledges-analysis-lead = This is not part of the official text: it is our reading of what would show progress.
pledges-indicators = Possible indicators
pledges-indicator-name = Indicator
pledges-indicator-formula = Formula
pledges-indicator-source = Where it would come from
pledges-indicator-computed = Computed?
pledges-indicator-here = Yes, on this page
pledges-indicator-later = Not yet
pledges-software-must = What a system must be able to do

## Declaring

pledges-declare-title = Declare the status
pledges-declare-lead = Your declaration is kept with its date and the name of your office. Earlier ones are not erased.
pledges-declare-status = Status of the pledge
pledges-declare-on = Day it refers to
pledges-declare-on-hint = For example: 18 11 2024
pledges-declare-note = What has been done
pledges-declare-note-hint = Facts that somebody else can check: rules, budgets, works, staff. Do not write names of refugees.
pledges-declare-send = Declare
pledges-declare-done = The declaration is noted.
pledges-error-future = That day has not come yet. Choose today or an earlier day.
pledges-error-other-state = This pledge is another state’s; only that state can declare about it.

## Programming interface

pledges-api-list = Read the pledges, with their texts unaltered and what each state declared
pledges-api-read = Read a pledge and the indicators that are computed here
