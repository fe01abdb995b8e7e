"""Where the register appears on other pages."""

from associations import register_panels as register_panels
from associations import statutes_panels as statutes_panels
