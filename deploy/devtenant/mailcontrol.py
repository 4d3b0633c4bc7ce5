"""What people do in Outlook and Graph does not: mail that comes in, and a human who presses Send.

Only the dev tenant has these addresses; they take no token.
"""

import base64
from importlib import resources

from deploy.devtenant import messages, mime
from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.people import FIRST_MEMBER, Person, find_person
from deploy.devtenant.store import SCHEMA, SEEDS, STATES, Tenant, stamp

# Everything that left a mailbox: a human's mail, or an invitation that an event with attendees sent by itself.
SCHEMA.append(
    "create table if not exists mail_sent (id integer primary key, mailbox text not null, kind text not null,"
    " subject text not null, recipients text not null, at text not null)"
)


def note_sent(tenant: Tenant, mailbox: str, kind: str, subject: str, recipients: list[str]) -> None:
    """Writes down that mail left this mailbox; `kind` is message, invitation, update or cancellation."""
    tenant.db.execute(
        "insert into mail_sent (mailbox, kind, subject, recipients, at) values (?, ?, ?, ?, ?)",
        (mailbox, kind, subject, ",".join(recipients), stamp(tenant.now())),
    )


@outside("POST", "/__tenant/mail")
def _deliver(call: Call) -> Reply:
    """{"user", "eml_base64"}: a mail from outside arrives in the inbox; answers its ids."""
    wanted = call.json()
    person = _person(wanted.get("user"))
    message = mime.received(call.tenant, person.oid, base64.b64decode(wanted["eml_base64"], validate=True))
    return Reply(201, _ids(call.tenant, message))


@outside("POST", "/__tenant/send")
def _press_send(call: Call) -> Reply:
    """{"user", "id"}: the human sends a draft; it moves to Sent Items."""
    wanted, tenant = call.json(), call.tenant
    person = _person(wanted.get("user"))
    found = [
        one
        for one in messages.in_mailbox(tenant, person.oid)
        if str(wanted.get("id")) in _ids(tenant, one).values()
    ]
    if not found or not found[0].is_draft:
        raise GraphFault(404, "ErrorItemNotFound", "No draft with this id stands in the mailbox.")
    return Reply(200, _ids(tenant, send(tenant, person, found[0])))


def send(tenant: Tenant, person: Person, draft: messages.Message) -> messages.Message:
    """What happens when the human presses Send; 400 without a recipient."""
    recipients = [
        one["emailAddress"]["address"]
        for name in ("toRecipients", "ccRecipients", "bccRecipients")
        for one in draft.doc[name]
    ]
    if not recipients:
        raise GraphFault(400, "ErrorInvalidRecipients", "At least one recipient is needed to send.")
    note_sent(tenant, person.oid, "message", draft.doc["subject"], recipients)
    sender = {"emailAddress": {"name": person.title, "address": person.upn}}
    facts = {"isDraft": False, "sentDateTime": stamp(tenant.now()), "from": sender, "sender": sender}
    return messages.move(tenant, messages.rewrite(tenant, draft, draft.doc | facts), "sentitems")


def _person(name: object) -> Person:
    person = find_person(str(name))
    if person is None:
        raise GraphFault(404, "ErrorInvalidUser", f"The requested user '{name}' is invalid.")
    return person


def _ids(tenant: Tenant, message: messages.Message) -> dict[str, str]:
    row = tenant.db.execute(
        "select rest_id, immutable_id from message where key = ?", (message.key,)
    ).fetchone()
    return {"id": str(row[0]), "immutable_id": str(row[1])}


def _seed(tenant: Tenant) -> None:
    """The inbox of the first member holds the mail that the demo reports."""
    content = resources.files("deploy.devtenant").joinpath("seed_mail.eml").read_bytes()
    mime.received(tenant, _person(FIRST_MEMBER).oid, content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def _state(tenant: Tenant) -> dict[str, object]:
    addresses = {person.oid: person.upn for person in tenant.people}
    rows = tenant.db.execute("select mailbox, kind, subject, recipients, at from mail_sent order by id")
    return {
        "mail_sent": [
            {
                "user": addresses[row[0]],
                "kind": row[1],
                "subject": row[2],
                "to": row[3].split(","),
                "at": row[4],
            }
            for row in rows
        ]
    }


SEEDS.append(_seed)
STATES.append(_state)
