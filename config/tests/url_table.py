from tests.url_people import SIGNED_IN, Row

TABLE = {
    "styleguide": Row(SIGNED_IN),
}
