"""A process as TOML, sound as it stands: the first steps of a review, with its real lines."""

from saferboard.core.casework.process.process import Process
from saferboard.core.casework.process.reading import load

REVIEW = """
key = "review"
title = "Review"
purpose = "dhr"
version = 1
in_force = 2024-06-01
source = "made up"
first = "referred"
last = ["refused", "notified"]
[[states]]
key = "referred"
title = "Referred"
[[states]]
key = "recommended"
title = "Recommended"
[[states]]
key = "decided"
title = "Decided"
[[states]]
key = "notified"
title = "Home Office notified"
[[states]]
key = "refused"
title = "Refused"
[[parties]]
key = "crg"
title = "Case Review Group"
[[parties]]
key = "cst"
title = "county Community Safety Team"
[[parties]]
key = "lead"
title = "district lead"
[[parties]]
key = "chair"
title = "CSP chair"
[[parties]]
key = "spbo"
title = "business office"
[[parties]]
key = "home-office"
title = "Home Office"
[[lines]]
one = "crg"
other = "cst"
[[lines]]
one = "spbo"
other = "cst"
[[lines]]
one = "cst"
other = "lead"
[[lines]]
one = "lead"
other = "chair"
[[lines]]
one = "spbo"
other = "home-office"
[[steps]]
key = "recommend"
title = "Recommend"
out_of = ["referred"]
into = "recommended"
actor = "crg"
evidence = ["legal advice", "minutes"]
due = { number = 10, unit = "working-days" }
visibility = "account"
told = ["cst", "lead", "chair"]
[[steps]]
key = "decide"
title = "Decide"
out_of = ["recommended"]
into = "decided"
actor = "chair"
due = { number = 1, unit = "months", after = "recommend" }
visibility = "outline"
told = ["lead", "cst", "crg"]
statute = "an Act, s.9"
[[steps]]
key = "refuse"
title = "Refuse"
out_of = ["recommended", "decided"]
into = "refused"
actor = "chair"
evidence = ["rationale"]
due = { number = 1, unit = "months" }
visibility = "outline"
[[steps]]
key = "notify"
title = "Notify"
out_of = ["decided"]
into = "notified"
actor = "spbo"
due = { number = 1, unit = "working-days" }
visibility = "outline"
told = ["home-office"]
"""


LATER = REVIEW.replace("version = 1", "version = 2").replace("2024-06-01", "2024-07-01")
"""The next version, a month later."""


def process(text: str = REVIEW) -> Process:
    (found,) = load({"review.toml": text})
    return found
