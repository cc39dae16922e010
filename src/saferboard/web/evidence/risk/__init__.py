"""The risk and harm matrix, scored by each partner."""
