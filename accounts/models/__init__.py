from accounts.models.saved_filter import SavedFilter
from accounts.models.team import Team
from accounts.models.user import Role, Theme, User

__all__ = ["Role", "SavedFilter", "Team", "Theme", "User"]
