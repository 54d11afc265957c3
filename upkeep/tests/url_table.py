from tests.url_people import ADMINS, ADMINS_POST, PUBLIC, Row, who

TABLE = {
    "livez": Row(PUBLIC),
    "readyz": Row(PUBLIC),
    "metrics": Row(who(404, nobody=404)),  # no token in the settings: there is no such page
    "health": Row(ADMINS),
    "health-mail": Row(ADMINS_POST),
}
