using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Sessions;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.SignIn;

/// <summary>Keluar: ends this session, in the database and in the browser.</summary>
[SignedIn]
internal sealed class SignOutModel(SessionBook sessions, PatuhDb db, TimeProvider time) : WorkPage
{
    public void OnGet() => Title = L.T("Keluar", "Sign out");

    public async Task<IActionResult> OnPost(CancellationToken cancel)
    {
        db.Audit(time, new By(Me.PersonId), "session.ended", new Subject("person", Me.PersonId));
        await db.SaveChangesAsync(cancel);
        await sessions.End(Me.PersonId, one: Me.SessionId, cancel: cancel);
        await HttpContext.SignOutAsync(SessionBook.Scheme);
        // what was on the screen is not found again with the button "back"
        Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return SeeOther(WorkArea.Root + "/masuk", "keluar");
    }
}
