"""The Board: its meetings, plan, papers, minutes, and what follows from them."""
