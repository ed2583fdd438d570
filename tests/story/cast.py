"""A small cast for the tests of chat/story."""

from chat.story.models import Member, Scene

ASH = Member("c_0", "Ash", persona=True)
MIRA = Member("c_1", "Mira Voss", aliases=("the stranger",))
HOLT = Member("c_2", "Captain Holt")
CAST = (ASH, MIRA, HOLT)
INN = Scene(place="the Heron Inn", day=2, minutes=20 * 60, present=("c_0", "c_1", "c_2"))
