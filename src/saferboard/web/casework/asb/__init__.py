"""Anti-social behaviour: reports, risk, contact, visits, evidence, and the police's incidents."""
