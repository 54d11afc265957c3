"""Forms about people."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Sign in by name or e-mail."""
