"""What partners send by hand: forms, spreadsheets, who sent what and when."""
