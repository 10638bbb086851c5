"""What allauth's forms say when they refuse something, in our words: each sentence names the way out."""

ACCOUNT_ERRORS = {
    "account_inactive": "This account is closed.",
    "cannot_remove_primary_email": "This is the primary address. Make another one primary first.",
    "duplicate_email": "This address is on your account already.",
    "email_password_mismatch": "No account has this e-mail address with this password. Check both, or set a new password.",
    "email_taken": "Another account has confirmed this e-mail address. Use another one, or log in to that account.",
    "enter_current_password": "This is not your current password.",
    "incorrect_code": "This code is not right. Type the newest one.",
    "incorrect_password": "This is not your password.",
    "invalid_or_expired_key": "This link is spent. Ask for a new one.",
    "invalid_login": "Type your username, or your e-mail address.",
    "invalid_password_reset": "This link is spent. Ask for a new one.",
    "max_email_addresses": "An account has at most %d e-mail addresses. Remove one first.",
    "too_many_login_attempts": "Too many log-ins. Wait a few minutes, then try again.",
    "unknown_email": "No account has this e-mail address.",
    "unverified_primary_email": "Only a confirmed address can be the primary one. Open the link in the mail that we sent to it.",
    "username_blacklisted": "This username is not free. Choose another one.",
    "username_password_mismatch": "No account has this username with this password. Check both, or set a new password.",
    "username_taken": "Somebody has this username already. Choose another one.",
    "select_only_one": "Choose only one.",
    "same_as_current": "This is what you have now. Choose something else.",
    "rate_limited": "Too many tries. Wait a few minutes, then try again.",
}
MFA_ERRORS = {
    "add_email_blocked": "With two-step log-in no address can be added. Switch it off first.",
    "cannot_delete_authenticator": "Two-step log-in cannot be switched off here.",
    "cannot_generate_recovery_codes": "Switch on the authenticator app first; it comes with recovery codes.",
    "incorrect_code": "This code is not right, or was used already. Type the one that the app shows now.",
    "unverified_email": "Confirm your e-mail address first, with the link in the mail that we sent to it.",
}
SOCIAL_ERRORS = {
    "email_taken": "An account has this e-mail address already. Log in to it first; then connect your %s account to it.",
    "invalid_token": "The other service sent an answer that we cannot read. Start again.",
    "no_password": "Set a password first: without one, nothing else would open this account.",
    "no_verified_email": "Confirm an e-mail address first.",
    "disconnect_last": "This is the only thing that opens your account. Set a password first.",
    "connected_other": "That service opens another account already. Disconnect it there first.",
}
