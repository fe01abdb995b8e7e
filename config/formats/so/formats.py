"""Danish dates and numbers, hours with a colon."""

from config.formats.da.formats import *  # noqa: F403

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "d-m-Y H:i"
SHORT_DATETIME_FORMAT = "d-m-Y H:i"
MONTH_DAY_FORMAT = "j F"
