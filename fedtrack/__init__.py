"""Who has reported, who has not: the clerk of a county Women's Federation, on the command line."""

__version__ = "1.0.0rc1"
