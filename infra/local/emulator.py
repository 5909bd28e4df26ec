"""Starts MiniStack, with the one thing of Cognito's that it lacks and we need.

MiniStack asks the trigger CustomMessage for invitations only. Cognito asks it for every mail, and
ours are those of a sign-up, a new code and a forgotten password: they are asked for here in the
same way, with the same function and the same event. A function that fails fails the call.
"""

import contextvars
import sys

from ministack.services import cognito

SOURCES = {
    "SignUp": "CustomMessage_SignUp",
    "ResendConfirmationCode": "CustomMessage_ResendCode",
    "ForgotPassword": "CustomMessage_ForgotPassword",
    "AdminResetUserPassword": "CustomMessage_ForgotPassword",
}

call = contextvars.ContextVar("call", default=("", {}))
run = cognito._run_idp_handler
send = cognito._send_verification_email


def run_and_remember(handler, action, data):
    token = call.set((action, data))
    try:
        return run(handler, action, data)
    except (cognito._CustomMessageRejected, cognito._CustomMessageInvalid) as error:
        return cognito._custom_message_error(error)
    finally:
        call.reset(token)


def send_in_words_of_the_trigger(pool, username, attributes, code, **more):
    action, data = call.get()
    said = {}
    if action in SOURCES:
        said = cognito._apply_custom_message_trigger(
            pool, SOURCES[action], username, attributes, data.get("ClientMetadata"), None
        )
    subject, body = said.get("emailSubject"), said.get("emailMessage")
    if body and "{####}" not in body:
        raise cognito._CustomMessageInvalid("emailMessage must contain {####}.")
    if subject and body:
        template = {"EmailSubject": subject, "EmailMessage": body}
        pool = {**pool, "VerificationMessageTemplate": template}
    return send(pool, username, attributes, code, **more)


cognito._run_idp_handler = run_and_remember
cognito._send_verification_email = send_in_words_of_the_trigger

if __name__ == "__main__":
    from ministack.app import main

    sys.exit(main())
