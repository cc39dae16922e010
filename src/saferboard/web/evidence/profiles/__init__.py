"""The problem profile of a district."""
