# Counts working days with PyPI `holidays` and numpy, tells how long that took, and stops where a day differs from ours.
import sys
from importlib.metadata import version
from time import perf_counter

import holidays
import numpy

folder, few, states = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
at_once = one_by_one = 0.0
for state in states:
    code, theirs = state.split("=")
    # A year more on either side: a holiday can be taken in the year before or after its own.
    free = holidays.country_holidays(theirs, years=range(2009, 2038))
    calendar = numpy.busdaycalendar(holidays=numpy.array(sorted(free), dtype="datetime64[D]"))
    read = lambda what: numpy.fromfile(f"{folder}/{code}.{what}", dtype="<i8")
    starts, lengths, ours = read("starts").astype("datetime64[D]"), read("lengths"), read("ours")

    before = perf_counter()
    due = numpy.busday_offset(starts, lengths, roll="backward", busdaycal=calendar)
    at_once += perf_counter() - before

    # One case at a time, as a page asks.
    pairs = [(day, int(length)) for day, length in zip(starts[:few].tolist(), lengths[:few])]
    before = perf_counter()
    each = [numpy.busday_offset(day, length, roll="backward", busdaycal=calendar) for day, length in pairs]
    one_by_one += perf_counter() - before

    wrong = numpy.nonzero(due.astype("int64") != ours)[0]
    if len(wrong) or list(due[:few]) != each:
        first = wrong[0] if len(wrong) else 0
        sys.exit(f"{code}: {len(wrong)} days differ; {starts[first]} and {lengths[first]}: {due[first]} there")
print(f"PyPI `holidays` {version('holidays')} and `numpy.busday_offset` {version('numpy')}")
print(at_once)
print(one_by_one)
