"""One invented meeting of an invented board, in every way that Modern.Gov may give it."""

FRONT = """\
Skip to content
Home
Browse meetings
Agenda and minutes
Westmarch Community Safety Board
Friday, 13th March, 2020 10.00 am
Venue: Lantern Room, Market House. View directions
Contact: Robin Quill (Tel: 01632 960001) Email: clerk@westmarch.example
Media
"""

WELCOME = "The Chair welcomed everybody to the meeting of the Board, which was held in public."
CONFIRMED = (
    "The minutes of the meeting held on 6 December 2019 were taken as read, confirmed and signed."
)
FIRES = (
    "The Board considered a report of the Chief Fire Officer on fires that were set on purpose. "
    "It was noted that fires had fallen by a fifth since the autumn."
)
CIRCULATE = "The Chief Fire Officer agreed to circulate the map of fires to members."

NUMBERED = (
    FRONT
    + f"""\
Items
No.\tItem
22.\tIntroductions
Minutes:
{WELCOME}

23.\tMinutes of the previous meeting PDF 196 KB
Minutes:
{CONFIRMED}

24.\tDeliberate fires PDF 1.2 MB
Report of the Chief Fire Officer
Additional documents:
Appendix A - map of fires, item 24 PDF 88 KB
Minutes:
{FIRES}

{CIRCULATE}

RESOLVED:

(a) That the report be noted;

(b) That the Chief Fire Officer bring a further report in June.

25.\tSingle case review
Restricted enclosure View the reasons why document 25. is restricted

26.\tDate of next meeting
Minutes:
It was noted that the next meeting would be held on 12 June 2020 at 10.00 am.
Back to top
Privacy
"""
)

BARE = (
    FRONT
    + f"""\
Items

Introductions

{WELCOME}

Minutes of the previous meeting

{CONFIRMED}

Deliberate fires PDF 1.2 MB

{FIRES} RESOLVED: That the report be noted and that the Chief Fire Officer be thanked.

Date of next meeting

It was noted that the next meeting would be held on 12 June 2020 at 10.00 am.
"""
)

ROWS = (
    FRONT
    + f"""\
No.\tItem\tMinutes
22.\tIntroductions\t{WELCOME}
23.\tMinutes of the previous meeting\tPDF 196 KB\t{CONFIRMED}
24.\tDeliberate fires\tMinutes: {FIRES} RESOLVED: That the report be noted.
25.\tSingle case review\tRestricted enclosure
"""
)

BARS = (
    FRONT
    + f"""\
| No. | Item |
|---|---|
| 1. | Introductions |
| | Minutes: {WELCOME} |
| 2. | Minutes of the previous meeting |
| | Minutes: {CONFIRMED} |
"""
)


def item(number: str, title: str, inner: str = "", href: str = "") -> str:
    """A row of the table of items."""
    name = f'<a class="mgAiTitleLnk" href="{href}">{title}</a>' if href else title
    return f"""
<tr><td class="mgItemNumberCell" ><a name="AI{number}"></a>
<p class="mgAiTitleTxt" >{number}</p></td>
<td><p class="mgAiTitleTxt" >{name}</p>{inner}</td></tr>"""


def said(label: str, inner: str) -> str:
    """What stands under a label."""
    return f'<p class="mgSubItemTitleTxt">{label}</p><div class="mgWordPara">{inner}</div>'


SIZE = '&nbsp;<span class="mgFileSize">PDF 1 MB</span>'

HTML = f"""<!DOCTYPE html>
<html lang="en"><head><title>Agenda for Westmarch</title><script>if (a < b) {{ x("</p>") }}</script>
<style>p > a {{ color: red }}</style></head>
<body class="mgBody"><nav><ul><li><a href="/">Home</a><li>Search</ul></nav>
<div id="modgov"><div class="mgContent">
<h1 class="mgMainTitleTxt">Agenda and minutes</h1>
<h2 class="mgSubTitleTxt">Westmarch Community Safety Board - Friday, 13th March, 2020 10.00 am</h2>
<ul class="mgActionList"><li><a href="ieListMeetings.aspx?CId=77">Browse meetings</a></li>
<li><a href="mgMeetingAttendance.aspx?ID=901">Attendance details</a>
<li><a href="documents/g901/Agenda.pdf">Agenda frontsheet{SIZE}</a></ul>
<p><span class="mgLabel">Venue:</span> Lantern Room, Market House.
<a href="x">View directions</a></p>
<p><span class="mgLabel">Contact:</span>&nbsp;Robin Quill (Tel: 01632 960001)</p>
<h2 class="mgSectionTitle">Items</h2>
<table class="mgItemTable" summary="Table of agenda items" id="mgItemTable">
<tr><th>No.</th><th>Item</th></tr>
{item("22.", "Introductions", said("Minutes:", f"<p>{WELCOME}</p>"))}
{
    item(
        "23.",
        "Minutes of the previous meeting" + SIZE,
        said("Minutes:", CONFIRMED),
        "documents/s1/m.pdf",
    )
}
{
    item(
        "24.",
        "Deliberate fires" + SIZE,
        '<div class="mgWordPara"><p>Report of the Chief Fire Officer</p></div>'
        '<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList">'
        f'<li><a href="documents/s3/a.pdf">Appendix A - map of fires, item 24{SIZE}</a></li></ul>'
        + said(
            "Minutes:",
            f"<p>{FIRES}</p><p>{CIRCULATE}</p><table><tr><td>Year</td><td>Fires</td></tr>"
            "<tr><td>2018</td><td>20</td></tr></table><p>RESOLVED:</p><ol type=a><li>That the "
            "report be noted;<li>That the Chief Fire Officer bring a further report in June.</ol>",
        )
        + said("Decision:", "<p>That the report be noted;</p>"),
        "documents/s2/r.pdf",
    )
}
{
    item(
        "25.",
        "Single case review",
        '<ul class="mgBulletList"><li><img alt="Restricted enclosure" src="lock.gif">'
        '<a href="mgRestricted.aspx">View the reasons why document 25. is restricted</a></li></ul>',
    )
}
{item("26.", "Any other business", said("Decision:", "<p>There was none.</p>"))}
</table></div></div>
<footer><p>Westmarch Council</p></footer></body></html>"""

AGENDA_ITEM = f"""<html><body><div class="mgContent"><h1 class="mgMainTitleTxt">Agenda item</h1>
<h2 class="mgSubTitleTxt">Deliberate fires</h2>
<p>Meeting of Westmarch Community Safety Board, Friday, 13th March, 2020 10.00 am (Item 24.)</p>
<div class="mgWordPara"><p>To receive a presentation by the Fire and Rescue Service.</p></div>
{said("Minutes:", f"<p>{FIRES}</p><p>RESOLVED: That the report be noted.</p>")}
<p class="mgSubItemTitleTxt">Supporting documents:</p>
<ul class="mgBulletList"><li><a href="documents/s2/r.pdf">Fires report, item 24.{SIZE}</a></li></ul>
</div></body></html>"""

ATTENDANCE = """<html><body><h1 class="mgMainTitleTxt">Meeting attendance</h1>
<h2 class="mgSubTitleTxt">Westmarch Community Safety Board - Friday, 13th March, 2020 10.00 am</h2>
<table summary="Table of meeting attendance" class="mgStatsTable">
<tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr>
<tr><td><a href="mgUserInfo.aspx?UID=1">Cllr. Ivy Marsh</a></td><td>Chair</td><td>Present</td></tr>
<tr><td>Cllr. Tom Reed</td><td>Vice-Chair</td><td>Apologies, sent representative</td></tr>
<tr><td>Ada Fenn</td><td>Officer</td><td>In attendance</td></tr>
<tr><td>Noor Vale</td><td>Guest</td><td>In attendance</td></tr>
<tr><td>Sam Holt</td><td>Member</td><td>Absent</td></tr>
<tr><td>Lee Birch</td><td>Member</td><td>Expected</td></tr>
<tr><td>Key</td></tr>
</table></body></html>"""

MEETING = """<?xml version="1.0" encoding="utf-8"?>
<meeting><meetingid>901</meetingid><committeeid>77</committeeid>
<committeetitle>Westmarch Community Safety &amp;amp; Fire Board</committeetitle>
<meetingdate>06/03/2020</meetingdate>
<meetingtime>10.00 am</meetingtime>
<meetingstatus>Agenda published</meetingstatus><meetingvenue>Lantern Room</meetingvenue>
<agendapublished>True</agendapublished><minutepublished>True</minutepublished>
<attendees>
<attendee memberid="1" name="Cllr. Ivy Marsh" roledescription="Chair" attendance="Present" />
<attendee memberid="2" name="Tom O&amp;#39;Reed" roledescription="Member" attendance="Apologies" />
<attendee memberid="3" roledescription="Member" attendance="Present" />
</attendees>
<agendaitems>
<agendaitem><agendaitemid>1</agendaitemid><agendaitemnumber>1</agendaitemnumber>
<fulldisplaynumberformat>22.</fulldisplaynumberformat><isrestricted>False</isrestricted>
<agendaitemtitle>Crime &amp;amp; fear of crime</agendaitemtitle>
<agendatext>&amp;lt;p&amp;gt;Report of the Chief Constable&amp;lt;/p&amp;gt;</agendatext>
<minutesnonemptyhtmlbody>
&lt;p&gt;The Board considered the report.&lt;/p&gt;
&lt;p&gt;RESOLVED:&lt;br&gt;That the report be noted.&lt;/p&gt;
</minutesnonemptyhtmlbody>
<decisionnonemptyhtmlbody>&lt;p&gt;That the plan be agreed.&lt;/p&gt;</decisionnonemptyhtmlbody>
<linkeddocuments><linkeddoc><title>Crime report</title><url>http://x.example/a.pdf</url>
<isrestricted>False</isrestricted></linkeddoc>
<linkeddoc><title>Names of victims</title><isrestricted>True</isrestricted></linkeddoc>
</linkeddocuments>
</agendaitem>
<AgendaItem><AgendaItemNumber>2</AgendaItemNumber><IsRestricted>True</IsRestricted>
<MinutesItemNumber>23</MinutesItemNumber>
<AgendaItemTitle>Single case review</AgendaItemTitle>
<agendatext>Of a family in Fen Lane</agendatext>
<minutesnonemptyhtmlbody>A secret</minutesnonemptyhtmlbody></AgendaItem>
<agendaitem><agendaitemnumber>0</agendaitemnumber>
<agendaitemtitle>Part two</agendaitemtitle></agendaitem>
<agendaitem><agendaitemnumber>3</agendaitemnumber><agendaitemtitle></agendaitemtitle></agendaitem>
</agendaitems></meeting>"""

MEETINGS = """<getmeetings><meetings>
<meeting><meetingid>901</meetingid><meetingdate>06/03/2020</meetingdate>
<meetingtime>10.00 am</meetingtime>
<committeetitle>Westmarch Board</committeetitle><meetingstatus>Confirmed</meetingstatus></meeting>
<meeting><MeetingID>902</MeetingID><meetingdate>12/06/2020</meetingdate>
<meetingtime>10.00 am</meetingtime>
<committeetitle>Westmarch Board</committeetitle><meetingstatus>CANCELLED</meetingstatus></meeting>
</meetings></getmeetings>"""

LISTING = """<html><body><h1>Browse meetings</h1><ul>
<li><a href="ieListDocuments.aspx?CId=77&amp;MId=902&amp;Ver=4">12 Jun 2020 10.00 am</a></li>
<li><a href='/ieListDocuments.aspx?CId=77&MID=901&Ver=4'>13 Mar 2020 10.00 am</a></li>
<li><a href="ieListDocuments.aspx?CommitteeId=77&MeetingId=900">6 Dec 2019</a></li>
<li><a href="ieListDocuments.aspx?CId=77&MId=901">again</a></li><li><a>none</a></li>
<li><a href="mgCommitteeDetails.aspx?ID=77">Committee</a></li></ul></body></html>"""
