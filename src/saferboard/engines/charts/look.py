"""Fonts, colours and sizes of every chart, and the name of the data set they are drawn from."""

# A renderer that finds none of the fonts drops all text in silence: sans-serif stays last.
FONTS = '"Source Sans Pro", Arial, sans-serif'
INK, QUIET, HAIR = "#0b0c0c", "#505a5f", "#d0d4d6"
# At least 4.5:1 against white, and apart in lightness as well as hue.
COLOURS = ("#1d3557", "#b5420d", "#2a7d55", "#8a5fb0", "#5b6770")
DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [14, 4])
SHADES = ("#1d3557", "#a9c4dd", "#5f8fbb", "#d9e4ee", "#3b6491")
WIDTH, HEIGHT, BAR_STEP, SUB_BAR_STEP, SMALL = 600, 250, 30, 17, 12.5
FIGURES = "figures"
"""The name of the data set that holds the chart's points."""
