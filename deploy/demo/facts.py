"""The demo tenant's own facts: ids, sites, people as roles. The secrets open nothing but this stand-in."""

TENANT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ADMIN_CLIENT_ID = "33333333-3333-4333-8333-333333333333"
TEAMS_APP_ID = "44444444-4444-4444-8444-444444444444"
SECRET, ADMIN_SECRET = "demo-geheim", "demo-beheer-geheim"
HOST = "provincie.sharepoint.example"
CASE_SITE, REGISTER_SITE = f"{HOST}:/sites/agressiemeldingen", f"{HOST}:/sites/agressieregister"
SERVICE_SCOPE = f"api://{CLIENT_ID}/Melding.Access"
DRAFT_MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"


def address(role: str) -> str:
    return f"{role}@provincie.example"
