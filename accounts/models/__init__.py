from accounts.models.team import Team
from accounts.models.user import Role, Theme, User

__all__ = ["Role", "Team", "Theme", "User"]
