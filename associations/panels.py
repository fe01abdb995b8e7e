"""Where the register appears on other pages."""

from associations import statutes_panels as statutes_panels
