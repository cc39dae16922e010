"""The invented words that made-up histories are made of."""

BODY = "Loamshire Safer Communities Board"
MONTHS = {3: "March", 6: "June", 9: "September", 12: "December"}
WHAT = [
    "rural",
    "urban",
    "doorstep",
    "moped",
    "bicycle",
    "heritage",
    "metal",
    "canal",
    "railway",
    "festival",
    "student",
    "taxi",
    "school",
    "hospital",
    "market",
    "harbour",
    "allotment",
    "garage",
    "caravan",
    "farmyard",
    "river",
    "library",
    "stadium",
    "motorway",
]
OF_IT = [
    "theft",
    "fraud",
    "arson",
    "burglary",
    "trespass",
    "vandalism",
    "harassment",
    "poaching",
    "smuggling",
    "extortion",
    "dumping",
    "racing",
    "begging",
    "stalking",
    "counterfeiting",
]
PEOPLE = [
    "Mary Holt",
    "Arun Vale",
    "Petra Lund",
    "Owen Marsh",
    "Freya Stone",
    "Idris Penn",
    "Nadia Croft",
    "Tomas Wyke",
]
MEASURES = {
    "shed-burglary": ("Shed burglary rate (per 1,000 population)",),
    "boat-theft": ("Thefts of boats (number)",),
    "dog-worrying": ("Dog worrying incidents (per 1,000 population)",),
    "young-entrants": ("Young people entering the justice system aged 10 - 17",),
}
FILLER = (
    "Members welcomed the work that partners were doing in every district.",
    "It was noted that numbers had been steady over the winter and that staff had moved offices.",
    "In response to a question it was explained that funding had been agreed for two years.",
    "The Chairman thanked all those who had taken part in the week of events.",
)
