"""What made-up boards talk about: invented people, bodies and sentences.

The shapes are those of English councils' minutes at large; no sentence is anybody's.
"""

from dataclasses import dataclass
from random import Random

FIRST = (
    "Orla", "Tamsin", "Piers", "Bevis", "Imogen", "Rafe", "Delphine", "Hari", "Moira", "Anselm",
    "Yusra", "Kofi", "Petra", "Ewan", "Sunita", "Linus", "Nerys", "Odette", "Bram", "Zainab",
    "Corin", "Thea", "Mary-Lou", "Jo",
)  # fmt: skip
LAST = (
    "Quillby", "Thornholt", "Marchwell", "Oakhanger", "Penhollow", "Vanterby", "Ashgrave",
    "O'Dorrin", "Featherby", "Holmwick", "Brackley-Stone", "Wetherden", "Lunnox", "Tarrowby",
    "Greel", "Dunthwick", "Eskridge-Lowe", "Pallisby", "de Rooke", "Umberleigh", "Sorrowby",
    "Tansell", "Inchley", "Yaxwell",
)  # fmt: skip
TITLES = (
    "Mr.", "Mr", "Mrs", "Ms.", "Miss", "Dr", "Dr.", "Cllr.", "Councillor", "Cllr", "Prof.", "DCI",
    "Chief Inspector", "Supt.", "T/Supt", "Sgt", "Insp.", "Lord",
)  # fmt: skip

BODIES = (
    ("Northshire Community Safety Partnership Board", "Board"),
    ("Eastmere Safer Communities Partnership", "Partnership"),
    ("Vale of Orrin Crime and Disorder Scrutiny Panel", "Panel"),
    ("Southmarch Community Safety Board", "Board"),
    ("West Halden Safer and Stronger Communities Committee", "Committee"),
    ("Safer Harbourside Strategy Group", "Group"),
)
VENUES = (
    "County Hall, Orrinbridge", "the Guildhall, Eastmere", "Committee Room 2, Civic Offices",
    "the Council Chamber, Market Street, Halden", "Microsoft Teams", "The Wharf Centre, Room 14",
)  # fmt: skip
ORGANISATIONS = (
    "Northshire County Council", "Eastmere Borough Council", "Vale of Orrin District Council",
    "Northshire Police", "Northshire Fire and Rescue Service", "National Probation Service",
    "Northshire and Orrin Integrated Care Board", "Harbour Housing Trust",
    "Safe Haven Northshire", "Youth Justice Service", "Office of the Police and Crime Commissioner",
)  # fmt: skip
POSTS = (
    "Community Safety Manager", "Head of Service", "Assistant Director, Public Health",
    "Cabinet Member for Safer Communities", "Democratic Services Officer", "Operations Manager",
    "Strategic Lead for Domestic Abuse", "Prevent Coordinator", "Group Manager",
)  # fmt: skip
TOPICS = (
    "Domestic Abuse", "County Lines", "Serious Violence Duty", "Anti-Social Behaviour",
    "Hate Crime", "Rural Crime", "Night-time Economy", "Modern Slavery", "Substance Misuse",
    "Youth Offending", "Integrated Offender Management", "Road Safety", "Fraud and Scams",
    "Prevent", "Knife Crime", "Public Spaces Protection Orders", "Street Drinking",
    "CCTV Upgrade", "Burglary", "Violence Against Women and Girls", "Restorative Justice",
)  # fmt: skip
TITLE_SHAPES = (
    "{topic}", "{topic} Update", "{topic} - Progress Report", "Update on {topic}",
    "{topic}: Annual Report 2021/22", "Performance Report 2021/22 - Quarter 3: {topic}",
    "Partner Update: {organisation}", "Presentation by {organisation} on {topic}",
    "{topic} Strategy 2022 - 2025", "Community Safety Plan: {topic}", "{topic} and {other}",
    "{topic} (Verbal Update)", "{topic} – Task and Finish Group", "Quarter 2 Performance 2019/20",
    "Review of {topic}, {other} and Related Matters", "{organisation} - Annual Report on {topic}",
    "Funding for {topic} 2020/21: Options", "Terms of Reference", "Work Programme",
)  # fmt: skip

OPENING = (
    "The {body} considered a report of {who}, {post}, which set out the position on {topic}.",
    "{who} presented the report and drew attention to the fall in repeat incidents.",
    "The {body} received a presentation from {who} of {organisation} on {topic}.",
    "Consideration was given to the report of the {post} on {topic}.",
    "The {post} introduced the report (previously circulated), which asked members to comment.",
    "A joint report of {organisation} and the {post} was submitted, marked ‘Agenda Item 5’.",
    "Further to Minute {n}, {who} gave a verbal update on {topic}.",
    "Members had before them a paper by {who} ({organisation}).",
    "{who} ({post}) attended for this item and spoke to the slides.",
    "The purpose of the item was to review {topic}.",
)
NARRATIVE = (
    "By way of background, {topic} had been chosen as a priority in {year}.",
    "It was moved by Councillor {last} that the matter be considered in the autumn.",
    "Members asked whether i) the grant could be spent on staff and ii) it could be carried over.",
    "Questions were asked about training, cost (some £{n}k) and what would follow the pilot.",
    "The position in Q3 was: crime up {n}%; repeat victims down 3%; satisfaction unchanged.",
    "{who} was pleased to report that 1. staffing was complete and 2. the van had been ordered.",
    "Mr. J. {last} felt, however, that the Police should be present. Dr. {last} concurred.",
    "It had been agreed at the meeting in {year} that a review was needed; this was under way.",
    "No. {n} of the recommendations of the inspectorate had been closed.",
    "Members welcomed the work that had been done on {topic} since the last meeting.",
    "It was noted that recorded offences had risen by {n} per cent over the twelve months.",
    "In answer to Councillor {last}, it was explained that the funding ended in {year}.",
    "Concern was expressed about the length of time that victims waited for a first contact.",
    "The {chair} thanked {who} for an informative presentation.",
    "A discussion followed on how {topic} was perceived by residents of the market towns.",
    "{who} reported that {n} referrals had been made in the quarter, of which most were repeats.",
    "Reference was made to the survey, in which {n} per cent of people felt safe after dark.",
    "It was reported that the contract with {organisation} had been extended to March {year}.",
    "The figures for {topic} were similar to those of neighbouring areas (see paragraph {n}).",
    "Members were advised that the pilot, which began in {year}, had reached {n} schools.",
    "The grant of £{n},500 had been spent on lighting, patrols and training for door staff.",
    "Some Members felt that the data did not tell the whole story; others took a different view.",
    "Details of {topic} were given at Appendix {n}.",
    "The report, a copy of which is filed with the minutes, covered the period April to June.",
)
POINTS = (
    "there had been {n} incidents, compared with {m} in the same quarter of {year};",
    "The night-time patrols had been well received by licensees.",
    "{organisation} had appointed two outreach workers;",
    "Recruitment remained difficult, particularly in the rural north of the area.",
    "Take-up of the training stood at {n}%.",
    "That element of the work was funded until {year}.",
)
UNDERTAKINGS = (
    "{who} promised to let members have the costs in writing.",
    "The {post} agreed that she would bring the revised plan back to the {body} in March.",
    "{who} was to contact {organisation} and would feed back at the next meeting.",
    "It was agreed that the {post} would write to all parish councils.",
    "{who} agreed to circulate the slides to all members of the {body}.",
    "{who} undertook to provide a breakdown of the figures by district.",
    "{who} confirmed that she would arrange for the leaflet to be sent to partners.",
    "It was agreed that the quarterly bulletin would be circulated to members.",
    "{who} offered to bring a summary of the findings to the next meeting.",
    "{who} agreed to look into the matter and report back to the {body}.",
    "{who} was asked to seek an answer from {organisation} before the next meeting.",
    "The {chair} requested that officers prepare a briefing note on {topic}.",
    "{who} would circulate the terms of reference after the meeting.",
    "Officers undertook to write to {organisation} about the delay.",
    "{who} said that he would share the dates of the workshops with members.",
)
ACTIONS = (
    "ACTION: {who} to circulate the slides.",
    "Action: {post} to add {topic} to the work programme.",
    "ACTION – {who} to provide figures for {topic} at the next meeting.",
)
SUBHEADINGS = ("Discussion", "Questions and comments", "Performance", "Key points", "Finance")
NEAR_MISSES = (
    "The {chair} agreed that the figures were disappointing.",
    "{organisation} would remain the lead agency.",
    "Members resolved their earlier concerns about the cost.",
    "He agreed to differ.",
    "{who} had undertaken the training in {year}.",
    "Members agreed that {topic} remained a matter of great importance.",
    "{who} agreed with the observations of the previous speaker.",
    "The new service would be provided by {organisation} from April {year}.",
    "It was agreed that the trend was encouraging.",
    "The {body} noted with regret the departure of the former coordinator.",
    "{organisation} had been asked by the Home Office to publish its plan in {year}.",
    "It was hoped that numbers would continue to fall.",
    "A similar resolution had been passed by the Cabinet in {year}.",
    "Residents would be able to report incidents on line.",
    "{who} said that the action was now complete.",
)
CLAUSES = (
    "the report, and the comments now made, be noted",
    "subject to the addition of {topic}, the work programme be approved",
    "it be noted that the grant of £{n},000 ends in {year}",
    "the Head of Service, in consultation with the {chair}, be authorised to sign the agreement",
    "the {body} supports option b) as set out in paragraph {n}.{m} of the report",
    "the minutes of the sub-group (Appendix {n}) be received",
    "a letter of thanks be sent to {who}, who was leaving {organisation}",
    "the contents of the report be noted",
    "the report be received",
    "the progress made on {topic} be welcomed",
    "the {topic} Strategy be approved for consultation",
    "the {body} receives a further report on {topic} in six months",
    "{who} be invited to the next meeting to speak about {topic}",
    "officers be requested to produce a report on {topic} for the next meeting",
    "a task and finish group be set up to review {topic} and report back in {year}",
    "the {chair} write to {organisation} to express the concern of the {body}",
    "the presentation be noted and {who} be thanked for attending",
    "the performance information for Quarter 3 be noted",
    "partners promote the campaign on {topic} through their own channels",
    "the draft action plan, as set out at Appendix 2, be endorsed",
    "the slides be circulated to members of the {body}",
)
ASKED = (
    "Publicise the campaign on {topic} in the residents' newsletter.",
    "Provide figures on {topic} by district.",
    "Invite {organisation} to a future meeting.",
    "Write to {organisation} regarding {topic}.",
    "Circulate the link to the webinar",
    "Report back on how {topic} is recorded; include a comparison with {year}.",
)
COMMENTS = (
    "Completed {day}.",
    "This is on the agenda for the meeting.",
    "Article drafted and sent to the communications team. To be chased if not printed by June.",
    "{who} to liaise with {organisation}; meeting arranged for {day}.",
    "Update; no further progress owing to staff changes",
    "Deferred to a future meeting at the request of {organisation}.",
    "Letter sent {day} and reply awaited.",
)
PARAGRAPHS = (
    "The purpose of this report is to inform the {body} of progress on {topic}.",
    "Since the last report {n} cases have been opened and {m} closed.",
    "{topic} is led by {organisation} on behalf of the partnership.",
    "Compared with {year}, the rate has fallen by {n}% and stands at {n}.4 per 1,000 population.",
    "Funding of £{n},000 has been secured until March {year}. It pays for one full-time post.",
    "Partners meet every six weeks to review cases, share intelligence and agree tactics.",
    "The action plan is shown at Appendix {n}.",
)
HEADINGS = ("Background", "Introduction", "Current position", "Performance", "Next steps",
            "Partnership working", "Issues in local areas", "Financial implications")  # fmt: skip
RECOMMENDED = (
    "Notes the contents of the report;", "Supports the continued work on {topic};",
    "Comments on the draft plan for {topic};", "Agrees to receive a further report in {year}.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """How one clerk of one body writes: the same words all through a pack."""

    name: str
    body: str
    chair: str


class Speaker:
    """Fills sentences for a body; everything by a seeded chance."""

    def __init__(self, chance: Random, voice: Voice) -> None:
        self.chance, self.voice = chance, voice

    def person(self) -> str:
        """A name without a title."""
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def say(self, shape: str, **more: str) -> str:
        """A sentence of this shape."""
        chance = self.chance
        given = {
            "body": self.voice.body,
            "chair": self.voice.chair,
            "who": self.person(),
            "last": chance.choice(LAST),
            "post": chance.choice(POSTS),
            "organisation": chance.choice(ORGANISATIONS),
            "topic": (topic := chance.choice(TOPICS)),
            "other": chance.choice([other for other in TOPICS if other != topic]),
            "n": str(chance.randint(2, 95)),
            "m": str(chance.randint(100, 900)),
            "year": str(chance.randint(2014, 2026)),
            "day": f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{chance.randint(16, 24)}",
        }
        return shape.format(**given | more)

    def one(self, shapes: tuple[str, ...], **more: str) -> str:
        """A sentence of one of these shapes."""
        return self.say(self.chance.choice(shapes), **more)
