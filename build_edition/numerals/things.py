"""Words that tell what a number counts: measures, things in bulk, stretches of time, changes."""

MEASURES = frozenset(
    """ton tons tonne tonnes kilo kilos kilogram kilograms gram grams pound pounds jin catties
    kilometer kilometers kilometre kilometres meter meters metre metres mile miles li feet foot inch
    inches yard yards centimeter centimeters centimetre centimetres millimeter millimeters
    millimetre millimetres hectare hectares acre acres mu square cubic liter liters litre litres
    barrel barrels bushel bushels gallon gallons watt watts kilowatt kilowatts megawatt megawatts
    kilowatt-hours volt volts degree degrees percent percentage point points yuan dollar dollars
    ruble rubles rouble roubles yen mark marks franc francs cent cents times hour hours minute
    minutes second seconds day days week weeks month months year years knot knots horsepower
    light-years carats carat pence euros euro
    shillings guineas pesos rupees lire kopecks florins ducats taels livres pesetas dinars kroner kronor versts poods arshins desyatins dessiatins quintals hundredweight tenths stars star hundred thousand dozen per kg km cm mm g m t ha gb mb
    ghz mhz hz kw mw psi ounces ounce fathoms leagues nautical decades centuries generations size
    goals litres calories fold""".split()
)
"""Units and money, which may have fractions; everything else is counted in whole numbers."""

BULK = frozenset(
    """ton tons tonne tonnes mu hectare hectares acre acres jin catties yuan dollar dollars ruble
    rubles rouble roubles people soldiers troops peasants refugees inhabitants households barrels
    kilowatts""".split()
)
"""Things that are often counted in ten thousands."""

TIMES = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years decades
    centuries generations times""".split()
)
"""Stretches of time: the number in `in 1956 days` is not a year."""

EVENTS = frozenset(
    """final semifinal championship season congress conference election elections harvest crop census edition
    campaign exhibition olympics treaty uprising revolution constitution strike flood famine budget
    vintage expedition coup war earthquake epidemic drought""".split()
)
"""What is named by its year: the number of `the 1948 harvest` is one."""

RISES = frozenset(
    """rose risen rise grew grow grown increased increase increases fell fall fallen dropped drop
    declined amounted amount amounts expanded raised raise came comes come belongs belong
    reduced climbed jumped soared close closer equal equivalent extended equals according due next
    shrank shrunk cut brought bring led added add thanks went go going amounting rising growing
    swelled sank rises grows falls drops climbs sinks soars jumps amounts""".split()
)
"""Words of change: the number in `rose to 1957` is not a year."""

IN_PARTS = frozenset(
    """parts persons children members residents births deaths suicides murders accidents cases meals
    cups spoons spoonfuls teaspoons tablespoons glasses bottles pints quarts slices rooms bedrooms
    goals runs points shares grades lengths laps turns rounds sets games stones bags columns pages
    lines inches halves thirds quarters spaces steps stops bars beats notes octaves magnitudes
    generations furlongs cubits spans paces chains rods perches stone head lakhs crores mills cents
    marks servings portions doses units items
    crashes fails hangs runs innings overs loaves hogsheads cords pecks drams grains atmospheres
    decibels radians""".split()
)
"""Things that correct English counts in fractions, as in `2.3 children`, `2.5 rooms`."""

_PASTS = frozenset(
    """saw found drew took gave came went began brought made became left led sent stood fell rose broke
    kept held won lost struck put set met ran sank told wrote spoke swept threw cost shook bore grew
    built sold bought cut fought got heard hit knew laid lay paid read said sat shut slept spent split
    sprang spread stole taught thought tore wore ends ended opens opened marks brings sees""".split()
)
"""Common verbs in the past that do not end in -ed, and some in the present."""


def is_verb(word: str) -> bool:
    """Whether a word in lower case is a verb in the past, not a thing that is counted.

    >>> is_verb("ended"), is_verb("drew"), is_verb("hundred"), is_verb("cranes")
    (True, True, False, False)
    """
    return word in _PASTS or (word.endswith("ed") and word != "hundred")


LOOSE_MEASURES = frozenset(
    """per mark marks point points pound minute second seconds times star stars square cubic size fold
    dozen foot goals hundred thousand hour hours minutes day days week weeks month months year years
    decades centuries generations degree degrees""".split()
)
"""Measures that correct English also uses without a number, as in `over the years`, `by hours`."""
