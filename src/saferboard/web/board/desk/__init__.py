"""The desk: what each person has to do now, and the chair's view of a meeting."""
