"""Where the register appears on other pages."""

from associations import board_panels as board_panels
from associations import bridge_panels as bridge_panels
from associations import capacity_panels as capacity_panels
from associations import collisions as collisions
from associations import declaration_panels as declaration_panels
from associations import health as health
from associations import merge_panels as merge_panels
from associations import meter_panels as meter_panels
from associations import outreach_panels as outreach_panels
from associations import register_panels as register_panels
from associations import statutes_panels as statutes_panels
from associations import timeline_panels as timeline_panels
