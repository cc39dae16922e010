"""MARAC: referrals, research, meetings, actions, flags, transfers and the return."""
