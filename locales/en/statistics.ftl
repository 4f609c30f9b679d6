# Register statistics: tables, charts, data cuts and published figures.

statistics-nav = Statistics
statistics-title = Statistics
statistics-lead = Data cut of { $day }. People are counted, not cases, and nobody can be recognised in these tables.
statistics-lead-none = Here you see the counts of the register, in the definitions that UNHCR publishes.

## Series

statistics-series-applications = Asylum applications
statistics-series-decisions = First-instance decisions
statistics-series-review-decisions = Decisions on review and appeal
statistics-series-pending = People waiting for a decision

statistics-definition-applications = People who applied for asylum for the first time, counted on the day they applied. A case of four people counts as four.
statistics-definition-decisions = People whose claim was decided in the first instance, or whose case was closed before a decision, counted on the day of the decision or the closure. Derivative status of a recognised person’s family is not counted: it does not come from a claim for asylum.
statistics-definition-review-decisions = People whose request for reconsideration or appeal was decided, counted on the day of that decision.
statistics-definition-pending = People who had applied for asylum and were still waiting for the first-instance decision when the month ended.

## Ways to divide

statistics-dimension-month = Month
statistics-dimension-year = Year
statistics-dimension-origin = Country of origin
statistics-dimension-sex = Sex
statistics-dimension-age = Age
statistics-dimension-outcome = Outcome

statistics-by-month = month
statistics-by-year = year
statistics-by-origin = country of origin
statistics-by-sex = sex
statistics-by-age = age at application
statistics-by-outcome = outcome

statistics-by-none = in total
statistics-by-one = by { $one }
statistics-by-two = by { $one } and { $two }
statistics-table-title = { $series } { $by }

statistics-sex-female = Women
statistics-sex-male = Men
statistics-sex-other = Other
statistics-sex-not-stated = Not stated
statistics-age-unknown = Age not known
statistics-outcome-recognised = Recognised as refugee
statistics-outcome-other = Other protection
statistics-outcome-rejected = Claim rejected
statistics-outcome-closed = Case closed without a decision
statistics-total = Total

## Table and chart

statistics-filter-series = What is counted
statistics-filter-by = How it is divided
statistics-filter-year = Year
statistics-filter-show = Show
statistics-open-table = See the data in a table
statistics-missing = no data
statistics-withheld = Withheld so that nobody can be recognised
statistics-withheld-word = withheld
statistics-describe = The highest value is { $highest } ({ $where-highest }) and the lowest { $lowest } ({ $where-lowest }). Values withheld: { $withheld }.
statistics-describe-nothing = There are no values that can be shown.
statistics-legend = Withheld. Every count below { $threshold } is withheld, except zero, and with it those from which it could be worked out. Values withheld in this table: { $withheld }.
statistics-csv = Download the table (CSV)
statistics-json = The same table for programs (JSON)

statistics-protect-title = How people are protected
statistics-protect-small = If a cell counted very few people, somebody could recognise them. So counts from 1 to 9 are not published. Zero is: it says that nobody is there.
statistics-protect-more = Cells from which a withheld count could be worked out by adding or subtracting are not published either. This is checked over all tables of the cut at once, also between applications, decisions and people waiting.
statistics-protect-limit = One limit is good to know: whoever compares two cuts made close together can see how much a total changed. Make cuts for whole months or quarters.

## Published figures

statistics-published-title = What UNHCR publishes about { $state }
statistics-published-lead = First come the official published figures; after them, those of this system. They are two charts with different scales: compare the shape, not the height.
statistics-published-none = No published figures have been imported yet.
statistics-published-cases = For some years UNHCR publishes cases instead of people. A case may hold several people, so the two lines are neither added up nor joined.
statistics-published-chart = { $series }, { $state }: figures published by UNHCR, by year
statistics-ours-chart = { $series }: counted in this system, by year
statistics-unit-persons = People
statistics-unit-cases = Cases
statistics-source = Source: { $source }
statistics-cut-of = Data cut of { $day }
statistics-scale = The last year may be incomplete. Years before this system was put to use are not here.
statistics-scale-demo = Demonstration: the people are invented and their number is scaled down. They follow the shape of the published figures, not their size.

## Data cuts

statistics-none-title = There is no data cut yet
statistics-none-make = Make the first one with the form below. It takes a few seconds.
statistics-none-wait = When the person in charge of statistics makes the first one, the tables will appear here.
statistics-cut-done = The cut is made. The tables on this page already show it.
statistics-cut-title = Make a new cut
statistics-cut-lead = A cut counts everything that happened up to a day and freezes it. The tables always show the newest cut.
statistics-cut-day = Count up to the day
statistics-cut-day-hint = That day included. For example: 30 11 2024
statistics-cut-make = Make the cut
statistics-error-future = That day has not come yet. Choose today or an earlier day.
statistics-error-unprotected = The cut was not published: the check found counts that could be worked out. Tell whoever runs the system.
statistics-cuts = Cuts made
statistics-cuts-day = Up to the day
statistics-cuts-made = Made
statistics-cuts-cells = Cells
statistics-cuts-withheld = Withheld

## Programming interface

statistics-api-table = Read a table of the newest cut; “by” and “and” say how it is divided
statistics-api-not-published = This series is not published divided like this.
