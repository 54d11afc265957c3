from tests.url_people import PUBLIC, Row

TABLE = {
    "livez": Row(PUBLIC),
    "readyz": Row(PUBLIC),
}
