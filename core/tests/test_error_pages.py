"""The last page there is needs nothing: no request, no database, no language."""

from django.template.loader import get_template


def test_the_server_error_page_says_it_in_both_languages() -> None:
    html = get_template("500.html").render()
    assert "Something broke on our side" in html
    assert "服务器出错了" in html
    assert 'lang="zh-Hans"' in html
    assert '"/static/app.css"' in html
